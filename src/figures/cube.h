#pragma once
// The cube (数据立方): every contribution of every event, in columns, so that any figure can be summed as of any day and
// any journal position by one scan.

#include <boost/unordered/unordered_flat_map.hpp>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "calendar/day.h"
#include "figures/series.h"
#include "places/tree.h"

namespace seethrough::figures {

/// What an event adds to one figure (or, negative, takes from it).
struct Contribution {
  Figure figure;
  std::string dimension;  ///< class, type, stage …; empty if the figure has none
  PlaceCode place;
  Day day;  ///< the business day it counts on
  std::int64_t value = 0;
};

/// Two dates of every figure: the last business day counted, and how much of the journal was known.
struct AsOf {
  Day cut_off;
  std::uint64_t known_at = 0;
  friend auto operator<=>(const AsOf&, const AsOf&) = default;
};

/// The sums of one as-of, split by figure, dimension and place.
class Table {
 public:
  /// The sum of a figure over `place` and all below it, over dimensions equal to `dimension` or below it
  /// ("vehicle" covers "vehicle.scrappage"); an empty dimension covers all.
  std::int64_t sum(Figure figure, const Tree& places, PlaceCode place, std::string_view dimension = {}) const;
  /// The figure's dimensions with their sums over `place`, by name. A dimension that never occurred is not listed.
  std::map<std::string, std::int64_t> by_dimension(Figure figure, const Tree& places, PlaceCode place) const;

  void add(Figure figure, const std::string& dimension, PlaceCode place, std::int64_t value);

 private:
  struct Cell {
    PlaceCode place;
    std::string dimension;
    std::int64_t value;
  };
  std::array<std::vector<Cell>, figure_count> cells_;
};

class Cube {
 public:
  /// Positions never fall: contributions of entry `seq` come after those of earlier entries.
  void add(std::uint64_t seq, const Contribution& contribution);

  Table at(AsOf as_of) const;
  /// The sum of a figure (all places, dimension as in Table::sum) on each day of `days`, cumulative, as known at a
  /// position. One value a day.
  std::vector<std::int64_t> history(Figure figure, std::string_view dimension, Period days,
                                    std::uint64_t known_at) const;
  std::size_t rows() const { return value_.size(); }
  /// The first and the last business day of any contribution known; empty period if none.
  Period days(std::uint64_t known_at) const;
  /// The last business day on which one of `figures` has a contribution; the first day of all time if none has.
  Day last_day(std::initializer_list<Figure> figures, std::uint64_t known_at) const;

 private:
  std::uint16_t intern(const std::string& dimension);
  std::size_t known_rows(std::uint64_t known_at) const;

  // One row a contribution; columns of one length. `seq_` is ascending.
  std::vector<std::uint64_t> seq_;
  std::vector<std::int32_t> day_;
  std::vector<std::uint32_t> cell_;  ///< index into cells_
  std::vector<std::int64_t> value_;

  struct CellKey {
    Figure figure;
    std::uint16_t dimension;
    std::int32_t place;
    friend bool operator==(const CellKey&, const CellKey&) = default;
    friend std::size_t hash_value(const CellKey& key) {
      return (static_cast<std::size_t>(key.place) << 24 ^ static_cast<std::size_t>(key.dimension) << 8 ^
              static_cast<std::size_t>(key.figure)) *
             0x9E3779B97F4A7C15u;
    }
  };
  std::vector<CellKey> cells_;
  boost::unordered_flat_map<CellKey, std::uint32_t> cell_index_;
  std::vector<std::string> dimensions_;
  boost::unordered_flat_map<std::string, std::uint16_t> dimension_index_;
};

}  // namespace seethrough::figures
