#pragma once
// Checkpoints (检查点), C2SP tlog-checkpoint: the size and root of a log at one moment, as a signed note of exactly three
// lines: `origin`, `size` in decimal, `base64(root)`. The log's key bears the origin as its name.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/octets.h"
#include "base/result.h"
#include "proof/note.h"

namespace seethrough::proof {

struct Checkpoint {
  std::string origin;      ///< which log: like example.gov.cn/chuzhou
  std::uint64_t size = 0;  ///< entries
  Digest root;
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// The three lines that are signed.
[[nodiscard]] std::string checkpoint_body(const Checkpoint& checkpoint);
/// Reads checkpoint_body and nothing else: no leading zero, no extension line. The error is an English sentence.
[[nodiscard]] Result<Checkpoint, std::string> parse_checkpoint_body(std::string_view body);

/// The checkpoint as a signed note. It requires the origin to be the key's name.
[[nodiscard]] std::string sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key);
/// The checkpoint in `note`, if `key` signed it and its origin is the key's name. The error is an English sentence.
[[nodiscard]] Result<Checkpoint, std::string> open_checkpoint(std::string_view note, const VerifierKey& key);

}  // namespace seethrough::proof
