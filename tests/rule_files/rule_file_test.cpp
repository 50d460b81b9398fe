#include "rule_files/rule_file.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

using namespace seethrough;
using namespace seethrough::rules;

namespace {

// Line numbers below count from the first line of this text.
const std::string sound = R"(year: 2031
version: 2031/1
in_force: 2031-01-05
sources:
  - {id: notice, title: {zh: 通知, en: Notice}, issuer: 商务部门, local: true, note: {zh: 注, en: Note}}
classes:
  - id: goods
    name: {zh: 商品, en: Goods}
    limit: {count: 2, per: kind}
    kinds:
      - {id: fridge, name: {zh: 冰箱, en: Fridge}}
      - {id: cooler, name: {zh: 空调, en: Cooler}, limit: 3}
    requires:
      - {id: owner, field: same_owner, equals: true, text: {zh: 同一人, en: Same owner}, source: notice}
    clauses:
      - id: one
        text: {zh: 1级, en: Level 1}
        days: 2031-01-01..2031-12-31
        when: [{field: efficiency, equals: 1}]
        rate: 12.5%
        cap: 2000 yuan
        source: notice
      - id: two
        text: {zh: 2级, en: Level 2}
        kinds: [fridge]
        days: 2031-07-01..2031-12-31
        when: [{field: efficiency, one_of: [2, 3]}]
        requires:
          - id: price
            given: [{field: powertrain, equals: new_energy}]
            field: price_fen
            at_most: 6000.50 yuan
            text: {zh: 价格, en: Price}
            source: notice
        flat: 500 yuan
        source: notice
)";

std::string changed(const std::string& from, const std::string& to) {
  std::string text = sound;
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string fault(const std::string& text) {
  const auto result = read_rule_file(text, "2031.yaml");
  if (result) return "no fault";
  CHECK(result.error().kind == FailureKind::malformed);
  CHECK(result.error().zh.find("2031.yaml 第 ") == 0);
  return result.error().en;
}

bool begins(const std::string& text, const std::string& head) { return text.compare(0, head.size(), head) == 0; }

}  // namespace

TEST_CASE("a sound file becomes an edition, word for word") {
  const auto result = read_rule_file(sound, "2031.yaml");
  if (!result) FAIL(result.error().en);
  const Edition& e = *result;
  CHECK(e.year == 2031);
  CHECK(e.version == "2031/1");
  CHECK(e.in_force == *parse_day("2031-01-05"));
  CHECK(e.checks.empty());
  CHECK(e.classes[0].clocks.empty());
  CHECK(e.classes[0].price_order.empty());
  CHECK_FALSE(e.classes[0].entitlement.has_value());
  CHECK_FALSE(e.kinds[0].local);
  CHECK(e.sources[0].local);
  CHECK(e.sources[0].title == Text{"通知", "Notice"});
  CHECK(e.sources[0].note.en == "Note");
  CHECK(e.kinds[0].limit.count == 2);
  CHECK(e.kinds[1].limit.count == 3);
  CHECK(e.kinds[1].cls == "goods");
  REQUIRE(e.clauses.size() == 2);
  CHECK(e.clauses[0].kinds == std::vector<std::string>{"fridge", "cooler"});
  CHECK(std::get<Rate>(e.clauses[0].amount).of_price == BasisPoints{1250});
  CHECK(std::get<Rate>(e.clauses[0].amount).cap == Fen{200000});
  CHECK(e.clauses[0].requires_.size() == 1);
  CHECK(e.clauses[1].kinds == std::vector<std::string>{"fridge"});
  CHECK(e.clauses[1].days == Period{*parse_day("2031-07-01"), *parse_day("2031-12-31")});
  CHECK(e.clauses[1].when[0].values == std::vector<std::int64_t>{2, 3});
  CHECK(std::get<Flat>(e.clauses[1].amount).amount == Fen{50000});
  REQUIRE(e.clauses[1].requires_.size() == 2);
  CHECK(e.clauses[1].requires_[0].id == "owner");
  const Condition& price = e.clauses[1].requires_[1];
  CHECK(price.test.values == std::vector<std::int64_t>{600050});
  CHECK(price.given[0].values == std::vector<std::int64_t>{3});
}

