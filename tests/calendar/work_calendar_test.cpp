#include "calendar/work_calendar.h"

#include <fstream>
#include <sstream>

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace seethrough;

namespace {

/// The notice in data/calendar: every date before "make_up_days" is a holiday and every date after it is worked.
HolidayNotice notice_of(int year) {
  std::ifstream file(SOURCE_DIR "/data/calendar/" + std::to_string(year) + ".yaml");
  HolidayNotice notice;
  notice.year = year;
  bool in_holidays = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("source: ")) notice.source = line.substr(8);
    if (line == "holidays:") in_holidays = true;
    if (line.starts_with("make_up_days:")) {
      for (std::size_t at = line.find('2'); at + 10 <= line.size(); at += 12) {
        notice.make_up_days.push_back(*parse_day(std::string_view(line).substr(at, 10)));
      }
    } else if (in_holidays && line.starts_with("  - ")) {
      notice.holidays.push_back(*parse_day(std::string_view(line).substr(4, 10)));
    }
  }
  return notice;
}

const WorkCalendar& published() {
  static const WorkCalendar calendar({notice_of(2025), notice_of(2026)});
  return calendar;
}

bool works(const char* day) { return *published().is_working_day(*parse_day(day)); }
std::string after(const char* day, int n) { return to_string(*published().after_working_days(*parse_day(day), n)); }

}  // namespace

TEST_CASE("the published notices have the days off they announce, and exchange weekend days only") {
  CHECK(notice_of(2025).holidays.size() == 28u);
  CHECK(notice_of(2026).holidays.size() == 33u);
  for (const int year : {2025, 2026}) {
    const HolidayNotice notice = notice_of(year);
    CHECK_FALSE(notice.source.empty());
    CHECK(notice.make_up_days.size() == (year == 2025 ? 5u : 6u));
    for (const Day day : notice.make_up_days) CHECK(weekday(day) >= 6);
    for (const Day day : notice.holidays) CHECK(civil(day).year == year);
  }
}

TEST_CASE("days off do not count, and weekend days worked in exchange do") {
  for (const char* day : {"2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04",
                          "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10", "2025-06-16"}) {
    CAPTURE(day);
    CHECK(works(day));
  }
  for (const char* day : {"2025-01-01", "2025-02-04", "2025-06-02", "2025-10-08", "2026-02-23", "2025-06-15",
                          "2025-06-14", "2026-09-25", "2026-06-19"}) {
    CAPTURE(day);
    CHECK_FALSE(works(day));
  }
}

TEST_CASE("working days are counted from the next day") {
  CHECK(after("2025-06-13", 1) == "2025-06-16");
  CHECK(after("2025-09-26", 1) == "2025-09-28");
  CHECK(after("2025-09-30", 1) == "2025-10-09");
  CHECK(after("2025-09-30", 3) == "2025-10-11");
  CHECK(after("2025-12-31", 1) == "2026-01-04");
  CHECK(after("2025-06-15", 0) == "2025-06-15");
}

TEST_CASE("a year without a notice is refused and named") {
  CHECK(published().is_working_day(day_of(2024, 12, 31)).error() == NoNotice{2024});
  CHECK(published().after_working_days(day_of(2026, 12, 30), 2).error() == NoNotice{2027});
  CHECK(WorkCalendar().is_working_day(day_of(2025, 6, 16)).error() == NoNotice{2025});
}

TEST_CASE("a later notice amends an earlier one") {
  const Day day = day_of(2025, 6, 16);
  const WorkCalendar amended({{2025, {day}, {}, "first"}, {2025, {}, {day}, "amendment"}});
  CHECK(*amended.is_working_day(day));
}

TEST_CASE("the n-th working day is worked and has n - 1 worked days before it") {
  CHECK(rc::check("count", [] {
    const Day start = day_of(2025, 1, 1) + *rc::gen::inRange(0, 600);
    const int n = *rc::gen::inRange(1, 40);
    const Day end = *published().after_working_days(start, n);
    int worked = 0;
    for (Day day = start + 1; day <= end; day = day + 1) worked += *published().is_working_day(day) ? 1 : 0;
    RC_ASSERT(worked == n);
    RC_ASSERT(*published().is_working_day(end));
  }));
}
