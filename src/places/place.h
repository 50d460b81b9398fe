#pragma once
// A place (行政区划): a city, district, county or zone that figures are counted for.

#include <cstdint>
#include <string>

#include "base/strong.h"

namespace seethrough {

/// A code of GB/T 2260 (6 digits) or its extension to townships (9 digits), such as 140400; 0 names no place.
using PlaceCode = Strong<struct PlaceCodeTag, std::int32_t>;

struct Place {
  PlaceCode code;
  PlaceCode parent;  ///< 0 for the root
  std::string zh, en;
  /// No GB/T 2260 code of its own: a zone (such as 高新区, 140471) that statistics count as a unit beside the others.
  bool statistical{};
  /// Where the place stands on the schematic map, north up, column 0 west, row 0 north.
  int tile_column{}, tile_row{};
};

}  // namespace seethrough
