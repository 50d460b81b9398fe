// The desk of the inspection complaints over HTTP: campaigns, batches, what is due, one case with its letter, similar cases,
// suggestions, previews, rates; inside and outside the caller's place, masked and in full.

#include <boost/json/serialize.hpp>

#include <fstream>
#include <iterator>

#include "exchange/case_row.h"
#include "http/small_city.h"
#include "wording/suggest.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using namespace complaints;
using access::Programme, access::Role;
using subsidies_test::county, subsidies_test::day, subsidies_test::district;

const std::string river = "D3SX203106010001", twin = "X3SX203106010002", dust = "D3SX203106100003", far = "D3SX203106010004";
const std::string phone = "13812341234", complainant = "张小明";
const std::string river_text = "襄垣县河口村北的洗煤厂夜间偷排废水，河水发黑发臭，鱼都死了，请求查处。联系人张小明，电话13812341234";

const Tree& named_places() {
  static const Tree tree = *Tree::make({{subsidies_test::city, PlaceCode{0}, "长治市", "Changzhi", false, 0, 0},
                                        {district, subsidies_test::city, "襄垣县", "Xiangyuan", false, 0, 0},
                                        {county, subsidies_test::city, "沁源县", "Qinyuan", false, 1, 0}});
  return tree;
}

/// Batch 1 handed over on 2 June with two cases of the district and one of the county, batch 2 open; today is 15 June, and the
/// reports were due on 7 June, a Saturday.
struct CaseCity : SmallCity {
  CaseCity() : SmallCity(named_places()) {
    DeclareCampaign campaign;
    campaign.campaign = "2031";
    campaign.name_zh = "督察";
    campaign.name_en = "Inspection";
    campaign.place = subsidies_test::city;
    campaign.stationed_from = day("2031-05-20");
    campaign.stationed_to = day("2031-06-20");
    campaign.number_pattern = "{channel}3SX{date}{serial4}";
    campaign.types = {"水", "大气"};
    campaign.terms = CampaignTerms{{2, false}, {5, false}, {9, false}, 5, {5, true}, {10, false}, {}, "", {}, false};
    give(campaign);
    add(river, 1, "2031-06-01", district, "水", river_text);
    add(twin, 1, "2031-06-01", district, "水", "襄垣县河口村北的洗煤厂夜间偷排废水，河水发黑发臭，请求查处");
    add(far, 1, "2031-06-01", county, "水", "沁源县河口村北的洗煤厂夜间偷排废水，河水发黑发臭，鱼都死了");
    const BatchHeader header{3, 0, {{district, 2}, {county, 1}}, {{"水", 3}}};
    give(HandOverBatch{"2031", 1, day("2031-06-02"), day("2031-06-02"), header, false});
    add(dust, 2, "2031-06-10", district, "大气", "砖厂白天冒黑烟", true);
    open_account("clerk", access::Grant{Role::clerk, Programme::complaints, district});
    open_account("payer", access::Grant{Role::payer, Programme::complaints, district});
    open_account("dispatcher", access::Grant{Role::dispatcher, Programme::complaints, subsidies_test::city});
    open_account("other", access::Grant{Role::clerk, Programme::complaints, county});
    open_account("stranger", access::Grant{Role::clerk, Programme::subsidies, district});
    settle();
  }
  void add(const std::string& number, int batch, const char* on, PlaceCode place, const char* type, const std::string& text,
           bool key = false) {
    exchange::CaseInput input;
    input.entry = {"2031", number, batch, day(on), place, type, number[0] == 'D' ? Channel::phone : Channel::letter, key, "", {}, false};
    input.complainant = complainant;
    input.phone = phone;
    input.text = text;
    const std::string document = exchange::document_of(input);
    const stores::NewRecord record{exchange::subject_of(input, vault), document};
    const auto commitments = vault.put({&record, 1});
    REQUIRE(commitments);
    input.entry.letter = commitments->front();
    give(input.entry);
  }
  /// Given by another built-in account: who signs is not who reported.
  template <class Command>
  void give_as_demo(const Command& command) {
    std::vector<engine::Submission> one;
    one.push_back(submission(*city, "demo", "demo-" + std::to_string(++signed_), journal::Command{complaints::Command{command}}));
    const auto answers = engine->submit(std::move(one));
    REQUIRE(answers);
    REQUIRE_FALSE(std::holds_alternative<journal::Refused>(*answers->front().event));
  }
  void close(const std::string& number, const char* reported, const char* signed_on) {
    give(RecordFinding{"2031", number, day(reported), 1, Finding::substantiated});
    give(ReportOutcome{"2031", number, day(reported), Closure::complete, {}});
    give_as_demo(SignOff{"2031", number, day(signed_on)});
  }
  json::value read(const std::string& target, const std::string& account = "clerk", int status = 200) const {
    return answered(ask("GET", target, session_of(account)), target, status);
  }
  json::value send(const std::string& target, const std::string& body, const std::string& account = "clerk", int status = 200) const {
    return answered(ask("POST", target, session_of(account), body), target, status);
  }
  std::size_t looks() {
    REQUIRE(trail->flush());
    stores::TrailQuery query;
    query.kind = "look";
    return trail->list(query).value().rows.size();
  }

