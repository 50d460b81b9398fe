#pragma once
// An instant (时刻), and the day it falls on in China. China keeps UTC+8 all year; the summer time of 1986 to 1991 is
// left out, as no record of this system is that old.

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "calendar/day.h"

namespace seethrough {

/// Milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t ms{};
  friend auto operator<=>(const Instant&, const Instant&) = default;
  friend bool operator==(const Instant&, const Instant&) = default;
};

inline std::size_t hash_value(Instant instant) { return std::hash<std::int64_t>{}(instant.ms); }

/// "2025-06-15T00:00:00.000Z".
std::string to_string(Instant instant);
/// Appends the twenty-four characters of to_string without allocating anything of its own.
void append_instant(std::string& out, Instant instant);
/// Reads exactly the form that to_string writes, for the years 1900 to 2199.
std::optional<Instant> parse_instant(std::string_view text);

/// The day that it is in China (UTC+8) at this instant.
Day day_in_china(Instant instant);
/// The instant at which clocks in China show this day and time; a time outside 00:00:00.000 to 23:59:59.999 is a bug.
Instant instant_in_china(Day day, int hour, int minute, int second, int ms);

}  // namespace seethrough

template <>
struct std::hash<seethrough::Instant> {
  std::size_t operator()(seethrough::Instant instant) const { return seethrough::hash_value(instant); }
};
