#include "complaints/counting.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <limits>

#include "complaints/printed.h"

using namespace complaints_test;

namespace {

const PlaceCode north{140403}, south{140404}, west{140405};
const Found nothing;

Countable one_case(PlaceCode place = north, std::vector<std::string> types = {"水"}) {
  Countable one;
  one.places = {{place}};
  one.types = std::move(types);
  one.channel = "phone";
  return one;
}
Countable part(PlaceCode place, bool key_case = false) {
  Countable one = one_case(place);
  one.part_of_split = true;
  one.key_case = key_case;
  return one;
}
Countable joint_case(std::int64_t share = 5'000) {
  Countable one = one_case();
  one.places = {{north, share}, {south, 10'000 - share}};
  return one;
}

Lines received(const Numbers& numbers) {
  Lines all;
  for (const auto& [name, n] : numbers) all[name] = {n, n};
  return all;
}

}  // namespace

TEST_CASE("a rule as it stands is sound; one that combines has a class for it and no other has") {
  CHECK(unsound({}) == std::nullopt);
  Counting counting;
  counting.combined_class = "综合类";
  CHECK(unsound(counting) == "combined_class");
  counting.types = TypeCounting::combined;
  CHECK(unsound(counting) == std::nullopt);
  counting.not_alone = {"综合类"};
  CHECK(unsound(counting) == "not_alone");
  counting.combined_class.clear();
  CHECK(unsound(counting) == "combined_class");
  counting = {};
  counting.not_alone = {"其他"};
  CHECK(unsound(counting) == std::nullopt);
  for (const auto& wrong : {std::vector<std::string>{""}, {"其他", "其他"}}) {
    counting.not_alone = wrong;
    CHECK(unsound(counting) == "not_alone");
  }
}

TEST_CASE("a case counts somewhere, and in several places only under a rule for joint cases") {
  Counting counting;
  CHECK(uncountable(one_case(), counting) == std::nullopt);
  Countable nowhere = one_case();
  nowhere.places.clear();
  CHECK(uncountable(nowhere, counting) == "places");
  CHECK(uncountable(joint_case(), counting) == "places");
  for (const JointCounting joint : {JointCounting::own_line, JointCounting::by_share, JointCounting::in_each}) {
    counting.joint = joint;
    CHECK(uncountable(joint_case(), counting) == std::nullopt);
    Countable twice = joint_case();
    twice.places[1].place = north;
    CHECK(uncountable(twice, counting) == "places");
  }
}

TEST_CASE("shares are above zero and make one case, where they are read") {
  Counting counting;
  const auto with = [](std::int64_t a, std::int64_t b) {
    Countable one = one_case();
    one.places = {{north, a}, {south, b}};
    return one;
  };
  counting.joint = JointCounting::by_share;
  CHECK(uncountable(with(9'999, 1), counting) == std::nullopt);
  for (const Countable& one : {with(5'000, 4'999), with(5'000, 5'001), with(10'000, 0), with(10'001, -1)})
    CHECK(uncountable(one, counting) == "places");
  counting.joint = JointCounting::in_each;
  CHECK(uncountable(with(10'000, 10'000), counting) == std::nullopt);
}

TEST_CASE("其他 is a type like any other and may stand alone, unless the campaign says that it only accompanies") {
  Counting counting;
  CHECK(uncountable(one_case(north, {"其他"}), counting) == std::nullopt);
  CHECK(count(std::vector{one_case(north, {"其他"})}, counting).by_type == received({{"其他", 1}}));
  counting.not_alone = {"其他", "异味"};
  CHECK(uncountable(one_case(north, {"其他"}), counting) == "types");
  CHECK(uncountable(one_case(north, {"其他", "异味"}), counting) == "types");
  CHECK(uncountable(one_case(north, {"其他", "水"}), counting) == std::nullopt);
  CHECK(uncountable(one_case(north, {}), counting) == "types");
  CHECK(uncountable(one_case(north, {"水", ""}), counting) == "types");
}

TEST_CASE("the same cases by primary type, by label, by issue and with a class for combinations") {
  const std::vector<Countable> cases{one_case(north, {"水", "大气", "大气"}), one_case(north, {"大气", "大气"}),
                                     one_case(south, {"噪声"})};
  Counting counting;
  CHECK(count(cases, counting).by_type == received({{"水", 1}, {"大气", 1}, {"噪声", 1}}));
  CHECK(count(cases, counting).labels == Cases{4, 4});
  CHECK(count(cases, counting).issues == Cases{6, 6});
  counting.types = TypeCounting::labels;
  CHECK(count(cases, counting).by_type == received({{"水", 1}, {"大气", 2}, {"噪声", 1}}));
  counting.types = TypeCounting::issues;
  CHECK(count(cases, counting).by_type == received({{"水", 1}, {"大气", 4}, {"噪声", 1}}));
  counting.types = TypeCounting::combined;
  counting.combined_class = "综合类";
  CHECK(count(cases, counting).by_type == received({{"综合类", 1}, {"大气", 1}, {"噪声", 1}}));
}

TEST_CASE("a split case counts once as received, at its first part, and as its parts after splitting") {
  std::vector<Countable> cases{one_case(), part(south, true), part(west, true), one_case(south)};
  cases[0].key_case = true;
  const Count all = count(cases, {});
  CHECK(all.cases == Cases{2, 4});
  CHECK(all.key_cases == Cases{1, 3});
  CHECK(all.by_place == Lines{{"140403", {10'000, 10'000}}, {"140404", {10'000, 20'000}}, {"140405", {0, 10'000}}});
}

TEST_CASE("a joint case has a line of its own, or its shares, or counts whole in each place") {
  const std::vector<Countable> cases{one_case(), joint_case(2'500)};
  const auto places_by = [&](JointCounting joint) {
    Counting counting;
    counting.joint = joint;
    const Count all = count(cases, counting);
    CHECK(all.cases == Cases{2, 2});
    CHECK(all.joint == Cases{1, 1});
    CHECK(all.joint_places == Cases{2, 2});
    return all.by_place;
  };
  CHECK(places_by(JointCounting::own_line) == received({{"140403", 10'000}}));
  CHECK(places_by(JointCounting::by_share) == received({{"140403", 12'500}, {"140404", 7'500}}));
  CHECK(places_by(JointCounting::in_each) == received({{"140403", 20'000}, {"140404", 10'000}}));
}

TEST_CASE("repeats are left out only where the rule removes them") {
  std::vector<Countable> cases{one_case(), one_case(), one_case(south)};
  cases[1].repeat = true;
  for (const auto duplicates : {DuplicateCounting::counted, DuplicateCounting::flagged, DuplicateCounting::both}) {
    Counting counting;
    counting.duplicates = duplicates;
    CHECK(count(cases, counting).cases == Cases{3, 3});
    CHECK(count(cases, counting).repeats == Cases{1, 1});
  }
  Counting counting;
  counting.duplicates = DuplicateCounting::removed;
  CHECK(count(cases, counting).cases == Cases{2, 2});
  CHECK(count(cases, counting).repeats == Cases{1, 1});
  CHECK(count(cases, counting).by_place == received({{"140403", 10'000}, {"140404", 10'000}}));
}

TEST_CASE("a case without a finding or a state counts in none of their lines") {
  std::vector<Countable> cases{one_case(), one_case()};
  cases[0].finding = "属实";
  cases[1].state = "办结";
  const Count all = count(cases, {});
  CHECK(all.by_finding == received({{"属实", 1}}));
  CHECK(all.by_state == received({{"办结", 1}}));
}

TEST_CASE("a table is held against the cases line by line, printed and left out") {
  std::vector<Countable> cases{one_case(), one_case(south, {"大气"})};
  cases[0].key_case = true;
  const Count all = count(cases, {});
  StatedTable table;
  CHECK(differences(table, all, {}) == nothing);  // it prints nothing
  table.cases = 2;
  table.key_cases = 1;
  table.by_place = lines({{"140403", 1}, {"140404", 1}});
  table.by_type = lines({{"水", 1}, {"大气", 1}});
  CHECK(differences(table, all, {}) == nothing);
  table.cases = 3;
  table.key_cases = 0;
  table.by_place = lines({{"140403", 1}, {"140405", 1}});
  table.by_type = lines({{"水", 2}});
  CHECK(differences(table, all, {}) == Found{{"cases", 3, 2},
                                             {"key_cases", 0, 1},
                                             {"place 140405", 1, 0},
                                             {"place 140404", 0, 1},
                                             {"type 水", 2, 1},
                                             {"type 大气", 0, 1}});
  table = {};
  table.by_place = lines({{"140403", 1}, {"140404", 1}, {"140404", 1}});
  CHECK(differences(table, all, {}) == Found{{"place 140404", 1, 0}});
}

TEST_CASE("a share that is printed wrongly is named in ten-thousandths, and (+1) apart from its line") {
  Counting counting;
  counting.joint = JointCounting::by_share;
  StatedTable table;
  table.by_place = lines({{"140403", 0}, {"140404", 0}});
  table.by_place[0].share = table.by_place[1].share = 5'000;
  CHECK(differences(table, count(std::vector{joint_case()}, counting), counting) == nothing);
  CHECK(differences(table, count(std::vector{joint_case(6'000)}, counting), counting) ==
        Found{{"place 140403", 5'000, 6'000, 10'000}, {"place 140404", 5'000, 4'000, 10'000}});

  counting = {};
  counting.splits = SplitCounting::both;
  const Count all = count(std::vector{one_case(), part(north), part(south)}, counting);
  table.by_place = {with_added("140403", 1, 1), with_added("140404", 0, 1)};
  CHECK(differences(table, all, counting) == nothing);
  table.by_place = {with_added("140403", 1, 2)};
  CHECK(differences(table, all, counting) == Found{{"place_added 140403", 2, 1}, {"place 140404", 0, 1}});
  table.by_place = lines({{"140403", 2}, {"140404", 1}});
  CHECK(differences(table, all, counting) == nothing);
  // A channel counts cases as received, and a part that its line leaves out is missed all the same.
  table.by_place.clear();
  table.by_channel = lines({{"phone", 1}});
  CHECK(differences(table, all, counting) == nothing);
  std::vector<Countable> written{one_case(), part(south)};
  written[1].channel = "letter";
  table.by_channel = {with_added("phone", 1, 0)};
  CHECK(differences(table, count(written, counting), counting) == Found{{"channel letter", 0, 1}});
}

TEST_CASE("figures out of range are named alone, before anything is added up") {
  StatedTable table;
  table.cases = -1;
  table.by_type = lines({{"水", std::numeric_limits<std::int64_t>::max()}, {"大气", 1'000'000'000}});
  table.by_place = lines({{"140403", 1}});
  table.by_place[0].share = 10'000;
  table.percent_step = 0;
  const Found expected{{"cases", -1, 0},
                       {"percent_step", 0, 1},
                       {"place 140403", 10'000, 9'999, 10'000},
                       {"type 水", std::numeric_limits<std::int64_t>::max(), 1'000'000'000}};
  CHECK(differences(table, Counting{}) == expected);
  CHECK(differences(table, Count{}, Counting{}) == expected);
  CHECK(differences(StatedTable{}, table, StatedTable{}) == expected);
}

TEST_CASE("a line that is printed twice is a contradiction") {
  StatedTable table;
  table.cases = 2;
  table.by_place = lines({{"140403", 1}, {"140403", 1}});
  CHECK(differences(table, Counting{}) == Found{{"place 140403", 1, 0}});
}

TEST_CASE("no total is out of proportion to another") {
  const auto found = [](auto change, Counting counting = {}) {
    StatedTable table;
    table.cases = 10;
    table.cases_after_splitting = 12;
    change(table);
    return differences(table, counting);
  };
  Counting removed, apart;
  removed.duplicates = DuplicateCounting::removed;
  apart.splits = SplitCounting::both;
  CHECK(found([](StatedTable& t) { t.labels = 9; }) == Found{{"labels", 9, 10}});
  CHECK(found([](StatedTable& t) { t.labels = 11; }, apart) == Found{{"labels", 11, 12}});
  CHECK(found([](StatedTable& t) { t.labels = 15, t.issues = 14; }) == Found{{"issues", 14, 15}});
  CHECK(found([](StatedTable& t) { t.firsts = 11; }) == Found{{"firsts", 11, 10}});
  CHECK(found([](StatedTable& t) { t.firsts = 9; }) == nothing);
  CHECK(found([](StatedTable& t) { t.firsts = 9; }, removed) == Found{{"firsts", 9, 10}});
  CHECK(found([](StatedTable& t) { t.key_cases = 11; }) == Found{{"key_cases", 11, 10}});
  CHECK(found([](StatedTable& t) { t.key_cases_after_splitting = 13; }) ==
        Found{{"key_cases_after_splitting", 13, 12}});
}

TEST_CASE("a percentage is of the cases that its line counts: as received where (+1) stands apart, else the parts") {
  Counting counting;
  counting.splits = SplitCounting::both;
  StatedTable table;
  table.cases = 4;
  table.cases_after_splitting = 5;
  table.by_type = {with_added("水", 1, 1), with_added("大气", 3, 0)};
  table.by_type[0].percent = 2'500;
  CHECK(differences(table, counting) == nothing);
  table.by_type = {with_percent("水", 2, 4'000), with_percent("大气", 3, 6'000)};
  CHECK(differences(table, counting) == nothing);
  table.by_type[0].percent = 5'000;
  CHECK(differences(table, counting) == Found{{"type_percent 水", 5'000, 4'000}});

  counting.types = TypeCounting::issues;  // of the issues, where these are what is counted
  table.issues = 10;
  table.by_type = {with_percent("水", 4, 4'000), with_percent("大气", 6, 6'000)};
  CHECK(differences(table, counting) == nothing);
}

TEST_CASE("a percentage may be rounded or cut, but not be a unit of its last place off") {
  StatedTable table;
  table.cases = 3;
  const auto found = [&](std::int64_t percent, std::int64_t step) {
    table.by_type = {with_percent("水", 2, percent)};
    table.by_type.push_back({"大气", 1, 0, std::nullopt, std::nullopt});
    table.percent_step = step;
    return differences(table, Counting{});
  };
  for (const std::int64_t good : {6'666, 6'667}) CHECK(found(good, 1) == nothing);
  for (const std::int64_t wrong : {6'665, 6'668}) CHECK(found(wrong, 1) == Found{{"type_percent 水", wrong, 6'667}});
  for (const std::int64_t good : {6'660, 6'670}) CHECK(found(good, 10) == nothing);
  for (const std::int64_t wrong : {6'650, 6'680}) CHECK(found(wrong, 10) == Found{{"type_percent 水", wrong, 6'667}});
}

TEST_CASE("rolling forward compares what all three tables print; a day without cases prints nothing and adds nothing") {
  StatedTable before, batch, after;
  before.cases = 0;
  batch.cases = 2;
  batch.by_type = lines({{"水", 2}});
  after.cases = 2;
  after.by_type = lines({{"水", 1}, {"大气", 1}});
  after.key_cases = 1;  // not printed of the batch
  CHECK(differences(before, batch, after) == Found{{"type 水", 1, 2}, {"type 大气", 1, 0}});
  after.by_type.clear();
  CHECK(differences(before, batch, after) == nothing);
  after.cases = 3;
  CHECK(differences(before, batch, after) == Found{{"cases", 3, 2}});

  before = batch = after = {};
  before.by_place = {{"甲", 4, 5'000, 1, std::nullopt}};
  batch.by_place = {{"甲", 0, 5'000, 0, std::nullopt}};
  after.by_place = {{"甲", 5, 0, 1, std::nullopt}};
  CHECK(differences(before, batch, after) == nothing);
  after.by_place = {{"甲", 5, 1, 2, std::nullopt}};
  CHECK(differences(before, batch, after) == Found{{"place 甲", 50'001, 50'000, 10'000}, {"place_added 甲", 2, 1}});
}

// Any cases under any rule.

namespace {

Counting some_rule() {
  Counting counting;
  counting.types = *rc::gen::element(TypeCounting::primary, TypeCounting::labels, TypeCounting::issues,
                                     TypeCounting::combined);
  if (counting.types == TypeCounting::combined) counting.combined_class = "综合类";
  counting.splits = *rc::gen::element(SplitCounting::as_received, SplitCounting::after_splitting, SplitCounting::both);
  counting.joint = *rc::gen::element(JointCounting::none, JointCounting::own_line, JointCounting::by_share,
                                     JointCounting::in_each);
  counting.duplicates = *rc::gen::element(DuplicateCounting::counted, DuplicateCounting::removed,
                                          DuplicateCounting::flagged, DuplicateCounting::both);
  return counting;
}

std::vector<PlaceShare> some_places(JointCounting joint) {
  const PlaceCode first = *rc::gen::element(north, south, west);
  if (joint == JointCounting::none || *rc::gen::inRange(0, 3) != 0) return {{first}};
  const PlaceCode second = first == north ? south : north;
  const std::int64_t share = *rc::gen::inRange<std::int64_t>(1, 9'999);
  if (first == west || share == 9'999) return {{first, share}, {second, 10'000 - share}};
  const std::int64_t other = *rc::gen::inRange<std::int64_t>(1, 10'000 - share);
  return {{first, share}, {second, other}, {west, 10'000 - share - other}};
}

std::vector<Countable> some_cases(const Counting& counting) {
  std::vector<Countable> all;
  const int received = *rc::gen::inRange(0, 12);
  for (int i = 0; i < received; ++i) {
    const bool repeat = *rc::gen::inRange(0, 4) == 0;
    const std::string channel = *rc::gen::element<std::string>("phone", "letter");
    const int parts = *rc::gen::inRange(0, 3) == 0 ? *rc::gen::inRange(2, 4) : 1;
    for (int p = 0; p < parts; ++p) {
      Countable one;
      one.key_case = *rc::gen::arbitrary<bool>();
      one.places = some_places(counting.joint);
      const int types = *rc::gen::inRange(1, 4);
      for (int t = 0; t < types; ++t) one.types.push_back(*rc::gen::element<std::string>("水", "大气", "其他"));
      one.part_of_split = p > 0;
      one.repeat = repeat;
      one.channel = channel;
      one.finding = *rc::gen::element<std::string>("属实", "不属实");
      one.state = *rc::gen::element<std::string>("办结", "未办结");
      all.push_back(one);
    }
  }
  return all;
}

Cases sum_of(const Lines& lines) {
  Cases sum;
  for (const auto& [name, cases] : lines) {
    sum.received += cases.received;
    sum.after_splitting += cases.after_splitting;
  }
  return sum;
}

/// Every figure of a table, to be changed.
std::vector<std::int64_t*> figures_of(StatedTable& table) {
  std::vector<std::int64_t*> all;
  for (auto* total : {&table.cases, &table.cases_after_splitting, &table.key_cases, &table.key_cases_after_splitting,
                      &table.before_removal, &table.firsts, &table.repeats, &table.joint, &table.joint_places,
                      &table.labels, &table.issues})
    all.push_back(&**total);
  for (auto* breakdown : {&table.by_place, &table.by_type, &table.by_channel, &table.by_finding, &table.by_state}) {
    for (StatedLine& line : *breakdown) all.push_back(&line.cases);
  }
  return all;
}

}  // namespace

TEST_CASE("whatever the rule, the parts of any cases equal the totals") {
  CHECK(rc::check("parts and wholes", [] {
    const Counting counting = some_rule();
    const std::vector<Countable> cases = some_cases(counting);
    const Count all = count(cases, counting);
    RC_ASSERT(sum_of(all.by_place) == whole_of_places(all, counting));
    RC_ASSERT(sum_of(all.by_type) == whole_of_types(all, counting));
    for (const Lines& lines : {all.by_channel, all.by_finding, all.by_state}) RC_ASSERT(sum_of(lines) == all.cases);
    const auto kept = static_cast<std::int64_t>(std::count_if(cases.begin(), cases.end(), [&](const Countable& one) {
      return !one.repeat || counting.duplicates != DuplicateCounting::removed;
    }));
    RC_ASSERT(all.cases.after_splitting == kept);
  }));
}

TEST_CASE("a table printed of any cases tallies under any rule, and any figure that is off by one is found") {
  CHECK(rc::check("printed tables", [] {
    const Counting counting = some_rule();
    const Count all = count(some_cases(counting), counting);
    const bool apart = counting.splits == SplitCounting::both && counting.joint != JointCounting::by_share &&
                       *rc::gen::arbitrary<bool>();
    StatedTable table = printed(all, counting, apart);
    RC_ASSERT(differences(table, counting) == nothing);
    RC_ASSERT(differences(table, all, counting) == nothing);

    const std::vector<std::int64_t*> figures = figures_of(table);
    std::int64_t& figure = *figures[*rc::gen::inRange<std::size_t>(0, figures.size())];
    figure += *rc::gen::element(-1, 1);
    RC_ASSERT(differences(table, all, counting).size() == 1u);
  }));
}

TEST_CASE("whatever the rule, a day's table and the table before it make the table after it, and off by one is found") {
  CHECK(rc::check("roll forward", [] {
    const Counting counting = some_rule();
    std::vector<Countable> cases = some_cases(counting);
    const StatedTable before = printed(count(cases, counting), counting);
    const std::vector<Countable> day = some_cases(counting);
    const StatedTable batch = printed(count(day, counting), counting);
    // Where every case is a joint one in a line of its own, no place is printed, and none can be compared.
    for (const StatedTable& table : {before, batch}) RC_PRE(!table.by_place.empty() || table.cases == 0);
    cases.insert(cases.end(), day.begin(), day.end());
    StatedTable after = printed(count(cases, counting), counting);
    RC_ASSERT(differences(before, batch, after) == nothing);

    const std::vector<std::int64_t*> figures = figures_of(after);
    *figures[*rc::gen::inRange<std::size_t>(0, figures.size())] += *rc::gen::element(-1, 1);
    RC_ASSERT(!differences(before, batch, after).empty());
  }));
}
