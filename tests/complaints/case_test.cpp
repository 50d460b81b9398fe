// A case from its hand-over to its end: the chain, lineage, findings, signatures, publication.

#include <doctest/doctest.h>

#include "complaints/given.h"

using namespace complaints_test;

namespace {

const std::string number = "D3SX202505280018";

DeclareCampaign with_terms() {
  DeclareCampaign c = campaign();
  c.terms = CampaignTerms{{3, true}, {10, false}, {12, false}, 20, {5, true}, {10, true}, {}, "一览表", {}, false};
  return c;
}

/// call(), handed over on 29 May: its report is due on 8 June, its publication on 10 June.
programme::Scene<Programme> handed_over_scene(const RegisterCase& entry = call()) {
  BatchHeader header{1, entry.key_case ? 1 : 0, {{entry.place, 1}}, {{entry.pollution, 1}}, {}};
  BatchHandedOver batch = handed_over(1, header);
  batch.dues = Dues{day("2025-06-08"), day("2025-06-10")};
  return given(CampaignDeclared{with_terms()}, registered(entry), batch).by("clerk");
}

/// Several cases of one batch.
programme::Scene<Programme> several(int count) {
  programme::Scene<Programme> scene = given(CampaignDeclared{with_terms()});
  BatchHeader header{count, 0, {{north, count}}, {{"水", count}}, {}};
  for (int i = 0; i < count; ++i) scene = std::move(scene).did(call("D3SX20250528000" + std::to_string(i + 1)));
  return std::move(scene).did(hand_over(1, header)).by("clerk");
}
std::string nth(int i) { return "D3SX20250528000" + std::to_string(i); }

const Case& the_case(const programme::Scene<Programme>& scene, const std::string& which = number) {
  const Case* one = scene.state().campaign(campaign_id)->find(which);
  REQUIRE(one);
  return *one;
}
std::string state_of(const programme::Scene<Programme>& scene, const std::string& which = number) {
  return std::visit([](const auto& s) { return std::string(s.name); }, the_case(scene, which).progress);
}
Unit responsible(const programme::Scene<Programme>& scene) {
  return scene.state().campaign(campaign_id)->responsible(the_case(scene));
}

const Unit city_hall{city, ""}, north_bureau{north, "生态环境分局"}, south_town{south, ""};
AssignCase to_north() { return {campaign_id, number, today, {{north_bureau, 10'000}}}; }
RecordFinding found_true(int issue = 1) { return {campaign_id, number, today, issue, Finding::substantiated}; }
ReportOutcome complete() { return {campaign_id, number, today, Closure::complete, {}}; }
SignOff sign() { return {campaign_id, number, today}; }
PublicText clean() { return {"某企业夜间排污。", "经查属实。", "已整改。", "", ""}; }

}  // namespace

TEST_CASE("a hand-over counts the days due, and working days are never guessed") {
  const auto scene = given(CampaignDeclared{with_terms()}, registered());
  BatchHandedOver expected = handed_over();
  expected.dues = Dues{day("2025-06-08"), day("2025-06-10")};
  scene.when(hand_over(1, one_case())).then(expected);

  DeclareCampaign working = with_terms();
  working.terms->report = {10, true};  // from 29 May over the holiday of 31 May to 2 June
  expected.dues->report = day("2025-06-13");
  given(CampaignDeclared{working}, registered()).when(hand_over(1, one_case())).then(expected);
  working.terms->report = {200, true};
  given(CampaignDeclared{working}, registered()).when(hand_over(1, one_case())).refused(NoHolidayNotice{2026});
}

TEST_CASE("whoever had a case stays responsible until the lead accepts it") {
  auto scene = handed_over_scene();
  CHECK(responsible(scene) == city_hall);
  scene.when(to_north()).then(CaseAssigned{to_north(), city_hall, day("2025-06-18")});
  scene = std::move(scene).did(to_north());
  CHECK(responsible(scene) == city_hall);
  auto returned = scene.did(ReturnCase{campaign_id, number, today, north_bureau, "不在辖区"});
  CHECK(responsible(returned) == city_hall);
  returned.when(AcceptCase{campaign_id, number, today, north_bureau})
      .refused(NotHandedToUnit{number, north, "生态环境分局"});
  scene = std::move(scene).did(AcceptCase{campaign_id, number, today, north_bureau});
  CHECK(responsible(scene) == north_bureau);
  scene = std::move(scene).did(AssignCase{campaign_id, number, today, {{south_town, 10'000}}});
  CHECK(the_case(scene).chain.back().from == north_bureau);
  CHECK(responsible(scene) == north_bureau);
}

TEST_CASE("several units handle a case jointly when their shares are whole") {
  const auto scene = handed_over_scene();
  const auto shared = [](int north_bp, int south_bp) {
    return AssignCase{campaign_id, number, today, {{north_bureau, north_bp}, {south_town, south_bp}}};
  };
  scene.when(shared(9'000, 500)).refused(SharesNotWhole{9'500});
  scene.when(shared(10'500, -500)).refused(SharesNotWhole{10'000});
  scene.when(AssignCase{campaign_id, number, today, {{north_bureau, 5'000}, {north_bureau, 5'000}}})
      .refused(UnknownUnit{north, "生态环境分局"});
  scene.when(AssignCase{campaign_id, number, today, {{Unit{elsewhere, ""}, 10'000}}}).refused(UnknownUnit{elsewhere, ""});
  scene.when(AssignCase{campaign_id, number, today, {}}).refused(NotSound{"to"});
  auto joint = scene.did(shared(9'000, 1'000)).did(AcceptCase{campaign_id, number, today, south_town});
  CHECK(responsible(joint) == city_hall);  // the lead has not accepted
  joint = std::move(joint).did(AcceptCase{campaign_id, number, today, north_bureau});
  const std::vector<UnitShare> units{{north_bureau, 9'000}, {south_town, 1'000}};
  CHECK(the_case(joint).handled_by() == units);
}

TEST_CASE("parts inherit the key mark and the clock; the whole stays on record") {
  RegisterCase key = call();
  key.key_case = true;
  auto scene = handed_over_scene(key);
  const SplitCase split{campaign_id, number, today, {{north, "水"}, {south, "大气"}}, "两地"};
  scene = std::move(scene).did(split);
  CHECK(state_of(scene) == "split");
  for (const char* part : {"D3SX202505280018-1", "D3SX202505280018-2"}) {
    CHECK(the_case(scene, part).key());
    CHECK_FALSE(the_case(scene, part).entry.key_case);
    CHECK(the_case(scene, part).part_of == number);
    CHECK(the_case(scene, part).clock.dues.report == day("2025-06-08"));
    CHECK(state_of(scene, part) == "handed_over");
  }
  scene.when(to_north()).refused(NotInThisState{number, "split", "complaints.assign_case"});
  handed_over_scene().when(SplitCase{campaign_id, number, today, {{north, "水"}}, "x"}).refused(NotSound{"parts"});
  handed_over_scene().when(SplitCase{campaign_id, number, today, {{north, "水"}, {south, "光"}}, "x"}).refused(UnknownType{"光"});
}

TEST_CASE("merged cases stay under their numbers, and the one they go into takes over a key mark") {
  auto scene = several(3);
  scene.when(MergeCases{campaign_id, nth(1), today, {nth(1)}, "同一问题"}).refused(NotSound{"merged"});
  scene.when(MergeCases{campaign_id, nth(1), today, {nth(2), nth(2)}, "同一问题"}).refused(NotSound{"merged"});
  scene = std::move(scene)
              .did(CorrectCase{campaign_id, nth(2), north, "水", true, today, "重点"})
              .did(MergeCases{campaign_id, nth(1), today, {nth(2)}, "同一问题"});
  CHECK(state_of(scene, nth(2)) == "merged");
  CHECK(the_case(scene, nth(1)).key());
  CHECK(the_case(scene, nth(1)).merged == std::vector<std::string>{nth(2)});
  scene.when(MergeCases{campaign_id, nth(3), today, {nth(2)}, "同一问题"})
      .refused(NotInThisState{nth(2), "merged", "complaints.merge_cases"});
}

TEST_CASE("a repeat is linked to the first case, never in a chain or a ring") {
  auto scene = several(3).did(LinkDuplicate{campaign_id, nth(2), today, nth(1), ""});
  scene.when(LinkDuplicate{campaign_id, nth(3), today, nth(2), ""}).refused(AlreadyLinked{nth(2), nth(1)});
  scene.when(LinkDuplicate{campaign_id, nth(2), today, nth(3), ""}).refused(AlreadyLinked{nth(2), nth(1)});
  scene.when(LinkDuplicate{campaign_id, nth(1), today, nth(2), ""}).refused(AlreadyLinked{nth(2), nth(1)});
  scene.when(LinkDuplicate{campaign_id, nth(1), today, nth(1), ""}).refused(NotSound{"first"});
  const UnlinkDuplicate unlink{campaign_id, nth(2), today, "不是同一问题"};
  scene.when(unlink).then(DuplicateUnlinked{unlink, nth(1)});
  std::move(scene).did(unlink).when(unlink).refused(NotLinked{nth(2)});
}

TEST_CASE("a finding is rolled up from the issues") {
  using F = std::optional<Finding>;
  const F yes = Finding::substantiated, mostly = Finding::mostly_substantiated, partly = Finding::partly_substantiated,
          no = Finding::unsubstantiated, none;
  CHECK(rolled_up({yes, yes}) == yes);
  CHECK(rolled_up({no, no}) == no);
  CHECK(rolled_up({yes, no}) == partly);
  CHECK(rolled_up({yes, mostly}) == mostly);
  CHECK(rolled_up({mostly}) == mostly);
  CHECK(rolled_up({mostly, partly}) == partly);
  CHECK(rolled_up({yes, none}) == none);
}

TEST_CASE("a case is reported when each issue has a finding and each measure is done, and signed by another person") {
  RegisterCase two = call();
  two.issues = 2;
  auto scene = handed_over_scene(two).did(found_true(1));
  scene.when(complete()).refused(FindingMissing{number, 2});
  scene.when(found_true(3)).refused(UnknownIssue{number, 3, 2});
  scene.when(ReportOutcome{campaign_id, number, today, Closure::staged, {}}).refused(NotSound{"goal"});
  const RecordMeasure open{campaign_id, number, today, 1, day("2025-07-01"), false, {}};
  scene = std::move(scene).did(RecordFinding{campaign_id, number, today, 2, Finding::unsubstantiated}).did(open);
  scene.when(RecordMeasure{campaign_id, number, today, 3, today, false, {}}).refused(UnknownMeasure{number, 3, 2});
  scene.when(complete()).refused(MeasureOpen{number, 1, day("2025-07-01")});
  const ReportOutcome staged{campaign_id, number, today, Closure::staged, day("2025-07-01")};
  scene.when(staged).then(OutcomeReported{staged, Finding::partly_substantiated, "clerk"});
  scene = std::move(scene).did(staged);
  scene.when(sign()).refused(SamePerson{"clerk"});
  scene = std::move(scene).by("chief").did(sign());
  CHECK(state_of(scene) == "staged");
  RecordMeasure done = open;
  done.done = true;
  scene = std::move(scene).by("clerk").did(done).did(complete()).by("chief").did(sign());
  CHECK(state_of(scene) == "complete");
  CHECK(the_case(scene).outcome->finding == Finding::partly_substantiated);
  scene.when(found_true()).refused(NotInThisState{number, "complete", "complaints.record_finding"});
}

TEST_CASE("a result that is refused goes back to where the case was") {
  auto scene = handed_over_scene().did(found_true()).did(complete());
  scene.when(RefuseSignOff{campaign_id, number, today, "再核"}).refused(SamePerson{"clerk"});
  scene = std::move(scene).by("chief").did(RefuseSignOff{campaign_id, number, today, "再核"});
  CHECK(state_of(scene) == "handed_over");
}

TEST_CASE("a key case takes evidence from after the rectification and two signatures") {
  RegisterCase key = call();
  key.key_case = true;
  auto scene = handed_over_scene(key).did(found_true()).did(complete()).by("chief");
  scene.when(sign()).refused(EvidenceMissing{number});
  const AttachEvidence photo{campaign_id, number, today, EvidenceStage::after, {}, {}, "image/jpeg", 1'000};
  scene = std::move(scene).did(photo);
  scene.when(sign()).then(OutcomeSigned{sign(), Closure::complete, Finding::substantiated, "chief", false});
  scene = std::move(scene).did(sign());
  CHECK(state_of(scene) == "reported");
  scene.when(sign()).refused(SamePerson{"chief"});
  scene = std::move(scene).by("mayor").did(sign());
  CHECK(state_of(scene) == "complete");
}

TEST_CASE("a reopened case starts a round of its own and remembers what it was") {
  auto scene = handed_over_scene().did(found_true()).did(complete()).by("chief").did(sign());
  const ReopenCase again{campaign_id, number, today, "回访不满意"};
  scene.when(again).then(CaseReopened{again, Closure::complete, Finding::substantiated, today,
                                      Dues{day("2025-06-25"), day("2025-06-27")}});
  scene = std::move(scene).did(again);
  CHECK(state_of(scene) == "handed_over");
  CHECK(the_case(scene).rounds == 2);
  CHECK(the_case(scene).counted_on == day("2025-05-29"));
  scene.when(complete()).refused(FindingMissing{number, 1});
}

TEST_CASE("a call-back has a satisfaction when somebody was reached") {
  auto scene = handed_over_scene().did(found_true()).did(complete()).by("chief").did(sign());
  const auto called = [](bool reached, bool solved, std::optional<Satisfaction> said) {
    return RecordCallBack{campaign_id, number, today, reached, solved, said};
  };
  scene.when(called(true, true, {})).refused(NotSound{"satisfaction"});
  scene.when(called(false, false, Satisfaction::satisfied)).refused(NotSound{"satisfaction"});
  scene.when(called(false, true, {})).refused(NotSound{"solved"});
  const RecordCallBack pleased = called(true, true, Satisfaction::satisfied);
  scene.when(pleased).then(CallBackRecorded{pleased});
}

TEST_CASE("a sanction counts what its kind counts, and only a fine has an amount") {
  const auto sanction = [](SanctionKind kind, std::int64_t count, std::int64_t fen) {
    return RecordSanction{campaign_id, number, today, kind, count, Fen{fen}, ""};
  };
  const auto scene = handed_over_scene();
  scene.when(sanction(SanctionKind::fine, 1, 0)).refused(NotSound{"amount"});
  scene.when(sanction(SanctionKind::talk, 1, 5)).refused(NotSound{"amount"});
  scene.when(sanction(SanctionKind::talk, 0, 0)).refused(NotSound{"count"});
  const RecordSanction fine = sanction(SanctionKind::fine, 1, 25'154'271);
  scene.when(fine).then(SanctionRecorded{fine});
}

TEST_CASE("the public text is approved without personal data, and published with a signed result") {
  auto scene = handed_over_scene();
  PublicText telling = clean();
  telling.investigation = "举报人电话 138 0000 1234。";
  scene.when(ApproveText{campaign_id, number, today, telling}).refused(TextHoldsPersonalData{"investigation", "phone"});
  PublicText empty = clean();
  empty.situation.clear();
  scene.when(ApproveText{campaign_id, number, today, empty}).refused(NotSound{"situation"});
  const DiscloseBatch publish{campaign_id, 1, today, std::vector<std::string>{number}};
  scene.when(publish).refused(OutcomeMissing{number});
  scene = std::move(scene).did(found_true()).did(complete()).by("chief").did(sign());
  scene.when(publish).refused(TextMissing{number});
  scene = std::move(scene).did(ApproveText{campaign_id, number, today, clean()});
  scene.when(DiscloseBatch{campaign_id, 1, today, std::vector<std::string>{}}).refused(NotSound{"cases"});
  scene = std::move(scene).did(publish);
  CHECK(the_case(scene).disclosed == std::vector<Day>{today});
  scene.when(PostUpdate{campaign_id, number, today, "请致电0355-2085900"}).refused(TextHoldsPersonalData{"text", "phone"});
}

TEST_CASE("a case of a continuous campaign is handed over when it is registered") {
  DeclareCampaign hotline = with_terms();
  hotline.terms->continuous = true;
  RegisterCase c = call(number, 0);
  given(CampaignDeclared{hotline}).when(c).then(CaseRegistered{c, Dues{day("2025-06-07"), day("2025-06-09")}});
  given(CampaignDeclared{hotline}).when(call()).refused(NotSound{"batch"});
  c.further_types = {"大气", "水"};
  given(CampaignDeclared{hotline}).when(c).refused(NotSound{"further_types"});
  c.further_types = {"光"};
  given(CampaignDeclared{hotline}).when(c).refused(UnknownType{"光"});
}
