#include <doctest/doctest.h>

#include "complaints/given.h"

using namespace complaints_test;

TEST_CASE("a campaign is declared once") {
  given().when(campaign()).then(declared());
  given(declared()).when(campaign()).refused(CampaignAlreadyDeclared{campaign_id});
}

TEST_CASE("a campaign that can't be worked with is refused with the field at fault, the first in their order") {
  DeclareCampaign c = campaign();
  c.place = elsewhere;
  given().when(c).refused(UnknownPlace{elsewhere});
  c.types.clear();
  given().when(c).refused(CampaignNotSound{"types"});
  c.stationed_to = c.stationed_from - 1;
  given().when(c).refused(CampaignNotSound{"stationed_to"});
  c.number_pattern = "{channel}{serial4}";
  given().when(c).refused(CampaignNotSound{"number_pattern"});
  c.campaign.clear();
  given().when(c).refused(CampaignNotSound{"campaign"});
}

TEST_CASE("a case is registered, by telephone or by letter") {
  given(declared()).when(call()).then(registered());
  RegisterCase letter = call("X3SX202505280019");
  letter.channel = Channel::letter;
  given(declared(), registered()).when(letter).then(registered(letter));
}

TEST_CASE("a case may be registered for a later batch, but not for one handed over or for batch 0") {
  given(declared()).when(call("D3SX202505280018", 3)).then(registered(call("D3SX202505280018", 3)));
  given(declared()).when(call("D3SX202505280018", 0)).refused(BatchOutOfTurn{0, 1});
  given(declared(), registered(), handed_over())
      .when(call("D3SX202505280019"))
      .refused(BatchAlreadyHandedOver{1, day("2025-05-29")});
}

TEST_CASE("a case number must have the campaign's form and the letter of its channel, without the star") {
  for (const char* number : {"X3SX202505280018", "D3SX202502300018", "D3SX202505280018*", "D3SX20250528001", ""})
    given(declared()).when(call(number)).refused(NumberMalformed{number, pattern});
}

TEST_CASE("the faults of a case are named in their documented order") {
  RegisterCase c = call("D3SX202505280018", 1);
  const auto scene = given(declared(), registered(), handed_over());
  c.number = "D3SX202505280099";
  c.pollution = "噪声";
  scene.when(c).refused(UnknownType{"噪声"});
  c.place = province;  // known, but not within the campaign's city
  scene.when(c).refused(UnknownPlace{province});
  c.place = elsewhere;
  scene.when(c).refused(UnknownPlace{elsewhere});
  c.day = day("2025-05-27");
  scene.when(c).refused(OutsideStation{c.day, day("2025-05-28"), day("2025-06-27")});
  c.number = "D3SX202505280018";
  scene.when(c).refused(CaseAlreadyRegistered{c.number, 1});
  c.number = "D";
  scene.when(c).refused(NumberMalformed{"D", pattern});
  c.day = today + 1;
  scene.when(c).refused(DayInFuture{today + 1, today});
  c.campaign = "round2";
  scene.when(c).refused(UnknownCampaign{"round2"});
}

TEST_CASE("a case belongs to the days of the station, the first and the last included") {
  const auto scene = given(declared()).on(day("2025-07-01"));
  RegisterCase c = call();
  for (const char* in : {"2025-05-28", "2025-06-27"}) {
    c.day = day(in);
    scene.when(c).then(registered(c));
  }
  c.day = day("2025-06-28");
  scene.when(c).refused(OutsideStation{c.day, day("2025-05-28"), day("2025-06-27")});
}

TEST_CASE("a batch is handed over when its cases add up to its cover sheet") {
  given(declared(), registered()).when(hand_over(1, one_case())).then(handed_over());
}

TEST_CASE("batch 16 of 2025-06-13 tallies: five cases, two of them key") {
  const auto of = [](const char* number, PlaceCode place, const char* type, bool key) {
    RegisterCase c = call(number);
    c.place = place;
    c.pollution = type;
    c.key_case = key;
    if (number[0] == 'X') c.channel = Channel::letter;
    return registered(c);
  };
  const BatchHeader header{5, 2, {{north, 2}, {south, 3}}, {{"生态", 4}, {"水", 1}}};
  const auto scene = given(declared(), of("D3SX202506130001", north, "生态", true),
                           of("D3SX202506130002", north, "生态", false), of("X3SX202506130003", south, "生态", true),
                           of("X3SX202506130004", south, "生态", false), of("X3SX202506130005", south, "水", false));
  scene.when(hand_over(1, header)).then(handed_over(1, header));
}

