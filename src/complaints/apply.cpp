#include "base/result.h"
#include "complaints/case_numbers.h"
#include "complaints/state.h"

namespace seethrough::complaints {
namespace {

Campaign& existing(State& state, const std::string& id) {
  for (Campaign& campaign : state.campaigns) {
    if (campaign.declared.campaign == id) return campaign;
  }
  INVARIANT(false, "an event names a campaign that was never declared");
}

Case& existing(Campaign& campaign, const std::string& number) {
  const auto it = campaign.case_by_number.find(number);
  INVARIANT(it != campaign.case_by_number.end(), "an event names a case that was never registered");
  return campaign.cases[it->second];
}

Case& add(Campaign& campaign, const RegisterCase& entry) {
  campaign.case_by_number.emplace(entry.number, campaign.cases.size());
  Case& one = campaign.cases.emplace_back();
  one.entry = entry;
  one.findings.resize(static_cast<std::size_t>(entry.issues.value_or(1)));
  return one;
}

void hand_over(Case& one, Day day, const std::optional<Dues>& dues) {
  one.progress = HandedOver{day};
  if (one.rounds == 1) one.counted_on = day;
  one.clock.handed_over = day;
  one.clock.dues = dues.value_or(Dues{});
}

// Of a campaign and its batches.

void on(State& state, const CampaignDeclared& e) { state.campaigns.emplace_back().declared = e.campaign; }

void on(State& state, const CaseRegistered& e) {
  Case& one = add(existing(state, e.entry.campaign), e.entry);
  if (e.dues) hand_over(one, e.entry.day, e.dues);
}

void on(State& state, const BatchHandedOver& e) {
  Campaign& campaign = existing(state, e.campaign);
  INVARIANT(static_cast<int>(campaign.batches.size()) + 1 == e.batch, "batch numbers have a gap");
  campaign.batches.push_back({e.day, e.forwarded_on, e.header, e.reconstructed, std::nullopt});
  for (Case& one : campaign.cases) {
    if (one.entry.batch == e.batch) hand_over(one, e.day, e.dues);
  }
}

void on(State& state, const CaseCorrected& e) {
  Case& one = existing(existing(state, e.campaign), e.number);
  one.entry.place = e.place;
  one.entry.pollution = e.pollution;
  one.entry.key_case = e.key_case;
  ++one.corrections;
}

void on(State& state, const BatchDisclosed& e) {
  Campaign& campaign = existing(state, e.campaign);
  INVARIANT(e.batch >= 1 && e.batch <= static_cast<int>(campaign.batches.size()),
            "an event discloses a batch that was never handed over");
  Batch& batch = campaign.batches[static_cast<std::size_t>(e.batch - 1)];
  if (!batch.disclosed) batch.disclosed = e.day;
  if (!e.cases) return;
  for (const std::string& number : *e.cases) existing(campaign, number).disclosed.push_back(e.day);
}

void on(State& state, const CampaignSuspended& e) { existing(state, e.asked.campaign).suspended_since = e.asked.day; }

void on(State& state, const CampaignResumed& e) {
  Campaign& campaign = existing(state, e.asked.campaign);
  campaign.suspended_since.reset();
  for (const DueMoved& moved : e.moved) existing(campaign, moved.number).clock.dues = moved.dues;
}

// Of one case; `campaign` is its own.

void on(Campaign&, Case& one, const CaseAssigned& e) {
  bool lead = true;
  for (const UnitShare& to : e.asked.to) {
    one.chain.push_back({e.from, to.unit, to.share_bp, lead, e.asked.day, e.accept_by, Answer::none, {}, {}});
    lead = false;
  }
}

Leg& unanswered(Case& one, const Unit& unit) {
  for (auto leg = one.chain.rbegin(); leg != one.chain.rend(); ++leg) {
    if (leg->to == unit && leg->answer == Answer::none) return *leg;
  }
  INVARIANT(false, "a unit answered that was not asked");
}

void on(Campaign&, Case& one, const CaseAccepted& e) {
  Leg& leg = unanswered(one, e.asked.unit);
  leg.answer = Answer::accepted;
  leg.answered = e.asked.day;
}

void on(Campaign&, Case& one, const CaseReturned& e) {
  Leg& leg = unanswered(one, e.asked.unit);
  leg.answer = Answer::returned;
  leg.answered = e.asked.day;
  leg.reason = e.asked.reason;
}

void on(Campaign& campaign, Case& whole, const CaseSplit& e) {
  const Case before = whole;  // adding the parts moves the cases
  whole.progress = Split{static_cast<int>(e.asked.parts.size())};
  int number = 0;
  for (const SplitPart& part : e.asked.parts) {
    RegisterCase entry = before.entry;
    entry.number = part_number(before.entry.number, ++number);
    entry.place = part.place;
    entry.pollution = part.pollution;
    entry.further_types.reset();
    entry.issues.reset();
    entry.key_case = false;
    Case& made = add(campaign, entry);
    made.part_of = before.entry.number;
    made.repeats = before.repeats;
    made.inherited_key = before.key();
    made.progress = before.progress;
    made.clock = before.clock;
    made.counted_on = before.counted_on;
  }
}

void on(Campaign& campaign, Case& one, const CasesMerged& e) {
  for (const std::string& number : e.asked.merged) {
    Case& gone = existing(campaign, number);
    gone.progress = Merged{e.asked.number};
    one.inherited_key |= gone.key();
    one.merged.push_back(number);
  }
}

void on(Campaign&, Case& one, const DuplicateLinked& e) { one.repeats = e.asked.first; }
void on(Campaign&, Case& one, const DuplicateUnlinked&) { one.repeats.clear(); }

void on(Campaign&, Case& one, const FindingRecorded& e) {
  one.findings.at(static_cast<std::size_t>(e.asked.issue - 1)) = e.asked.finding;
}

void on(Campaign&, Case& one, const MeasureRecorded& e) {
  const auto at = static_cast<std::size_t>(e.asked.measure - 1);
  if (at == one.measures.size()) one.measures.emplace_back();
  one.measures.at(at) = {e.asked.goal, e.asked.done, e.asked.text};
}

void on(Campaign&, Case& one, const SanctionRecorded& e) { one.sanctions.push_back(e.asked); }
void on(Campaign&, Case& one, const EvidenceAttached& e) { one.evidence.push_back(e.asked); }

void on(Campaign&, Case& one, const OutcomeReported& e) {
  one.progress = Reported{e.asked.closure, e.asked.goal, e.by, {}};
}

void on(Campaign&, Case& one, const OutcomeSigned& e) {
  auto* reported = std::get_if<Reported>(&one.progress);
  INVARIANT(reported, "a result was signed that was not reported");
  if (!e.final) {
    reported->first_signature = e.by;
    return;
  }
  one.outcome = Outcome{e.closure, e.finding, e.asked.day, reported->goal};
  switch (e.closure) {
    case Closure::complete: one.progress = Closed{e.asked.day}; break;
    case Closure::staged: one.progress = Staged{e.asked.day}; break;
    case Closure::open: one.progress = HandedOver{one.clock.handed_over}; break;
  }
}

/// Where a case stands that is being handled: as it was signed off last, or handed over.
Progress in_hand(const Case& one) {
  if (one.outcome && one.outcome->closure == Closure::staged) return Staged{one.outcome->day};
  return HandedOver{one.clock.handed_over};
}

void on(Campaign&, Case& one, const SignOffRefused&) { one.progress = in_hand(one); }

void on(Campaign&, Case& one, const CaseReopened& e) {
  one.outcome.reset();
  one.call_back.reset();
  one.findings.assign(one.findings.size(), std::nullopt);
  ++one.rounds;
  hand_over(one, e.asked.day, e.dues);
  one.clock.step.reset();
  one.clock.suspended_since.reset();  // the clock of the new round runs
  one.clock.extended_days = 0;
}

void on(Campaign&, Case& one, const CallBackRecorded& e) { one.call_back = e.asked; }

void on(Campaign&, Case& one, const CaseExtended& e) {
  one.clock.extended_days += e.asked.until - e.was_due;
  one.clock.dues.report = e.asked.until;
}

void on(Campaign&, Case& one, const CaseSuspended& e) { one.clock.suspended_since = e.asked.day; }
void on(Campaign&, Case& one, const CaseResumed& e) {
  one.clock.suspended_since.reset();
  one.clock.dues = e.moved.dues;
}
void on(Campaign&, Case& one, const CaseEscalated& e) { one.clock.step = e.asked.step; }
void on(Campaign&, Case& one, const TextApproved& e) { one.text = e.asked.text; }
void on(Campaign&, Case& one, const UpdatePosted& e) { one.updates.push_back(e.asked); }

}  // namespace

void apply(State& state, const Event& event) {
  std::visit(
      [&](const auto& e) {
        if constexpr (requires { e.asked.number; }) {
          Campaign& campaign = existing(state, e.asked.campaign);
          on(campaign, existing(campaign, e.asked.number), e);
        } else {
          on(state, e);
        }
      },
      event);
}

}  // namespace seethrough::complaints
