#pragma once
// Why a command of the trade-in subsidies programme is refused. The type is the key of its sentence in messages.
//
// Precedence, for a new claim: DayInFuture, UnknownPlace, UnknownMerchant, MerchantNotYetAdmitted,
// MerchantNotInGoodStanding, UnknownStore, NoRules, UnknownKind, WrongPath, OnPause, StepOutOfOrder, StepsDoNotAddUp,
// ProductDiffers, TwoClauses, FactMissing, NoClause, NotEligible, EntitlementRequired, UnknownEntitlement,
// EntitlementDiffers, EntitlementNotOpen, CheckFailed, ItemAlreadySubsidised, VehicleAlreadySurrendered,
// InvoiceAlreadyUsed, LimitUsedUp, NoFund, QuotaUsedUp, FundExhausted. The first that holds is the answer.
//
// For a draw: UnknownRound, RoundNotOpen, UnknownPlace, OutsideRound, NoRules, UnknownKind, KindNotInRound, OnPause,
// EntitlementForfeited, AlreadyHolds, LimitUsedUp, RoundUsedUp, FundExhausted.
//
// For a step of a claim, a batch or an order: that it is there (UnknownClaim, UnknownBatch, UnknownOrder …), that it is
// in the state for it, its day (DayInFuture, BeforePurchase), who does it (SamePerson), then what the step itself asks,
// in the order in which decide_move reads.

#include <boost/describe/class.hpp>
#include <string>
#include <string_view>
#include <variant>

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

/// The merchant is suspended or struck off.
struct MerchantNotInGoodStanding {
  static constexpr std::string_view type = "subsidies.merchant_not_in_good_standing";
  std::string merchant;
  Standing standing = Standing::suspended;
  Day since;
};
BOOST_DESCRIBE_STRUCT(MerchantNotInGoodStanding, (), (merchant, standing, since))

/// The merchant has stores, and the sale names none of them (empty) or another.
struct UnknownStore {
  static constexpr std::string_view type = "subsidies.unknown_store";
  std::string merchant;
  std::string store;
};
BOOST_DESCRIBE_STRUCT(UnknownStore, (), (merchant, store))

struct StoreAlreadyOpen {
  static constexpr std::string_view type = "subsidies.store_already_open";
  std::string merchant;
  std::string store;
};
BOOST_DESCRIBE_STRUCT(StoreAlreadyOpen, (), (merchant, store))

struct StandingUnchanged {
  static constexpr std::string_view type = "subsidies.standing_unchanged";
  std::string merchant;
  Standing standing = Standing::good;
};
BOOST_DESCRIBE_STRUCT(StandingUnchanged, (), (merchant, standing))

/// What hangs on the merchant is not what was stated: here is what does.
struct OpenClaimsDiffer {
  static constexpr std::string_view type = "subsidies.open_claims_differ";
  std::string merchant;
  std::int64_t open_claims = 0;
  Fen open_subsidy;
};
BOOST_DESCRIBE_STRUCT(OpenClaimsDiffer, (), (merchant, open_claims, open_subsidy))

struct NotAProductCode {
  static constexpr std::string_view type = "subsidies.not_a_product_code";
  std::string product;
};
BOOST_DESCRIBE_STRUCT(NotAProductCode, (), (product))

struct ProductAlreadyRegistered {
  static constexpr std::string_view type = "subsidies.product_already_registered";
  std::string product;
};
BOOST_DESCRIBE_STRUCT(ProductAlreadyRegistered, (), (product))

/// The sale says something else of a product than its registration: `field` is "kind" or "efficiency".
struct ProductDiffers {
  static constexpr std::string_view type = "subsidies.product_differs";
  std::string product;
  std::string field;
  std::string registered;
  std::string stated;
};
BOOST_DESCRIBE_STRUCT(ProductDiffers, (), (product, field, registered, stated))

