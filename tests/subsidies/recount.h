#pragma once
// The state recounted: accounts, limits, quotas and indexes made anew from the claims, entitlements and batches alone.

#include <rapidcheck.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "subsidies/given.h"

namespace subsidies_test {

inline bool is_ordered(const State& state, const Claim& claim) {
  if (const auto* filed = std::get_if<Filed>(&claim)) return state.batches[filed->batch].stage == BatchStage::ordered;
  return std::holds_alternative<Ordered>(claim);
}

struct FundSums {
  Fen reserved, granted, ordered, paid, to_claw_back;
  std::map<FundLevel, Fen> by_level;
};

inline std::vector<FundSums> sums_of(const State& state) {
  std::vector<FundSums> sums(state.roster.funds.size());
  for (const Claim& claim : state.claims) {
    if (const auto* due = std::get_if<ClawbackDue>(&claim)) sums[due->terms.fund].to_claw_back += due->due;
    if (!occupies(claim)) continue;
    const Terms& terms = *terms_of(claim);
    FundSums& fund = sums[terms.fund];
    (is_ordered(state, claim) ? fund.ordered : fund.granted) += terms.subsidy - terms.paid;
    fund.paid += terms.paid;
    for (const LevelAmount& share : state.shares_of(terms.fund, terms.paid)) fund.by_level[share.level] += share.amount;
  }
  for (const Entitlement& one : state.entitlements) {
    if (one.status == Entitlement::Status::open) sums[state.rounds[one.round].fund].reserved += one.reserved;
  }
  return sums;
}

inline void recount_money(const State& state) {
  RC_ASSERT(state.ledger.total() == Fen{});
  const std::vector<FundSums> sums = sums_of(state);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const State::FundAccounts& accounts = state.fund_accounts[i];
    const auto held = [&](AccountId account) { return state.ledger.balance(account); };
    Fen paid;
    for (const AccountId account : accounts.paid) paid += held(account);
    RC_ASSERT(held(accounts.reserved) == sums[i].reserved);
    RC_ASSERT(held(accounts.granted) == sums[i].granted);
    RC_ASSERT(held(accounts.ordered) == sums[i].ordered);
    RC_ASSERT(held(accounts.to_claw_back) == sums[i].to_claw_back);
    RC_ASSERT(paid == sums[i].paid);
    const Fund& fund = state.roster.funds[i];
    for (std::size_t level = 0; level < fund.shares.size(); ++level) {
      const auto of_level = sums[i].by_level.find(fund.shares[level].level);
      RC_ASSERT(held(accounts.paid[level]) == (of_level == sums[i].by_level.end() ? Fen{} : of_level->second));
    }
    RC_ASSERT(held(accounts.available) + held(accounts.reserved) + held(accounts.granted) + held(accounts.ordered) +
                  paid + held(accounts.to_claw_back) ==
              fund.cap);
  }
}

template <class Counts>
std::map<std::tuple<Pseudonym, std::string, int>, int> without_zeros(const State& state, const Counts& counts) {
  std::map<std::tuple<Pseudonym, std::string, int>, int> out;
  for (const auto& [key, count] : counts) {
    if (count != 0) out[{key.person, state.names[key.what], key.year}] = count;
  }
  return out;
}

inline void recount_limits(const State& state) {
  const std::map<std::string, int> limits{
      {"fridge", 1}, {"cooler", 3}, {"lamp", 1}, {"phone", 1}, {"watch", 3}, {"vehicle.scrappage", 1}};
  std::map<std::tuple<Pseudonym, std::string, int>, int> used;
  for (const Claim& claim : state.claims) {
    if (!occupies(claim)) continue;
    const Terms& terms = *terms_of(claim);
    for (const std::uint16_t what : {terms.kind, terms.cls}) {
      const std::string& name = state.names[what];
      const int count = ++used[{terms.person, name, civil(terms.day).year}];
      if (limits.contains(name)) RC_ASSERT(count <= limits.at(name));
    }
  }
  RC_ASSERT(without_zeros(state, state.used) == used);
}

