#pragma once
// bench texts: how long a synthetic complaint takes to be kept for comparison, to be compared with all others, and to get
// its suggestions, and how much memory the kept ones hold.

#include <cstdint>

#include "app/commands.h"

namespace seethrough::app {

struct TextsBench {
  std::uint64_t texts = 100'000;
  std::uint64_t asked = 2'000;
};
/// Prints what was measured; the exit code.
int bench_texts(const Common& common, const TextsBench& bench);

}  // namespace seethrough::app
