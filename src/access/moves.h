#pragma once
// The legal moves of an account and of an erasure: one overload for each pair of state and command.

#include "access/decide.h"
#include "base/machine.h"

namespace seethrough::access {

struct AccountContext {
  const Context& context;
  const Account& account;
};
Decision decide_move(const Active&, const GrantRole&, const AccountContext&);
Decision decide_move(const Active&, const RevokeRole&, const AccountContext&);
Decision decide_move(const Active&, const SuspendAccount&, const AccountContext&);
Decision decide_move(const Active&, const CloseAccount&, const AccountContext&);
Decision decide_move(const Active&, const IssueKey&, const AccountContext&);
Decision decide_move(const Active&, const RevokeKey&, const AccountContext&);
Decision decide_move(const Suspended&, const RevokeRole&, const AccountContext&);
Decision decide_move(const Suspended&, const ResumeAccount&, const AccountContext&);
Decision decide_move(const Suspended&, const CloseAccount&, const AccountContext&);
Decision decide_move(const Suspended&, const RevokeKey&, const AccountContext&);

Decision decide_move(const NotAsked&, const RequestErasure&, const Context&);
Decision decide_move(const Refused&, const RequestErasure&, const Context&);
Decision decide_move(const Erased&, const RequestErasure&, const Context&);
Decision decide_move(const Requested&, const ApproveErasure&, const Context&);
Decision decide_move(const Requested&, const RefuseErasure&, const Context&);
Decision decide_move(const Approved&, const ConfirmErasure&, const Context&);

}  // namespace seethrough::access
