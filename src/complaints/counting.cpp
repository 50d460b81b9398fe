#include "complaints/counting.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/check.h"

namespace seethrough::complaints {
namespace {

constexpr std::int64_t whole_case = 10'000;

using Names = std::set<std::string_view>;

Names distinct(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

/// A part that is not the first was not received.
void add(Cases& to, const Countable& one, std::int64_t n = 1) {
  to.after_splitting += n;
  if (!one.part_of_split) to.received += n;
}

void add_to(Lines& lines, const std::string& name, const Countable& one, std::int64_t n = 1) {
  if (!name.empty()) add(lines[name], one, n);
}

void add_places(Count& all, const Countable& one, const Counting& counting) {
  const bool joint = one.places.size() > 1;
  if (joint) {
    add(all.joint, one);
    add(all.joint_places, one, static_cast<std::int64_t>(one.places.size()));
  }
  if (joint && counting.joint == JointCounting::own_line) return;
  for (const PlaceShare& at : one.places) {
    const bool share = counting.joint == JointCounting::by_share;
    add_to(all.by_place, fmt::format("{}", at.place.value), one, share ? at.share : whole_case);
  }
}

void add_types(Count& all, const Countable& one, const Counting& counting) {
  const Names labels = distinct(one.types);
  add(all.labels, one, static_cast<std::int64_t>(labels.size()));
  add(all.issues, one, static_cast<std::int64_t>(one.types.size()));
  switch (counting.types) {
    case TypeCounting::primary: return add_to(all.by_type, one.types.front(), one);
    case TypeCounting::combined:
      return add_to(all.by_type, labels.size() > 1 ? counting.combined_class : one.types.front(), one);
    case TypeCounting::labels:
      for (const std::string_view label : labels) add_to(all.by_type, std::string(label), one);
      return;
    case TypeCounting::issues:
      for (const std::string& issue : one.types) add_to(all.by_type, issue, one);
      return;
  }
}

bool places_fit(const std::vector<PlaceShare>& places, JointCounting joint) {
  if (places.empty() || (joint == JointCounting::none && places.size() > 1)) return false;
  std::set<PlaceCode> seen;
  std::int64_t left = whole_case;
  for (const PlaceShare& at : places) {
    if (!seen.insert(at.place).second) return false;
    if (at.share < 1 || at.share > left) {
      if (joint == JointCounting::by_share) return false;
    } else {
      left -= at.share;
    }
  }
  return joint != JointCounting::by_share || left == 0;
}

Cases plus(Cases a, Cases b) { return {a.received + b.received, a.after_splitting + b.after_splitting}; }
Cases times(Cases a, std::int64_t n) { return {a.received * n, a.after_splitting * n}; }

}  // namespace

std::optional<std::string_view> unsound(const Counting& counting) {
  if ((counting.types == TypeCounting::combined) == counting.combined_class.empty()) return "combined_class";
  const Names accompanying = distinct(counting.not_alone);
  if (accompanying.size() != counting.not_alone.size() || accompanying.contains("")) return "not_alone";
  // Whoever combines several types may not call the combination one that needs company.
  if (!counting.combined_class.empty() && accompanying.contains(counting.combined_class)) return "not_alone";
  return std::nullopt;
}

std::optional<std::string_view> uncountable(const Countable& one, const Counting& counting) {
  if (!places_fit(one.places, counting.joint)) return "places";
  const auto accompanies = [&](const std::string& type) {
    return std::find(counting.not_alone.begin(), counting.not_alone.end(), type) != counting.not_alone.end();
  };
  if (std::find(one.types.begin(), one.types.end(), "") != one.types.end()) return "types";
  if (std::all_of(one.types.begin(), one.types.end(), accompanies)) return "types";  // or there is none
  return std::nullopt;
}

Count count(std::span<const Countable> cases, const Counting& counting) {
  INVARIANT(!unsound(counting), "cases are counted under a rule that is not sound");
  Count all;
  for (const Countable& one : cases) {
    INVARIANT(!uncountable(one, counting), "a case is counted that cannot be");
    if (one.repeat) add(all.repeats, one);
    if (one.repeat && counting.duplicates == DuplicateCounting::removed) continue;
    add(all.cases, one);
    if (one.key_case) add(all.key_cases, one);
    add_places(all, one, counting);
    add_types(all, one, counting);
    add_to(all.by_channel, one.channel, one);
    add_to(all.by_finding, one.finding, one);
    add_to(all.by_state, one.state, one);
  }
  return all;
}

Cases whole_of_places(const Count& count, const Counting& counting) {
  const Cases cases = times(count.cases, whole_case), joint = times(count.joint, -whole_case);
  switch (counting.joint) {
    case JointCounting::none:
    case JointCounting::by_share: return cases;
    case JointCounting::own_line: return plus(cases, joint);
    case JointCounting::in_each: return plus(plus(cases, joint), times(count.joint_places, whole_case));
  }
  INVARIANT(false, "a way of counting joint cases that is not known");
}

Cases whole_of_types(const Count& count, const Counting& counting) {
  switch (counting.types) {
    case TypeCounting::primary:
    case TypeCounting::combined: return count.cases;
    case TypeCounting::labels: return count.labels;
    case TypeCounting::issues: return count.issues;
  }
  INVARIANT(false, "a way of counting types that is not known");
}

}  // namespace seethrough::complaints
