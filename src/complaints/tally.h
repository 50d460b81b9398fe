#pragma once
// The cases of a campaign as its counting rule sees them, and the tables that they must tally with.

#include "complaints/state.h"

namespace seethrough::complaints {

/// The rule the campaign declared; the plain one if it declared none.
const Counting& counting_of(const Campaign& campaign);

/// A case (or a part of one) as it is counted. Where it is handled jointly, the places of its units; else where it is
/// registered. A part beside the first of its case is `part_of_split`.
Countable countable(const Campaign& campaign, const Case& one);

/// Which cases to count: one batch, or all handed over by a day.
struct Selection {
  int batch = 0;                ///< 0: every batch
  std::optional<Day> up_to{};   ///< handed over by this day; nothing: also those that are only registered
};
/// What counts of the selection: the cases as received that were not split, and the parts of those that were. Merged
/// cases were received and go on counting.
std::vector<Countable> countables(const Campaign& campaign, const Selection& selection);

/// The cover sheet as a table. Its lists are compared line by line, so a type that it leaves out is zero.
StatedTable table_of(const BatchHeader& header);

}  // namespace seethrough::complaints