inline void recount_indexes(const State& state) {
  std::map<Pseudonym, std::int64_t> items, invoices, surrendered;
  const auto note = [](auto& index, const Pseudonym& what, std::int64_t number) {
    const auto [at, fresh] = index.emplace(what, number);
    RC_ASSERT(fresh || at->second == number);
  };
  for (std::size_t i = 0; i < state.claims.size(); ++i) {
    if (!occupies(state.claims[i])) continue;
    const Terms& terms = *terms_of(state.claims[i]);
    const auto number = static_cast<std::int64_t>(i) + 1;
    note(items, terms.item, number);
    if (terms.second_imei) note(items, *terms.second_imei, number);
    note(invoices, terms.invoice, number);
    if (terms.surrendered) note(surrendered, *terms.surrendered, number);
  }
  const auto agree = [](const State::ByPseudonym& index, const std::map<Pseudonym, std::int64_t>& counted) {
    RC_ASSERT(index.size() == counted.size());
    for (const auto& [what, number] : index) RC_ASSERT(counted.contains(what) && counted.at(what) == number.value);
  };
  agree(state.items, items);
  agree(state.invoices, invoices);
  agree(state.surrendered, surrendered);
}

inline void recount_open_claims(const State& state) {
  std::vector<State::OpenClaims> open(state.roster.merchants.size());
  for (const Claim& claim : state.claims) {
    if (!occupies(claim) || std::holds_alternative<ClawbackDue>(claim)) continue;
    const Terms& terms = *terms_of(claim);
    if (terms.paid == terms.subsidy) continue;
    ++open[terms.merchant].claims;
    open[terms.merchant].subsidy += terms.subsidy - terms.paid;
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    RC_ASSERT(state.open_claims[i].claims == open[i].claims);
    RC_ASSERT(state.open_claims[i].subsidy == open[i].subsidy);
  }
}

inline void recount_quotas(const State& state) {
  for (const QuotaUse& quota : state.quotas) {
    std::map<Day, Fen> used;
    for (const Claim& claim : state.claims) {
      if (!occupies(claim)) continue;
      const Terms& terms = *terms_of(claim);
      const bool counts = state.roster.funds[terms.fund].id == quota.set.fund &&
                          covers(quota.set.cls, state.names[terms.cls]) && places().within(terms.place, quota.set.place);
      if (counts && terms.subsidy != Fen{}) used[quota.set.per_day ? terms.day : Day{}] += terms.subsidy;
    }
    std::map<Day, Fen> kept = quota.by_day;
    std::erase_if(kept, [](const auto& entry) { return entry.second == Fen{}; });
    RC_ASSERT(kept == used);
    for (const auto& [on, sum] : used) RC_ASSERT(sum <= quota.set.amount);
  }
}

inline void recount_entitlements(const State& state) {
  std::set<std::pair<Instant, std::int64_t>> open;
  std::map<std::tuple<Pseudonym, std::string, int>, int> holds, unused;
  std::vector<int> drawn(state.rounds.size());
  for (std::size_t i = 0; i < state.entitlements.size(); ++i) {
    const Entitlement& one = state.entitlements[i];
    if (one.status != Entitlement::Status::expired) ++drawn[one.round];
    if (one.status == Entitlement::Status::expired)
      ++unused[{one.person, state.names[one.cls], civil(day_in_china(Instant{one.expires.ms - 1})).year}];
    if (one.status != Entitlement::Status::open) continue;
    open.emplace(one.expires, static_cast<std::int64_t>(i) + 1);
    ++holds[{one.person, state.names[one.kind], 0}];
  }
  for (std::size_t i = 0; i < state.rounds.size(); ++i) {
    const Round& round = state.rounds[i];
    RC_ASSERT(round.open_or_used == drawn[i]);
    RC_ASSERT(drawn[i] <= round.opened.count);
    if (round.lot_drawn) continue;
    for (const LotEntry& entry : round.entries) ++holds[{entry.person, state.names[entry.kind], 0}];
  }
  RC_ASSERT(state.by_expiry == open);
  RC_ASSERT(without_zeros(state, state.holds) == holds);
  RC_ASSERT(without_zeros(state, state.unused) == unused);
}

