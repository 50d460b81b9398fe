#pragma once
// An edition (规则版本): the rules of one calendar year as data, each with its source. A rule file becomes one Edition;
// nothing about a year is written in code.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "calendar/day.h"
#include "money/fen.h"
#include "rules/facts.h"

namespace seethrough::rules {

struct Text {
  std::string zh;
  std::string en;
  friend bool operator==(const Text&, const Text&) = default;
};

/// Where a rule comes from (依据).
struct Source {
  std::string id;
  Text title;
  std::string issuer;  ///< 发文机关
  std::string number;  ///< 文号; empty where it is not known for certain
  std::string dated;   ///< the day or month it was issued, as printed; may be empty
  bool local = false;  ///< set by this city, not by the state
  Text note;           ///< may be empty
};

enum class Op : std::uint8_t { equals, one_of, at_most, at_least, on_or_before, on_or_after, present };
[[nodiscard]] std::string_view name(Op op);
[[nodiscard]] std::optional<Op> parse_op(std::string_view text);

/// One comparison. `one_of` has one or more values, `present` none, every other exactly one; bounds are inclusive.
struct Test {
  Field field{};
  Op op{};
  std::vector<std::int64_t> values;
};

enum class Verdict : std::uint8_t { holds, fails, missing };
/// Missing if the facts lack the field; `present` then fails instead.
[[nodiscard]] Verdict judge(const Test& test, const Facts& facts);

/// Where sources disagree about a value (来源不一致): what each says, and why the one in force was chosen.
struct Dispute {
  std::vector<std::string> values;  ///< as written, the chosen one first
  Text why;
};

/// A requirement (条件). It binds only where every test of `given` holds: an old petrol car has its own bound.
struct Condition {
  std::string id;
  std::vector<Test> given;
  Test test;
  Text text;           ///< what is required, with the value
  std::string source;  ///< a Source's id
  std::optional<Dispute> dispute{};
};

/// A share of the price, rounded down to the fen, at most `cap`.
struct Rate {
  BasisPoints of_price{};
  Fen cap{};
};
/// The same sum for everybody.
struct Flat {
  Fen amount{};
};
using Amount = std::variant<Rate, Flat>;
/// What the amount comes to for a price: never above the cap, the flat sum or the price.
[[nodiscard]] Fen subsidy_of(const Amount& amount, Fen price);

/// A clause (条款): for these kinds, on these days, where every test of `when` holds, this amount, to those who meet
/// every requirement.
struct Clause {
  std::string id;
  std::string cls;                  ///< a Class's id
  std::vector<std::string> kinds;   ///< Kinds' ids, all of that class
  Period days{};                    ///< of the purchase
  std::vector<Test> when;           ///< selects: which clause speaks
  std::vector<Condition> requires_; ///< eligibility, judged in this order
  Amount amount;
  std::string source;
  Text text;
};

/// What one person may receive in a calendar year (限额): `count` awards of this kind, or of the whole class.
struct Limit {
  enum class Per : std::uint8_t { kind, cls };
  std::uint16_t count = 1;
  Per per = Per::kind;
};

/// A kind (品类). The limit belongs here, so that two clauses cannot contradict each other about it.
struct Kind {
  std::string id;
  Text name;
  std::string cls;
  Limit limit;
  bool local = false;  ///< added by this city; without an efficiency label it gets the rate of level 2 at most
};

/// A class (类别), with a fund of its own. The ids in use: vehicle.scrappage, vehicle.replacement,
/// appliance_digital.appliance, appliance_digital.digital, home, ebike.
/// How long a step may take (办理时限): "accept", "review" or "pay", from the day on which the step before was taken.
struct Clock {
  std::string stage;
  int days = 0;
  bool working = false;  ///< working days, else calendar days
  std::string source;
};

/// Who gives a discount. The order in which a class takes them is its price order (优惠叠加顺序); the government's share
/// is of the price that is reached where the order names it.
enum class Giver : std::uint8_t { maker, channel, store, government };
[[nodiscard]] std::string_view name(Giver giver);
[[nodiscard]] std::optional<Giver> parse_giver(std::string_view text);

/// How entitlements of a class live (资格有效期). Until 24:00 of the day `online_days` after the draw; offline, if so
/// said, until 24:00 of the Sunday of that week.
struct Entitlement {
  bool required = false;  ///< a claim of the class must name one
  int online_days = 0;
  bool offline_until_week_end = false;
  int forfeited_after = 0;  ///< draws of a year left unused, after which there are no more; 0: never
  std::string source;
};

/// What a check that finds something does to the claim: refuse it, hold it for a person to look, or mark it.
enum class Severity : std::uint8_t { refuse, hold, flag };
[[nodiscard]] std::string_view name(Severity severity);
[[nodiscard]] std::optional<Severity> parse_severity(std::string_view text);

/// What is checked (疑点筛查); the computation is the programme's, its parameters are data.
enum class CheckId : std::uint8_t {
  company_buyer,          ///< the buyer is a company
  price_history,          ///< above the highest price of the same 69-code in the `months` before, by `tolerance_bp`
  delivery_place,         ///< delivered outside the city, or an online sale that names no place
  burst,                  ///< more than `count` sales of one till in `minutes`
  return_without_refund,  ///< the goods came back and the buyer has not the price back
  item_reuse,             ///< one SN, IMEI or VIN claimed twice
  vehicle_reuse,          ///< one old vehicle surrendered twice
  invoice_reuse,          ///< one invoice claimed twice
};
[[nodiscard]] std::string_view name(CheckId check);
[[nodiscard]] std::optional<CheckId> parse_check(std::string_view text);
struct Check {
  CheckId id{};
  Severity severity{};
  int months = 0;
  int tolerance_bp = 0;
  int count = 0, minutes = 0;
  std::vector<std::string> classes;  ///< ids or prefixes; empty: all
  Text text;
  std::string source;
};

struct Class {
  std::string id;
  Text name;
  std::vector<Clock> clocks{};
  std::vector<Giver> price_order{};  ///< empty: no discounts are told apart
  std::string price_order_source{};
  std::optional<Entitlement> entitlement{};

  [[nodiscard]] const Clock* clock(std::string_view stage) const;
};

/// The rules of one year as one file has them. A year may have several, each in force from a later day: a retroactive
/// change is an edition whose clauses speak for days before it was in force.
struct Edition {
  int year = 0;
  std::string version;  ///< "2025/1": the year and the revision of its file
  std::vector<Source> sources;
  std::vector<Class> classes;
  std::vector<Kind> kinds;
  std::vector<Clause> clauses;
  Day in_force{};  ///< decisions taken on this day and later follow it, for purchases of the whole year
  std::vector<Check> checks{};

  [[nodiscard]] const Class* find_class(std::string_view id) const;
  [[nodiscard]] const Kind* find_kind(std::string_view id) const;
  [[nodiscard]] const Source* find_source(std::string_view id) const;
  /// The check of this id that concerns the class, or null.
  [[nodiscard]] const Check* find_check(CheckId id, std::string_view cls) const;
};

/// The first two clauses, as indexes in file order, that could both speak for one purchase: a kind and a day in common
/// and no field on which their `when` exclude each other. None in a sound edition.
[[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> first_overlap(const Edition& edition);

}  // namespace seethrough::rules
