// GET /api/v1/figures: every figure of a place as of a day, as known at a journal position.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "http/doorkeeper.h"
#include "http/routes.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

json::object figure(const figures::Reading& reading, const figures::Table& table, const figures::Definition& d,
                    const Place& place) {
  json::object parts;
  for (const auto& [dimension, value] : table.by_dimension(d.figure, reading.places(), place.code)) {
    if (!dimension.empty()) parts[dimension] = value;
  }
  json::object places;
  for (const PlaceCode code : reading.places().children(place.code))
    places[std::to_string(code.value)] = table.sum(d.figure, reading.places(), code);
  return {{"id", d.id},
          {"definition_version", d.version},
          {"name", json::object{{"en", d.name_en}, {"zh", d.name_zh}}},
          {"unit", figures::name(d.unit)},
          {"value", table.sum(d.figure, reading.places(), place.code)},
          {"dimension", d.dimension},
          {"by_dimension", std::move(parts)},
          {"by_place", std::move(places)}};
}

Response figures_json(const figures::Reading& reading, const std::string& checkpoint, const Place& place, Day cut_off) {
  const figures::Table table = reading.cube().at({cut_off, reading.position()});
  json::array all;
  for (const figures::Definition& d : figures::definitions()) all.push_back(figure(reading, table, d, place));
  return http::json(json::serialize(
      json::object{{"cut_off", to_string(cut_off)},
                   {"journal_position", reading.position()},
                   {"checkpoint", checkpoint},
                   {"place", json::object{{"code", place.code.value}, {"zh", place.zh}, {"en", place.en}}},
                   {"figures", std::move(all)}}));
}

Response answer(Shared& shared, const Request& request) {
  const Language language = language_of(request);
  const Place* place = &shared.city.places.root();
  if (const auto asked = request.query_value("place")) {
    place = shared.city.places.find_by_name(*asked);
    if (!place)
      return refuse_value(request, language, "place", *asked,
                          {"本市县区的代码或名称，如 140423", "the code or name of a unit of this city, like 140423"});
  }
  std::optional<Day> cut_off;
  if (const auto asked = request.query_value("cut_off")) {
    const auto day = parse_day(*asked);
    if (!day)
      return refuse_value(request, language, "cut_off", *asked,
                          {"日期，写作 2025-06-15", "a day, written 2025-06-15"});
    cut_off = *day;
  }
  std::optional<std::uint64_t> known_at;
  if (const auto asked = request.query_value("known_at")) {
    known_at = whole_number(*asked);
    if (!known_at)
      return refuse_value(request, language, "known_at", *asked,
                          {"流水位置，即一个整数", "a journal position: a whole number"});
  }
  const Day today = day_in_china(shared.city.clock());
  auto made = shared.read(known_at, [&](const figures::Reading& reading, const std::string& checkpoint) {
    return figures_json(reading, checkpoint, *place, cut_off.value_or(latest_day(reading, today)));
  });
  if (!made) return refuse(request, language, made.error());
  return std::move(*made).with("Cache-Control", "no-cache");
}

}  // namespace

void add_figure_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.open("GET", "/api/v1/figures",
             [shared](const Request& request, const PathParameters&) { return answer(*shared, request); });
}

}  // namespace seethrough::http
