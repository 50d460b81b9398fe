#pragma once
// Date-times as GeoReport v2 has them: the W3C's subset of ISO 8601 (www.w3.org/TR/NOTE-datetime) with the zone stated,
// 2025-06-15T08:00:00+08:00 or 2025-06-15T00:00:00Z.

#include <optional>
#include <string>
#include <string_view>

#include "calendar/instant.h"

namespace seethrough::open311 {

/// As clocks in China show it, to the second: "2025-06-15T08:00:00+08:00".
std::string w3c(Instant instant);

/// Which end of a day a day without a time stands for.
enum class End { first, last };

/// Reads YYYY-MM-DDThh:mm[:ss[.s…]] with Z, +hh:mm or -hh:mm, for the years 1900 to 2199; a day alone is one in China.
/// A space in place of the plus sign is taken for it: a query turns '+' into a space where a client forgot to encode
/// it.
std::optional<Instant> parse_w3c(std::string_view text, End end);

}  // namespace seethrough::open311
