#pragma once
// Inside the room only: what the parts of apply() share. Each take() makes the new state after one kind of event.

#include "subsidies/state.h"

namespace seethrough::subsidies {

std::uint16_t intern(State& state, std::string_view name);
std::uint16_t fund_of(const State& state, std::string_view id);
std::uint32_t merchant_of(const State& state, const std::string& code);
Claim& existing(State& state, ClaimNumber number);

/// Puts a claim into another state and keeps what its merchant has open.
void move_to(State& state, ClaimNumber number, Claim next);

/// Money, limits and quotas of a claim that comes to be (1) or is let go (-1).
void count_use(State& state, const Terms& terms, std::int32_t by);
void count_quotas(State& state, const Terms& terms, Fen by);
/// Item, invoice, limit, quota are taken; the subsidy goes from available to granted.
void occupy(State& state, ClaimNumber number, const Terms& terms);
/// They are free again, and what is granted and not paid is available.
void let_go(State& state, const Terms& terms);
/// The postings by which what a fund has paid for one claim goes from `before` to `after`, against `other`.
std::vector<Posting> paid_postings(const State& state, std::uint16_t fund, Fen before, Fen after, AccountId other);

/// Takes a claim out of the batch that it is filed in.
void leave_batch(State& state, std::uint32_t batch, ClaimNumber number);
void expire(State& state, const std::vector<EntitlementNumber>& numbers);
/// The entitlement that a claim used.
void use_entitlement(State& state, EntitlementNumber number);

void take(State& state, const FundOpened& event);
void take(State& state, const SharesDeclared& event);
void take(State& state, const FundRaised& event);
void take(State& state, const FundReclaimed& event);
void take(State& state, const QuotaSet& event);
void take(State& state, const Paused& event);
void take(State& state, const Resumed& event);
void take(State& state, const MerchantAdmitted& event);
void take(State& state, const MerchantProfiled& event);
void take(State& state, const StoreOpened& event);
void take(State& state, const StandingChanged& event);
void take(State& state, const ProductRegistered& event);

void take(State& state, const SeedCommitted& event);
void take(State& state, const RoundOpened& event);
void take(State& state, const EntitlementDrawn& event);
void take(State& state, const LotEntered& event);
void take(State& state, const LotDrawn& event);
void take(State& state, const EntitlementsExpired& event);

void take(State& state, const ClaimRedeemed& event);
void take(State& state, const ClaimApplied& event);
void take(State& state, const GoodsReturned& event);
void take(State& state, const ClaimVoided& event);
void take(State& state, const ClaimWithdrawn& event);
void take(State& state, const ClaimAccepted& event);
void take(State& state, const ClaimSentBack& event);
void take(State& state, const ClaimResubmitted& event);
void take(State& state, const FirstReviewPassed& event);
void take(State& state, const SecondReviewPassed& event);
void take(State& state, const ClaimRefused& event);
void take(State& state, const ClaimAppealed& event);
void take(State& state, const AppealDismissed& event);
void take(State& state, const ClaimReopened& event);
void take(State& state, const ClaimHeld& event);
void take(State& state, const ClaimReleased& event);
void take(State& state, const RepaymentRecorded& event);
void take(State& state, const ClaimAdjusted& event);

void take(State& state, const BatchFiled& event);
void take(State& state, const BatchReviewed& event);
void take(State& state, const SampleDrawn& event);
void take(State& state, const CheckRecorded& event);
void take(State& state, const BatchPassed& event);
void take(State& state, const BatchHeld& event);
void take(State& state, const BatchReleased& event);
void take(State& state, const NoticePosted& event);
void take(State& state, const PaymentOrdered& event);
void take(State& state, const PaymentSettled& event);
void take(State& state, const PaymentFailed& event);
void take(State& state, const PaymentRetried& event);

}  // namespace seethrough::subsidies
