#include "complaints/overview.h"

#include "complaints/case_numbers.h"
#include "complaints/tally.h"

namespace seethrough::complaints {
namespace {

/// As count() counts one case; see counting.h.
void add(BatchOverview& to, const Case& one, const Case& as) {
  const bool received = one.part_of.empty() || one.entry.number == part_number(one.part_of, 1);
  ++to.cases.after_splitting;
  if (received) ++to.cases.received;
  if (one.key()) {
    ++to.key_cases.after_splitting;
    if (received) ++to.key_cases.received;
  }
  if (!public_since(as)) {
    ++to.unpublished;
    return;
  }
  switch (as.outcome->closure) {
    case Closure::complete: ++to.complete; break;
    case Closure::staged: ++to.staged; break;
    case Closure::open: ++to.open; break;
  }
}

void add(CallBacks& to, const RecordCallBack& call) {
  ++to.made;
  if (!call.reached) return;
  ++to.reached;
  if (call.solved) ++to.solved;
  if (call.satisfaction != Satisfaction::dissatisfied) ++to.satisfied;
}

}  // namespace

const Case& handled_as(const Campaign& campaign, const Case& one) {
  const Case* as = &one;
  while (const auto* merged = std::get_if<Merged>(&as->progress)) as = campaign.find(merged->into);
  return *as;
}

std::optional<Day> public_since(const Case& one) {
  if (one.disclosed.empty() || !one.text || !one.outcome) return std::nullopt;
  return one.disclosed.front();
}

Overview overview(const Campaign& campaign) {
  Overview made;
  made.batches.resize(campaign.batches.size());
  const bool without_repeats = counting_of(campaign).duplicates == DuplicateCounting::removed;
  for (const Case& one : campaign.cases) {
    if (std::holds_alternative<Registered>(one.progress) || std::holds_alternative<Split>(one.progress)) continue;
    if (one.call_back) add(made.call_backs, *one.call_back);
    if (public_since(one) && !std::holds_alternative<Merged>(one.progress)) {
      for (const RecordSanction& sanction : one.sanctions) {
        made.sanctions[sanction.kind] += sanction.count;
        made.fines += sanction.amount;
      }
    }
    if (without_repeats && !one.repeats.empty()) continue;
    const Case& as = handled_as(campaign, one);
    add(made.all, one, as);
    if (one.entry.batch >= 1) add(made.batches.at(static_cast<std::size_t>(one.entry.batch - 1)), one, as);
  }
  return made;
}

}  // namespace seethrough::complaints
