// Cases are found by any part of what is said of them, and by nothing else.
#include <doctest/doctest.h>

#include <algorithm>

#include "stores/scratch_folder.h"
#include "stores/sqlite/sqlite_views.h"
#include "wording/words.h"

namespace seethrough::stores {
namespace {

CaseRow told(const std::string& number, const std::string& text, const std::string& names = "") {
  CaseRow row;
  row.number = number;
  row.campaign = "third";
  row.batch = "1";
  row.day = 100;
  row.place = 140403;
  row.type = "水";
  row.state = "handed_over";
  row.text = text;
  row.names = names;
  return row;
}

struct Cases {
  ScratchFolder folder;
  std::unique_ptr<SqliteViews> views = std::move(*SqliteViews::open(folder / "views.db"));
  std::uint64_t position = 0;

  void put(const std::vector<CaseRow>& rows) { REQUIRE(views->apply({++position, {}, rows, {}})); }
  std::vector<std::string> ask(ListQuery query) {
    query.sort = "number";
    query.descending = false;
    query.limit = 200;
    const auto page = views->cases(query);
    REQUIRE(page);
    std::vector<std::string> numbers;
    for (const CaseRow& row : page->rows) numbers.push_back(row.number);
    CHECK(page->total == numbers.size());
    std::vector<std::string> all;
    REQUIRE(views->each_case(query, [&](const CaseRow& row) {
      all.push_back(row.number);
      return true;
    }));
    CHECK(all == numbers);
    return numbers;
  }
  std::vector<std::string> found(const std::string& text) {
    ListQuery query;
    query.text = text;
    return ask(query);
  }
};

using Numbers = std::vector<std::string>;

TEST_CASE("one, two and more Chinese characters find a case, and so do parts of its number and its names") {
  Cases c;
  c.put({told("D3SX202506010001", "有污水直排入河，夜间加重", "潞州区\nLuzhou District"),
         told("X3SX202506020002", "PM2.5超标，ＡＢＣ公司施工扬尘", "襄垣县\nXiangyuan County\n生态环境局")});
  CHECK(c.found("污") == Numbers{"D3SX202506010001"});
  CHECK(c.found("尘") == Numbers{"X3SX202506020002"});
  CHECK(c.found("直排") == Numbers{"D3SX202506010001"});
  CHECK(c.found("排入河") == Numbers{"D3SX202506010001"});
  CHECK(c.found("有污水直排入河") == Numbers{"D3SX202506010001"});
  CHECK(c.found("潞州") == Numbers{"D3SX202506010001"});
  CHECK(c.found("xiangyuan") == Numbers{"X3SX202506020002"});
  CHECK(c.found("环境局") == Numbers{"X3SX202506020002"});
  CHECK(c.found("0601") == Numbers{"D3SX202506010001"});
  CHECK(c.found("x3sx") == Numbers{"X3SX202506020002"});
  CHECK(c.found("水").size() == 2);  // the type of both
}

TEST_CASE("letters, digits and Chinese mixed, wide and narrow, and several words are found") {
  Cases c;
  c.put({told("D1", "PM2.5超标，ＡＢＣ公司３号炉"), told("D2", "abd公司，超标")});
  CHECK(c.found("abc公司") == Numbers{"D1"});
  CHECK(c.found("ＡＢＣ公司3号") == Numbers{"D1"});
  CHECK(c.found("pm2") == Numbers{"D1"});
  CHECK(c.found("PM2.5") == Numbers{"D1"});
  CHECK(c.found("超标 公司") == Numbers{"D1", "D2"});
  CHECK(c.found("公司　超标 炉") == Numbers{"D1"});  // an ideographic space parts words too
  CHECK(c.found("超标 路").empty());
}

TEST_CASE("nothing is found that does not have the part in one piece") {
  Cases c;
  c.put({told("D1", "污水。水直流，直排"), told("D2", "水污，排直水"), told("D3", "臭\n气")});
  CHECK(c.found("污水直排").empty());
  CHECK(c.found("水水").empty());
  CHECK(c.found("臭气").empty());
  CHECK(c.found("水污") == Numbers{"D2"});
  CHECK(c.found("水直流直").empty());
  CHECK(c.found("d1d2").empty());
}

TEST_CASE("what a search engine would read as syntax is text") {
  Cases c;
  c.put({told("D1", "near the AND gate, text:alpha* \"quoted\" pairs OR not")});
  for (const char* query : {"\"", "*", "'", "( ", "NEAR(zz", "a\" OR \"b", "pairs:zzz", "-", "^q0", "{a b}:c", "'; DROP TABLE cases",
                            "AND AND", "\\", "%", "_", "a*z"})
    CHECK_MESSAGE(c.found(query).empty() == !(std::string(query) == "AND AND"), query);
  CHECK(c.found("\"quoted\"") == Numbers{"D1"});
  CHECK(c.found("NEAR*") == Numbers{"D1"});
  CHECK(c.found("text:alpha") == Numbers{"D1"});
  CHECK(c.found("…？！").empty());  // nothing to look for is no case, not every case
}

TEST_CASE("a replaced row is found by its new text alone, and a row told twice at once by the last") {
  Cases c;
  c.put({told("D1", ""), told("D2", "噪声扰民")});
  CHECK(c.found("扬尘").empty());
  c.put({told("D1", "工地扬尘")});
  CHECK(c.found("扬尘") == Numbers{"D1"});
  c.put({told("D1", "旧的扬尘"), told("D1", "餐饮油烟", "潞州区")});
  CHECK(c.found("扬尘").empty());
  CHECK(c.found("尘").empty());
  CHECK(c.found("油烟") == Numbers{"D1"});
  CHECK(c.found("噪声") == Numbers{"D2"});
  c.put({told("D1", "餐饮油烟", "襄垣县")});
  CHECK(c.found("潞州").empty());
  CHECK(c.found("襄垣 油烟") == Numbers{"D1"});
  c.views.reset();
  c.views = std::move(*SqliteViews::open(c.folder / "views.db"));
  c.put({told("D1", "完了")});
  CHECK(c.found("油烟").empty());
  CHECK(c.views->cases({})->total == 2);
}

TEST_CASE("a search finds what looking at every text finds, few cases or many, in any order") {
  Cases c;
  constexpr const char* words[] = {"污水", "水直", "直排", "排入", "河", "夜间", "pm2", "25", "施工", "水"};
  std::vector<CaseRow> rows;
  for (int n = 0; n < 7000; ++n) {
    std::string text;
    for (int i = 0, m = n; i < 5; ++i, m = m / 3 + n % 11) text += std::string(words[m % 10]) + (m % 4 == 0 ? "，" : "");
    rows.push_back(told("N" + std::to_string(n), text));
    rows.back().type = "大气";
    rows.back().day = 100 + n % 50;
    rows.back().finding = n % 3 == 0 ? "substantiated" : "";
  }
  c.put(rows);
  for (const char* part : {"水", "污水", "污水直", "水直直排", "pm225", "n69", "河夜", "气"}) {
    for (const bool filtered : {false, true}) {
      ListQuery query;
      query.text = part;
      query.limit = 200;
      if (filtered) query.finding = "substantiated";
      const std::u32string wanted = wording::folded(part);
      const auto expected = std::count_if(rows.begin(), rows.end(), [&](const CaseRow& row) {
        const bool has = wording::folded(row.number + "\n" + row.type + "\n" + row.text).find(wanted) != std::u32string::npos;
        return has && (!filtered || row.finding == "substantiated");
      });
      std::int64_t seen = 0;
      do {
        const auto page = c.views->cases(query);
        REQUIRE(page);
        CHECK_MESSAGE(page->total == static_cast<std::uint64_t>(expected), part);
        seen += static_cast<std::int64_t>(page->rows.size());
        query.next = page->next;
      } while (!query.next.empty());
      CHECK_MESSAGE(seen == expected, part);
    }
  }
}

TEST_CASE("cases are filtered by batch, campaign, finding, unit and the day they are due, and keep that day") {
  Cases c;
  std::vector<CaseRow> rows;
  for (int n = 1; n <= 8; ++n) {
    rows.push_back(told("N" + std::to_string(n), ""));
    rows.back().batch = n <= 3 ? "1" : "12";
    rows.back().campaign = n == 8 ? "fourth" : "third";
    rows.back().due = n <= 5 ? 200 + n : 0;
    rows.back().finding = n > 6 ? "partly_substantiated" : "";
    rows.back().unit = n == 1 ? "140403" : n == 2 ? "140403-生态环境局" : n == 3 ? "140403-水利局" : "1404031";
  }
  c.put(rows);
  const auto count = [&](auto&& set) {
    ListQuery query;
    set(query);
    return c.ask(query).size();
  };
  CHECK(count([](ListQuery& q) { q.batch = "1"; }) == 3);
  CHECK(count([](ListQuery& q) { q.batch = "12", q.campaign = "third"; }) == 4);
  CHECK(count([](ListQuery& q) { q.campaign = "fourth"; }) == 1);
  CHECK(count([](ListQuery& q) { q.finding = "partly_substantiated"; }) == 2);
  CHECK(count([](ListQuery& q) { q.finding = ""; }) == 6);
  CHECK(count([](ListQuery& q) { q.unit = "140403"; }) == 3);
  CHECK(count([](ListQuery& q) { q.unit = "140403-水利局"; }) == 1);
  CHECK(count([](ListQuery& q) { q.due_to = 202; }) == 2);
  CHECK(count([](ListQuery& q) { q.due_from = 203; }) == 3);
  CHECK(count([](ListQuery& q) { q.due_from = q.due_to = 204; }) == 1);
  CHECK(count([](ListQuery& q) { q.without_due = true; }) == 3);
  CHECK(count([](ListQuery& q) { q.without_due = true, q.text = "水", q.places = {140403}; }) == 3);
  ListQuery by_due;
  by_due.sort = "due";
  by_due.descending = false;
  const auto page = c.views->cases(by_due);
  CHECK(page->rows.front().due == 201);
  CHECK(page->rows.back().due == 0);  // nothing due comes last
  ListQuery one_a_page = by_due;
  one_a_page.limit = 1;
  one_a_page.next = c.views->cases(one_a_page)->next;
  CHECK(c.views->cases(one_a_page)->rows.at(0).due == 202);
  one_a_page.batch = "1";  // the token is another list's
  CHECK_FALSE(c.views->cases(one_a_page));
}

}  // namespace
}  // namespace seethrough::stores
