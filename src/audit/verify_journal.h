#pragma once
// Verifying a journal (核验流水) with everything that follows from it: every entry's hash, the tree, the signed
// checkpoint, that each entry can be read and follows from those before it, and every bulletin that was issued.

#include <functional>
#include <string>
#include <vector>

#include "audit/finding.h"
#include "base/failure.h"
#include "base/result.h"
#include "journal/journal.h"
#include "places/tree.h"
#include "proof/note.h"

namespace seethrough::audit {

struct JournalReport {
  std::uint64_t entries = 0;              ///< found and hashed
  std::uint64_t bulletins = 0;            ///< issued in this journal
  std::uint64_t bulletins_recomputed = 0;  ///< of these, those that could be composed again
  Digest root;                            ///< over the entries found
  std::string checkpoint;                 ///< the head's signed note
  std::vector<Finding> findings;          ///< empty: all is as it must be; at most 100 are listed
  std::uint64_t more_findings = 0;        ///< beyond those listed
};

/// done of total entries, over both readings.
using VerifyProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Reads the journal twice: once for the hashes and the tree, once to decode and fold the entries and to compose each
/// issued bulletin as of the position it names. Bulletins are composed again only as far as the entries are sound. An
/// entry that was changed together with its stored hash can't be named from the journal alone: then the finding says
/// that the root differs. Failure only if the journal can't be read at all.
///
/// Give it an audit::JournalFile to see a damaged file as it is.
Result<JournalReport, Failure> verify_journal(journal::Journal& journal, const proof::VerifierKey& key,
                                              const Tree& places, const VerifyProgress& progress = {});

}  // namespace seethrough::audit