 private:
  static json::value answered(const Response& response, const std::string& target, int status) {
    INFO(target, " ", response.text());
    CHECK(response.status == status);
    return json::parse(response.text());
  }
  int signed_ = 0;
};

json::object group_of(const json::value& desk, std::string_view id) {
  for (const auto& group : desk.at("groups").as_array())
    if (std::string_view(group.at("id").as_string()) == id) return group.as_object();
  return {};
}

std::string said(const json::value& value) { return std::string(value.as_string()); }

TEST_CASE("a campaign shows its terms, and of its cases those of the caller's places") {
  CaseCity c;
  const auto one = c.read("/api/v1/complaint-campaigns").at("campaigns").at(0);
  CHECK(one.at("campaign") == "2031");
  CHECK(one.at("cases") == 3);
  CHECK(one.at("batches") == 1);
  CHECK(one.at("next_batch") == 2);
  CHECK(one.at("suspended_since").is_null());
  CHECK(one.at("terms").at("report").at("days") == 5);
  CHECK(one.at("terms").at("notice").at("working") == true);
  CHECK(one.at("terms").at("counting").is_null());
  CHECK(c.read("/api/v1/complaint-campaigns", "dispatcher").at("campaigns").at(0).at("cases") == 4);
  CHECK(c.read("/api/v1/complaint-campaigns", "stranger").at("campaigns").as_array().empty());
  CHECK(c.ask("GET", "/api/v1/complaint-campaigns", {}).status == 401);
}

TEST_CASE("batches are counted newest first, open ones too, and held against their sheets by who reads the whole campaign") {
  CaseCity c;
  const auto rows = c.read("/api/v1/complaint-batches", "dispatcher").at("rows");
  REQUIRE(rows.as_array().size() == 2);
  CHECK(rows.at(0).at("batch") == 2);
  CHECK(rows.at(0).at("day").is_null());
  CHECK(rows.at(0).at("header").is_null());
  CHECK(rows.at(0).at("key_cases") == 1);
  CHECK(rows.at(1).at("day") == "2031-06-02");
  CHECK(rows.at(1).at("cases") == 3);
  CHECK(rows.at(1).at("by_place").at(0).at("cases") == 2);
  CHECK(rows.at(1).at("by_type").at(0).at("pollution") == "水");
  CHECK(rows.at(1).at("by_channel").at(0).at("channel") == "letter");
  CHECK(rows.at(1).at("header").at("cases") == 3);
  CHECK(rows.at(1).at("header").at("by_channel").is_null());
  CHECK(rows.at(1).at("differences").as_array().empty());
  CHECK(rows.at(1).at("outcomes").at("waiting") == 3);

  const auto own = c.read("/api/v1/complaint-batches?campaign=2031").at("rows");
  CHECK(own.at(1).at("cases") == 2);
  CHECK(own.at(1).at("by_place").as_array().size() == 1);
  CHECK(own.at(1).at("header").is_null());
  CHECK(c.read("/api/v1/complaint-batches", "stranger").at("rows").as_array().empty());
  const auto no = c.read("/api/v1/complaint-batches?campaign=2099", "clerk", 400);
  CHECK(contains(said(no.at("detail")), "2099"));

  c.give(CorrectCase{"2031", far, district, "水", false, day("2031-06-05"), "属地核实"});
  const auto differs = c.read("/api/v1/complaint-batches", "dispatcher").at("rows").at(1).at("differences");
  REQUIRE(differs.as_array().size() >= 2);
  CHECK(differs.at(0).at("part") == "place 140403");
  CHECK(differs.at(0).at("part_zh") == "地区 襄垣县");
  CHECK(differs.at(0).at("part_en") == "place Xiangyuan");
  CHECK(differs.at(0).at("stated") == 2);
  CHECK(differs.at(0).at("counted") == 3);
}

