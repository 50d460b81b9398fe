#pragma once
// Verifying a bulletin as a stranger (外部核验): from its JSON and the published log alone. The figures are folded again
// from the entries up to the bulletin's position, by the code that composed them.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/octets.h"
#include "places/tree.h"
#include "proof/log_reader.h"

namespace seethrough::audit {

enum class Verdict { matches, does_not_match, could_not_check };

/// A figure that the records do not give.
struct FigureDifference {
  std::string id;
  std::map<std::string, std::string> dimensions;
  std::string printed;     ///< number and unit; empty: the bulletin lacks the figure
  std::string recomputed;  ///< empty: the records give no such figure
};

/// One step of the verification, in the order taken.
struct Step {
  bool good = false;
  std::string zh;
  std::string en;
};

struct BulletinReport {
  Verdict verdict = Verdict::could_not_check;
  bool key_from_bulletin = false;  ///< no key was pinned: whoever made the bulletin may have made the key
  std::vector<Step> steps;         ///< the last one that is not good is the reason of the verdict
  std::vector<FigureDifference> differences;
  std::uint64_t journal_position = 0;
  std::uint64_t log_size = 0;
  std::optional<std::uint64_t> issued_at;  ///< the entry that issued exactly this bulletin, if the log has it
  Digest digest;                           ///< of the bulletin as printed
};

/// `bulletin` is the JSON that the bulletin's address serves; `pinned` the verifier key one already trusts (see
/// proof::verifier_key_text). could_not_check: the text is no bulletin, or the log can't be read. Everything that
/// contradicts is does_not_match.
BulletinReport verify_bulletin(std::string_view bulletin, proof::TileSource& log, const Tree& places,
                               const std::optional<proof::VerifierKey>& pinned);

/// The report in words, a line each: the verdict, the steps, the differing figures, the key's origin.
std::string in_words(const BulletinReport& report, Language language);

}  // namespace seethrough::audit
