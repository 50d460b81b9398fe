#pragma once
// Working days (工作日) as the State Council's yearly notice (国务院办公厅关于部分节假日安排的通知) sets them: Monday to
// Friday, less the holidays (放假), plus the weekend days worked in exchange (调休上班).

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "calendar/day.h"

namespace seethrough {

/// One notice: the year it is for, the days off, the weekend days worked, and where it was published.
struct HolidayNotice {
  int year{};
  std::vector<Day> holidays;
  std::vector<Day> make_up_days;
  std::string source;
};

/// No notice for this year is known, so its working days are not known either.
struct NoNotice {
  int year{};
  friend bool operator==(const NoNotice&, const NoNotice&) = default;
};

/// Answers from the notices it was given and refuses every other year: working days are never guessed.
class WorkCalendar {
 public:
  WorkCalendar() = default;
  /// A later notice overrides an earlier one where both name a day, as an amending notice does.
  explicit WorkCalendar(std::vector<HolidayNotice> notices);

  Result<bool, NoNotice> is_working_day(Day day) const;
  /// The n-th working day after `start`, which itself isn't counted; `start` when n is 0. Refused if a day on the way
  /// lies in a year without a notice. A negative n is a bug.
  Result<Day, NoNotice> after_working_days(Day start, int n) const;

  const std::vector<HolidayNotice>& notices() const { return notices_; }

 private:
  std::vector<HolidayNotice> notices_;
  std::vector<int> years_;                    // sorted
  std::vector<std::pair<Day, bool>> named_;  // sorted by day; true = worked
};

}  // namespace seethrough
