// What the parts of apply() share, and apply() itself.

#include <algorithm>

#include "base/check.h"
#include "subsidies/applying.h"

namespace seethrough::subsidies {
namespace {

/// What a claim has open: it counts while something of it is still to be paid.
State::OpenClaims open_part(const Claim& claim) {
  if (!occupies(claim) || std::holds_alternative<ClawbackDue>(claim)) return {};
  const Terms& terms = *terms_of(claim);
  if (terms.paid == terms.subsidy) return {};
  return {1, terms.subsidy - terms.paid};
}

void count_open(State& state, const Claim& claim, bool add) {
  const Terms* terms = terms_of(claim);
  if (!terms) return;
  const State::OpenClaims part = open_part(claim);
  State::OpenClaims& open = state.open_claims[terms->merchant];
  open.claims += add ? part.claims : -part.claims;
  open.subsidy += add ? part.subsidy : -part.subsidy;
}

}  // namespace

std::uint16_t intern(State& state, std::string_view name) {
  if (const auto known = state.interned.find(std::string(name)); known != state.interned.end()) return known->second;
  INVARIANT(state.names.size() < 65'535, "more names than can be numbered");
  const auto number = static_cast<std::uint16_t>(state.names.size());
  state.names.emplace_back(name);
  state.interned.emplace(std::string(name), number);
  return number;
}

std::uint16_t fund_of(const State& state, std::string_view id) {
  const auto index = state.fund_index(id);
  INVARIANT(index, "an event names a fund that was never opened");
  return *index;
}

std::uint32_t merchant_of(const State& state, const std::string& code) {
  const auto it = state.roster.merchant_by_code.find(code);
  INVARIANT(it != state.roster.merchant_by_code.end(), "an event names a merchant that was never admitted");
  return it->second;
}

Claim& existing(State& state, ClaimNumber number) {
  INVARIANT(state.claim(number), "an event names a claim that was never made");
  return state.claims[static_cast<std::size_t>(number.value - 1)];
}

void move_to(State& state, ClaimNumber number, Claim next) {
  Claim& claim = existing(state, number);
  count_open(state, claim, false);
  claim = std::move(next);
  count_open(state, claim, true);
}

/// The limits of kinds and of classes are counted side by side, so that either may bind without a look at the rules.
void count_use(State& state, const Terms& terms, std::int32_t by) {
  const auto year = static_cast<std::int16_t>(civil(terms.day).year);
  state.used[LimitKey{terms.person, terms.kind, year}] += by;
  if (terms.cls != terms.kind) state.used[LimitKey{terms.person, terms.cls, year}] += by;
}

void count_quotas(State& state, const Terms& terms, Fen by) {
  for (QuotaUse& quota : state.quotas) {
    if (!quota.concerns(terms.fund, state.names[terms.cls], terms.place)) continue;
    quota.by_day[quota.set.per_day ? terms.day : Day{}] += by;
  }
}

void occupy(State& state, ClaimNumber number, const Terms& terms) {
  const State::FundAccounts& accounts = state.fund_accounts[terms.fund];
  state.ledger.post(Posting{accounts.available, accounts.granted, terms.subsidy});
  state.items.emplace(terms.item, number);
  if (terms.second_imei) state.items.emplace(*terms.second_imei, number);
  state.invoices.emplace(terms.invoice, number);
  if (terms.surrendered) state.surrendered.emplace(*terms.surrendered, number);
  count_use(state, terms, 1);
  count_quotas(state, terms, terms.subsidy);
}

void let_go(State& state, const Terms& terms) {
  const State::FundAccounts& accounts = state.fund_accounts[terms.fund];
  state.ledger.post(Posting{accounts.granted, accounts.available, terms.subsidy - terms.paid});
  state.items.erase(terms.item);
  if (terms.second_imei) state.items.erase(*terms.second_imei);
  state.invoices.erase(terms.invoice);
  if (terms.surrendered) state.surrendered.erase(*terms.surrendered);
  count_use(state, terms, -1);
  count_quotas(state, terms, -terms.subsidy);
}

std::vector<Posting> paid_postings(const State& state, std::uint16_t fund, Fen before, Fen after, AccountId other) {
  std::vector<Posting> postings;
  const std::vector<AccountId>& paid = state.fund_accounts[fund].paid;
  const auto post = [&](AccountId account, Fen change) {
    if (change > Fen{}) postings.push_back({other, account, change});
    if (change < Fen{}) postings.push_back({account, other, -change});
  };
  const auto was = state.shares_of(fund, before), is = state.shares_of(fund, after);
  if (is.empty()) post(paid.front(), after - before);
  for (std::size_t level = 0; level < is.size(); ++level) post(paid[level], is[level].amount - was[level].amount);
  return postings;
}

namespace {

/// The entitlements whose money the event needed are over before it is made.
template <class E>
void free_overdue(State& state, const E& event) {
  if constexpr (requires { event.expired.value(); }) {
    if (event.expired) expire(state, *event.expired);
  } else if constexpr (requires { event.expired; }) {
    expire(state, event.expired);
  }
}

}  // namespace

void apply(State& state, const Event& event) {
  apply(state.roster, event);
  std::visit(
      [&](const auto& e) {
        free_overdue(state, e);
        take(state, e);
      },
      event);
  ++state.moment;
}

}  // namespace seethrough::subsidies
