#pragma once
// Why a claim, a step of it or an adjustment is refused; and what any command may be refused for (a day in the
// future, a place that is none, a name that is taken). Precedence: rejections.h.

#include <boost/describe/class.hpp>
#include <string>
#include <string_view>

#include "subsidies/commands.h"

namespace seethrough::subsidies {

struct DayInFuture {
  static constexpr std::string_view type = "subsidies.day_in_future";
  Day day;
  Day today;
};
BOOST_DESCRIBE_STRUCT(DayInFuture, (), (day, today))

struct UnknownPlace {
  static constexpr std::string_view type = "subsidies.unknown_place";
  PlaceCode place;
};
BOOST_DESCRIBE_STRUCT(UnknownPlace, (), (place))

struct NoRules {
  static constexpr std::string_view type = "subsidies.no_rules";
  int year = 0;
};
BOOST_DESCRIBE_STRUCT(NoRules, (), (year))

struct UnknownKind {
  static constexpr std::string_view type = "subsidies.unknown_kind";
  std::string kind;
  int year = 0;
};
BOOST_DESCRIBE_STRUCT(UnknownKind, (), (kind, year))

/// A vehicle was redeemed at a till, or goods of an instant class were applied for.
struct WrongPath {
  static constexpr std::string_view type = "subsidies.wrong_path";
  std::string kind;
  std::string cls;
};
BOOST_DESCRIBE_STRUCT(WrongPath, (), (kind, cls))

struct NoClause {
  static constexpr std::string_view type = "subsidies.no_clause";
  std::string kind;
  Day day;
};
BOOST_DESCRIBE_STRUCT(NoClause, (), (kind, day))

struct TwoClauses {
  static constexpr std::string_view type = "subsidies.two_clauses";
  std::string first;
  std::string second;
};
BOOST_DESCRIBE_STRUCT(TwoClauses, (), (first, second))

struct FactMissing {
  static constexpr std::string_view type = "subsidies.fact_missing";
  std::string field;
  std::string clause;
};
BOOST_DESCRIBE_STRUCT(FactMissing, (), (field, clause))

/// `requirement_zh` and `requirement_en` say what the clause requires, in the rule file's own words.
struct NotEligible {
  static constexpr std::string_view type = "subsidies.not_eligible";
  std::string clause;
  std::string condition;
  std::string requirement_zh;
  std::string requirement_en;
};
BOOST_DESCRIBE_STRUCT(NotEligible, (), (clause, condition, requirement_zh, requirement_en))

struct ItemAlreadySubsidised {
  static constexpr std::string_view type = "subsidies.item_already_subsidised";
  ClaimNumber claim;
};
BOOST_DESCRIBE_STRUCT(ItemAlreadySubsidised, (), (claim))

struct VehicleAlreadySurrendered {
  static constexpr std::string_view type = "subsidies.vehicle_already_surrendered";
  ClaimNumber claim;
};
BOOST_DESCRIBE_STRUCT(VehicleAlreadySurrendered, (), (claim))

struct InvoiceAlreadyUsed {
  static constexpr std::string_view type = "subsidies.invoice_already_used";
  ClaimNumber claim;
};
BOOST_DESCRIBE_STRUCT(InvoiceAlreadyUsed, (), (claim))

struct LimitUsedUp {
  static constexpr std::string_view type = "subsidies.limit_used_up";
  std::string kind;
  int year = 0;
  int limit = 0;
};
BOOST_DESCRIBE_STRUCT(LimitUsedUp, (), (kind, year, limit))

struct UnknownClaim {
  static constexpr std::string_view type = "subsidies.unknown_claim";
  ClaimNumber claim;
};
BOOST_DESCRIBE_STRUCT(UnknownClaim, (), (claim))

/// The claim is in a state in which this can't be done.
struct NotInThisState {
  static constexpr std::string_view type = "subsidies.not_in_this_state";
  ClaimNumber claim;
  std::string state;
  std::string command;
};
BOOST_DESCRIBE_STRUCT(NotInThisState, (), (claim, state, command))

/// The return or withdrawal is dated before the purchase.
struct BeforePurchase {
  static constexpr std::string_view type = "subsidies.before_purchase";
  ClaimNumber claim;
  Day day;
  Day purchased;
};
BOOST_DESCRIBE_STRUCT(BeforePurchase, (), (claim, day, purchased))

/// A discount stands after one that the rules take later; `order` is theirs.
struct StepOutOfOrder {
  static constexpr std::string_view type = "subsidies.step_out_of_order";
  int step = 0;
  rules::Giver giver = rules::Giver::maker;
  std::string order;
};
BOOST_DESCRIBE_STRUCT(StepOutOfOrder, (), (step, giver, order))

/// List price less the discounts is `reached`, not the price that is stated.
struct StepsDoNotAddUp {
  static constexpr std::string_view type = "subsidies.steps_do_not_add_up";
  Fen list_price;
  Fen reached;
  Fen price;
};
BOOST_DESCRIBE_STRUCT(StepsDoNotAddUp, (), (list_price, reached, price))

/// A check of the rules refuses the claim.
struct CheckFailed {
  static constexpr std::string_view type = "subsidies.check_failed";
  rules::CheckId check = rules::CheckId::burst;
  std::string detail;
  std::string requirement_zh;
  std::string requirement_en;
};
BOOST_DESCRIBE_STRUCT(CheckFailed, (), (check, detail, requirement_zh, requirement_en))

/// A quota, round, seed, batch, notice or order of this name is there already.
struct NameTaken {
  static constexpr std::string_view type = "subsidies.name_taken";
  std::string what;  ///< "quota", "round", "seed", "batch", "notice", "order"
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NameTaken, (), (what, name))

/// An amount of nothing, or a count that no record can have.
struct NothingAsked {
  static constexpr std::string_view type = "subsidies.nothing_asked";
  std::string field;
};
BOOST_DESCRIBE_STRUCT(NothingAsked, (), (field))

/// First and second review, or review and passing of a batch, by the same account.
struct SamePerson {
  static constexpr std::string_view type = "subsidies.same_person";
  std::string account;
};
BOOST_DESCRIBE_STRUCT(SamePerson, (), (account))

/// The edition that granted the claim has no such clause or requirement.
struct UnknownClause {
  static constexpr std::string_view type = "subsidies.unknown_clause";
  std::string clause;
  std::string edition;
};
BOOST_DESCRIBE_STRUCT(UnknownClause, (), (clause, edition))

/// A till voids on the day of the sale; after that goods are returned.
struct VoidTooLate {
  static constexpr std::string_view type = "subsidies.void_too_late";
  ClaimNumber claim;
  Day sold;
};
BOOST_DESCRIBE_STRUCT(VoidTooLate, (), (claim, sold))

/// An order for it is with the bank.
struct PaymentUnderWay {
  static constexpr std::string_view type = "subsidies.payment_under_way";
  ClaimNumber claim;
  std::string order;
};
BOOST_DESCRIBE_STRUCT(PaymentUnderWay, (), (claim, order))

struct UnknownEdition {
  static constexpr std::string_view type = "subsidies.unknown_edition";
  std::string edition;
  int year = 0;
};
BOOST_DESCRIBE_STRUCT(UnknownEdition, (), (edition, year))

struct NothingToAdjust {
  static constexpr std::string_view type = "subsidies.nothing_to_adjust";
  ClaimNumber claim;
  std::string edition;
};
BOOST_DESCRIBE_STRUCT(NothingToAdjust, (), (claim, edition))

/// What was approved is not what the rules come to.
struct AdjustmentDiffers {
  static constexpr std::string_view type = "subsidies.adjustment_differs";
  ClaimNumber claim;
  Fen computed;
  Fen approved;
};
BOOST_DESCRIBE_STRUCT(AdjustmentDiffers, (), (claim, computed, approved))

}  // namespace seethrough::subsidies
