// A case's clock: put off, stopped, and what follows when it has run out.

#include "complaints/deciding.h"
#include "complaints/moves.h"

namespace seethrough::complaints {

Decision step(const ExtendCase& c, const Context& context) {
  const auto& [campaign, one] = found(context, c);
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (auto wrong = sound_text("reason", c.reason, longest_reason)) return refuse(std::move(*wrong));
  if (!one.clock.dues.report) return refuse(NoLimit{c.number});
  const Day due = *one.clock.dues.report;
  if (c.day > due) return refuse(ExtensionTooLate{c.number, due});
  if (c.until <= due) return refuse(NotSound{"until"});
  const Day at_most = due + (campaign.terms().extend_at_most - one.clock.extended_days);
  if (c.until > at_most) return refuse(ExtensionTooLong{c.until, at_most});
  return Event{CaseExtended{c, due}};
}

Decision step(const SuspendCase& c, const Context& context) {
  const auto& [campaign, one] = found(context, c);
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (auto wrong = sound_text("reason", c.reason, longest_reason)) return refuse(std::move(*wrong));
  if (one.clock.suspended_since) return refuse(AlreadySuspended{*one.clock.suspended_since});
  if (campaign.suspended_since) return refuse(AlreadySuspended{*campaign.suspended_since});
  if (one.clock.dues == Dues{}) return refuse(NoLimit{c.number});
  return Event{CaseSuspended{c}};
}

Decision step(const ResumeCase& c, const Context& context) {
  const auto& [campaign, one] = found(context, c);
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (!one.clock.suspended_since) return refuse(NotSuspended{});
  // Its clock would stand still twice over the days that both were suspended.
  if (campaign.suspended_since) return refuse(AlreadySuspended{*campaign.suspended_since});
  if (c.day < *one.clock.suspended_since) return refuse(NotSound{"day"});
  auto dues = dues_moved(context, campaign.terms(), one.clock.dues, *one.clock.suspended_since, c.day);
  if (!dues) return refuse(std::move(dues.error()));
  return Event{CaseResumed{c, {c.number, *dues}}};
}

Decision step(const Escalate& c, const Context& context) {
  const auto& [campaign, one] = found(context, c);
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (!one.clock.dues.report) return refuse(NoLimit{c.number});
  if (one.clock.suspended_since) return refuse(AlreadySuspended{*one.clock.suspended_since});
  if (campaign.suspended_since) return refuse(AlreadySuspended{*campaign.suspended_since});
  if (one.clock.step == LadderStep::summons) return refuse(StepOutOfTurn{c.number, c.step, LadderStep::summons});
  const auto expected =
      one.clock.step ? static_cast<LadderStep>(static_cast<int>(*one.clock.step) + 1) : LadderStep::reminder;
  if (c.step != expected) return refuse(StepOutOfTurn{c.number, c.step, expected});
  const Day due = *one.clock.dues.report;
  const TimeLimit limits[] = {{1, false}, campaign.terms().notice, campaign.terms().summons};
  const Due from = due_after(context, due, limits[static_cast<int>(c.step)]);
  if (!from) return refuse(from.error());
  const Day earliest = from->value_or(due + 1);
  if (c.day < earliest) return refuse(NotOverdue{c.number, c.step, earliest});
  return Event{CaseEscalated{c, due}};
}

}  // namespace seethrough::complaints
