// Where a case is: corrected, handed on, split, merged, linked.

#include <algorithm>

#include "complaints/deciding.h"
#include "complaints/moves.h"

namespace seethrough::complaints {
namespace {

/// The legs of the last hand-over, the lead first.
std::vector<const Leg*> last_hand_over(const Case& one) {
  std::vector<const Leg*> legs;
  for (auto leg = one.chain.rbegin(); leg != one.chain.rend(); ++leg) {
    legs.insert(legs.begin(), &*leg);
    if (leg->lead) break;
  }
  return legs;
}

/// Whether the unit was handed the case last and has not answered.
bool is_asked(const Case& one, const Unit& unit) {
  for (const Leg* leg : last_hand_over(one))
    if (leg->to == unit && leg->answer == Answer::none) return true;
  return false;
}

std::optional<Rejection> sound_units(const Context& context, const Campaign& campaign, const std::vector<UnitShare>& to) {
  constexpr std::size_t most_units = 20;
  if (to.empty() || to.size() > most_units) return NotSound{"to"};
  int sum = 0;
  bool positive = true;
  for (std::size_t i = 0; i < to.size(); ++i) {
    const Unit& unit = to[i].unit;
    const bool twice = std::any_of(to.begin(), to.begin() + static_cast<std::ptrdiff_t>(i),
                                   [&](const UnitShare& other) { return other.unit == unit; });
    if (twice || !context.places.within(unit.place, campaign.declared.place)) return UnknownUnit{unit.place, unit.organ};
    if (auto wrong = sound_text("organ", unit.organ, longest_name, false)) return wrong;
    positive &= to[i].share_bp > 0;
    sum += to[i].share_bp;
  }
  if (!positive || sum != 10'000) return SharesNotWhole{sum};
  return std::nullopt;
}

}  // namespace

Decision step(const CorrectCase& c, const Context& context) {
  const auto& [campaign, one] = found(context, c);
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (auto wrong = where_it_counts(context, campaign, c.place, c.pollution)) return refuse(std::move(*wrong));
  const RegisterCase& now = one.entry;
  if (now.place == c.place && now.pollution == c.pollution && now.key_case == c.key_case)
    return refuse(NothingToCorrect{c.number});
  RegisterCase corrected = now;
  corrected.pollution = c.pollution;
  if (!can_count(campaign, corrected)) return refuse(NotSound{"pollution"});
  return Event{CaseCorrected{c.campaign, c.number, c.place, c.pollution, c.key_case, c.day, c.reason}};
}

Decision step(const AssignCase& c, const Context& context) {
  const auto& [campaign, one] = found(context, c);
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (auto wrong = sound_units(context, campaign, c.to)) return refuse(std::move(*wrong));
  const Due accept_by = due_after(context, c.day, campaign.terms().accept);
  if (!accept_by) return refuse(accept_by.error());
  return Event{CaseAssigned{c, campaign.responsible(one), *accept_by}};
}

Decision step(const AcceptCase& c, const Context& context) {
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (!is_asked(found(context, c).one, c.unit)) return refuse(NotHandedToUnit{c.number, c.unit.place, c.unit.organ});
  return Event{CaseAccepted{c}};
}

Decision step(const ReturnCase& c, const Context& context) {
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (auto wrong = sound_text("reason", c.reason, longest_reason)) return refuse(std::move(*wrong));
  if (!is_asked(found(context, c).one, c.unit)) return refuse(NotHandedToUnit{c.number, c.unit.place, c.unit.organ});
  return Event{CaseReturned{c}};
}

Decision step(const SplitCase& c, const Context& context) {
  const auto& [campaign, one] = found(context, c);
  constexpr std::size_t most_parts = 20;
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (c.parts.size() < 2 || c.parts.size() > most_parts) return refuse(NotSound{"parts"});
  if (auto wrong = sound_text("reason", c.reason, longest_reason)) return refuse(std::move(*wrong));
  for (const SplitPart& part : c.parts) {
    if (auto wrong = where_it_counts(context, campaign, part.place, part.pollution)) return refuse(std::move(*wrong));
    RegisterCase alone = one.entry;
    alone.pollution = part.pollution;
    alone.further_types.reset();
    if (!can_count(campaign, alone)) return refuse(NotSound{"parts"});
  }
  return Event{CaseSplit{c}};
}

Decision step(const MergeCases& c, const Context& context) {
  const Campaign& campaign = found(context, c).campaign;
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (c.merged.empty()) return refuse(NotSound{"merged"});
  if (auto wrong = sound_text("reason", c.reason, longest_reason)) return refuse(std::move(*wrong));
  for (auto number = c.merged.begin(); number != c.merged.end(); ++number) {
    const Case* one = campaign.find(*number);
    if (!one) return refuse(UnknownCase{*number});
    if (*number == c.number || std::find(c.merged.begin(), number, *number) != number) return refuse(NotSound{"merged"});
    if (!std::holds_alternative<HandedOver>(one->progress)) {
      const auto state = std::visit([](const auto& s) { return std::string(s.name); }, one->progress);
      return refuse(NotInThisState{*number, state, std::string(MergeCases::type)});
    }
  }
  return Event{CasesMerged{c}};
}

Decision step(const LinkDuplicate& c, const Context& context) {
  const auto& [campaign, one] = found(context, c);
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (auto wrong = sound_text("reason", c.reason, longest_reason, false)) return refuse(std::move(*wrong));
  const Case* first = campaign.find(c.first);
  if (!first) return refuse(UnknownCase{c.first});
  if (!one.repeats.empty()) return refuse(AlreadyLinked{c.number, one.repeats});
  // What it repeats is itself no repeat, so links never form a chain or a ring.
  if (c.first == c.number) return refuse(NotSound{"first"});
  if (!first->repeats.empty()) return refuse(AlreadyLinked{c.first, first->repeats});
  for (const Case& other : campaign.cases)
    if (other.repeats == c.number) return refuse(AlreadyLinked{other.entry.number, c.number});
  return Event{DuplicateLinked{c}};
}

Decision step(const UnlinkDuplicate& c, const Context& context) {
  const Case& one = found(context, c).one;
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (auto wrong = sound_text("reason", c.reason, longest_reason)) return refuse(std::move(*wrong));
  if (one.repeats.empty()) return refuse(NotLinked{c.number});
  return Event{DuplicateUnlinked{c, one.repeats}};
}

}  // namespace seethrough::complaints
