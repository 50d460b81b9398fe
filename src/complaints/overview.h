#pragma once
// How a campaign stands (进展一览): its batches with what is public of their results, the sanctions, the call backs.

#include <map>

#include "complaints/state.h"

namespace seethrough::complaints {

/// The case that another is handled with: itself, or the one that it was merged into.
const Case& handled_as(const Campaign& campaign, const Case& one);
/// The first day on which the result of a case is public with its text; nothing if it is not.
std::optional<Day> public_since(const Case& one);

/// Cases as the campaign's rule counts them, and of those after splitting how many have which public result.
struct BatchOverview {
  Cases cases, key_cases;
  std::int64_t complete = 0, staged = 0, open = 0, unpublished = 0;
};

/// Calls to complainants after their case was signed off. Of `reached`: who said that it is solved, and who is satisfied
/// or mostly satisfied.
struct CallBacks {
  std::int64_t made = 0, reached = 0, solved = 0, satisfied = 0;
};

struct Overview {
  std::vector<BatchOverview> batches;  ///< batch n is batches[n - 1]; those handed over
  BatchOverview all;                   ///< also of what was handed over without a batch
  std::map<SanctionKind, std::int64_t> sanctions;  ///< of the cases whose results are public
  Fen fines;
  CallBacks call_backs;
};
/// Of all cases that were handed over.
Overview overview(const Campaign& campaign);

}  // namespace seethrough::complaints
