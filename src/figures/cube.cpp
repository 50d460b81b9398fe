#include "figures/cube.h"

#include <algorithm>

#include "base/check.h"

namespace seethrough::figures {
namespace {

bool covers(std::string_view prefix, std::string_view dimension) {
  return prefix.empty() ||
         (dimension.starts_with(prefix) && (dimension.size() == prefix.size() || dimension[prefix.size()] == '.'));
}

}  // namespace

void Table::add(Figure figure, const std::string& dimension, PlaceCode place, std::int64_t value) {
  cells_[static_cast<std::size_t>(figure)].push_back({place, dimension, value});
}

std::int64_t Table::sum(Figure figure, const Tree& places, PlaceCode place, std::string_view dimension) const {
  std::int64_t total = 0;
  for (const Cell& cell : cells_[static_cast<std::size_t>(figure)]) {
    if (covers(dimension, cell.dimension) && places.within(cell.place, place)) total += cell.value;
  }
  return total;
}

std::map<std::string, std::int64_t> Table::by_dimension(Figure figure, const Tree& places, PlaceCode place) const {
  std::map<std::string, std::int64_t> sums;
  for (const Cell& cell : cells_[static_cast<std::size_t>(figure)]) {
    if (places.within(cell.place, place)) sums[cell.dimension] += cell.value;
  }
  return sums;
}

std::uint16_t Cube::intern(const std::string& dimension) {
  const auto [it, fresh] =
      dimension_index_.try_emplace(dimension, static_cast<std::uint16_t>(dimensions_.size()));
  if (fresh) {
    INVARIANT(dimensions_.size() < 65'535, "more dimensions than the cube can number");
    dimensions_.push_back(dimension);
  }
  return it->second;
}

void Cube::add(std::uint64_t seq, const Contribution& c) {
  INVARIANT(seq_.empty() || seq_.back() <= seq, "contributions arrive out of order");
  const CellKey key{c.figure, intern(c.dimension), c.place.value};
  const auto [it, fresh] = cell_index_.try_emplace(key, static_cast<std::uint32_t>(cells_.size()));
  if (fresh) cells_.push_back(key);
  seq_.push_back(seq);
  day_.push_back(c.day.value);
  cell_.push_back(it->second);
  value_.push_back(c.value);
}

std::size_t Cube::known_rows(std::uint64_t known_at) const {
  return static_cast<std::size_t>(std::upper_bound(seq_.begin(), seq_.end(), known_at) - seq_.begin());
}

Table Cube::at(AsOf as_of) const {
  std::vector<std::int64_t> sums(cells_.size(), 0);
  const std::size_t rows = known_rows(as_of.known_at);
  for (std::size_t i = 0; i < rows; ++i) {
    sums[cell_[i]] += day_[i] <= as_of.cut_off.value ? value_[i] : 0;
  }
  Table table;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (sums[i] != 0)
      table.add(cells_[i].figure, dimensions_[cells_[i].dimension], PlaceCode{cells_[i].place}, sums[i]);
  }
  return table;
}

std::vector<std::int64_t> Cube::history(Figure figure, std::string_view dimension, Period days,
                                        std::uint64_t known_at) const {
  std::vector<bool> wanted(cells_.size());
  for (std::size_t i = 0; i < cells_.size(); ++i)
    wanted[i] = cells_[i].figure == figure && covers(dimension, dimensions_[cells_[i].dimension]);
  const int length = days.last < days.first ? 0 : days.last - days.first + 1;
  std::vector<std::int64_t> sums(static_cast<std::size_t>(length), 0);
  if (length == 0) return sums;
  const std::size_t rows = known_rows(known_at);
  for (std::size_t i = 0; i < rows; ++i) {
    if (!wanted[cell_[i]] || day_[i] > days.last.value) continue;
    sums[static_cast<std::size_t>(std::max(0, day_[i] - days.first.value))] += value_[i];
  }
  for (std::size_t i = 1; i < sums.size(); ++i) sums[i] += sums[i - 1];
  return sums;
}

Period Cube::days(std::uint64_t known_at) const {
  const std::size_t rows = known_rows(known_at);
  if (rows == 0) return {Day{0}, Day{-1}};
  const auto [first, last] = std::minmax_element(day_.begin(), day_.begin() + static_cast<std::ptrdiff_t>(rows));
  return {Day{*first}, Day{*last}};
}

Day Cube::last_day(std::initializer_list<Figure> figures, std::uint64_t known_at) const {
  Day last{0};
  const std::size_t rows = known_rows(known_at);
  for (std::size_t i = 0; i < rows; ++i) {
    if (day_[i] <= last.value) continue;
    if (std::find(figures.begin(), figures.end(), cells_[cell_[i]].figure) != figures.end()) last = Day{day_[i]};
  }
  return last;
}

}  // namespace seethrough::figures