TEST_CASE("a batch that doesn't tally is refused with the first line that differs") {
  const auto scene = given(declared(), registered());
  const auto differs = [&](BatchHeader header, const char* part, std::int64_t stated, std::int64_t counted) {
    scene.when(hand_over(1, std::move(header))).refused(BatchDoesNotTally{1, part, stated, counted});
  };
  differs({2, 1, {}, {}}, "cases", 2, 1);
  differs({1, 1, {}, {}}, "key_cases", 1, 0);
  differs({1, 0, {{south, 1}}, {}}, "place 140404", 1, 0);
  differs({1, 0, {}, {}}, "place 140403", 0, 1);
  differs({1, 0, {{north, 1}, {north, 1}}, {}}, "place 140403", 1, 0);
  differs({1, 0, {{north, 1}}, {{"大气", 1}}}, "type 大气", 1, 0);
  differs({1, 0, {{north, 1}}, {}}, "type 水", 0, 1);
}

TEST_CASE("batches are handed over in turn, once, not in the future, within a campaign") {
  const auto scene = given(declared(), registered(), handed_over());
  scene.when(hand_over(3, {})).refused(BatchOutOfTurn{3, 2});
  scene.when(hand_over(0, {})).refused(BatchOutOfTurn{0, 2});
  scene.when(hand_over(1, {2, 0, {}, {}})).refused(BatchAlreadyHandedOver{1, day("2025-05-29")});
  HandOverBatch later = hand_over(1, {});
  later.day = today + 1;
  scene.when(later).refused(DayInFuture{today + 1, today});
  later.campaign = "round2";
  scene.when(later).refused(UnknownCampaign{"round2"});
}

TEST_CASE("a case that was handed over is corrected, and counts where it is corrected to") {
  const CorrectCase c = correct();
  const CaseCorrected corrected{c.campaign, c.number, c.place, c.pollution, c.key_case, c.day, c.reason};
  given(declared(), registered(), handed_over()).when(c).then(corrected);
  const auto after = given(declared(), registered(), handed_over(), corrected);
  after.when(c).refused(NothingToCorrect{c.number});
  const Case* one = after.state().campaign(campaign_id)->find(c.number);
  CHECK(one->entry.place == south);
  CHECK(one->entry.pollution == "大气");
  CHECK(one->entry.key_case);
  CHECK(one->corrections == 1);
}

TEST_CASE("a correction is refused for an unknown case, an open batch, a bad day, place or type") {
  CorrectCase c = correct();
  given(declared(), registered()).when(c).refused(NotInThisState{c.number, "registered", "complaints.correct_case"});
  const auto scene = given(declared(), registered(), handed_over());
  c.pollution = "噪声";
  scene.when(c).refused(UnknownType{"噪声"});
  c.place = elsewhere;
  scene.when(c).refused(UnknownPlace{elsewhere});
  c.day = today + 1;
  scene.when(c).refused(DayInFuture{today + 1, today});
  c.number = "D3SX202505280099";
  scene.when(c).refused(UnknownCase{c.number});
  c.campaign = "round2";
  scene.when(c).refused(UnknownCampaign{"round2"});
}

TEST_CASE("a batch is disclosed once it was handed over") {
  const auto scene = given(declared(), registered(), handed_over());
  scene.when(DiscloseBatch{campaign_id, 1, today}).then(BatchDisclosed{campaign_id, 1, today});
  CHECK(given(declared(), registered(), handed_over(), BatchDisclosed{campaign_id, 1, today})
            .state()
            .campaign(campaign_id)
            ->disclosed_up_to() == 1);
  for (const int batch : {-1, 0, 2}) scene.when(DiscloseBatch{campaign_id, batch, today}).refused(UnknownBatch{batch});
  scene.when(DiscloseBatch{campaign_id, 2, today + 1}).refused(DayInFuture{today + 1, today});
  scene.when(DiscloseBatch{"round2", 1, today + 1}).refused(UnknownCampaign{"round2"});
}
