#pragma once
// Decided: what each claim on record came to under other rules, as columns beside those of Recorded.

#include <cstdint>
#include <optional>
#include <vector>

#include "backtest/run.h"

namespace seethrough::backtest {

struct Decided {
  std::vector<std::uint32_t> verdict;  ///< an index into verdicts
  std::vector<Fen> subsidy;            ///< 0 where it was refused
  std::vector<Verdict> verdicts;
  std::vector<FundCourse> funds;       ///< beside Recorded::funds
};

/// Decides every claim; nothing if the options' progress stopped it.
[[nodiscard]] std::optional<Decided> decide_all(const Recorded& recorded, const rules::Book& rules,
                                                const Options& options);

/// The sums that the columns come to.
[[nodiscard]] Report sum_up(const Recorded& recorded, const Decided& decided, std::size_t most_changed);

}  // namespace seethrough::backtest
