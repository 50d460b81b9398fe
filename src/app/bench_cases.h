#pragma once
// bench cases: how long a large campaign's synthetic cases take to be listed, how long to find some of them by a part of
// their text or by a filter, and to compose the campaign's bulletin.

#include <cstdint>
#include <string>

#include "app/commands.h"

namespace seethrough::app {

struct CasesBench {
  std::uint64_t cases = 100'000;
  std::uint64_t asked = 200;  ///< queries of each kind
  std::string where;          ///< a folder on the disk to be measured
};
/// Prints what was measured; the exit code.
int bench_cases(const Common& common, const CasesBench& bench);

}  // namespace seethrough::app
