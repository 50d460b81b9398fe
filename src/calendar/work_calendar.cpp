#include "calendar/work_calendar.h"

#include <algorithm>
#include <map>

namespace seethrough {

WorkCalendar::WorkCalendar(std::vector<HolidayNotice> notices) : notices_(std::move(notices)) {
  std::map<Day, bool> named;
  for (const HolidayNotice& notice : notices_) {
    years_.push_back(notice.year);
    for (const Day day : notice.holidays) named[day] = false;
    for (const Day day : notice.make_up_days) named[day] = true;
  }
  std::sort(years_.begin(), years_.end());
  named_.assign(named.begin(), named.end());
}

Result<bool, NoNotice> WorkCalendar::is_working_day(Day day) const {
  const int year = civil(day).year;
  if (!std::binary_search(years_.begin(), years_.end(), year)) return Unexpected{NoNotice{year}};
  const auto earlier = [](const std::pair<Day, bool>& named, Day sought) { return named.first < sought; };
  const auto found = std::lower_bound(named_.begin(), named_.end(), day, earlier);
  if (found != named_.end() && found->first == day) return found->second;
  return weekday(day) <= 5;
}

Result<Day, NoNotice> WorkCalendar::after_working_days(Day start, int n) const {
  INVARIANT(n >= 0, "a negative number of working days");
  Day day = start;
  while (n > 0) {
    day = day + 1;
    const auto working = is_working_day(day);
    if (!working) return Unexpected{working.error()};
    if (*working) --n;
  }
  return day;
}

}  // namespace seethrough
