#pragma once
// What a case waits for (待办): an answer of the unit it was handed to, its report, its publication; and how well cases were
// answered (三率).

#include "complaints/decide.h"

namespace seethrough::complaints {

/// The legs of the last hand-over that nobody has answered.
std::vector<const Leg*> unanswered(const Case& one);
/// Signed off, and not made public since.
bool waits_for_publication(const Case& one);
/// Since when the case's clock stands still, by itself or with its campaign; only of one that is being handled.
std::optional<Day> suspended_since(const Campaign& campaign, const Case& one);
/// The day by which a case in hand is to be reported; of a staged one the day by which it will be complete.
std::optional<Day> due_of(const Case& one);
/// The step of the ladder that may be taken on context.today. None where the working days up to it are not known.
std::optional<LadderStep> step_open(const Context& context, const Case& one);
/// What was signed off of a case last; of a merged one, of the case it is handled with.
const std::optional<Outcome>& outcome_of(const Campaign& campaign, const Case& one);

/// How complaints were answered between two days. A case that was split or merged is answered with its parts or with the
/// other; one whose clock stands still is not due.
struct Rates {
  std::int64_t due = 0;                ///< reports due
  std::int64_t responded_in_time = 0;  ///< of these, reported by their day
  std::int64_t closed = 0;             ///< signed off as complete
  std::int64_t called_back = 0, reached = 0, solved = 0;
  std::int64_t satisfied = 0, mostly_satisfied = 0, dissatisfied = 0;
};
/// Whether the case's report was due in the period.
bool was_due(const Campaign& campaign, const Case& one, const Period& period);
/// Adds what became of the case in the period, but for `due` and `responded_in_time`.
void add(Rates& rates, const Case& one, const Period& period);
/// `part` of `whole` in ten-thousandths, rounded half up; nothing of nothing.
std::optional<std::int64_t> share_bp(std::int64_t part, std::int64_t whole);

}  // namespace seethrough::complaints
