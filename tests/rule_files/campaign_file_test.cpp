#include "rule_files/campaign_file.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "demo/campaign.h"
#include "journal/codec.h"

using namespace seethrough;
using namespace seethrough::complaints;

namespace {

// Line numbers below count from the first line of this text.
const std::string sound = R"(campaign: cn-9-sx
name: {zh: 督察, en: Inspection}
place: 140400
stationed: 2031-05-28..2031-06-28
remark: {zh: 注, en: Remark}
sources:
  - {id: notice, title: {zh: 公告, en: Notice}, issuer: 督察组, number: 1号, dated: 2031-05, note: {zh: 注, en: Note}}
numbers: {pattern: "{channel}9SX{date}{serial4}", source: notice}
types: {names: [水, 大气, 其他], source: notice}
counting:
  types: combined
  combined_class: 综合类
  splits: both
  joint: by_share
  duplicates: flagged
  not_alone: [其他]
  source: notice
limits:
  - {limit: report, days: 10, working: false, source: notice}
  - {limit: summons, days: 5, working: true, source: notice}
extension: {at_most: 7, source: notice}
disclosure: {series: 一览表, columns: [serial, number], source: notice}
phone: {hours: 08:00-20:00, source: notice}
stated:
  - {name: phone_lines, value: 2, unit: count, bound: over, source: notice}
hand_over: {by: case, source: notice}
)";

const Tree& places() {
  static const Tree tree = *Tree::make({{PlaceCode{140400}, PlaceCode{0}, "长治市", "Changzhi", false, 0, 0},
                                        {PlaceCode{140403}, PlaceCode{140400}, "潞州区", "Luzhou District", false, 0, 0}});
  return tree;
}

