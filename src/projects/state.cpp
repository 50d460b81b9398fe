#include "projects/state.h"

#include "base/result.h"

namespace seethrough::projects {
namespace {

Life life_at(Stage stage, Stage before) {
  switch (stage) {
    case Stage::reserve: return Reserve{};
    case Stage::signed_up: return SignedUp{};
    case Stage::started: return Started{};
    case Stage::under_construction: return UnderConstruction{};
    case Stage::in_production: return InProduction{};
    case Stage::at_design_output: return AtDesignOutput{};
    case Stage::stopped: return Stopped{before};
    case Stage::withdrawn: return Withdrawn{};
  }
  INVARIANT(false, "a stage has no state");
}

Project& existing(State& state, const std::string& code) {
  const auto it = state.by_code.find(code);
  INVARIANT(it != state.by_code.end(), "an event names a project that was never registered");
  return state.projects[it->second];
}

}  // namespace

Stage stage_of(const Life& life) {
  return std::visit([](const auto& state) { return state.stage; }, life);
}

const Project* State::find(const std::string& code) const {
  const auto it = by_code.find(code);
  return it == by_code.end() ? nullptr : &projects[it->second];
}

void apply(State& state, const Event& event) {
  std::visit(Overloaded{
                 [&](const ProjectRegistered& e) {
                   state.by_code.emplace(e.project.project, state.projects.size());
                   state.projects.push_back(Project{e.project, life_at(e.project.stage, Stage::started),
                                                    e.project.day, 0, {}, std::nullopt});
                 },
                 [&](const StageMoved& e) {
                   Project& project = existing(state, e.project);
                   INVARIANT(stage_of(project.life) == e.from, "a project moved from a stage it was not in");
                   project.life = life_at(e.to, e.from);
                   project.since = e.day;
                 },
                 [&](const ProgressReported& e) {
                   Project& project = existing(state, e.project);
                   project.progress_bp = e.progress_bp;
                   project.words = e.words;
                   project.reported = e.day;
                 },
                 [&](const PlanDeclared& e) { state.plan = e.plan; },
             },
             event);
}

}  // namespace seethrough::projects
