#pragma once
// PrintedBulletin: a bulletin's JSON as it was served, taken apart strictly and not yet believed.

#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "bulletins/bulletin.h"

namespace seethrough::audit {

struct PrintedBulletin {
  bulletins::Bulletin bulletin;
  Digest digest;                   ///< as it says of itself
  std::string checkpoint;          ///< signed note of its journal position
  std::string key;                 ///< verifier key
  std::vector<std::string> texts;  ///< as people read it, in one language or both; empty if the JSON has none
};

/// Or in both languages what is missing or wrong. Members it does not know are passed over: the digest covers none.
Result<PrintedBulletin, Failure> read_printed_bulletin(std::string_view json);

}  // namespace seethrough::audit
