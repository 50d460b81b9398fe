#include "journal/codec.h"

#include "journal/canonical_json.h"

namespace seethrough::journal {
namespace {

template <class Variant, class Visit>
void visit_leaf(const Variant& held, Visit&& visit) {
  std::visit(
      [&](const auto& one) {
        if constexpr (requires { one.type; }) {
          visit(one);
        } else {
          visit_leaf(one, visit);
        }
      },
      held);
}

/// Appends {"data":…,"type":…}.
template <class Variant>
void write_typed(std::string& out, const Variant& held) {
  visit_leaf(held, [&](const auto& one) {
    out += "{\"data\":";
    write_json(out, one);
    out += ",\"type\":\"";
    out += one.type;
    out += "\"}";
  });
}

void write_data(std::string& out, const Refused& refused) {
  out += "{\"command\":";
  write_json(out, refused.command);
  out += ",\"rejection\":";
  write_typed(out, refused.rejection);
  out.push_back('}');
}

template <class E>
void write_data(std::string& out, const E& event) {
  write_json(out, event);
}

}  // namespace

void encode_entry(std::string& out, std::uint64_t seq, const Envelope& envelope, const Event& event) {
  out += "{\"at\":";
  write_json(out, envelope.at);
  out += ",\"by\":";
  write_json(out, envelope.by);
  out += ",\"data\":";
  visit_leaf(event, [&](const auto& one) {
    write_data(out, one);
    out += ",\"fingerprint\":";
    write_json(out, envelope.fingerprint);
    out += ",\"request\":";
    write_json(out, envelope.request);
    out += ",\"seq\":";
    write_json(out, seq);
    out += ",\"type\":\"";
    out += one.type;
  });
  out += "\"}";
}

std::string encode_command(const Command& command) {
  std::string out;
  write_typed(out, command);
  return out;
}

std::string encode_event(const Event& event) {
  std::string out;
  visit_leaf(event, [&](const auto& one) {
    out += "{\"data\":";
    write_data(out, one);
    out += ",\"type\":\"";
    out += one.type;
    out += "\"}";
  });
  return out;
}

std::string encode_rejection(const Rejection& rejection) {
  std::string out;
  write_typed(out, rejection);
  return out;
}

}  // namespace seethrough::journal
