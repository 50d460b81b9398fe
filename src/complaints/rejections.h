#pragma once
// Why a command of the inspection complaints programme is refused.
//
// Precedence, for a case: UnknownCampaign, DayInFuture, NumberMalformed, CaseAlreadyRegistered, OutsideStation, UnknownPlace,
// UnknownType, BatchAlreadyHandedOver. For a batch: UnknownCampaign, DayInFuture, BatchAlreadyHandedOver, BatchOutOfTurn,
// BatchDoesNotTally. For a step of a case: UnknownCampaign, UnknownCase, NotInThisState, DayInFuture, NotSound (texts, in the
// order of the command's fields), then what its own comment names, in the order of this file.

#include "complaints/commands.h"

namespace seethrough::complaints {

struct DayInFuture {
  static constexpr std::string_view type = "complaints.day_in_future";
  Day day;
  Day today;
};
BOOST_DESCRIBE_STRUCT(DayInFuture, (), (day, today))

struct CampaignAlreadyDeclared {
  static constexpr std::string_view type = "complaints.campaign_already_declared";
  std::string campaign;
};
BOOST_DESCRIBE_STRUCT(CampaignAlreadyDeclared, (), (campaign))

struct CampaignNotSound {
  static constexpr std::string_view type = "complaints.campaign_not_sound";
  std::string field;
};
BOOST_DESCRIBE_STRUCT(CampaignNotSound, (), (field))

struct UnknownCampaign {
  static constexpr std::string_view type = "complaints.unknown_campaign";
  std::string campaign;
};
BOOST_DESCRIBE_STRUCT(UnknownCampaign, (), (campaign))

struct NumberMalformed {
  static constexpr std::string_view type = "complaints.number_malformed";
  std::string number;
  std::string pattern;
};
BOOST_DESCRIBE_STRUCT(NumberMalformed, (), (number, pattern))

struct CaseAlreadyRegistered {
  static constexpr std::string_view type = "complaints.case_already_registered";
  std::string number;
  int batch = 0;
};
BOOST_DESCRIBE_STRUCT(CaseAlreadyRegistered, (), (number, batch))

struct OutsideStation {
  static constexpr std::string_view type = "complaints.outside_station";
  Day day;
  Day from;
  Day to;
};
BOOST_DESCRIBE_STRUCT(OutsideStation, (), (day, from, to))

struct UnknownPlace {
  static constexpr std::string_view type = "complaints.unknown_place";
  PlaceCode place;
};
BOOST_DESCRIBE_STRUCT(UnknownPlace, (), (place))

struct UnknownType {
  static constexpr std::string_view type = "complaints.unknown_type";
  std::string pollution;
};
BOOST_DESCRIBE_STRUCT(UnknownType, (), (pollution))

struct BatchAlreadyHandedOver {
  static constexpr std::string_view type = "complaints.batch_already_handed_over";
  int batch = 0;
  Day day;
};
BOOST_DESCRIBE_STRUCT(BatchAlreadyHandedOver, (), (batch, day))

/// Batches are numbered 1, 2, 3 … without gaps and handed over in that order.
struct BatchOutOfTurn {
  static constexpr std::string_view type = "complaints.batch_out_of_turn";
  int batch = 0;
  int expected = 0;
};
BOOST_DESCRIBE_STRUCT(BatchOutOfTurn, (), (batch, expected))

/// `part` names the line of the header that differs, e.g. "cases", "key_cases", "place 140403", "type 水".
struct BatchDoesNotTally {
  static constexpr std::string_view type = "complaints.batch_does_not_tally";
  int batch = 0;
  std::string part;
  std::int64_t stated = 0;
  std::int64_t counted = 0;
};
BOOST_DESCRIBE_STRUCT(BatchDoesNotTally, (), (batch, part, stated, counted))

struct UnknownBatch {
  static constexpr std::string_view type = "complaints.unknown_batch";
  int batch = 0;
};
BOOST_DESCRIBE_STRUCT(UnknownBatch, (), (batch))

struct UnknownCase {
  static constexpr std::string_view type = "complaints.unknown_case";
  std::string number;
};
BOOST_DESCRIBE_STRUCT(UnknownCase, (), (number))

struct NothingToCorrect {
  static constexpr std::string_view type = "complaints.nothing_to_correct";
  std::string number;
};
BOOST_DESCRIBE_STRUCT(NothingToCorrect, (), (number))

/// The case's batch has not been handed over: register the case correctly instead.
struct NotInThisState {
  static constexpr std::string_view type = "complaints.not_in_this_state";
  std::string number;
  std::string state;
  std::string command;
};
BOOST_DESCRIBE_STRUCT(NotInThisState, (), (number, state, command))

/// A field of the command is empty, too long, out of range or contradicts another.
struct NotSound {
  static constexpr std::string_view type = "complaints.not_sound";
  std::string field;
};
BOOST_DESCRIBE_STRUCT(NotSound, (), (field))

/// The unit lies outside the campaign, or stands twice among those a case is handed to.
struct UnknownUnit {
  static constexpr std::string_view type = "complaints.unknown_unit";
  PlaceCode place;
  std::string organ;
};
BOOST_DESCRIBE_STRUCT(UnknownUnit, (), (place, organ))

/// The shares of a joint case are not positive or do not add up to 10,000 basis points.
struct SharesNotWhole {
  static constexpr std::string_view type = "complaints.shares_not_whole";
  int sum_bp = 0;
};
BOOST_DESCRIBE_STRUCT(SharesNotWhole, (), (sum_bp))

/// The unit was not handed the case, or has answered already.
struct NotHandedToUnit {
  static constexpr std::string_view type = "complaints.not_handed_to_unit";
  std::string number;
  PlaceCode place;
  std::string organ;
};
BOOST_DESCRIBE_STRUCT(NotHandedToUnit, (), (number, place, organ))

/// The case is linked to an earlier one already.
struct AlreadyLinked {
  static constexpr std::string_view type = "complaints.already_linked";
  std::string number;
  std::string first;
};
BOOST_DESCRIBE_STRUCT(AlreadyLinked, (), (number, first))

/// No earlier case is linked.
struct NotLinked {
  static constexpr std::string_view type = "complaints.not_linked";
  std::string number;
};
BOOST_DESCRIBE_STRUCT(NotLinked, (), (number))

struct UnknownIssue {
  static constexpr std::string_view type = "complaints.unknown_issue";
  std::string number;
  int issue = 0;
  int issues = 0;
};
BOOST_DESCRIBE_STRUCT(UnknownIssue, (), (number, issue, issues))

struct FindingMissing {
  static constexpr std::string_view type = "complaints.finding_missing";
  std::string number;
  int issue = 0;
};
BOOST_DESCRIBE_STRUCT(FindingMissing, (), (number, issue))

/// Measures are numbered from 1 without gaps.
struct UnknownMeasure {
  static constexpr std::string_view type = "complaints.unknown_measure";
  std::string number;
  int measure = 0;
  int next = 0;
};
BOOST_DESCRIBE_STRUCT(UnknownMeasure, (), (number, measure, next))

/// A case is complete when its measures are done.
struct MeasureOpen {
  static constexpr std::string_view type = "complaints.measure_open";
  std::string number;
  int measure = 0;
  Day goal;
};
BOOST_DESCRIBE_STRUCT(MeasureOpen, (), (number, measure, goal))

/// A key case takes evidence from after the rectification.
struct EvidenceMissing {
  static constexpr std::string_view type = "complaints.evidence_missing";
  std::string number;
};
BOOST_DESCRIBE_STRUCT(EvidenceMissing, (), (number))

struct SamePerson {
  static constexpr std::string_view type = "complaints.same_person";
  std::string account;
};
BOOST_DESCRIBE_STRUCT(SamePerson, (), (account))

/// The step of the ladder may be taken from that day.
struct NotOverdue {
  static constexpr std::string_view type = "complaints.not_overdue";
  std::string number;
  LadderStep step = LadderStep::reminder;
  Day from;
};
BOOST_DESCRIBE_STRUCT(NotOverdue, (), (number, step, from))

struct StepOutOfTurn {
  static constexpr std::string_view type = "complaints.step_out_of_turn";
  std::string number;
  LadderStep step = LadderStep::reminder;
  LadderStep expected = LadderStep::reminder;
};
BOOST_DESCRIBE_STRUCT(StepOutOfTurn, (), (number, step, expected))

/// The case has no day by which it is due.
struct NoLimit {
  static constexpr std::string_view type = "complaints.no_limit";
  std::string number;
};
BOOST_DESCRIBE_STRUCT(NoLimit, (), (number))

/// An extension is asked for before the case is due.
struct ExtensionTooLate {
  static constexpr std::string_view type = "complaints.extension_too_late";
  std::string number;
  Day due;
};
BOOST_DESCRIBE_STRUCT(ExtensionTooLate, (), (number, due))

struct ExtensionTooLong {
  static constexpr std::string_view type = "complaints.extension_too_long";
  Day until;
  Day at_most;
};
BOOST_DESCRIBE_STRUCT(ExtensionTooLong, (), (until, at_most))

struct AlreadySuspended {
  static constexpr std::string_view type = "complaints.already_suspended";
  Day since;
};
BOOST_DESCRIBE_STRUCT(AlreadySuspended, (), (since))

struct NotSuspended {
  static constexpr std::string_view type = "complaints.not_suspended";
};
BOOST_DESCRIBE_STRUCT(NotSuspended, (), ())

/// Working days of a year without the State Council's notice are never guessed.
struct NoHolidayNotice {
  static constexpr std::string_view type = "complaints.no_holiday_notice";
  int year = 0;
};
BOOST_DESCRIBE_STRUCT(NoHolidayNotice, (), (year))

/// Nothing is published of a case before its result is signed off.
struct OutcomeMissing {
  static constexpr std::string_view type = "complaints.outcome_missing";
  std::string number;
};
BOOST_DESCRIBE_STRUCT(OutcomeMissing, (), (number))

/// Nothing is published of a case before a person approved its public text.
struct TextMissing {
  static constexpr std::string_view type = "complaints.text_missing";
  std::string number;
};
BOOST_DESCRIBE_STRUCT(TextMissing, (), (number))

struct CaseOfAnotherBatch {
  static constexpr std::string_view type = "complaints.case_of_another_batch";
  std::string number;
  int batch = 0;
};
BOOST_DESCRIBE_STRUCT(CaseOfAnotherBatch, (), (number, batch))

/// What it is stays out of the journal: only the field and the kind are named.
struct TextHoldsPersonalData {
  static constexpr std::string_view type = "complaints.text_holds_personal_data";
  std::string field;
  std::string kind;
};
BOOST_DESCRIBE_STRUCT(TextHoldsPersonalData, (), (field, kind))

using Rejection =
    std::variant<DayInFuture, CampaignAlreadyDeclared, CampaignNotSound, UnknownCampaign, NumberMalformed,
                 CaseAlreadyRegistered, OutsideStation, UnknownPlace, UnknownType,
                 BatchAlreadyHandedOver, BatchOutOfTurn, BatchDoesNotTally, UnknownBatch, UnknownCase,
                 NothingToCorrect, NotInThisState, NotSound, UnknownUnit, SharesNotWhole,
                 NotHandedToUnit, AlreadyLinked, NotLinked, UnknownIssue, FindingMissing,
                 UnknownMeasure, MeasureOpen, EvidenceMissing, SamePerson, NotOverdue, StepOutOfTurn,
                 NoLimit, ExtensionTooLate, ExtensionTooLong, AlreadySuspended, NotSuspended,
                 NoHolidayNotice, OutcomeMissing, TextMissing, CaseOfAnotherBatch, TextHoldsPersonalData>;

}  // namespace seethrough::complaints
