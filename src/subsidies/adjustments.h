#pragma once
// What a retroactive change of the rules comes to (追溯调整): claims that another edition of their year, in force now,
// would have granted otherwise. Proposals only: a person approves each by Adjust.

#include <vector>

#include "subsidies/decide.h"

namespace seethrough::subsidies {

/// A claim that the latest edition would have granted otherwise. The claim's own limit, item and invoice are its own
/// already; the fund is asked when the proposal is approved.
struct Proposal {
  ClaimNumber claim;
  PlaceCode place;
  Day day;
  std::string kind;
  Grant before;
  Grant after;
  Fen paid;
  bool eligible = true;  ///< false: the latest edition would have refused it; then nothing is proposed but to look
};

struct ProposalSums {
  std::int64_t top_ups = 0, claw_backs = 0, no_longer_eligible = 0;
  Fen top_up;     ///< of all top-ups
  Fen claw_back;  ///< of all claw-backs
};

/// In the order of the claims. Claims that have ended or are with the bank are left out.
std::vector<Proposal> propose_adjustments(const State& state, const rules::Book& rules, Day today);
ProposalSums sums_of(const std::vector<Proposal>& proposals);

}  // namespace seethrough::subsidies
