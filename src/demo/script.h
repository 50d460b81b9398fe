#pragma once
// The script of the demonstration city: commands in the order of their time, each with what it puts into the vault.
//
// The figures are those that Changzhi published in June 2025. The records behind them were never published: every
// record here is reconstructed from the totals and says so, its people and firms are plainly synthetic (birth years
// 1900 to 1909, organisation codes that begin with 0000).

#include <string>
#include <vector>

#include "journal/event.h"
#include "places/tree.h"
#include "rules/book.h"
#include "stores/vault.h"

namespace seethrough::demo {

struct Step {
  Instant at;
  journal::Command command;
  Pseudonym subject;     ///< whose the document is
  std::string document;  ///< for the vault; empty if there is none
};

/// What the steps are made with.
struct Workshop {
  const rules::Book& rules;
  const Tree& places;
  const stores::Vault& vault;
  std::uint64_t seed = 1;
};

std::vector<Step> merchant_steps(const Workshop& workshop);
/// 243,696 claims whose sums are the published ones to the fen.
std::vector<Step> claim_steps(const Workshop& workshop);
/// 88 cases in 18 batches.
std::vector<Step> complaint_steps(const Workshop& workshop);
/// 777 projects, the plan, and 4 chains.
std::vector<Step> project_steps(const Workshop& workshop);

/// The merchants of a trade in the units, by index; the same for merchant_steps and claim_steps.
struct DemoMerchant {
  std::string code;
  std::string name;
  PlaceCode place;
};
enum class Trade { vehicle, appliance, ebike, home };
const std::vector<DemoMerchant>& merchants(Trade trade, const Tree& places);

}  // namespace seethrough::demo
