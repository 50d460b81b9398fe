// Lists as files: the same rows as the list for programs, whole, in three formats.

#include <sstream>

#include "exchange/table_reader.h"
#include "http/file_body.h"
#include "http/small_city.h"

namespace seethrough::http {
namespace {

std::string body_of(const Response& response) {
  REQUIRE(response.file);
  std::string out(response.file->size() + 10, '\0');
  out.resize(response.file->read(0, out));
  CHECK(out.size() == response.file->size());
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

TEST_CASE("a list's file has every row that the filter finds, in the order asked for") {
  SmallCity c;
  c.populate();
  for (int n = 3; n <= 300; ++n) {
    if (n % 7 == 0) continue;
    c.give(subsidies::Redeem{sold(n)});
  }
  c.give(subsidies::ReturnGoods{subsidies::ClaimNumber{2}, city_day, "退货"});
  c.settle();
  const auto rows = [&](const std::string& query) {
    return static_cast<std::int64_t>(lines_of(body_of(c.get("/api/v1/claims.ndjson" + query))).size());
  };
  const auto total = [&](const std::string& query) {
    return c.get_json("/api/v1/claims" + query).at("total").to_number<std::int64_t>();
  };
  CHECK(rows("") > 200);
  for (const std::string query : {"", "?state=returned", "?state=redeemed&sort=-price", "?place=140403", "?q=fridge",
                                  "?from=2031-06-16", "?q=C0000002", "?class=home"})
    CHECK_MESSAGE(rows(query) == total(query), query);
  const auto lines = lines_of(body_of(c.get("/api/v1/claims.ndjson?sort=number")));
  const auto first = boost::json::parse(lines[0]), second = boost::json::parse(lines[1]);
  CHECK(first.at("id") == "C0000001");
  CHECK(second.at("state") == "returned");
  const auto page = c.get_json("/api/v1/claims?sort=number&limit=1");
  for (const auto& [name, value] : page.at("records").at(0).as_object())
    CHECK_MESSAGE(first.at(name) == value, std::string(name));
  CHECK(first.at("price_yuan") == "1000.00");
}

TEST_CASE("the CSV is defused, and its rows are the list's") {
  SmallCity c;
  c.populate();
  projects::RegisterProject project;
  project.project = "2302-140400-89-01-123457";
  project.name_zh = "=HYPERLINK(\"http://example.cn\")";
  project.name_en = "Formula";
  project.place = subsidies_test::district;
  project.investment = Fen{12'345'678'90};
  project.day = *parse_day("2031-03-01");
  c.give(project);
  c.settle();
  const Response response = c.get("/api/v1/projects.csv?sort=code");
  CHECK(response.content_type == "text/csv; charset=utf-8");
  CHECK(response.header("Content-Disposition") == "attachment; filename=\"projects.csv\"");
  const auto lines = lines_of(body_of(response));
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "\xEF\xBB\xBFid,name_zh,name_en,place,level,stage,day,investment_fen,investment_yuan,progress_bp,seq\r");
  CHECK(lines[2].starts_with("2302-140400-89-01-123457,\"'=HYPERLINK(\"\"http://example.cn\"\")\",Formula,140403,"));
  CHECK(lines[2].find(",1234567890,12345678.90,0,") != std::string::npos);
}

TEST_CASE("the workbook is one, with the header in the language asked for") {
  SmallCity c;
  c.populate();
  c.settle();
  for (const auto& [language, head] : {std::pair{"zh", "受理编号"}, std::pair{"en", "id"}}) {
    const Response response = c.get(std::string("/api/v1/complaints.xlsx?lang=") + language);
    CHECK(response.content_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    const std::vector<exchange::Column> only = {{head, head, true}};
    auto reader = exchange::TableReader::open(std::make_unique<std::istringstream>(body_of(response)), "complaints.xlsx",
                                              only);
    REQUIRE_FALSE(reader);  // the other columns are named in the refusal
    const bool other_columns = reader.error().en.find(language == std::string("zh") ? "督察活动" : "campaign") != std::string::npos;
    CHECK(other_columns);
  }
}

TEST_CASE("a file has no pages, and what is misspelt is refused") {
  SmallCity c;
  c.populate();
  c.settle();
  CHECK(c.get("/api/v1/claims.csv?limit=10").status == 400);
  CHECK(c.get("/api/v1/claims.csv?next=x").status == 400);
  CHECK(c.get("/api/v1/claims.csv?sate=returned").status == 400);
  CHECK(c.get("/api/v1/claims.xls").status == 404);
  CHECK(lines_of(body_of(c.get("/api/v1/claims.csv?state=withdrawn"))).size() == 1);
}

TEST_CASE("nothing is left in the spool once a file is open") {
  SmallCity c;
  c.populate();
  c.settle();
  c.city->spool = c.folder / "spool";
  std::filesystem::create_directory(c.city->spool);
  for (const std::string ending : {"csv", "ndjson", "xlsx"}) {
    const Response response = c.get("/api/v1/claims." + ending);
    CHECK_FALSE(body_of(response).empty());
    CHECK(std::filesystem::is_empty(c.city->spool));
  }
  c.city->spool = c.folder / "missing";
  CHECK(c.get("/api/v1/claims.csv").status == 503);
}

}  // namespace
}  // namespace seethrough::http
