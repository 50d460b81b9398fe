#pragma once
// replay (重算): every recorded decision taken again under the edition that made it. Same class, same clause, same
// edition, same subsidy to the fen, or the difference is named: rules are data, and data that was changed after the
// fact shows here.

#include <string>
#include <vector>

#include "backtest/recorded.h"
#include "rules/book.h"

namespace seethrough::backtest {

/// What a recorded decision differs in, judged in this order.
enum class Differs : std::uint8_t {
  edition,  ///< the book has no such edition; nothing was recomputed
  granted,  ///< the edition now refuses the claim; `recomputed` says why
  cls,
  clause,
  subsidy,  ///< `recorded` and `recomputed` are fen
};
[[nodiscard]] std::string_view name(Differs differs);

struct Mismatch {
  subsidies::ClaimNumber claim;
  Differs differs{};
  std::string recorded, recomputed;
  friend bool operator==(const Mismatch&, const Mismatch&) = default;
};

struct Replay {
  std::int64_t claims = 0;
  std::int64_t mismatches = 0;
  std::vector<Mismatch> first;  ///< the first `name_at_most` of them, by number
};

[[nodiscard]] Replay replay(const Recorded& recorded, const rules::Book& book, std::size_t name_at_most = 20);

}  // namespace seethrough::backtest
