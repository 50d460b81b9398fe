// The cube against a recount by hand.

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "figures/cube.h"

namespace figures_test {
namespace {

using namespace seethrough;
using namespace seethrough::figures;

const PlaceCode city{140400}, district{140403}, town{140403100}, county{140423}, elsewhere{990000};

const Tree& places() {
  static const Tree tree = *Tree::make({{city, PlaceCode{0}, "市", "City", false, 0, 0},
                                        {district, city, "区", "District", false, 0, 0},
                                        {town, district, "镇", "Town", false, 0, 0},
                                        {county, city, "县", "County", false, 0, 0}});
  return tree;
}

const std::string dimensions[] = {"", "vehicle", "vehicle.scrappage", "vehicle.replacement", "vehicles", "home", "水"};
const PlaceCode everywhere[] = {city, district, town, county, elsewhere};

struct Recorded {
  std::uint64_t seq;
  Contribution what;
};

/// Contributions of entries with gaps and with several rows, of few figures, so that cells meet.
std::vector<Recorded> any_records() {
  std::vector<Recorded> records;
  std::uint64_t seq = 1;
  for (int left = *rc::gen::inRange(0, 40); left > 0; --left) {
    seq += static_cast<std::uint64_t>(*rc::gen::inRange(0, 3));
    records.push_back({seq,
                       {*rc::gen::element(Figure::subsidy_claims, Figure::consumption, Figure::chains),
                        dimensions[*rc::gen::inRange(0, 7)], everywhere[*rc::gen::inRange(0, 5)],
                        Day{*rc::gen::inRange(20'000, 20'010)}, *rc::gen::inRange<std::int64_t>(-5, 100)}});
  }
  return records;
}

Cube cube_of(const std::vector<Recorded>& records) {
  Cube cube;
  for (const Recorded& one : records) cube.add(one.seq, one.what);
  return cube;
}

/// Written apart from the cube's own: whether `dimension` is `prefix` or begins with it and a point.
bool below(const std::string& dimension, const std::string& prefix) {
  return prefix.empty() || dimension == prefix || dimension.rfind(prefix + ".", 0) == 0;
}
bool inside(PlaceCode code, PlaceCode place) {
  if (code == elsewhere || place == elsewhere) return false;
  if (place == city || code == place) return true;
  return place == district && code == town;
}

std::int64_t recount(const std::vector<Recorded>& records, AsOf as_of, Figure figure, PlaceCode place,
                     const std::string& prefix) {
  std::int64_t sum = 0;
  for (const Recorded& one : records) {
    if (one.seq <= as_of.known_at && one.what.day <= as_of.cut_off && one.what.figure == figure &&
        below(one.what.dimension, prefix) && inside(one.what.place, place))
      sum += one.what.value;
  }
  return sum;
}

TEST_CASE("a sum as of two dates is what a recount gives, for every place and dimension") {
  CHECK(rc::check("sums", [] {
    const auto records = any_records();
    const Cube cube = cube_of(records);
    RC_ASSERT(cube.rows() == records.size());
    const AsOf as_of{Day{*rc::gen::inRange(19'999, 20'011)}, static_cast<std::uint64_t>(*rc::gen::inRange(0, 90))};
    const Table table = cube.at(as_of);
    for (const Figure figure : {Figure::subsidy_claims, Figure::consumption, Figure::chains, Figure::projects}) {
      for (const PlaceCode place : everywhere) {
        for (const std::string& prefix : dimensions)
          RC_ASSERT(table.sum(figure, places(), place, prefix) == recount(records, as_of, figure, place, prefix));
        for (const auto& [dimension, sum] : table.by_dimension(figure, places(), place)) {
          std::int64_t exact = 0;
          for (const Recorded& one : records) {
            if (one.seq <= as_of.known_at && one.what.day <= as_of.cut_off && one.what.figure == figure &&
                one.what.dimension == dimension && inside(one.what.place, place))
              exact += one.what.value;
          }
          RC_ASSERT(sum == exact);
        }
      }
    }
  }));
}

TEST_CASE("what all records sum to is what the first sum to plus what the rest sum to") {
  CHECK(rc::check("folding", [] {
    const auto records = any_records();
    const auto size = static_cast<std::ptrdiff_t>(records.size());
    const auto split = records.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, size + 1);
    const Cube all = cube_of(records), first = cube_of({records.begin(), split});
    const Cube rest = cube_of({split, records.end()});
    const AsOf end{Day{30'000}, 1'000};
    for (const std::string& prefix : dimensions) {
      const auto sum = [&](const Cube& cube) { return cube.at(end).sum(Figure::consumption, places(), city, prefix); };
      RC_ASSERT(sum(all) == sum(first) + sum(rest));
    }
  }));
}

TEST_CASE("what was known at a position does not change when later records arrive") {
  CHECK(rc::check("the past stands", [] {
    const auto records = any_records();
    Cube cube;
    std::size_t added = 0;
    std::vector<std::pair<AsOf, std::int64_t>> stated;
    for (std::uint64_t seq = 0; seq < 90; ++seq) {
      for (; added < records.size() && records[added].seq == seq; ++added) cube.add(seq, records[added].what);
      const AsOf as_of{Day{20'000 + static_cast<int>(seq % 11)}, seq};
      stated.emplace_back(as_of, cube.at(as_of).sum(Figure::consumption, places(), city));
    }
    for (const auto& [as_of, sum] : stated) RC_ASSERT(cube.at(as_of).sum(Figure::consumption, places(), city) == sum);
  }));
}

TEST_CASE("the history of a figure is its sum on each day") {
  CHECK(rc::check("history", [] {
    const auto records = any_records();
    const Cube cube = cube_of(records);
    const auto known_at = static_cast<std::uint64_t>(*rc::gen::inRange(0, 90));
    const Period days{Day{*rc::gen::inRange(19'998, 20'012)}, Day{*rc::gen::inRange(19'998, 20'012)}};
    const std::string prefix = dimensions[*rc::gen::inRange(0, 7)];
    const auto history = cube.history(Figure::consumption, prefix, days, known_at);
    RC_ASSERT(static_cast<int>(history.size()) == std::max(0, days.last - days.first + 1));
    for (std::size_t i = 0; i < history.size(); ++i) {
      std::int64_t sum = 0;
      for (const Recorded& one : records) {
        if (one.seq <= known_at && one.what.day <= days.first + static_cast<int>(i) &&
            one.what.figure == Figure::consumption && below(one.what.dimension, prefix))
          sum += one.what.value;
      }
      RC_ASSERT(history[i] == sum);
    }
  }));
}

TEST_CASE("the first and last day are those of the records known") {
  Cube cube;
  CHECK(cube.days(9) == Period{Day{0}, Day{-1}});
  CHECK(cube.last_day({Figure::consumption}, 9) == Day{0});
  cube.add(2, {Figure::consumption, "", city, Day{100}, 1});
  cube.add(4, {Figure::chains, "", city, Day{300}, 1});
  cube.add(4, {Figure::consumption, "", city, Day{50}, 1});
  CHECK(cube.days(1) == Period{Day{0}, Day{-1}});
  CHECK(cube.days(2) == Period{Day{100}, Day{100}});
  CHECK(cube.days(4) == Period{Day{50}, Day{300}});
  CHECK(cube.last_day({Figure::consumption}, 4) == Day{100});
  CHECK(cube.last_day({Figure::consumption, Figure::chains}, 3) == Day{100});
  CHECK(cube.last_day({Figure::consumption, Figure::chains}, 4) == Day{300});
}

TEST_CASE("every figure has one definition, found by its identifier, in both languages") {
  for (std::size_t i = 0; i < figure_count; ++i) {
    const Definition& one = definition(static_cast<Figure>(i));
    CHECK(parse_figure(one.id) == one.figure);
    CHECK(one.id.starts_with(std::string(one.programme) + "."));
    CHECK(one.version >= 1);
    for (const std::string_view text :
         {one.name_zh, one.name_en, one.measure_zh, one.measure_en, one.definition_zh, one.definition_en})
      CHECK_FALSE(text.empty());
    CHECK(one.definition_zh.ends_with("。"));
    CHECK(one.definition_en.ends_with("."));
  }
  CHECK_FALSE(parse_figure("subsidies.nothing"));
}

}  // namespace
}  // namespace figures_test
