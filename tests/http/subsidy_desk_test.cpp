// The desk of the subsidies over HTTP: a claim's story, queues with due dates, merchants, funds, rounds, batches.

#include <boost/json/serialize.hpp>

#include "http/small_city.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using access::Programme, access::Role;

/// Two fridges sold, a car applied for on Sunday 15 June, a reviewer of the district and one of another place.
struct DeskCity : SmallCity {
  DeskCity() {
    using namespace subsidies_test;
    give(subsidies::OpenFund{"goods", 2031, {"appliance_digital"}, Fen{10'000'000}, "预算", false});
    give(subsidies::OpenFund{"cars", 2031, {"vehicle"}, Fen{10'000'000}, "预算", false});
    give(subsidies::AdmitMerchant{shop_code, "商店", district, city_day, false});
    give(subsidies::Redeem{sold(1)});
    give(subsidies::Redeem{sold(2)});
    subsidies::Purchase car = sold(3);
    car.kind = "car";
    car.price = Fen{12'000'000};
    car.surrendered = someone(3003);
    give(subsidies::Apply{car});
    open_account("reviewer", access::Grant{Role::first_reviewer, Programme::subsidies, district});
    open_account("stranger", access::Grant{Role::first_reviewer, Programme::projects, district});
    city->calendar = WorkCalendar(std::vector<HolidayNotice>{{2031, {*parse_day("2031-06-17")}, {}, "通知"}});  // Tuesday is a holiday
    settle();
  }
  json::value read(const std::string& target, const std::string& account = "reviewer", int status = 200) const {
    const Response response = ask("GET", target, session_of(account));
    INFO(target, " ", response.text());
    CHECK(response.status == status);
    return json::parse(response.text());
  }
  void at(Day day) { city->clock = [day] { return instant_in_china(day, 12, 0, 0, 0); }; }
};

json::object queue_of(const json::value& all, std::string_view name) {
  for (const auto& row : all.at("rows").as_array()) {
    if (std::string_view(row.at("queue").as_string()) == name) return row.as_object();
  }
  return {};
}

TEST_CASE("a claim's story: its steps, what it may do next, until when, and why the rules came to its subsidy") {
  DeskCity c;
  const auto story = c.read("/api/v1/claims/C0000003/story");
  CHECK(story.at("state") == "applied");
  CHECK(story.at("terms").at("subsidy_fen") == 1'000'000);
  CHECK(story.at("terms").at("paid_fen") == 0);
  CHECK(story.at("terms").at("fund") == "cars");
  CHECK(story.at("due").at("stage") == "accept");
  CHECK(story.at("due").at("by") == "2031-06-18");  // Monday and, after the holiday, Wednesday
  CHECK(story.at("due").at("basis_en") == "Notice");
  REQUIRE(story.at("steps").as_array().size() == 1);
  CHECK(story.at("steps").at(0).at("type") == "subsidies.claim_applied/1");
  CHECK_FALSE(story.at("steps").at(0).at("detail_zh").as_string().empty());
  CHECK(story.at("explanation").at(0).as_object().contains("zh"));
  const std::string moves = json::serialize(story.at("moves"));
  CHECK(contains(moves, "subsidies.accept"));
  CHECK(contains(moves, "subsidies.send_back"));
  CHECK_FALSE(contains(moves, "subsidies.void"));

  c.give(subsidies::Accept{subsidies::ClaimNumber{3}, city_day});
  c.settle();
  const auto accepted = c.read("/api/v1/claims/C0000003/story");
  CHECK(accepted.at("state") == "accepted");
  CHECK(accepted.at("steps").as_array().size() == 2);
  CHECK_FALSE(accepted.as_object().contains("due"));
  CHECK_FALSE(accepted.as_object().contains("due_note"));  // the class has no clock for a review
  c.read("/api/v1/claims/C0000009/story", "reviewer", 404);
  c.read("/api/v1/claims/C0000003/story", "stranger", 403);
}

TEST_CASE("working days of a year without a notice are not guessed: there is no due day, and a note says why") {
  DeskCity c;
  c.city->calendar = {};
  const auto story = c.read("/api/v1/claims/C0000003/story");
  CHECK_FALSE(story.as_object().contains("due"));
  CHECK(contains(story.at("due_note").at("en").as_string(), "2031"));
  CHECK(contains(story.at("due_note").at("zh").as_string(), "2031"));
  c.at(city_day + 100);
  CHECK(queue_of(c.read("/api/v1/queues"), "accept").at("overdue") == 0);
  const auto row = c.read("/api/v1/queues/accept").at("rows").at(0);
  CHECK_FALSE(row.as_object().contains("due"));
  CHECK(row.at("overdue") == false);
}

