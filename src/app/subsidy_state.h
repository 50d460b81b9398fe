#pragma once
// The deciding state of the subsidies programme, folded from a journal that is only read.

#include "journal/journal.h"
#include "subsidies/state.h"

namespace seethrough::app {

/// Entries done, entries in all.
using FoldProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// As of the journal's last entry. Failure `corrupt` if an entry can't be read.
Result<std::unique_ptr<subsidies::State>, Failure> fold_subsidies(journal::Journal& journal,
                                                                  const FoldProgress& progress = {});

}  // namespace seethrough::app
