// What became of a case: findings, measures, sanctions, evidence, the result and its signatures, what the public reads.

#include <boost/describe/enum_to_string.hpp>

#include "complaints/deciding.h"
#include "complaints/moves.h"
#include "complaints/personal_data.h"

namespace seethrough::complaints {
namespace {

bool has_evidence_from_after(const Case& one) {
  for (const AttachEvidence& evidence : one.evidence)
    if (evidence.stage == EvidenceStage::after) return true;
  return false;
}

/// What a result that says the case is dealt with lacks.
std::optional<Rejection> unfinished(const Case& one, const ReportOutcome& c) {
  for (std::size_t i = 0; i < one.findings.size(); ++i)
    if (!one.findings[i]) return FindingMissing{c.number, static_cast<int>(i) + 1};
  if (c.closure != Closure::complete) return std::nullopt;
  for (std::size_t i = 0; i < one.measures.size(); ++i)
    if (!one.measures[i].done) return MeasureOpen{c.number, static_cast<int>(i) + 1, one.measures[i].goal};
  return std::nullopt;
}

std::optional<Rejection> publishable(const char* field, const std::string& text) {
  for (const PersonalDatum& datum : personal_data(text, {}))
    if (is_certain(datum.kind)) return TextHoldsPersonalData{field, boost::describe::enum_to_string(datum.kind, "?")};
  return std::nullopt;
}

}  // namespace

Decision step(const RecordFinding& c, const Context& context) {
  const Case& one = found(context, c).one;
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (c.issue < 1 || c.issue > one.issues()) return refuse(UnknownIssue{c.number, c.issue, one.issues()});
  return Event{FindingRecorded{c}};
}

Decision step(const RecordMeasure& c, const Context& context) {
  const Case& one = found(context, c).one;
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  const int next = static_cast<int>(one.measures.size()) + 1;
  if (c.measure < 1 || c.measure > next) return refuse(UnknownMeasure{c.number, c.measure, next});
  return Event{MeasureRecorded{c}};
}

Decision step(const RecordSanction& c, const Context& context) {
  constexpr std::int64_t most = 1'000'000, most_fen = 100'000'000'000'000;
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (c.count < 1 || c.count > most) return refuse(NotSound{"count"});
  const bool fine = c.kind == SanctionKind::fine;
  if (fine ? c.amount.value < 1 || c.amount.value > most_fen : c.amount.value != 0) return refuse(NotSound{"amount"});
  if (auto wrong = sound_text("document", c.document, longest_name, false)) return refuse(std::move(*wrong));
  return Event{SanctionRecorded{c}};
}

Decision step(const AttachEvidence& c, const Context& context) {
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (auto wrong = sound_text("media_type", c.media_type, longest_name)) return refuse(std::move(*wrong));
  if (c.size < 1) return refuse(NotSound{"size"});
  return Event{EvidenceAttached{c}};
}

Decision step(const ReportOutcome& c, const Context& context) {
  const Case& one = found(context, c).one;
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  const bool later = c.closure != Closure::complete;
  if (later ? !c.goal || *c.goal <= c.day : c.goal.has_value()) return refuse(NotSound{"goal"});
  if (c.closure != Closure::open) {
    if (auto lacks = unfinished(one, c)) return refuse(std::move(*lacks));
  }
  return Event{OutcomeReported{c, rolled_up(one.findings), std::string(context.by)}};
}

Decision step(const SignOff& c, const Context& context) {
  const Case& one = found(context, c).one;
  const Reported& reported = std::get<Reported>(one.progress);
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (context.by == reported.by || context.by == reported.first_signature)
    return refuse(SamePerson{std::string(context.by)});
  const auto finding = rolled_up(one.findings);
  const bool rectified = reported.closure != Closure::open && finding != Finding::unsubstantiated;
  if (one.key() && rectified && !has_evidence_from_after(one)) return refuse(EvidenceMissing{c.number});
  const bool final = !one.key() || !reported.first_signature.empty();
  return Event{OutcomeSigned{c, reported.closure, finding, std::string(context.by), final}};
}

Decision step(const RefuseSignOff& c, const Context& context) {
  const Reported& reported = std::get<Reported>(found(context, c).one.progress);
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (auto wrong = sound_text("reason", c.reason, longest_reason)) return refuse(std::move(*wrong));
  if (context.by == reported.by) return refuse(SamePerson{std::string(context.by)});
  return Event{SignOffRefused{c}};
}

Decision step(const ReopenCase& c, const Context& context) {
  const auto& [campaign, one] = found(context, c);
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (auto wrong = sound_text("reason", c.reason, longest_reason)) return refuse(std::move(*wrong));
  auto dues = dues_from(context, campaign.terms(), c.day);
  if (!dues) return refuse(std::move(dues.error()));
  return Event{CaseReopened{c, one.outcome->closure, one.outcome->finding, one.outcome->day, *dues}};
}

Decision step(const RecordCallBack& c, const Context& context) {
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (c.satisfaction.has_value() != c.reached) return refuse(NotSound{"satisfaction"});
  if (c.solved && !c.reached) return refuse(NotSound{"solved"});
  return Event{CallBackRecorded{c}};
}

Decision step(const ApproveText& c, const Context& context) {
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  const struct {
    const char* field;
    const std::string& text;
    bool needed;
  } columns[] = {{"situation", c.text.situation, true},
                 {"investigation", c.text.investigation, true},
                 {"rectification", c.text.rectification, false},
                 {"accountability", c.text.accountability, false},
                 {"remarks", c.text.remarks, false}};
  for (const auto& column : columns) {
    if (auto wrong = sound_text(column.field, column.text, longest_text, column.needed)) return refuse(std::move(*wrong));
  }
  for (const auto& column : columns) {
    if (auto wrong = publishable(column.field, column.text)) return refuse(std::move(*wrong));
  }
  return Event{TextApproved{c, std::string(context.by)}};
}

Decision step(const PostUpdate& c, const Context& context) {
  constexpr std::size_t longest_update = 1'000;
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (auto wrong = sound_text("text", c.text, longest_update)) return refuse(std::move(*wrong));
  if (auto wrong = publishable("text", c.text)) return refuse(std::move(*wrong));
  return Event{UpdatePosted{c}};
}

}  // namespace seethrough::complaints
