#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <regex>
#include <set>

#include "bulletins/bulletin.h"
#include "pages/demonstration.h"
#include "pages/html.h"
#include "pages/complaint_pages.h"
#include "pages/page.h"
#include "pages/view.h"

using namespace seethrough;
using namespace seethrough::pages;
namespace json = boost::json;

namespace {

Site site_of(const City& city, Language language, const std::string& path) {
  return {city.reading,
          language,
          false,
          "log.example.gov.cn/changzhi",
          "log.example.gov.cn/changzhi\n7\nAAAA\n\n— log.example.gov.cn/changzhi BBBB\n",
          city.reading.position(),
          path};
}
Site site(Language language, const std::string& rest = "d/2025-06-15") {
  return site_of(demonstration(), language, "/" + std::string(code(language)) + "/" + rest);
}
const std::string& front(Language language) {
  static const std::string zh = front_page(site(Language::zh), press_day).html;
  static const std::string en = front_page(site(Language::en), press_day).html;
  return language == Language::zh ? zh : en;
}
std::vector<std::string> matches(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) found.push_back((*it)[1]);
  return found;
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

RecordList hostile_list() {
  return {"claims",
          {{"merchant", "商户", false}, {"price", "价格（元）", true}},
          {{"javascript:alert(1)", {"<script>alert(1)</script>", "1"}, true}},
          1,
          9,
          "a&b",
          {{"text", "\"><script>x"}, {"place", "140423"}, {"sort", "price"}}};
}

/// Every page in one language, for what must hold of all of them.
std::vector<Page> all_pages(Language language) {
  std::vector<Page> pages;
  pages.push_back(front_page(site(language), press_day));
  for (const figures::Definition& d : figures::definitions()) {
    pages.push_back(figure_page(site(language), d.figure, PlaceCode{140400}, {}, press_day));
    pages.push_back(figure_page(site(language), d.figure, PlaceCode{140423}, {}, press_day));
    pages.push_back(definition_page(site(language), d.figure, d.version));
  }
  pages.push_back(figure_page(site(language), figures::Figure::consumption, PlaceCode{140400}, "vehicle", press_day));
  pages.push_back(records_page(site(language), hostile_list()));
  pages.push_back(
      case_page(site(language), {"C0000001", "", "redeemed", "claims", true, {{"<b>", "&"}}, {{12, "w", "b", "<i>"}}}));
  const complaints::Campaign& campaign = demonstration().reading.complaints().campaigns.back();
  pages.push_back(campaign_page(site(language), &campaign));
  pages.push_back(campaign_page(site_of(empty_city(), language, "/zh/complaints"), nullptr));
  pages.push_back(receipt_form(site(language), {}));
  pages.push_back(receipt_form(site(language), {"<x>", "<i>", 400}));
  for (const complaints::Case& one : campaign.cases)
    pages.push_back(receipt_page(site(language), {"0000-0000-0000-0", campaign, one, press_day, {}}));
  pages.push_back(calendar_page(site(language), 2025));
  pages.push_back(verify_page(site(language), "log.example.gov.cn/changzhi+00000000+AAAA"));
  pages.push_back(problem_page(language, 404, "<x>", "y"));
  for (const publication::BulletinIssued& issued : demonstration().reading.publication().issued) {
    const auto bulletin = bulletins::compose(demonstration().reading, {issued.series, issued.cut_off, issued.batch});
    REQUIRE(bulletin.has_value());
    pages.push_back(
        bulletin_page(site(language), issued, *bulletin, revisions(demonstration().reading, issued)));
  }
  pages.push_back(front_page(site_of(empty_city(), language, "/zh/d/2025-06-15"), press_day));
  return pages;
}

}  // namespace

TEST_CASE("text cannot become markup") {
  CHECK(Html("<script>\"&'").markup() == "&lt;script&gt;&quot;&amp;&#39;");
  CHECK(el("a", {{"title", "\"><script>"}}, "x").markup() == "<a title=\"&quot;&gt;&lt;script&gt;\">x</a>");
  CHECK(el("p", {}, std::string("a\0b", 3)).markup() == "<p>a\xEF\xBF\xBD" "b</p>");
}

TEST_CASE("a link leads to this site or to HTTPS, else it is text") {
  CHECK(seethrough::pages::link("/zh/verify", "x").markup() == "<a href=\"/zh/verify\">x</a>");
  CHECK(seethrough::pages::link("https://example.gov.cn/", "x").markup() ==
        "<a href=\"https://example.gov.cn/\">x</a>");
  for (const char* address :
       {"javascript:alert(1)", "//evil.example", "/\\evil.example", "http://x", "data:text/html,", ""})
    CHECK(seethrough::pages::link(address, "x").markup() == "x");
}

