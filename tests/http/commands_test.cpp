#include <atomic>

#include <boost/json/serialize.hpp>

#include "http/live_figures.h"
#include "http/small_city.h"

namespace seethrough::http {
namespace {

const std::string admit =
    R"({"type":"subsidies.admit_merchant","data":{"merchant":"911404000000003340","name":"商店","place":140403,)"
    R"("day":"2031-01-01","reconstructed":false}})";
const std::string admit_later =
    R"({"type":"subsidies.admit_merchant","data":{"merchant":"911404000000003340","name":"商店","place":140403,)"
    R"("day":"2031-01-02","reconstructed":false}})";

TEST_CASE("a command is accepted once, and sent again it gets the answer it got") {
  SmallCity c;
  const Response first = c.post("/api/v1/commands", admit, "a");
  REQUIRE(first.status == 201);
  const auto said = boost::json::parse(first.text());
  CHECK(said.at("seq") == 1);
  CHECK(said.at("event").at("type") == "subsidies.merchant_admitted/1");
  CHECK(said.at("repeated") == false);
  CHECK(c.get(std::string(said.at("receipt").as_string())).status == 200);

  const Response again = c.post("/api/v1/commands", " " + admit, "a");
  CHECK(again.status == 201);
  CHECK(boost::json::parse(again.text()).at("event") == said.at("event"));
  CHECK(boost::json::parse(again.text()).at("repeated") == true);
  CHECK(c.engine->size() == 1);

  CHECK(c.post("/api/v1/commands", admit_later, "a").status == 409);
  CHECK(c.engine->size() == 1);
}

TEST_CASE("a refusal is a problem with the rejection and its sentence, and is repeated too") {
  SmallCity c;
  REQUIRE(c.post("/api/v1/commands", admit, "a").status == 201);
  const Response first = c.post("/api/v1/commands", admit, "b"), again = c.post("/api/v1/commands", admit, "b");
  REQUIRE(first.status == 422);
  CHECK(first.content_type == "application/problem+json");
  const auto said = boost::json::parse(first.text());
  CHECK(said.at("type") == said.at("rejection").at("type"));
  CHECK(contains(said.at("detail").as_string(), "911404000000003340"));
  CHECK(again.status == 422);
  CHECK(boost::json::parse(again.text()).at("detail") == said.at("detail"));
  CHECK(boost::json::parse(again.text()).at("seq") == said.at("seq"));
  Request in_chinese = c.post_request("/api/v1/commands", admit, "b");
  in_chinese.headers[1].second = "zh";
  CHECK(contains(c.router.answer(in_chinese).text(), "命令被拒绝"));
}

TEST_CASE("a command needs a key, JSON, a known type and a peer on this machine") {
  SmallCity c;
  CHECK(c.post("/api/v1/commands", admit).status == 400);
  CHECK(c.post("/api/v1/commands", admit, std::string(201, 'k')).status == 400);
  CHECK(c.post("/api/v1/commands", admit, "钥").status == 400);
  CHECK(c.post("/api/v1/commands", "{", "k").status == 400);
  CHECK(c.post("/api/v1/commands", R"({"type":"none","data":{}})", "k").status == 400);
  Request request = c.post_request("/api/v1/commands", admit, "k");
  request.headers[0].second = "text/plain";
  CHECK(c.router.answer(request).status == 415);
  request.headers.erase(request.headers.begin());
  CHECK(c.router.answer(request).status == 415);
  request = c.post_request("/api/v1/commands", admit, "k");
  request.headers.emplace_back("X-Forwarded-For", "203.0.113.7");
  CHECK(c.router.answer(request).status == 403);
  request = c.post_request("/api/v1/commands", admit, "k");
  request.peer_is_loopback = false;
  CHECK(c.router.answer(request).status == 403);
  request.path = "/api/v1/commands/batch";
  CHECK(c.router.answer(request).status == 403);
  request.method = "GET";
  CHECK(c.router.answer(request).status == 405);
  CHECK(c.engine->size() == 0);
}

TEST_CASE("a batch answers each command on its own") {
  SmallCity c;
  const auto item = [](const std::string& key, const std::string& command) {
    return "{\"key\":\"" + key + "\"," + command.substr(1);
  };
  const std::string body = "{\"commands\":[" + item("a", admit) + "," + item("b", admit) + "," +
                           item("c", R"({"type":"none","data":{}})") + "," + item("a", admit) + ",7]}";
  const Response response = c.post("/api/v1/commands/batch", body);
  REQUIRE(response.status == 200);
  const auto answers = boost::json::parse(response.text()).at("answers");
  std::vector<int> statuses;
  for (const auto& one : answers.as_array()) statuses.push_back(one.at("status").to_number<int>());
  CHECK(statuses == std::vector<int>{201, 422, 400, 201, 400});
  CHECK(answers.at(3).at("repeated") == true);
  CHECK(c.engine->size() == 2);
  CHECK(c.post("/api/v1/commands", admit, "a").status == 201);  // a key is the same wherever it is sent
  std::string many = "{\"commands\":[7";
  for (int i = 0; i < 1000; ++i) many += ",7";
  CHECK(c.post("/api/v1/commands/batch", many + "]}").status == 413);
  CHECK(c.post("/api/v1/commands/batch", "[]").status == 400);
}

const std::string bought =
    R"({"kind":"冰箱","merchant":"911404000000003340","place":"140403","day":"2031-06-15","price_yuan":3299.50,)"
    R"("name":"张三","identity_number":"11010519491231002X","phone":"13800138000","item":"SN-1",)"
    R"("invoice":"25142000000012345678"})";

std::string with(std::string text, const std::string& part, const std::string& instead) {
  return text.replace(text.find(part), part.size(), instead);
}

struct CityWithShop : SmallCity {
  CityWithShop() {
    give(subsidies::OpenFund{"goods", 2031, {"appliance_digital"}, Fen{10'000'000}, "预算", false});
    give(subsidies::AdmitMerchant{"911404000000003340", "商店", subsidies_test::district, city_day, false});
  }
};

TEST_CASE("a claim comes with the buyer's own numbers, which go into the vault and not into the journal") {
  CityWithShop c;
  const Response first = c.post("/api/v1/claims", bought, "till-1");
  INFO(first.text());
  REQUIRE(first.status == 201);
  const auto said = boost::json::parse(first.text());
  CHECK(said.at("seq") == 3);
  CHECK(said.at("event").at("type") == "subsidies.claim_redeemed/1");
  CHECK(said.at("event").at("data").at("purchase").at("price") == 329'950);
  const auto kept = c.vault.get(c.vault.pseudonym("person", "11010519491231002X"));
  REQUIRE(kept);
  REQUIRE(kept->size() == 1);
  CHECK(contains(kept->front().document, "张三"));
  CHECK(said.at("event").at("data").at("purchase").at("evidence").as_string() == to_hex(kept->front().commitment));
  std::string journal;
  REQUIRE(c.journal.read(1, 3, [&](std::uint64_t, std::string_view bytes, const Digest&) {
    journal += bytes;
    return true;
  }));
  for (const std::string secret : {"张三", "11010519491231002X", "13800138000", "SN-1", "25142000000012345678"}) {
    CHECK(contains(bought, secret));
    CHECK(!contains(journal, secret));
    CHECK(!contains(first.text(), secret));
  }
}

TEST_CASE("a claim sent again gets the answer it got, even after the buyer was erased") {
  CityWithShop c;
  const auto first = boost::json::parse(c.post("/api/v1/claims", bought, "till-1").text());
  const auto again = [&] { return c.post("/api/v1/claims", with(bought, "\"phone\":\"13800138000\",",
                                                                 "\"phone\" : \"13800138000\", \"old_item\":null,"),
                                         "till-1"); };
  for (const bool erased : {false, true}) {
    if (erased) REQUIRE(c.vault.erase(c.vault.pseudonym("person", "11010519491231002X")));
    const Response response = again();
    REQUIRE(response.status == 201);
    CHECK(boost::json::parse(response.text()).at("event") == first.at("event"));
    CHECK(boost::json::parse(response.text()).at("seq") == first.at("seq"));
    CHECK(boost::json::parse(response.text()).at("repeated") == true);
  }
  CHECK(c.post("/api/v1/claims", with(bought, "3299.50", "3299.51"), "till-1").status == 409);
  CHECK(c.post("/api/v1/claims", with(bought, "张三", "李四"), "till-1").status == 409);
  CHECK(c.engine->size() == 3);
  CHECK(c.post("/api/v1/claims", bought, "till-2").status == 422);  // the same fridge again
}

TEST_CASE("a claim that cannot be read is answered with the field and what is expected, and nothing is kept") {
  CityWithShop c;
  const auto detail = [&](const std::string& body) {
    const Response response = c.post("/api/v1/claims", body, "k");
    INFO(response.text());
    CHECK(response.status == 400);
    return std::string(boost::json::parse(response.text()).at("detail").as_string());
  };
  CHECK(contains(detail(with(bought, "3299.50", "-1")), "price_yuan"));
  CHECK(contains(detail(with(bought, "3299.50", std::string(40, '9'))), "price_yuan"));
  CHECK(contains(detail(with(bought, "2031-06-15", "2031-02-30")), "day"));
  CHECK(!contains(detail(with(bought, "11010519491231002X", "110105194912310021")), "110105194912310021"));
  CHECK(contains(detail(with(bought, "\"kind\"", "\"colour\"")), "colour"));
  CHECK(contains(detail(with(bought, "\"phone\"", "\"name\"")), "twice"));
  CHECK(contains(detail(with(bought, "3299.50", "[]")), "one JSON object"));
  CHECK(contains(detail("{}"), "day is empty"));
  CHECK(contains(detail("nothing"), "one JSON object"));
  CHECK(c.post("/api/v1/claims", bought).status == 400);
  Request request = c.post_request("/api/v1/claims", bought, "k");
  request.peer_is_loopback = false;
  CHECK(c.router.answer(request).status == 403);
  CHECK(c.vault.count().value() == 0);
  CHECK(c.engine->size() == 2);
}

TEST_CASE("figures are told as of a day, for a place, as known at a position") {
  SmallCity c;
  c.populate();
  const auto claims = [&](const std::string& query) {
    return c.get_json("/api/v1/figures" + query).at("figures").at(0).at("value").as_int64();
  };
  CHECK(claims("") == 2);
  CHECK(claims("?cut_off=2031-06-14") == 0);
  CHECK(claims("?known_at=3") == 1);
  CHECK(claims("?place=140403") == 2);
  const auto all = c.get_json("/api/v1/figures");
  CHECK(all.at("cut_off") == "2031-06-15");
  CHECK(all.at("figures").at(0).at("by_dimension").at("appliance_digital.appliance") == 2);
  CHECK(all.at("figures").at(0).at("by_place").at("140403") == 2);
  CHECK(c.get("/api/v1/figures?known_at=11").status == 404);
  CHECK(c.get("/api/v1/figures?known_at=x").status == 400);
  CHECK(c.get("/api/v1/figures?place=nowhere").status == 400);
  CHECK(c.get("/api/v1/figures?cut_off=2031").status == 400);
}

TEST_CASE("lists catch up after views.db was deleted, and one that is ahead of the journal is refused") {
  SmallCity c;
  c.populate();
  c.give(subsidies::ReturnGoods{subsidies::ClaimNumber{1}, city_day, ""});
  c.settle();
  auto fresh = stores::SqliteViews::open(c.folder / "again.db");
  REQUIRE(fresh);
  {
    ViewsFeed feed(c.journal, **fresh, c.city->places);
    feed.start();
    CHECK(feed.wait_for(11));
    CHECK(feed.count(RecordKind::claim) == 2);
    feed.stop();
  }
  CHECK((*fresh)->position().value() == 11);
  stores::ListQuery returned;
  returned.state = "returned";
  CHECK((*fresh)->claims(returned)->total == 1);
  {
    ViewsFeed feed(c.journal, **fresh, c.city->places);  // nothing to write: the index alone is made again
    feed.start();
    CHECK(feed.wait_for(11));
    CHECK(feed.entries_of(RecordKind::claim, "C0000001") == std::vector<std::uint64_t>{3, 11});
  }
  journal::MemoryJournal shorter;
  ViewsFeed feed(shorter, **fresh, c.city->places);
  feed.start();
  CHECK(!feed.wait_for(1));
  REQUIRE(feed.failure());
  CHECK(feed.failure()->kind == FailureKind::conflict);
}

TEST_CASE("subscribers are told the totals after entries became durable") {
  SmallCity c;
  std::atomic<int> woken = 0;
  const auto subscription = c.live->subscribe(std::nullopt, [&] {
    ++woken;
    woken.notify_all();
  });
  LiveFigures live(*c.city, c.live);
  c.populate();
  live.wake();
  woken.wait(0);
  live.stop();
  const std::string sent = subscription->take();
  CHECK(contains(sent, "event: figures\n"));
  CHECK(contains(sent, "\"journal_position\":10"));
  CHECK(contains(sent, "{\"id\":\"subsidies.claims\",\"value\":2,\"printed_zh\":\"2笔\""));
}

}  // namespace
}  // namespace seethrough::http
