#pragma once
// Tables as they are printed, and the table that a count would print.

#include <doctest/doctest.h>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "complaints/counting.h"

namespace seethrough::complaints {
inline std::ostream& operator<<(std::ostream& out, const Difference& d) {
  return out << d.part << ": stated " << d.stated << ", counted " << d.counted << " (unit " << d.unit << ")";
}
inline std::ostream& operator<<(std::ostream& out, const std::vector<Difference>& all) {
  for (const Difference& one : all) out << one << "; ";
  return out << all.size() << " differences";
}
}  // namespace seethrough::complaints

namespace complaints_test {

using namespace seethrough;
using namespace seethrough::complaints;

using Numbers = std::vector<std::pair<std::string, std::int64_t>>;
using Found = std::vector<Difference>;

inline std::vector<StatedLine> lines(const Numbers& numbers) {
  std::vector<StatedLine> all;
  for (const auto& [of, cases] : numbers) all.push_back({of, cases, 0, std::nullopt, std::nullopt});
  return all;
}
/// A line that prints its percentage, in basis points.
inline StatedLine with_percent(std::string of, std::int64_t cases, std::int64_t percent) {
  return {std::move(of), cases, 0, std::nullopt, percent};
}
/// 159(+1).
inline StatedLine with_added(std::string of, std::int64_t cases, std::int64_t added) {
  return {std::move(of), cases, 0, added, std::nullopt};
}

/// Everything that a table can print of a count, `apart` with (+1) in its lines where splitting added something.
inline StatedTable printed(const Count& count, const Counting& counting, bool apart = false) {
  const bool parts = counting.splits != SplitCounting::as_received;
  const bool only_parts = counting.splits == SplitCounting::after_splitting;
  const auto pick = [](Cases cases, bool after) { return after ? cases.after_splitting : cases.received; };
  const auto print = [&](const Lines& counted, bool after, std::int64_t per_case) {
    std::vector<StatedLine> all;
    for (const auto& [name, cases] : counted) {
      const std::int64_t figure = pick(cases, after && !apart);
      StatedLine line{name, figure / per_case, figure % per_case, std::nullopt, std::nullopt};
      if (apart) line.added = (cases.after_splitting - cases.received) / per_case;
      all.push_back(line);
    }
    return all;
  };
  const bool removed = counting.duplicates == DuplicateCounting::removed;
  const std::int64_t cases = pick(count.cases, only_parts), repeats = pick(count.repeats, only_parts);
  StatedTable table;
  table.cases = count.cases.received;
  table.cases_after_splitting = count.cases.after_splitting;
  table.key_cases = count.key_cases.received;
  table.key_cases_after_splitting = count.key_cases.after_splitting;
  table.repeats = repeats;
  table.before_removal = removed ? cases + repeats : cases;
  table.firsts = removed ? cases : cases - repeats;
  table.joint = pick(count.joint, parts);
  table.joint_places = pick(count.joint_places, parts);
  table.labels = pick(count.labels, parts);
  table.issues = pick(count.issues, parts);
  table.by_place = print(count.by_place, parts, 10'000);
  table.by_type = print(count.by_type, parts, 1);
  table.by_channel = print(count.by_channel, only_parts, 1);
  table.by_finding = print(count.by_finding, parts, 1);
  table.by_state = print(count.by_state, parts, 1);
  return table;
}

}  // namespace complaints_test
