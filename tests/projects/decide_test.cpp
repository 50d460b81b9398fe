#include <doctest/doctest.h>

#include "projects/given.h"

using namespace projects_test;

TEST_CASE("a project is registered at the stage it has reached") {
  for (const Stage stage : every_stage) {
    given().when(project(stage)).then(at(stage));
    CHECK(stage_of(given(at(stage)).state().find(code)->life) == stage);
  }
}

TEST_CASE("the faults of a registration are named in their documented order") {
  RegisterProject p = project();
  p.investment = Fen{0};
  given().when(p).refused(InvestmentMissing{code});
  p.place = elsewhere;
  given().when(p).refused(UnknownPlace{elsewhere});
  given(at(Stage::reserve)).when(p).refused(ProjectAlreadyRegistered{code});
  p.project = "2313-140400-89-01-123456";
  given().when(p).refused(NotAProjectCode{p.project});
  p.day = today + 1;
  given().when(p).refused(DayInFuture{today + 1, today});
}

TEST_CASE("a project goes its usual way, one stage at a time") {
  using enum Stage;
  given(at(reserve)).when(SignProject{code, today}).then(moved(reserve, signed_up));
  given(at(signed_up)).when(StartProject{code, today}).then(moved(signed_up, started));
  given(at(started)).when(BuildProject{code, today}).then(moved(started, under_construction));
  given(at(under_construction)).when(PutIntoProduction{code, today}).then(moved(under_construction, in_production));
  given(at(in_production)).when(ReachDesignOutput{code, today}).then(moved(in_production, at_design_output));
}

TEST_CASE("a project that was started can stop, and resumes at the stage it had") {
  using enum Stage;
  for (const Stage stage : {started, under_construction, in_production, at_design_output}) {
    given(at(stage)).when(StopProject{code, today, "资金"}).then(moved(stage, stopped, "资金"));
    const auto still = given(at(stage), moved(stage, stopped));
    still.when(ResumeProject{code, today}).then(moved(stopped, stage));
    still.when(ReportProgress{code, today, 1, ""})
        .refused(NotInThisState{code, stopped, "projects.report_progress"});
  }
}

TEST_CASE("a project that isn't being built can be withdrawn") {
  using enum Stage;
  for (const Stage stage : {reserve, signed_up, stopped})
    given(at(stage)).when(WithdrawProject{code, today, "变更"}).then(moved(stage, withdrawn, "变更"));
}

TEST_CASE("progress is reported while a project is being built or produces, from 0 to 100%") {
  using enum Stage;
  for (const Stage stage : {started, under_construction, in_production, at_design_output}) {
    for (const int bp : {0, 10000}) {
      given(at(stage))
          .when(ReportProgress{code, today, bp, "主体封顶"})
          .then(ProgressReported{code, today, bp, "主体封顶"});
    }
    for (const int bp : {-1, 10001})
      given(at(stage)).when(ReportProgress{code, today, bp, ""}).refused(ProgressOutOfRange{bp});
  }
}

TEST_CASE("a move out of turn is refused with the stage and the command") {
  using enum Stage;
  given(at(reserve)).when(StartProject{code, today}).refused(NotInThisState{code, reserve, "projects.start"});
  given(at(withdrawn)).when(ResumeProject{code, today}).refused(NotInThisState{code, withdrawn, "projects.resume"});
  given(at(started)).when(WithdrawProject{code, today, ""}).refused(NotInThisState{code, started, "projects.withdraw"});
}

TEST_CASE("the faults of a move are named in their documented order") {
  const auto scene = given(at(Stage::started));
  ReportProgress c{code, today, 10001, ""};
  scene.when(c).refused(ProgressOutOfRange{10001});
  c.day = begun - 1;
  scene.when(c).refused(BeforeLastMove{code, begun - 1, begun});
  given(at(Stage::reserve)).when(c).refused(NotInThisState{code, Stage::reserve, "projects.report_progress"});
  given().when(c).refused(UnknownProject{code});
  c.day = today + 1;
  given().when(c).refused(DayInFuture{today + 1, today});
}

TEST_CASE("a move may be dated the day of the one before it, not earlier") {
  const auto scene = given(at(Stage::reserve));
  scene.when(SignProject{code, begun}).then(StageMoved{code, Stage::reserve, Stage::signed_up, begun, ""});
  scene.when(SignProject{code, begun - 1}).refused(BeforeLastMove{code, begun - 1, begun});
}

TEST_CASE("a plan is declared, not in the future, and the latest holds") {
  DeclarePlan plan{"3131", "", "weekly", "quarterly", "daily", today};
  given().when(plan).then(PlanDeclared{plan});
  CHECK(given(PlanDeclared{plan}).state().plan->plan == "3131");
  plan.day = today + 1;
  given().when(plan).refused(DayInFuture{today + 1, today});
}
