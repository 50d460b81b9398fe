// What a rule file says beside its clauses: time limits, price order, entitlements, checks, disputed values and kinds
// that the city adds. Each fault is told with its line.

#include <doctest/doctest.h>

#include <string>

#include "rule_files/rule_file.h"

using namespace seethrough;
using namespace seethrough::rules;

namespace {

// Line numbers below count from the first line of this text.
const std::string sound = R"(year: 2031
version: 2031/1
in_force: 2031-01-05
sources:
  - {id: notice, title: {zh: 通知, en: Notice}}
classes:
  - id: goods.large
    name: {zh: 商品, en: Goods}
    limit: {count: 1, per: kind}
    clocks:
      - {stage: accept, days: 3, working: true, source: notice}
      - {stage: pay, days: 30, working: false, source: notice}
    price_order:
      order: [maker, channel, government, store]
      source: notice
    entitlement: {required: true, online_days: 1, offline_until_week_end: true, forfeited_after: 4, source: notice}
    kinds:
      - {id: fridge, name: {zh: 冰箱, en: Fridge}}
      - {id: stool, name: {zh: 凳子, en: Stool}, local: true}
    clauses:
      - id: level_1
        text: {zh: 1级, en: Level 1}
        kinds: [fridge]
        days: 2031-01-01..2031-12-31
        when: [{field: efficiency, equals: 1}]
        rate: 20%
        cap: 2000 yuan
        source: notice
      - id: level_2
        text: {zh: 2级, en: Level 2}
        kinds: [fridge]
        days: 2031-01-01..2031-12-31
        when: [{field: efficiency, equals: 2}]
        rate: 15%
        cap: 2000 yuan
        source: notice
        requires:
          - id: owned
            field: old_owned_since
            on_or_before: 2031-07-25
            text: {zh: 旧机, en: Old one}
            source: notice
            disputed: {values: [2031-07-25, 2031-07-24], why: {zh: 取较晚, en: The later}}
      - id: unlabelled
        text: {zh: 其他, en: Other}
        kinds: [stool]
        days: 2031-01-01..2031-12-31
        rate: 14.99%
        cap: 2000 yuan
        source: notice
checks:
  - {check: company_buyer, severity: refuse, text: {zh: 个人, en: A person}, source: notice}
  - check: price_history
    severity: flag
    months: 4
    tolerance: 12.5%
    text: {zh: 价格, en: Price}
    source: notice
  - {check: burst, severity: hold, count: 20, minutes: 10, classes: [goods], text: {zh: 频次, en: Pace}, source: notice}
  - {check: item_reuse, severity: refuse, text: {zh: 一次, en: Once}, source: notice}
)";

std::string changed(const std::string& from, const std::string& to) {
  std::string text = sound;
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

std::string fault(const std::string& text) {
  const auto result = read_rule_file(text, "2031.yaml");
  if (result) return "no fault";
  CHECK(result.error().kind == FailureKind::malformed);
  CHECK(result.error().zh.starts_with("2031.yaml 第 "));
  return result.error().en;
}

Edition read(const std::string& text) {
  auto result = read_rule_file(text, "2031.yaml");
  if (!result) FAIL(result.error().en);
  return std::move(result).value();
}

}  // namespace

TEST_CASE("time limits, price order and entitlement of a class are read word for word") {
  const Edition e = read(sound);
  const Class& cls = e.classes.at(0);
  REQUIRE(cls.clock("accept") != nullptr);
  CHECK(cls.clock("accept")->days == 3);
  CHECK(cls.clock("accept")->working);
  REQUIRE(cls.clock("pay") != nullptr);
  CHECK(cls.clock("pay")->days == 30);
  CHECK_FALSE(cls.clock("pay")->working);
  CHECK(cls.clock("review") == nullptr);
  CHECK(cls.price_order == std::vector<Giver>{Giver::maker, Giver::channel, Giver::government, Giver::store});
  CHECK(cls.price_order_source == "notice");
  REQUIRE(cls.entitlement.has_value());
  CHECK(cls.entitlement->required);
  CHECK(cls.entitlement->online_days == 1);
  CHECK(cls.entitlement->offline_until_week_end);
  CHECK(cls.entitlement->forfeited_after == 4);
  CHECK(cls.entitlement->source == "notice");
}

TEST_CASE("a check is found for every class below its prefix, and for all where it names none") {
  const Edition e = read(sound);
  REQUIRE(e.checks.size() == 4);
  const Check* price = e.find_check(CheckId::price_history, "elsewhere");
  REQUIRE(price != nullptr);
  CHECK(price->severity == Severity::flag);
  CHECK(price->months == 4);
  CHECK(price->tolerance_bp == 1250);
  CHECK(price->text == Text{"价格", "Price"});
  const Check* burst = e.find_check(CheckId::burst, "goods.large");
  REQUIRE(burst != nullptr);
  CHECK(burst->severity == Severity::hold);
  CHECK(burst->count == 20);
  CHECK(burst->minutes == 10);
  CHECK(e.find_check(CheckId::burst, "goodsx") == nullptr);
  CHECK(e.find_check(CheckId::burst, "elsewhere") == nullptr);
  CHECK(e.find_check(CheckId::vehicle_reuse, "goods.large") == nullptr);
}

