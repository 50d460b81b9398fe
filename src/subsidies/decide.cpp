// What the parts of decide() share, the grant of a new claim, and decide() itself.

#include "subsidies/decide.h"

#include <fmt/format.h>

#include <algorithm>

#include "subsidies/deciding.h"
#include "subsidies/granting.h"
#include "subsidies/moves.h"

namespace seethrough::subsidies {

std::optional<Rejection> badly_dated(ClaimNumber claim, Day day, Day purchased, Day today) {
  if (day > today) return DayInFuture{day, today};
  if (day < purchased) return BeforePurchase{claim, day, purchased};
  return std::nullopt;
}

std::optional<Rejection> name_taken(bool taken, std::string_view what, std::string_view name) {
  if (name.empty()) return NothingAsked{std::string(what)};
  if (taken) return NameTaken{std::string(what), std::string(name)};
  return std::nullopt;
}

std::optional<Rejection> on_pause(const Context& context, std::string_view cls, PlaceCode place) {
  for (const Pause& pause : context.state.roster.pauses) {
    if (covers(pause.cls, cls) && context.places.within(place, pause.place))
      return OnPause{std::string(cls), pause.place, pause.day, pause.reason};
  }
  return std::nullopt;
}

std::optional<Rejection> over_limit(const State& state, const Pseudonym& person, const std::string& kind,
                                    std::string_view cls, int year, const rules::Limit& limit) {
  const auto name = state.interned.find(limit.per == rules::Limit::Per::cls ? std::string(cls) : kind);
  if (name == state.interned.end()) return std::nullopt;  // nobody has used this kind yet
  const auto used = state.used.find(LimitKey{person, name->second, static_cast<std::int16_t>(year)});
  if (used == state.used.end() || used->second < limit.count) return std::nullopt;
  return LimitUsedUp{kind, year, limit.count};
}

Freed freed_until(const State& state, Instant now, std::uint16_t fund, std::optional<EntitlementNumber> but, Fen enough) {
  constexpr std::size_t most = 2'000;  // an entry holds no more; the rest is swept (Expire)
  Freed freed;
  for (const auto& [expires, number] : state.by_expiry) {
    if (expires > now || freed.sum >= enough || freed.numbers.size() == most) break;
    if (but && but->value == number) continue;
    const Entitlement& one = *state.entitlement(EntitlementNumber{number});
    if (state.rounds[one.round].fund != fund) continue;
    freed.numbers.push_back(EntitlementNumber{number});
    freed.sum += one.reserved;
  }
  return freed;
}

Result<Overdue, Rejection> money_for(const Context& context, std::uint16_t fund, Fen needed,
                                     std::optional<EntitlementNumber> but, Fen more) {
  const State& state = context.state;
  const Fen available = state.ledger.balance(state.fund_accounts[fund].available) + more;
  if (needed <= available) return Overdue{};
  Freed freed = freed_until(state, context.now, fund, but, needed - available);
  if (needed > available + freed.sum)
    return Unexpected<Rejection>{FundExhausted{state.roster.funds[fund].id, available + freed.sum, needed}};
  return Overdue{std::move(freed.numbers)};
}

std::optional<Rejection> over_quota(const State& state, std::uint16_t fund, std::string_view cls, PlaceCode place, Day day,
                                    Fen amount) {
  for (const QuotaUse& quota : state.quotas) {
    if (!quota.concerns(fund, cls, place)) continue;
    const Fen available = quota.set.amount - quota.used(day);
    if (amount > available) return QuotaUsedUp{quota.set.quota, available, amount};
  }
  return std::nullopt;
}

Part part_of(const State& state, const Terms& terms) {
  return {state.names[terms.cls], terms.place, 1, terms.subsidy};
}

std::vector<Part> parts_of(const State& state, std::span<const ClaimNumber> claims) {
  std::vector<Part> parts;
  for (const ClaimNumber number : claims) {
    const Part one = part_of(state, *terms_of(*state.claim(number)));
    const auto known = std::find_if(parts.begin(), parts.end(),
                                    [&](const Part& part) { return part.cls == one.cls && part.place == one.place; });
    if (known == parts.end()) {
      parts.push_back(one);
    } else {
      known->claims += one.claims;
      known->subsidy += one.subsidy;
    }
  }
  return parts;
}

Reversal reversal_of(const State& state, const Terms& terms) {
  return {state.names[terms.cls], state.names[terms.kind], state.roster.funds[terms.fund].id,
          terms.place,            terms.price,             terms.subsidy};
}

HoldReason hold_reason_of(rules::CheckId check) {
  switch (check) {
    case rules::CheckId::company_buyer: return HoldReason::company_buyer;
    case rules::CheckId::price_history: return HoldReason::price_above_history;
    case rules::CheckId::delivery_place: return HoldReason::delivery_outside;
    case rules::CheckId::burst: return HoldReason::burst_at_till;
    case rules::CheckId::return_without_refund: return HoldReason::merchant_violation;
    case rules::CheckId::item_reuse:
    case rules::CheckId::vehicle_reuse:
    case rules::CheckId::invoice_reuse: break;
  }
  return HoldReason::other;
}

namespace {

template <class Command>
Decision on_claim(const Context& context, const Command& command) {
  const Claim* claim = context.state.claim(command.claim);
  if (!claim) return refuse(UnknownClaim{command.claim});
  return decide_by_state<Decision>(*claim, command, context, [&](const auto& state, const auto&) -> Decision {
    if constexpr (requires { state.order; })
      return refuse(PaymentUnderWay{command.claim, context.state.orders[state.order].id});
    return refuse(NotInThisState{command.claim, std::string(state.name), std::string(Command::type)});
  });
}

}  // namespace

Decision decide(const Context& context, const Command& command) {
  return std::visit(
      [&](const auto& c) -> Decision {
        if constexpr (requires { c.purchase; }) {
          return decide_move(Unclaimed{}, c, context);
        } else if constexpr (requires { c.claim; }) {
          return on_claim(context, c);
        } else {
          return decide_command(context, c);
        }
      },
      command);
}

}  // namespace seethrough::subsidies
