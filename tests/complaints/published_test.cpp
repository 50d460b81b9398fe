// Tables that were published, each under the rule that it was published under, and those that do not tally.
//
// What has a place and a day below is as printed. Where only totals are known, the lines are made up to sum to the
// published totals, and the test says so.

#include <doctest/doctest.h>

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fstream>
#include <sstream>

#include "complaints/printed.h"

using namespace complaints_test;

namespace {

const Found nothing;

Counting by(TypeCounting types) {
  Counting counting;
  counting.types = types;
  if (types == TypeCounting::combined) counting.combined_class = "综合类";
  return counting;
}
Counting split(SplitCounting splits) {
  Counting counting;
  counting.splits = splits;
  return counting;
}
Counting joint(JointCounting joint) {
  Counting counting;
  counting.joint = joint;
  return counting;
}
Counting duplicates(DuplicateCounting duplicates) {
  Counting counting;
  counting.duplicates = duplicates;
  return counting;
}

StatedTable cases(std::int64_t cases) {
  StatedTable table;
  table.cases = cases;
  return table;
}

}  // namespace

// 1. The primary type only.

TEST_CASE("Shaanxi, 26 June 2025: every type and channel of one day and the next rolls forward, and each day tallies") {
  StatedTable before = cases(2194), batch = cases(94), after = cases(2288);
  before.by_type = lines({{"水", 341}, {"大气", 435}, {"土壤", 535}, {"生态", 280}, {"辐射", 7}, {"噪声", 526}, {"其他", 70}});
  batch.by_type = lines({{"水", 10}, {"大气", 19}, {"土壤", 23}, {"生态", 17}, {"噪声", 19}, {"其他", 6}});
  after.by_type = lines({{"水", 351}, {"大气", 454}, {"土壤", 558}, {"生态", 297}, {"辐射", 7}, {"噪声", 545}, {"其他", 76}});
  before.by_channel = lines({{"phone", 1445}, {"letter", 749}});
  batch.by_channel = lines({{"phone", 43}, {"letter", 51}});
  after.by_channel = lines({{"phone", 1488}, {"letter", 800}});
  for (const StatedTable& table : {before, batch, after}) CHECK(differences(table, Counting{}) == nothing);
  CHECK(differences(before, batch, after) == nothing);

  after.by_type[0].cases = 350;
  after.by_type[1].cases = 455;  // the sum still tallies: only the day before tells
  CHECK(differences(after, Counting{}) == nothing);
  CHECK(differences(before, batch, after) == Found{{"type 大气", 455, 454}, {"type 水", 350, 351}});
}

TEST_CASE("Shanxi, batch 4 of 2025: places and percentages of 40 cases") {
  StatedTable table = cases(40);
  table.key_cases = 1;
  table.by_place = lines({{"太原", 9}, {"大同", 7}, {"朔州", 2}, {"忻州", 1}, {"吕梁", 1}, {"晋中", 5}, {"阳泉", 2},
                          {"长治", 3}, {"晋城", 1}, {"临汾", 7}, {"运城", 2}});
  // Only the percentages were printed; these are the cases that they are of.
  table.by_type = {with_percent("大气", 15, 3750), with_percent("土壤", 9, 2250), with_percent("生态", 8, 2000),
                   with_percent("水", 5, 1250), with_percent("其他", 2, 500), with_percent("噪声", 1, 250)};
  CHECK(differences(table, Counting{}) == nothing);
}

TEST_CASE("batch 16 of 13 June 2025 tallies in places, types, channels and outcome, and so do batches 1 to 16") {
  StatedTable table = cases(5);
  table.key_cases = 2;
  table.by_place = lines({{"甲", 2}, {"乙", 1}, {"丙", 1}, {"丁", 1}});  // the places' names were not noted
  table.by_type = lines({{"生态", 4}, {"水", 1}});
  table.by_channel = lines({{"phone", 2}, {"letter", 3}});
  table.by_state = lines({{"办结", 1}, {"阶段性办结", 3}, {"未办结", 1}});
  CHECK(differences(table, Counting{}) == nothing);
  table.by_state[1].cases = 4;
  CHECK(differences(table, Counting{}) == Found{{"sum_of_states", 5, 6}});

  StatedTable all = cases(48);
  all.by_state = lines({{"办结", 22}, {"阶段性办结", 22}, {"未办结", 4}});
  CHECK(differences(all, Counting{}) == nothing);
}

