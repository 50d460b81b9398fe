#include "bulletins/compose.h"

#include <fmt/format.h>

#include <algorithm>

namespace seethrough::bulletins {

using figures::Figure;

Composer::Composer(const figures::Reading& reading, const Request& request)
    : reading_(reading), table_(reading.cube().at({request.cut_off, reading.position()})) {
  bulletin_.series = request.series;
  bulletin_.cut_off = request.cut_off;
  bulletin_.batch = request.batch;
  bulletin_.known_at = reading.position();
}

namespace {

Value value_of(Figure figure, std::int64_t value, Dimensions dimensions) {
  const figures::Definition& definition = figures::definition(figure);
  return {std::string(definition.id), value, std::string(figures::name(definition.unit)), std::move(dimensions),
          Bound::exactly};
}

}  // namespace

std::int64_t Composer::whole(Figure figure) const {
  // Whatever place a contribution names: also one that the tree lacks, which the tally then finds.
  std::int64_t sum = 0;
  const auto history =
      reading_.cube().history(figure, {}, {bulletin_.cut_off, bulletin_.cut_off}, reading_.position());
  for (const std::int64_t one : history) sum += one;
  return sum;
}

std::int64_t Composer::add(Figure figure, std::string_view dimension, Dimensions dimensions) {
  const std::int64_t sum =
      table_.sum(figure, reading_.places(), reading_.places().root().code, dimension);
  add_value(value_of(figure, sum, std::move(dimensions)));
  return sum;
}

/// What counts for the city itself and for none of its units.
std::int64_t Composer::own(Figure figure) const {
  const Tree& places = reading_.places();
  std::int64_t sum = table_.sum(figure, places, places.root().code);
  for (const PlaceCode code : places.children(places.root().code)) sum -= table_.sum(figure, places, code);
  return sum;
}

void Composer::add_by_place(std::initializer_list<Figure> side_by_side) {
  const Tree& places = reading_.places();
  const bool own_line =
      std::any_of(side_by_side.begin(), side_by_side.end(), [&](Figure figure) { return own(figure) != 0; });
  for (const Figure figure : side_by_side) {
    std::int64_t sum = 0;
    const auto line = [&](PlaceCode code, std::int64_t value) {
      add_value(value_of(figure, value, {{"place", std::to_string(code.value)}}));
      sum += value;
    };
    for (const PlaceCode code : places.children(places.root().code)) line(code, table_.sum(figure, places, code));
    if (own_line) line(places.root().code, own(figure));
    tally(figures::definition(figure).id, "by place", whole(figure), sum);
  }
}

void Composer::add_by(Figure figure, const std::string& name, const std::vector<std::string>& values) {
  std::int64_t sum = 0;
  for (const std::string& one : values) {
    const std::int64_t part =
        table_.sum(figure, reading_.places(), reading_.places().root().code, one);
    add_value(value_of(figure, part, {{name, one}}));
    sum += part;
  }
  tally(figures::definition(figure).id, "by " + name, whole(figure), sum);
}

void Composer::add_stated(const std::string& prefix, const std::vector<StatedQuantity>& stated,
                          const Dimensions& dimensions) {
  for (const StatedQuantity& one : stated)
    add_value({prefix + "." + one.name, one.value, one.unit, dimensions, one.bound});
}

void Composer::tally(std::string_view whole, std::string_view parts, std::int64_t stated, std::int64_t sum) {
  if (stated != sum && !difference_) difference_ = NotTallying{std::string(whole), std::string(parts), stated, sum};
}

Result<Bulletin, Refusal> Composer::finish() {
  if (difference_) return Unexpected{Refusal{*difference_}};
  return std::move(bulletin_);
}

Day latest_cut_off(const figures::Reading& reading, Series series) {
  Day latest{0};
  switch (series) {
    case Series::subsidies:
      // The last day on which a claim, a return or an admission counts.
      latest = reading.cube().last_day({Figure::subsidy_claims, Figure::merchants}, reading.position());
      break;
    case Series::complaints:
      latest = reading.cube().last_day({Figure::complaint_batches}, reading.position());
      break;
    case Series::projects:
      latest = reading.cube().last_day({Figure::projects, Figure::chains}, reading.position());
      for (const projects::Project& one : reading.projects().projects) {
        if (one.reported && *one.reported > latest) latest = *one.reported;
      }
      break;
    case Series::disclosures:
      for (const complaints::Campaign& campaign : reading.complaints().campaigns)
        for (const complaints::Case& one : campaign.cases)
          if (!one.disclosed.empty()) latest = std::max(latest, one.disclosed.back());
      break;
    case Series::corrections:
      for (const publication::BulletinIssued& one : reading.publication().issued) latest = std::max(latest, one.cut_off);
      break;
  }
  return latest;
}

}  // namespace seethrough::bulletins
