#pragma once
// Why a command of the trade-in subsidies programme is refused. The type is the key of its sentence in messages.
//
// Precedence, for a claim: DayInFuture, UnknownPlace, UnknownMerchant, MerchantNotYetAdmitted, NoRules, UnknownKind, WrongPath,
// TwoClauses, FactMissing, NoClause, NotEligible, ItemAlreadySubsidised, VehicleAlreadySurrendered,
// InvoiceAlreadyUsed, LimitUsedUp, NoFund, FundExhausted. The first that holds is the answer.

#include <boost/describe/class.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "subsidies/purchase.h"

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

struct NotACreditCode {
  static constexpr std::string_view type = "subsidies.not_a_credit_code";
  std::string merchant;
};
BOOST_DESCRIBE_STRUCT(NotACreditCode, (), (merchant))

struct MerchantAlreadyAdmitted {
  static constexpr std::string_view type = "subsidies.merchant_already_admitted";
  std::string merchant;
  Day admitted;
};
BOOST_DESCRIBE_STRUCT(MerchantAlreadyAdmitted, (), (merchant, admitted))

struct UnknownMerchant {
  static constexpr std::string_view type = "subsidies.unknown_merchant";
  std::string merchant;
};
BOOST_DESCRIBE_STRUCT(UnknownMerchant, (), (merchant))

struct MerchantNotYetAdmitted {
  static constexpr std::string_view type = "subsidies.merchant_not_yet_admitted";
  std::string merchant;
  Day day;
  Day admitted;
};
BOOST_DESCRIBE_STRUCT(MerchantNotYetAdmitted, (), (merchant, day, admitted))

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

struct NoFund {
  static constexpr std::string_view type = "subsidies.no_fund";
  std::string cls;
  int year = 0;
};
BOOST_DESCRIBE_STRUCT(NoFund, (), (cls, year))

struct FundExhausted {
  static constexpr std::string_view type = "subsidies.fund_exhausted";
  std::string fund;
  Fen available;
  Fen needed;
};
BOOST_DESCRIBE_STRUCT(FundExhausted, (), (fund, available, needed))

struct FundAlreadyOpen {
  static constexpr std::string_view type = "subsidies.fund_already_open";
  std::string fund;
};
BOOST_DESCRIBE_STRUCT(FundAlreadyOpen, (), (fund))

/// Two funds of one year would pay for the same class.
struct ClassAlreadyFunded {
  static constexpr std::string_view type = "subsidies.class_already_funded";
  std::string cls;
  std::string fund;
};
BOOST_DESCRIBE_STRUCT(ClassAlreadyFunded, (), (cls, fund))

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

using Rejection =
    std::variant<DayInFuture, UnknownPlace, NotACreditCode, MerchantAlreadyAdmitted, UnknownMerchant,
                 MerchantNotYetAdmitted, NoRules, UnknownKind, WrongPath, NoClause, TwoClauses, FactMissing,
                 NotEligible, ItemAlreadySubsidised, VehicleAlreadySurrendered, InvoiceAlreadyUsed, LimitUsedUp,
                 NoFund, FundExhausted, FundAlreadyOpen, ClassAlreadyFunded, UnknownClaim, NotInThisState,
                 BeforePurchase>;

}  // namespace seethrough::subsidies
