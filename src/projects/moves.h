#pragma once
// The legal moves of a project: one overload for each pair of state and command. A pair without one is refused.

#include "base/machine.h"
#include "projects/decide.h"

namespace seethrough::projects {

Decision decide_move(const Reserve&, const SignProject&, const Context&);
Decision decide_move(const SignedUp&, const StartProject&, const Context&);
Decision decide_move(const Started&, const BuildProject&, const Context&);
Decision decide_move(const UnderConstruction&, const PutIntoProduction&, const Context&);
Decision decide_move(const InProduction&, const ReachDesignOutput&, const Context&);
Decision decide_move(const Started&, const StopProject&, const Context&);
Decision decide_move(const UnderConstruction&, const StopProject&, const Context&);
Decision decide_move(const InProduction&, const StopProject&, const Context&);
Decision decide_move(const AtDesignOutput&, const StopProject&, const Context&);
Decision decide_move(const Stopped&, const ResumeProject&, const Context&);
Decision decide_move(const Reserve&, const WithdrawProject&, const Context&);
Decision decide_move(const SignedUp&, const WithdrawProject&, const Context&);
Decision decide_move(const Stopped&, const WithdrawProject&, const Context&);
Decision decide_move(const Started&, const ReportProgress&, const Context&);
Decision decide_move(const UnderConstruction&, const ReportProgress&, const Context&);
Decision decide_move(const InProduction&, const ReportProgress&, const Context&);
Decision decide_move(const AtDesignOutput&, const ReportProgress&, const Context&);

}  // namespace seethrough::projects
