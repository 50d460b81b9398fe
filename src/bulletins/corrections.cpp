// The correction notice (更正公告): each figure of an issued bulletin that is known otherwise by now, with what was
// printed. A change is told once: a later notice begins where the last one ended.

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>

#include "bulletins/compose.h"

namespace seethrough::bulletins {
namespace {

using figures::Figure;

/// The tables of one cut-off before and after.
struct Tables {
  figures::Table was, now;
};

/// Adds the figure over `place`, narrowed by `dimension`, if it changed.
void add_change(Composer& composer, const Tree& places, const Tables& tables, Figure figure, PlaceCode place,
                const std::string& dimension, Dimensions where) {
  const std::int64_t was = tables.was.sum(figure, places, place, dimension);
  const std::int64_t now = tables.now.sum(figure, places, place, dimension);
  if (was == now) return;
  const figures::Definition& definition = figures::definition(figure);
  where["figure"] = definition.id;
  where["was"] = std::to_string(was);
  composer.add_value({"corrections.figure", now, std::string(figures::name(definition.unit)), std::move(where), Bound::exactly});
}

void add_changes(Composer& composer, const figures::Reading& reading, const publication::BulletinIssued& issued,
                 std::uint64_t known_before) {
  const Tree& places = reading.places();
  const Tables tables{reading.cube().at({issued.cut_off, known_before}), reading.cube().at({issued.cut_off, reading.position()})};
  const Dimensions of{{"series", std::string(boost::describe::enum_to_string(issued.series, "?"))},
                      {"number", std::to_string(issued.number)},
                      {"cut_off", to_string(issued.cut_off)}};
  const auto with = [&](std::string name, std::string value) {
    Dimensions where = of;
    where.emplace(std::move(name), std::move(value));
    return where;
  };
  const PlaceCode city = places.root().code;
  for (const Figure figure : printed_in(issued.series)) {
    add_change(composer, places, tables, figure, city, {}, of);
    for (const PlaceCode place : places.children(city))
      add_change(composer, places, tables, figure, place, {}, with("place", std::to_string(place.value)));
    auto dimensions = tables.now.by_dimension(figure, places, city);
    dimensions.merge(tables.was.by_dimension(figure, places, city));
    const std::string name(figures::definition(figure).dimension);
    if (name.empty()) continue;
    for (const auto& [dimension, value] : dimensions)
      if (!dimension.empty()) add_change(composer, places, tables, figure, city, dimension, with(name, dimension));
  }
}

}  // namespace

std::vector<Figure> printed_in(Series series) {
  switch (series) {
    case Series::subsidies:
      return {Figure::subsidy_claims, Figure::consumption, Figure::subsidy_granted, Figure::merchants};
    case Series::complaints:
      return {Figure::complaint_cases, Figure::complaint_key_cases, Figure::complaint_splits, Figure::complaint_batches};
    case Series::projects: return {Figure::projects, Figure::large_projects, Figure::investment};
    case Series::disclosures:
    case Series::corrections: return {};
  }
  INVARIANT(false, "a series prints nothing known");
}

Result<Bulletin, Refusal> compose_corrections(const figures::Reading& reading, const Request& request) {
  std::uint64_t told = 0;  // what notices so far knew
  for (const publication::BulletinIssued& one : reading.publication().issued)
    if (one.series == Series::corrections) told = std::max(told, static_cast<std::uint64_t>(one.known_at));
  Composer composer(reading, request);
  for (const std::string_view programme : {"subsidies", "complaints", "projects"})
    composer.bulletin().reconstructed |= reading.reconstructed(programme);
  for (const publication::BulletinIssued& one : reading.publication().issued) {
    if (one.cut_off > request.cut_off || printed_in(one.series).empty()) continue;
    add_changes(composer, reading, one, std::max(told, static_cast<std::uint64_t>(one.known_at)));
  }
  if (composer.bulletin().figures.empty()) return Unexpected{Refusal{NothingToReport{request.series, request.cut_off, 0}}};
  return composer.finish();
}

}  // namespace seethrough::bulletins
