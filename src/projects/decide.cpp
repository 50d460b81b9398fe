#include "projects/decide.h"

#include "identifiers/project_code.h"
#include "projects/moves.h"

namespace seethrough::projects {
namespace {

Unexpected<Rejection> refuse(Rejection rejection) { return {std::move(rejection)}; }

template <class Command>
Decision move(Stage from, Stage to, const Command& c) {
  std::string reason;
  if constexpr (requires { c.reason; }) reason = c.reason;
  return Event{StageMoved{c.project, from, to, c.day, std::move(reason)}};
}

Decision report(const ReportProgress& c) {
  if (c.progress_bp < 0 || c.progress_bp > 10000) return refuse(ProgressOutOfRange{c.progress_bp});
  return Event{ProgressReported{c.project, c.day, c.progress_bp, c.words}};
}

Decision decide_command(const Context& context, const RegisterProject& c) {
  if (c.day > context.today) return refuse(DayInFuture{c.day, context.today});
  if (!check_project_code(c.project)) return refuse(NotAProjectCode{c.project});
  if (context.state.find(c.project)) return refuse(ProjectAlreadyRegistered{c.project});
  if (!context.places.find(c.place)) return refuse(UnknownPlace{c.place});
  if (c.investment <= Fen{}) return refuse(InvestmentMissing{c.project});
  return Event{ProjectRegistered{c}};
}

Decision decide_command(const Context& context, const DeclarePlan& c) {
  if (c.day > context.today) return refuse(DayInFuture{c.day, context.today});
  return Event{PlanDeclared{c}};
}

template <class Command>
Decision decide_command(const Context& context, const Command& c) {
  if (c.day > context.today) return refuse(DayInFuture{c.day, context.today});
  const Project* project = context.state.find(c.project);
  if (!project) return refuse(UnknownProject{c.project});
  Decision decision =
      decide_by_state<Decision>(project->life, c, context, [&](const auto& state, const auto&) -> Decision {
        return refuse(NotInThisState{c.project, state.stage, std::string(Command::type)});
      });
  const bool legal = decision || !std::holds_alternative<NotInThisState>(decision.error());
  if (legal && c.day < project->since) return refuse(BeforeLastMove{c.project, c.day, project->since});
  return decision;
}

}  // namespace

// The legal moves.

Decision decide_move(const Reserve& s, const SignProject& c, const Context&) {
  return move(s.stage, Stage::signed_up, c);
}
Decision decide_move(const SignedUp& s, const StartProject& c, const Context&) {
  return move(s.stage, Stage::started, c);
}
Decision decide_move(const Started& s, const BuildProject& c, const Context&) {
  return move(s.stage, Stage::under_construction, c);
}
Decision decide_move(const UnderConstruction& s, const PutIntoProduction& c, const Context&) {
  return move(s.stage, Stage::in_production, c);
}
Decision decide_move(const InProduction& s, const ReachDesignOutput& c, const Context&) {
  return move(s.stage, Stage::at_design_output, c);
}
Decision decide_move(const Started& s, const StopProject& c, const Context&) {
  return move(s.stage, Stage::stopped, c);
}
Decision decide_move(const UnderConstruction& s, const StopProject& c, const Context&) {
  return move(s.stage, Stage::stopped, c);
}
Decision decide_move(const InProduction& s, const StopProject& c, const Context&) {
  return move(s.stage, Stage::stopped, c);
}
Decision decide_move(const AtDesignOutput& s, const StopProject& c, const Context&) {
  return move(s.stage, Stage::stopped, c);
}
Decision decide_move(const Stopped& s, const ResumeProject& c, const Context&) { return move(s.stage, s.before, c); }
Decision decide_move(const Reserve& s, const WithdrawProject& c, const Context&) {
  return move(s.stage, Stage::withdrawn, c);
}
Decision decide_move(const SignedUp& s, const WithdrawProject& c, const Context&) {
  return move(s.stage, Stage::withdrawn, c);
}
Decision decide_move(const Stopped& s, const WithdrawProject& c, const Context&) {
  return move(s.stage, Stage::withdrawn, c);
}
Decision decide_move(const Started&, const ReportProgress& c, const Context&) { return report(c); }
Decision decide_move(const UnderConstruction&, const ReportProgress& c, const Context&) { return report(c); }
Decision decide_move(const InProduction&, const ReportProgress& c, const Context&) { return report(c); }
Decision decide_move(const AtDesignOutput&, const ReportProgress& c, const Context&) { return report(c); }

Decision decide(const Context& context, const Command& command) {
  return std::visit([&](const auto& c) { return decide_command(context, c); }, command);
}

}  // namespace seethrough::projects
