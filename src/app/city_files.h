#pragma once
// The rules, places and holiday notices that the program carries.

#include "base/failure.h"
#include "base/result.h"
#include "calendar/work_calendar.h"
#include "places/tree.h"
#include "rules/book.h"

namespace seethrough::app {

/// Failure `malformed` names file and line.
Result<Tree, Failure> read_places(std::string_view text, std::string_view file_name);

/// A year's notice. Failure `malformed` names the file and what is wrong.
Result<HolidayNotice, Failure> read_holidays(std::string_view text, std::string_view file_name);

struct CityFiles {
  Tree places;
  rules::Book rules;
  WorkCalendar calendar;
};
Result<CityFiles, Failure> city_files();

}  // namespace seethrough::app