std::string changed(const std::string& from, const std::string& to) {
  std::string text = sound;
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string fault(const std::string& text) {
  const auto result = read_campaign_file(text, "c.yaml", places());
  if (result) return "no fault";
  CHECK(result.error().kind == FailureKind::malformed);
  CHECK(result.error().zh.find("c.yaml 第 ") == 0);
  return result.error().en;
}

std::string text_of(const std::string& name) {
  std::ifstream in(std::string(SOURCE_DIR) + "/campaigns/" + name, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

DeclareCampaign file_of(const std::string& name) {
  auto result = read_campaign_file(text_of(name), name, places());
  if (!result) FAIL(result.error().en);
  return *std::move(result);
}

}  // namespace

TEST_CASE("a sound file becomes a declaration, word for word") {
  const auto read = read_campaign_file(sound, "c.yaml", places());
  if (!read) FAIL(read.error().en);
  CHECK(read->campaign == "cn-9-sx");
  CHECK(read->name_zh == "督察");
  CHECK(read->name_en == "Inspection");
  CHECK(read->place == PlaceCode{140400});
  CHECK(read->stationed_from == *parse_day("2031-05-28"));
  CHECK(read->stationed_to == *parse_day("2031-06-28"));
  CHECK(read->number_pattern == "{channel}9SX{date}{serial4}");
  CHECK(read->types == std::vector<std::string>{"水", "大气", "其他"});
  CHECK(read->stated == std::vector<StatedQuantity>{{"phone_lines", 2, "count", Bound::over}});
  CHECK(read->phone_hours == "08:00-20:00");
  REQUIRE(read->terms);
  CampaignTerms terms;
  terms.report = {10, false};
  terms.summons = {5, true};
  terms.extend_at_most = 7;
  terms.series = "一览表";
  terms.columns = {"serial", "number"};
  terms.continuous = true;
  terms.counting = Counting{TypeCounting::combined, "综合类", SplitCounting::both, JointCounting::by_share,
                            DuplicateCounting::flagged, {"其他"}};
  CHECK(*read->terms == terms);
}

TEST_CASE("what no source sets is left out: then there is no such limit") {
  const std::string text = sound.substr(0, sound.find("limits:"));
  const auto read = read_campaign_file(text, "c.yaml", places());
  REQUIRE(read);
  CHECK(read->terms->report == TimeLimit{});
  CHECK(read->terms->columns.empty());
  CHECK(read->phone_hours.empty());
  CHECK_FALSE(read->terms->continuous);
}

TEST_CASE("a fault is told in both languages") {
  const auto result = read_campaign_file(changed("days: 10", "days: 0"), "c.yaml", places());
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().zh == "c.yaml 第 19 行：“days”的值“0”不对。应为：1 至 3660 的整数。");
  CHECK(result.error().en == "c.yaml, line 19: days is \"0\"; expected a whole number from 1 to 3660.");
}

TEST_CASE("every kind of fault names its line") {
  struct Row {
    const char* from;
    const char* to;
    const char* told;
  };
  const Row rows[] = {
      {"campaign: cn-9-sx", "campaign: CN 9", "c.yaml, line 1: campaign is \"CN 9\"; expected at most 64 lower-case"},
      {"en: Inspection", "fr: Inspection", "c.yaml, line 2: unknown key fr in name; expected one of: zh, en"},
      {"place: 140400", "place: 460000", "c.yaml, line 3: place is \"460000\"; expected the code of a place of Changzhi"},
      {"place: 140400\n", "", "c.yaml, line 1: file lacks the key place"},
      {"2031-06-28", "2031-05-27", "c.yaml, line 4: stationed is \"2031-05-28..2031-05-27\"; expected first and last day"},
      {"remark: {zh: 注,", "remark: {", "c.yaml, line 5: remark lacks the key zh"},
      {"number: 1号", "nummer: 1号", "c.yaml, line 7: unknown key nummer in source"},
      {"note: {zh: 注, en: Note}}\n", "note: {zh: 注, en: Note}}\n  - {id: notice, title: {zh: 甲, en: A}}\n",
       "c.yaml, line 8: id is \"notice\"; expected an id of its own"},
      {"{date}", "", "c.yaml, line 8: pattern is \"{channel}9SX{serial4}\"; expected a form with {date}"},
      {"{serial4}\", source: notice", "{serial4}\"", "c.yaml, line 8: numbers lacks the key source"},
      {"[水, 大气, 其他]", "[水, 大气, 水]", "c.yaml, line 9: names is \"水\"; expected each item once"},
      {"[水, 大气, 其他]", "[水、大气, 其他]", "c.yaml, line 9: names is \"水、大气\"; expected a name of at most 64 octets"},
      {"[水, 大气, 其他]", "[]", "c.yaml, line 9: names is \"[…]\"; expected a list of one item or more"},
      {"types: combined", "types: some", "c.yaml, line 11: types is \"some\"; expected one of: primary, labels, issues, combined"},
      {"types: combined", "types: labels", "c.yaml, line 12: combined_class is there, and types is not combined"},
      {"combined_class: 综合类", "combined_class: 水", "c.yaml, line 12: combined_class is \"水\"; expected a name that is not"},
      {"  combined_class: 综合类\n", "", "c.yaml, line 11: counting lacks the key combined_class"},
      {"splits: both", "splits: often", "c.yaml, line 13: splits is \"often\"; expected one of: as_received"},
      {"joint: by_share", "joint: shared", "c.yaml, line 14: joint is \"shared\"; expected one of: none"},
      {"duplicates: flagged", "duplicates: x", "c.yaml, line 15: duplicates is \"x\"; expected one of: counted"},
      {"not_alone: [其他]", "not_alone: [噪声]", "c.yaml, line 16: not_alone is \"噪声\"; expected one of the types' names"},
      {"not_alone: [其他]", "not_alone: [其他, 水, 大气]", "c.yaml, line 16: not_alone is \"[…]\"; expected at least one type left"},
      {"[其他]\n  source: notice", "[其他]\n  source: rumour", "c.yaml, line 17: source is \"rumour\"; expected the id of one"},
      {"limit: report", "limit: reply", "c.yaml, line 19: limit is \"reply\"; expected accept, report, publish"},
      {"limit: summons", "limit: report", "c.yaml, line 20: limit is \"report\"; expected each limit once"},
      {"working: true", "working: maybe", "c.yaml, line 20: working is \"maybe\"; expected true or false"},
      {"working: true, source: notice", "working: true", "c.yaml, line 20: limit lacks the key source"},
      {"at_most: 7", "at_most: week", "c.yaml, line 21: at_most is \"week\"; expected a whole number from 1 to 3660"},
      {"limit: report", "limit: publish", "c.yaml, line 21: an extension without a limit of the report"},
      {"[serial, number]", "[serial, colour]", "c.yaml, line 22: columns is \"colour\"; expected one of: serial, number"},
      {"[serial, number]", "[serial, serial]", "c.yaml, line 22: columns is \"serial\"; expected each item once"},
      {"08:00-20:00", "20:00-08:00", "c.yaml, line 23: hours is \"20:00-08:00\"; expected first and last hour"},
      {"08:00-20:00", "08:00-24:00", "c.yaml, line 23: hours is \"08:00-24:00\"; expected first and last hour"},
      {"bound: over", "bound: about", "c.yaml, line 25: bound is \"about\"; expected one of: exactly, over, within"},
      {"value: 2", "value: -2", "c.yaml, line 25: value is \"-2\"; expected a whole number from 0"},
      {"by: case", "by: hand", "c.yaml, line 26: by is \"hand\"; expected batch or case"},
      {"hand_over:", "handover:", "c.yaml, line 26: unknown key handover in file; expected one of: campaign, name"},
      {"hand_over: {by", "hand_over: {{by", "c.yaml, line "},
  };
  for (const Row& row : rows) {
    const std::string told = fault(changed(row.from, row.to));
    CHECK_MESSAGE(told.compare(0, std::string(row.told).size(), row.told) == 0, "told: " << told << "\nfor: " << row.told);
  }
}

TEST_CASE("the demonstration city's campaign is the one of its file") {
  CHECK(journal::encode_command(Command{file_of("changzhi-round-3.yaml")}) ==
        journal::encode_command(Command{demo::declared_campaign(places())}));
}

TEST_CASE("the campaigns of other cities differ in their numbers and in how they count") {
  const DeclareCampaign first = file_of("round-1-2017.yaml");
  CHECK(first.number_pattern == "信{date}{serial3}");
  CHECK(first.terms->counting->types == TypeCounting::labels);
  CHECK(first.terms->report == TimeLimit{10, false});
  CHECK(first.place == places().root().code);
  const DeclareCampaign third = file_of("round-3-hn-2024.yaml");
  CHECK(third.number_pattern == "{channel}3HN{date}{serial4}");
  CHECK(third.terms->counting->splits == SplitCounting::both);
  CHECK(third.terms->report == TimeLimit{});
  CHECK(third.terms->columns.size() == 13);
}