TEST_CASE("a batch says what was signed off, what waits to be made public, and what lacks its text") {
  CaseCity c;
  c.close(river, "2031-06-05", "2031-06-06");
  c.close(twin, "2031-06-05", "2031-06-06");
  c.give(ApproveText{"2031", river, day("2031-06-07"), {"河水发黑", "情况属实", "", "", ""}});
  auto row = c.read("/api/v1/complaint-batches").at("rows").at(1);
  CHECK(row.at("outcomes").at("complete") == 2);
  CHECK(row.at("outcomes").at("waiting") == 0);
  CHECK(row.at("to_disclose") == 2);
  CHECK(row.at("without_text") == 1);
  CHECK(row.at("disclosed").is_null());
  c.give(DiscloseBatch{"2031", 1, day("2031-06-08"), std::vector<std::string>{river}});
  row = c.read("/api/v1/complaint-batches").at("rows").at(1);
  CHECK(row.at("to_disclose") == 1);
  CHECK(row.at("disclosed") == "2031-06-08");
}

TEST_CASE("the desk sorts cases by what they wait for and names the step of the ladder that is open") {
  CaseCity c;
  auto desk = c.read("/api/v1/complaint-desk");
  CHECK(desk.at("today") == "2031-06-15");
  REQUIRE(desk.at("groups").as_array().size() == 8);
  auto late = group_of(desk, "overdue");
  CHECK(late.at("total") == 2);
  CHECK(said(late.at("rows").at(0).at("number")) == river);
  CHECK(late.at("rows").at(0).at("due") == "2031-06-07");
  CHECK(late.at("rows").at(0).at("late_days") == 8);
  CHECK(late.at("rows").at(0).at("next_step") == "reminder");
  CHECK(late.at("rows").at(0).at("unit").at("place") == subsidies_test::city.value);
  CHECK(group_of(desk, "today").at("total") == 0);
  CHECK(group_of(c.read("/api/v1/complaint-desk", "stranger"), "overdue").at("total") == 0);
  CHECK(group_of(c.read("/api/v1/complaint-desk", "dispatcher"), "overdue").at("total") == 3);

  // Five working days later comes the notice; without the year's holidays nobody can say when that is.
  c.give(Escalate{"2031", river, city_day, LadderStep::reminder});
  CHECK(group_of(c.read("/api/v1/complaint-desk"), "overdue").at("rows").at(0).at("next_step").is_null());
  c.city->calendar = WorkCalendar(std::vector<HolidayNotice>{{2031, {}, {}, "通知"}});
  CHECK(group_of(c.read("/api/v1/complaint-desk"), "overdue").at("rows").at(0).at("next_step") == "notice");
  c.city->clock = [] { return instant_in_china(*parse_day("2031-06-07"), 12, 0, 0, 0); };
  CHECK(group_of(c.read("/api/v1/complaint-desk"), "today").at("total") == 2);
  c.city->clock = [] { return instant_in_china(*parse_day("2031-06-04"), 12, 0, 0, 0); };
  CHECK(group_of(c.read("/api/v1/complaint-desk"), "later").at("total") == 2);
  CHECK(group_of(c.read("/api/v1/complaint-desk?days=3"), "tomorrow").at("total") == 2);
  for (const std::string wrong : {"0", "32", "soon"})
    CHECK(contains(said(c.read("/api/v1/complaint-desk?days=" + wrong, "clerk", 400).at("detail")), wrong));
}

