#pragma once
// What may be asked of the inspection complaints programme (信访举报交办).

#include <variant>

#include "complaints/commands_campaign.h"
#include "complaints/commands_case.h"

namespace seethrough::complaints {

using Command =
    std::variant<DeclareCampaign, RegisterCase, HandOverBatch, CorrectCase, DiscloseBatch, SuspendCampaign,
                 ResumeCampaign, AssignCase, AcceptCase, ReturnCase, SplitCase, MergeCases, LinkDuplicate, UnlinkDuplicate,
                 RecordFinding, RecordMeasure, RecordSanction, AttachEvidence, ReportOutcome, SignOff, RefuseSignOff,
                 ReopenCase, RecordCallBack, ExtendCase, SuspendCase, ResumeCase, Escalate, ApproveText, PostUpdate>;

}  // namespace seethrough::complaints
