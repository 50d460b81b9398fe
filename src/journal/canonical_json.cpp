#include "journal/canonical_json.h"

#include <algorithm>
#include <array>

namespace seethrough::journal {
namespace {

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
}

bool plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

/// The fields, sorted by name.
const std::array<rules::Field, rules::field_count>& sorted_fields() {
  static const auto fields = [] {
    std::array<rules::Field, rules::field_count> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<rules::Field>(i);
    std::sort(all.begin(), all.end(), [](auto a, auto b) { return rules::name(a) < rules::name(b); });
    return all;
  }();
  return fields;
}

}  // namespace

void write_json(std::string& out, std::string_view text) {
  out.push_back('"');
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && plain(text[end])) ++end;
    out.append(text, i, end - i);
    if (end < text.size()) append_escaped(out, text[end++]);
    i = end;
  }
  out.push_back('"');
}

void write_json(std::string& out, const rules::Facts& facts) {
  out.push_back('{');
  bool first = true;
  for (const rules::Field field : sorted_fields()) {
    if (!facts.has(field)) continue;
    if (!first) out.push_back(',');
    first = false;
    out.push_back('"');
    out += rules::name(field);
    out += "\":";
    write_json(out, facts.get(field));
  }
  out.push_back('}');
}

}  // namespace seethrough::journal
