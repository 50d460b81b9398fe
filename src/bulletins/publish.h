#pragma once
// The bulletin as it is published for programs: one JSON object that carries everything a stranger needs in order to
// check it: figures, digest, signed checkpoint and the key to verify with.
//
//   batch, checkpoint, cut_off, digest, edition, figures, journal_position, key, reconstructed, series,
//   text {en, zh}, title {en, zh}
//
// The members that canonical_json() gives stand here unchanged; the digest covers exactly them.

#include <string>
#include <string_view>

#include "base/octets.h"
#include "bulletins/bulletin.h"

namespace seethrough::bulletins {

/// `reading` is the one that the bulletin was composed from, `checkpoint` the signed note of its position, `key` the
/// verifier key's text, `digest` the SHA-256 of canonical_json(bulletin). Members stand in the order of their names; a
/// line feed ends the text.
std::string published_json(const Bulletin& bulletin, const figures::Reading& reading, std::string_view checkpoint,
                           std::string_view key, const Digest& digest);

}  // namespace seethrough::bulletins
