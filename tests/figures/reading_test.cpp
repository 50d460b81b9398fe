// What each event adds to the figures and takes out of them.

#include <doctest/doctest.h>

#include <ostream>

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

// The steps of subsidy claims: of two appliances and a vehicle, for each figure.

using subsidies::ClaimNumber;

const char* const appliance = "appliance_digital.appliance";

subsidies::ClaimRedeemed redeemed(ClaimNumber claim, Fen price, Fen subsidy, Day on,
                                  std::optional<std::vector<subsidies::Finding>> findings = {}) {
  return {claim, purchase(price, on), {appliance, "c", "2025/1", "f", subsidy}, {}, std::move(findings), {}};
}

/// Two sales of 45,000 and 30,000 fen of subsidy on the first of June.
Scene two_sales() {
  Scene scene;
  scene.take(subsidies::FundOpened{"f", 2025, {"appliance_digital", "vehicle"}, Fen{1'000'000}, "", false})
      .take(redeemed(ClaimNumber{1}, Fen{300'000}, Fen{45'000}, day("2025-06-01")))
      .take(redeemed(ClaimNumber{2}, Fen{200'000}, Fen{30'000}, day("2025-06-01")));
  return scene;
}

subsidies::Reversal of_first() { return {appliance, "refrigerator", "f", district, Fen{300'000}, Fen{45'000}}; }
subsidies::Part part(std::int64_t claims, Fen subsidy) { return {appliance, district, claims, subsidy}; }

struct Sums {
  std::int64_t claims, granted, held_claims, held, paid_claims, paid;
  friend bool operator==(const Sums&, const Sums&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Sums& s) {
    return out << s.claims << ' ' << s.granted << ' ' << s.held_claims << ' ' << s.held << ' ' << s.paid_claims << ' '
               << s.paid;
  }
};
Sums sums(const Scene& scene, const char* cut_off, const char* dimension = "", PlaceCode place = city) {
  const auto of = [&](Figure figure) { return scene.sum(figure, cut_off, dimension, place); };
  return {of(Figure::subsidy_claims), of(Figure::subsidy_granted), of(Figure::claims_held),
          of(Figure::subsidy_held),   of(Figure::claims_paid),     of(Figure::subsidy_paid)};
}

