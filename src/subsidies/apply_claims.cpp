// apply(): the steps of one claim.

#include <algorithm>

#include "base/check.h"
#include "subsidies/applying.h"

namespace seethrough::subsidies {
namespace {

constexpr std::size_t till_times_kept = 100;

std::uint32_t intern(State& state, const rules::Facts& facts) {
  const auto known = state.facts_index.find(facts);
  if (known != state.facts_index.end()) return known->second;
  const auto number = static_cast<std::uint32_t>(state.facts.size());
  state.facts.push_back(facts);
  state.facts_index.emplace(facts, number);
  return number;
}

Terms terms_from(State& state, const Purchase& p, const Grant& grant, bool application) {
  Terms terms;
  terms.cls = intern(state, grant.cls);
  terms.kind = intern(state, p.kind);
  terms.clause = intern(state, grant.clause);
  terms.edition = intern(state, grant.edition);
  terms.fund = fund_of(state, grant.fund);
  terms.application = application;
  terms.merchant = merchant_of(state, p.merchant);
  terms.facts = intern(state, p.facts);
  terms.place = p.place;
  terms.day = p.day;
  terms.price = p.price;
  terms.base = grant.base.value_or(p.price);
  terms.subsidy = grant.subsidy;
  terms.person = p.person;
  terms.item = p.item;
  terms.invoice = p.invoice;
  terms.surrendered = p.surrendered;
  if (p.sale) terms.second_imei = p.sale->second_imei;
  return terms;
}

void note_sale(State& state, const ClaimRedeemed& event) {
  const Sale& sale = *event.purchase.sale;
  if (!sale.product.empty()) {
    const CivilDate date = civil(event.purchase.day);
    MonthPrices& month = state.prices[sale.product][date.year * 12 + date.month - 1];
    ++month.count;
    month.highest = std::max(month.highest, event.purchase.price);
  }
  if (!sale.till.empty() && event.at) {
    std::deque<Instant>& times = state.till_times[event.purchase.merchant + "/" + sale.till];
    times.push_back(*event.at);
    if (times.size() > till_times_kept) times.pop_front();
  }
}

std::optional<HoldReason> hold_by(const std::optional<std::vector<Finding>>& findings) {
  if (!findings) return std::nullopt;
  for (const Finding& one : *findings) {
    if (one.severity == rules::Severity::hold) return hold_reason_of(one.check);
  }
  return std::nullopt;
}

/// A claim that has come to be, in `fresh` or held.
template <class Claimed>
void found(State& state, const Claimed& event, bool application) {
  INVARIANT(static_cast<std::int64_t>(state.claims.size()) + 1 == event.claim.value, "claim numbers have a gap");
  if (event.purchase.entitlement) use_entitlement(state, *event.purchase.entitlement);
  const Terms terms = terms_from(state, event.purchase, event.grant, application);
  state.claims.emplace_back(Unclaimed{});
  occupy(state, event.claim, terms);
  if (const auto reason = hold_by(event.findings)) return move_to(state, event.claim, Held{terms, *reason});
  if (application) return move_to(state, event.claim, Applied{terms});
  move_to(state, event.claim, Redeemed{terms});
}

/// The terms of a claim that moves; a claim without any can't.
Terms moving(State& state, ClaimNumber number) {
  const Terms* terms = terms_of(existing(state, number));
  INVARIANT(terms, "an event moves a claim that has ended");
  return *terms;
}

void leave_any_batch(State& state, ClaimNumber number) {
  if (const auto* filed = std::get_if<Filed>(&existing(state, number))) leave_batch(state, filed->batch, number);
}

template <class Next, class Ended>
void end(State& state, const Ended& event) {
  const Terms terms = moving(state, event.claim);
  leave_any_batch(state, event.claim);
  let_go(state, terms);
  if constexpr (requires { Next{terms}; }) {
    move_to(state, event.claim, Next{terms});
  } else {
    move_to(state, event.claim, Next{});
  }
}

}  // namespace

void take(State& state, const ClaimRedeemed& event) {
  found(state, event, false);
  if (event.purchase.sale) note_sale(state, event);
}
void take(State& state, const ClaimApplied& event) { found(state, event, true); }

void take(State& state, const GoodsReturned& event) {
  if (!event.to_claw_back) return end<Returned>(state, event);
  const Terms terms = moving(state, event.claim);
  const AccountId due = state.fund_accounts[terms.fund].to_claw_back;
  state.ledger.post(paid_postings(state, terms.fund, terms.paid, Fen{}, due));
  let_go(state, terms);
  move_to(state, event.claim, ClawbackDue{terms, *event.to_claw_back, true});
}

void take(State& state, const ClaimVoided& event) { end<Voided>(state, event); }
void take(State& state, const ClaimWithdrawn& event) { end<Withdrawn>(state, event); }
void take(State& state, const ClaimRefused& event) { end<Refused>(state, event); }

void take(State& state, const ClaimAccepted& event) { move_to(state, event.claim, Accepted{moving(state, event.claim)}); }
void take(State& state, const ClaimSentBack& event) {
  move_to(state, event.claim, InCorrection{moving(state, event.claim)});
}
void take(State& state, const ClaimResubmitted& event) {
  move_to(state, event.claim, Applied{moving(state, event.claim)});
}
void take(State& state, const FirstReviewPassed& event) {
  const std::uint16_t by = intern(state, event.by);
  move_to(state, event.claim, FirstReviewed{moving(state, event.claim), by});
}
void take(State& state, const SecondReviewPassed& event) {
  move_to(state, event.claim, Approved{moving(state, event.claim)});
}
void take(State& state, const ClaimAppealed& event) { move_to(state, event.claim, Appealed{moving(state, event.claim)}); }
void take(State& state, const AppealDismissed& event) {
  move_to(state, event.claim, Dismissed{moving(state, event.claim)});
}

void take(State& state, const ClaimReopened& event) {
  const Terms terms = moving(state, event.claim);
  occupy(state, event.claim, terms);
  if (terms.application) return move_to(state, event.claim, Accepted{terms});
  move_to(state, event.claim, Redeemed{terms});
}

void take(State& state, const ClaimHeld& event) {
  const Terms terms = moving(state, event.claim);
  leave_any_batch(state, event.claim);
  move_to(state, event.claim, Held{terms, event.reason});
}

void take(State& state, const ClaimReleased& event) {
  const Terms terms = moving(state, event.claim);
  if (terms.application) return move_to(state, event.claim, Accepted{terms});
  move_to(state, event.claim, Redeemed{terms});
}

void take(State& state, const RepaymentRecorded& event) {
  const auto* due = std::get_if<ClawbackDue>(&existing(state, event.claim));
  INVARIANT(due, "a repayment came in for a claim that owes none");
  const State::FundAccounts& accounts = state.fund_accounts[due->terms.fund];
  state.ledger.post(Posting{accounts.to_claw_back, accounts.available, due->due});
  const Terms terms = due->terms;
  if (due->ends) return move_to(state, event.claim, ClawedBack{});
  move_to(state, event.claim, Paid{terms});
}

void take(State& state, const ClaimAdjusted& event) {
  Terms terms = moving(state, event.claim);
  const State::FundAccounts& accounts = state.fund_accounts[terms.fund];
  const Fen after = event.after.subsidy;
  const Fen kept = std::max(after, terms.paid);  // what granted and paid hold together afterwards
  if (kept > terms.subsidy) state.ledger.post(Posting{accounts.available, accounts.granted, kept - terms.subsidy});
  if (kept < terms.subsidy) state.ledger.post(Posting{accounts.granted, accounts.available, terms.subsidy - kept});
  if (after < terms.paid) {
    state.ledger.post(paid_postings(state, terms.fund, terms.paid, after, accounts.to_claw_back));
    terms.paid = after;
  }
  count_quotas(state, terms, after - terms.subsidy);
  terms.subsidy = after;
  terms.clause = intern(state, event.after.clause);
  terms.edition = intern(state, event.after.edition);
  if (event.to_claw_back > Fen{}) return move_to(state, event.claim, ClawbackDue{terms, event.to_claw_back, false});
  Claim next = existing(state, event.claim);
  std::visit(
      [&](auto& claim) {
        if constexpr (requires { claim.terms; }) claim.terms = terms;
      },
      next);
  move_to(state, event.claim, std::move(next));
}

}  // namespace seethrough::subsidies
