// apply(): funds, quotas, pauses, merchants, products. The roster has its own apply, which readers of figures use too.

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>

#include "base/check.h"
#include "base/result.h"
#include "subsidies/applying.h"

namespace seethrough::subsidies {
namespace {

Merchant& merchant_in(Roster& roster, const std::string& code) {
  const auto it = roster.merchant_by_code.find(code);
  INVARIANT(it != roster.merchant_by_code.end(), "an event names a merchant that was never admitted");
  return roster.merchants[it->second];
}

Fund& fund_in(Roster& roster, std::string_view id) {
  const auto it = std::find_if(roster.funds.begin(), roster.funds.end(), [&](const Fund& one) { return one.id == id; });
  INVARIANT(it != roster.funds.end(), "an event names a fund that was never opened");
  return *it;
}

void enter(Roster& roster, const FundOpened& e) {
  roster.funds.push_back({e.fund, e.year, e.classes, e.cap, e.basis, e.reconstructed, {}, FundLevel::city});
}
void enter(Roster& roster, const SharesDeclared& e) {
  Fund& fund = fund_in(roster, e.shares.fund);
  fund.shares = e.shares.shares;
  fund.remainder_to = e.shares.remainder_to;
}
void enter(Roster& roster, const FundRaised& e) { fund_in(roster, e.fund).cap += e.amount; }
void enter(Roster& roster, const FundReclaimed& e) { fund_in(roster, e.fund).cap -= e.amount; }
void enter(Roster& roster, const Paused& e) { roster.pauses.push_back(e.pause); }
void enter(Roster& roster, const Resumed& e) {
  std::erase_if(roster.pauses,
                [&](const Pause& one) { return one.cls == e.resume.cls && one.place == e.resume.place; });
}
void enter(Roster& roster, const MerchantAdmitted& e) {
  roster.merchant_by_code.emplace(e.merchant, static_cast<std::uint32_t>(roster.merchants.size()));
  roster.merchants.push_back(
      {e.merchant, e.name, e.place, e.day, e.reconstructed, {}, {}, {}, Standing::good, e.day, {}});
}
void enter(Roster& roster, const MerchantProfiled& e) {
  Merchant& merchant = merchant_in(roster, e.merchant);
  merchant.description = e.description;
  merchant.stated = e.stated;
}
void enter(Roster& roster, const StoreOpened& e) {
  merchant_in(roster, e.store.merchant).stores.push_back({e.store.store, e.store.name, e.store.place, e.store.day});
}
void enter(Roster& roster, const StandingChanged& e) {
  Merchant& merchant = merchant_in(roster, e.change.merchant);
  merchant.standing = e.change.standing;
  merchant.standing_since = e.change.day;
  merchant.standing_reason = e.change.reason;
}
void enter(Roster& roster, const ProductRegistered& e) {
  roster.product_by_code.emplace(e.product.product, static_cast<std::uint32_t>(roster.products.size()));
  roster.products.push_back({e.product.product, e.product.name, e.product.kind, e.product.efficiency, e.product.day});
}

}  // namespace

void apply(Roster& roster, const Event& event) {
  std::visit(
      [&](const auto& e) {
        if constexpr (requires { enter(roster, e); }) enter(roster, e);
      },
      event);
}

void take(State& state, const FundOpened& event) {
  Ledger& ledger = state.ledger;
  const auto open = [&](const char* what) { return ledger.open(event.fund + what); };
  const State::FundAccounts accounts{open("/available"), open("/reserved"),     open("/granted"),
                                     open("/ordered"),   open("/to_claw_back"), {open("/paid")}};
  ledger.post(Posting{state.treasury, accounts.available, event.cap});
  state.fund_accounts.push_back(accounts);
}

void take(State& state, const SharesDeclared& event) {
  State::FundAccounts& accounts = state.fund_accounts[fund_of(state, event.shares.fund)];
  INVARIANT(state.ledger.balance(accounts.paid.front()) == Fen{}, "shares were declared of a fund that has paid");
  accounts.paid.clear();
  for (const FundShare& share : event.shares.shares)
    accounts.paid.push_back(state.ledger.open(event.shares.fund + "/paid/" +
                                              boost::describe::enum_to_string(share.level, "")));
}

void take(State& state, const FundRaised& event) {
  state.ledger.post(Posting{state.treasury, state.fund_accounts[fund_of(state, event.fund)].available, event.amount});
}

void take(State& state, const FundReclaimed& event) {
  state.ledger.post(Posting{state.fund_accounts[fund_of(state, event.fund)].available, state.treasury, event.amount});
}

void take(State& state, const QuotaSet& event) {
  const auto known = std::find_if(state.quotas.begin(), state.quotas.end(),
                                  [&](const QuotaUse& one) { return one.set.quota == event.quota.quota; });
  if (known != state.quotas.end()) {
    known->set = event.quota;
    return;
  }
  QuotaUse quota{event.quota, event.places, fund_of(state, event.quota.fund), {}};
  std::sort(quota.places.begin(), quota.places.end());
  count_granted(state, quota);
  state.quotas.push_back(std::move(quota));
}

void take(State& state, const MerchantAdmitted&) { state.open_claims.emplace_back(); }

// What the roster alone keeps.
void take(State&, const Paused&) {}
void take(State&, const Resumed&) {}
void take(State&, const MerchantProfiled&) {}
void take(State&, const StoreOpened&) {}
void take(State&, const StandingChanged&) {}
void take(State&, const ProductRegistered&) {}

}  // namespace seethrough::subsidies