TEST_CASE("a fault is told with file and line, what is wrong and what is expected, in both languages") {
  const auto result = read_rule_file(changed("rate: 12.5%", "rate: 0.2"), "2031.yaml");
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().zh == "2031.yaml 第 20 行：“rate”的值“0.2”不对。应为：大于 0% 且不超过 100% 的比例，如 15%。");
  CHECK(result.error().en ==
        "2031.yaml, line 20: rate is \"0.2\"; expected a rate above 0% and up to 100%, such as 15%.");
}

TEST_CASE("every kind of fault names its line") {
  struct Row {
    const char* from;
    const char* to;
    const char* told;
  };
  const Row rows[] = {
      {"year: 2031", "year: 31", "2031.yaml, line 1: year is \"31\"; expected a whole number from 2000 to 2100"},
      {"version: 2031/1", "version: 2030/1", "2031.yaml, line 2: version is \"2030/1\""},
      {"version: 2031/1", "version: 2031/0", "2031.yaml, line 2: version is \"2031/0\""},
      {"in_force: 2031-01-05", "in_force: 2031-13-05",
       "2031.yaml, line 3: in_force is \"2031-13-05\"; expected a day that exists"},
      {"in_force: 2031-01-05\n", "", "2031.yaml, line 1: file lacks the key in_force"},
      {"version: 2031/1", "", "2031.yaml, line 1: file lacks the key version"},
      {"local: true", "local: maybe", "2031.yaml, line 5: local is \"maybe\"; expected true or false"},
      {"{zh: 通知, en: Notice}", "{zh: 通知}", "2031.yaml, line 5: title lacks the key en"},
      {"{zh: 通知, en: Notice}", "通知", "2031.yaml, line 5: title is \"通知\"; expected a map"},
      {"id: notice", "id: Notice", "2031.yaml, line 5: id is \"Notice\"; expected lower-case letters"},
      {"limit: {count: 2, per: kind}", "limit: {count: 0, per: kind}", "2031.yaml, line 9: count is \"0\""},
      {"limit: {count: 2, per: kind}", "limit: {count: 2, per: shop}", "2031.yaml, line 9: per is \"shop\""},
      {"limit: {count: 2, per: kind}", "limit: {count: 2, per: class}", "2031.yaml, line 12: this class limits"},
      {"id: cooler", "id: fridge", "2031.yaml, line 12: kind id fridge is used twice"},
      {"      - id: two", "      - id: one", "2031.yaml, line 23: clause id one is used twice"},
      {"          - id: price", "          - id: owner", "2031.yaml, line 29: condition id owner is used twice"},
      {"en: Same owner}, source: notice", "en: Same owner}, source: rumour",
       "2031.yaml, line 14: source is \"rumour\""},
      {"        text: {zh: 2级, en: Level 2}", "        colour: red",
       "2031.yaml, line 24: unknown key colour in clause"},
      {"        cap: 2000 yuan", "        rate: 15%", "2031.yaml, line 21: key rate stands twice"},
      {"        cap: 2000 yuan", "        flat: 2000 yuan", "2031.yaml, line 16: the clause's amount is not well put"},
      {"cap: 2000 yuan", "cap: 2000", "2031.yaml, line 21: cap is \"2000\"; expected an amount such as 6000.00 yuan"},
      {"flat: 500 yuan", "flat: 0 yuan", "2031.yaml, line 35: flat is \"0 yuan\"; expected an amount above 0"},
      {"rate: 12.5%", "rate: 100.01%", "2031.yaml, line 20: rate is \"100.01%\""},
      {"kinds: [fridge]", "kinds: [piano]", "2031.yaml, line 25: kinds is \"piano\"; expected a kind of this class"},
      {"kinds: [fridge]", "kinds: [fridge, fridge]",
       "2031.yaml, line 25: kinds is \"fridge\"; expected each kind once"},
      {"kinds: [fridge]", "kinds: []", "2031.yaml, line 25: kinds is \"[…]\"; expected a list of one item or more"},
      {"2031-07-01..2031-12-31", "2031-07-01..2032-01-01", "2031.yaml, line 26: days is"},
      {"2031-07-01..2031-12-31", "2030-12-31..2031-12-31", "2031.yaml, line 26: days is"},
      {"2031-07-01..2031-12-31", "2031-07-01..2031-06-30", "2031.yaml, line 26: days is"},
      {"2031-07-01..2031-12-31", "2031-02-29..2031-12-31", "2031.yaml, line 26: days is"},
      {"2031-07-01..2031-12-31", "2031-07-01", "2031.yaml, line 26: days is"},
      {"field: efficiency, one_of", "field: colour, one_of",
       "2031.yaml, line 27: field is \"colour\"; expected one of: "},
      {"field: efficiency, equals: 1", "field: efficiency", "2031.yaml, line 19: a test without a comparison"},
      {"field: efficiency, equals: 1", "field: efficiency, equals: 1, at_most: 2",
       "2031.yaml, line 19: two comparisons"},
      {"field: efficiency, equals: 1", "field: efficiency, on_or_before: 2031-01-01",
       "2031.yaml, line 19: efficiency cannot be compared by on_or_before"},
      {"field: efficiency, equals: 1", "field: efficiency, present: false", "2031.yaml, line 19: present is \"false\""},
      {"equals: new_energy", "equals: steam", "2031.yaml, line 30: powertrain is \"steam\"; expected petrol, diesel"},
      {"at_most: 6000.50 yuan", "at_most: 6000.505 yuan", "2031.yaml, line 32: price_fen is \"6000.505 yuan\""},
      {"id: owner, field: same_owner, equals: true", "id: owner, field: old_battery, equals: coal",
       "2031.yaml, line 14: old_battery is \"coal\""},
      {"id: owner, field: same_owner, equals: true", "id: owner, field: applied_on, on_or_before: 2031-13-01",
       "2031.yaml, line 14: applied_on is \"2031-13-01\""},
      {"    clauses:\n      - id: one", "    clauses:\n      - id: [one", "2031.yaml, line 17: "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.to);
    const std::string told = fault(changed(row.from, row.to));
    CHECK_MESSAGE(begins(told, row.told), told);
  }
  CHECK(begins(fault(""), "2031.yaml, line "));
  CHECK(begins(fault("- 1"), "2031.yaml, line 1: file is \"[…]\""));
}

