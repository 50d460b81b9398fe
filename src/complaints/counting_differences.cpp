// Where printed tables do not tally. Everything is compared in whole numbers: of cases, or of ten-thousandths of a case
// where places have shares.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "complaints/counting.h"

namespace seethrough::complaints {
namespace {

constexpr std::int64_t whole_case = 10'000;
constexpr std::int64_t most = 1'000'000'000;  // what may be printed; sums of it stay far below 64 bits

using Printed = std::optional<std::int64_t>;

struct Total {
  const char* name;
  Printed StatedTable::*printed;
};
constexpr Total totals[] = {{"cases", &StatedTable::cases},
                            {"cases_after_splitting", &StatedTable::cases_after_splitting},
                            {"key_cases", &StatedTable::key_cases},
                            {"key_cases_after_splitting", &StatedTable::key_cases_after_splitting},
                            {"before_removal", &StatedTable::before_removal},
                            {"firsts", &StatedTable::firsts},
                            {"repeats", &StatedTable::repeats},
                            {"joint", &StatedTable::joint},
                            {"joint_places", &StatedTable::joint_places},
                            {"labels", &StatedTable::labels},
                            {"issues", &StatedTable::issues}};

struct Breakdown {
  const char* name;
  const char* sum;
  std::vector<StatedLine> StatedTable::*printed;
  Lines Count::*counted;
};
constexpr Breakdown places{"place", "sum_of_places", &StatedTable::by_place, &Count::by_place};
constexpr Breakdown types{"type", "sum_of_types", &StatedTable::by_type, &Count::by_type};
constexpr Breakdown channels{"channel", "sum_of_channels", &StatedTable::by_channel, &Count::by_channel};
constexpr Breakdown findings{"finding", "sum_of_findings", &StatedTable::by_finding, &Count::by_finding};
constexpr Breakdown states{"state", "sum_of_states", &StatedTable::by_state, &Count::by_state};
constexpr Breakdown breakdowns[] = {places, types, channels, findings, states};

bool is_places(const Breakdown& breakdown) { return breakdown.counted == &Count::by_place; }

/// Collects what differs. A figure that was not printed differs from nothing.
struct Differences {
  std::vector<Difference> found;