TEST_CASE("an attribute with a null value is left out, and void elements have no end") {
  CHECK(el("td", {{"class", nullptr}}, "1").markup() == "<td>1</td>");
  CHECK(el("input", {{"name", "a"}}).markup() == "<input name=\"a\">");
}

TEST_CASE("a value of a query is percent-encoded") { CHECK(query_value("水 a&b") == "%E6%B0%B4%20a%26b"); }

TEST_CASE("money is printed in 亿 and 万, cut off, and in English in grouped million yuan") {
  CHECK(print(Figure::consumption, 228'379'900'000, Language::zh).text() == "22.83亿元");
  CHECK(print(Figure::consumption, 12'750'000'000, Language::zh).text() == "1.275亿元");
  CHECK(print(Figure::consumption, 8'829'900'000, Language::zh).text() == "8829.9万元");
  CHECK(print(Figure::subsidy_granted, 34'500'000'000, Language::en).text() == "CNY 345.00 million");
  CHECK(print(Figure::consumption, 228'379'900'000, Language::en).text() == "CNY 2,283.79 million");
  CHECK(print(Figure::complaint_batches, 1, Language::en).text() == "1 batch");
  CHECK(digits(Figure::consumption, 123'456'789) == "1,234,567.89");
  CHECK(digits(Figure::consumption, -50) == "-0.50");
}

TEST_CASE("the front page states the published figures in both languages") {
  for (const char* text :
       {">3.45</span><span class=\"unit\">亿元", ">22.83</span>", ">88</span>", ">777</span>", ">180</span>",
        "第18批举报件交办5件，重点件2件", "自6月10日起未变", "数据截至6月10日", "截至当日 24:00", "定义第1版",
        "243,696", "汽车占拉动消费额的63.5%", "潞州区21件、襄垣县18件，居前两位", "示意图"})
    CHECK_MESSAGE(has(front(Language::zh), text), text);
  for (const char* text :
       {">345.00</span>", "CNY ", ">88</span>", ">777</span>", "Batch 18: 5 complaints handed over, 2 of them key",
        "unchanged since 10 June", "as of 10 June", "Cut-off 24:00", "definition v1", "Schematic",
        "Luzhou District (21) and Xiangyuan County (18)"})
    CHECK_MESSAGE(has(front(Language::en), text), text);
}

TEST_CASE("every link of the front page has the form of an address of the site") {
  const std::regex form(
      "/|#[a-z0-9-]+|/(zh|en)/(d/\\d{4}-\\d\\d-\\d\\d(\\.json)?|f/[a-z]+\\.[a-z0-9_]+/\\d{6}/"
      "\\d{4}-\\d\\d-\\d\\d(\\?dimension=[A-Za-z0-9_.%~-]+)?"
      "|def/[a-z]+\\.[a-z0-9_]+/v\\d+|b/(subsidies|complaints|projects)/"
      "\\d+|r\\?kind=(claims|complaints|projects)(&amp;place=\\d{6})?"
      "|case/[A-Za-z0-9.%-]+|cal/\\d{4}|verify|complaints|receipt)|/static/site\\.css");
  for (const Language language : {Language::zh, Language::en}) {
    const auto links = matches(front(language), "href=\"([^\"]*)\"");
    CHECK(links.size() > 100);
    for (const std::string& one : links) {
      if (one.starts_with("data:image/svg+xml,")) continue;  // the icon, carried by the page itself
      CHECK_MESSAGE(std::regex_match(one, form), one);
    }
    const std::string base = "/" + std::string(code(language)) + "/";
    for (const std::string& rest : {base + "d/2025-06-14", base + "d/2025-06-16", base + "cal/2025", base + "verify",
                                    base + "b/complaints/1", base + "f/subsidies.subsidy/140400/2025-06-15",
                                    base + "f/complaints.cases/140423/2025-06-15",
                                    std::string(language == Language::zh ? "/en" : "/zh") + "/d/2025-06-15"})
      CHECK_MESSAGE(std::count(links.begin(), links.end(), rest) > 0, rest);
  }
}

TEST_CASE("no page holds a script of its own, a style, an open placeholder or an unescaped text") {
  for (const Language language : {Language::zh, Language::en}) {
    for (const Page& page : all_pages(language)) {
      CHECK(matches(page.html, "(<script[^>]*>[^<])").empty());
      CHECK(matches(page.html, "<script(?! type=\"module\" src=\"/static/(?:site|verify)\\.js\">)([^>]*)").empty());
      CHECK(matches(page.html, "( style=| on[a-z]+=\")").empty());
      CHECK_FALSE(has(page.html, "javascript:"));
      CHECK(matches(page.html, "(\\{[a-z0-9]*\\}|\\$\\{|%[sd])").empty());
      CHECK_FALSE(has(page.html, "<x>"));
      CHECK_FALSE(has(page.html, "<i>"));
      CHECK(has(page.html, "/static/site.css"));
    }
  }
}

TEST_CASE("every page is in the reader's language, has one heading, a main part and unique ids") {
  for (const Language language : {Language::zh, Language::en}) {
    for (const Page& page : all_pages(language)) {
      CHECK(has(page.html, language == Language::zh ? "<html lang=\"zh-CN\">" : "<html lang=\"en\">"));
      CHECK(matches(page.html, "(<h1[ >])").size() == 1);
      CHECK(matches(page.html, "(<main )").size() == 1);
      const auto ids = matches(page.html, " id=\"([^\"]*)\"");
      CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
    }
  }
}

TEST_CASE("each chart of the front page has its finding, its measure and a table or numbers beside it") {
  const std::string& html = front(Language::zh);
  const auto charts = matches(html, "(<figure class=\"chart)");
  CHECK(charts.size() == 6);
  CHECK(matches(html, "(<figcaption><strong>[^<])").size() == charts.size());
  CHECK(matches(html, "<figcaption><strong>[^<]*</strong>(<span class=\"measure\">)").size() == charts.size());
  CHECK(matches(html, "(<li class=\"tile )").size() == 13);
  CHECK(matches(html, "(<table )").size() == 4);
}

TEST_CASE("the twin of the front page parses and carries the values of the page") {
  const json::value twin = json::parse(front_page(site(Language::en), press_day).json);
  CHECK(twin.at("cut_off").as_string() == "2025-06-15");
  CHECK(twin.at("journal_position").to_number<std::uint64_t>() == demonstration().reading.position());
  CHECK(has(std::string(twin.at("checkpoint").as_string()), "log.example.gov.cn"));
  std::map<std::string, std::int64_t> whole;
  std::int64_t cases_by_place = 0, cases_by_type = 0;
  for (const json::value& figure : twin.at("figures").as_array()) {
    const json::object& dimensions = figure.at("dimensions").as_object();
    const std::string id(figure.at("id").as_string());
    const std::int64_t value = figure.at("value").to_number<std::int64_t>();
    if (dimensions.empty()) whole[id] = value;
    if (id == "complaints.cases" && dimensions.contains("place")) cases_by_place += value;
    if (id == "complaints.cases" && dimensions.contains("type")) cases_by_type += value;
  }
  CHECK(whole.at("subsidies.subsidy") == 34'500'000'000);
  CHECK(whole.at("subsidies.consumption") == 228'379'900'000);
  CHECK(whole.at("complaints.cases") == 88);
  CHECK(whole.at("projects.count") == 777);
  CHECK(cases_by_place == 88);
  CHECK(cases_by_type == 88);
  const std::string& html = front(Language::en);
  for (const char* id : {"subsidies.subsidy", "subsidies.consumption", "complaints.cases", "projects.at_least_1bn"})
    CHECK_MESSAGE(has(html, fmt::format("data-live=\"{}\" data-value=\"{}\"", id, whole.at(id))), id);
}

TEST_CASE("every twin parses and states the position it was folded to") {
  for (const Page& page : all_pages(Language::zh)) {
    const json::value twin = json::parse(page.json);
    if (page.status == 200) CHECK(twin.as_object().contains("journal_position"));
  }
}

TEST_CASE("a page that does not show the present is not live") {
  CHECK_FALSE(has(front_page(site(Language::zh), day_of(2025, 6, 12)).html, "data-live"));
  Site pinned = site(Language::zh);
  pinned.pinned = true;
  const std::string html = front_page(pinned, press_day).html;
  CHECK_FALSE(has(html, "data-live"));
  CHECK(has(html, fmt::format("/zh/d/2025-06-14@{}", demonstration().reading.position())));
  CHECK(has(html, "class=\"banner\""));
}

TEST_CASE("an earlier day shows what had happened by then") {
  const Page page = front_page(site(Language::zh), day_of(2025, 6, 14));
  const json::value twin = json::parse(page.json);
  for (const json::value& figure : twin.at("figures").as_array()) {
    if (figure.at("id").as_string() == "complaints.cases" && figure.at("dimensions").as_object().empty())
      CHECK(figure.at("value").to_number<std::int64_t>() == 83);
  }
  CHECK(has(page.html, "第17批"));
}

TEST_CASE("an empty city has a front page that says so, without figures invented") {
  const Page page = front_page(site_of(empty_city(), Language::en, "/en/d/2025-06-15"), press_day);
  CHECK(has(page.html, "No record up to this day"));
  CHECK(has(page.html, "no data"));
}

TEST_CASE("a figure page shows value, share with its parts, definition, records and proof") {
  const Page page = figure_page(site(Language::en), Figure::complaint_key_cases, PlaceCode{140400}, {}, press_day);
  for (const char* text :
       {"5.6% = 5 / 88", "version 1", "/en/r?kind=complaints&amp;to=2025-06-15", "not a proof of truth",
        "complaints.key_cases/140400/2025-06-15.csv", "complaints.key_cases/140400/2025-06-15.svg"})
    CHECK_MESSAGE(has(page.html, text), text);
  const json::value twin = json::parse(page.json);
  CHECK(twin.at("figures").at(0).at("value").to_number<int>() == 5);
  const json::array& history = twin.at("history").as_array();
  CHECK(history.back().at("value").to_number<int>() == 5);
  CHECK(history.front().at("value").to_number<int>() == 0);
}

TEST_CASE("the downloads of a figure carry its value, its cut-off and its position") {
  const std::string csv = figure_csv(site(Language::zh), Figure::complaint_cases, PlaceCode{140400}, press_day);
  CHECK(has(csv, "complaints.cases,140423,襄垣县,,2025-06-15,"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 1 + 6 + 13);
  const std::string svg = figure_svg(site(Language::zh), Figure::consumption, PlaceCode{140400}, press_day);
  CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  CHECK(has(svg, "22.83亿元"));
  CHECK_FALSE(has(svg, "style="));
}

TEST_CASE("a list says its filter as a sentence and keeps it in its links") {
  const std::string html = records_page(site(Language::zh), hostile_list()).html;
  CHECK(has(html, "补贴申领，在襄垣县，含“&quot;&gt;&lt;script&gt;x”"));
  CHECK(has(html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK(has(html, "next=a%26b"));
  CHECK(has(html, "sort=-price"));
  CHECK(has(html, "aria-sort=\"ascending\""));
  CHECK(has(html, "符合1条，共9条"));
}

TEST_CASE("an empty list tells apart none and none matching") {
  RecordList list{"projects", {}, {}, 0, 0, "", {}};
  CHECK(has(records_page(site(Language::en), list).html, "There is no record in this list yet."));
  list.all = 777;
  CHECK(has(records_page(site(Language::en), list).html, "No record matches."));
}

TEST_CASE("a case has an anchor for each step") {
  const CaseFile file{
      "D3SX202506150001", "", "handed_over", "complaints", true, {}, {{17, "2025-06-15", "office", "x"}}};
  const std::string html = case_page(site(Language::en), file).html;
  CHECK(has(html, "<li id=\"e17\">"));
  CHECK(has(html, "reconstructed from published totals"));
  CHECK(has(html, "handed over"));
}

TEST_CASE("the verification page gives the key, the region for the script and the command") {
  const std::string html = verify_page(site(Language::en), "k+1+A").html;
  CHECK(has(html, "<div id=\"verify\" data-origin=\"log.example.gov.cn/changzhi\" data-key=\"k+1+A\"></div>"));
  CHECK(has(html, "seethrough verify BULLETIN.json --log "));
  CHECK(has(html, "<noscript>"));
  CHECK(has(html, "/static/verify.js"));
}

TEST_CASE("a definition that never was is a problem of the reader's, not an empty page") {
  CHECK(definition_page(site(Language::zh), Figure::projects, 9).status == 404);
}

TEST_CASE("the front page for a terminal carries the figures in both languages") {
  const std::string zh = front_text(site(Language::zh), press_day), en = front_text(site(Language::en), press_day);
  for (const char* text : {"明督 · 长治市 · 2025年6月15日 星期日", "3.45亿元", "88件", "777个", "襄垣县"})
    CHECK_MESSAGE(has(zh, text), text);
  for (const char* text : {"CNY 345.00 million", "88 cases", "777 projects", "Xiangyuan County"})
    CHECK_MESSAGE(has(en, text), text);
  CHECK_FALSE(has(zh, "<"));
}