TEST_CASE("two clauses that could both speak are a fault naming both and both lines") {
  const std::string told = fault(changed("one_of: [2, 3]", "one_of: [1, 2]"));
  CHECK(begins(told, "2031.yaml, line 23: clause two and clause one of line 16 could both apply"));
}

TEST_CASE("a kind for which no clause speaks is a fault") {
  const std::string told = fault(
      changed("        days: 2031-01-01", "        kinds: [fridge]\n        days: 2031-01-01"));
  CHECK(begins(told, "2031.yaml, line 11: no clause speaks for kind cooler"));
}

TEST_CASE("a file with a piece cut out or put elsewhere is read or told to be at fault, and stops nothing") {
  CHECK(rc::check("damaged files", [] {
    std::string text = sound;
    const std::size_t from = *rc::gen::inRange<std::size_t>(0, text.size());
    const std::string piece = text.substr(from, *rc::gen::inRange<std::size_t>(0, 40));
    text.erase(from, piece.size());
    if (*rc::gen::arbitrary<bool>()) text.insert(*rc::gen::inRange<std::size_t>(0, text.size()), piece);
    const auto result = read_rule_file(text, "2031.yaml");
    if (result) {
      RC_ASSERT(!first_overlap(*result).has_value());
    } else {
      RC_ASSERT(result.error().kind == FailureKind::malformed);
      RC_ASSERT(begins(result.error().en, "2031.yaml, line "));
    }
  }));
}
