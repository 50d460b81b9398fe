#pragma once
// A day (日期) of the Gregorian calendar, and periods of days. A day has no hour and no time zone; which day it is in
// China at an instant is said by calendar/instant.h.

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/result.h"

namespace seethrough {

/// Days since 1970-01-01.
struct Day {
  std::int32_t value{};

  friend auto operator<=>(const Day&, const Day&) = default;
  friend bool operator==(const Day&, const Day&) = default;
  friend Day operator+(Day day, int days) {
    INVARIANT(!__builtin_add_overflow(day.value, days, &day.value), "a day leaves 32 bits");
    return day;
  }
  friend Day operator-(Day day, int days) {
    INVARIANT(!__builtin_sub_overflow(day.value, days, &day.value), "a day leaves 32 bits");
    return day;
  }
  /// How many days lie from `b` to `a`.
  friend int operator-(Day a, Day b) {
    int days = 0;
    INVARIANT(!__builtin_sub_overflow(a.value, b.value, &days), "a distance of days leaves 32 bits");
    return days;
  }
};

inline std::size_t hash_value(Day day) { return std::hash<std::int32_t>{}(day.value); }

/// Why a text is not a day.
enum class DayFault {
  form,         ///< not YYYY-MM-DD, or a year outside 1900 to 2199
  no_such_day,  ///< the right form, but the calendar has no such day
};

/// Reads exactly YYYY-MM-DD, for the years 1900 to 2199.
Result<Day, DayFault> parse_day(std::string_view text);

/// A day taken apart: month 1 to 12, day 1 to 31.
struct CivilDate {
  int year{}, month{}, day{};
  friend bool operator==(const CivilDate&, const CivilDate&) = default;
};

/// Takes a day of the years 0 to 9999 apart; any other is a bug, here and in everything that prints a day.
CivilDate civil(Day day);
/// The day with this year (0 to 9999), month and day of the month, which must exist.
Day day_of(int year, int month, int day);
/// 1 for Monday to 7 for Sunday.
int weekday(Day day);

/// "2025-06-15".
std::string to_string(Day day);
/// Appends the ten characters of to_string without allocating anything of its own.
void append_day(std::string& out, Day day);
/// "2025年6月15日".
std::string day_zh(Day day);
/// "15 June 2025".
std::string day_en(Day day);

/// The days from `first` to `last`, both included; empty if `last` is earlier than `first`.
struct Period {
  Day first, last;
  friend bool operator==(const Period&, const Period&) = default;
  bool contains(Day day) const { return first <= day && day <= last; }
};

}  // namespace seethrough

template <>
struct std::hash<seethrough::Day> {
  std::size_t operator()(seethrough::Day day) const { return seethrough::hash_value(day); }
};
