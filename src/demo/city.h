#pragma once
// The demonstration city (演示城市): a data directory whose records carry the published figures of June 2025.

#include <filesystem>
#include <functional>

#include "base/failure.h"
#include "base/result.h"
#include "places/tree.h"
#include "rules/book.h"

namespace seethrough::demo {

/// What is being done ("claims", …), done of total.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

struct Made {
  std::uint64_t entries = 0;
  std::uint64_t refused = 0;
};

/// Makes the city in a new or empty folder. It is made beside it and renamed when whole, so that an interruption leaves
/// nothing half-made. Keys, salts and records come from the seed: the same seed gives the same log, root and all, and
/// the keys are therefore no secret.
Result<Made, Failure> make_city(const std::filesystem::path& folder, std::uint64_t seed, const rules::Book& rules,
                                const Tree& places, const Progress& progress);

/// The name of the demonstration city's log.
inline constexpr const char* log_name = "seethrough.example/changzhi";

}  // namespace seethrough::demo
