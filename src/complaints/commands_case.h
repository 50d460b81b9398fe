#pragma once
// What may be asked of one case (举报件) from its hand-over to its end.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/octets.h"
#include "calendar/day.h"
#include "money/fen.h"
#include "places/place.h"

namespace seethrough::complaints {

// The hand-over chain (交办链): group → province → city → county → unit.

/// Who handles a case (承办单位): an organ by its name, or, with none, the government of the place.
struct Unit {
  PlaceCode place;
  std::string organ;
  friend bool operator==(const Unit&, const Unit&) = default;
};
BOOST_DESCRIBE_STRUCT(Unit, (), (place, organ))

/// A unit's part of a case that several handle jointly (联合办理), in basis points of one case.
struct UnitShare {
  Unit unit;
  int share_bp = 0;
  friend bool operator==(const UnitShare&, const UnitShare&) = default;
};
BOOST_DESCRIBE_STRUCT(UnitShare, (), (unit, share_bp))

/// Hands a case on, to one unit or to several whose shares add up to 10,000; the first leads. Whoever had it before stays
/// responsible (首接负责) until the lead accepts.
struct AssignCase {
  static constexpr std::string_view type = "complaints.assign_case";
  std::string campaign;
  std::string number;
  Day day;
  std::vector<UnitShare> to;
};
BOOST_DESCRIBE_STRUCT(AssignCase, (), (campaign, number, day, to))

/// A unit that was handed a case takes it (接收).
struct AcceptCase {
  static constexpr std::string_view type = "complaints.accept_case";
  std::string campaign;
  std::string number;
  Day day;
  Unit unit;
};
BOOST_DESCRIBE_STRUCT(AcceptCase, (), (campaign, number, day, unit))

/// A unit that was handed a case gives it back with a reason (退回).
struct ReturnCase {
  static constexpr std::string_view type = "complaints.return_case";
  std::string campaign;
  std::string number;
  Day day;
  Unit unit;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReturnCase, (), (campaign, number, day, unit, reason))

// Lineage (件的来历): nothing is ever deleted.

struct SplitPart {
  PlaceCode place;
  std::string pollution;
  friend bool operator==(const SplitPart&, const SplitPart&) = default;
};
BOOST_DESCRIBE_STRUCT(SplitPart, (), (place, pollution))

/// Splits a case (拆分) into parts NUMBER-1, NUMBER-2 …, which inherit its key mark and its clock.
struct SplitCase {
  static constexpr std::string_view type = "complaints.split_case";
  std::string campaign;
  std::string number;
  Day day;
  std::vector<SplitPart> parts;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SplitCase, (), (campaign, number, day, parts, reason))

/// Merges cases into `number` (并案): they are handled with it, and stay on record under their own numbers.
struct MergeCases {
  static constexpr std::string_view type = "complaints.merge_cases";
  std::string campaign;
  std::string number;
  Day day;
  std::vector<std::string> merged;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(MergeCases, (), (campaign, number, day, merged, reason))

/// Says that a case repeats an earlier one (重复件). How a repeat counts is the campaign's rule.
struct LinkDuplicate {
  static constexpr std::string_view type = "complaints.link_duplicate";
  std::string campaign;
  std::string number;
  Day day;
  std::string first;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(LinkDuplicate, (), (campaign, number, day, first, reason))

struct UnlinkDuplicate {
  static constexpr std::string_view type = "complaints.unlink_duplicate";
  std::string campaign;
  std::string number;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(UnlinkDuplicate, (), (campaign, number, day, reason))

// Investigation and rectification.

/// 属实, 基本属实, 部分属实, 不属实.
BOOST_DEFINE_ENUM_CLASS(Finding, substantiated, mostly_substantiated, partly_substantiated, unsubstantiated)

/// What the investigation found of one issue of the case, from 1. The case's own finding is rolled up from them.
struct RecordFinding {
  static constexpr std::string_view type = "complaints.record_finding";
  std::string campaign;
  std::string number;
  Day day;
  int issue = 1;
  Finding finding = Finding::substantiated;
};
BOOST_DESCRIBE_STRUCT(RecordFinding, (), (campaign, number, day, issue, finding))

/// A measure of rectification (整改措施), from 1: a new one, or one that is done or has another goal day.
struct RecordMeasure {
  static constexpr std::string_view type = "complaints.record_measure";
  std::string campaign;
  std::string number;
  Day day;
  int measure = 1;
  Day goal;
  bool done = false;
  Digest text;  ///< commits to its wording in the vault
};
BOOST_DESCRIBE_STRUCT(RecordMeasure, (), (campaign, number, day, measure, goal, done, text))

/// 责令整改, 立案处罚, 罚款, 立案侦查, 行政拘留, 刑事拘留, 约谈, 问责, 限期整改, 停产整改, 查封扣押, 关停取缔.
BOOST_DEFINE_ENUM_CLASS(SanctionKind, ordered_rectification, penalty_case, fine, criminal_case, administrative_detention,
                        criminal_detention, talk, accountability, deadline_rectification, production_stopped, sealed,
                        closed_down)

/// A sanction (处理): so many enterprises, cases or persons, as its kind counts; a fine has an amount, in fen.
struct RecordSanction {
  static constexpr std::string_view type = "complaints.record_sanction";
  std::string campaign;
  std::string number;
  Day day;
  SanctionKind kind = SanctionKind::ordered_rectification;
  std::int64_t count = 0;
  Fen amount;
  std::string document;  ///< the decision's number (文号), if it has one
};
BOOST_DESCRIBE_STRUCT(RecordSanction, (), (campaign, number, day, kind, count, amount, document))

BOOST_DEFINE_ENUM_CLASS(EvidenceStage, before, after, document)

/// Evidence (佐证), stored by the hash of its content; `public_copy` is the photograph without its location data.
struct AttachEvidence {
  static constexpr std::string_view type = "complaints.attach_evidence";
  std::string campaign;
  std::string number;
  Day day;
  EvidenceStage stage = EvidenceStage::before;
  Digest content;
  std::optional<Digest> public_copy{};
  std::string media_type;
  std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(AttachEvidence, (), (campaign, number, day, stage, content, public_copy, media_type, size))

/// 办结, 阶段性办结, 未办结.
BOOST_DEFINE_ENUM_CLASS(Closure, complete, staged, open)

/// Reports a result (上报) for signing off; a staged or an open one names the day by which it will be complete.
struct ReportOutcome {
  static constexpr std::string_view type = "complaints.report_outcome";
  std::string campaign;
  std::string number;
  Day day;
  Closure closure = Closure::complete;
  std::optional<Day> goal{};
};
BOOST_DESCRIBE_STRUCT(ReportOutcome, (), (campaign, number, day, closure, goal))

/// Signs a result off (签批): another person than who reported it. A key case takes two, and evidence from after the
/// rectification.
struct SignOff {
  static constexpr std::string_view type = "complaints.sign_off";
  std::string campaign;
  std::string number;
  Day day;
};
BOOST_DESCRIBE_STRUCT(SignOff, (), (campaign, number, day))

struct RefuseSignOff {
  static constexpr std::string_view type = "complaints.refuse_sign_off";
  std::string campaign;
  std::string number;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RefuseSignOff, (), (campaign, number, day, reason))

/// Opens a closed case again (重新办理); its earlier rounds stay.
struct ReopenCase {
  static constexpr std::string_view type = "complaints.reopen_case";
  std::string campaign;
  std::string number;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReopenCase, (), (campaign, number, day, reason))

/// 满意, 基本满意, 不满意.
BOOST_DEFINE_ENUM_CLASS(Satisfaction, satisfied, mostly_satisfied, dissatisfied)

/// A call to the complainant after the case was closed (回访). `satisfaction` only of who was reached.
struct RecordCallBack {
  static constexpr std::string_view type = "complaints.record_call_back";
  std::string campaign;
  std::string number;
  Day day;
  bool reached = false;
  bool solved = false;
  std::optional<Satisfaction> satisfaction{};
};
BOOST_DESCRIBE_STRUCT(RecordCallBack, (), (campaign, number, day, reached, solved, satisfaction))

// Clocks (办理时限).

/// Puts the report off (延期); asked for before it is due.
struct ExtendCase {
  static constexpr std::string_view type = "complaints.extend_case";
  std::string campaign;
  std::string number;
  Day day;
  Day until;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ExtendCase, (), (campaign, number, day, until, reason))

struct SuspendCase {
  static constexpr std::string_view type = "complaints.suspend_case";
  std::string campaign;
  std::string number;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SuspendCase, (), (campaign, number, day, reason))

struct ResumeCase {
  static constexpr std::string_view type = "complaints.resume_case";
  std::string campaign;
  std::string number;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ResumeCase, (), (campaign, number, day, reason))

/// 催办, 通报, 约谈: in this order, each from its own day after the case was due.
BOOST_DEFINE_ENUM_CLASS(LadderStep, reminder, notice, summons)

struct Escalate {
  static constexpr std::string_view type = "complaints.escalate";
  std::string campaign;
  std::string number;
  Day day;
  LadderStep step = LadderStep::reminder;
};
BOOST_DESCRIBE_STRUCT(Escalate, (), (campaign, number, day, step))

// What the public reads.

/// The text columns of the disclosure table, as a person approved them: no name, telephone or address of a complainant.
struct PublicText {
  std::string situation;       ///< 交办问题基本情况
  std::string investigation;   ///< 调查核实情况
  std::string rectification;   ///< 处理和整改情况
  std::string accountability;  ///< 责任人被处理情况
  std::string remarks;         ///< 备注
  friend bool operator==(const PublicText&, const PublicText&) = default;
};
BOOST_DESCRIBE_STRUCT(PublicText, (), (situation, investigation, rectification, accountability, remarks))

struct ApproveText {
  static constexpr std::string_view type = "complaints.approve_text";
  std::string campaign;
  std::string number;
  Day day;
  PublicText text;
};
BOOST_DESCRIBE_STRUCT(ApproveText, (), (campaign, number, day, text))

/// A public word on how the case stands (进展), shown to whoever looks it up.
struct PostUpdate {
  static constexpr std::string_view type = "complaints.post_update";
  std::string campaign;
  std::string number;
  Day day;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(PostUpdate, (), (campaign, number, day, text))

}  // namespace seethrough::complaints
