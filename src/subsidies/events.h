#pragma once
// What has happened in the trade-in subsidies programme. Events are facts: they are never changed, only followed. What
// an event adds to a figure or takes from it is stated in it, so that the log alone re-adds.

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "subsidies/commands.h"

namespace seethrough::subsidies {

// Funds.

struct FundOpened {
  static constexpr std::string_view type = "subsidies.fund_opened/1";
  std::string fund;
  int year = 0;
  std::vector<std::string> classes;
  Fen cap;
  std::string basis;
  bool reconstructed = false;
};
BOOST_DESCRIBE_STRUCT(FundOpened, (), (fund, year, classes, cap, basis, reconstructed))

struct SharesDeclared {
  static constexpr std::string_view type = "subsidies.shares_declared/1";
  DeclareShares shares;
};
BOOST_DESCRIBE_STRUCT(SharesDeclared, (), (shares))

struct FundRaised {
  static constexpr std::string_view type = "subsidies.fund_raised/1";
  std::string fund;
  Fen amount;
  Day day;
  std::string basis;
};
BOOST_DESCRIBE_STRUCT(FundRaised, (), (fund, amount, day, basis))

struct FundReclaimed {
  static constexpr std::string_view type = "subsidies.fund_reclaimed/1";
  std::string fund;
  Fen amount;
  Day day;
  std::string basis;
  std::optional<std::vector<EntitlementNumber>> expired{};  ///< see EntitlementDrawn
};
BOOST_DESCRIBE_STRUCT(FundReclaimed, (), (fund, amount, day, basis, expired))

/// `places` are all that the quota's place covers.
struct QuotaSet {
  static constexpr std::string_view type = "subsidies.quota_set/1";
  SetQuota quota;
  std::vector<PlaceCode> places;
};
BOOST_DESCRIBE_STRUCT(QuotaSet, (), (quota, places))

struct Paused {
  static constexpr std::string_view type = "subsidies.paused/1";
  Pause pause;
};
BOOST_DESCRIBE_STRUCT(Paused, (), (pause))

struct Resumed {
  static constexpr std::string_view type = "subsidies.resumed/1";
  Resume resume;
};
BOOST_DESCRIBE_STRUCT(Resumed, (), (resume))

// Merchants and products.

struct MerchantAdmitted {
  static constexpr std::string_view type = "subsidies.merchant_admitted/1";
  std::string merchant;
  std::string name;
  PlaceCode place;
  Day day;
  bool reconstructed = false;
};
BOOST_DESCRIBE_STRUCT(MerchantAdmitted, (), (merchant, name, place, day, reconstructed))

struct MerchantProfiled {
  static constexpr std::string_view type = "subsidies.merchant_profiled/1";
  std::string merchant;
  std::string description;
  Day day;
  std::vector<StatedQuantity> stated;
};
BOOST_DESCRIBE_STRUCT(MerchantProfiled, (), (merchant, description, day, stated))

struct StoreOpened {
  static constexpr std::string_view type = "subsidies.store_opened/1";
  OpenStore store;
};
BOOST_DESCRIBE_STRUCT(StoreOpened, (), (store))

struct StandingChanged {
  static constexpr std::string_view type = "subsidies.standing_changed/1";
  ChangeStanding change;
};
BOOST_DESCRIBE_STRUCT(StandingChanged, (), (change))

struct ProductRegistered {
  static constexpr std::string_view type = "subsidies.product_registered/1";
  RegisterProduct product;
};
BOOST_DESCRIBE_STRUCT(ProductRegistered, (), (product))

// Entitlements.

struct SeedCommitted {
  static constexpr std::string_view type = "subsidies.seed_committed/1";
  CommitSeed seed;
};
BOOST_DESCRIBE_STRUCT(SeedCommitted, (), (seed))

struct RoundOpened {
  static constexpr std::string_view type = "subsidies.round_opened/1";
  OpenRound round;
};
BOOST_DESCRIBE_STRUCT(RoundOpened, (), (round))

/// An entitlement was drawn. `expired` are others whose time was over and whose money this one needed.
struct EntitlementDrawn {
  static constexpr std::string_view type = "subsidies.entitlement_drawn/1";
  EntitlementNumber entitlement;
  Draw draw;
  std::string cls;
  Fen reserved;
  Instant expires;
  std::vector<EntitlementNumber> expired;
};
BOOST_DESCRIBE_STRUCT(EntitlementDrawn, (), (entitlement, draw, cls, reserved, expires, expired))

/// Entry `entry` of the round's lot, from 1.
struct LotEntered {
  static constexpr std::string_view type = "subsidies.lot_entered/1";
  int entry = 0;
  Draw draw;
  std::string cls;
};
BOOST_DESCRIBE_STRUCT(LotEntered, (), (entry, draw, cls))

/// The `drawn` entries of the lowest ranks get entitlements, numbered from `first` in the order of their ranks.
struct LotDrawn {
  static constexpr std::string_view type = "subsidies.lot_drawn/1";
  std::string round;
  Digest seed;
  int entries = 0;
  int drawn = 0;
  EntitlementNumber first;
  Instant expires_offline;
  Instant expires_online;
  std::optional<std::vector<EntitlementNumber>> expired{};  ///< see EntitlementDrawn
};
BOOST_DESCRIBE_STRUCT(LotDrawn, (), (round, seed, entries, drawn, first, expires_offline, expires_online, expired))

struct EntitlementsExpired {
  static constexpr std::string_view type = "subsidies.entitlements_expired/1";
  std::vector<EntitlementNumber> entitlements;
};
BOOST_DESCRIBE_STRUCT(EntitlementsExpired, (), (entitlements))

// Claims.

/// What the rules gave, and why: the edition and the clause that fired.
struct Grant {
  std::string cls;      ///< class id, e.g. "vehicle.scrappage"
  std::string clause;   ///< clause id
  std::string edition;  ///< "2025/1"
  std::string fund;
  Fen subsidy;
  std::optional<Fen> base{};  ///< what the rules took their share of, where that is not the price
  friend bool operator==(const Grant&, const Grant&) = default;
};
BOOST_DESCRIBE_STRUCT(Grant, (), (cls, clause, edition, fund, subsidy, base))

/// What a check of the rules found on a claim that was taken nevertheless (疑点).
struct Finding {
  rules::CheckId check = rules::CheckId::burst;
  rules::Severity severity = rules::Severity::flag;
  std::string detail;  ///< figures only, such as "329900 > 286000"
  friend bool operator==(const Finding&, const Finding&) = default;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (check, severity, detail))

/// Why a claim with this finding is held.
HoldReason hold_reason_of(rules::CheckId check);

/// With a finding of severity hold the claim is held from the start. `at` stands where the till was told.
struct ClaimRedeemed {
  static constexpr std::string_view type = "subsidies.claim_redeemed/1";
  ClaimNumber claim;
  Purchase purchase;
  Grant grant;
  std::optional<Instant> at{};
  std::optional<std::vector<Finding>> findings{};            ///< none: no check found anything
  std::optional<std::vector<EntitlementNumber>> expired{};   ///< see EntitlementDrawn
};
BOOST_DESCRIBE_STRUCT(ClaimRedeemed, (), (claim, purchase, grant, at, findings, expired))

struct ClaimApplied {
  static constexpr std::string_view type = "subsidies.claim_applied/1";
  ClaimNumber claim;
  Purchase purchase;
  Grant grant;
  std::optional<std::vector<Finding>> findings{};
  std::optional<std::vector<EntitlementNumber>> expired{};  ///< see EntitlementDrawn
};
BOOST_DESCRIBE_STRUCT(ClaimApplied, (), (claim, purchase, grant, findings, expired))

/// What a claim took out of the figures when it ended; stated in the event so that the log alone re-adds.
struct Reversal {
  std::string cls;
  std::string kind;
  std::string fund;
  PlaceCode place;
  Fen price;
  Fen subsidy;
};
BOOST_DESCRIBE_STRUCT(Reversal, (), (cls, kind, fund, place, price, subsidy))

struct GoodsReturned {
  static constexpr std::string_view type = "subsidies.goods_returned/1";
  ClaimNumber claim;
  Day day;
  std::string reason;
  Reversal reversal;
  std::optional<Fen> to_claw_back{};                ///< what was paid
  std::optional<bool> was_held{};
  std::optional<std::vector<Finding>> findings{};
};
BOOST_DESCRIBE_STRUCT(GoodsReturned, (), (claim, day, reason, reversal, to_claw_back, was_held, findings))

struct ClaimVoided {
  static constexpr std::string_view type = "subsidies.claim_voided/1";
  ClaimNumber claim;
  Day day;
  std::string reason;
  Reversal reversal;
  bool was_held = false;
};
BOOST_DESCRIBE_STRUCT(ClaimVoided, (), (claim, day, reason, reversal, was_held))

struct ClaimWithdrawn {
  static constexpr std::string_view type = "subsidies.claim_withdrawn/1";
  ClaimNumber claim;
  Day day;
  std::string reason;
  Reversal reversal;
  std::optional<bool> was_held{};
};
BOOST_DESCRIBE_STRUCT(ClaimWithdrawn, (), (claim, day, reason, reversal, was_held))

struct ClaimAccepted {
  static constexpr std::string_view type = "subsidies.claim_accepted/1";
  ClaimNumber claim;
  Day day;
};
BOOST_DESCRIBE_STRUCT(ClaimAccepted, (), (claim, day))

struct ClaimSentBack {
  static constexpr std::string_view type = "subsidies.claim_sent_back/1";
  ClaimNumber claim;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ClaimSentBack, (), (claim, day, reason))

struct ClaimResubmitted {
  static constexpr std::string_view type = "subsidies.claim_resubmitted/1";
  ClaimNumber claim;
  Day day;
  Digest evidence;
};
BOOST_DESCRIBE_STRUCT(ClaimResubmitted, (), (claim, day, evidence))

struct FirstReviewPassed {
  static constexpr std::string_view type = "subsidies.first_review_passed/1";
  ClaimNumber claim;
  Day day;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(FirstReviewPassed, (), (claim, day, by))

struct SecondReviewPassed {
  static constexpr std::string_view type = "subsidies.second_review_passed/1";
  ClaimNumber claim;
  Day day;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(SecondReviewPassed, (), (claim, day, by))

struct ClaimRefused {
  static constexpr std::string_view type = "subsidies.claim_refused/1";
  ClaimNumber claim;
  Day day;
  std::string clause;
  std::string reason;
  Reversal reversal;
  bool was_held = false;
};
BOOST_DESCRIBE_STRUCT(ClaimRefused, (), (claim, day, clause, reason, reversal, was_held))

struct ClaimAppealed {
  static constexpr std::string_view type = "subsidies.claim_appealed/1";
  ClaimNumber claim;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ClaimAppealed, (), (claim, day, reason))

/// A refusal that is final.
struct AppealDismissed {
  static constexpr std::string_view type = "subsidies.appeal_dismissed/1";
  ClaimNumber claim;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AppealDismissed, (), (claim, day, reason))

/// By an appeal that was upheld or by decision; `again` is what it adds to the figures anew, under the edition that
/// granted it.
struct ClaimReopened {
  static constexpr std::string_view type = "subsidies.claim_reopened/1";
  ClaimNumber claim;
  Day day;
  std::string reason;
  bool upheld_appeal = false;
  Reversal again;
  std::optional<std::vector<EntitlementNumber>> expired{};  ///< see EntitlementDrawn
};
BOOST_DESCRIBE_STRUCT(ClaimReopened, (), (claim, day, reason, upheld_appeal, again, expired))

/// How many claims of a class at a place, and their subsidy.
struct Part {
  std::string cls;
  PlaceCode place;
  std::int64_t claims = 0;
  Fen subsidy;
  friend bool operator==(const Part&, const Part&) = default;
};
BOOST_DESCRIBE_STRUCT(Part, (), (cls, place, claims, subsidy))

struct ClaimHeld {
  static constexpr std::string_view type = "subsidies.claim_held/1";
  ClaimNumber claim;
  Day day;
  HoldReason reason = HoldReason::other;
  std::string note;
  Part part;
};
BOOST_DESCRIBE_STRUCT(ClaimHeld, (), (claim, day, reason, note, part))

struct ClaimReleased {
  static constexpr std::string_view type = "subsidies.claim_released/1";
  ClaimNumber claim;
  Day day;
  std::string note;
  Part part;
};
BOOST_DESCRIBE_STRUCT(ClaimReleased, (), (claim, day, note, part))

/// `part` is what came in; it counts a claim if the claim ended with it.
struct RepaymentRecorded {
  static constexpr std::string_view type = "subsidies.repayment_recorded/1";
  ClaimNumber claim;
  Day day;
  std::string bank_reference;
  Part part;
};
BOOST_DESCRIBE_STRUCT(RepaymentRecorded, (), (claim, day, bank_reference, part))

/// `to_claw_back`: of what was paid already; a top-up of a paid claim is paid by an order like any other.
struct ClaimAdjusted {
  static constexpr std::string_view type = "subsidies.claim_adjusted/1";
  ClaimNumber claim;
  Day day;
  std::string reason;
  PlaceCode place;
  Grant before;
  Grant after;
  Fen to_claw_back;
  std::optional<std::vector<EntitlementNumber>> expired{};  ///< see EntitlementDrawn
};
BOOST_DESCRIBE_STRUCT(ClaimAdjusted, (), (claim, day, reason, place, before, after, to_claw_back, expired))

// Batches and payments.

struct BatchFiled {
  static constexpr std::string_view type = "subsidies.batch_filed/1";
  FileBatch batch;
  std::string fund;
};
BOOST_DESCRIBE_STRUCT(BatchFiled, (), (batch, fund))

struct BatchReviewed {
  static constexpr std::string_view type = "subsidies.batch_reviewed/1";
  std::string batch;
  Day day;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(BatchReviewed, (), (batch, day, by))

struct SampleDrawn {
  static constexpr std::string_view type = "subsidies.sample_drawn/1";
  std::string batch;
  Day day;
  std::string seed_name;
  Digest seed;
  std::vector<ClaimNumber> sample;  ///< in the order of their ranks
};
BOOST_DESCRIBE_STRUCT(SampleDrawn, (), (batch, day, seed_name, seed, sample))

/// `held` stands if the check failed.
struct CheckRecorded {
  static constexpr std::string_view type = "subsidies.check_recorded/1";
  RecordCheck check;
  std::string batch;
  std::optional<Part> held{};
};
BOOST_DESCRIBE_STRUCT(CheckRecorded, (), (check, batch, held))

struct BatchPassed {
  static constexpr std::string_view type = "subsidies.batch_passed/1";
  std::string batch;
  Day day;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(BatchPassed, (), (batch, day, by))

struct BatchHeld {
  static constexpr std::string_view type = "subsidies.batch_held/1";
  std::string batch;
  Day day;
  HoldReason reason = HoldReason::other;
  std::string note;
  std::vector<Part> parts;
};
BOOST_DESCRIBE_STRUCT(BatchHeld, (), (batch, day, reason, note, parts))

struct BatchReleased {
  static constexpr std::string_view type = "subsidies.batch_released/1";
  std::string batch;
  Day day;
  std::string note;
  std::vector<Part> parts;
};
BOOST_DESCRIBE_STRUCT(BatchReleased, (), (batch, day, note, parts))

struct NoticePosted {
  static constexpr std::string_view type = "subsidies.notice_posted/1";
  PostNotice notice;
};
BOOST_DESCRIBE_STRUCT(NoticePosted, (), (notice))

/// One line of a payment order: to a merchant for its batch, or to a person for a claim (then `payee` is the person's
/// pseudonym; the account is in the vault).
struct PaymentLine {
  int line = 0;
  std::string batch;          ///< empty: a claim
  ClaimNumber claim;          ///< 0: a batch
  std::string payee;
  std::int64_t claims = 0;
  Fen amount;
  friend bool operator==(const PaymentLine&, const PaymentLine&) = default;
};
BOOST_DESCRIBE_STRUCT(PaymentLine, (), (line, batch, claim, payee, claims, amount))

struct PaymentOrdered {
  static constexpr std::string_view type = "subsidies.payment_ordered/1";
  std::string order;
  std::string fund;
  Day day;
  std::vector<PaymentLine> lines;
};
BOOST_DESCRIBE_STRUCT(PaymentOrdered, (), (order, fund, day, lines))

struct LevelAmount {
  FundLevel level = FundLevel::central;
  Fen amount;
  friend bool operator==(const LevelAmount&, const LevelAmount&) = default;
};
BOOST_DESCRIBE_STRUCT(LevelAmount, (), (level, amount))

/// A line was paid. `shares` say who bore it (none declared: nobody is named), `parts` which claims it was for.
struct PaymentSettled {
  static constexpr std::string_view type = "subsidies.payment_settled/1";
  RecordResult result;
  std::vector<LevelAmount> shares;
  std::vector<Part> parts;
};
BOOST_DESCRIBE_STRUCT(PaymentSettled, (), (result, shares, parts))

struct PaymentFailed {
  static constexpr std::string_view type = "subsidies.payment_failed/1";
  RecordResult result;
};
BOOST_DESCRIBE_STRUCT(PaymentFailed, (), (result))

struct PaymentRetried {
  static constexpr std::string_view type = "subsidies.payment_retried/1";
  std::string order;
  int line = 0;
  int attempt = 0;
  Day day;
};
BOOST_DESCRIBE_STRUCT(PaymentRetried, (), (order, line, attempt, day))

using Event =
    std::variant<FundOpened, MerchantAdmitted, MerchantProfiled, ClaimRedeemed, ClaimApplied, GoodsReturned, ClaimWithdrawn,
                 SharesDeclared, FundRaised, FundReclaimed, QuotaSet, Paused, Resumed,  //
                 StoreOpened, StandingChanged, ProductRegistered,                       //
                 SeedCommitted, RoundOpened, EntitlementDrawn, LotEntered, LotDrawn, EntitlementsExpired,
                 ClaimVoided, ClaimAccepted, ClaimSentBack, ClaimResubmitted, FirstReviewPassed, SecondReviewPassed, ClaimRefused,
                 ClaimAppealed, AppealDismissed, ClaimReopened, ClaimHeld, ClaimReleased, RepaymentRecorded,
                 ClaimAdjusted,  //
                 BatchFiled, BatchReviewed, SampleDrawn, CheckRecorded, BatchPassed, BatchHeld, BatchReleased, NoticePosted,
                 PaymentOrdered, PaymentSettled, PaymentFailed, PaymentRetried>;

}  // namespace seethrough::subsidies
