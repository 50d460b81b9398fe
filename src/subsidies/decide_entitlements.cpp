// decide(): seeds, rounds, draws, lots.

#include <algorithm>
#include <limits>

#include "lots/lot.h"
#include "subsidies/deciding.h"

namespace seethrough::subsidies {
namespace {

constexpr int days_in_week = 7;

Instant end_of(Day day) { return instant_in_china(day + 1, 0, 0, 0, 0); }

/// Until when an entitlement drawn on `day` lives.
Instant expiry(const rules::Entitlement& terms, Channel channel, Day day) {
  if (channel == Channel::offline && terms.offline_until_week_end) return end_of(day + (days_in_week - weekday(day)));
  return end_of(day + terms.online_days);
}

struct Release {
  const rules::Kind* kind = nullptr;
  const rules::Class* cls = nullptr;
};

/// The kind and the entitlement's terms by the rules of today.
Result<Release, Rejection> released(const Context& context, const Draw& c) {
  const int year = civil(context.today).year;
  const rules::Edition* edition = context.rules.edition_in_force(year, context.today);
  if (!edition) return Unexpected<Rejection>{NoRules{year}};
  const rules::Kind* kind = edition->find_kind(c.kind);
  if (!kind) return Unexpected<Rejection>{UnknownKind{c.kind, year}};
  const rules::Class* cls = edition->find_class(kind->cls);
  if (!cls->entitlement) return Unexpected<Rejection>{UnknownClause{"entitlement", edition->version}};
  return Release{kind, cls};
}

std::int32_t count_of(const boost::unordered_flat_map<LimitKey, std::int32_t>& counts, const State& state,
                      const Pseudonym& person, const std::string& what, int year) {
  const auto name = state.interned.find(what);
  if (name == state.interned.end()) return 0;
  const auto found = counts.find(LimitKey{person, name->second, static_cast<std::int16_t>(year)});
  return found == counts.end() ? 0 : found->second;
}

/// One of the round's own entitlements whose time is over and that nobody has closed yet.
std::optional<EntitlementNumber> own_expired(const State& state, const Round& round, Instant now) {
  for (const auto& [expires, number] : state.by_expiry) {
    if (expires > now) break;
    if (&state.rounds[state.entitlement(EntitlementNumber{number})->round] == &round) return EntitlementNumber{number};
  }
  return std::nullopt;
}

/// The person's own entitlement for the kind whose time is over: it keeps nobody from drawing the next one.
std::optional<EntitlementNumber> own_overdue(const State& state, const Draw& c, Instant now) {
  const auto kind = state.interned.find(c.kind);
  if (kind == state.interned.end()) return std::nullopt;
  for (const auto& [expires, number] : state.by_expiry) {
    if (expires > now) break;
    const Entitlement& one = *state.entitlement(EntitlementNumber{number});
    if (one.person == c.person && one.kind == kind->second) return EntitlementNumber{number};
  }
  return std::nullopt;
}

/// What the person has already: forfeits, an open entitlement, the limit.
std::optional<Rejection> person_may_not(const Context& context, const Draw& c, const Release& release) {
  const State& state = context.state;
  const int year = civil(context.today).year;
  const int most = release.cls->entitlement->forfeited_after;
  const int overdue = own_overdue(state, c, context.now) ? 1 : 0;
  const int unused = count_of(state.unused, state, c.person, release.cls->id, year) + overdue;
  if (most > 0 && unused >= most) return EntitlementForfeited{release.cls->id, unused};
  if (count_of(state.holds, state, c.person, c.kind, 0) > overdue) return AlreadyHolds{c.kind, c.round};
  return over_limit(state, c.person, c.kind, release.cls->id, year, release.kind->limit);
}

}  // namespace

Decision decide_command(const Context& context, const CommitSeed& c) {
  if (auto taken = name_taken(context.state.seed(c.seed), "seed", c.seed)) return refuse(std::move(*taken));
  if (c.day > context.today) return refuse(DayInFuture{c.day, context.today});
  return Event{SeedCommitted{c}};
}

Decision decide_command(const Context& context, const OpenRound& c) {
  const State& state = context.state;
  if (auto taken = name_taken(state.round(c.round), "round", c.round)) return refuse(std::move(*taken));
  const Fund* fund = state.roster.fund(c.fund);
  if (!fund) return refuse(UnknownFund{c.fund});
  const bool pays = std::any_of(fund->classes.begin(), fund->classes.end(),
                                [&](const std::string& prefix) { return covers(prefix, c.cls); });
  if (!pays || fund->year != civil(day_in_china(c.opens)).year)
    return refuse(NoFund{c.cls, civil(day_in_china(c.opens)).year});
  if (!context.places.find(c.place)) return refuse(UnknownPlace{c.place});
  if (c.closes <= c.opens) return refuse(RoundTimesSwapped{c.round});
  if (c.count <= 0) return refuse(NothingAsked{"count"});
  if (c.each <= Fen{}) return refuse(NothingAsked{"each"});
  if (c.method == RoundMethod::lot) {
    const Seed* seed = state.seed(c.seed);
    if (!seed) return refuse(UnknownSeed{c.seed});
    const bool bound = std::any_of(state.rounds.begin(), state.rounds.end(),
                                   [&](const Round& other) { return other.opened.seed == c.seed; });
    if (bound || seed->shown != 0 || c.opens <= context.now) return refuse(SeedNotBeforehand{c.seed});
  }
  return Event{RoundOpened{c}};
}

Decision decide_command(const Context& context, const Draw& c) {
  const State& state = context.state;
  const Round* round = state.round(c.round);
  if (!round) return refuse(UnknownRound{c.round});
  const OpenRound& opened = round->opened;
  if (context.now < opened.opens || context.now >= opened.closes)
    return refuse(RoundNotOpen{c.round, opened.opens, opened.closes});
  if (!context.places.find(c.place)) return refuse(UnknownPlace{c.place});
  if (!context.places.within(c.place, opened.place)) return refuse(OutsideRound{c.round, c.place});
  const auto release = released(context, c);
  if (!release) return refuse(release.error());
  if (!covers(opened.cls, release->cls->id)) return refuse(KindNotInRound{c.round, c.kind});
  if (auto paused = on_pause(context, release->cls->id, c.place)) return refuse(std::move(*paused));
  if (auto no = person_may_not(context, c, *release)) return refuse(std::move(*no));
  const auto overdue = own_overdue(state, c, context.now);
  if (opened.method == RoundMethod::lot)
    return Event{LotEntered{static_cast<int>(round->entries.size()) + 1, c, release->cls->id}};

  const Fen available = state.ledger.balance(state.fund_accounts[round->fund].available);
  Freed freed;
  if (opened.each > available) freed = freed_until(state, context.now, round->fund, {}, opened.each - available);
  const auto free_as_well = [&](EntitlementNumber number) {
    if (std::find(freed.numbers.begin(), freed.numbers.end(), number) != freed.numbers.end()) return;
    freed.numbers.push_back(number);
    const Entitlement& one = *state.entitlement(number);
    if (state.rounds[one.round].fund == round->fund) freed.sum += one.reserved;
  };
  if (overdue) free_as_well(*overdue);
  const bool own_place = overdue && &state.rounds[state.entitlement(*overdue)->round] == round;
  if (round->open_or_used >= opened.count && !own_place) {
    // Drawn to the last; one of its own whose time is over may be drawn again.
    const auto own = own_expired(state, *round, context.now);
    if (!own) return refuse(RoundUsedUp{c.round, opened.count});
    free_as_well(*own);
  }
  if (opened.each > available + freed.sum)
    return refuse(FundExhausted{opened.fund, available + freed.sum, opened.each});
  return Event{EntitlementDrawn{EntitlementNumber{static_cast<std::int64_t>(state.entitlements.size()) + 1}, c,
                                release->cls->id, opened.each,
                                expiry(*release->cls->entitlement, c.channel, context.today), std::move(freed.numbers)}};
}

Decision decide_command(const Context& context, const DrawLot& c) {
  const State& state = context.state;
  const Round* round = state.round(c.round);
  if (!round) return refuse(UnknownRound{c.round});
  const OpenRound& opened = round->opened;
  if (opened.method != RoundMethod::lot || round->lot_drawn || round->entries.empty()) return refuse(NoLotToDraw{c.round});
  if (context.now < opened.closes) return refuse(LotStillOpen{c.round, opened.closes});
  const Seed& seed = *state.seed(opened.seed);
  if (seed.shown != 0) return refuse(SeedNotBeforehand{opened.seed});
  if (seed_commitment(c.seed) != seed.committed.commitment) return refuse(NotTheCommittedSeed{opened.seed});
  const auto entries = static_cast<std::int64_t>(round->entries.size());
  const std::int64_t wanted = std::min(entries, std::int64_t{opened.count});
  const Fen available = state.ledger.balance(state.fund_accounts[round->fund].available);
  Freed freed;
  // Counted in entitlements: a count times its amount may lie outside 64 bits.
  if (const std::int64_t short_of = wanted - available.value / opened.each.value; short_of > 0) {
    constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
    const bool beyond = short_of > highest / opened.each.value;
    freed = freed_until(state, context.now, round->fund, {}, Fen{beyond ? highest : short_of * opened.each.value});
  }
  const std::int64_t drawn = std::min(wanted, (available + freed.sum).value / opened.each.value);
  if (drawn == 0) return refuse(FundExhausted{opened.fund, available + freed.sum, opened.each});

  const int year = civil(context.today).year;
  const rules::Edition* edition = context.rules.edition_in_force(year, context.today);
  if (!edition) return refuse(NoRules{year});
  const rules::Class* cls = edition->find_class(state.names[round->entries.front().cls]);
  if (!cls || !cls->entitlement) return refuse(UnknownClause{"entitlement", edition->version});
  return Event{LotDrawn{c.round, c.seed, static_cast<int>(entries), static_cast<int>(drawn),
                        EntitlementNumber{static_cast<std::int64_t>(state.entitlements.size()) + 1},
                        expiry(*cls->entitlement, Channel::offline, context.today),
                        expiry(*cls->entitlement, Channel::online, context.today),
                        freed.numbers.empty() ? Overdue{} : Overdue{std::move(freed.numbers)}}};
}

Decision decide_command(const Context& context, const Expire&) {
  constexpr std::size_t most = 2'000;
  EntitlementsExpired event;
  for (const auto& [expires, number] : context.state.by_expiry) {
    if (expires > context.now || event.entitlements.size() == most) break;
    event.entitlements.push_back(EntitlementNumber{number});
  }
  if (event.entitlements.empty()) return refuse(NothingExpired{});
  return Event{std::move(event)};
}

}  // namespace seethrough::subsidies
