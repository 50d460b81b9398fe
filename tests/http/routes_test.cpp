#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "bulletins/publish.h"
#include "access/table.h"
#include "http/case_code.h"
#include "http/file_body.h"
#include "http/small_city.h"
#include "proof/log_reader.h"
#include "proof/receipt.h"

namespace seethrough::http {
namespace {

std::string body_text(const Response& response) {
  REQUIRE(response.file);
  std::string out(response.file->size(), '\0');
  response.file->read(0, out);
  return out;
}

TEST_CASE("the root leads to the latest day in the language that the reader prefers") {
  SmallCity c;
  CHECK(c.get("/").header("Location") == "/zh/d/2031-06-15");  // nothing is recorded: today
  c.populate();
  CHECK(c.get("/").status == 302);
  CHECK(c.get("/", {{"Accept-Language", "en-GB,en;q=0.8"}}).header("Location") == "/en/d/2031-06-15");
  CHECK(c.get("/", {{"Accept-Language", "en;q=0.3, zh-CN;q=0.9"}}).header("Location") == "/zh/d/2031-06-15");
  CHECK(c.get("/", {{"Accept-Language", "de, fr"}}).header("Location") == "/zh/d/2031-06-15");
  CHECK(c.get("/en").header("Location") == "/en/d/2031-06-15");
}

TEST_CASE("every page answers in both languages, and its twin is JSON") {
  SmallCity c;
  c.populate();
  c.issue();
  c.settle();
  for (const std::string lang : {"/zh", "/en"}) {
    for (const std::string path :
         {"/d/2031-06-15", "/d/2031-06-15@3", "/d/2031-06-15@0", "/f/subsidies.claims/140400/2031-06-15",
          "/f/subsidies.consumption/140403/2031-06-15@4", "/def/subsidies.claims/v1", "/cal/2031", "/verify",
          "/b/subsidies/1", "/r", "/case/C0000001", "/complaints"}) {
      const Response page = c.get(lang + path);
      INFO(lang, path);
      CHECK(page.status == 200);
      CHECK(page.content_type == "text/html; charset=utf-8");
      CHECK(contains(page.text(), lang == "/zh" ? "<html lang=\"zh-CN\"" : "<html lang=\"en\""));
      const Response twin = c.get(lang + path + ".json");
      CHECK(twin.status == 200);
      CHECK(twin.content_type == "application/json");
      CHECK(boost::json::parse(twin.text()).is_object());
    }
  }
}

TEST_CASE("a position behind the @ shows what was known then, and one beyond the journal is not found") {
  SmallCity c;
  c.populate();
  const auto claims_at = [&](const std::string& address) {
    const auto twin = c.get_json("/zh/f/subsidies.claims/140400/2031-06-15" + address + ".json");
    return twin.at("figures").at(0).at("value").as_int64();
  };
  CHECK(claims_at("") == 2);
  CHECK(claims_at("@2") == 0);
  CHECK(claims_at("@3") == 1);
  CHECK(claims_at("@4") == 2);
  CHECK(claims_at("@10") == 2);
  for (const std::string position : {"7", "3", "6", "5", "8", "9", "3"})  // more than are kept, in any order
    CHECK(c.get_json("/zh/d/2031-06-15@" + position + ".json").at("journal_position") == std::stoi(position));
  for (const std::string address : {"@11", "@-1", "@", "@x", "@03"})
    CHECK(c.get("/zh/d/2031-06-15" + address).status == 404);
  CHECK(c.get_json("/zh/d/2031-06-15@11.json", 404).at("status") == 404);
}

TEST_CASE("a page is tagged by build, address and position, so an unchanged one need not be sent again") {
  SmallCity c;
  c.populate();
  const Response first = c.get("/zh/d/2031-06-15"), again = c.get("/zh/d/2031-06-15");
  CHECK(first.content_type == "text/html; charset=utf-8");
  REQUIRE(first.header("ETag"));
  CHECK(first.header("ETag") == again.header("ETag"));
  CHECK(first.shared_body == again.shared_body);  // rendered once
  CHECK(first.header("ETag") != c.get("/en/d/2031-06-15").header("ETag"));
  CHECK(first.header("Cache-Control") == "no-cache");
  CHECK(contains(*c.get("/zh/d/2031-06-15@3").header("Cache-Control"), "max-age"));
  const Response pinned = c.get("/zh/d/2031-06-15@3");
  c.give(subsidies::Redeem{sold(3)});
  CHECK(c.get("/zh/d/2031-06-15").header("ETag") != first.header("ETag"));
  CHECK(c.get("/zh/d/2031-06-15@3").header("ETag") == pinned.header("ETag"));
}

TEST_CASE("a figure is downloaded as table and chart, and its receipt proves the bulletin that has it") {
  SmallCity c;
  c.populate();
  const std::string figure = "/zh/f/subsidies.claims/140400/2031-06-15";
  CHECK(c.get(figure + ".csv").content_type == "text/csv; charset=utf-8");
  CHECK(contains(c.get(figure + ".csv").text(), "subsidies.claims,140400"));
  CHECK(c.get(figure + ".svg").content_type == "image/svg+xml");
  CHECK(c.get(figure + ".proof").status == 404);
  c.issue();
  const Response proof = c.get(figure + ".proof");
  REQUIRE(proof.status == 200);
  std::string entry;
  REQUIRE(c.journal.read(11, 11, [&](std::uint64_t, std::string_view bytes, const Digest&) {
    entry = bytes;
    return true;
  }));
  CHECK(proof::verify_receipt(proof.text(), entry, c.engine->key().verifier));
  CHECK(c.get("/zh/f/chains.count/140400/2031-06-15.proof").status == 404);
  CHECK(c.get("/zh/f/subsidies.claims/140400/2031-06-14.proof").status == 404);
  CHECK(c.get(figure + "@10.proof").status == 404);
}

TEST_CASE("what is not there is said in the reader's language, as a page or as problem details") {
  SmallCity c;
  c.populate();
  c.settle();
  for (const std::string target :
       {"/nothing", "/fr/d/2031-06-15", "/zh/d/2031-02-30", "/zh/d/today", "/zh/f/none/140400/2031-06-15",
        "/zh/f/subsidies.claims/999999/2031-06-15", "/zh/def/subsidies.claims/v9", "/zh/def/subsidies.claims/1",
        "/zh/cal/1", "/zh/b/subsidies/1", "/zh/b/none/1", "/zh/case/C9999999", "/static/none.css"}) {
    const Response response = c.get(target);
    INFO(target);
    CHECK(response.status == 404);
    CHECK(response.content_type == "text/html; charset=utf-8");
  }
  for (const std::string target : {"/api/v1/none", "/zh/d/today.json", "/zh/case/C9999999.json",
                                   "/api/v1/claims/C9999999", "/api/v1/bulletins/subsidies/1", "/api/v1/entries/11"}) {
    const Response response = c.get(target);
    INFO(target);
    CHECK(response.status == 404);
    CHECK(response.content_type == "application/problem+json");
  }
  CHECK(contains(c.get("/api/v1/none?lang=en").text(), "There is nothing at this address"));
  CHECK(contains(c.get("/api/v1/none", {{"Accept-Language", "en"}}).text(), "There is nothing at this address"));
  CHECK(contains(c.get("/api/v1/none").text(), "没有这个地址"));
}

TEST_CASE("lists are filtered, sorted and paged, and a bad value is named with what was expected") {
  SmallCity c;
  c.populate();
  c.settle();
  const auto total = [&](const std::string& target) { return c.get_json(target).at("total").to_number<int>(); };
  CHECK(total("/api/v1/claims") == 2);
  CHECK(total("/api/v1/claims?class=appliance_digital&place=140403&state=redeemed&from=2031-06-15&to=2031-06-15") == 2);
  CHECK(total("/api/v1/claims?to=2031-06-14") == 0);
  CHECK(total("/api/v1/claims?q=C0000002") == total("/api/v1/claims?text=C0000002"));
  CHECK(total("/api/v1/claims?q=C0000002") == 1);
  CHECK(total("/api/v1/claims?q=C0000003") == 0);
  CHECK(total("/api/v1/claims?q=%E5%86%B0") == 2);            // 冰, in the kind's name
  CHECK(total("/api/v1/claims?q=%E5%86%B0%E7%AE%B1") == 2);   // 冰箱
  CHECK(total("/api/v1/claims?q=%E5%95%86%E5%BA%97") == 2);   // 商店, the merchant
  CHECK(total("/api/v1/claims?q=%E8%BD%A6") == 0);            // 车
  CHECK(total("/api/v1/complaints?type=%E6%B0%B4&state=handed_over") == 1);
  CHECK(total("/api/v1/projects?stage=signed_up") == 1);
  CHECK(total("/api/v1/projects?stage=reserve") == 0);
  const auto first = c.get_json("/api/v1/claims?limit=1&sort=number");
  CHECK(first.at("records").at(0).at("id") == "C0000001");
  const std::string next(first.at("next").as_string());
  CHECK(c.get_json("/api/v1/claims?limit=1&sort=number&next=" + next).at("records").at(0).at("id") == "C0000002");
  CHECK(c.get_json("/api/v1/claims?sort=-number").at("records").at(0).at("id") == "C0000002");
  for (const auto& [query, expected] : std::map<std::string, std::string>{
           {"from=15.6.2031", "written 2025-06-15"}, {"place=999", "140423"}, {"state=gone", "redeemed"},
           {"sort=colour", "subsidy"}, {"limit=0", "1 to 200"}, {"colour=red", "no such parameter"}}) {
    const auto said = c.get_json("/api/v1/claims?lang=en&" + query, 400);
    INFO(query);
    CHECK(contains(said.at("detail").as_string(), query.substr(0, query.find('='))));
    CHECK(contains(said.at("detail").as_string(), expected));
  }
  CHECK(c.get("/api/v1/claims?next=abc").status == 400);
  CHECK(c.get("/zh/r?kind=claims&from=x").status == 400);
  CHECK(contains(c.get("/zh/r?kind=claims&from=x").text(), "from"));
  CHECK(c.get("/zh/r?kind=people").status == 400);
  CHECK(c.get_json("/zh/r.json?kind=projects").at("total") == 1);
  CHECK(c.get("/zh/r?kind=complaints&text=&place=&next=").status == 200);  // a form sends what was left open
}

/// A campaign that reports within ten days, and cases handed over so that they are due on four days around today.
void populate_cases(SmallCity& c) {
  c.populate();
  complaints::DeclareCampaign campaign;
  campaign.campaign = "2031-2";
  campaign.name_zh = "回头看";
  campaign.name_en = "Return visit";
  campaign.place = subsidies_test::city;
  campaign.stationed_from = subsidies_test::day("2031-05-20");
  campaign.stationed_to = subsidies_test::day("2031-06-20");
  campaign.number_pattern = "{channel}4SX{date}{serial4}";
  campaign.types = {"水", "大气"};
  campaign.terms.emplace();
  campaign.terms->report = {10, false};
  c.give(campaign);
  int batch = 0;
  for (const int days : {-11, -10, -9, -4, -3}) {
    const Day day = city_day + days;
    complaints::RegisterCase one;
    one.campaign = campaign.campaign;
    one.batch = ++batch;
    one.day = day;
    one.place = subsidies_test::district;
    one.pollution = "大气";
    std::string date = to_string(day);
    std::erase(date, '-');
    one.number = "D4SX" + date + "0001";
    c.give(one);
    const complaints::BatchHeader header{1, 0, {{one.place, 1}}, {{one.pollution, 1}}};
    c.give(complaints::HandOverBatch{one.campaign, batch, day, day, header, false});
  }
  c.settle();
}

TEST_CASE("complaint cases are filtered by campaign, batch, finding, unit and the day they are due") {
  SmallCity c;
  populate_cases(c);
  const auto total = [&](const std::string& query) {
    return c.get_json("/api/v1/complaints?" + query).at("total").to_number<int>();
  };
  CHECK(total("campaign=2031-2") == 5);
  CHECK(total("batch=1") == 2);
  CHECK(total("batch=1&campaign=2031") == 1);
  CHECK(total("finding=none") == 6);
  CHECK(total("finding=substantiated") == 0);
  CHECK(total("due=overdue") == 1);
  CHECK(total("due=today") == 1);
  CHECK(total("due=tomorrow") == 1);
  CHECK(total("due=week") == 3);  // in six days is within them, in seven not
  CHECK(total("due=none") == 1);
  const auto by_due = c.get_json("/api/v1/complaints?sort=due");
  CHECK(by_due.at("records").at(0).at("due") == "2031-06-14");
  CHECK(by_due.at("records").at(5).at("due").is_null());
  const std::string unit(by_due.at("records").at(0).at("unit").as_string());
  CHECK(total("unit=" + unit) == 6);
  CHECK(total("unit=140403") + total("unit=140400") == 6);
  CHECK(total("unit=140403-none") == 0);
  CHECK(total("q=4sx2031") == 5);
  CHECK(total("q=%E6%B0%94") == 5);   // 气, of 大气
  CHECK(total("q=Air%204SX") == 5);
  CHECK(total("q=%22*%20NEAR(") == 0);
  CHECK(contains(body_text(c.get("/api/v1/complaints.csv?due=today")), ",2031-06-15,"));
}

TEST_CASE("a filter of cases that cannot be understood is named with what was expected, and is no filter of others") {
  SmallCity c;
  c.populate();
  c.settle();
  for (const auto& [query, expected] : std::map<std::string, std::string>{
           {"batch=0", "from 1"}, {"batch=first", "from 1"}, {"finding=true", "partly_substantiated"},
           {"due=yesterday", "tomorrow"}, {"unit=999", "140423"}, {"unit=140403-", "140423"},
           {"campaign=" + std::string(65, 'x'), "at most 64"}, {"sort=finding", "due"}, {"colour=red", "finding"}}) {
    const auto said = c.get_json("/api/v1/complaints?lang=en&" + query, 400);
    INFO(query);
    CHECK(contains(said.at("detail").as_string(), query.substr(0, query.find('='))));
    CHECK(contains(said.at("detail").as_string(), expected));
  }
  for (const char* query : {"batch=1", "finding=none", "due=today", "unit=140403", "campaign=2031"})
    CHECK(c.get(std::string("/api/v1/claims?") + query).status == 400);
  CHECK(c.get("/zh/r?kind=complaints&due=never").status == 400);
  const std::string page(
      c.get("/zh/r?kind=complaints&batch=1&finding=none&due=none&unit=140403&campaign=2031").text());
  CHECK(contains(page, "第1批"));
  CHECK(contains(page, "调查结论尚未查清"));
  CHECK(contains(page, "无期限"));
  CHECK(contains(page, "name=\"batch\""));
  CHECK(contains(page, "name=\"campaign\" value=\"2031\""));
  CHECK_FALSE(contains(c.get("/zh/r?kind=claims").text(), "name=\"batch\""));
}

TEST_CASE("a record is told from its entries, without what is secret in them") {
  SmallCity c;
  c.populate();
  c.give(subsidies::ReturnGoods{subsidies::ClaimNumber{2}, city_day, "不合适"});
  c.settle();
  const auto returned = c.get_json("/api/v1/claims/C0000002");
  CHECK(returned.at("state") == "returned");
  CHECK(returned.at("entries").as_array().size() == 2);
  CHECK(c.get_json("/api/v1/claims?state=returned").at("records").at(0).at("id") == "C0000002");
  const Response page = c.get("/zh/case/C0000002");
  CHECK(contains(page.text(), "退货"));
  CHECK(contains(page.text(), "不合适"));
  CHECK(!contains(page.text(), to_hex(subsidies_test::someone(2))));
  CHECK(c.get_json("/api/v1/complaints/" + case_number).at("state") == "handed_over");
  CHECK(c.get_json("/api/v1/projects/" + project_code).at("state") == "signed_up");
  CHECK(contains(c.get("/en/case/" + project_code).text(), "PV modules"));
  CHECK(c.get("/api/v1/projects/C0000001").status == 404);
}

TEST_CASE("a bulletin is recomposed from what it knew, and one whose digest differs is not shown") {
  SmallCity c;
  c.populate();
  c.issue();
  CHECK(!contains(c.get("/zh/b/subsidies/1").text(), "发布后有更正"));
  c.give(subsidies::Redeem{sold(3)});
  CHECK(contains(c.get("/zh/b/subsidies/1").text(), "发布后有更正"));  // the page knows, what was issued stays
  CHECK(c.get("/zh/b/subsidies/1").header("Cache-Control") == "no-cache");
  const auto published = c.get_json("/zh/b/subsidies/1.json");
  CHECK(published.at("journal_position") == 10);
  CHECK(published.at("title").at("zh").is_string());
  std::set<std::string> names;
  std::string last;
  for (const auto& member : published.as_object()) {
    CHECK(last < std::string(member.key()));
    last = member.key();
  }
  CHECK(published.as_object().size() == 12);
  CHECK(c.get("/b/subsidies/1.json").text() == c.get("/api/v1/bulletins/subsidies/1").text());
  CHECK(c.get("/b/subsidies/1", {{"Accept-Language", "en"}}).header("Location") == "/en/b/subsidies/1");
  const auto checkpoint = proof::open_checkpoint(published.at("checkpoint").as_string(), c.engine->key().verifier);
  REQUIRE(checkpoint);
  CHECK(checkpoint->size == 10);
  const auto list = c.get_json("/api/v1/bulletins");
  CHECK(list.at("bulletins").at(0).at("digest") == published.at("digest"));

  c.give(publication::IssueBulletin{publication::Series::projects, city_day, 0, 10, Digest{}});
  CHECK(c.get("/zh/b/projects/1").status == 500);
}

TEST_CASE("an issued bulletin is downloaded as XLSX, PDF and HTML, in either language, and stays the same") {
  SmallCity c;
  c.populate();
  c.issue();
  const std::string digest(c.get_json("/b/subsidies/1.json").at("digest").as_string());
  const auto file = [&](const std::string& address, const char* type) {
    const Response response = c.get(address);
    CHECK_MESSAGE(response.status == 200, address);
    CHECK_MESSAGE(response.content_type == type, address);
    CHECK(response.header("Cache-Control") == "public, max-age=3600");
    return response;
  };
  const char* xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const Response book = file("/zh/b/subsidies/1.xlsx", xlsx), print = file("/zh/b/subsidies/1.pdf", "application/pdf"),
                 page = file("/zh/b/subsidies/1.html", "text/html; charset=utf-8");
  CHECK(book.text().starts_with("PK"));
  CHECK(print.text().starts_with("%PDF-"));
  CHECK(contains(page.text(), digest));
  CHECK(contains(page.text(), "https://log.example.cn/city/zh/b/subsidies/1<"));
  CHECK(book.header("Content-Disposition") ==
        "attachment; filename=\"subsidies-1-zh.xlsx\"; "
        "filename*=UTF-8''%E6%B6%88%E8%B4%B9%E5%93%81%E4%BB%A5%E6%97%A7%E6%8D%A2%E6%96%B0%E9%80%9A%E6%8A%A5%20%E7%AC%AC1%E6%9C%9F.xlsx");
  CHECK(file("/en/b/subsidies/1.pdf", "application/pdf").header("Content-Disposition") ==
        "attachment; filename=\"subsidies-1-en.pdf\"; filename*=UTF-8''Trade-in%20subsidies%20bulletin%20no.%201.pdf");
  CHECK(file("/api/v1/bulletins/subsidies/1.xlsx?lang=zh", xlsx).text() == book.text());
  CHECK(c.get("/b/subsidies/1.pdf", {{"Accept-Language", "en"}}).header("Location") == "/en/b/subsidies/1.pdf");
  for (const char* ending : {".pdf", ".xlsx", ".html"})
    CHECK(contains(c.get("/en/b/subsidies/1").text(), std::string("href=\"/en/b/subsidies/1") + ending + "\""));
  c.give(subsidies::Redeem{sold(3)});
  CHECK(file("/zh/b/subsidies/1.pdf", "application/pdf").text() == print.text());
  CHECK(c.get("/zh/b/subsidies/2.pdf").status == 404);
  CHECK(c.get("/api/v1/bulletins/subsidies/2.pdf").status == 404);
  c.give(publication::IssueBulletin{publication::Series::projects, city_day, 0, 10, Digest{}});
  CHECK(c.get("/zh/b/projects/1.pdf").status == 500);
}

/// The log as the router serves it.
struct RouterTiles : proof::TileSource {
  explicit RouterTiles(const SmallCity& of) : c(of) {}
  Result<std::string, Failure> read(std::string_view path) override {
    const Response response = c.get("/" + std::string(path));
    if (response.status == 200) return std::string(response.text());
    return Unexpected{Failure{FailureKind::not_found, "没有", "none"}};
  }
  const SmallCity& c;
};

TEST_CASE("a stranger reads the whole log from its tiles and finds it right") {
  SmallCity c;
  CHECK(proof::open_checkpoint(c.get("/checkpoint").text(), c.engine->key().verifier)->size == 0);
  c.populate();
  for (int n = 100; n < 400; ++n) {
    complaints::RegisterCase one;
    one.campaign = "2031";
    one.number = "D3SX203106020" + std::to_string(n);
    one.batch = 2;
    one.day = city_day - 13;
    one.place = subsidies_test::district;
    one.pollution = "水";
    c.give(one);
  }
  RouterTiles tiles(c);
  std::string key(c.get("/log/key").text());
  REQUIRE(key.ends_with('\n'));
  key.pop_back();
  const auto verifier = proof::parse_verifier_key(key);
  REQUIRE(verifier);
  proof::LogReader reader(tiles, *verifier);
  const auto checkpoint = reader.open_checkpoint();
  REQUIRE(checkpoint);
  CHECK(checkpoint->size == 310);
  std::uint64_t entries = 0;
  CHECK(reader.read_entries(*checkpoint, [&](std::uint64_t, std::string_view) { ++entries; }));
  CHECK(entries == 310);
  const Response tile = c.get("/tile/0/000");
  CHECK(tile.content_type == "application/octet-stream");
  CHECK(contains(*tile.header("Cache-Control"), "immutable"));
  for (const std::string none : {"/tile/0/001", "/tile/0/001.p/55", "/tile/0/1", "/tile/entries/009", "/tile/x"})
    CHECK(c.get(none).status == 404);
}

TEST_CASE("an entry comes with a receipt that verifies") {
  SmallCity c;
  c.populate();
  const auto entry = c.get_json("/api/v1/entries/3");
  CHECK(proof::verify_receipt(entry.at("receipt").as_string(), entry.at("entry").as_string(),
                              c.engine->key().verifier));
  CHECK(c.get("/api/v1/entries/0").status == 404);
  CHECK(c.get("/api/v1/entries/one").status == 400);
  CHECK(c.get_json("/api/v1/log").at("size") == 10);
}

TEST_CASE("the embedded files, the event stream, health and metrics answer") {
  SmallCity c;
  c.populate();
  CHECK(c.get("/static/site.css").content_type == "text/css; charset=utf-8");
  CHECK(c.get("/static/site.css").header("ETag"));
  CHECK(c.get("/static/site.js").text() == "js");
  CHECK(c.get("/static/verify.js").text() == "verify");
  CHECK(c.get("/events").events == c.live);
  CHECK(c.get_json("/healthz").at("journal_position") == 10);
  CHECK(c.get("/metrics").status == 401);
  CHECK(contains(c.get("/metrics", {{"Authorization", "Bearer sto_test"}}).text(), "seethrough_journal_entries 10\n"));
}

/// Method and pattern of every operation that the OpenAPI description has.
std::set<std::pair<std::string, std::string>> described_operations() {
  std::ifstream file(SOURCE_DIR "/docs/openapi.yaml");
  std::set<std::pair<std::string, std::string>> operations;
  const std::regex path_line("  (/[^:]*):"), method_line("    (get|post|put|delete):.*");
  std::string pattern;
  for (std::string line; std::getline(file, line);) {
    std::smatch found;
    if (std::regex_match(line, found, path_line)) pattern = found[1];
    if (!std::regex_match(line, found, method_line) || pattern.empty()) continue;
    std::string method = found[1];
    for (char& c : method) c = static_cast<char>(c - 'a' + 'A');
    operations.emplace(method, pattern);
  }
  return operations;
}

TEST_CASE("every path for everybody that the OpenAPI description names answers") {
  SmallCity c;
  c.populate();
  c.issue();
  c.settle();
  const Digest shown = *c.evidence.put(stores::Shelf::published, "a photograph");
  c.city->evidence.is_public = [](const Digest&) { return true; };
  const std::map<std::string, std::string> values{
      {"digest", to_hex(shown)}, {"lang", "zh"}, {"day", "2031-06-15"}, {"figure", "subsidies.claims"}, {"place", "140400"},
      {"cut_off", "2031-06-15"}, {"version", "v1"}, {"year", "2031"}, {"series", "subsidies"}, {"number", "1"},
      {"path", "entries/000.p/11"}, {"seq", "1"}, {"code", case_code(c.vault, "2031", case_number)}, {"service", "2031.1.xml"}, {"request", case_number + ".xml"},
      {"token", case_number + ".json"}};
  const std::regex parameter("\\{([a-z_]+)\\}");
  int paths = 0;
  for (const auto& [method, pattern] : described_operations()) {
    const bool for_everybody = method == "GET" && !contains(pattern, "sign-in") && !contains(pattern, "/desk/");
    const access::RouteRule* rule = access::rule_of(method, std::regex_replace(pattern, std::regex("path\\}"), "path...}"));
    INFO(method, " ", pattern);
    if (pattern.starts_with("/desk/")) continue;  // one route, told apart by the console
    REQUIRE(rule);
    if (!for_everybody || rule->gate != access::Gate::open) continue;
    std::string target = pattern;
    for (std::smatch found; std::regex_search(target, found, parameter);) {
      std::string value = found[1] != "id"                  ? values.at(found[1])
                          : contains(pattern, "complaints") ? case_number
                          : contains(pattern, "projects")   ? project_code
                                                            : "C0000001";
      target = found.prefix().str() + value + found.suffix().str();
    }
    const Response response = c.get(target);
    const bool redirects = response.header("Location").has_value();
    CHECK(response.status == (redirects ? 302 : 200));
    ++paths;
  }
  CHECK(paths == 65);
}

TEST_CASE("every route under /api/v1 is described") {
  const auto described = described_operations();
  for (const access::RouteRule& rule : access::route_rules()) {
    if (!rule.pattern.starts_with("/api/v1/")) continue;
    INFO(rule.method, " ", rule.pattern);
    CHECK(described.contains({std::string(rule.method), std::string(rule.pattern)}));
  }
}

TEST_CASE("a figure downloads under a name of its own") {
  SmallCity c;
  c.populate();
  const Response csv = c.get("/zh/f/subsidies.claims/140400/2031-06-15.csv");
  CHECK(csv.header("Content-Disposition") ==
        "attachment; filename=\"seethrough-zh-f-subsidies.claims-140400-2031-06-15.csv\"");
}

TEST_CASE("the console's files are kept for ever, its pages are one file, and what is neither is nothing") {
  SmallCity c;
  CHECK(c.get("/desk").text() == c.get("/desk/accounts/wang.fang").text());
  CHECK(c.get("/desk").header("Cache-Control") == "no-cache");
  CHECK(c.get("/desk/assets/desk-ABC.js").header("Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(c.get("/desk/assets/desk-OLD.js").status == 404);
  CHECK(c.get("/desk/index.html.bak").status == 404);
  CHECK(contains(c.get("/.well-known/security.txt").text(), "Contact: mailto:security@example.cn\n"));
}

}  // namespace
}  // namespace seethrough::http