TEST_CASE("queues count what waits in the caller's places, what is due today and what is overdue") {
  DeskCity c;
  auto all = c.read("/api/v1/queues");
  CHECK(queue_of(all, "accept").at("count") == 1);
  CHECK(queue_of(all, "accept").at("overdue") == 0);
  CHECK(queue_of(all, "to_file").at("count") == 2);
  CHECK(queue_of(c.read("/api/v1/queues", "stranger"), "to_file").at("count") == 0);
  c.at(*parse_day("2031-06-18"));
  CHECK(queue_of(c.read("/api/v1/queues"), "accept").at("due_today") == 1);
  c.at(*parse_day("2031-06-19"));
  CHECK(queue_of(c.read("/api/v1/queues"), "accept").at("overdue") == 1);
  const auto accept = c.read("/api/v1/queues/accept");
  CHECK(accept.at("total") == 1);
  CHECK(accept.at("rows").at(0).at("claim") == "C0000003");
  CHECK(accept.at("rows").at(0).at("due") == "2031-06-18");
  CHECK(accept.at("rows").at(0).at("overdue") == true);
  CHECK(c.read("/api/v1/queues/accept", "stranger").at("rows").as_array().empty());
  for (const auto& row : all.at("rows").as_array())
    CHECK(c.read("/api/v1/queues/" + std::string(row.at("queue").as_string())).at("queue") == row.at("queue"));
  c.read("/api/v1/queues/none", "reviewer", 404);
}

TEST_CASE("a batch goes through its queues, and its merchant shows what hangs on it") {
  DeskCity c;
  const auto filed = [&](std::string_view queue) { return queue_of(c.read("/api/v1/queues"), queue).at("count"); };
  c.give(subsidies::FileBatch{"B1", shop_code, city_day, {subsidies::ClaimNumber{1}, subsidies::ClaimNumber{2}}, Fen{30'000}});
  c.settle();
  CHECK(filed("batch_review") == 1);
  CHECK(filed("to_file") == 0);
  const auto waiting = c.read("/api/v1/queues/batch_review").at("rows").at(0);
  CHECK(waiting.at("batch") == "B1");
  CHECK(waiting.at("claims") == 2);
  CHECK(waiting.at("subsidy_fen") == 30'000);
  c.give(subsidies::ReviewBatch{"B1", city_day});
  c.settle();
  CHECK(filed("batch_review") == 0);
  CHECK(c.read("/api/v1/batches?stage=reviewed").at("total") == 1);
  CHECK(c.read("/api/v1/batches?stage=paid").at("total") == 0);
  const auto batch = c.read("/api/v1/batches/B1");
  CHECK(batch.at("reviewed_by") == "local");
  CHECK(batch.at("claim_rows").as_array().size() == 2);
  CHECK(batch.at("claim_rows").at(0).at("claim") == "C0000001");
  c.read("/api/v1/batches/B1", "stranger", 403);
  c.read("/api/v1/batches/B2", "reviewer", 404);
  const auto merchant = c.read("/api/v1/merchants/" + shop_code);
  CHECK(merchant.at("open_claims") == 3);
  CHECK(merchant.at("batches").at(0).at("batch") == "B1");
  CHECK(c.read("/api/v1/merchants?text=%E5%95%86").at("total") == 1);
  CHECK(c.read("/api/v1/merchants?text=nobody").at("total") == 0);
  CHECK(c.read("/api/v1/merchants", "stranger").at("total") == 0);
  c.read("/api/v1/merchants/" + shop_code, "stranger", 403);
}

TEST_CASE("everybody sees where the funds stand, and which rounds there are") {
  DeskCity c;
  using namespace subsidies;
  c.give(SetQuota{"q", "goods", "", subsidies_test::district, true, Fen{5'000'000}, city_day, "文件"});
  const Instant from = instant_in_china(city_day, 8, 0, 0, 0), to = instant_in_china(city_day, 20, 0, 0, 0);
  c.give(OpenRound{"june", "goods", "appliance_digital.digital", subsidies_test::district, from, to, 10, Fen{50'000},
                   RoundMethod::first_come, ""});
  c.give(Draw{"june", subsidies_test::someone(9), "phone", Channel::offline, subsidies_test::district});
  const auto funds = c.get_json("/api/v1/funds").at("rows");
  const auto& goods = funds.at(0);
  CHECK(goods.at("fund") == "goods");
  CHECK(goods.at("granted_fen") == 30'000);
  CHECK(goods.at("reserved_fen") == 50'000);
  CHECK(goods.at("available_fen") == 10'000'000 - 80'000);
  CHECK(goods.at("quotas").at(0).at("amount_fen") == 5'000'000);
  CHECK(funds.at(1).at("granted_fen") == 1'000'000);
  const auto round = c.get_json("/api/v1/rounds").at("rows").at(0);
  CHECK(round.at("round") == "june");
  CHECK(round.at("taken") == 1);
  CHECK(c.get_json("/api/v1/notices").at("total") == 0);
}

TEST_CASE("pages of a list: limit, the next one, and what is no number") {
  DeskCity c;
  c.give(subsidies::RegisterProduct{"6901234567892", "手机甲", "phone", 0, city_day});
  c.give(subsidies::RegisterProduct{"6901234567908", "手机乙", "phone", 0, city_day});
  const auto first = c.read("/api/v1/products?limit=1");
  CHECK(first.at("total") == 2);
  CHECK(first.at("rows").as_array().size() == 1);
  const auto second = c.read("/api/v1/products?limit=1&next=" + std::string(first.at("next").as_string()));
  CHECK(second.at("rows").at(0).at("product") == "6901234567908");
  CHECK_FALSE(second.as_object().contains("next"));
  CHECK(contains(c.read("/api/v1/products?limit=201", "reviewer", 400).at("detail").as_string(), "201"));
  c.read("/api/v1/products?next=x", "reviewer", 400);
}

}  // namespace
}  // namespace seethrough::http
