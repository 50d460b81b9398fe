// What each event adds to the figures and takes out of them.

#include <doctest/doctest.h>

#include "figures/reading.h"

namespace figures_test {
namespace {

using namespace seethrough;
using namespace seethrough::figures;

const PlaceCode city{140400}, district{140403}, county{140423};

const Tree& places() {
  static const Tree tree = *Tree::make({{city, PlaceCode{0}, "市", "City", false, 0, 0},
                                        {district, city, "区", "District", false, 0, 0},
                                        {county, city, "县", "County", false, 0, 0}});
  return tree;
}

Day day(const char* text) { return *parse_day(text); }

/// Takes events one after the other and sums figures.
struct Scene {
  Reading reading{places()};

  template <class Event>
  Scene& take(const Event& event) {
    if constexpr (std::is_constructible_v<subsidies::Event, Event>) {
      reading.take(reading.position() + 1, subsidies::Event{event});
    } else if constexpr (std::is_constructible_v<complaints::Event, Event>) {
      reading.take(reading.position() + 1, complaints::Event{event});
    } else if constexpr (std::is_constructible_v<projects::Event, Event>) {
      reading.take(reading.position() + 1, projects::Event{event});
    } else {
      reading.take(reading.position() + 1, chains::Event{event});
    }
    return *this;
  }
  std::int64_t sum(Figure figure, const char* cut_off, const std::string& dimension = "",
                   PlaceCode place = city) const {
    return reading.cube().at({day(cut_off), reading.position()}).sum(figure, places(), place, dimension);
  }
  std::int64_t sum_at(std::uint64_t known_at, Figure figure, const std::string& dimension = "",
                      PlaceCode place = city) const {
    return reading.cube().at({day("2099-12-31"), known_at}).sum(figure, places(), place, dimension);
  }
};

subsidies::Purchase purchase(Fen price, Day on) {
  subsidies::Purchase p;
  p.kind = "refrigerator";
  p.place = district;
  p.day = on;
  p.price = price;
  return p;
}

TEST_CASE("a claim counts on its day with its price and subsidy, and a return takes it out from its own day on") {
  Scene scene;
  scene.take(subsidies::FundOpened{"f", 2025, {"appliance_digital"}, Fen{1'000'000}, "", false})
      .take(subsidies::ClaimRedeemed{subsidies::ClaimNumber{1}, purchase(Fen{300'000}, day("2025-06-01")),
                                     {"appliance_digital.appliance", "c", "2025/1", "f", Fen{45'000}}})
      .take(subsidies::ClaimApplied{subsidies::ClaimNumber{2}, purchase(Fen{10'000'000}, day("2025-06-02")),
                                    {"vehicle.scrappage", "c", "2025/1", "f", Fen{150'000}}});
  CHECK(scene.sum(Figure::subsidy_claims, "2025-05-31") == 0);
  CHECK(scene.sum(Figure::subsidy_claims, "2025-06-01") == 1);
  CHECK(scene.sum(Figure::subsidy_claims, "2025-06-02") == 2);
  CHECK(scene.sum(Figure::subsidy_claims, "2025-06-02", "vehicle") == 1);
  CHECK(scene.sum(Figure::consumption, "2025-06-02") == 10'300'000);
  CHECK(scene.sum(Figure::subsidy_granted, "2025-06-02", "appliance_digital") == 45'000);
  CHECK(scene.sum(Figure::subsidy_granted, "2025-06-02", "", county) == 0);

  scene
      .take(subsidies::GoodsReturned{subsidies::ClaimNumber{1}, day("2025-06-10"), "坏了",
                                     {"appliance_digital.appliance", "refrigerator", "f", district, Fen{300'000},
                                      Fen{45'000}}})
      .take(subsidies::ClaimWithdrawn{subsidies::ClaimNumber{2}, day("2025-06-11"), "",
                                      {"vehicle.scrappage", "car", "f", district, Fen{10'000'000}, Fen{150'000}}});
  CHECK(scene.sum(Figure::subsidy_claims, "2025-06-09") == 2);  // the past of the calendar stands
  CHECK(scene.sum(Figure::subsidy_claims, "2025-06-10") == 1);
  CHECK(scene.sum(Figure::subsidy_claims, "2025-06-11") == 0);
  CHECK(scene.sum(Figure::consumption, "2025-06-11") == 0);
  CHECK(scene.sum(Figure::subsidy_granted, "2025-06-11") == 0);
  CHECK(scene.sum_at(3, Figure::subsidy_claims) == 2);  // and the past of the journal
  CHECK(scene.sum_at(4, Figure::subsidy_claims) == 1);
}

TEST_CASE("a merchant counts on the day of its admission, and what it states is kept but not added up") {
  Scene scene;
  scene.take(subsidies::MerchantAdmitted{"m", "商店", county, day("2025-03-01"), true})
      .take(subsidies::MerchantProfiled{"m", "一家商场", day("2025-03-02"), {{"sales", 5, "fen", Bound::over}}});
  CHECK(scene.sum(Figure::merchants, "2025-02-28") == 0);
  CHECK(scene.sum(Figure::merchants, "2025-03-01", "", county) == 1);
  CHECK(scene.sum(Figure::consumption, "2025-03-02") == 0);
  REQUIRE(scene.reading.roster().merchant("m"));
  CHECK(scene.reading.roster().merchant("m")->stated.size() == 1);
  CHECK(scene.reading.reconstructed("subsidies"));
  CHECK_FALSE(scene.reading.reconstructed("complaints"));
  CHECK_FALSE(scene.reading.reconstructed("anything"));
}

complaints::RegisterCase one_case(const std::string& number, int batch, const std::string& type, PlaceCode place,
                                  bool key = false, const std::string& from = "") {
  return {"c", number, batch, day("2025-06-01"), place, type, complaints::Channel::phone, key, from, {}, false};
}

Scene campaign() {
  Scene scene;
  complaints::DeclareCampaign declared;
  declared.campaign = "c";
  declared.place = city;
  declared.types = {"水", "大气"};
  scene.take(complaints::CampaignDeclared{declared})
      .take(complaints::CaseRegistered{one_case("1", 1, "水", district, true)})
      .take(complaints::CaseRegistered{one_case("2", 1, "大气", county, false, "太原市")})
      .take(complaints::CaseRegistered{one_case("3", 2, "水", county)});
  return scene;
}

TEST_CASE("cases count when their batch is handed over, on its day, and no case of another batch") {
  Scene scene = campaign();
  CHECK(scene.sum(Figure::complaint_cases, "2025-12-31") == 0);
  scene.take(complaints::BatchHandedOver{"c", 1, day("2025-06-03"), day("2025-06-03"), {}, true});
  CHECK(scene.sum(Figure::complaint_cases, "2025-06-02") == 0);
  CHECK(scene.sum(Figure::complaint_cases, "2025-06-03") == 2);
  CHECK(scene.sum(Figure::complaint_cases, "2025-06-03", "水", district) == 1);
  CHECK(scene.sum(Figure::complaint_key_cases, "2025-06-03") == 1);
  CHECK(scene.sum(Figure::complaint_splits, "2025-06-03", "太原市") == 1);
  CHECK(scene.sum(Figure::complaint_batches, "2025-06-03") == 1);
  CHECK_FALSE(scene.reading.reconstructed("complaints"));  // no case was
}

TEST_CASE("a corrected case counts where it was corrected to, from the day of its batch, but not before it was known") {
  Scene scene = campaign();
  scene.take(complaints::BatchHandedOver{"c", 1, day("2025-06-03"), day("2025-06-03"), {}, false});
  const std::uint64_t before = scene.reading.position();
  scene.take(complaints::CaseCorrected{"c", "1", county, "大气", false, day("2025-06-20"), "错了"});
  CHECK(scene.sum(Figure::complaint_cases, "2025-06-03") == 2);
  CHECK(scene.sum(Figure::complaint_cases, "2025-06-03", "水") == 0);
  CHECK(scene.sum(Figure::complaint_cases, "2025-06-03", "大气", county) == 2);
  CHECK(scene.sum(Figure::complaint_key_cases, "2025-06-03") == 0);
  CHECK(scene.sum_at(before, Figure::complaint_cases, "水", district) == 1);
  CHECK(scene.sum_at(before, Figure::complaint_key_cases) == 1);

  // A split case stays split, and a second correction starts from the first.
  scene.take(complaints::CaseCorrected{"c", "2", district, "水", true, day("2025-06-21"), ""})
      .take(complaints::CaseCorrected{"c", "1", district, "水", true, day("2025-06-22"), ""});
  CHECK(scene.sum(Figure::complaint_splits, "2025-06-03", "太原市", district) == 1);
  CHECK(scene.sum(Figure::complaint_cases, "2025-06-03", "水", district) == 2);
  CHECK(scene.sum(Figure::complaint_cases, "2025-06-03", "大气") == 0);
  CHECK(scene.sum(Figure::complaint_key_cases, "2025-06-03", "水", district) == 2);
}

projects::RegisterProject project(Fen investment, projects::Stage stage) {
  projects::RegisterProject p;
  p.project = "2301-140400-89-01-123456";
  p.place = county;
  p.investment = investment;
  p.stage = stage;
  p.day = day("2025-01-10");
  return p;
}

TEST_CASE("a project is counted in one stage at a time, and a withdrawn one nowhere") {
  using projects::Stage;
  Scene scene;
  const std::string code = "2301-140400-89-01-123456";
  scene.take(projects::ProjectRegistered{project(Fen{100'000'000'000}, Stage::signed_up)})
      .take(projects::StageMoved{code, Stage::signed_up, Stage::started, day("2025-02-01"), ""});
  CHECK(scene.sum(Figure::projects, "2025-01-09") == 0);
  CHECK(scene.sum(Figure::projects, "2025-01-31", "signed_up") == 1);
  CHECK(scene.sum(Figure::projects, "2025-02-01", "signed_up") == 0);
  CHECK(scene.sum(Figure::projects, "2025-02-01", "started", county) == 1);
  CHECK(scene.sum(Figure::large_projects, "2025-02-01", "started") == 1);
  CHECK(scene.sum(Figure::investment, "2025-02-01") == 100'000'000'000);
  scene.take(projects::StageMoved{code, Stage::started, Stage::stopped, day("2025-03-01"), ""})
      .take(projects::StageMoved{code, Stage::stopped, Stage::withdrawn, day("2025-04-01"), ""});
  CHECK(scene.sum(Figure::projects, "2025-03-31", "stopped") == 1);
  CHECK(scene.sum(Figure::projects, "2025-04-01") == 0);
  CHECK(scene.sum(Figure::large_projects, "2025-04-01") == 0);
  CHECK(scene.sum(Figure::investment, "2025-04-01") == 0);
}

TEST_CASE("a project is large from one billion yuan on, and one registered as withdrawn counts nowhere") {
  Scene small, gone;
  small.take(projects::ProjectRegistered{project(Fen{99'999'999'999}, projects::Stage::reserve)});
  CHECK(small.sum(Figure::projects, "2025-12-31") == 1);
  CHECK(small.sum(Figure::large_projects, "2025-12-31") == 0);
  gone.take(projects::ProjectRegistered{project(Fen{99'999'999'999}, projects::Stage::withdrawn)});
  CHECK(gone.sum(Figure::projects, "2025-12-31") == 0);
}

TEST_CASE("a chain counts for the whole city, and an entry without an event moves the position alone") {
  Scene scene;
  chains::DeclareChain chain;
  chain.chain = "led";
  chain.day = day("2025-05-01");
  chain.reconstructed = true;
  scene.take(chains::ChainDeclared{chain});
  CHECK(scene.sum(Figure::chains, "2025-05-01") == 1);
  CHECK(scene.reading.reconstructed("chains"));
  const std::size_t rows = scene.reading.cube().rows();
  scene.reading.take(2);
  scene.reading.take(3, publication::Event{publication::BulletinIssued{}});
  CHECK(scene.reading.position() == 3);
  CHECK(scene.reading.cube().rows() == rows);
  CHECK(scene.reading.publication().issued.size() == 1);
}

}  // namespace
}  // namespace figures_test
