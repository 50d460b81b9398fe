#pragma once
// What has happened in the inspection complaints programme.

#include "complaints/commands.h"

namespace seethrough::complaints {

/// The days that follow from the campaign's limits, as the holiday notices stood when it was decided.
struct Dues {
  std::optional<Day> report{};
  std::optional<Day> publish{};
  friend bool operator==(const Dues&, const Dues&) = default;
};
BOOST_DESCRIBE_STRUCT(Dues, (), (report, publish))

struct CampaignDeclared {
  static constexpr std::string_view type = "complaints.campaign_declared/1";
  DeclareCampaign campaign;
};
BOOST_DESCRIBE_STRUCT(CampaignDeclared, (), (campaign))

struct CaseRegistered {
  static constexpr std::string_view type = "complaints.case_registered/1";
  RegisterCase entry;
  std::optional<Dues> dues{};  ///< of a continuous campaign, where registering hands over
};
BOOST_DESCRIBE_STRUCT(CaseRegistered, (), (entry, dues))

struct BatchHandedOver {
  static constexpr std::string_view type = "complaints.batch_handed_over/1";
  std::string campaign;
  int batch = 0;
  Day day;
  Day forwarded_on;
  BatchHeader header;
  bool reconstructed = false;
  std::optional<Dues> dues{};
};
BOOST_DESCRIBE_STRUCT(BatchHandedOver, (), (campaign, batch, day, forwarded_on, header, reconstructed, dues))

struct CaseCorrected {
  static constexpr std::string_view type = "complaints.case_corrected/1";
  std::string campaign;
  std::string number;
  PlaceCode place;
  std::string pollution;
  bool key_case = false;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CaseCorrected, (), (campaign, number, place, pollution, key_case, day, reason))

struct BatchDisclosed {
  static constexpr std::string_view type = "complaints.batch_disclosed/1";
  std::string campaign;
  int batch = 0;
  Day day;
  std::optional<std::vector<std::string>> cases{};
};
BOOST_DESCRIBE_STRUCT(BatchDisclosed, (), (campaign, batch, day, cases))

/// A case's days due after a suspension.
struct DueMoved {
  std::string number;
  Dues dues;
  friend bool operator==(const DueMoved&, const DueMoved&) = default;
};
BOOST_DESCRIBE_STRUCT(DueMoved, (), (number, dues))

// The rest say what was asked, and what followed from it beside.

struct CampaignSuspended {
  static constexpr std::string_view type = "complaints.campaign_suspended/1";
  SuspendCampaign asked;
};
BOOST_DESCRIBE_STRUCT(CampaignSuspended, (), (asked))

struct CampaignResumed {
  static constexpr std::string_view type = "complaints.campaign_resumed/1";
  ResumeCampaign asked;
  std::vector<DueMoved> moved{};
};
BOOST_DESCRIBE_STRUCT(CampaignResumed, (), (asked, moved))

struct CaseAssigned {
  static constexpr std::string_view type = "complaints.case_assigned/1";
  AssignCase asked;
  Unit from;
  std::optional<Day> accept_by{};
};
BOOST_DESCRIBE_STRUCT(CaseAssigned, (), (asked, from, accept_by))

struct CaseAccepted {
  static constexpr std::string_view type = "complaints.case_accepted/1";
  AcceptCase asked;
};
BOOST_DESCRIBE_STRUCT(CaseAccepted, (), (asked))

struct CaseReturned {
  static constexpr std::string_view type = "complaints.case_returned/1";
  ReturnCase asked;
};
BOOST_DESCRIBE_STRUCT(CaseReturned, (), (asked))

struct CaseSplit {
  static constexpr std::string_view type = "complaints.case_split/1";
  SplitCase asked;
};
BOOST_DESCRIBE_STRUCT(CaseSplit, (), (asked))

struct CasesMerged {
  static constexpr std::string_view type = "complaints.cases_merged/1";
  MergeCases asked;
};
BOOST_DESCRIBE_STRUCT(CasesMerged, (), (asked))

struct DuplicateLinked {
  static constexpr std::string_view type = "complaints.duplicate_linked/1";
  LinkDuplicate asked;
};
BOOST_DESCRIBE_STRUCT(DuplicateLinked, (), (asked))

struct DuplicateUnlinked {
  static constexpr std::string_view type = "complaints.duplicate_unlinked/1";
  UnlinkDuplicate asked;
  std::string first;
};
BOOST_DESCRIBE_STRUCT(DuplicateUnlinked, (), (asked, first))

struct FindingRecorded {
  static constexpr std::string_view type = "complaints.finding_recorded/1";
  RecordFinding asked;
};
BOOST_DESCRIBE_STRUCT(FindingRecorded, (), (asked))

struct MeasureRecorded {
  static constexpr std::string_view type = "complaints.measure_recorded/1";
  RecordMeasure asked;
};
BOOST_DESCRIBE_STRUCT(MeasureRecorded, (), (asked))

struct SanctionRecorded {
  static constexpr std::string_view type = "complaints.sanction_recorded/1";
  RecordSanction asked;
};
BOOST_DESCRIBE_STRUCT(SanctionRecorded, (), (asked))

struct EvidenceAttached {
  static constexpr std::string_view type = "complaints.evidence_attached/1";
  AttachEvidence asked;
};
BOOST_DESCRIBE_STRUCT(EvidenceAttached, (), (asked))

struct OutcomeReported {
  static constexpr std::string_view type = "complaints.outcome_reported/1";
  ReportOutcome asked;
  std::optional<Finding> finding{};  ///< rolled up from the issues
  std::string by;
};
BOOST_DESCRIBE_STRUCT(OutcomeReported, (), (asked, finding, by))

struct OutcomeSigned {
  static constexpr std::string_view type = "complaints.outcome_signed/1";
  SignOff asked;
  Closure closure = Closure::complete;
  std::optional<Finding> finding{};
  std::string by;
  bool final = false;  ///< no other signature is needed
};
BOOST_DESCRIBE_STRUCT(OutcomeSigned, (), (asked, closure, finding, by, final))

struct SignOffRefused {
  static constexpr std::string_view type = "complaints.sign_off_refused/1";
  RefuseSignOff asked;
};
BOOST_DESCRIBE_STRUCT(SignOffRefused, (), (asked))

struct CaseReopened {
  static constexpr std::string_view type = "complaints.case_reopened/1";
  ReopenCase asked;
  Closure was = Closure::complete;
  std::optional<Finding> finding{};
  Day was_closed;
  Dues dues;
};
BOOST_DESCRIBE_STRUCT(CaseReopened, (), (asked, was, finding, was_closed, dues))

struct CallBackRecorded {
  static constexpr std::string_view type = "complaints.call_back_recorded/1";
  RecordCallBack asked;
};
BOOST_DESCRIBE_STRUCT(CallBackRecorded, (), (asked))

struct CaseExtended {
  static constexpr std::string_view type = "complaints.case_extended/1";
  ExtendCase asked;
  Day was_due;
};
BOOST_DESCRIBE_STRUCT(CaseExtended, (), (asked, was_due))

struct CaseSuspended {
  static constexpr std::string_view type = "complaints.case_suspended/1";
  SuspendCase asked;
};
BOOST_DESCRIBE_STRUCT(CaseSuspended, (), (asked))

struct CaseResumed {
  static constexpr std::string_view type = "complaints.case_resumed/1";
  ResumeCase asked;
  DueMoved moved;
};
BOOST_DESCRIBE_STRUCT(CaseResumed, (), (asked, moved))

struct CaseEscalated {
  static constexpr std::string_view type = "complaints.case_escalated/1";
  Escalate asked;
  Day was_due;
};
BOOST_DESCRIBE_STRUCT(CaseEscalated, (), (asked, was_due))

struct TextApproved {
  static constexpr std::string_view type = "complaints.text_approved/1";
  ApproveText asked;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(TextApproved, (), (asked, by))

struct UpdatePosted {
  static constexpr std::string_view type = "complaints.update_posted/1";
  PostUpdate asked;
};
BOOST_DESCRIBE_STRUCT(UpdatePosted, (), (asked))

using Event =
    std::variant<CampaignDeclared, CaseRegistered, BatchHandedOver, CaseCorrected, BatchDisclosed, CampaignSuspended,
                 CampaignResumed, CaseAssigned, CaseAccepted, CaseReturned, CaseSplit, CasesMerged,
                 DuplicateLinked, DuplicateUnlinked, FindingRecorded, MeasureRecorded, SanctionRecorded,
                 EvidenceAttached, OutcomeReported, OutcomeSigned, SignOffRefused, CaseReopened,
                 CallBackRecorded, CaseExtended, CaseSuspended, CaseResumed, CaseEscalated,
                 TextApproved, UpdatePosted>;

}  // namespace seethrough::complaints
