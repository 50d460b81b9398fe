#pragma once
// A small city behind its routes: a few entries in memory, lists in a scratch folder, no sockets.

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <memory>
#include <string>

#include "bulletins/bulletin.h"
#include "http/city.h"
#include "http/commanding.h"
#include "http/views_feed.h"
#include "journal/codec.h"
#include "journal/memory_journal.h"
#include "proof/hash.h"
#include "stores/memory_evidence.h"
#include "stores/memory_vault.h"
#include "stores/scratch_folder.h"
#include "subsidies/given.h"

namespace seethrough::http {

inline const std::string project_code = "2301-140400-89-01-123456", case_number = "D3SX203106010001";
inline const Day city_day = *parse_day("2031-06-15");

inline const std::string shop_code = "911404000000003340";

/// A fridge at 1,000.00 yuan from the shop, told from others by `n`.
inline subsidies::Purchase sold(int n) {
  subsidies::Purchase purchase = subsidies_test::fridge(n);
  purchase.merchant = shop_code;
  purchase.day = city_day;
  return purchase;
}

/// 2031: fridges at 15% up to 2,000 yuan; telephones at 15% up to 500 yuan, with an entitlement, those a company buys held;
/// cars by application, to be accepted in two working days.
inline const rules::Book& small_book() {
  static const rules::Book made = [] {
    rules::Edition e;
    e.year = 2031;
    e.version = "2031/1";
    e.sources = {{"notice", {"通知", "Notice"}, "商务部门", "", "2031", false, {}}};
    using namespace rules;
    const std::string goods = "appliance_digital.appliance", digital = "appliance_digital.digital", cars = "vehicle.scrappage";
    Class telephones{digital, {"数码", "Digital"}};
    telephones.price_order = {Giver::maker, Giver::channel, Giver::store, Giver::government};
    telephones.entitlement = rules::Entitlement{true, 3, true, 4, "notice"};
    Class vehicles{cars, {"报废更新", "Scrappage"}};
    vehicles.clocks = {{"accept", 2, true, "notice"}};
    e.classes = {{goods, {"家电", "Appliances"}}, telephones, vehicles};
    e.kinds = {{"fridge", {"冰箱", "Fridge"}, goods, Limit{1, Limit::Per::kind}},
               {"phone", {"手机", "Telephone"}, digital, Limit{1, Limit::Per::kind}},
               {"car", {"轿车", "Car"}, cars, Limit{1, Limit::Per::cls}}};
    const Period year{day_of(2031, 1, 1), day_of(2031, 12, 31)};
    const Condition cheap{
        "cheap", {}, {Field::price_fen, Op::at_most, {600'000}}, {"单价不超过6000元", "At most 6,000 yuan"}, "notice"};
    e.clauses = {
        {"fridge", goods, {"fridge"}, year, {}, {}, rules::Rate{BasisPoints{1500}, Fen{200'000}}, "notice", {"15%", "15%"}},
        {"phone", digital, {"phone"}, year, {}, {cheap}, rules::Rate{BasisPoints{1500}, Fen{50'000}}, "notice", {"15%", "15%"}},
        {"car", cars, {"car"}, year, {}, {}, Flat{Fen{1'000'000}}, "notice", {"定额", "Flat"}}};
    Check company;
    company.id = CheckId::company_buyer;
    company.severity = Severity::hold;
    company.classes = {digital};
    company.text = {"购买方不得为单位", "The buyer is a person"};
    company.source = "notice";
    e.checks = {company};
    Book book;
    INVARIANT(book.add(std::move(e)), "the year is free");
    return book;
  }();
  return made;
}

class SmallCity {
 public:
  explicit SmallCity(const Tree& places = subsidies_test::places()) : vault(stores::MasterKey{}) {
    auto opened = stores::SqliteViews::open(folder / "views.db");
    REQUIRE(opened);
    views = std::move(*opened);
    proof::Seed seed;
    seed.bytes.fill(7);
    auto recovered = engine::Engine::recover({journal, small_book(), places,
                                              proof::make_signing_key("log.example.cn/city", seed)},
                                             {});
    REQUIRE(recovered);
    engine = std::move(*recovered);
    feed = std::make_unique<ViewsFeed>(journal, *views, places);
    engine->on_durable([this](std::uint64_t) { feed->wake(); });
    feed->start();
    city = std::make_unique<City>(City{*engine, journal, vault, small_book(), places,
                                       views.get(), feed.get(), "css", "js", "verify", "openapi: 3.1.0", "build 1",
                                       [] { return instant_in_china(city_day, 12, 0, 0, 0); }});
    const stores::PasswordCost cheap{1, std::size_t{8} << 10};
    auto kept = stores::SqliteCredentials::open(folder / "credentials.db", {}, stores::system_random(), cheap);
    REQUIRE(kept);
    credentials = std::move(*kept);
    auto noted = stores::SqliteTrail::open(folder / "audit.db", {});
    REQUIRE(noted);
    trail = std::move(*noted);
    city->evidence.store = &evidence;
    city->entrance.credentials = credentials.get();
    city->entrance.trail = trail.get();
    city->entrance.operator_token = "sto_test";
    city->entrance.security_contact = "mailto:security@example.cn";
    city->desk = {{"index.html", "text/html; charset=utf-8", "<!doctype html><title>Desk</title>"},
                  {"assets/desk-ABC.js", "text/javascript; charset=utf-8", "desk"}};
    live = std::make_shared<EventStream>();
    router = make_routes(*city, live);
  }
  ~SmallCity() { engine.reset(); }  // no call to the feed after it is gone

  /// Two claims, a project, a case handed over, a chain: entries 1 to 10.
  void populate() {
    using namespace subsidies_test;
    give(subsidies::OpenFund{"goods", 2031, {"appliance_digital"}, Fen{10'000'000}, "预算", false});
    give(subsidies::AdmitMerchant{shop_code, "商店", district, day("2031-01-01"), false});
    give(subsidies::Redeem{sold(1)});
    give(subsidies::Redeem{sold(2)});
    projects::RegisterProject project;
    project.project = project_code;
    project.name_zh = "光伏组件";
    project.name_en = "PV modules";
    project.place = district;
    project.investment = Fen{200'000'000'000};
    project.day = day("2031-03-01");
    give(project);
    give(projects::SignProject{project_code, day("2031-04-01")});
    complaints::DeclareCampaign campaign;
    campaign.campaign = "2031";
    campaign.name_zh = "督察";
    campaign.name_en = "Inspection";
    campaign.place = subsidies_test::city;
    campaign.stationed_from = day("2031-05-20");
    campaign.stationed_to = day("2031-06-20");
    campaign.number_pattern = "{channel}3SX{date}{serial4}";
    campaign.types = {"水", "大气"};
    give(campaign);
    complaints::RegisterCase one;
    one.campaign = "2031";
    one.number = case_number;
    one.batch = 1;
    one.day = day("2031-06-01");
    one.place = district;
    one.pollution = "水";
    give(one);
    const complaints::BatchHeader header{1, 0, {{district, 1}}, {{"水", 1}}};
    give(complaints::HandOverBatch{"2031", 1, day("2031-06-02"), day("2031-06-02"), header, false});
    chains::DeclareChain chain;
    chain.chain = "pv";
    chain.name_zh = "光伏";
    chain.name_en = "Photovoltaics";
    chain.day = day("2031-06-01");
    give(chain);
  }

  /// Gives a command that must be accepted; its entry's number.
  template <class Command>
  std::uint64_t give(const Command& command) {
    std::vector<engine::Submission> one;
    one.push_back(submission(*city, "local", "city-" + std::to_string(++given_), journal::Command{programme(command)}));
    const auto answers = engine->submit(std::move(one));
    REQUIRE(answers);
    const bool accepted = !std::holds_alternative<journal::Refused>(*answers->front().event);
    INFO(journal::encode_event(*answers->front().event));
    REQUIRE(accepted);
    return answers->front().seq;
  }
  void issue() {
    const publication::IssueBulletin command = engine->look([](const figures::Reading& reading, const std::string&) {
      const auto bulletin = bulletins::compose(reading, {publication::Series::subsidies, city_day, 0});
      REQUIRE(bulletin);
      return publication::IssueBulletin{publication::Series::subsidies, city_day, 0,
                                        static_cast<std::int64_t>(reading.position()),
                                        proof::sha256(bulletins::canonical_json(*bulletin))};
    });
    give(command);
  }

  /// GET of a target as a client would write it.
  Response get(const std::string& target, Pairs headers = {}) const {
    Request request;
    const auto parsed = parse_target(target);
    REQUIRE(parsed);
    request.raw_target = target;
    request.path = parsed->path;
    request.query = parsed->query;
    request.headers = std::move(headers);
    request.peer_is_loopback = true;
    return router.answer(request);
  }
  boost::json::value get_json(const std::string& target, int status = 200) const {
    const Response response = get(target);
    INFO(target, " ", response.text());
    CHECK(response.status == status);
    return boost::json::parse(response.text());
  }
  Request post_request(const std::string& path, std::string body, const std::string& key) const {
    Request request;
    request.method = "POST";
    request.path = request.raw_target = path;
    request.headers = {{"Content-Type", "application/json"}, {"Accept-Language", "en"}};
    request.headers.emplace_back("Authorization", "Bearer sto_test");
    if (!key.empty()) request.headers.emplace_back("Idempotency-Key", key);
    request.body = std::move(body);
    request.peer_address = "127.0.0.1";
    request.peer_is_loopback = true;
    return request;
  }
  Response post(const std::string& path, std::string body, const std::string& key = "") const {
    return router.answer(post_request(path, std::move(body), key));
  }
  /// A person's account with one role; null place: with none.
  void open_account(const std::string& name, std::optional<access::Grant> grant,
                    access::AccountKind kind = access::AccountKind::person) {
    const bool registered = engine->look_at_access([](const access::State& state) { return state.organ("office") != nullptr; });
    if (!registered) give(access::RegisterOrgan{"office", "办公室", "Office", subsidies_test::city});
    give(access::OpenAccount{name, kind, "office"});
    if (grant) give(access::GrantRole{name, grant->role, grant->programme, grant->place});
  }
  /// The headers of a new session of that account: cookie and token.
  Pairs session_of(const std::string& account) const {
    auto opened = credentials->open_session({account, "password", "127.0.0.1", "test"}, city->clock());
    REQUIRE(opened);
    return {{"Cookie", "seethrough=" + opened->token}, {"X-CSRF-Token", opened->session.csrf}};
  }
  /// Any request, from this machine, in English.
  Response ask(const std::string& method, const std::string& target, Pairs headers, std::string body = "") const {
    Request request;
    const auto parsed = parse_target(target);
    REQUIRE(parsed);
    request.method = method;
    request.raw_target = target;
    request.path = parsed->path;
    request.query = parsed->query;
    request.headers = std::move(headers);
    request.headers.emplace_back("Accept-Language", "en");
    if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
    request.body = std::move(body);
    request.peer_address = request.client_address = "127.0.0.1";
    request.peer_is_loopback = true;
    return router.answer(request);
  }
  void settle() const { REQUIRE(feed->wait_for(engine->size())); }

  stores::ScratchFolder folder;
  journal::MemoryJournal journal;
  stores::MemoryVault vault;
  stores::MemoryEvidence evidence;
  std::unique_ptr<stores::SqliteViews> views;
  std::unique_ptr<ViewsFeed> feed;
  std::unique_ptr<stores::SqliteCredentials> credentials;
  std::unique_ptr<stores::SqliteTrail> trail;
  std::unique_ptr<engine::Engine> engine;
  std::unique_ptr<City> city;
  std::shared_ptr<EventStream> live;
  Router router;

 private:
  template <class One>
  static journal::Command programme(const One& one) {
    if constexpr (std::is_constructible_v<subsidies::Command, const One&>) return subsidies::Command{one};
    else if constexpr (std::is_constructible_v<complaints::Command, const One&>) return complaints::Command{one};
    else if constexpr (std::is_constructible_v<projects::Command, const One&>) return projects::Command{one};
    else if constexpr (std::is_constructible_v<chains::Command, const One&>) return chains::Command{one};
    else if constexpr (std::is_constructible_v<access::Command, const One&>) return access::Command{one};
    else return publication::Command{one};
  }
  int given_ = 0;
};

inline bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace seethrough::http
