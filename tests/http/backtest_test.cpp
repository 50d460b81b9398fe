// Backtest and forecast over HTTP, on the small city: two fridges of 1,000.00 yuan at 15% out of 100,000 yuan.
#include <boost/json/serialize.hpp>

#include "backtest/forecast.h"
#include "http/small_city.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

std::string rules_at(const std::string& rate) {
  return "year: 2031\nversion: 2031/2\nin_force: 2031-01-01\nsources:\n  - {id: notice, title: {zh: 通知, en: Notice}}\nclasses:\n"
         "  - id: appliance_digital.appliance\n    name: {zh: 家电, en: Appliances}\n    limit: {count: 1, per: kind}\n"
         "    kinds:\n      - {id: fridge, name: {zh: 冰箱, en: Fridge}}\n    clauses:\n"
         "      - id: fridge\n        text: {zh: 冰箱, en: Fridge}\n        days: 2031-01-01..2031-12-31\n"
         "        rate: " + rate + "\n        cap: 2000.00 yuan\n        source: notice\n";
}
std::string body(const std::string& rules) { return json::serialize(json::object{{"rules", rules}}); }

TEST_CASE("a backtest says what other rules would have cost, and grows with the record") {
  SmallCity c;
  c.populate();
  const std::string padding(20'000, '#');  // a rule file is longer than any text of a command
  const Response response = c.post("/api/v1/backtest", body(rules_at("20%") + padding + "\n"));
  INFO(response.text());
  REQUIRE(response.status == 200);
  CHECK(response.header("Cache-Control") == "no-store");
  const json::value report = json::parse(response.text());
  CHECK(report.at("editions").at(0) == "2031/2");
  CHECK(report.at("claims") == 2);
  CHECK(report.at("total").at("before_fen") == 30'000);
  CHECK(report.at("total").at("after_fen") == 40'000);
  CHECK(report.at("total").at("gainers") == 2);
  CHECK(report.at("places").at(0).at("place").at("en") == "District");
  CHECK(report.at("most_changed").at(0).at("claim") == "C0000001");
  CHECK(report.at("replay").at("mismatches") == 0);
  c.give(subsidies::Redeem{sold(3)});
  c.give(subsidies::ReturnGoods{subsidies::ClaimNumber{1}, city_day, "退货"});
  const json::value later = json::parse(c.post("/api/v1/backtest", body(rules_at("20%"))).text());
  CHECK(later.at("claims") == 3);
  CHECK(later.at("taken_back") == 1);
  CHECK(later.at("total").at("after_fen") == 40'000);
}

TEST_CASE("a rule file that is not right is refused with its line, and nothing is computed") {
  SmallCity c;
  c.populate();
  const Response response = c.post("/api/v1/backtest", body(rules_at("20x")));
  CHECK(response.status == 422);
  CHECK(response.content_type == "application/problem+json");
  CHECK(contains(response.text(), "line 16"));
  CHECK(c.post("/api/v1/backtest", body("")).status == 422);
  CHECK(c.post("/api/v1/backtest", body(std::string(300'000, ' '))).status == 422);
  CHECK(c.post("/api/v1/backtest", "{}").status == 400);
  CHECK(c.post("/api/v1/backtest", R"({"rules":"year: 2031","more":1})").status == 400);
  CHECK(c.post("/api/v1/backtest", "rules").status == 400);
  Request form = c.post_request("/api/v1/backtest", body(rules_at("20%")), "");
  form.headers = {{"Content-Type", "text/plain"}, {"Authorization", "Bearer sto_test"}};
  CHECK(c.router.answer(form).status == 415);
}

TEST_CASE("rules of another year leave every claim untouched") {
  SmallCity c;
  c.populate();
  std::string other = rules_at("20%");
  for (std::size_t at; (at = other.find("2031")) != std::string::npos;) other.replace(at, 4, "2032");
  const json::value report = json::parse(c.post("/api/v1/backtest", body(other)).text());
  CHECK(report.at("untouched").at("claims") == 2);
  CHECK(report.at("untouched").at("years").at(0) == 2031);
  CHECK(report.at("total").at("claims") == 0);
}

TEST_CASE("the forecast is open to everybody and has the burn-down") {
  SmallCity c;
  CHECK(c.get_json("/api/v1/forecast").at("funds").as_array().empty());
  c.populate();
  const json::value forecast = c.get_json("/api/v1/forecast");
  CHECK(forecast.at("as_of") == "2031-06-15");
  const json::value& fund = forecast.at("funds").at(0);
  CHECK(fund.at("fund") == "goods");
  CHECK(fund.at("left_fen") == 10'000'000 - 30'000);
  CHECK(fund.at("middle").is_null());  // two claims on one day are no history
  CHECK(fund.at("alarm") == "none");
  CHECK(fund.at("burn_down").at("from") == "2031-01-01");
  CHECK(fund.at("burn_down").at("granted_fen").as_array().size() == 166);
  CHECK(fund.at("burn_down").at("granted_fen").as_array().back() == 30'000);
  CHECK(fund.at("burn_down").at("even_fen").as_array().back() == 4'547'945);  // 166 of 365 days of 10,000,000 fen
  // What was known before the second claim, and as of a day without any.
  CHECK(c.get_json("/api/v1/forecast?known_at=3").at("funds").at(0).at("granted_fen") == 15'000);
  CHECK(c.get_json("/api/v1/forecast?as_of=2031-06-14").at("funds").at(0).at("granted_fen") == 0);
  CHECK(c.get_json("/api/v1/forecast?as_of=2199-12-31").at("funds").at(0).at("burn_down").at("cap_fen").as_array().size() == 365);
  CHECK(c.get_json("/api/v1/forecast?as_of=1900-01-01").at("funds").at(0).at("burn_down").at("from").is_null());
  CHECK(c.get("/api/v1/forecast?as_of=soon").status == 400);
  CHECK(c.get("/api/v1/forecast?known_at=-1").status == 400);
  CHECK(c.get("/api/v1/forecast?known_at=99").status == 404);
}

TEST_CASE("the forecast from the figures is that from the record") {
  SmallCity c;
  c.populate();
  for (int n = 10; n < 40; ++n) {
    subsidies::Purchase purchase = sold(n);
    purchase.day = city_day - (n - 10);
    c.give(subsidies::Redeem{purchase});
  }
  c.give(subsidies::ReturnGoods{subsidies::ClaimNumber{1}, city_day, "退货"});
  backtest::Recorded recorded;
  REQUIRE(c.journal.read(1, UINT64_MAX, [&](std::uint64_t, std::string_view bytes, const Digest&) {
    const auto entry = journal::decode_entry(bytes);
    REQUIRE(entry);
    if (const auto* event = std::get_if<subsidies::Event>(&entry->event)) recorded.take(*event, city_day);
    return true;
  }));
  const backtest::Forecast made = backtest::forecast(backtest::fund_histories(recorded).front(), city_day, {});
  REQUIRE(made.middle);
  const json::value fund = c.get_json("/api/v1/forecast").at("funds").at(0);
  CHECK(fund.at("granted_fen") == made.granted.value);
  CHECK(fund.at("blocks") == made.blocks);
  for (const auto& [name, pace] : {std::pair{"fast", made.fast}, std::pair{"middle", made.middle}, std::pair{"slow", made.slow}}) {
    CHECK(fund.at(name).at("a_week_fen") == pace->a_week.value);
    CHECK(fund.at(name).at("days") == *pace->days);
  }
}

}  // namespace
}  // namespace seethrough::http