TEST_CASE("Hainan: 1427 cases by what was found and by how far they are") {
  StatedTable table = cases(1427);
  table.by_finding = lines({{"属实", 440}, {"基本属实", 108}, {"部分属实", 779}, {"不属实", 100}});
  table.by_state = lines({{"办结", 492}, {"阶段性办结", 291}, {"正在办理", 644}});
  CHECK(differences(table, Counting{}) == nothing);
  table.by_finding[3].cases = 101;
  CHECK(differences(table, Counting{}) == Found{{"sum_of_findings", 1427, 1428}});
}

// 2. Labels.

TEST_CASE("76 cases with 99 labels: the percentages are of cases, and no type has more labels than there are cases") {
  StatedTable table = cases(76);
  table.labels = 99;
  table.percent_step = 10;
  // Made up to sum to the published totals.
  table.by_type = {with_percent("大气", 40, 5260), with_percent("水", 24, 3160), with_percent("噪声", 20, 2630),
                   with_percent("其他", 15, 1970)};
  CHECK(differences(table, by(TypeCounting::labels)) == nothing);
  CHECK(differences(table, Counting{}) == Found{{"sum_of_types", 76, 99}});

  table.by_type[1].percent = 2420;  // 24 of the 99 labels
  CHECK(differences(table, by(TypeCounting::labels)) == Found{{"type_percent 水", 2420, 3158}});

  StatedTable one_type = cases(76);
  one_type.by_type = lines({{"大气", 80}, {"水", 19}});
  CHECK(differences(one_type, by(TypeCounting::labels)) == Found{{"type 大气", 80, 76}});
  one_type.by_type = lines({{"大气", 40}, {"水", 19}});
  CHECK(differences(one_type, by(TypeCounting::labels)) == Found{{"sum_of_types", 76, 59}});
}

TEST_CASE("Fujian, batch 4 of 2019: places and channels sum to the 151 cases and types to 236 labels") {
  Counting counting = by(TypeCounting::labels);
  counting.duplicates = DuplicateCounting::removed;
  StatedTable table = cases(151);
  table.labels = 236;
  table.by_channel = lines({{"phone", 78}, {"letter", 73}});
  table.by_type = lines({{"水", 55}, {"大气", 71}, {"噪声", 32}, {"土壤", 14}, {"自然生态", 35}, {"海洋", 4}, {"其他", 25}});
  table.by_place = lines({{"福州", 54}, {"厦门", 12}, {"漳州", 27}, {"泉州", 23}, {"三明", 1}, {"莆田", 7}, {"南平", 7},
                          {"龙岩", 10}, {"宁德", 6}, {"平潭", 4}});
  CHECK(differences(table, counting) == nothing);
}

// 3. Issues.

TEST_CASE("151 cases with 248 issues, and Hainan's 177 cases with 408 and 129 with 231") {
  StatedTable table = cases(151);
  table.issues = 248;
  table.by_type = lines({{"大气", 160}, {"水", 60}, {"噪声", 28}});  // made up to sum to the published totals
  CHECK(differences(table, by(TypeCounting::issues)) == nothing);
  CHECK(differences(table, by(TypeCounting::labels)) == Found{{"type 大气", 160, 151}});

  StatedTable july = cases(177), august = cases(129);
  july.issues = 408;
  july.by_type = lines({{"大气", 129}, {"水", 106}, {"土壤", 99}, {"噪声", 25}, {"生态", 19}, {"海洋", 16}, {"其他", 14}});
  august.issues = 231;
  august.by_type = lines({{"土壤", 87}, {"大气", 50}, {"水", 49}, {"生态", 14}, {"海洋", 13}, {"噪声", 10}, {"其他", 8}});
  CHECK(differences(july, by(TypeCounting::issues)) == nothing);
  CHECK(differences(august, by(TypeCounting::issues)) == nothing);
  august.issues = 128;
  CHECK(differences(august, by(TypeCounting::issues)) == Found{{"issues", 128, 129}, {"sum_of_types", 128, 231}});
}

