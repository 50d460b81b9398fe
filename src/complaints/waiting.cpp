#include "complaints/waiting.h"

#include "complaints/moves.h"

namespace seethrough::complaints {
namespace {

bool in_hand(const Case& one) {
  return std::holds_alternative<HandedOver>(one.progress) || std::holds_alternative<Staged>(one.progress);
}

bool stands_alone(const Case& one) {
  return !std::holds_alternative<Split>(one.progress) && !std::holds_alternative<Merged>(one.progress);
}

}  // namespace

std::vector<const Leg*> unanswered(const Case& one) {
  std::vector<const Leg*> legs;
  if (!in_hand(one)) return legs;
  for (auto leg = one.chain.rbegin(); leg != one.chain.rend(); ++leg) {
    if (leg->answer == Answer::none) legs.insert(legs.begin(), &*leg);
    if (leg->lead) break;
  }
  return legs;
}

bool waits_for_publication(const Case& one) {
  if (!one.outcome || !stands_alone(one)) return false;
  return one.disclosed.empty() || one.disclosed.back() < one.outcome->day;
}

std::optional<Day> suspended_since(const Campaign& campaign, const Case& one) {
  if (!std::holds_alternative<HandedOver>(one.progress)) return std::nullopt;
  return one.clock.suspended_since ? one.clock.suspended_since : campaign.suspended_since;
}

std::optional<Day> due_of(const Case& one) {
  if (std::holds_alternative<HandedOver>(one.progress)) return one.clock.dues.report;
  if (std::holds_alternative<Staged>(one.progress) && one.outcome) return one.outcome->goal;
  return std::nullopt;
}

std::optional<LadderStep> step_open(const Context& context, const Case& one) {
  if (!std::holds_alternative<HandedOver>(one.progress)) return std::nullopt;
  for (const LadderStep next : {LadderStep::reminder, LadderStep::notice, LadderStep::summons})
    if (step(Escalate{one.entry.campaign, one.entry.number, context.today, next}, context)) return next;
  return std::nullopt;
}

const std::optional<Outcome>& outcome_of(const Campaign& campaign, const Case& one) {
  const Case* handled = &one;
  while (const auto* merged = std::get_if<Merged>(&handled->progress)) handled = campaign.find(merged->into);
  return handled->outcome;
}

bool was_due(const Campaign& campaign, const Case& one, const Period& period) {
  if (!stands_alone(one) || !one.clock.dues.report || suspended_since(campaign, one)) return false;
  return period.contains(*one.clock.dues.report);
}

void add(Rates& rates, const Case& one, const Period& period) {
  if (!stands_alone(one)) return;
  if (one.outcome && one.outcome->closure == Closure::complete && period.contains(one.outcome->day)) ++rates.closed;
  if (!one.call_back || !period.contains(one.call_back->day)) return;
  const RecordCallBack& call = *one.call_back;
  ++rates.called_back;
  rates.reached += call.reached ? 1 : 0;
  rates.solved += call.solved ? 1 : 0;
  if (!call.satisfaction) return;
  switch (*call.satisfaction) {
    case Satisfaction::satisfied: ++rates.satisfied; break;
    case Satisfaction::mostly_satisfied: ++rates.mostly_satisfied; break;
    case Satisfaction::dissatisfied: ++rates.dissatisfied; break;
  }
}

std::optional<std::int64_t> share_bp(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return (part * 20'000 + whole) / (2 * whole);
}

}  // namespace seethrough::complaints
