#include "calendar/day.h"

#include <array>
#include <chrono>

#include <fmt/format.h>

namespace seethrough {
namespace {

constexpr std::int32_t first_printable = -719528;  // 0000-01-01
constexpr std::int32_t last_printable = 2932896;   // 9999-12-31

constexpr std::array<const char*, 12> month_names = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

/// The number that `text` spells, or -1 if a character isn't a digit.
int digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::chrono::year_month_day calendar_date(int year, int month, int day) {
  return std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
         std::chrono::day{static_cast<unsigned>(day)};
}

void put_two(char* out, int value) {
  out[0] = static_cast<char>('0' + value / 10);
  out[1] = static_cast<char>('0' + value % 10);
}

}  // namespace

Result<Day, DayFault> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return Unexpected{DayFault::form};
  const int year = digits(text.substr(0, 4));
  const int month = digits(text.substr(5, 2));
  const int day = digits(text.substr(8, 2));
  if (year < 1900 || year > 2199 || month < 0 || day < 0) return Unexpected{DayFault::form};
  if (!calendar_date(year, month, day).ok()) return Unexpected{DayFault::no_such_day};
  return day_of(year, month, day);
}

CivilDate civil(Day day) {
  INVARIANT(day.value >= first_printable && day.value <= last_printable, "a day lies outside the years 0 to 9999");
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.value}}};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

Day day_of(int year, int month, int day) {
  INVARIANT(year >= 0 && year <= 9999 && month > 0 && month <= 12 && day > 0 && day <= 31,
            "a year, month or day of the month lies outside its range");
  const auto date = calendar_date(year, month, day);
  INVARIANT(date.ok(), "the calendar has no such day");
  return Day{static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count())};
}

int weekday(Day day) {
  const int since_thursday = day.value % 7;  // 1970-01-01 was a Thursday
  return (since_thursday + 7 + 3) % 7 + 1;
}

void append_day(std::string& out, Day day) {
  const CivilDate date = civil(day);
  char text[10] = {0, 0, 0, 0, '-', 0, 0, '-', 0, 0};
  put_two(text, date.year / 100);
  put_two(text + 2, date.year % 100);
  put_two(text + 5, date.month);
  put_two(text + 8, date.day);
  out.append(text, sizeof text);
}

std::string to_string(Day day) {
  std::string out;
  append_day(out, day);
  return out;
}

std::string day_zh(Day day) {
  const CivilDate date = civil(day);
  return fmt::format("{}年{}月{}日", date.year, date.month, date.day);
}

std::string day_en(Day day) {
  const CivilDate date = civil(day);
  return fmt::format("{} {} {}", date.day, month_names[static_cast<std::size_t>(date.month - 1)], date.year);
}

}  // namespace seethrough