TEST_CASE("a disputed value keeps what each source says, the one in use first") {
  const Edition e = read(sound);
  const Condition& owned = e.clauses.at(1).requires_.at(0);
  REQUIRE(owned.dispute.has_value());
  CHECK(owned.dispute->values == std::vector<std::string>{"2031-07-25", "2031-07-24"});
  CHECK(owned.dispute->why == Text{"取较晚", "The later"});
  CHECK(owned.test.values == std::vector<std::int64_t>{parse_day("2031-07-25")->value});
  CHECK_FALSE(read(changed("            disputed: {values: [2031-07-25, 2031-07-24], why: {zh: 取较晚, en: The later}}\n",
                           ""))
                  .clauses.at(1)
                  .requires_.at(0)
                  .dispute.has_value());
}

TEST_CASE("a kind that the city adds gets the lowest rate of its class at most") {
  CHECK(read(sound).find_kind("stool")->local);
  CHECK_FALSE(read(sound).find_kind("fridge")->local);
  CHECK(fault(changed("rate: 14.99%", "rate: 15%")) == "no fault");
  CHECK(fault(changed("rate: 14.99%", "rate: 15.01%"))
            .starts_with("2031.yaml, line 21: clause unlabelled gives the local kind stool, which has no label, more"));
  std::string national = changed("rate: 14.99%", "rate: 15.01%");
  national.replace(national.find(", local: true"), 13, "");
  CHECK(fault(national) == "no fault");
}

TEST_CASE("every fault of time limits, price order, entitlement, checks and disputes names its line") {
  struct Row {
    const char* from;
    const char* to;
    const char* told;
  };
  const Row rows[] = {
      {"stage: accept", "stage: think", "line 11: stage is \"think\"; expected accept, review or pay"},
      {"stage: pay", "stage: accept", "line 12: stage is \"accept\"; expected each stage once"},
      {"days: 3,", "days: 0,", "line 11: days is \"0\"; expected a whole number from 1 to 366"},
      {"working: true", "working: 5", "line 11: working is \"5\"; expected true or false"},
      {"working: false, source: notice", "working: false, source: rumour", "line 12: source is \"rumour\""},
      {"working: false, source: notice", "working: false", "line 12: clock lacks the key source"},
      {"[maker, channel, government, store]", "[maker, channel, store]", "line 14: order is"},
      {"[maker, channel, government, store]", "[maker, maker, government]", "line 14: order is \"maker\""},
      {"[maker, channel, government, store]", "[friend, government]", "line 14: order is \"friend\""},
      {"required: true", "required: perhaps", "line 16: required is \"perhaps\"; expected true or false"},
      {"online_days: 1", "online_days: 367", "line 16: online_days is \"367\"; expected a whole number from 0 to 366"},
      {"forfeited_after: 4", "forfeited_after: -1", "line 16: forfeited_after is \"-1\""},
      {", forfeited_after: 4", "", "line 16: entitlement lacks the key forfeited_after"},
      {"local: true", "local: city", "line 19: local is \"city\"; expected true or false"},
      {"values: [2031-07-25, 2031-07-24]", "values: [2031-07-24, 2031-07-25]", "line 43: values is"},
      {"values: [2031-07-25, 2031-07-24]", "values: [2031-07-25]", "line 43: values is"},
      {"values: [2031-07-25, 2031-07-24]", "values: [2031-07-25, July]", "line 43: old_owned_since is \"July\""},
      {"why: {zh: 取较晚, en: The later}", "why: {zh: 取较晚}", "line 43: why lacks the key en"},
      {"check: company_buyer", "check: mood", "line 52: check is \"mood\"; expected company_buyer, price_history"},
      {"severity: refuse", "severity: forgive", "line 52: severity is \"forgive\"; expected refuse, hold or flag"},
      {"months: 4", "months: 25", "line 55: months is \"25\"; expected a whole number from 1 to 24"},
      {"    tolerance: 12.5%\n", "", "line 53: check lacks the key tolerance"},
      {"tolerance: 12.5%", "tolerance: 0.125", "line 56: tolerance is \"0.125\""},
      {"count: 20", "count: 100", "line 59: count is \"100\"; expected a whole number from 1 to 99"},
      {"minutes: 10", "minutes: 0", "line 59: minutes is \"0\"; expected a whole number from 1 to 1440"},
      {"classes: [goods]", "classes: [good]", "line 59: classes is \"good\"; expected the id of a class above"},
      {"check: burst", "check: delivery_place", "line 59: delivery_place takes no count"},
      {"item_reuse, severity: refuse", "item_reuse, severity: hold", "line 60: severity is \"hold\"; expected refuse"},
      {"item_reuse, severity: refuse", "company_buyer, severity: hold",
       "line 60: check is \"company_buyer\"; expected once for the same classes"},
      {"item_reuse, severity: refuse", "item_reuse, months: 2, severity: refuse", "line 60: item_reuse takes no months"},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.to));
    const std::string told = fault(changed(row.from, row.to));
    CHECK_MESSAGE(told.starts_with(std::string("2031.yaml, ") + row.told), told);
  }
  CHECK(fault(changed("tolerance: 12.5%", "tolerance: 0%")) == "no fault");
}
