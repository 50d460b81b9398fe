#include "calendar/day.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace seethrough;

TEST_CASE("days count from 1970-01-01") {
  CHECK(day_of(1970, 1, 1) == Day{0});
  CHECK(day_of(2000, 3, 1) == Day{11017});
  CHECK(day_of(1969, 12, 31) == Day{-1});
  CHECK(civil(Day{-1}) == CivilDate{1969, 12, 31});
  CHECK(to_string(day_of(0, 1, 1)) == "0000-01-01");
  CHECK(to_string(day_of(9999, 12, 31)) == "9999-12-31");
}

TEST_CASE("only YYYY-MM-DD is read") {
  CHECK(*parse_day("2025-06-15") == day_of(2025, 6, 15));
  CHECK(*parse_day("2024-02-29") == day_of(2024, 2, 29));
  for (const char* text : {"", "2025-6-15", "2025/06/15", "20250615", "2025-06-15 ", "1899-12-31", "2200-01-01",
                           "2O25-06-15", "2025-0x-15", "2025-06--1", "+025-06-15"}) {
    CAPTURE(text);
    CHECK(parse_day(text).error() == DayFault::form);
  }
  for (const char* text : {"2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-04-00"}) {
    CAPTURE(text);
    CHECK(parse_day(text).error() == DayFault::no_such_day);
  }
}

TEST_CASE("every day of 1900 to 2199 is printed and read back, and follows the one before") {
  CivilDate before = civil(day_of(1899, 12, 31));
  int day_of_week = weekday(day_of(1899, 12, 31));
  int wrong = 0;
  for (Day day = day_of(1900, 1, 1); day <= day_of(2199, 12, 31); day = day + 1) {
    const CivilDate date = civil(day);
    day_of_week = day_of_week % 7 + 1;
    const bool next = date.day == before.day + 1 || (date.day == 1 && date.month == before.month % 12 + 1);
    if (*parse_day(to_string(day)) != day || day_of(date.year, date.month, date.day) != day || !next ||
        weekday(day) != day_of_week) {
      ++wrong;
    }
    before = date;
  }
  CHECK(wrong == 0);
}

TEST_CASE("any printable day goes apart and together again") {
  CHECK(rc::check("round trip", [] {
    const Day day{*rc::gen::inRange(-719528, 2932897)};
    const CivilDate date = civil(day);
    RC_ASSERT(day_of(date.year, date.month, date.day) == day);
  }));
}

TEST_CASE("weekdays run from Monday 1 to Sunday 7") {
  CHECK(weekday(day_of(2025, 6, 15)) == 7);
  CHECK(weekday(day_of(2025, 6, 16)) == 1);
  CHECK(weekday(Day{0}) == 4);
  CHECK(weekday(Day{-1}) == 3);
}

TEST_CASE("days are printed for people in both languages") {
  CHECK(day_zh(day_of(2025, 6, 15)) == "2025年6月15日");
  CHECK(day_en(day_of(2025, 6, 15)) == "15 June 2025");
  CHECK(day_en(day_of(2026, 1, 2)) == "2 January 2026");
  CHECK(day_en(day_of(2026, 12, 31)) == "31 December 2026");
}

TEST_CASE("a period contains both its ends, and nothing when it ends before it begins") {
  const Period june{day_of(2025, 6, 1), day_of(2025, 6, 30)};
  CHECK(june.contains(june.first));
  CHECK(june.contains(june.last));
  CHECK_FALSE(june.contains(june.first - 1));
  CHECK_FALSE(june.contains(june.last + 1));
  CHECK_FALSE(Period{june.last, june.first}.contains(june.first));
  CHECK(june.last - june.first == 29);
}
