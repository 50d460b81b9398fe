#pragma once
// Finding (发现): something that is not as it must be.

#include <cstdint>
#include <string>

namespace seethrough::audit {

struct Finding {
  std::uint64_t seq = 0;  ///< the journal entry, counted from 1; 0: not one entry
  std::string zh;
  std::string en;
};

}  // namespace seethrough::audit
