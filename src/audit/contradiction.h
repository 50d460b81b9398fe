#pragma once
// Contradiction (矛盾): an entry that can't follow the ones before it. A reading trusts its journal and stops the process
// when it is wrong; an auditor asks first.

#include <optional>

#include "figures/reading.h"
#include "journal/event.h"

namespace seethrough::audit {

/// In both languages; how the sentence goes on after "entry n ".
struct Contradiction {
  const char* zh;
  const char* en;
};

/// Why `event` can't be the next entry of `reading`, if it can't.
std::optional<Contradiction> contradiction(const figures::Reading& reading, const journal::Event& event);

}  // namespace seethrough::audit
