#pragma once
// decide: what follows from a command of the inspection complaints programme.

#include "base/result.h"
#include "calendar/work_calendar.h"
#include "complaints/rejections.h"
#include "complaints/state.h"
#include "places/tree.h"

namespace seethrough::complaints {

struct Context {
  const State& state;
  const Tree& places;
  const WorkCalendar& calendar;
  Day today;                 ///< of the command's envelope, in China
  std::string_view by = {};  ///< the account
};

using Decision = Result<Event, Rejection>;

/// One event, or the first rejection that holds (precedence: rejections.h).
Decision decide(const Context& context, const Command& command);

/// The first line of `header` that the registered cases of the batch contradict, under the campaign's counting rule.
std::optional<BatchDoesNotTally> first_difference(const Campaign& campaign, int batch, const BatchHeader& header);

}  // namespace seethrough::complaints
