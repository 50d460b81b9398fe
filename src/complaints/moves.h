#pragma once
// The legal moves of a registered case: one overload for each set of states and command. What a command asks does not
// depend on which of its states the case is in, so each has one step().

#include <concepts>

#include "base/machine.h"
#include "complaints/decide.h"

namespace seethrough::complaints {

template <class S, class... Of>
concept OneOf = (std::same_as<S, Of> || ...);
/// Somebody works on it.
template <class S>
concept InHand = OneOf<S, HandedOver, Staged>;
/// It counts by itself, whatever has become of it.
template <class S>
concept Standing = OneOf<S, HandedOver, Reported, Staged, Closed>;
/// Signed off.
template <class S>
concept Signed = OneOf<S, Staged, Closed>;

Decision step(const CorrectCase&, const Context&);
Decision step(const AssignCase&, const Context&);
Decision step(const AcceptCase&, const Context&);
Decision step(const ReturnCase&, const Context&);
Decision step(const SplitCase&, const Context&);
Decision step(const MergeCases&, const Context&);
Decision step(const LinkDuplicate&, const Context&);
Decision step(const UnlinkDuplicate&, const Context&);
Decision step(const RecordFinding&, const Context&);
Decision step(const RecordMeasure&, const Context&);
Decision step(const RecordSanction&, const Context&);
Decision step(const AttachEvidence&, const Context&);
Decision step(const ReportOutcome&, const Context&);
Decision step(const SignOff&, const Context&);
Decision step(const RefuseSignOff&, const Context&);
Decision step(const ReopenCase&, const Context&);
Decision step(const RecordCallBack&, const Context&);
Decision step(const ExtendCase&, const Context&);
Decision step(const SuspendCase&, const Context&);
Decision step(const ResumeCase&, const Context&);
Decision step(const Escalate&, const Context&);
Decision step(const ApproveText&, const Context&);
Decision step(const PostUpdate&, const Context&);

template <InHand S, OneOf<AssignCase, AcceptCase, ReturnCase, RecordFinding, RecordMeasure, ReportOutcome> C>
Decision decide_move(const S&, const C& command, const Context& context) {
  return step(command, context);
}
template <std::same_as<HandedOver> S, OneOf<SplitCase, MergeCases, ExtendCase, SuspendCase, ResumeCase, Escalate> C>
Decision decide_move(const S&, const C& command, const Context& context) {
  return step(command, context);
}
template <std::same_as<Reported> S, OneOf<SignOff, RefuseSignOff> C>
Decision decide_move(const S&, const C& command, const Context& context) {
  return step(command, context);
}
template <Signed S, OneOf<ReopenCase, RecordCallBack> C>
Decision decide_move(const S&, const C& command, const Context& context) {
  return step(command, context);
}
template <Standing S, OneOf<CorrectCase, RecordSanction, AttachEvidence, LinkDuplicate, UnlinkDuplicate, ApproveText,
                            PostUpdate> C>
Decision decide_move(const S&, const C& command, const Context& context) {
  return step(command, context);
}

}  // namespace seethrough::complaints
