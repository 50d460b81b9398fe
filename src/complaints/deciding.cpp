#include "complaints/deciding.h"

#include <algorithm>

#include "complaints/tally.h"

namespace seethrough::complaints {

std::optional<Rejection> in_time(const Context& context, Day day) {
  if (day > context.today) return DayInFuture{day, context.today};
  return std::nullopt;
}

std::optional<Rejection> sound_text(const char* field, const std::string& text, std::size_t most, bool needed) {
  if ((needed && text.empty()) || text.size() > 3 * most) return NotSound{field};
  return std::nullopt;
}

std::optional<Rejection> where_it_counts(const Context& context, const Campaign& campaign, PlaceCode place,
                                         const std::string& pollution) {
  if (!context.places.find(place) || !context.places.within(place, campaign.declared.place)) return UnknownPlace{place};
  const auto& types = campaign.declared.types;
  if (std::find(types.begin(), types.end(), pollution) == types.end()) return UnknownType{pollution};
  return std::nullopt;
}

bool can_count(const Campaign& campaign, const RegisterCase& entry) {
  Case one;
  one.entry = entry;
  return !uncountable(countable(campaign, one), counting_of(campaign));
}

Due due_after(const Context& context, Day from, const TimeLimit& limit) {
  if (limit.days == 0) return std::optional<Day>{};
  if (!limit.working) return std::optional<Day>{from + limit.days};
  const auto due = context.calendar.after_working_days(from, limit.days);
  if (!due) return refuse(NoHolidayNotice{due.error().year});
  return std::optional<Day>{*due};
}

Result<Dues, Rejection> dues_from(const Context& context, const CampaignTerms& terms, Day day) {
  const Due report = due_after(context, day, terms.report);
  if (!report) return refuse(report.error());
  const Due publish = due_after(context, day, terms.publish);
  if (!publish) return refuse(publish.error());
  return Dues{*report, *publish};
}

namespace {

/// `due`, moved on by the days on which the clock stood still.
Due moved(const Context& context, bool working, const std::optional<Day>& due, Day since, Day until) {
  if (!due || !working) return due ? std::optional<Day>{*due + (until - since)} : due;
  int days = 0;
  for (Day day = since; day < until; day = day + 1) {
    const auto worked = context.calendar.is_working_day(day);
    if (!worked) return refuse(NoHolidayNotice{worked.error().year});
    days += *worked ? 1 : 0;
  }
  return days == 0 ? due : due_after(context, *due, {days, true});
}

}  // namespace

Result<Dues, Rejection> dues_moved(const Context& context, const CampaignTerms& terms, const Dues& dues, Day since,
                                   Day until) {
  const Due report = moved(context, terms.report.working, dues.report, since, until);
  if (!report) return refuse(report.error());
  const Due publish = moved(context, terms.publish.working, dues.publish, since, until);
  if (!publish) return refuse(publish.error());
  return Dues{*report, *publish};
}

}  // namespace seethrough::complaints