  void equal(std::string part, Printed stated, Printed counted, std::int64_t unit = 1) {
    if (stated && counted && *stated != *counted) found.push_back({std::move(part), *stated, *counted, unit});
  }
  void at_most(std::string part, Printed stated, Printed bound, std::int64_t unit = 1) {
    if (stated && bound && *stated > *bound) equal(std::move(part), stated, bound, unit);
  }
  void at_least(std::string part, Printed stated, Printed bound, std::int64_t unit = 1) {
    if (stated && bound && *stated < *bound) equal(std::move(part), stated, bound, unit);
  }
};

Printed plus(Printed a, Printed b) { return a && b ? Printed(*a + *b) : std::nullopt; }
Printed minus(Printed a, Printed b) { return a && b ? Printed(*a - *b) : std::nullopt; }
Printed times(Printed a, std::int64_t n) { return a ? Printed(*a * n) : std::nullopt; }

std::string part(const Breakdown& breakdown, std::string_view what, const std::string& of) {
  return fmt::format("{}{} {}", breakdown.name, what, of);
}

/// Whether a breakdown counts the parts of cases that were split.
bool after_splitting(const Breakdown& breakdown, const Counting& counting) {
  if (counting.splits == SplitCounting::both) return breakdown.counted != &Count::by_channel;
  return counting.splits == SplitCounting::after_splitting;
}
std::int64_t pick(Cases cases, bool after) { return after ? cases.after_splitting : cases.received; }

/// Places are compared in ten-thousandths of a case where they have shares, and all else in cases.
std::int64_t unit_of(const Breakdown& breakdown, const Counting& counting) {
  return is_places(breakdown) && counting.joint == JointCounting::by_share ? whole_case : 1;
}

/// 159(+1): the lines of the breakdown print apart what splitting added.
bool printed_apart(const std::vector<StatedLine>& lines) {
  return std::any_of(lines.begin(), lines.end(), [](const StatedLine& line) { return line.added.has_value(); });
}

/// Adds up the lines in `unit`ths of a case.
std::int64_t sum_of(const std::vector<StatedLine>& lines, std::int64_t unit) {
  std::int64_t sum = 0;
  for (const StatedLine& line : lines) sum += line.cases * unit + (unit == whole_case ? line.share : 0);
  return sum;
}
std::int64_t added_in(const std::vector<StatedLine>& lines, std::int64_t unit) {
  std::int64_t sum = 0;
  for (const StatedLine& line : lines) sum += line.added.value_or(0) * unit;
  return sum;
}

// A table against itself.

void figures_in_range(Differences& all, const StatedTable& table) {
  const auto within = [&](std::string name, Printed figure, std::int64_t low, std::int64_t high,
                          std::int64_t unit = 1) {
    if (figure) all.equal(std::move(name), figure, std::clamp(*figure, low, high), unit);
  };
  for (const Total& total : totals) within(total.name, table.*total.printed, 0, most);
  within("percent_step", table.percent_step, 1, whole_case);
  for (const Breakdown& breakdown : breakdowns) {
    for (const StatedLine& line : table.*breakdown.printed) {
      within(part(breakdown, "", line.of), line.cases, 0, most);
      within(part(breakdown, "", line.of), line.share, 0, whole_case - 1, whole_case);
      within(part(breakdown, "_added", line.of), line.added, 0, most);
      within(part(breakdown, "_percent", line.of), line.percent, 0, most);
    }
  }
}

void splitting(Differences& all, const StatedTable& table) {
  all.at_most("key_cases", table.key_cases, table.cases);
  all.at_most("key_cases_after_splitting", table.key_cases_after_splitting, table.cases_after_splitting);
  all.at_least("cases_after_splitting", table.cases_after_splitting, table.cases);
  all.at_least("key_cases_after_splitting", table.key_cases_after_splitting, table.key_cases);
  // A part more is at most a key case more.
  all.at_most("key_cases_after_splitting", table.key_cases_after_splitting,
              plus(table.key_cases, minus(table.cases_after_splitting, table.cases)));
}

void duplicates(Differences& all, const StatedTable& table, const Counting& counting) {
  const Printed whole = counting.splits == SplitCounting::after_splitting ? table.cases_after_splitting : table.cases;
  if (counting.duplicates == DuplicateCounting::removed) {
    all.equal("firsts", table.firsts, whole);
    all.equal("before_removal", table.before_removal, plus(whole, table.repeats));
    if (!table.repeats) all.at_least("before_removal", table.before_removal, whole);
  } else {
    all.equal("before_removal", table.before_removal, whole);
    all.equal("sum_of_firsts_and_repeats", whole, plus(table.firsts, table.repeats));
    all.at_most("firsts", table.firsts, whole);
    all.at_most("repeats", table.repeats, whole);
  }
}

/// Cases of several places, types or issues.
void several(Differences& all, const StatedTable& table, const Counting& counting) {
  const Printed cases = after_splitting(types, counting) ? table.cases_after_splitting : table.cases;
  all.at_most("joint", table.joint, counting.joint == JointCounting::none ? Printed(0) : cases);
  all.at_least("joint_places", table.joint_places, times(table.joint, 2));
  all.at_least("labels", table.labels, cases);
  all.at_least("issues", table.issues, table.labels ? table.labels : cases);
}

/// A line once, and a share of a case only where cases are shared.
void lines_by_themselves(Differences& all, const StatedTable& table, const Breakdown& breakdown,
                         const Counting& counting) {
  std::set<std::string_view> seen;
  for (const StatedLine& line : table.*breakdown.printed) {
    if (!seen.insert(line.of).second) all.equal(part(breakdown, "", line.of), line.cases, 0);
    if (unit_of(breakdown, counting) == 1)
      all.equal(part(breakdown, "", line.of), line.share, 0, whole_case);
  }
}

/// What the lines must add up to, least and most, in `unit`ths of a case.
struct Whole {
  Printed least, most;
};

Whole whole_of_places(const StatedTable& table, const Counting& counting, Printed cases) {
  const Printed joint = table.joint.value_or(0);
  switch (counting.joint) {
    case JointCounting::none: return {cases, cases};
    case JointCounting::by_share: return {times(cases, whole_case), times(cases, whole_case)};
    case JointCounting::own_line: return {minus(cases, joint), minus(cases, joint)};
    case JointCounting::in_each: break;
  }
  if (table.joint_places) {
    const Printed exactly = plus(minus(cases, joint), table.joint_places);
    return {exactly, exactly};
  }
  // A joint case counts in two places at least, and in all of them at most.
  const auto lines = static_cast<std::int64_t>(table.by_place.size());
  return {plus(cases, joint), plus(cases, times(table.joint ? joint : cases, std::max<std::int64_t>(lines - 1, 0)))};
}

Whole whole_of_types(const StatedTable& table, const Counting& counting, Printed cases) {
  const Printed named = counting.types == TypeCounting::labels   ? table.labels
                        : counting.types == TypeCounting::issues ? table.issues
                                                                 : cases;
  return named ? Whole{named, named} : Whole{cases, std::nullopt};
}

/// Joint cases, labels and issues are printed once, with the parts; so what was received of them is not known.
bool is_of_cases(const Breakdown& breakdown, const Counting& counting) {
  if (is_places(breakdown)) return counting.joint == JointCounting::none || counting.joint == JointCounting::by_share;
  if (breakdown.counted != &Count::by_type) return true;
  return counting.types == TypeCounting::primary || counting.types == TypeCounting::combined;
}

void compare_sum(Differences& all, const char* part, std::int64_t sum, Whole whole, std::int64_t unit) {
  if (whole.least && sum < *whole.least) all.equal(part, whole.least, sum, unit);
  if (whole.most && sum > *whole.most) all.equal(part, whole.most, sum, unit);
}

void sums(Differences& all, const StatedTable& table, const Breakdown& breakdown, const Counting& counting) {
  const std::vector<StatedLine>& lines = table.*breakdown.printed;
  const std::int64_t unit = unit_of(breakdown, counting);
  const auto whole_of = [&](Printed cases) {
    if (is_places(breakdown)) return whole_of_places(table, counting, cases);
    if (breakdown.counted == &Count::by_type) return whole_of_types(table, counting, cases);
    return Whole{cases, cases};
  };
  const std::int64_t sum = sum_of(lines, unit);
  if (printed_apart(lines)) {
    if (is_of_cases(breakdown, counting)) compare_sum(all, breakdown.sum, sum, whole_of(table.cases), unit);
    compare_sum(all, breakdown.sum, sum + added_in(lines, unit), whole_of(table.cases_after_splitting), unit);
  } else {
    const bool after = after_splitting(breakdown, counting);
    compare_sum(all, breakdown.sum, sum, whole_of(after ? table.cases_after_splitting : table.cases), unit);
  }
}

/// No type has more labels, and no place more cases, than there are cases; and the percentages are of them.
void lines_of_cases(Differences& all, const StatedTable& table, const Breakdown& breakdown, const Counting& counting) {
  const std::vector<StatedLine>& lines = table.*breakdown.printed;
  const bool issues = breakdown.counted == &Count::by_type && counting.types == TypeCounting::issues;
  const bool after = after_splitting(breakdown, counting) && !printed_apart(lines);
  const Printed cases = issues ? table.issues : after ? table.cases_after_splitting : table.cases;
  const std::int64_t unit = unit_of(breakdown, counting);
  for (const StatedLine& line : lines) {
    const std::int64_t share = line.cases * whole_case + line.share;
    all.at_most(part(breakdown, "", line.of), share / (whole_case / unit), times(cases, unit), unit);
    if (!line.percent || !cases || *cases == 0) continue;
    const std::int64_t off = *line.percent * *cases - share;
    if (off >= table.percent_step * *cases || -off >= table.percent_step * *cases)
      all.equal(part(breakdown, "_percent", line.of), line.percent, (share + *cases / 2) / *cases);
  }
}

// A table against the cases.

void lines_against(Differences& all, const std::vector<StatedLine>& lines, const Breakdown& breakdown, Lines counted,
                   const Counting& counting) {
  const std::int64_t unit = unit_of(breakdown, counting), per_case = is_places(breakdown) ? whole_case / unit : 1;
  const bool apart = printed_apart(lines), after = after_splitting(breakdown, counting);
  for (const StatedLine& line : lines) {
    const Cases here = counted[line.of];
    counted.erase(line.of);
    const std::int64_t stated = line.cases * unit + (unit == whole_case ? line.share : 0);
    all.equal(part(breakdown, "", line.of), stated, pick(here, after && !apart) / per_case, unit);
    if (apart)
      all.equal(part(breakdown, "_added", line.of), line.added.value_or(0) * unit,
                (here.after_splitting - here.received) / per_case, unit);
  }
  for (const auto& [name, here] : counted)
    all.equal(part(breakdown, "", name), 0, pick(here, after || apart) / per_case, unit);
}

/// Each total as the cases give it; the others are sums and differences of these.
StatedTable totals_of(const Count& count, const Counting& counting) {
  const bool parts = after_splitting(places, counting), only_parts = after_splitting(channels, counting);
  const bool removed = counting.duplicates == DuplicateCounting::removed;
  const std::int64_t cases = pick(count.cases, only_parts), repeats = pick(count.repeats, only_parts);
  StatedTable table;
  table.cases = count.cases.received;
  table.cases_after_splitting = count.cases.after_splitting;
  table.key_cases = count.key_cases.received;
  table.key_cases_after_splitting = count.key_cases.after_splitting;
  table.before_removal = removed ? cases + repeats : cases;
  table.firsts = removed ? cases : cases - repeats;
  table.repeats = repeats;
  table.joint = pick(count.joint, parts);
  table.joint_places = pick(count.joint_places, parts);
  table.labels = pick(count.labels, parts);
  table.issues = pick(count.issues, parts);
  return table;
}

// A table against those of the day before and of the day.

/// What a table prints of a total; a table of no cases at all need not print its zeros.
Printed of_day(const StatedTable& table, Printed figure) {
  return !figure && table.cases == Printed(0) ? Printed(0) : figure;
}
bool has(const StatedTable& table, const Breakdown& breakdown) {
  return !(table.*breakdown.printed).empty() || table.cases == Printed(0);
}

struct Line {
  std::int64_t cases = 0, added = 0;
};
std::map<std::string, Line> lines_of(const std::vector<StatedLine>& lines, std::int64_t unit,
                                     std::map<std::string, Line> onto = {}) {
  for (const StatedLine& line : lines) {
    onto[line.of].cases += line.cases * unit + (unit == whole_case ? line.share : 0);
    onto[line.of].added += line.added.value_or(0);
  }
  return onto;
}

bool has_shares(const std::vector<StatedLine>& lines) {
  return std::any_of(lines.begin(), lines.end(), [](const StatedLine& line) { return line.share != 0; });
}

}  // namespace

std::vector<Difference> differences(const StatedTable& stated, const Counting& counting) {
  Differences all;
  figures_in_range(all, stated);
  if (!all.found.empty()) return all.found;
  splitting(all, stated);
  duplicates(all, stated, counting);
  several(all, stated, counting);
  for (const Breakdown& breakdown : breakdowns) {
    if ((stated.*breakdown.printed).empty()) continue;
    lines_by_themselves(all, stated, breakdown, counting);
    lines_of_cases(all, stated, breakdown, counting);
    sums(all, stated, breakdown, counting);
  }
  return all.found;
}

std::vector<Difference> differences(const StatedTable& stated, const Count& count, const Counting& counting) {
  Differences all;
  figures_in_range(all, stated);
  if (!all.found.empty()) return all.found;
  const StatedTable counted = totals_of(count, counting);
  for (const Total& total : totals) all.equal(total.name, stated.*total.printed, counted.*total.printed);
  for (const Breakdown& breakdown : breakdowns) {
    const std::vector<StatedLine>& lines = stated.*breakdown.printed;
    if (!lines.empty()) lines_against(all, lines, breakdown, count.*breakdown.counted, counting);
  }
  return all.found;
}

std::vector<Difference> differences(const StatedTable& before, const StatedTable& batch, const StatedTable& after) {
  Differences all;
  for (const StatedTable* table : {&before, &batch, &after}) figures_in_range(all, *table);
  if (!all.found.empty()) return all.found;
  for (const Total& total : totals)
    all.equal(total.name, of_day(after, after.*total.printed),
              plus(of_day(before, before.*total.printed), of_day(batch, batch.*total.printed)));
  for (const Breakdown& breakdown : breakdowns) {
    if (!has(before, breakdown) || !has(batch, breakdown) || !has(after, breakdown)) continue;
    const auto& earlier = before.*breakdown.printed;
    const auto& day = batch.*breakdown.printed;
    const auto& later = after.*breakdown.printed;
    const std::int64_t unit = has_shares(earlier) || has_shares(day) || has_shares(later) ? whole_case : 1;
    auto stated = lines_of(later, unit);
    for (const auto& [name, sum] : lines_of(day, unit, lines_of(earlier, unit))) {
      const Line there = stated[name];
      stated.erase(name);
      all.equal(part(breakdown, "", name), there.cases, sum.cases, unit);
      all.equal(part(breakdown, "_added", name), there.added, sum.added);
    }
    for (const auto& [name, line] : stated) {
      all.equal(part(breakdown, "", name), line.cases, 0, unit);
      all.equal(part(breakdown, "_added", name), line.added, 0);
    }
  }
  return all.found;
}

}  // namespace seethrough::complaints