/// The class is paused at the place since that day.
struct OnPause {
  static constexpr std::string_view type = "subsidies.on_pause";
  std::string cls;
  PlaceCode place;
  Day since;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(OnPause, (), (cls, place, since, reason))

struct AlreadyPaused {
  static constexpr std::string_view type = "subsidies.already_paused";
  std::string cls;
  PlaceCode place;
  Day since;
};
BOOST_DESCRIBE_STRUCT(AlreadyPaused, (), (cls, place, since))

struct NotPaused {
  static constexpr std::string_view type = "subsidies.not_paused";
  std::string cls;
  PlaceCode place;
};
BOOST_DESCRIBE_STRUCT(NotPaused, (), (cls, place))

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

struct UnknownFund {
  static constexpr std::string_view type = "subsidies.unknown_fund";
  std::string fund;
};
BOOST_DESCRIBE_STRUCT(UnknownFund, (), (fund))

struct SharesAlreadyDeclared {
  static constexpr std::string_view type = "subsidies.shares_already_declared";
  std::string fund;
};
BOOST_DESCRIBE_STRUCT(SharesAlreadyDeclared, (), (fund))

struct SharesDoNotAddUp {
  static constexpr std::string_view type = "subsidies.shares_do_not_add_up";
  std::string fund;
  int sum_bp = 0;
};
BOOST_DESCRIBE_STRUCT(SharesDoNotAddUp, (), (fund, sum_bp))

/// A level is named twice, or the taker of the remainder has no share.
struct SharesUnclear {
  static constexpr std::string_view type = "subsidies.shares_unclear";
  std::string fund;
  FundLevel level = FundLevel::central;
};
BOOST_DESCRIBE_STRUCT(SharesUnclear, (), (fund, level))

/// Shares come before the first payment.
struct FundHasPaid {
  static constexpr std::string_view type = "subsidies.fund_has_paid";
  std::string fund;
};
BOOST_DESCRIBE_STRUCT(FundHasPaid, (), (fund))

/// A quota, round, seed, batch, notice or order of this name is there already.
struct NameTaken {
  static constexpr std::string_view type = "subsidies.name_taken";
  std::string what;  ///< "quota", "round", "seed", "batch", "notice", "order"
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NameTaken, (), (what, name))

struct QuotaUsedUp {
  static constexpr std::string_view type = "subsidies.quota_used_up";
  std::string quota;
  Fen available;
  Fen needed;
};
BOOST_DESCRIBE_STRUCT(QuotaUsedUp, (), (quota, available, needed))

/// The amount is below what is used already; of a quota per day, on that day.
struct QuotaBelowUse {
  static constexpr std::string_view type = "subsidies.quota_below_use";
  std::string quota;
  Fen used;
};
BOOST_DESCRIBE_STRUCT(QuotaBelowUse, (), (quota, used))

/// A quota keeps its fund, class, place and kind; only its amount changes.
struct QuotaChanged {
  static constexpr std::string_view type = "subsidies.quota_changed";
  std::string quota;
};
BOOST_DESCRIBE_STRUCT(QuotaChanged, (), (quota))

/// An amount of nothing, or a count that no record can have.
struct NothingAsked {
  static constexpr std::string_view type = "subsidies.nothing_asked";
  std::string field;
};
BOOST_DESCRIBE_STRUCT(NothingAsked, (), (field))

struct UnknownRound {
  static constexpr std::string_view type = "subsidies.unknown_round";
  std::string round;
};
BOOST_DESCRIBE_STRUCT(UnknownRound, (), (round))

/// Before it opens or after it closes.
struct RoundNotOpen {
  static constexpr std::string_view type = "subsidies.round_not_open";
  std::string round;
  Instant opens;
  Instant closes;
};
BOOST_DESCRIBE_STRUCT(RoundNotOpen, (), (round, opens, closes))

/// The round closes before it opens.
struct RoundTimesSwapped {
  static constexpr std::string_view type = "subsidies.round_times_swapped";
  std::string round;
};
BOOST_DESCRIBE_STRUCT(RoundTimesSwapped, (), (round))

struct OutsideRound {
  static constexpr std::string_view type = "subsidies.outside_round";
  std::string round;
  PlaceCode place;
};
BOOST_DESCRIBE_STRUCT(OutsideRound, (), (round, place))

struct KindNotInRound {
  static constexpr std::string_view type = "subsidies.kind_not_in_round";
  std::string round;
  std::string kind;
};
BOOST_DESCRIBE_STRUCT(KindNotInRound, (), (round, kind))

/// The round's entitlements are all drawn; they may come back as others expire.
struct RoundUsedUp {
  static constexpr std::string_view type = "subsidies.round_used_up";
  std::string round;
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(RoundUsedUp, (), (round, count))

/// Too many draws of this class were left unused.
struct EntitlementForfeited {
  static constexpr std::string_view type = "subsidies.entitlement_forfeited";
  std::string cls;
  int unused = 0;
};
BOOST_DESCRIBE_STRUCT(EntitlementForfeited, (), (cls, unused))

/// The person holds an open entitlement for the kind, or is in this lot.
struct AlreadyHolds {
  static constexpr std::string_view type = "subsidies.already_holds";
  std::string kind;
  std::string round;
};
BOOST_DESCRIBE_STRUCT(AlreadyHolds, (), (kind, round))

/// The round is not drawn by lot, or its lot was drawn.
struct NoLotToDraw {
  static constexpr std::string_view type = "subsidies.no_lot_to_draw";
  std::string round;
};
BOOST_DESCRIBE_STRUCT(NoLotToDraw, (), (round))

struct LotStillOpen {
  static constexpr std::string_view type = "subsidies.lot_still_open";
  std::string round;
  Instant closes;
};
BOOST_DESCRIBE_STRUCT(LotStillOpen, (), (round, closes))

struct UnknownSeed {
  static constexpr std::string_view type = "subsidies.unknown_seed";
  std::string seed;
};
BOOST_DESCRIBE_STRUCT(UnknownSeed, (), (seed))

/// The seed is not the one whose hash is on record.
struct NotTheCommittedSeed {
  static constexpr std::string_view type = "subsidies.not_the_committed_seed";
  std::string seed;
};
BOOST_DESCRIBE_STRUCT(NotTheCommittedSeed, (), (seed))

/// The seed was put on record too late, or shown too early, for what is to be drawn with it.
struct SeedNotBeforehand {
  static constexpr std::string_view type = "subsidies.seed_not_beforehand";
  std::string seed;
};
BOOST_DESCRIBE_STRUCT(SeedNotBeforehand, (), (seed))

struct NothingExpired {
  static constexpr std::string_view type = "subsidies.nothing_expired";
};
BOOST_DESCRIBE_STRUCT(NothingExpired, (), ())

struct EntitlementRequired {
  static constexpr std::string_view type = "subsidies.entitlement_required";
  std::string cls;
};
BOOST_DESCRIBE_STRUCT(EntitlementRequired, (), (cls))

struct UnknownEntitlement {
  static constexpr std::string_view type = "subsidies.unknown_entitlement";
  EntitlementNumber entitlement;
};
BOOST_DESCRIBE_STRUCT(UnknownEntitlement, (), (entitlement))

/// It is somebody else's, for another kind or for the other channel: `field` says which.
struct EntitlementDiffers {
  static constexpr std::string_view type = "subsidies.entitlement_differs";
  EntitlementNumber entitlement;
  std::string field;
};
BOOST_DESCRIBE_STRUCT(EntitlementDiffers, (), (entitlement, field))

/// It was used, or its time is over.
struct EntitlementNotOpen {
  static constexpr std::string_view type = "subsidies.entitlement_not_open";
  EntitlementNumber entitlement;
  std::string state;
  Instant expires;
};
BOOST_DESCRIBE_STRUCT(EntitlementNotOpen, (), (entitlement, state, expires))

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

struct UnknownBatch {
  static constexpr std::string_view type = "subsidies.unknown_batch";
  std::string batch;
};
BOOST_DESCRIBE_STRUCT(UnknownBatch, (), (batch))

struct BatchNotInThisStage {
  static constexpr std::string_view type = "subsidies.batch_not_in_this_stage";
  std::string batch;
  std::string stage;
  std::string command;
};
BOOST_DESCRIBE_STRUCT(BatchNotInThisStage, (), (batch, stage, command))

struct ClaimOfAnotherMerchant {
  static constexpr std::string_view type = "subsidies.claim_of_another_merchant";
  ClaimNumber claim;
  std::string merchant;
};
BOOST_DESCRIBE_STRUCT(ClaimOfAnotherMerchant, (), (claim, merchant))

/// A batch or an order is of one fund.
struct ClaimOfAnotherFund {
  static constexpr std::string_view type = "subsidies.claim_of_another_fund";
  ClaimNumber claim;
  std::string fund;
};
BOOST_DESCRIBE_STRUCT(ClaimOfAnotherFund, (), (claim, fund))

struct NamedTwice {
  static constexpr std::string_view type = "subsidies.named_twice";
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedTwice, (), (name))

struct BatchTotalsDiffer {
  static constexpr std::string_view type = "subsidies.batch_totals_differ";
  std::string batch;
  Fen stated;
  Fen found;
};
BOOST_DESCRIBE_STRUCT(BatchTotalsDiffer, (), (batch, stated, found))

/// The claim is not in the drawn sample, or was checked.
struct NothingToCheck {
  static constexpr std::string_view type = "subsidies.nothing_to_check";
  ClaimNumber claim;
};
BOOST_DESCRIBE_STRUCT(NothingToCheck, (), (claim))

struct ChecksOutstanding {
  static constexpr std::string_view type = "subsidies.checks_outstanding";
  std::string batch;
  std::int64_t outstanding = 0;
};
BOOST_DESCRIBE_STRUCT(ChecksOutstanding, (), (batch, outstanding))

struct NoticeTooShort {
  static constexpr std::string_view type = "subsidies.notice_too_short";
  Day day;
  Day until;
};
BOOST_DESCRIBE_STRUCT(NoticeTooShort, (), (day, until))

/// What is to be paid is still on public notice.
struct NoticeNotOver {
  static constexpr std::string_view type = "subsidies.notice_not_over";
  std::string notice;
  Day until;
};
BOOST_DESCRIBE_STRUCT(NoticeNotOver, (), (notice, until))

struct TooManyLines {
  static constexpr std::string_view type = "subsidies.too_many_lines";
  std::int64_t lines = 0;
  std::int64_t most = 0;
};
BOOST_DESCRIBE_STRUCT(TooManyLines, (), (lines, most))

struct UnknownOrder {
  static constexpr std::string_view type = "subsidies.unknown_order";
  std::string order;
  int line = 0;
};
BOOST_DESCRIBE_STRUCT(UnknownOrder, (), (order, line))

/// The line was paid, so nothing more is sent or recorded for it.
struct AlreadyPaid {
  static constexpr std::string_view type = "subsidies.already_paid";
  std::string order;
  int line = 0;
  std::string bank_reference;
};
BOOST_DESCRIBE_STRUCT(AlreadyPaid, (), (order, line, bank_reference))

/// The result is of another attempt than the one under way. If the bank says that one was paid which was taken for
/// failed, money may go twice: call the bank before anything else.
struct NotThisAttempt {
  static constexpr std::string_view type = "subsidies.not_this_attempt";
  std::string order;
  int line = 0;
  int attempt = 0;
  int under_way = 0;
};
BOOST_DESCRIBE_STRUCT(NotThisAttempt, (), (order, line, attempt, under_way))

struct AmountDiffers {
  static constexpr std::string_view type = "subsidies.amount_differs";
  std::string order;
  int line = 0;
  Fen ordered;
  Fen stated;
};
BOOST_DESCRIBE_STRUCT(AmountDiffers, (), (order, line, ordered, stated))

/// Only a line that failed is sent again.
struct NotFailed {
  static constexpr std::string_view type = "subsidies.not_failed";
  std::string order;
  int line = 0;
};
BOOST_DESCRIBE_STRUCT(NotFailed, (), (order, line))

using Rejection =
    std::variant<DayInFuture, UnknownPlace, NotACreditCode, MerchantAlreadyAdmitted, UnknownMerchant,
                 MerchantNotYetAdmitted, NoRules, UnknownKind, WrongPath, NoClause, TwoClauses, FactMissing,
                 NotEligible, ItemAlreadySubsidised, VehicleAlreadySurrendered, InvoiceAlreadyUsed, LimitUsedUp,
                 NoFund, FundExhausted, FundAlreadyOpen, ClassAlreadyFunded, UnknownClaim, NotInThisState,
                 BeforePurchase,  //
                 MerchantNotInGoodStanding, UnknownStore, StoreAlreadyOpen, StandingUnchanged, OpenClaimsDiffer,
                 NotAProductCode, ProductAlreadyRegistered, ProductDiffers, OnPause, AlreadyPaused, NotPaused,
                 StepOutOfOrder, StepsDoNotAddUp, CheckFailed,  //
                 UnknownFund, SharesAlreadyDeclared, SharesDoNotAddUp, SharesUnclear, FundHasPaid, NameTaken, QuotaUsedUp,
                 QuotaBelowUse, QuotaChanged, NothingAsked,  //
                 UnknownRound, RoundNotOpen, RoundTimesSwapped, OutsideRound, KindNotInRound, RoundUsedUp,
                 EntitlementForfeited, AlreadyHolds, NoLotToDraw, LotStillOpen, UnknownSeed, NotTheCommittedSeed,
                 SeedNotBeforehand, NothingExpired, EntitlementRequired, UnknownEntitlement, EntitlementDiffers,
                 EntitlementNotOpen,  //
                 SamePerson, UnknownClause, VoidTooLate, PaymentUnderWay, UnknownEdition, NothingToAdjust,
                 AdjustmentDiffers,  //
                 UnknownBatch, BatchNotInThisStage, ClaimOfAnotherMerchant, ClaimOfAnotherFund, NamedTwice,
                 BatchTotalsDiffer, NothingToCheck, ChecksOutstanding, NoticeTooShort, NoticeNotOver, TooManyLines,
                 UnknownOrder, AlreadyPaid, NotThisAttempt, AmountDiffers, NotFailed>;

}  // namespace seethrough::subsidies