/// A filed claim is in its batch, once; a batch that is not paid has filed claims only.
inline void recount_batches(const State& state) {
  for (std::size_t i = 0; i < state.claims.size(); ++i) {
    const auto* filed = std::get_if<Filed>(&state.claims[i]);
    if (!filed) continue;
    const auto& in = state.batches[filed->batch].claims;
    RC_ASSERT(std::count(in.begin(), in.end(), ClaimNumber{static_cast<std::int64_t>(i) + 1}) == 1);
  }
  for (const Batch& batch : state.batches) {
    if (batch.stage == BatchStage::paid) continue;
    for (const ClaimNumber number : batch.claims) {
      const auto* filed = std::get_if<Filed>(state.claim(number));
      RC_ASSERT(filed && state.batches[filed->batch].id == batch.id);
    }
    for (const ClaimNumber number : batch.to_check)
      RC_ASSERT(std::count(batch.claims.begin(), batch.claims.end(), number) == 1);
  }
}

inline void recount(const State& state) {
  recount_money(state);
  recount_limits(state);
  recount_indexes(state);
  recount_open_claims(state);
  recount_quotas(state);
  recount_entitlements(state);
  recount_batches(state);
}

/// All of a state that decisions depend on, as text.
inline std::string snapshot(const State& state) {
  std::ostringstream out;
  for (std::uint32_t i = 0; i < state.ledger.size(); ++i)
    out << state.ledger.name(AccountId{i}) << ' ' << state.ledger.balance(AccountId{i}).value << '\n';
  for (const Claim& claim : state.claims) {
    out << state_name(claim);
    if (const Terms* t = terms_of(claim))
      out << ' ' << state.names[t->cls] << ' ' << state.names[t->clause] << ' ' << state.names[t->edition] << ' '
          << to_string(t->day) << ' ' << t->price.value << ' ' << t->base.value << ' ' << t->subsidy.value << ' '
          << t->paid.value << ' ' << to_hex(t->person) << ' ' << to_hex(t->item) << ' ' << t->merchant;
    out << '\n';
  }
  for (const Entitlement& one : state.entitlements)
    out << one.round << ' ' << static_cast<int>(one.status) << ' ' << to_hex(one.person) << ' ' << to_string(one.expires)
        << '\n';
  for (const Batch& batch : state.batches) {
    out << batch.id << ' ' << boost::describe::enum_to_string(batch.stage, "") << ' ' << batch.moment << ' '
        << batch.notice << ' ' << state.names[batch.reviewed_by];
    for (const ClaimNumber number : batch.claims) out << ' ' << number.value;
    out << " to check";
    for (const ClaimNumber number : batch.to_check) out << ' ' << number.value;
    out << '\n';
  }
  for (const Order& order : state.orders) {
    for (const OrderLine& line : order.lines)
      out << order.id << ' ' << line.line.line << ' ' << line.line.amount.value << ' ' << static_cast<int>(line.status)
          << ' ' << line.attempt << ' ' << line.bank_reference << '\n';
  }
  for (const Seed& seed : state.seeds) out << seed.committed.seed << ' ' << seed.moment << ' ' << seed.shown << '\n';
  for (const QuotaUse& quota : state.quotas) {
    out << quota.set.quota << ' ' << quota.set.amount.value;
    for (const auto& [on, sum] : quota.by_day) out << ' ' << on.value << ' ' << sum.value;
    out << '\n';
  }
  for (const Merchant& merchant : state.roster.merchants)
    out << merchant.code << ' ' << static_cast<int>(merchant.standing) << ' ' << merchant.stores.size() << '\n';
  out << state.roster.pauses.size() << ' ' << state.roster.products.size() << ' ' << state.moment << '\n';
  return out.str();
}

}  // namespace subsidies_test
