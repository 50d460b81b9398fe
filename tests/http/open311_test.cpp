// Open311 as its clients speak it: FixMyStreet's XML, others' JSON, and what they get wrong.

#include <fmt/format.h>
#include <pugixml.hpp>

#include <set>
#include <thread>

#include "http/open311_case.h"
#include "http/small_city.h"

namespace seethrough::http {
namespace {

const std::string root = "/open311/v2/";
const std::string first_number = std::string(1, open311_letter) + "3SX203106150001";

std::string encoded(const Pairs& form) {
  std::string out;
  const auto add = [&](std::string_view text) {
    for (const char c : text) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  };
  for (const auto& [name, value] : form) {
    if (!out.empty()) out += '&';
    add(name);
    out += '=';
    add(value);
  }
  return out;
}

pugi::xml_document parsed(const Response& response) {
  CHECK(response.content_type == "text/xml");
  CHECK(response.text().starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>"));
  pugi::xml_document document;
  const std::string text(response.text());
  CHECK_MESSAGE(document.load_buffer(text.data(), text.size()), text);
  return document;
}
boost::json::value parsed_json(const Response& response) {
  CHECK(response.content_type == "application/json");
  return boost::json::parse(response.text());
}
std::string at(const pugi::xml_document& document, const char* path) {
  return document.select_node(path).node().text().get();
}
std::size_t count(const pugi::xml_document& document, const char* path) { return document.select_nodes(path).size(); }

/// The only error of a refusal, in either format; its code is the status.
std::string error(const Response& response, int status) {
  INFO(response.text());
  CHECK(response.status == status);
  if (response.content_type == "application/json") {
    const auto errors = parsed_json(response);
    REQUIRE(errors.as_array().size() == 1);
    CHECK(errors.at(0).at("code") == status);
    return errors.at(0).at("description").as_string().c_str();
  }
  const auto document = parsed(response);
  CHECK(count(document, "/errors/error") == 1);
  CHECK(at(document, "/errors/error/code") == std::to_string(status));
  return at(document, "/errors/error/description");
}

/// The small city with a client of each kind.
struct Open311City : SmallCity {
  Open311City() {
    populate();
    open_account("app", access::Grant{access::Role::clerk, access::Programme::complaints, subsidies_test::district},
                 access::AccountKind::machine);
    key = key_for("app", {"complaints"});
  }
  std::string key_for(const std::string& account, std::vector<std::string> scopes) {
    const auto made = credentials->make_key();
    REQUIRE(credentials->keep_key(made.secret, account));
    give(access::IssueKey{account, made.key, std::move(scopes), city_day});
    return made.secret;
  }
  Request form_request(const std::string& name, const Pairs& form, Pairs headers = {}) const {
    Request request;
    request.method = "POST";
    request.path = request.raw_target = root + name;
    request.headers = std::move(headers);
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    request.headers.emplace_back("Accept-Language", "en");
    request.body = encoded(form);
    request.peer_address = request.client_address = "127.0.0.1";
    request.peer_is_loopback = true;
    return request;
  }
  Response form(const std::string& name, const Pairs& form, Pairs headers = {}) const {
    return router.answer(form_request(name, form, std::move(headers)));
  }
  Response read(const std::string& target) const {
    return get(root + target, {{"Accept-Language", "en"}, {"Host", "city.example.cn"}});
  }
  /// What a client sends of a smell in the district.
  Pairs complaint(Pairs more = {}) const {
    Pairs all{{"api_key", key},
              {"service_code", "2031.2"},
              {"address_id", "140403"},
              {"description", "夜里有刺鼻的气味"},
              {"first_name", "三"},
              {"last_name", "张"},
              {"phone", "13812345678"},
              {"email", "zhang@example.cn"},
              {"address_string", "英雄中路 12 号"},
              {"media_url", "https://img.example.cn/1.jpg"}};
    for (auto& one : more) {
      const auto same =
          std::find_if(all.begin(), all.end(), [&](const auto& known) { return known.first == one.first; });
      if (same == all.end()) all.push_back(one);
      else same->second = one.second;
    }
    return all;
  }
  std::string register_one(const Pairs& more = {}) const {
    const Response response = form("requests.xml", complaint(more));
    INFO(response.text());
    REQUIRE(response.status == 200);
    return at(parsed(response), "/service_requests/request/service_request_id");
  }
  std::size_t cases() const {
    return engine->look([](const figures::Reading& reading, const std::string&) {
      return reading.complaints().campaigns.at(0).cases.size();
    });
  }
  std::string key;
};

}  // namespace

TEST_CASE("Open311: the discovery document lists two endpoints in XML, where the caller reached it") {
  const Open311City c;
  const auto xml = parsed(c.read("discovery.xml"));
  CHECK(count(xml, "/discovery/endpoints/endpoint[formats/format='text/xml']") == 2);
  CHECK(at(xml, "/discovery/endpoints/endpoint[specification='http://wiki.open311.org/GeoReport_v2']/url") ==
        "http://city.example.cn/open311/v2");
  CHECK(at(xml, "/discovery/changeset") == "2031-06-15T12:00:00+08:00");
  CHECK(contains(at(xml, "/discovery/contact"), "security@example.cn"));
  CHECK(parsed_json(c.read("discovery.json")).at("endpoints").at(0).at("type") == "production");
}

TEST_CASE("Open311: services are the types of the campaigns that take complaints") {
  Open311City c;
  const auto xml = parsed(c.read("services.xml"));
  REQUIRE(count(xml, "/services/service") == 2);
  CHECK(at(xml, "/services/service[1]/service_code") == "2031.1");
  CHECK(at(xml, "/services/service[1]/group") == "Inspection");
  CHECK(at(xml, "/services/service[1]/metadata") == "true");
  CHECK(at(xml, "/services/service[1]/type") == "realtime");
  CHECK(parsed_json(c.read("services.json")).as_array().size() == 2);
  const auto definition = parsed(c.read("services/2031.2.xml"));
  CHECK(at(definition, "/service_definition/service_code") == "2031.2");
  CHECK(at(definition, "/service_definition/attributes/attribute/code") == "place");
  CHECK(count(definition, "/service_definition/attributes/attribute/values/value") == 2);
  CHECK(at(definition, "//value[key='140403']/name") == "District");
  CHECK(parsed_json(c.read("services/2031.2.json")).at("attributes").at(0).at("required") == true);
  for (const char* code :
       {"2031.3", "2031.0", "2031.01", "2031", "2031.", "2030.1", "x.y", "2031.99999999999999999999"})
    CHECK(contains(error(c.read(std::string("services/") + code + ".xml"), 404), code));

  complaints::DeclareCampaign past;
  past.campaign = "2030";
  past.name_zh = "往年";
  past.name_en = "Past";
  past.place = subsidies_test::city;
  past.stationed_from = subsidies_test::day("2030-05-20");
  past.stationed_to = subsidies_test::day("2031-06-14");
  past.number_pattern = "{date}{serial3}";
  past.types = {"水"};
  c.give(past);
  CHECK(count(parsed(c.read("services.xml")), "/services/service") == 2);
  error(c.read("services/2030.1.json"), 404);
  past.campaign = "second";
  past.stationed_to = city_day;
  c.give(past);
  std::set<std::string> names;
  for (const auto& node : parsed(c.read("services.xml")).select_nodes("/services/service/service_name"))
    names.insert(node.node().text().get());
  CHECK(names.size() == 3);
}

TEST_CASE("Open311: a request becomes a case, and nothing personal leaves the vault") {
  Open311City c;
  const std::string number = c.register_one();
  CHECK(number == first_number);
  CHECK(c.register_one({{"attribute[place]", "区"}, {"service_code", "2031.1"}}) ==
        number.substr(0, number.size() - 1) + "2");
  const complaints::Case one = c.engine->look([&](const figures::Reading& reading, const std::string&) {
    return *reading.complaints().campaigns.at(0).find(number);
  });
  CHECK(one.entry.batch == 2);  // the first was handed over
  CHECK(one.entry.place == subsidies_test::district);
  CHECK(one.entry.pollution == "大气");
  CHECK(one.entry.day == city_day);
  CHECK(one.entry.channel == open311_channel);

  const auto kept = c.vault.get(c.vault.pseudonym("case", "2031/" + number));
  REQUIRE(kept);
  REQUIRE(kept->size() == 1);
  CHECK(kept->at(0).commitment == one.entry.letter);
  CHECK(
      kept->at(0).document ==
      R"({"address":"英雄中路 12 号","complainant":"张三","email":"zhang@example.cn","media":"https://img.example.cn/1.jpg",)"
      R"("phone":"13812345678","text":"夜里有刺鼻的气味"})");

  std::string seen;
  REQUIRE(c.journal.read(1, c.engine->size(), [&](std::uint64_t, std::string_view bytes, const Digest&) {
    seen += bytes;
    return true;
  }));
  for (const char* target : {"requests.xml", "requests.json", "servicerequestupdates.xml"})
    seen += c.read(target).text();
  seen += c.read("requests/" + number + ".xml").text();
  for (const char* secret : {"张三", "13812345678", "zhang@example.cn", "英雄中路", "刺鼻", "img.example.cn"})
    CHECK_FALSE(contains(seen, secret));
}

TEST_CASE("Open311: a request as it stands, alone and by its token, in both formats") {
  Open311City c;
  const std::string number = c.register_one();
  const auto xml = parsed(c.read("requests/" + number + ".xml"));
  REQUIRE(count(xml, "/service_requests/request") == 1);
  CHECK(at(xml, "//status") == "open");
  CHECK(at(xml, "//service_code") == "2031.2");
  CHECK(at(xml, "//description").empty());
  CHECK(at(xml, "//agency_responsible") == "City");  // until a unit accepts it
  CHECK(at(xml, "//requested_datetime") == "2031-06-15T12:00:00+08:00");
  CHECK(at(xml, "//address") == "District");
  CHECK(at(xml, "//address_id") == "140403");
  const auto json = parsed_json(c.read("requests/" + number + ".json"));
  CHECK(json.at(0).at("service_request_id").as_string() == number);
  CHECK(json.at(0).at("description").is_null());
  CHECK(json.at(0).at("lat").is_null());
  CHECK(contains(error(c.read("requests/nothing.xml"), 404), "nothing"));
  CHECK(contains(error(c.read("requests/nothing.json"), 404), "nothing"));

  CHECK(at(parsed(c.read("tokens/" + number + ".xml")), "/service_requests/request/service_request_id") == number);
  CHECK(parsed_json(c.read("tokens/" + number + ".json")).at(0).at("token").as_string() == number);
  error(c.read("tokens/0123456789abcdef0123456789abcdef.xml"), 404);
  error(c.read("tokens/x.json"), 404);
}

TEST_CASE("Open311: the list of requests, by every filter") {
  Open311City c;
  const std::string number = c.register_one();
  const auto numbers = [&](const std::string& query) {
    std::string found;
    for (const auto& node :
         parsed(c.read("requests.xml?" + query)).select_nodes("/service_requests/request/service_request_id"))
      found += std::string(found.empty() ? "" : " ") + node.node().text().get();
    return found;
  };
  CHECK(numbers("") == number + " " + case_number);
  CHECK(numbers("service_code=2031.1") == case_number);
  CHECK(numbers("service_code=2031.1,2031.2") == number + " " + case_number);
  CHECK(numbers("service_code=2031.9").empty());
  CHECK(numbers("status=open") == number + " " + case_number);
  CHECK(numbers("status=closed").empty());
  CHECK(numbers("start_date=2031-06-15T12:00:00%2B08:00") == number);
  CHECK(numbers("start_date=2031-06-15T12:00:01%2B08:00").empty());
  CHECK(numbers("start_date=2031-06-15T12:00:00+08:00") == number);  // a plus sign that was not encoded
  CHECK(numbers("start_date=2031-05-31T16:00:00Z&end_date=2031-05-31T16:00:00Z") == case_number);
  CHECK(numbers("end_date=2031-06-10T00:00:00Z") == case_number);
  CHECK(numbers("end_date=2030-06-10T00:00:00Z").empty());
  CHECK(numbers("service_request_id=" + case_number + ",unknown&status=nonsense") == case_number);
  CHECK(numbers("page_size=1") == number);
  CHECK(numbers("page_size=1&page=2") == case_number);
  CHECK(numbers("page=3").empty());
  CHECK(parsed_json(c.read("requests.json?service_code=2031.9")).as_array().empty());
  CHECK(numbers("jurisdiction_id=140400&extensions=true") == number + " " + case_number);
  CHECK(numbers("jurisdiction_id=city.example.cn").size() > 0);
  CHECK(contains(error(c.read("requests.xml?jurisdiction_id=elsewhere.gov"), 404), "elsewhere.gov"));
  for (const char* bad : {"start_date=yesterday", "end_date=2031-13-01", "status=done", "page=0", "page_size=1001",
                          "lat=36.1", "start_date=2031-01-01T00:00:00Z&end_date=2031-06-01T00:00:00Z"})
    CHECK_FALSE(error(c.read(std::string("requests.xml?") + bad), 400).empty());
  CHECK(parsed_json(c.read("requests.json?page=0&status=done")).as_array().size() == 2);
}

TEST_CASE("Open311: the words of a refusal are in the language asked for") {
  const Open311City c;
  const Response zh = c.get(root + "requests.xml?page=0", {{"Accept-Language", "zh-CN"}});
  CHECK(error(zh, 400) == "参数 page 的值“0”不对：应为1 至 1000000 的整数。");
  CHECK(zh.header("Content-Language") == "zh");
  CHECK(contains(error(c.read("requests.xml?page=0"), 400), "give a whole number"));
}

TEST_CASE("Open311: nobody hands anything in without a key that is good for it") {
  Open311City c;
  for (const char* name :
       {"requests.xml", "requests.json", "servicerequestupdates.xml", "servicerequestupdates.json"}) {
    CAPTURE(name);
    CHECK(contains(error(c.form(name, c.complaint({{"api_key", ""}})), 403), "api_key is missing"));
    CHECK(contains(error(c.form(name, c.complaint({{"api_key", "stk_000000000000_x"}})), 403), "not good"));
    CHECK(contains(error(c.form(name, c.complaint({{"api_key", "nonsense"}})), 403), "not good"));
    const Pairs session = c.session_of("app");
    error(c.form(name, c.complaint({{"api_key", ""}}), session), 403);
  }
  const std::string till = c.key_for("app", {"claims"});
  CHECK(contains(error(c.form("requests.xml", c.complaint({{"api_key", till}})), 403), "scopes"));
  c.open_account("elsewhere", access::Grant{access::Role::clerk, access::Programme::complaints, subsidies_test::county},
                 access::AccountKind::machine);
  const std::string other = c.key_for("elsewhere", {"complaints"});
  CHECK(contains(error(c.form("requests.xml", c.complaint({{"api_key", other}})), 403), "unit"));
  Request far = c.form_request("requests.xml", c.complaint());
  far.peer_is_loopback = false;
  CHECK(contains(error(c.router.answer(far), 403), "HTTPS"));
  CHECK(c.cases() == 1);
  const auto documents = c.vault.count();
  REQUIRE(documents);
  CHECK(*documents == 0);
  // The same key in the header that the rest of the API takes it from.
  CHECK(c.form("requests.xml", c.complaint({{"api_key", ""}}), {{"Authorization", "Bearer " + c.key}}).status == 200);
  CHECK(c.cases() == 2);
}

TEST_CASE("Open311: forms that are not as expected") {
  Open311City c;
  const auto refused = [&](const Pairs& more, int status = 400) {
    return error(c.form("requests.xml", c.complaint(more)), status);
  };
  CHECK(contains(refused({{"service_code", ""}}), "service_code is missing"));
  CHECK(contains(refused({{"service_code", "2031.9"}}, 404), "2031.9"));
  CHECK(contains(refused({{"address_id", "999999"}}), "address_id"));
  CHECK(contains(refused({{"description", std::string(std::size_t{4} << 20, 'x')}}), "4000"));
  CHECK(contains(refused({{"email", "zhang"}}), "email"));
  CHECK(contains(refused({{"media_url", "file:///etc/passwd"}}), "media_url"));
  CHECK(contains(refused({{"token", "键"}}), "token"));
  CHECK(contains(refused({{"jurisdiction_id", "elsewhere.gov"}}, 404), "elsewhere.gov"));
  CHECK(contains(error(c.form("requests.json",
                              {{"api_key", c.key}, {"service_code", "2031.1"}, {"lat", "36.1"}, {"long", "113.1"}}),
                       400),
                 "No unit follows"));
  Request json = c.form_request("requests.json", c.complaint());
  for (auto& header : json.headers) {
    if (header.first == "Content-Type") header.second = "application/json";
  }
  CHECK(contains(error(c.router.answer(json), 400), "application/x-www-form-urlencoded"));
  for (const char* body : {"description=%FF%FE", "description=%", "description=%00", "description=\xC3\x28"}) {
    Request broken = c.form_request("requests.xml", c.complaint());
    broken.body += std::string("&") + body;
    CHECK(contains(error(c.router.answer(broken), 400), "not encoded correctly"));
  }
  CHECK(c.cases() == 1);
  // The longest that is allowed, in characters.
  std::string longest;
  for (int i = 0; i < 4000; ++i) longest += "臭";
  c.register_one({{"description", longest}});
}

TEST_CASE("Open311: what there is not and what is not allowed are refused in the document that clients read") {
  const Open311City c;
  error(c.read("nothing.xml"), 404);
  error(c.read("nothing.json"), 404);
  error(c.read("services"), 404);
  error(c.read("services.txt"), 404);
  error(c.read("services/2031.1"), 404);
  error(c.read("requests/a/b.xml"), 404);
  for (const char* method : {"PUT", "PATCH", "DELETE", "OPTIONS"}) {
    const Response no = c.ask(method, root + "requests.xml", {});
    error(no, 405);
    CHECK(no.header("Allow") == "GET, HEAD, POST");
  }
  const Response no = c.ask("POST", root + "services.json", {}, "{}");
  error(no, 405);
  CHECK(no.header("Allow") == "GET, HEAD");
  CHECK(c.ask("HEAD", root + "services.xml", {}).status == 200);
}

TEST_CASE("Open311: the same key of a request is the same request, also at once and under another number") {
  Open311City c;
  const Pairs key{{"Idempotency-Key", "report 77"}};
  std::vector<Response> answers(4);
  {
    std::vector<std::jthread> clients;
    for (Response& answer : answers)
      clients.emplace_back([&] { answer = c.form("requests.xml", c.complaint(), key); });
  }
  for (const Response& answer : answers) {
    CHECK(answer.status == 200);
    CHECK(at(parsed(answer), "//service_request_id") == first_number);
  }
  CHECK(c.cases() == 2);
  c.register_one();  // another complaint takes the next number
  CHECK(at(parsed(c.form("requests.xml", c.complaint(), key)), "//service_request_id") == first_number);
  CHECK(at(parsed(c.form("requests.xml", c.complaint({{"token", "report 77"}}))), "//service_request_id") ==
        first_number);
  CHECK(contains(error(c.form("requests.xml", c.complaint({{"description", "别的事"}}), key), 400), "another"));
  CHECK(c.cases() == 3);
  const auto documents = c.vault.count();
  REQUIRE(documents);
  CHECK(*documents == 2);
}

TEST_CASE("Open311: complaints that come at once get numbers of their own") {
  Open311City c;
  std::vector<Response> answers(8);
  {
    std::vector<std::jthread> clients;
    for (std::size_t i = 0; i < answers.size(); ++i)
      clients.emplace_back([&, i] {
        answers[i] = c.form("requests.xml", c.complaint({{"description", fmt::format("第 {} 件", i)}}));
      });
  }
  std::set<std::string> numbers;
  for (const Response& answer : answers) {
    CHECK(answer.status == 200);
    numbers.insert(at(parsed(answer), "//service_request_id"));
  }
  CHECK(numbers.size() == 8);
  CHECK(*numbers.begin() == first_number);
  CHECK(*numbers.rbegin() == first_number.substr(0, first_number.size() - 1) + "8");
  CHECK(c.cases() == 9);
}

TEST_CASE("Open311: news of requests by the time they were entered") {
  Open311City c;
  const auto xml = parsed(
      c.read("servicerequestupdates.xml?start_date=2031-06-15T10:00:00%2B08:00&end_date=2031-06-15T12:00:00%2B08:00"));
  REQUIRE(count(xml, "/service_request_updates/request_update") == 1);
  CHECK(at(xml, "//update_id") == "9");
  CHECK(at(xml, "//service_request_id") == case_number);
  CHECK(at(xml, "//status") == "open");
  CHECK(at(xml, "//updated_datetime") == "2031-06-15T12:00:00+08:00");
  CHECK(contains(at(xml, "//description"), "batch 1"));
  CHECK(parsed_json(c.read("servicerequestupdates.json")).as_array().size() == 1);
  CHECK(parsed_json(c.read("servicerequestupdates.json?page=2")).as_array().empty());
  CHECK(parsed_json(c.read("servicerequestupdates.json?end_date=2031-06-15T11:59:59%2B08:00")).as_array().empty());
  CHECK(contains(error(c.read("servicerequestupdates.xml?start_date=now"), 400), "start_date"));
}

TEST_CASE("Open311: a request is closed when its result is signed off, and shows the public text that was approved") {
  Open311City c;
  c.open_account("second",
                 access::Grant{access::Role::second_reviewer, access::Programme::complaints, subsidies_test::city});
  c.give(complaints::ApproveText{"2031", case_number, city_day, {"河水发黑", "属实", "已整改", "", ""}});
  CHECK(at(parsed(c.read("requests/" + case_number + ".xml")), "//description") == "河水发黑");
  c.give(complaints::RecordFinding{"2031", case_number, city_day, 1, complaints::Finding::substantiated});
  c.give(complaints::ReportOutcome{"2031", case_number, city_day, complaints::Closure::complete, {}});
  CHECK(at(parsed(c.read("requests/" + case_number + ".xml")), "//status") == "open");
  const std::size_t before = parsed_json(c.read("servicerequestupdates.json")).as_array().size();
  std::vector<engine::Submission> one;
  one.push_back(submission(*c.city, "second", "sign",
                           journal::Command{complaints::Command{complaints::SignOff{"2031", case_number, city_day}}}));
  REQUIRE(c.engine->submit(std::move(one)));
  CHECK(at(parsed(c.read("requests/" + case_number + ".xml")), "//status") == "closed");
  CHECK(count(parsed(c.read("requests.xml?status=closed")), "//request") == 1);
  CHECK(count(parsed(c.read("requests.xml?status=open")), "//request") == 0);
  const auto updates = parsed_json(c.read("servicerequestupdates.json"));
  REQUIRE(updates.as_array().size() == before + 1);
  CHECK(updates.at(0).at("status") == "open");
  CHECK(updates.at(before).at("status") == "closed");
  CHECK(updates.at(before).at("service_request_id").as_string() == case_number);
}

TEST_CASE("Open311: a merged request is closed with the one that it is handled with") {
  Open311City c;
  c.open_account("second",
                 access::Grant{access::Role::second_reviewer, access::Programme::complaints, subsidies_test::city});
  complaints::RegisterCase other;
  other.campaign = "2031";
  other.number = "D3SX203106020001";
  other.batch = 2;
  other.day = subsidies_test::day("2031-06-02");
  other.place = subsidies_test::district;
  other.pollution = "水";
  c.give(other);
  c.give(complaints::HandOverBatch{
      "2031", 2, city_day, city_day, {1, 0, {{subsidies_test::district, 1}}, {{"水", 1}}}, false});
  c.give(complaints::MergeCases{"2031", case_number, city_day, {other.number}, "同一处"});
  c.give(complaints::RecordFinding{"2031", case_number, city_day, 1, complaints::Finding::substantiated});
  c.give(complaints::ReportOutcome{"2031", case_number, city_day, complaints::Closure::complete, {}});
  CHECK(at(parsed(c.read("requests/" + other.number + ".xml")), "//status") == "open");
  std::vector<engine::Submission> one;
  one.push_back(submission(*c.city, "second", "sign",
                           journal::Command{complaints::Command{complaints::SignOff{"2031", case_number, city_day}}}));
  REQUIRE(c.engine->submit(std::move(one)));
  CHECK(at(parsed(c.read("requests/" + other.number + ".xml")), "//status") == "closed");
  const auto updates = parsed_json(c.read("servicerequestupdates.json"));
  const auto& last = updates.as_array().back();
  CHECK(last.at("service_request_id").as_string() == other.number);
  CHECK(last.at("status") == "closed");
  CHECK(last.at("update_id").as_string().ends_with(".2"));
}

TEST_CASE("Open311: an update is posted by whoever may publish, once; its words are public, its sender is not") {
  Open311City c;
  const auto post = [&](Pairs more) {
    Pairs form{{"api_key", c.key},
               {"service_request_id", case_number},
               {"update_id", "77"},
               {"status", "OPEN"},
               {"updated_datetime", "2031-06-15T04:00:00Z"},
               {"description", "现场已经查看"},
               {"first_name", "四"},
               {"last_name", "李"},
               {"email", "li@example.cn"}};
    for (auto& one : more) {
      for (auto& known : form)
        if (known.first == one.first) known.second = one.second;
    }
    return c.form("servicerequestupdates.xml", form);
  };
  CHECK(contains(error(post({}), 403), "may not do this"));  // a clerk enters cases and publishes nothing
  c.give(access::GrantRole{"app", access::Role::leader, access::Programme::complaints, subsidies_test::district});
  CHECK(contains(error(post({{"service_request_id", "unknown"}}), 404), "unknown"));
  CHECK(contains(error(post({{"description", ""}}), 400), "description is missing"));
  CHECK_FALSE(error(post({{"update_id", "78"}, {"description", "请拨打 13812345678"}}), 400).empty());
  const auto before = c.vault.count();
  const Response taken = post({});
  const std::string id = at(parsed(taken), "/service_request_updates/request_update/update_id");
  CHECK(id == std::to_string(c.engine->size()));
  CHECK(at(parsed(post({})), "//update_id") == id);
  CHECK(contains(error(post({{"description", "别的话"}}), 400), "another"));
  const auto updates = parsed_json(c.read("servicerequestupdates.json"));
  const auto& last = updates.as_array().back();
  CHECK(last.at("update_id").as_string() == id);
  CHECK(last.at("description") == "现场已经查看");
  std::string journalled;
  REQUIRE(c.journal.read(1, c.engine->size(), [&](std::uint64_t, std::string_view bytes, const Digest&) {
    journalled += bytes;
    return true;
  }));
  CHECK_FALSE(contains(journalled, "li@example.cn"));
  CHECK_FALSE(contains(journalled, "李四"));
  CHECK(*c.vault.count() >= *before);
  bool sender_kept = false;
  for (const auto& record : *c.vault.get(c.vault.pseudonym("case", "2031/" + case_number)))
    sender_kept |= contains(record.document, "李四");
  CHECK(sender_kept);
  CHECK(parsed_json(c.form("servicerequestupdates.json",
                           {{"api_key", c.key}, {"service_request_id", case_number}, {"description", "又看了一次"}}))
            .at(0)
            .at("update_id")
            .is_string());
}

TEST_CASE("Open311: a campaign without batches hands each case over when it is registered") {
  Open311City c;
  complaints::DeclareCampaign hotline;
  hotline.campaign = "hotline";
  hotline.name_zh = "热线";
  hotline.name_en = "Hotline";
  hotline.place = subsidies_test::city;
  hotline.stationed_from = city_day;
  hotline.stationed_to = city_day;
  hotline.number_pattern = "H{date}{serial4}";
  hotline.types = {"噪声"};
  hotline.terms = complaints::CampaignTerms{};
  hotline.terms->continuous = true;
  hotline.terms->report = {10, false};
  c.give(hotline);
  const std::string number = c.register_one({{"service_code", "hotline.1"}});
  CHECK(number == "H203106150001");
  const auto xml = parsed(c.read("requests/" + number + ".xml"));
  CHECK(at(xml, "//expected_datetime") == "2031-06-25T23:59:59+08:00");
  CHECK(at(xml, "//service_code") == "hotline.1");
}

}  // namespace seethrough::http
