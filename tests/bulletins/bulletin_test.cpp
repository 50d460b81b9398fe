// Bulletins: what they carry, what makes them refused, and how they are printed.

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>

#include "bulletins/compose.h"
#include "bulletins/document.h"
#include "bulletins/lay_out.h"
#include "journal/jcs.h"

namespace bulletins_test {
namespace {

using namespace seethrough;
using namespace seethrough::bulletins;
using figures::Reading;

const PlaceCode city{140400}, district{140403}, county{140427}, elsewhere{990000};

const Tree& places() {
  static const Tree tree = *Tree::make({{city, PlaceCode{0}, "长治市", "Changzhi", false, 0, 0},
                                        {district, city, "潞州区", "Luzhou District", false, 0, 0},
                                        {county, city, "壶关县", "Huguan County", false, 0, 0}});
  return tree;
}

Day day(const char* text) { return *parse_day(text); }
const Day cut_off = *parse_day("2025-06-15");

template <class Group, class Event>
void take(Reading& reading, Event event) {
  reading.take(reading.position() + 1, Group{std::move(event)});
}

void claim(Reading& reading, const std::string& cls, PlaceCode place, std::int64_t price_fen,
           std::int64_t subsidy_fen) {
  subsidies::ClaimRedeemed e;
  e.purchase.place = place;
  e.purchase.day = day("2025-06-01");
  e.purchase.price = Fen{price_fen};
  e.grant.cls = cls;
  e.grant.subsidy = Fen{subsidy_fen};
  take<subsidies::Event>(reading, e);
}

Reading trade_in() {
  Reading reading(places());
  using Event = subsidies::Event;
  for (int n = 0; n < 1'037; ++n) {
    const PlaceCode place = n % 2 == 0 ? district : county;
    take<Event>(reading, subsidies::MerchantAdmitted{std::to_string(n), "商店", place, day("2025-03-01"), false});
  }
  take<Event>(reading, subsidies::MerchantProfiled{"7", "一家家居商场", day("2025-06-01"),
                                                   {{"brands", 108, "count", Bound::over},
                                                    {"sales", 127'500'000'00, "fen", Bound::exactly},
                                                    {"subsidy_level_1", 2000, "basis_points", Bound::exactly}}});
  claim(reading, "vehicle.replacement", district, 1'000'000'000'00, 100'000'000'00);
  claim(reading, "vehicle.scrappage", county, 800'000'000'00, 145'123'456'78);
  claim(reading, "appliance_digital.appliance", district, 300'000'000'00, 50'000'000'00);
  claim(reading, "appliance_digital.digital", district, 95'500'000'00, 25'000'000'00);
  claim(reading, "ebike", county, 299'999'99, 5'000'000'00);
  claim(reading, "home", district, 87'999'000'01, 20'000'000'00);
  return reading;
}

complaints::RegisterCase one_case(const std::string& number, int batch, const std::string& type, PlaceCode place,
                                  bool key = false, const std::string& from = "") {
  return {"c", number, batch, day("2025-06-13"), place, type, complaints::Channel::phone, key, from, {}, false};
}

/// One batch of two cases, a second of one; a third case is registered for the third.
Reading inspection(complaints::BatchHeader second = {1, 0, {{county, 1}}, {{"大气", 1}}}) {
  Reading reading(places());
  complaints::DeclareCampaign c;
  c.campaign = "c";
  c.name_zh = "督察组";
  c.name_en = "the inspection group";
  c.place = city;
  c.stationed_from = day("2025-05-28");
  c.stationed_to = day("2025-06-28");
  c.types = {"水", "大气", "噪声"};
  c.stated = {{"phone_lines", 2, "count", Bound::exactly}};
  c.phone_hours = "8:00–20:00";
  using Event = complaints::Event;
  take<Event>(reading, complaints::CampaignDeclared{c});
  take<Event>(reading, complaints::CaseRegistered{one_case("1", 1, "水", district, true)});
  take<Event>(reading, complaints::CaseRegistered{one_case("2\"", 1, "大气", county, false, "太原市")});
  take<Event>(reading, complaints::CaseRegistered{one_case("3", 2, "大气", county)});
  take<Event>(reading, complaints::CaseRegistered{one_case("4", 3, "大气", county)});
  take<Event>(reading, complaints::BatchHandedOver{"c", 1, day("2025-06-14"), day("2025-06-14"),
                                                   {2, 1, {{district, 1}, {county, 1}}, {{"水", 1}, {"大气", 1}}}, false});
  take<Event>(reading, complaints::BatchHandedOver{"c", 2, cut_off, day("2025-06-16"), std::move(second), false});
  take<Event>(reading, complaints::BatchDisclosed{"c", 1, cut_off});
  return reading;
}

projects::RegisterProject project(const std::string& code, PlaceCode place, Fen investment, projects::Stage stage) {
  projects::RegisterProject p;
  p.project = code;
  p.name_zh = "项目" + code;
  p.name_en = "Project " + code;
  p.place = place;
  p.investment = investment;
  p.stage = stage;
  p.day = day("2025-02-01");
  p.named = true;
  p.stated = {{"annual_output", 80'000'000'000'00, "fen", Bound::over}};
  return p;
}

Reading key_projects(PlaceCode place = county) {
  using projects::Stage;
  Reading reading(places());
  projects::DeclarePlan plan;
  plan.plan = "3131";
  plan.dispatch_meeting = "monthly";
  plan.inspection_tour = "quarterly";
  plan.progress_refresh = "weekly";
  take<projects::Event>(reading, projects::PlanDeclared{plan});
  using Event = projects::Event;
  take<Event>(reading, projects::ProjectRegistered{project("p1", district, Fen{100'000'000'000}, Stage::started)});
  take<Event>(reading, projects::ProjectRegistered{project("p2", place, Fen{50'000'000'000}, Stage::reserve)});
  take<Event>(reading, projects::ProgressReported{"p1", day("2025-06-10"), 4'550, "主体封顶"});
  chains::DeclareChain chain;
  chain.chain = "led";
  chain.name_zh = "LED";
  chain.name_en = "LED";
  chain.links = {"芯片", "封装"};
  chain.stated = {{"share_of_province", 9'000, "basis_points", Bound::over}};
  chain.day = day("2025-01-01");
  take<chains::Event>(reading, chains::ChainDeclared{chain});
  return reading;
}

Bulletin composed(const Reading& reading, Series series, int batch = 0) {
  auto made = compose(reading, {series, cut_off, batch});
  REQUIRE_MESSAGE(made, (made ? "" : sentence(made.error(), Language::en)));
  return std::move(*made);
}

/// What the reading is refused for.
NotTallying refused(const Reading& reading, Series series) {
  const auto made = compose(reading, {series, cut_off, 0});
  REQUIRE_FALSE(made);
  for (const Language language : {Language::zh, Language::en}) {
    const std::string said = sentence(made.error(), language);
    CHECK(said.find('{') == std::string::npos);
    CHECK_FALSE(said.empty());
  }
  return std::get<NotTallying>(made.error());
}

TEST_CASE("a trade-in bulletin carries its totals, split by class and by place") {
  const Reading reading = trade_in();
  const Bulletin b = composed(reading, Series::subsidies);
  CHECK(b.cut_off == cut_off);
  CHECK(b.known_at == reading.position());
  CHECK(b.at("subsidies.claims").value == 6);
  CHECK(b.at("subsidies.consumption").value == 2'283'799'000'00);
  CHECK(b.at("subsidies.subsidy").value == 345'123'456'78);
  CHECK(b.at("subsidies.subsidy").unit == "fen");
  CHECK(b.at("subsidies.merchants").value == 1'037);
  CHECK(b.at("subsidies.claims", {{"class", "vehicle"}}).value == 2);
  CHECK(b.at("subsidies.claims", {{"class", "appliance_digital"}}).value == 2);
  CHECK(b.at("subsidies.consumption", {{"class", "appliance_digital.digital"}}).value == 95'500'000'00);
  CHECK(b.at("subsidies.claims", {{"place", "140403"}}).value == 4);
  CHECK(b.at("subsidies.claims", {{"place", "140427"}}).value == 2);
  CHECK(b.at("subsidies.merchants", {{"place", "140403"}}).value == 519);
  CHECK(b.at("merchant.brands", {{"merchant", "7"}}).bound == Bound::over);
}

TEST_CASE("a bulletin whose parts do not sum to the whole is refused with the difference") {
  Reading other_class = trade_in();
  claim(other_class, "furniture", district, 5'00, 1'00);
  NotTallying r = refused(other_class, Series::subsidies);
  CHECK(r.whole == "subsidies.claims");
  CHECK(r.parts == "by class");
  CHECK(r.stated == 7);
  CHECK(r.sum == 6);

  Reading other_vehicle = trade_in();
  claim(other_vehicle, "vehicle.tractor", district, 5'00, 1'00);
  r = refused(other_vehicle, Series::subsidies);
  CHECK(r.parts == "by class of vehicle");
  CHECK(r.stated - r.sum == 1);

  Reading other_appliance = trade_in();
  claim(other_appliance, "appliance_digital.robot", district, 5'00, 1'00);
  r = refused(other_appliance, Series::subsidies);
  CHECK(r.parts == "by class of appliance_digital");
  CHECK(r.stated - r.sum == 1);

  Reading other_place = trade_in();
  claim(other_place, "home", elsewhere, 5'00, 1'00);
  r = refused(other_place, Series::subsidies);
  CHECK(r.stated == 7);
  CHECK(r.sum == 6);

  Reading other_merchant = trade_in();
  take<subsidies::Event>(other_merchant, subsidies::MerchantAdmitted{"x", "商店", elsewhere, day("2025-03-01"), false});
  r = refused(other_merchant, Series::subsidies);
  CHECK(r.whole == "subsidies.merchants");
  CHECK(r.parts == "by place");
  CHECK(r.stated == 1'038);
  CHECK(r.sum == 1'037);

  CHECK(refused(key_projects(elsewhere), Series::projects).stated == 2);
}

TEST_CASE("a cover sheet that contradicts itself or the registered cases refuses the bulletin") {
  using Header = complaints::BatchHeader;
  CHECK(refused(inspection(Header{1, 0, {{county, 2}}, {{"大气", 1}}}), Series::complaints).parts == "by place");
  CHECK(refused(inspection(Header{1, 0, {{county, 1}}, {{"大气", 1}, {"水", 1}}}), Series::complaints).parts == "by type");
  const NotTallying r = refused(inspection(Header{2, 0, {{county, 2}}, {{"大气", 2}}}), Series::complaints);
  CHECK(r.whole == "complaints.batch.cases");
  CHECK(r.parts == "by case");
  CHECK(r.stated == 2);
  CHECK(r.sum == 1);
}

TEST_CASE("a complaints bulletin is of one batch, with what was handed over up to its day") {
  const Reading reading = inspection();
  const Bulletin second = composed(reading, Series::complaints);
  CHECK(second.batch == 2);
  CHECK(second.at("complaints.batch.cases", {{"batch", "2"}}).value == 1);
  CHECK(second.at("complaints.cases").value == 3);
  CHECK(second.at("complaints.cases", {{"place", "140427"}}).value == 2);
  CHECK(second.at("complaints.cases", {{"type", "噪声"}}).value == 0);
  CHECK(second.at("complaints.key_cases").value == 1);
  CHECK(second.at("complaints.batches").value == 2);
  CHECK(second.at("complaints.disclosed_batches").value == 1);
  CHECK(second.at("complaints.split_cases", {{"case", "2\""}, {"from", "太原市"}, {"place", "140427"}}).value == 1);
  const Bulletin first = composed(reading, Series::complaints, 1);
  CHECK(first.cut_off == day("2025-06-14"));
  CHECK(first.at("complaints.cases").value == 2);
}

TEST_CASE("after a correction the totals move and the cover sheet stays; a correction out of bounds is refused") {
  const auto corrected = [](PlaceCode place, const std::string& type) {
    Reading reading = inspection();
    take<complaints::Event>(reading, complaints::CaseCorrected{"c", "3", place, type, true, cut_off, ""});
    return reading;
  };
  const Bulletin b = composed(corrected(district, "水"), Series::complaints);
  CHECK(b.at("complaints.batch.cases", {{"batch", "2"}, {"place", "140427"}}).value == 1);
  CHECK(b.at("complaints.batch.key_cases", {{"batch", "2"}}).value == 0);
  CHECK(b.at("complaints.cases", {{"place", "140427"}}).value == 1);
  CHECK(b.at("complaints.cases", {{"type", "水"}}).value == 2);
  CHECK(b.at("complaints.key_cases").value == 2);

  const NotTallying type = refused(corrected(county, "光"), Series::complaints);
  CHECK(type.parts == "by type");
  CHECK(type.stated - type.sum == 1);
  const NotTallying place = refused(corrected(elsewhere, "水"), Series::complaints);
  CHECK(place.parts == "by place");
  CHECK(place.stated == 3);
  CHECK(place.sum == 2);
}

TEST_CASE("what counts for the city itself has a line of its own in every column that is printed beside it") {
  Reading reading = trade_in();
  claim(reading, "home", city, 6, 0);  // six fen: no subsidy
  const Bulletin b = composed(reading, Series::subsidies);
  CHECK(b.at("subsidies.claims", {{"place", "140400"}}).value == 1);
  CHECK(b.at("subsidies.consumption", {{"place", "140400"}}).value == 6);
  CHECK(b.at("subsidies.subsidy", {{"place", "140400"}}).value == 0);
  CHECK(plain_text(lay_out(b, reading, Language::zh)).find("长治市") != std::string::npos);
}

TEST_CASE("a projects bulletin counts by stage and place, and says nothing of what came after the cut-off") {
  Reading reading = key_projects();
  projects::RegisterProject late = project("p3", county, Fen{1}, projects::Stage::reserve);
  late.day = cut_off + 1;
  take<projects::Event>(reading, projects::ProjectRegistered{late});
  const Bulletin b = composed(reading, Series::projects);
  CHECK(b.at("projects.count").value == 2);
  CHECK(b.at("projects.at_least_1bn").value == 1);
  CHECK(b.at("projects.investment").value == 150'000'000'000);
  CHECK(b.at("projects.count", {{"stage", "started"}}).value == 1);
  CHECK(b.at("projects.investment", {{"place", "140427"}}).value == 50'000'000'000);
  CHECK(b.at("project.progress", {{"project", "p1"}}).value == 4'550);
  CHECK(b.at("chains.count").value == 1);
  CHECK(b.at("chain.share_of_province", {{"chain", "led"}}).value == 9'000);
  for (const Value& one : b.figures) CHECK(one.dimensions != Dimensions{{"project", "p3"}});
}

TEST_CASE("where there is nothing to report, no bulletin is made and the sentence says what to do") {
  const Reading empty(places());
  for (const Series series : {Series::subsidies, Series::complaints, Series::projects}) {
    const auto made = compose(empty, {series, cut_off, 0});
    REQUIRE_FALSE(made);
    CHECK(std::holds_alternative<NothingToReport>(made.error()));
    CHECK(sentence(made.error(), Language::en).find("2025-06-15") != std::string::npos);
  }
  const Reading reading = inspection();
  const auto third = compose(reading, {Series::complaints, cut_off, 3});
  REQUIRE_FALSE(third);
  CHECK(sentence(third.error(), Language::zh).find("第 3 批") != std::string::npos);
  CHECK_FALSE(compose(reading, {Series::complaints, day("2025-06-13"), 0}));
}

TEST_CASE("the natural cut-off is the last day with a record of the series") {
  CHECK(latest_cut_off(trade_in(), Series::subsidies) == day("2025-06-01"));
  CHECK(latest_cut_off(inspection(), Series::complaints) == cut_off);
  CHECK(latest_cut_off(key_projects(), Series::projects) == day("2025-06-10"));
  CHECK(latest_cut_off(Reading(places()), Series::projects) == Day{0});
}

std::string zh(std::int64_t value, const std::string& unit, Bound bound = Bound::exactly) {
  return printed({"x", value, unit, {}, bound}, Language::zh);
}
std::string en(std::int64_t value, const std::string& unit, Bound bound = Bound::exactly) {
  return printed({"x", value, unit, {}, bound}, Language::en);
}

TEST_CASE("money and counts are printed as the public reads them, cut off and not rounded") {
  CHECK(zh(345'123'456'78, "fen") == "3.45亿元");
  CHECK(zh(345'999'999'99, "fen") == "3.45亿元");
  CHECK(zh(2'283'799'000'00, "fen") == "22.83亿元");
  CHECK(zh(127'500'000'00, "fen") == "1.275亿元");
  CHECK(zh(127'500'000'01, "fen") == "1.27亿元");
  CHECK(zh(88'299'999'99, "fen") == "8829.9万元");
  CHECK(zh(99'999'999'99, "fen") == "9999.9万元");
  CHECK(zh(100'000'000'00, "fen") == "1亿元");
  CHECK(zh(9'999'99, "fen") == "9999.99元");
  CHECK(en(345'123'456'78, "fen") == "CNY 345.12 million");
  CHECK(coarse_count(243'696) == "20余万");
  CHECK(coarse_count(200'000) == "20万");
  CHECK(coarse_count(99'999) == "9余万");
  CHECK(coarse_count(9'999) == "9,999");
  CHECK(zh(1'500, "basis_points") == "15%");
  CHECK(zh(1'525, "basis_points") == "15.25%");
  CHECK(zh(8'000'000'000'00, "fen", Bound::over) == "超80亿元");
  CHECK(zh(3, "count", Bound::within) == "前3");
  CHECK(en(3, "count", Bound::within) == "within the first 3");
  CHECK(en(1'234, "tonne", Bound::over) == "over 1,234 t");
  CHECK(zh(1'234, "tonne") == "1234吨");
}

TEST_CASE("a summary speaks of merchants by the thousand and of claims by the ten thousand") {
  const Reading reading = trade_in();
  const std::string text = plain_text(lay_out(composed(reading, Series::subsidies), reading, Language::zh));
  for (const char* said : {"补贴资金3.45亿元", "拉动消费22.83亿元", "参与商户超千户（1,037 户）", "截至2025年6月15日", "1.275亿元"})
    CHECK_MESSAGE(text.find(said) != std::string::npos, said);
}

void check_document(const Bulletin& bulletin, const Reading& reading) {
  for (const Language language : {Language::zh, Language::en}) {
    const Document document = lay_out(bulletin, reading, language);
    CHECK_FALSE(document.title.empty());
    CHECK(document.subtitle.find("2025-06-15") != std::string::npos);
    CHECK(document.subtitle.find(std::to_string(bulletin.known_at)) != std::string::npos);
    const std::string text = plain_text(document);
    CHECK_MESSAGE(text.find_first_of("{}") == std::string::npos, text);
    int tables = 0;
    for (const Block& block : document.blocks) {
      const auto* table = std::get_if<TableBlock>(&block);
      if (!table) {
        CHECK_FALSE(std::get<Paragraph>(block).text.empty());
        continue;
      }
      ++tables;
      CHECK_FALSE(table->rows.empty());
      for (const auto& row : table->rows) {
        REQUIRE(row.size() == table->columns.size());
        CHECK_FALSE(row[0].empty());
        for (std::size_t c = 0; c < row.size(); ++c) CHECK_FALSE((table->columns[c].numeric && row[c].empty()));
      }
    }
    CHECK(tables >= 2);
    if (language == Language::en) CHECK(text.find("。") == std::string::npos);
  }
}

TEST_CASE("documents are whole in both languages") {
  const Reading subsidies = trade_in(), complaints = inspection(), projects = key_projects();
  check_document(composed(subsidies, Series::subsidies), subsidies);
  check_document(composed(complaints, Series::complaints), complaints);
  check_document(composed(projects, Series::projects), projects);
}

TEST_CASE("a bulletin of rebuilt records says so") {
  Reading reading = trade_in();
  take<subsidies::Event>(reading, subsidies::MerchantAdmitted{"r", "商店", county, day("2025-03-01"), true});
  const Bulletin b = composed(reading, Series::subsidies);
  CHECK(b.reconstructed);
  CHECK(lay_out(b, reading, Language::zh).subtitle.find("重建") != std::string::npos);
  CHECK(lay_out(b, reading, Language::en).subtitle.find("reconstructed") != std::string::npos);
}

TEST_CASE("columns of a plain text stand under each other, a Chinese character being two wide") {
  Document document{"题", "副题", {TableBlock{"表", {{"县区", false}, {"件", true}}, {{"潞州区", "1,234"}, {"County", "5"}}}}};
  CHECK(plain_text(document) ==
        "题\n副题\n\n表\n"
        "  县区       件\n"
        "  潞州区  1,234\n"
        "  County      5\n");
}

TEST_CASE("what a digest covers is canonical JSON, the same each time and another for another bulletin") {
  const Reading reading = inspection();
  const Bulletin b = composed(reading, Series::complaints);
  const std::string json = canonical_json(b);
  CHECK(json == journal_test::jcs(boost::json::parse(json)));
  CHECK(json == canonical_json(composed(reading, Series::complaints)));
  CHECK(json.starts_with(R"({"batch":2,"cut_off":"2025-06-15","edition":1,"figures":[{"bound":"exactly",)"
                         R"("dimensions":{"batch":"2"},"id":"complaints.batch.cases","unit":"count","value":1},)"));
  CHECK(json.ends_with(R"("journal_position":8,"reconstructed":false,"series":"complaints"})"));
  CHECK(json.find(R"("case":"2\"")") != std::string::npos);

  Bulletin other = b;
  other.known_at = 9;
  CHECK(canonical_json(other) != json);
  other = b;
  other.figures[0].value = 2;
  CHECK(canonical_json(other) != json);
  other = b;
  other.figures[0].bound = Bound::over;
  CHECK(canonical_json(other) != json);
  other = b;
  other.reconstructed = true;
  CHECK(canonical_json(other) != json);

  Value odd{"x", -5, "count", {{"z", "a\n\x01/\x7f"}, {"a", "长治"}}, Bound::within};
  other.figures = {odd};
  const std::string escaped = canonical_json(other);
  CHECK(escaped == journal_test::jcs(boost::json::parse(escaped)));
  CHECK(escaped.find("{\"bound\":\"within\",\"dimensions\":{\"a\":\"长治\",\"z\":\"a\\n\\u0001/\x7f\"},"
                     "\"id\":\"x\",\"unit\":\"count\",\"value\":-5}") != std::string::npos);
}

}  // namespace
}  // namespace bulletins_test
