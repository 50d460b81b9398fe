#include "pages/twin.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace seethrough::pages {

boost::json::object figure_twin(const View& view, Figure figure, PlaceCode place, std::string_view dimension,
                                std::int64_t value) {
  const figures::Definition& d = figures::definition(figure);
  boost::json::object dimensions;
  if (place != view.city) dimensions["place"] = std::to_string(place.value);
  if (!dimension.empty()) dimensions[d.dimension] = dimension;
  return {{"id", d.id},
          {"definition_version", d.version},
          {"value", value},
          {"unit", figures::name(d.unit)},
          {"dimensions", std::move(dimensions)}};
}

boost::json::object twin_of(const Site& site, std::string_view page) {
  const Place& city = site.reading.places().root();
  boost::json::object reconstructed;
  for (const std::string_view programme : {"subsidies", "complaints", "projects", "chains"})
    reconstructed[programme] = site.reading.reconstructed(programme);
  return {{"page", page},
          {"place", boost::json::object{{"code", std::to_string(city.code.value)}, {"zh", city.zh}, {"en", city.en}}},
          {"journal_position", site.reading.position()},
          {"log_size", site.log_size},
          {"origin", site.origin},
          {"checkpoint", site.checkpoint},
          {"reconstructed", std::move(reconstructed)}};
}

std::string serialized(const boost::json::object& twin) { return boost::json::serialize(twin) + "\n"; }

}  // namespace seethrough::pages
