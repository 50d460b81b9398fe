#include "subsidies/qualification.h"

#include <algorithm>

#include "subsidies/deciding.h"
#include "subsidies/granting.h"

namespace seethrough::subsidies {
namespace {

using Why = std::optional<Rejection>;

/// What the rules in force say of the kind.
struct Described {
  const rules::Edition* edition = nullptr;
  const rules::Kind* kind = nullptr;
  const rules::Class* cls = nullptr;
};

Result<Described, Rejection> describe(const Context& context, const QualificationAsked& asked) {
  if (asked.day > context.today) return Unexpected<Rejection>{DayInFuture{asked.day, context.today}};
  if (!context.places.find(asked.place)) return Unexpected<Rejection>{UnknownPlace{asked.place}};
  const int year = civil(asked.day).year;
  const rules::Edition* edition = context.rules.edition_in_force(year, context.today);
  if (!edition) return Unexpected<Rejection>{NoRules{year}};
  const rules::Kind* kind = edition->find_kind(asked.kind);
  if (!kind) return Unexpected<Rejection>{UnknownKind{asked.kind, year}};
  return Described{edition, kind, edition->find_class(kind->cls)};
}

int used_of(const State& state, const QualificationAsked& asked, const Described& described) {
  const bool per_class = described.kind->limit.per == rules::Limit::Per::cls;
  const auto name = state.interned.find(per_class ? described.cls->id : described.kind->id);
  if (name == state.interned.end()) return 0;
  const auto year = static_cast<std::int16_t>(civil(asked.day).year);
  const auto used = state.used.find(LimitKey{asked.person, name->second, year});
  return used == state.used.end() ? 0 : used->second;
}

/// Nobody holds one without being counted in State::holds, so most questions end before the open ones are gone through.
std::vector<HeldEntitlement> held_by(const Context& context, const QualificationAsked& asked) {
  const State& state = context.state;
  std::vector<HeldEntitlement> held;
  const auto kind = state.interned.find(asked.kind);
  if (kind == state.interned.end()) return held;
  const auto count = state.holds.find(LimitKey{asked.person, kind->second, 0});
  if (count == state.holds.end() || count->second == 0) return held;
  for (auto one = state.by_expiry.upper_bound({context.now, INT64_MAX}); one != state.by_expiry.end(); ++one) {
    const EntitlementNumber number{one->second};
    const Entitlement& open = *state.entitlement(number);
    if (open.person == asked.person && open.kind == kind->second) held.push_back({number, open.expires, open.channel});
  }
  return held;
}

std::vector<std::string> rounds_open(const Context& context, const QualificationAsked& asked, const Described& described) {
  std::vector<std::string> open;
  for (const Round& round : context.state.rounds) {
    const OpenRound& opened = round.opened;
    const bool now = opened.opens <= context.now && context.now < opened.closes;
    const bool some_left = opened.method == RoundMethod::lot || round.open_or_used < opened.count;
    if (now && some_left && covers(opened.cls, described.cls->id) && context.places.within(asked.place, opened.place))
      open.push_back(opened.round);
  }
  return open;
}

/// What the rules refuse; the subsidy, if the price is known and they grant one.
Why evaluate(const Context& context, const QualificationAsked& asked, const Described& described, Qualification& out) {
  rules::Facts facts = asked.facts;
  if (asked.price) facts.set(rules::Field::price_fen, *asked.price);
  const auto award = context.rules.evaluate_under(*described.edition, asked.kind, facts, asked.day);
  if (award) {
    out.subsidy = award->subsidy;
    return std::nullopt;
  }
  const auto* missing = std::get_if<rules::FactMissing>(&award.error());
  if (!asked.price && missing && missing->field == rules::Field::price_fen) return std::nullopt;
  return from_rules(award.error(), asked.day, described.edition);
}

Why entitlement_lacks(const Described& described, const QualificationAsked& asked, const Qualification& so_far) {
  if (!described.cls->entitlement || !described.cls->entitlement->required) return std::nullopt;
  if (so_far.entitlements.empty()) return EntitlementRequired{described.cls->id};
  const bool any = std::any_of(so_far.entitlements.begin(), so_far.entitlements.end(),
                               [&](const HeldEntitlement& one) { return one.channel == asked.channel; });
  if (any) return std::nullopt;
  return EntitlementDiffers{so_far.entitlements.front().entitlement, "channel"};
}

/// Whether fund and quotas can pay, out of what the person's own entitlement reserves first.
Why cannot_pay(const Context& context, const QualificationAsked& asked, const Described& described,
               const Qualification& so_far) {
  const State& state = context.state;
  const int year = civil(asked.day).year;
  const auto found = state.fund_for(described.cls->id, year);
  if (!found) return NoFund{described.cls->id, year};
  const auto fund = static_cast<std::uint16_t>(*found);
  const Fen needed = so_far.subsidy.value_or(Fen{1});
  if (auto over = over_quota(state, fund, described.cls->id, asked.place, asked.day, needed)) return over;
  Fen available = state.ledger.balance(state.fund_accounts[fund].available);
  for (const HeldEntitlement& one : so_far.entitlements) {
    const Entitlement& held = *state.entitlement(one.entitlement);
    if (one.channel == asked.channel && state.rounds[held.round].fund == fund) available += held.reserved;
  }
  if (needed > available) available += freed_until(state, context.now, fund, {}, needed - available).sum;
  if (needed > available) return FundExhausted{state.roster.funds[fund].id, available, needed};
  return std::nullopt;
}

Why first_that_holds(const Context& context, const QualificationAsked& asked, const Described& described,
                     Qualification& out) {
  if (covers("vehicle", described.cls->id)) return WrongPath{asked.kind, described.cls->id};
  if (auto paused = on_pause(context, described.cls->id, asked.place)) return paused;
  if (auto refused = evaluate(context, asked, described, out)) return refused;
  if (auto lacks = entitlement_lacks(described, asked, out)) return lacks;
  if (auto over = over_limit(context.state, asked.person, asked.kind, described.cls->id, civil(asked.day).year,
                             described.kind->limit))
    return over;
  return cannot_pay(context, asked, described, out);
}

}  // namespace

Qualification qualify(const Context& context, const QualificationAsked& asked) {
  Qualification out;
  const auto described = describe(context, asked);
  if (!described) {
    out.why = described.error();
    return out;
  }
  out.limit = described->kind->limit.count;
  out.used = used_of(context.state, asked, *described);
  out.entitlements = held_by(context, asked);
  out.rounds = rounds_open(context, asked, *described);
  out.why = first_that_holds(context, asked, *described, out);
  return out;
}

}  // namespace seethrough::subsidies
