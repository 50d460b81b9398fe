// What is encoded is decoded to the same, and its bytes are the only form it has.

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <random>
#include <set>

#include "journal/any.h"
#include "journal/canonical_json.h"
#include "journal/codec.h"
#include "journal/jcs.h"
#include "programme/described.h"

namespace journal_test {
namespace {

using journal::Command;
using journal::Event;
using journal::Rejection;

journal::Envelope any_envelope() {
  journal::Envelope envelope;
  const Any any(Money::any);
  any.fill(envelope.request);
  any.fill(envelope.fingerprint);
  any.fill(envelope.at);
  any.fill(envelope.by);
  return envelope;
}

std::string encoded(std::uint64_t seq, const journal::Envelope& envelope, const Event& event) {
  std::string out;
  encode_entry(out, seq, envelope, event);
  return out;
}

void require_round_trip(const Event& event) {
  const journal::Envelope envelope = any_envelope();
  const auto seq = static_cast<std::uint64_t>(*rc::gen::positive<std::int64_t>());
  const std::string bytes = encoded(seq, envelope, event);
  const auto decoded = journal::decode_entry(bytes);
  if (!decoded) RC_FAIL(decoded.error().en + " in " + bytes);
  RC_ASSERT(decoded->seq == seq);
  RC_ASSERT(decoded->envelope.request == envelope.request);
  RC_ASSERT(decoded->envelope.fingerprint == envelope.fingerprint);
  RC_ASSERT(decoded->envelope.at == envelope.at);
  RC_ASSERT(decoded->envelope.by == envelope.by);
  RC_ASSERT(encoded(seq, decoded->envelope, decoded->event) == bytes);
  RC_ASSERT(jcs(boost::json::parse(bytes)) == bytes);
  if (const auto* refused = std::get_if<journal::Refused>(&event)) {
    const auto& read = std::get<journal::Refused>(decoded->event);
    RC_ASSERT(read.command == refused->command);
    RC_ASSERT(programme::same(read.rejection, refused->rejection));
  } else {
    std::visit(
        [&](const auto& group) {
          using Group = std::decay_t<decltype(group)>;
          if constexpr (!std::is_same_v<Group, journal::Refused>)
            RC_ASSERT(programme::same(std::get<Group>(decoded->event), group));
        },
        event);
  }
}

TEST_CASE("every event is read back from its entry as it was, and has one form") {
  CHECK(rc::check("round trip of events", [] {
    for_each_alternative<Event>(
        []<class Group, class One>() { require_round_trip(Event{any_of<Group, One>(Money::any)}); });
  }));
}

TEST_CASE("every rejection is read back from its entry as it was, and has one form") {
  CHECK(rc::check("round trip of rejections", [] {
    for_each_alternative<Rejection>([]<class Group, class One>() {
      journal::Refused refused;
      Any(Money::any).fill(refused.command);
      refused.rejection = any_of<Group, One>(Money::any);
      require_round_trip(Event{refused});
    });
  }));
}

TEST_CASE("every command is read back as it was, and has one form") {
  CHECK(rc::check("round trip of commands", [] {
    for_each_alternative<Command>([]<class Group, class One>() {
      const Command command{any_of<Group, One>(Money::asked_for)};
      const std::string bytes = journal::encode_command(command);
      const auto decoded = journal::decode_command(bytes);
      if (!decoded) RC_FAIL(decoded.error().en + " in " + bytes);
      RC_ASSERT(programme::same(std::get<Group>(*decoded), std::get<Group>(command)));
      RC_ASSERT(journal::encode_command(*decoded) == bytes);
      RC_ASSERT(jcs(boost::json::parse(bytes)) == bytes);
    });
  }));
}

TEST_CASE("no two types share a name, and every type of an event carries its version") {
  std::set<std::string_view> seen{journal::Refused::type};
  const auto note = [&]<class Group, class One>() { CHECK_MESSAGE(seen.insert(One::type).second, One::type); };
  for_each_alternative<Event>(note);
  for_each_alternative<Command>(note);
  for_each_alternative<Rejection>(note);
  for_each_alternative<Event>([]<class Group, class One>() { CHECK(One::type.ends_with("/1")); });
}

TEST_CASE("replies carry the same data as the entry") {
  const Event event{subsidies::Event{subsidies::FundOpened{"home", 2025, {"home"}, Fen{5}, "预算\n", false}}};
  const std::string reply = journal::encode_event(event);
  CHECK(reply ==
        R"({"data":{"basis":"预算\n","cap":5,"classes":["home"],"fund":"home","reconstructed":false,"year":2025},)"
        R"("type":"subsidies.fund_opened/1"})");
  CHECK(journal::encode_rejection(Rejection{subsidies::Rejection{subsidies::NoRules{2031}}}) ==
        R"({"data":{"year":2031},"type":"subsidies.no_rules"})");
  CHECK(journal::encode_event(Event{journal::Refused{"x", subsidies::Rejection{subsidies::NoRules{2031}}}}) ==
        R"({"data":{"command":"x","rejection":)"
        R"({"data":{"year":2031},"type":"subsidies.no_rules"}},"type":"refused/1"})");
}

TEST_CASE("texts are escaped as RFC 8785 has it") {
  std::string out;
  journal::write_json(out, std::string_view("\"\\/\b\f\n\r\t\x01\x1f\x7f€\xe2\x80\xa8🚲"));
  CHECK(out == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f€\xe2\x80\xa8🚲\"");
}

/// A spoiled entry is refused with a sentence in both languages, or read as something whose form is its own bytes or,
/// where the spoiling changed only how it is written, another form of it. It never stops the process.
void require_no_harm(const std::string& spoiled) {
  const auto decoded = journal::decode_entry(spoiled);
  if (!decoded) {
    CHECK(decoded.error().kind == FailureKind::corrupt);
    CHECK_FALSE(decoded.error().zh.empty());
    CHECK_FALSE(decoded.error().en.empty());
    return;
  }
  const std::string again = encoded(decoded->seq, decoded->envelope, decoded->event);
  CHECK(journal::decode_entry(again));
}

TEST_CASE("an entry with a flipped bit, cut short or with bytes put in never crashes the reader") {
  std::mt19937 random(20250615);
  subsidies::Purchase purchase;
  purchase.kind = "冰箱\n";
  purchase.facts.set(rules::Field::efficiency, 1);
  purchase.surrendered = Pseudonym{};
  const std::string entries[] = {
      encoded(1, {}, Event{subsidies::Event{subsidies::ClaimRedeemed{subsidies::ClaimNumber{1}, purchase, {}}}}),
      encoded(2, {}, Event{complaints::Event{complaints::BatchHandedOver{
                         "c", 1, {}, {}, {1, 0, {{PlaceCode{140403}, 1}}, {{"水", 1}}}, false}}}),
      encoded(3, {}, Event{journal::Refused{"c", projects::Rejection{projects::NotInThisState{}}}})};
  for (const std::string& entry : entries) {
    REQUIRE(journal::decode_entry(entry));
    for (std::size_t size = 0; size < entry.size(); ++size) {
      CHECK_FALSE(journal::decode_entry(entry.substr(0, size)));
      std::string flipped = entry;
      flipped[size] = static_cast<char>(flipped[size] ^ (1 << random() % 8));
      require_no_harm(flipped);
    }
    for (int round = 0; round < 2000; ++round) {
      std::string spoiled = entry;
      for (unsigned left = random() % 4 + 1; left > 0; --left) {
        const std::size_t at = random() % spoiled.size();
        if (random() % 2 == 0) spoiled[at] = static_cast<char>(random());
        else spoiled.insert(at, 1, "0123456789{}[]\",:-"[random() % 18]);
      }
      require_no_harm(spoiled);
    }
  }
}

}  // namespace
}  // namespace journal_test
