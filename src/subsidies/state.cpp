#include "subsidies/state.h"

#include <fmt/format.h>

#include <charconv>

namespace seethrough::subsidies {
namespace {

bool covers(std::string_view prefix, std::string_view cls) {
  return cls.starts_with(prefix) && (cls.size() == prefix.size() || cls[prefix.size()] == '.');
}

std::uint16_t intern(State& state, const std::string& name) {
  if (const auto known = state.interned.find(name); known != state.interned.end()) return known->second;
  INVARIANT(state.names.size() < 65'535, "more kinds and classes than can be numbered");
  const auto number = static_cast<std::uint16_t>(state.names.size());
  state.names.push_back(name);
  state.interned.emplace(name, number);
  return number;
}

/// The limits of kinds and of classes are counted side by side, so that either may bind without a look at the rules.
void count_use(State& state, const Terms& terms, std::int32_t by) {
  const auto year = static_cast<std::int16_t>(civil(terms.day).year);
  state.used[LimitKey{terms.person, terms.kind, year}] += by;
  if (terms.cls != terms.kind) state.used[LimitKey{terms.person, terms.cls, year}] += by;
}

std::uint16_t fund_index(const State& state, const std::string& id) {
  for (std::size_t i = 0; i < state.roster.funds.size(); ++i) {
    if (state.roster.funds[i].id == id) return static_cast<std::uint16_t>(i);
  }
  INVARIANT(false, "an event names a fund that was never opened");
}

template <class Claimed>
Terms take_up(State& state, const Claimed& event) {
  INVARIANT(static_cast<std::int64_t>(state.claims.size()) + 1 == event.claim.value, "claim numbers have a gap");
  const Purchase& p = event.purchase;
  const Terms terms{intern(state, event.grant.cls),
                    intern(state, p.kind),
                    fund_index(state, event.grant.fund),
                    p.place,
                    p.day,
                    p.price,
                    event.grant.subsidy,
                    p.person,
                    p.item,
                    p.invoice,
                    p.surrendered};
  const State::FundAccounts& accounts = state.fund_accounts[terms.fund];
  state.ledger.post(Posting{accounts.available, accounts.granted, terms.subsidy});
  state.items.emplace(p.item, event.claim);
  state.invoices.emplace(p.invoice, event.claim);
  if (p.surrendered) state.surrendered.emplace(*p.surrendered, event.claim);
  count_use(state, terms, 1);
  return terms;
}

/// The money goes back to the fund; item, invoice and limit are free again.
void let_go(State& state, const Terms& terms) {
  const State::FundAccounts& accounts = state.fund_accounts[terms.fund];
  state.ledger.post(Posting{accounts.granted, accounts.available, terms.subsidy});
  state.items.erase(terms.item);
  state.invoices.erase(terms.invoice);
  if (terms.surrendered) state.surrendered.erase(*terms.surrendered);
  count_use(state, terms, -1);
}

Claim& existing(State& state, ClaimNumber number) {
  INVARIANT(state.claim(number), "an event names a claim that was never made");
  return state.claims[static_cast<std::size_t>(number.value - 1)];
}

void open_fund(State& state, const FundOpened& event) {
  const auto available = state.ledger.open(event.fund + "/available", event.cap);
  const auto granted = state.ledger.open(event.fund + "/granted", event.cap);
  state.ledger.post(Posting{state.treasury, available, event.cap});
  state.fund_accounts.push_back({available, granted});
}

}  // namespace

std::string to_string(ClaimNumber number) { return fmt::format("C{:07}", number.value); }

std::optional<ClaimNumber> parse_claim_number(std::string_view text) {
  if (text.size() < 8 || text.front() != 'C') return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 1) return std::nullopt;
  if (to_string(ClaimNumber{value}) != text) return std::nullopt;
  return ClaimNumber{value};
}

const Merchant* Roster::merchant(const std::string& code) const {
  const auto it = merchant_by_code.find(code);
  return it == merchant_by_code.end() ? nullptr : &merchants[it->second];
}

void apply(Roster& roster, const Event& event) {
  if (const auto* opened = std::get_if<FundOpened>(&event)) {
    roster.funds.push_back(
        {opened->fund, opened->year, opened->classes, opened->cap, opened->basis, opened->reconstructed});
  } else if (const auto* admitted = std::get_if<MerchantAdmitted>(&event)) {
    roster.merchant_by_code.emplace(admitted->merchant, static_cast<std::uint32_t>(roster.merchants.size()));
    roster.merchants.push_back({admitted->merchant, admitted->name, admitted->place, admitted->day,
                                admitted->reconstructed, {}, {}});
  } else if (const auto* profiled = std::get_if<MerchantProfiled>(&event)) {
    const auto it = roster.merchant_by_code.find(profiled->merchant);
    INVARIANT(it != roster.merchant_by_code.end(), "an event profiles a merchant that was never admitted");
    roster.merchants[it->second].description = profiled->description;
    roster.merchants[it->second].stated = profiled->stated;
  }
}

State::State() { treasury = ledger.open_source("treasury"); }

const Claim* State::claim(ClaimNumber number) const {
  if (number.value < 1 || number.value > static_cast<std::int64_t>(claims.size())) return nullptr;
  return &claims[static_cast<std::size_t>(number.value - 1)];
}

std::optional<std::size_t> State::fund_for(std::string_view cls, int year) const {
  for (std::size_t i = 0; i < roster.funds.size(); ++i) {
    if (roster.funds[i].year != year) continue;
    for (const std::string& prefix : roster.funds[i].classes) {
      if (covers(prefix, cls)) return i;
    }
  }
  return std::nullopt;
}

void apply(State& state, const Event& event) {
  std::visit(Overloaded{
                 [&](const FundOpened& e) {
                   apply(state.roster, event);
                   open_fund(state, e);
                 },
                 [&](const MerchantAdmitted&) { apply(state.roster, event); },
                 [&](const MerchantProfiled&) { apply(state.roster, event); },
                 [&](const ClaimRedeemed& e) { state.claims.push_back(Redeemed{take_up(state, e)}); },
                 [&](const ClaimApplied& e) { state.claims.push_back(Applied{take_up(state, e)}); },
                 [&](const GoodsReturned& e) {
                   Claim& claim = existing(state, e.claim);
                   const auto* redeemed = std::get_if<Redeemed>(&claim);
                   INVARIANT(redeemed, "goods came back for a claim that was not redeemed");
                   let_go(state, redeemed->terms);
                   claim = Returned{};
                 },
                 [&](const ClaimWithdrawn& e) {
                   Claim& claim = existing(state, e.claim);
                   const auto* applied = std::get_if<Applied>(&claim);
                   INVARIANT(applied, "a claim was withdrawn that was not applied for");
                   let_go(state, applied->terms);
                   claim = Withdrawn{};
                 },
             },
             event);
}

}  // namespace seethrough::subsidies
