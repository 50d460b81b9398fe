// The clocks: put off, stopped and resumed, and the ladder when they have run out.

#include <doctest/doctest.h>

#include "complaints/given.h"

using namespace complaints_test;

namespace {

const std::string number = "D3SX202505280018";

/// Report due on Sunday 8 June; in working days on 13 June.
programme::Scene<Programme> scene_with(TimeLimit report) {
  DeclareCampaign c = campaign();
  c.terms = CampaignTerms{{}, report, {}, 20, {5, true}, {10, true}, {}, "", {}, false};
  return given(CampaignDeclared{c}, registered()).did(hand_over(1, one_case()));
}
ExtendCase put_off(const char* asked, const char* until) { return {campaign_id, number, day(asked), day(until), "复杂"}; }
Escalate escalate(LadderStep step, const char* on) { return {campaign_id, number, day(on), step}; }
std::optional<Day> due(const programme::Scene<Programme>& scene) {
  return scene.state().campaign(campaign_id)->find(number)->clock.dues.report;
}

}  // namespace

TEST_CASE("an extension is asked for before the case is due, and is as long as the campaign allows in all") {
  auto scene = scene_with({10, false});
  scene.when(put_off("2025-06-09", "2025-06-20")).refused(ExtensionTooLate{number, day("2025-06-08")});
  scene.when(put_off("2025-06-08", "2025-06-08")).refused(NotSound{"until"});
  scene.when(put_off("2025-06-08", "2025-06-29")).refused(ExtensionTooLong{day("2025-06-29"), day("2025-06-28")});
  scene = std::move(scene).did(put_off("2025-06-08", "2025-06-18"));
  CHECK(due(scene) == day("2025-06-18"));
  scene.when(put_off("2025-06-15", "2025-06-29")).refused(ExtensionTooLong{day("2025-06-29"), day("2025-06-28")});
  scene_with({}).when(put_off("2025-06-08", "2025-06-18")).refused(NoLimit{number});
}

TEST_CASE("a clock that stood still runs on by as many days, calendar or working") {
  const SuspendCase stop{campaign_id, number, day("2025-05-30"), "等待鉴定"};
  const ResumeCase go{campaign_id, number, day("2025-06-04"), "鉴定完成"};
  auto calendar_days = scene_with({10, false}).did(stop);
  calendar_days.when(stop).refused(AlreadySuspended{day("2025-05-30")});
  CHECK(due(std::move(calendar_days).did(go)) == day("2025-06-13"));
  // 30 May and 3 June are worked, 31 May to 2 June are the holiday: two working days.
  CHECK(due(scene_with({10, true}).did(stop).did(go)) == day("2025-06-17"));
  scene_with({10, false}).when(go).refused(NotSuspended{});
  scene_with({}).when(stop).refused(NoLimit{number});
}

TEST_CASE("a campaign that is suspended stops every open clock") {
  const SuspendCampaign stop{campaign_id, day("2025-06-01"), "暂停督察"};
  auto scene = scene_with({10, false}).did(stop);
  scene.when(stop).refused(AlreadySuspended{day("2025-06-01")});
  scene.when(SuspendCase{campaign_id, number, day("2025-06-02"), "x"}).refused(AlreadySuspended{day("2025-06-01")});
  scene.when(escalate(LadderStep::reminder, "2025-06-09")).refused(AlreadySuspended{day("2025-06-01")});
  const ResumeCampaign go{campaign_id, day("2025-06-04"), "恢复"};
  scene.when(go).then(CampaignResumed{go, {{number, Dues{day("2025-06-11"), {}}}}});
  CHECK(due(std::move(scene).did(go)) == day("2025-06-11"));
  scene_with({10, false}).when(go).refused(NotSuspended{});
}

TEST_CASE("a clock that began while the campaign was suspended stood still from then on only") {
  DeclareCampaign c = campaign();
  c.terms = CampaignTerms{};
  c.terms->report = {10, false};
  auto scene = given(CampaignDeclared{c}, registered()).did(SuspendCampaign{campaign_id, day("2025-05-20"), "暂停督察"});
  scene = std::move(scene).did(hand_over(1, one_case()));  // on 29 May
  CHECK(due(scene) == day("2025-06-08"));
  CHECK(due(std::move(scene).did(ResumeCampaign{campaign_id, day("2025-06-01"), "恢复"})) == day("2025-06-11"));
}

TEST_CASE("reopening starts a clock that runs, whatever stood still before") {
  auto scene = scene_with({10, false}).did(SuspendCase{campaign_id, number, day("2025-05-30"), "等待鉴定"}).by("a");
  scene = std::move(scene)
              .did(RecordFinding{campaign_id, number, day("2025-06-01"), 1, Finding::unsubstantiated})
              .did(ReportOutcome{campaign_id, number, day("2025-06-01"), Closure::complete, {}})
              .by("b")
              .did(SignOff{campaign_id, number, day("2025-06-01")})
              .did(ReopenCase{campaign_id, number, day("2025-06-10"), "重办"});
  CHECK(due(scene) == day("2025-06-20"));
  scene.when(ResumeCase{campaign_id, number, day("2025-06-12"), "鉴定完成"}).refused(NotSuspended{});
}

TEST_CASE("the ladder is climbed step by step, each from its own day") {
  auto scene = scene_with({10, false}).on(day("2025-06-30"));  // due on Sunday 8 June
  scene.when(escalate(LadderStep::reminder, "2025-06-08")).refused(NotOverdue{number, LadderStep::reminder, day("2025-06-09")});
  scene.when(escalate(LadderStep::notice, "2025-06-20")).refused(StepOutOfTurn{number, LadderStep::notice, LadderStep::reminder});
  const Escalate reminder = escalate(LadderStep::reminder, "2025-06-09");
  scene.when(reminder).then(CaseEscalated{reminder, day("2025-06-08")});
  scene = std::move(scene).did(reminder);
  // Five working days after 8 June: 9 to 13 June.
  scene.when(escalate(LadderStep::notice, "2025-06-12")).refused(NotOverdue{number, LadderStep::notice, day("2025-06-13")});
  scene = std::move(scene).did(escalate(LadderStep::notice, "2025-06-13")).did(escalate(LadderStep::summons, "2025-06-20"));
  scene.when(escalate(LadderStep::summons, "2025-06-21")).refused(StepOutOfTurn{number, LadderStep::summons, LadderStep::summons});
}