TEST_CASE("a held claim is granted and held, from the day of the hold to the day it is released") {
  Scene scene = two_sales();
  scene.take(subsidies::ClaimHeld{ClaimNumber{1}, day("2025-06-05"), subsidies::HoldReason::serial_number_wrong, "",
                                  part(1, Fen{45'000})})
      .take(subsidies::ClaimReleased{ClaimNumber{1}, day("2025-06-08"), "", part(1, Fen{45'000})});
  CHECK(sums(scene, "2025-06-04") == Sums{2, 75'000, 0, 0, 0, 0});
  CHECK(sums(scene, "2025-06-05") == Sums{2, 75'000, 1, 45'000, 0, 0});
  CHECK(sums(scene, "2025-06-05", "appliance_digital", district) == Sums{2, 75'000, 1, 45'000, 0, 0});
  CHECK(sums(scene, "2025-06-05", "vehicle") == Sums{0, 0, 0, 0, 0, 0});
  CHECK(sums(scene, "2025-06-05", "", county) == Sums{0, 0, 0, 0, 0, 0});
  CHECK(sums(scene, "2025-06-08") == Sums{2, 75'000, 0, 0, 0, 0});
}

TEST_CASE("a claim with a finding that holds is held from its first day on, one with a flag is not") {
  using rules::CheckId, rules::Severity;
  Scene scene = two_sales();
  scene.take(redeemed(ClaimNumber{3}, Fen{100'000}, Fen{15'000}, day("2025-06-02"),
                      std::vector<subsidies::Finding>{{CheckId::price_history, Severity::flag, "100000 > 90000"}}));
  CHECK(sums(scene, "2025-06-02") == Sums{3, 90'000, 0, 0, 0, 0});
  scene.take(redeemed(ClaimNumber{4}, Fen{100'000}, Fen{15'000}, day("2025-06-02"),
                      std::vector<subsidies::Finding>{{CheckId::price_history, Severity::flag, "100000 > 90000"},
                                                      {CheckId::burst, Severity::hold, "21 / 10 min"}}));
  subsidies::ClaimApplied car{ClaimNumber{5}, purchase(Fen{10'000'000}, day("2025-06-03")),
                              {"vehicle.scrappage", "c", "2025/1", "f", Fen{150'000}}, {}};
  car.findings = std::vector<subsidies::Finding>{{CheckId::company_buyer, Severity::hold, "1"}};
  scene.take(car);
  CHECK(sums(scene, "2025-06-02") == Sums{4, 105'000, 1, 15'000, 0, 0});
  CHECK(sums(scene, "2025-06-03", "vehicle") == Sums{1, 150'000, 1, 150'000, 0, 0});
}

TEST_CASE("whatever ends a claim takes it out of the figures, and out of those that are held if it was held") {
  const Day fifth = day("2025-06-05");
  const auto ended = [&](const auto& event) {
    Scene scene = two_sales();
    scene.take(event);
    return sums(scene, "2025-06-05");
  };
  const auto ended_held = [&](const auto& event) {
    Scene scene = two_sales();
    scene.take(subsidies::ClaimHeld{ClaimNumber{1}, day("2025-06-02"), subsidies::HoldReason::other, "",
                                    part(1, Fen{45'000})})
        .take(event);
    CHECK(sums(scene, "2025-06-04") == Sums{2, 75'000, 1, 45'000, 0, 0});
    return sums(scene, "2025-06-05");
  };
  const Sums one_left{1, 30'000, 0, 0, 0, 0};
  using namespace subsidies;
  CHECK(ended(ClaimVoided{ClaimNumber{1}, fifth, "", of_first(), false}) == one_left);
  CHECK(ended_held(ClaimVoided{ClaimNumber{1}, fifth, "", of_first(), true}) == one_left);
  CHECK(ended(ClaimRefused{ClaimNumber{1}, fifth, "c", "", of_first(), false}) == one_left);
  CHECK(ended_held(ClaimRefused{ClaimNumber{1}, fifth, "c", "", of_first(), true}) == one_left);
  CHECK(ended(ClaimWithdrawn{ClaimNumber{1}, fifth, "", of_first(), {}}) == one_left);
  CHECK(ended_held(ClaimWithdrawn{ClaimNumber{1}, fifth, "", of_first(), true}) == one_left);
  CHECK(ended(GoodsReturned{ClaimNumber{1}, fifth, "", of_first(), {}, {}, {}}) == one_left);
  CHECK(ended_held(GoodsReturned{ClaimNumber{1}, fifth, "", of_first(), {}, true, {}}) == one_left);
}

TEST_CASE("a claim that is taken up again counts again, on the day it is") {
  Scene scene = two_sales();
  scene.take(subsidies::ClaimRefused{ClaimNumber{1}, day("2025-06-05"), "c", "", of_first(), false})
      .take(subsidies::ClaimReopened{ClaimNumber{1}, day("2025-06-09"), "", true, of_first()});
  CHECK(sums(scene, "2025-06-08") == Sums{1, 30'000, 0, 0, 0, 0});
  CHECK(sums(scene, "2025-06-09") == Sums{2, 75'000, 0, 0, 0, 0});
  CHECK(scene.sum(Figure::consumption, "2025-06-08") == 200'000);
  CHECK(scene.sum(Figure::consumption, "2025-06-09") == 500'000);
}

TEST_CASE("a batch is held with each of its claims, and a failed spot check holds its claim alone") {
  Scene scene = two_sales();
  scene.take(subsidies::BatchHeld{"b", day("2025-06-05"), subsidies::HoldReason::merchant_violation, "",
                                  {part(2, Fen{75'000}), {"vehicle.scrappage", county, 3, Fen{450'000}}}});
  CHECK(sums(scene, "2025-06-05") == Sums{2, 75'000, 5, 525'000, 0, 0});
  CHECK(sums(scene, "2025-06-05", "vehicle", county) == Sums{0, 0, 3, 450'000, 0, 0});
  scene.take(subsidies::BatchReleased{"b", day("2025-06-06"), "",
                                      {part(2, Fen{75'000}), {"vehicle.scrappage", county, 3, Fen{450'000}}}});
  CHECK(sums(scene, "2025-06-06") == Sums{2, 75'000, 0, 0, 0, 0});
  subsidies::CheckRecorded check{{ClaimNumber{1}, day("2025-06-07"), true, subsidies::HoldReason::other, ""}, "b", {}};
  scene.take(check);
  CHECK(sums(scene, "2025-06-07") == Sums{2, 75'000, 0, 0, 0, 0});
  check.check = {ClaimNumber{2}, day("2025-06-08"), false, subsidies::HoldReason::box_photo_unreadable, ""};
  check.held = part(1, Fen{30'000});
  scene.take(check);
  CHECK(sums(scene, "2025-06-08") == Sums{2, 75'000, 1, 30'000, 0, 0});
}

TEST_CASE("what the bank paid counts on the bank's day, a failed line does not, and a repayment takes it back") {
  Scene scene = two_sales();
  const subsidies::RecordResult failed{"o", 1, 1, false, Fen{75'000}, day("2025-07-01"), "", "账号有误"};
  const subsidies::RecordResult paid{"o", 1, 2, true, Fen{75'000}, day("2025-07-03"), "R1", ""};
  scene.take(subsidies::PaymentOrdered{"o", "f", day("2025-07-01"), {{1, "b", ClaimNumber{0}, "m", 2, Fen{75'000}}}})
      .take(subsidies::PaymentFailed{failed})
      .take(subsidies::PaymentRetried{"o", 1, 2, day("2025-07-02")})
      .take(subsidies::PaymentSettled{paid, {}, {part(2, Fen{75'000})}});
  CHECK(sums(scene, "2025-07-02") == Sums{2, 75'000, 0, 0, 0, 0});
  CHECK(sums(scene, "2025-07-03") == Sums{2, 75'000, 0, 0, 2, 75'000});

  // Goods that come back after payment: no longer granted, still paid until the money is in.
  scene.take(subsidies::GoodsReturned{ClaimNumber{1}, day("2025-07-10"), "", of_first(), Fen{45'000}, {}, {}})
      .take(subsidies::RepaymentRecorded{ClaimNumber{1}, day("2025-07-20"), "R2", part(1, Fen{45'000})});
  CHECK(sums(scene, "2025-07-10") == Sums{1, 30'000, 0, 0, 2, 75'000});
  CHECK(sums(scene, "2025-07-20") == Sums{1, 30'000, 0, 0, 1, 30'000});
}

TEST_CASE("another edition changes what was granted by the difference; what was paid changes when money moves") {
  Scene scene = two_sales();
  const auto adjusted = [](ClaimNumber claim, Fen before, Fen after, const char* on, Fen back) {
    const subsidies::Grant was{appliance, "c", "2025/1", "f", before}, is{appliance, "c", "2025/2", "f", after};
    return subsidies::ClaimAdjusted{claim, day(on), "", district, was, is, back};
  };
  const subsidies::RecordResult result{"o", 1, 1, true, Fen{75'000}, day("2025-07-03"), "R1", ""};
  scene.take(subsidies::PaymentSettled{result, {}, {part(2, Fen{75'000})}})
      .take(adjusted(ClaimNumber{1}, Fen{45'000}, Fen{60'000}, "2025-08-01", Fen{0}))
      .take(adjusted(ClaimNumber{2}, Fen{30'000}, Fen{20'000}, "2025-08-02", Fen{10'000}));
  CHECK(sums(scene, "2025-08-01") == Sums{2, 90'000, 0, 0, 2, 75'000});
  CHECK(sums(scene, "2025-08-02") == Sums{2, 80'000, 0, 0, 2, 75'000});
  // The top-up is money and no new claim; the claw-back leaves the claim paid.
  const subsidies::RecordResult top_up{"p", 1, 1, true, Fen{15'000}, day("2025-08-10"), "R2", ""};
  scene.take(subsidies::PaymentSettled{top_up, {}, {part(0, Fen{15'000})}})
      .take(subsidies::RepaymentRecorded{ClaimNumber{2}, day("2025-08-11"), "R3", part(0, Fen{10'000})});
  CHECK(sums(scene, "2025-08-10") == Sums{2, 80'000, 0, 0, 2, 90'000});
  CHECK(sums(scene, "2025-08-11") == Sums{2, 80'000, 0, 0, 2, 80'000});
}

TEST_CASE("steps that move neither money nor a claim's standing in the figures add nothing") {
  Scene scene = two_sales();
  const std::size_t rows = scene.reading.cube().rows();
  const Day on = day("2025-06-05");
  using namespace subsidies;
  const Draw draw{"r", Pseudonym{}, "refrigerator", Channel::offline, district};
  scene.take(FundRaised{"f", Fen{100}, on, ""})
      .take(FundReclaimed{"f", Fen{100}, on, ""})
      .take(EntitlementDrawn{EntitlementNumber{1}, draw, appliance, Fen{50'000}, {}, {}})
      .take(EntitlementsExpired{{EntitlementNumber{1}}})
      .take(ClaimAccepted{ClaimNumber{1}, on})
      .take(ClaimSentBack{ClaimNumber{1}, on, ""})
      .take(ClaimResubmitted{ClaimNumber{1}, on, {}})
      .take(FirstReviewPassed{ClaimNumber{1}, on, "li"})
      .take(SecondReviewPassed{ClaimNumber{1}, on, "wang"})
      .take(ClaimAppealed{ClaimNumber{1}, on, ""})
      .take(AppealDismissed{ClaimNumber{1}, on, ""})
      .take(BatchFiled{{"b", "m", on, {ClaimNumber{1}}, Fen{45'000}}, "f"})
      .take(BatchReviewed{"b", on, "li"})
      .take(BatchPassed{"b", on, "wang"})
      .take(NoticePosted{{"n", on, on, {"b"}, {}}});
  CHECK(scene.reading.cube().rows() == rows);
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