TEST_CASE("a case waits for its unit, then for its signature, then to be made public; or its clock stands still") {
  CaseCity c;
  c.give(AssignCase{"2031", river, day("2031-06-14"), {{{county, "水利局"}, 10'000}}});
  auto asked = group_of(c.read("/api/v1/complaint-desk"), "to_accept");
  REQUIRE(asked.at("total") == 1);
  CHECK(asked.at("rows").at(0).at("unit").at("organ") == "水利局");
  CHECK(asked.at("rows").at(0).at("due") == "2031-06-16");
  CHECK(group_of(c.read("/api/v1/complaint-desk", "other"), "to_accept").at("total") == 1);  // the unit's place reads it too
  c.give(AcceptCase{"2031", river, day("2031-06-14"), {county, "水利局"}});
  CHECK(group_of(c.read("/api/v1/complaint-desk"), "to_accept").at("total") == 0);
  c.give(RecordFinding{"2031", river, city_day, 1, Finding::substantiated});
  c.give(ReportOutcome{"2031", river, city_day, Closure::staged, day("2031-06-30")});
  CHECK(group_of(c.read("/api/v1/complaint-desk"), "to_sign").at("total") == 1);
  c.give_as_demo(SignOff{"2031", river, city_day});
  const auto desk = c.read("/api/v1/complaint-desk");
  CHECK(group_of(desk, "to_sign").at("total") == 0);
  CHECK(group_of(desk, "to_disclose").at("rows").at(0).at("due") == "2031-06-11");
  CHECK(group_of(desk, "later").at("rows").at(0).at("due") == "2031-06-30");
  c.give(SuspendCase{"2031", twin, city_day, "鉴定"});
  CHECK(said(group_of(c.read("/api/v1/complaint-desk"), "suspended").at("rows").at(0).at("number")) == twin);
  CHECK(group_of(c.read("/api/v1/complaint-desk"), "overdue").at("total") == 0);
}

TEST_CASE("a case tells its life, its clock and what the caller may do next") {
  CaseCity c;
  auto story = c.read("/api/v1/complaints/" + river + "/case");
  CHECK(story.at("state") == "handed_over");
  CHECK(story.at("clock").at("report") == "2031-06-07");
  CHECK(story.at("clock").at("step").is_null());
  CHECK(story.at("rolled_up").is_null());
  CHECK(story.at("lineage").at("part_of").is_null());
  REQUIRE(story.at("steps").as_array().size() == 2);
  CHECK(story.at("steps").at(0).at("type") == "complaints.case_registered/1");
  const std::string moves = json::serialize(story.at("moves"));
  CHECK(contains(moves, "complaints.record_finding"));
  CHECK_FALSE(contains(moves, "complaints.assign_case"));  // a dispatcher's
  CHECK_FALSE(contains(moves, "complaints.accept_case"));  // nobody is asked
  CHECK(contains(json::serialize(c.read("/api/v1/complaints/" + river + "/case", "dispatcher").at("moves")), "complaints.assign_case"));
  c.give(AssignCase{"2031", river, city_day, {{{district, "水利局"}, 6'000}, {{county, ""}, 4'000}}});
  story = c.read("/api/v1/complaints/" + river + "/case");
  CHECK(contains(json::serialize(story.at("moves")), "complaints.accept_case"));
  CHECK(story.at("chain").as_array().size() == 2);
  CHECK(story.at("chain").at(0).at("lead") == true);
  CHECK(story.at("chain").at(1).at("answer") == "none");
  c.give(LinkDuplicate{"2031", twin, city_day, river, ""});
  c.settle();
  CHECK(said(c.read("/api/v1/complaints/" + river + "/case").at("lineage").at("repeated_by").at(0)) == twin);
  CHECK(said(c.read("/api/v1/complaints/" + twin + "/case").at("lineage").at("repeats")) == river);
  CHECK(c.read("/api/v1/complaints/" + dust + "/case").at("clock").at("handed_over").is_null());
}

TEST_CASE("what was found, done and said of a case, with a measure's wording out of the vault; a part has the whole's letter") {
  CaseCity c;
  exchange::CaseInput input;
  input.entry.campaign = "2031";
  input.entry.number = river;
  const stores::NewRecord wording{exchange::subject_of(input, c.vault), R"({"text":"修建沉淀池"})"};
  const auto commitments = c.vault.put({&wording, 1});
  REQUIRE(commitments);
  c.give(RecordMeasure{"2031", river, city_day, 1, day("2031-06-20"), true, commitments->front()});
  c.give(RecordSanction{"2031", river, city_day, SanctionKind::fine, 1, Fen{25'154'271}, "长环罚〔2031〕1号"});
  c.close(river, "2031-06-15", "2031-06-15");
  c.give(PostUpdate{"2031", river, city_day, "已完成整改"});
  c.give(RecordCallBack{"2031", river, city_day, true, true, Satisfaction::satisfied});
  const auto story = c.read("/api/v1/complaints/" + river + "/case");
  CHECK(story.at("measures").at(0).at("text") == "修建沉淀池");
  CHECK(story.at("sanctions").at(0).at("amount_fen") == 25'154'271);
  CHECK(story.at("outcome").at("finding") == "substantiated");
  CHECK(story.at("findings").at(0) == "substantiated");
  CHECK(story.at("updates").at(0).at("text") == "已完成整改");
  CHECK(story.at("call_back").at("satisfaction") == "satisfied");
  c.give(SplitCase{"2031", twin, city_day, {{district, "水"}, {district, "大气"}}, "两个问题"});
  c.settle();
  const auto part = c.read("/api/v1/complaints/" + twin + "-2/case");
  CHECK(said(part.at("lineage").at("part_of")) == twin);
  CHECK(contains(said(part.at("letter").at("text")), "洗煤厂"));
  CHECK(c.read("/api/v1/complaints/" + twin + "/case").at("lineage").at("parts").as_array().size() == 2);
}

TEST_CASE("a letter is masked; in full it is shown to who may see persons, for a reason, and on record") {
  CaseCity c;
  const std::string target = "/api/v1/complaints/" + river + "/case", why = "?reason=%E6%A0%B8%E5%AE%9E";
  const auto masked = c.read(target).at("letter");
  CHECK(masked.at("masked") == true);
  CHECK(masked.at("complainant") == "张**");
  CHECK(masked.at("phone") == "138****1234");
  const std::string text = said(masked.at("text"));
  CHECK(contains(text, "洗煤厂"));
  CHECK(contains(text, "■■■"));
  CHECK_FALSE(contains(text, complainant));
  CHECK_FALSE(contains(text, phone));
  CHECK(c.looks() == 0);
  c.read(target + "?reason=x", "clerk", 422);
  CHECK(c.looks() == 0);
  c.read(target + why, "payer", 403);  // reads records, sees no persons
  CHECK(c.looks() == 0);
  const auto full = c.read(target + why).at("letter");
  CHECK(full.at("masked") == false);
  CHECK(said(full.at("complainant")) == complainant);
  CHECK(said(full.at("phone")) == phone);
  CHECK(said(full.at("text")) == river_text);
  CHECK(c.looks() == 1);
  CHECK(c.read(target, "payer").at("letter").at("masked") == true);
  c.read(target, "other", 403);
  c.read(target, "stranger", 403);
  c.read("/api/v1/complaints/D3SX203106019999/case", "clerk", 404);
  CHECK(c.ask("GET", target, {}).status == 401);
}

TEST_CASE("a letter that the vault holds no longer is null, and its case is like no other") {
  CaseCity c;
  CHECK(c.read("/api/v1/complaints/" + river + "/similar").at("rows").as_array().size() == 1);
  exchange::CaseInput input;
  input.entry.campaign = "2031";
  input.entry.number = twin;
  REQUIRE(c.vault.erase(exchange::subject_of(input, c.vault)));
  CHECK(c.read("/api/v1/complaints/" + twin + "/case").at("letter").at("text").is_null());
  CHECK(c.read("/api/v1/complaints/" + twin + "/similar").at("rows").as_array().empty());
  CHECK(c.read("/api/v1/complaints/" + river + "/similar").at("rows").as_array().empty());
}

TEST_CASE("similar cases are those of the caller's places, and say whether they are linked") {
  CaseCity c;
  const auto own = c.read("/api/v1/complaints/" + river + "/similar").at("rows");
  REQUIRE(own.as_array().size() == 1);
  CHECK(said(own.at(0).at("number")) == twin);
  CHECK(own.at(0).at("likeness_bp").as_int64() > 3'000);
  CHECK(own.at(0).at("linked") == false);
  CHECK(c.read("/api/v1/complaints/" + river + "/similar", "dispatcher").at("rows").as_array().size() == 2);
  c.give(LinkDuplicate{"2031", twin, city_day, river, ""});
  CHECK(c.read("/api/v1/complaints/" + river + "/similar").at("rows").at(0).at("linked") == true);
  c.add("D3SX203106110005", 2, "2031-06-11", district, "水", river_text);  // it comes after the others were read
  CHECK(c.read("/api/v1/complaints/" + river + "/similar").at("rows").as_array().size() == 2);
  c.read("/api/v1/complaints/" + river + "/similar", "other", 403);
  c.read("/api/v1/complaints/none/similar", "clerk", 404);
}

TEST_CASE("a text suggests its place and its type; without a model the server says so") {
  CaseCity c;
  const std::string target = "/api/v1/complaint-suggestion";
  const std::string body = R"({"campaign":"2031","text":"襄垣县河口村洗煤厂夜间偷排废水，河水发黑"})";
  CHECK(contains(said(c.send(target, body, "clerk", 503).at("detail")), "by hand"));
  std::ifstream file(SOURCE_DIR "/data/complaints/types.tsv");
  const auto model = wording::TypeModel::read(std::string(std::istreambuf_iterator<char>(file), {}));
  REQUIRE(model);
  const auto names = wording::PlaceNames::make(named_places(), "");
  REQUIRE(names);
  c.city->type_model = &*model;
  c.city->place_names = &*names;
  const std::uint64_t before = c.engine->size();
  const auto found = c.send(target, body);
  CHECK(found.at("place").at("value") == district.value);
  CHECK(found.at("place").at("name_en") == "Xiangyuan");
  CHECK_FALSE(found.at("place").at("reasons").as_array().empty());
  CHECK(found.at("type").at("value") == "水");
  CHECK(c.engine->size() == before);
  const auto nothing = c.send(target, R"({"campaign":"2031","text":"您好"})");
  CHECK(nothing.at("place").is_null());
  c.send(target, R"({"campaign":"2031","text":""})", "clerk", 422);
  c.send(target, R"({"campaign":"2099","text":"您好"})", "clerk", 404);
  c.send(target, R"({"campaign":2031,"text":"您好"})", "clerk", 400);
  c.send(target, body, "stranger", 403);
}

TEST_CASE("a preview finds personal data in what would be published, and prints the row of the table") {
  CaseCity c;
  const std::string target = "/api/v1/complaints/" + river + "/preview";
  const auto text = [](const std::string& situation) {
    return R"({"situation":")" + situation + R"(","investigation":"经查属实","rectification":"已停产","accountability":"","remarks":""})";
  };
  const auto good = c.send(target, text("洗煤厂偷排废水"));
  CHECK(good.at("publishable") == true);
  REQUIRE(good.at("columns").as_array().size() == 5);
  CHECK(good.at("columns").at(0).at("finds").as_array().empty());
  CHECK(good.at("headings").as_array().size() == 10);
  CHECK(good.at("headings").at(1).at("zh") == "受理编号");
  CHECK(said(good.at("row").at("number")) == river);
  CHECK(good.at("row").at("place") == "襄垣县");
  CHECK(good.at("row").at("situation") == "洗煤厂偷排废水");
  CHECK(good.at("row").at("closure") == "");
  CHECK(c.looks() == 0);
  // The programme alone does not know the complainant's name; the vault does.
  const auto named = c.send(target, text("村民张小明反映，电话13812341234"));
  CHECK(named.at("publishable") == false);
  CHECK(named.at("columns").at(0).at("blacked_out") == "村民■■■反映，电话■■■■■■■■■■■");
  CHECK(named.at("columns").at(0).at("finds").at(0).at("from") == 2);
  CHECK(named.at("columns").at(0).at("finds").at(0).at("size") == 3);
  CHECK(named.at("columns").at(0).at("finds").at(0).at("kind") == "known");
  CHECK(c.looks() == 1);
  const auto titled = c.send(target, text("王先生反映"));
  CHECK(titled.at("publishable") == true);  // a hint only
  CHECK(titled.at("columns").at(0).at("finds").at(0).at("kind") == "title");
  CHECK(c.send(target, text("")).at("publishable") == false);
  c.send(target, R"({"situation":1})", "clerk", 400);
  c.send(target, text("甲"), "other", 403);
  c.send("/api/v1/complaints/none/preview", text("甲"), "clerk", 404);
}

TEST_CASE("rates: reported by the day due, solved and satisfied of those reached") {
  CaseCity c;
  c.close(river, "2031-06-06", "2031-06-08");  // in time
  c.close(twin, "2031-06-09", "2031-06-10");   // late
  c.give(RecordCallBack{"2031", river, day("2031-06-09"), true, true, Satisfaction::mostly_satisfied});
  c.give(RecordCallBack{"2031", twin, day("2031-06-11"), true, false, Satisfaction::dissatisfied});
  c.settle();
  const auto all = c.read("/api/v1/complaint-rates");
  CHECK(all.at("due") == 2);
  CHECK(all.at("responded_in_time") == 1);
  CHECK(all.at("response_bp") == 5'000);
  CHECK(all.at("closed") == 2);
  CHECK(all.at("called_back") == 2);
  CHECK(all.at("reached") == 2);
  CHECK(all.at("solution_bp") == 5'000);
  CHECK(all.at("satisfaction_bp") == 5'000);
  CHECK(all.at("mostly_satisfied") == 1);
  CHECK(all.at("dissatisfied") == 1);
  const auto whole = c.read("/api/v1/complaint-rates?campaign=2031", "dispatcher");
  CHECK(whole.at("due") == 3);
  CHECK(whole.at("response_bp") == 3'333);
  const auto early = c.read("/api/v1/complaint-rates?from=2031-06-09&to=2031-06-10");
  CHECK(early.at("due") == 0);
  CHECK(early.at("response_bp").is_null());
  CHECK(early.at("closed") == 1);
  CHECK(early.at("called_back") == 1);
  CHECK(c.read("/api/v1/complaint-rates", "stranger").at("closed") == 0);
  c.read("/api/v1/complaint-rates?from=June", "clerk", 400);
  c.read("/api/v1/complaint-rates?from=2031-06-10&to=2031-06-09", "clerk", 400);
  c.read("/api/v1/complaint-rates?campaign=2099", "clerk", 400);
}

TEST_CASE("a result that was sent back was no report, and a case that stands still is not due") {
  CaseCity c;
  c.give(RecordFinding{"2031", river, day("2031-06-05"), 1, Finding::substantiated});
  c.give(ReportOutcome{"2031", river, day("2031-06-05"), Closure::complete, {}});
  c.give_as_demo(RefuseSignOff{"2031", river, day("2031-06-06"), "再核"});
  c.give(SuspendCase{"2031", twin, day("2031-06-06"), "鉴定"});
  c.settle();
  const auto rates = c.read("/api/v1/complaint-rates");
  CHECK(rates.at("due") == 1);
  CHECK(rates.at("responded_in_time") == 0);
}

}  // namespace
}  // namespace seethrough::http
