// apply(): seeds, rounds, entitlements, lots.

#include <algorithm>
#include <numeric>

#include "base/check.h"
#include "lots/lot.h"
#include "subsidies/applying.h"

namespace seethrough::subsidies {
namespace {

Round& round_of(State& state, std::string_view id) {
  const Round* found = state.round(id);
  INVARIANT(found, "an event names a round that was never opened");
  return state.rounds[static_cast<std::size_t>(found - state.rounds.data())];
}

LimitKey holder(const Pseudonym& person, std::uint16_t kind) { return {person, kind, 0}; }

void give(State& state, Round& round, const LotEntry& to, Fen reserved, Instant expires) {
  const auto index = static_cast<std::uint32_t>(&round - state.rounds.data());
  const State::FundAccounts& accounts = state.fund_accounts[round.fund];
  state.ledger.post(Posting{accounts.available, accounts.reserved, reserved});
  state.entitlements.push_back(
      {index, to.kind, to.cls, to.channel, Entitlement::Status::open, to.person, expires, reserved});
  state.by_expiry.emplace(expires, static_cast<std::int64_t>(state.entitlements.size()));
  ++round.open_or_used;
}

/// What an open entitlement keeps from others: its money, and its holder's next one of the kind.
Entitlement& close(State& state, EntitlementNumber number) {
  INVARIANT(state.entitlement(number), "an event names an entitlement that was never drawn");
  Entitlement& one = state.entitlements[static_cast<std::size_t>(number.value - 1)];
  INVARIANT(one.status == Entitlement::Status::open, "an entitlement ended twice");
  const State::FundAccounts& accounts = state.fund_accounts[state.rounds[one.round].fund];
  state.ledger.post(Posting{accounts.reserved, accounts.available, one.reserved});
  state.by_expiry.erase({one.expires, number.value});
  --state.holds[holder(one.person, one.kind)];
  return one;
}

}  // namespace

void expire(State& state, const std::vector<EntitlementNumber>& numbers) {
  for (const EntitlementNumber number : numbers) {
    Entitlement& one = close(state, number);
    one.status = Entitlement::Status::expired;
    --state.rounds[one.round].open_or_used;
    const auto year = static_cast<std::int16_t>(civil(day_in_china(Instant{one.expires.ms - 1})).year);
    ++state.unused[LimitKey{one.person, one.cls, year}];
  }
}

void use_entitlement(State& state, EntitlementNumber number) {
  close(state, number).status = Entitlement::Status::used;
}

void take(State& state, const SeedCommitted& event) { state.seeds.push_back({event.seed, state.moment, 0}); }

void take(State& state, const RoundOpened& event) {
  state.rounds.push_back({event.round, fund_of(state, event.round.fund), 0, state.moment, false, {}});
}

void take(State& state, const EntitlementDrawn& event) {
  INVARIANT(static_cast<std::int64_t>(state.entitlements.size()) + 1 == event.entitlement.value,
            "entitlement numbers have a gap");
  const LotEntry to{event.draw.person, intern(state, event.draw.kind), intern(state, event.cls), event.draw.channel};
  ++state.holds[holder(to.person, to.kind)];
  give(state, round_of(state, event.draw.round), to, event.reserved, event.expires);
}

void take(State& state, const LotEntered& event) {
  const LotEntry entry{event.draw.person, intern(state, event.draw.kind), intern(state, event.cls), event.draw.channel};
  ++state.holds[holder(entry.person, entry.kind)];
  round_of(state, event.draw.round).entries.push_back(entry);
}

void take(State& state, const LotDrawn& event) {
  Round& round = round_of(state, event.round);
  INVARIANT(round.entries.size() == static_cast<std::size_t>(event.entries), "a lot was drawn of other entries");
  std::vector<std::int64_t> numbers(round.entries.size());
  std::iota(numbers.begin(), numbers.end(), 1);
  std::vector<bool> lost(round.entries.size(), true);
  for (const std::int64_t n :
       draw_lot(event.seed, "lot", event.round, numbers, static_cast<std::size_t>(event.drawn))) {
    const LotEntry& entry = round.entries[static_cast<std::size_t>(n - 1)];
    lost[static_cast<std::size_t>(n - 1)] = false;
    give(state, round, entry, round.opened.each,
         entry.channel == Channel::online ? event.expires_online : event.expires_offline);
  }
  for (std::size_t i = 0; i < lost.size(); ++i) {
    if (lost[i]) --state.holds[holder(round.entries[i].person, round.entries[i].kind)];
  }
  round.lot_drawn = true;
  round.entries.shrink_to_fit();
  for (Seed& seed : state.seeds) {
    if (seed.committed.seed == round.opened.seed && seed.shown == 0) seed.shown = state.moment;
  }
}

void take(State& state, const EntitlementsExpired& event) { expire(state, event.entitlements); }

}  // namespace seethrough::subsidies
