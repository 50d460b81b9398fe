#pragma once
// What the files of decide share.

#include <optional>
#include <string>

#include "complaints/decide.h"

namespace seethrough::complaints {

constexpr std::size_t longest_reason = 400, longest_name = 80, longest_text = 4'000;  // octets of UTF-8 / 3 = characters

inline Unexpected<Rejection> refuse(Rejection rejection) { return {std::move(rejection)}; }

struct Found {
  const Campaign& campaign;
  const Case& one;
};
/// The case that a command which got this far names.
template <class Command>
Found found(const Context& context, const Command& c) {
  const Campaign& campaign = *context.state.campaign(c.campaign);
  return {campaign, *campaign.find(c.number)};
}

/// DayInFuture for a day after today.
std::optional<Rejection> in_time(const Context& context, Day day);
/// NotSound for a text that is empty (if it must not be) or longer than `most`.
std::optional<Rejection> sound_text(const char* field, const std::string& text, std::size_t most, bool needed = true);
/// UnknownPlace or UnknownType for a place outside the campaign's or a type it did not declare.
std::optional<Rejection> where_it_counts(const Context& context, const Campaign& campaign, PlaceCode place,
                                         const std::string& pollution);

/// Whether a case that is entered so can be counted under the campaign's rule: a type that only accompanies others
/// can't be its only one.
bool can_count(const Campaign& campaign, const RegisterCase& entry);

using Due = Result<std::optional<Day>, Rejection>;
/// The day that `limit` gives after `from`; none for a limit of 0 days. NoHolidayNotice where working days are unknown.
Due due_after(const Context& context, Day from, const TimeLimit& limit);
/// Report and publication of a case handed over on that day.
Result<Dues, Rejection> dues_from(const Context& context, const CampaignTerms& terms, Day day);
/// Those of a clock that stood still from `since` to `until`.
Result<Dues, Rejection> dues_moved(const Context& context, const CampaignTerms& terms, const Dues& dues, Day since, Day until);

}  // namespace seethrough::complaints
