#include "complaints/tally.h"

#include <boost/describe/enum_to_string.hpp>

#include "complaints/case_numbers.h"

namespace seethrough::complaints {
namespace {

template <class Enum>
std::string name_of(Enum value) {
  return boost::describe::enum_to_string(value, "?");
}

/// The places of the units that handle a case jointly, each once with its shares together.
std::vector<PlaceShare> places_of(const Campaign& campaign, const Case& one) {
  std::vector<PlaceShare> places;
  for (const UnitShare& unit : one.handled_by()) {
    if (unit.unit.place == campaign.declared.place) return {{one.entry.place}};
    bool known = false;
    for (PlaceShare& place : places) {
      if (place.place != unit.unit.place) continue;
      place.share += unit.share_bp;
      known = true;
    }
    if (!known) places.push_back({unit.unit.place, unit.share_bp});
  }
  return places.size() > 1 ? places : std::vector<PlaceShare>{{one.entry.place}};
}

bool is_selected(const Case& one, const Selection& selection) {
  if (std::holds_alternative<Split>(one.progress)) return false;
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
  made.key_case = one.key();
  made.places = rule.joint == JointCounting::none ? std::vector<PlaceShare>{{one.entry.place}} : places_of(campaign, one);
  made.types = {one.entry.pollution};
  if (rule.types != TypeCounting::primary)
    for (const std::string& type : one.entry.further_types.value_or(std::vector<std::string>{})) made.types.push_back(type);
  if (rule.types == TypeCounting::issues)
    while (made.types.size() < one.findings.size()) made.types.push_back(one.entry.pollution);
  made.part_of_split = !one.part_of.empty() && one.entry.number != part_number(one.part_of, 1);
  made.repeat = !one.repeats.empty();
  made.channel = name_of(one.entry.channel);
  if (one.outcome) {
    made.state = name_of(one.outcome->closure);
    if (one.outcome->finding) made.finding = name_of(*one.outcome->finding);
  }
  return made;
}

std::vector<Countable> countables(const Campaign& campaign, const Selection& selection) {
  std::vector<Countable> all;
  for (const Case& one : campaign.cases)
    if (is_selected(one, selection)) all.push_back(countable(campaign, one));
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

}  // namespace seethrough::complaints