TEST_CASE("Lüliang, batch 22 of 2025: nine cases cannot raise the eight issues that were printed") {
  StatedTable table = cases(9);
  table.issues = 8;
  table.by_place = lines({{"汾阳", 2}, {"孝义", 1}, {"交城", 1}, {"中阳", 2}, {"方山", 1}, {"岚县", 1}, {"临县", 1}});
  table.by_type = lines({{"水", 1}, {"大气", 1}, {"土壤", 3}, {"生态", 2}, {"其他", 2}});
  CHECK(differences(table, by(TypeCounting::issues)) == Found{{"issues", 8, 9}, {"sum_of_types", 8, 9}});
}

// 4. A class of its own.

TEST_CASE("a class of its own for combinations: types sum to cases again") {
  StatedTable table = cases(30);
  table.by_type = lines({{"水", 12}, {"大气", 11}, {"综合类", 7}});  // made up: no totals are known
  CHECK(differences(table, by(TypeCounting::combined)) == nothing);
  table.by_type[2].cases = 8;
  CHECK(differences(table, by(TypeCounting::combined)) == Found{{"sum_of_types", 30, 31}});
}

// 5. Cases that were split.

TEST_CASE("81 cases, 85 after splitting, 5 and 9 key cases: the districts sum to 85") {
  StatedTable table = cases(81);
  table.cases_after_splitting = 85;
  table.key_cases = 5;
  table.key_cases_after_splitting = 9;
  table.by_place = lines({{"甲", 40}, {"乙", 25}, {"丙", 20}});  // made up to sum to the published totals
  CHECK(differences(table, split(SplitCounting::both)) == nothing);
  CHECK(differences(table, split(SplitCounting::after_splitting)) == nothing);
  CHECK(differences(table, Counting{}) == Found{{"sum_of_places", 81, 85}});

  table.key_cases_after_splitting = 10;  // four parts more cannot be five key cases more
  CHECK(differences(table, split(SplitCounting::both)) == Found{{"key_cases_after_splitting", 10, 9}});
  table.key_cases_after_splitting = 4;
  table.cases_after_splitting = 80;
  CHECK(differences(table, split(SplitCounting::both)) == Found{{"cases_after_splitting", 80, 81},
                                                                {"key_cases_after_splitting", 4, 5},
                                                                {"sum_of_places", 80, 85}});
}

TEST_CASE("484 cases, 488 after splitting, with a city of 159(+1)") {
  StatedTable table = cases(484);
  table.cases_after_splitting = 488;
  // The lines but the first are made up to sum to the published totals.
  table.by_place = {with_added("甲", 159, 1), with_added("乙", 200, 2), with_added("丙", 100, 1)};
  table.by_place.push_back({"丁", 25, 0, std::nullopt, std::nullopt});
  CHECK(differences(table, split(SplitCounting::both)) == nothing);
  table.by_place[1].added = 3;
  CHECK(differences(table, split(SplitCounting::both)) == Found{{"sum_of_places", 488, 489}});
  table.by_place[1].added = 2;
  table.by_place[3].cases = 24;
  CHECK(differences(table, split(SplitCounting::both)) ==
        Found{{"sum_of_places", 484, 483}, {"sum_of_places", 488, 487}});
}

