#pragma once
// The cases of a campaign as its counting rule sees them, and the tables that they must tally with.

#include "complaints/state.h"

namespace seethrough::complaints {

/// The rule the campaign declared; the plain one if it declared none.
const Counting& counting_of(const Campaign& campaign);

/// How a split case is seen: as the one that came in, under its own place and types, or as its parts (of parts).
enum class Seen { as_received, after_splitting };

/// A case, or a part of one, as it is counted. Where it is handled jointly, the places of its units, those of the city
/// standing for the place where it is registered; else that place. A repeat that is split is one as long as all its
/// parts are. The key mark is the one that was received or corrected: what a case takes over from one merged into it
/// says how it is handled, and is counted already. Finding and state of a merged case are those of the case that it is
/// handled with, and those of a split case are its parts' together.
Countable countable(const Campaign& campaign, const Case& one);

/// Which cases to count: one batch, or all handed over by a day.
struct Selection {
  int batch = 0;                ///< 0: every batch
  std::optional<Day> up_to{};   ///< handed over by this day; nothing: also those that are only registered
};
/// What counts of the selection. Merged cases were received and go on counting.
std::vector<Countable> countables(const Campaign& campaign, const Selection& selection, Seen seen);
/// The selection counted under the campaign's rule: splitting a case moves nothing of what was received.
Count count(const Campaign& campaign, const Selection& selection);

/// The cover sheet as a table. Its lists are compared line by line, so a type that it leaves out is zero.
StatedTable table_of(const BatchHeader& header);
/// Where the sheet contradicts the registered cases of the batch under the campaign's rule; if nowhere, where itself.
std::vector<Difference> batch_differences(const Campaign& campaign, int batch, const BatchHeader& header);

}  // namespace seethrough::complaints
