#pragma once
// The JSON twin (数据副本) of a page: the same figures, for programs.

#include <boost/json/object.hpp>
#include <string>

#include "pages/view.h"

namespace seethrough::pages {

/// {id, value, unit, dimensions}; a place other than the city and a class, type or stage are dimensions.
boost::json::object figure_twin(const View& view, Figure figure, PlaceCode place, std::string_view dimension,
                                std::int64_t value);
/// The start of every twin: language-independent what, cut_off, journal_position, log_size, origin, checkpoint.
boost::json::object twin_of(const Site& site, std::string_view page);
/// As text, with a newline at its end.
std::string serialized(const boost::json::object& twin);

}  // namespace seethrough::pages