TEST_CASE("Lüliang, batches 1 to 22 of 2025: 18+1 and 4+1 among 185 cases, two of them split from other cities'") {
  StatedTable table;
  table.cases_after_splitting = 185;
  table.by_place = lines({{"离石", 11}, {"汾阳", 17}, {"孝义", 15}, {"交城", 7}, {"文水", 17}, {"交口", 2}, {"中阳", 14},
                          {"方山", 10}, {"岚县", 14}, {"兴县", 17}, {"临县", 37}});
  table.by_place.push_back(with_added("柳林", 18, 1));
  table.by_place.push_back(with_added("市直", 4, 1));
  CHECK(differences(table, split(SplitCounting::after_splitting)) == nothing);
  table.by_place.back().added = 0;
  CHECK(differences(table, split(SplitCounting::after_splitting)) == Found{{"sum_of_places", 185, 184}});
}

// 6. Joint cases.

TEST_CASE("a joint case has a line of its own, or counts half in each of two places, or whole in both") {
  // Made up around the published lines: one case of 20 that two places handle together.
  StatedTable table = cases(20);
  table.joint = 1;
  table.by_place = lines({{"甲", 12}, {"乙", 7}});
  CHECK(differences(table, joint(JointCounting::own_line)) == nothing);
  CHECK(differences(table, joint(JointCounting::none)) == Found{{"joint", 1, 0}, {"sum_of_places", 20, 19}});

  StatedTable shared = cases(5);
  shared.by_place = {{"甲", 4, 5'000, std::nullopt, std::nullopt}, {"乙", 0, 5'000, std::nullopt, std::nullopt}};
  CHECK(differences(shared, joint(JointCounting::by_share)) == nothing);
  shared.by_place[1].share = 5'001;
  CHECK(differences(shared, joint(JointCounting::by_share)) == Found{{"sum_of_places", 50'000, 50'001, 10'000}});
  CHECK(differences(shared, joint(JointCounting::in_each)) == Found{{"place 甲", 5'000, 0, 10'000},
                                                                    {"place 乙", 5'001, 0, 10'000},
                                                                    {"sum_of_places", 5, 4}});

  StatedTable both = cases(20);
  both.joint = 1;
  both.by_place = lines({{"甲", 13}, {"乙", 8}});
  CHECK(differences(both, joint(JointCounting::in_each)) == nothing);
  both.by_place[1].cases = 7;
  CHECK(differences(both, joint(JointCounting::in_each)) == Found{{"sum_of_places", 21, 20}});
  both.by_place[1].cases = 9;
  CHECK(differences(both, joint(JointCounting::in_each)) == Found{{"sum_of_places", 21, 22}});
}

TEST_CASE("Hunan, batches 1 to 4 of 2018: 343 cases, three of which concern two cities each") {
  StatedTable table = cases(343);
  table.key_cases = 34;
  table.joint = 3;
  table.joint_places = 6;
  table.by_place = lines({{"长沙", 126}, {"株洲", 20}, {"湘潭", 21}, {"衡阳", 24}, {"岳阳", 25}, {"益阳", 11}, {"邵阳", 42},
                          {"郴州", 8}, {"娄底", 15}, {"怀化", 16}, {"张家界", 12}, {"常德", 14}, {"永州", 10}, {"湘西", 1},
                          {"省直", 1}});
  CHECK(differences(table, joint(JointCounting::in_each)) == nothing);
  table.joint_places = 5;
  CHECK(differences(table, joint(JointCounting::in_each)) ==
        Found{{"joint_places", 5, 6}, {"sum_of_places", 345, 346}});
}

// 7. Repeats.

TEST_CASE("repeats are removed: 116 letters and calls of June 2018 are 89 cases, with 128 labels") {
  Counting counting = by(TypeCounting::labels);
  counting.duplicates = DuplicateCounting::removed;
  StatedTable table = cases(89);
  table.before_removal = 116;
  table.key_cases = 9;
  table.by_channel = lines({{"phone", 86}, {"letter", 3}});
  table.by_type = lines({{"大气", 57}, {"水", 31}, {"土壤", 14}, {"噪声", 24}, {"生态", 2}});
  CHECK(differences(table, counting) == nothing);
  table.repeats = 27;
  CHECK(differences(table, counting) == nothing);
  table.repeats = 26;
  CHECK(differences(table, counting) == Found{{"before_removal", 116, 115}});
  table.repeats.reset();
  table.before_removal = 88;
  CHECK(differences(table, counting) == Found{{"before_removal", 88, 89}});
}

TEST_CASE("repeats are counted but told apart: 79 cases, 4 of them repeats; or both ways: 124 = 66 + 58") {
  StatedTable flagged = cases(79);
  flagged.repeats = 4;
  CHECK(differences(flagged, duplicates(DuplicateCounting::flagged)) == nothing);
  flagged.repeats = 80;
  CHECK(differences(flagged, duplicates(DuplicateCounting::flagged)) == Found{{"repeats", 80, 79}});

  StatedTable both = cases(124);
  both.firsts = 66;
  both.repeats = 58;
  CHECK(differences(both, duplicates(DuplicateCounting::both)) == nothing);
  both.repeats = 57;
  CHECK(differences(both, duplicates(DuplicateCounting::both)) == Found{{"sum_of_firsts_and_repeats", 124, 123}});
}

// What was published and does not tally.

TEST_CASE("121 against 124, and 535 against 523: refused with exactly the difference") {
  StatedTable table = cases(124);
  table.by_type = lines({{"大气", 60}, {"水", 40}, {"噪声", 21}});  // made up to sum to the published 121
  CHECK(differences(table, Counting{}) == Found{{"sum_of_types", 124, 121}});
  table = cases(523);
  table.by_place = lines({{"甲", 300}, {"乙", 235}});  // made up to sum to the published 535
  CHECK(differences(table, Counting{}) == Found{{"sum_of_places", 523, 535}});
}

TEST_CASE("Guangdong, batch 2 of 2021: two cases are in no type, and 10 of 65 is not 15.8%") {
  StatedTable table = cases(65);
  table.key_cases = 8;
  table.percent_step = 10;
  table.by_channel = lines({{"phone", 58}, {"letter", 7}});
  table.by_type = {with_percent("大气", 21, 3230), with_percent("其他", 12, 1850), with_percent("噪声", 11, 1690),
                   with_percent("生态", 10, 1580), with_percent("水", 9, 1380)};
  CHECK(differences(table, Counting{}) == Found{{"type_percent 生态", 1580, 1538}, {"sum_of_types", 65, 63}});
}

TEST_CASE("Jinan, 18 and 19 June 2025: one day's issues are off by one, and the next day's totals show where") {
  Counting counting = by(TypeCounting::issues);
  counting.splits = SplitCounting::both;
  const auto table = [](std::int64_t cases, std::int64_t after, std::int64_t issues, const Numbers& places,
                        const Numbers& types) {
    StatedTable table;
    table.cases = cases;
    table.cases_after_splitting = after;  // with those handed to two districts, and one joined with another city's
    table.issues = issues;
    table.by_place = lines(places);
    table.by_type = lines(types);
    return table;
  };
  const StatedTable before = table(
      602, 607, 754, {{"历下", 62}, {"市中", 73}, {"槐荫", 25}, {"天桥", 43}, {"历城", 92}, {"长清", 64}, {"章丘", 54}, {"济阳", 6},
                      {"莱芜", 63}, {"钢城", 26}, {"平阴", 17}, {"商河", 7}, {"高新", 37}, {"起步", 9}, {"南山", 19}, {"市直", 10}},
      {{"水", 107}, {"大气", 221}, {"土壤", 128}, {"生态", 139}, {"噪声", 118}, {"辐射", 5}, {"其他", 37}});
  const StatedTable batch = table(
      60, 60, 89, {{"历下", 8}, {"市中", 8}, {"槐荫", 3}, {"天桥", 4}, {"历城", 6}, {"长清", 7}, {"章丘", 4}, {"莱芜", 9},
                   {"钢城", 6}, {"平阴", 1}, {"高新", 2}, {"南山", 1}, {"市直", 1}},
      {{"水", 11}, {"大气", 29}, {"土壤", 13}, {"生态", 17}, {"噪声", 13}, {"其他", 6}});
  const StatedTable after = table(
      662, 668, 844, {{"历下", 70}, {"市中", 81}, {"槐荫", 28}, {"天桥", 47}, {"历城", 98}, {"长清", 71}, {"章丘", 58}, {"济阳", 6},
                      {"莱芜", 72}, {"钢城", 32}, {"平阴", 18}, {"商河", 7}, {"高新", 39}, {"起步", 9}, {"南山", 20}, {"市直", 12}},
      {{"水", 118}, {"大气", 250}, {"土壤", 141}, {"生态", 156}, {"噪声", 131}, {"辐射", 5}, {"其他", 43}});
  CHECK(differences(before, counting) == Found{{"sum_of_types", 754, 755}});
  CHECK(differences(batch, counting) == nothing);
  CHECK(differences(after, counting) == nothing);
  // A case of the day was handed to two, which its own table does not show: it counts once more at the city's offices.
  CHECK(differences(before, batch, after) ==
        Found{{"cases_after_splitting", 668, 667}, {"issues", 844, 843}, {"place 市直", 12, 11}});
}

// Changzhi, June 2025.

namespace {

const boost::json::object& changzhi() {
  static const boost::json::value all = [] {
    std::ifstream in(std::string(SOURCE_DIR) + "/data/changzhi-2025-06.json");
    std::stringstream text;
    text << in.rdbuf();
    return boost::json::parse(text.str());
  }();
  return all.at("complaints").as_object();
}

std::vector<StatedLine> lines_of(const boost::json::value& printed) {
  Numbers numbers;
  for (const auto& [name, cases] : printed.as_object()) numbers.emplace_back(name, cases.as_int64());
  return lines(numbers);
}

StatedTable table_of(const char* which) {
  const boost::json::object& printed = changzhi().at(which).as_object();
  StatedTable table = cases(printed.at("cases").as_int64());
  table.key_cases = printed.at("key_cases").as_int64();
  table.by_place = lines_of(printed.at("by_place"));
  table.by_type = lines_of(printed.at("by_type"));
  return table;
}

/// The names of `lines`, each as often as it has cases.
std::vector<std::string> spread(const std::vector<StatedLine>& lines) {
  std::vector<std::string> names;
  for (const StatedLine& line : lines) names.insert(names.end(), static_cast<std::size_t>(line.cases), line.of);
  return names;
}

/// A code for each place of the table, in its order.
PlaceCode code_of(const StatedTable& table, const std::string& place) {
  for (std::size_t i = 0; i < table.by_place.size(); ++i) {
    if (table.by_place[i].of == place) return PlaceCode{140'401 + static_cast<int>(i)};
  }
  FAIL("no such place: " << place);
  return {};
}

void with_codes(StatedTable& table, const StatedTable& known) {
  for (StatedLine& line : table.by_place) line.of = fmt::format("{}", code_of(known, line.of).value);
}

/// What the days before the last published, `whole` without `part`.
std::vector<StatedLine> without(std::vector<StatedLine> whole, const std::vector<StatedLine>& part) {
  for (const StatedLine& line : part) {
    for (StatedLine& of : whole) of.cases -= of.of == line.of ? line.cases : 0;
  }
  return whole;
}

/// The cases of a table; which place goes with which type is made up.
std::vector<Countable> cases_of(const StatedTable& table, const StatedTable& known) {
  const auto places = spread(table.by_place), types = spread(table.by_type);
  REQUIRE(places.size() == types.size());
  std::vector<Countable> all(places.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].places = {{code_of(known, places[i])}};
    all[i].types = {types[(i * 37) % types.size()]};
    all[i].key_case = static_cast<std::int64_t>(i) < *table.key_cases;
    all[i].channel = i % 2 == 0 ? "phone" : "letter";
  }
  return all;
}

}  // namespace

TEST_CASE("Changzhi, 15 June 2025: batch 18 and the cumulative figures tally, and the batch fits into them") {
  const StatedTable batch = table_of("batch"), after = table_of("cumulative");
  REQUIRE(after.cases == 88);
  CHECK(differences(batch, Counting{}) == nothing);
  CHECK(differences(after, Counting{}) == nothing);
  StatedTable before = cases(*after.cases - *batch.cases);
  before.key_cases = *after.key_cases - *batch.key_cases;
  before.by_place = without(after.by_place, batch.by_place);
  before.by_type = without(after.by_type, batch.by_type);
  CHECK(differences(before, Counting{}) == nothing);
  CHECK(differences(before, batch, after) == nothing);
}

TEST_CASE("Changzhi, batches 1 to 18: batch by batch, every line rolls forward to the published figures") {
  const StatedTable last = table_of("batch"), after = table_of("cumulative");
  StatedTable earlier = cases(*after.cases - *last.cases);
  earlier.key_cases = *after.key_cases - *last.key_cases;
  earlier.by_place = without(after.by_place, last.by_place);
  earlier.by_type = without(after.by_type, last.by_type);

  // Published were batch 18 and the sums; how the 83 cases before it fell into 17 batches is made up.
  std::vector<std::vector<Countable>> batches(18);
  const std::vector<Countable> before = cases_of(earlier, after);
  for (std::size_t i = 0; i < before.size(); ++i) batches[(i * 5) % 17].push_back(before[i]);
  batches[17] = cases_of(last, after);

  std::vector<Countable> so_far;
  StatedTable standing = printed(count(so_far, {}), {});
  CHECK(standing.by_place.empty());
  for (const std::vector<Countable>& batch : batches) {
    so_far.insert(so_far.end(), batch.begin(), batch.end());
    const StatedTable of_day = printed(count(batch, {}), {}), now = printed(count(so_far, {}), {});
    CHECK(differences(of_day, Counting{}) == nothing);
    CHECK(differences(now, Counting{}) == nothing);
    CHECK(differences(standing, of_day, now) == nothing);
    StatedTable wrong = now;
    wrong.by_type.front().cases += 1;
    CHECK(differences(standing, of_day, wrong).size() == 1);
    standing = now;
  }
  StatedTable published = after, published_last = last;
  with_codes(published, after);
  with_codes(published_last, after);
  CHECK(differences(published, count(so_far, {}), {}) == nothing);
  CHECK(differences(published_last, count(batches[17], {}), {}) == nothing);
}

TEST_CASE("Changzhi, 18 June 2025: batch 21 and the 109 cases so far, which no line of the 88 exceeds") {
  StatedTable batch = cases(5), all = cases(109);
  batch.key_cases = 0;
  batch.by_place = lines({{"潞州区", 1}, {"上党区", 1}, {"潞城区", 2}, {"沁源县", 1}});
  batch.by_type = lines({{"水", 1}, {"大气", 1}, {"土壤", 1}, {"生态", 2}});
  all.key_cases = 5;
  all.by_place = lines({{"潞州区", 24}, {"上党区", 7}, {"潞城区", 10}, {"屯留区", 9}, {"长子县", 7}, {"壶关县", 4}, {"平顺县", 2},
                        {"黎城县", 2}, {"襄垣县", 20}, {"武乡县", 9}, {"沁县", 3}, {"沁源县", 10}, {"高新区", 2}});
  all.by_type = lines({{"水", 15}, {"大气", 31}, {"土壤", 27}, {"生态", 13}, {"噪声", 11}, {"其他", 12}});
  CHECK(differences(batch, Counting{}) == nothing);
  CHECK(differences(all, Counting{}) == nothing);
  // Batches 19 and 20 are what lies between.
  StatedTable between = cases(109 - 88);
  between.by_place = without(all.by_place, table_of("cumulative").by_place);
  between.by_type = without(all.by_type, table_of("cumulative").by_type);
  CHECK(differences(between, Counting{}) == nothing);
}
