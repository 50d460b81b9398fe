#include "complaints/tally.h"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>

#include "complaints/case_numbers.h"

namespace seethrough::complaints {
namespace {

template <class Enum>
std::string name_of(Enum value) {
  return boost::describe::enum_to_string(value, "?");
}

/// The places of the units that handle a case jointly, each once with its shares together. A unit of the city has no
/// place of its own below it: its share counts where the case is registered.
std::vector<PlaceShare> places_of(const Campaign& campaign, const Case& one) {
  std::vector<PlaceShare> places;
  for (const UnitShare& unit : one.handled_by()) {
    const PlaceCode at = unit.unit.place == campaign.declared.place ? one.entry.place : unit.unit.place;
    const auto known =
        std::find_if(places.begin(), places.end(), [&](const PlaceShare& place) { return place.place == at; });
    if (known == places.end()) places.push_back({at, unit.share_bp});
    else known->share += unit.share_bp;
  }
  return places.size() > 1 ? places : std::vector<PlaceShare>{{one.entry.place}};
}

bool is_split(const Case& one) { return std::holds_alternative<Split>(one.progress); }

/// The parts into which a case was split in the end; a case that was not, itself.
void add_last_parts(std::vector<const Case*>& all, const Campaign& campaign, const Case& one) {
  const auto* split = std::get_if<Split>(&one.progress);
  if (!split) return all.push_back(&one);
  for (int part = 1; part <= split->parts; ++part)
    add_last_parts(all, campaign, *campaign.find(part_number(one.entry.number, part)));
}
std::vector<const Case*> last_parts(const Campaign& campaign, const Case& one) {
  std::vector<const Case*> all;
  add_last_parts(all, campaign, one);
  return all;
}

/// Whether the case, or one that it is a part of, was marked when it came in or by a correction.
bool is_marked(const Campaign& campaign, const Case& one) {
  const Case* at = &one;
  while (!at->entry.key_case && !at->part_of.empty()) at = campaign.find(at->part_of);
  return at->entry.key_case;
}

bool is_repeat(const Case& one) { return !one.repeats.empty(); }

/// A split case is key if all its parts are: those of a key case always are.
bool is_key(const Campaign& campaign, const std::vector<const Case*>& parts) {
  const bool only_repeats = std::all_of(parts.begin(), parts.end(), [](const Case* part) { return is_repeat(*part); });
  return std::all_of(parts.begin(), parts.end(), [&](const Case* part) {
    return (is_repeat(*part) && !only_repeats) || is_marked(campaign, *part);
  });
}

/// What was signed off of a case or, if it was merged or split, of those that it is handled as.
struct SignedOff {
  std::optional<Closure> state;
  std::optional<Finding> finding;
};
SignedOff result_of(const Campaign& campaign, const Case& one) {
  const Case* at = &one;
  while (const auto* merged = std::get_if<Merged>(&at->progress)) at = campaign.find(merged->into);
  if (!is_split(*at)) return at->outcome ? SignedOff{at->outcome->closure, at->outcome->finding} : SignedOff{};
  SignedOff all{Closure::complete, {}};
  std::vector<std::optional<Finding>> findings;
  for (int part = 1; part <= std::get<Split>(at->progress).parts; ++part) {
    const SignedOff of_part = result_of(campaign, *campaign.find(part_number(at->entry.number, part)));
    if (!of_part.state) return {};
    all.state = std::max(*all.state, *of_part.state);  // complete, staged, open
    findings.push_back(of_part.finding);
  }
  all.finding = rolled_up(findings);
  return all;
}

bool is_selected(const Case& one, const Selection& selection, Seen seen) {
  if (seen == Seen::as_received ? !one.part_of.empty() : is_split(one)) return false;
  if (selection.batch != 0 && one.entry.batch != selection.batch) return false;
  if (!selection.up_to) return true;
  return !std::holds_alternative<Registered>(one.progress) && one.counted_on <= *selection.up_to;
}

}  // namespace

const Counting& counting_of(const Campaign& campaign) {
  static const Counting plain;
  return campaign.terms().counting ? *campaign.terms().counting : plain;
}

Countable countable(const Campaign& campaign, const Case& one) {
  const Counting& rule = counting_of(campaign);
  Countable made;
  const std::vector<const Case*> parts = last_parts(campaign, one);
  made.key_case = is_key(campaign, parts);
  made.places = rule.joint == JointCounting::none ? std::vector<PlaceShare>{{one.entry.place}} : places_of(campaign, one);
  made.types = {one.entry.pollution};
  if (rule.types != TypeCounting::primary)
    for (const std::string& type : one.entry.further_types.value_or(std::vector<std::string>{})) made.types.push_back(type);
  if (rule.types == TypeCounting::issues)
    while (made.types.size() < one.findings.size()) made.types.push_back(one.entry.pollution);
  made.repeat = std::all_of(parts.begin(), parts.end(), [](const Case* part) { return is_repeat(*part); });
  made.channel = name_of(one.entry.channel);
  const SignedOff result = result_of(campaign, one);
  if (result.state) made.state = name_of(*result.state);
  if (result.finding) made.finding = name_of(*result.finding);
  return made;
}

std::vector<Countable> countables(const Campaign& campaign, const Selection& selection, Seen seen) {
  std::vector<Countable> all;
  for (const Case& one : campaign.cases)
    if (is_selected(one, selection, seen)) all.push_back(countable(campaign, one));
  return all;
}

namespace {

/// `all` so far counts the cases as received alone, and `parts` their parts.
void join(Cases& all, const Cases& parts) { all.after_splitting = parts.after_splitting; }
void join(Lines& all, const Lines& parts) {
  for (auto& [name, cases] : all) cases.after_splitting = 0;
  for (const auto& [name, cases] : parts) join(all[name], cases);
}

}  // namespace

Count count(const Campaign& campaign, const Selection& selection) {
  const Counting& rule = counting_of(campaign);
  Count all = count(countables(campaign, selection, Seen::as_received), rule);
  const Count parts = count(countables(campaign, selection, Seen::after_splitting), rule);
  for (Cases Count::*total : {&Count::cases, &Count::key_cases, &Count::repeats, &Count::joint, &Count::joint_places,
                              &Count::labels, &Count::issues})
    join(all.*total, parts.*total);
  for (Lines Count::*lines :
       {&Count::by_place, &Count::by_type, &Count::by_channel, &Count::by_finding, &Count::by_state})
    join(all.*lines, parts.*lines);
  return all;
}

StatedTable table_of(const BatchHeader& header) {
  StatedTable table;
  table.cases = header.cases;
  table.key_cases = header.key_cases;
  for (const PlaceCount& one : header.by_place) table.by_place.push_back({std::to_string(one.place.value), one.cases, 0, {}, {}});
  for (const TypeCount& one : header.by_type) table.by_type.push_back({one.pollution, one.cases, 0, {}, {}});
  for (const ChannelCount& one : header.by_channel.value_or(std::vector<ChannelCount>{}))
    table.by_channel.push_back({name_of(one.channel), one.cases, 0, {}, {}});
  return table;
}

std::vector<Difference> batch_differences(const Campaign& campaign, int batch, const BatchHeader& header) {
  StatedTable table = table_of(header);
  // A sheet without lines leaves every case out: it is compared as lines of zero, not passed over.
  if (table.by_place.empty()) table.by_place.push_back({std::to_string(campaign.declared.place.value), 0, 0, {}, {}});
  if (table.by_type.empty()) table.by_type.push_back({campaign.declared.types.front(), 0, 0, {}, {}});
  const Counting& rule = counting_of(campaign);
  const auto of_cases = differences(table, count(campaign, {batch, {}}), rule);
  return of_cases.empty() ? differences(table, rule) : of_cases;
}

}  // namespace seethrough::complaints
