#pragma once
// Receipts (回执), C2SP tlog-proof: a text with which anyone who holds an entry can check offline that the log has it.
//
//   c2sp.org/tlog-proof@v1
//   extra <base64>              optional, and not covered by any signature
//   index <n>
//   <base64 of a hash>          zero or more: the inclusion proof, from the leaf's sibling upwards
//                               an empty line
//   <the checkpoint note, as it stands>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/octets.h"
#include "base/result.h"
#include "proof/checkpoint.h"
#include "proof/note.h"

namespace seethrough::proof {

struct Receipt {
  std::uint64_t index = 0;
  std::vector<Digest> proof;         ///< Tree::inclusion_proof(index, the checkpoint's size)
  std::string checkpoint_note;       ///< as signed
  std::optional<std::string> extra;  ///< bytes; whoever reads them must not trust them
  friend bool operator==(const Receipt&, const Receipt&) = default;
};

[[nodiscard]] std::string format_receipt(const Receipt& receipt);
/// Reads format_receipt, without checking any signature or proof. The error is an English sentence.
[[nodiscard]] Result<Receipt, std::string> parse_receipt(std::string_view text);

struct VerifiedReceipt {
  std::uint64_t index = 0;
  Checkpoint checkpoint;
};
/// Checks that `key` signed the receipt's checkpoint and that `entry` (its bytes as logged) stands at the receipt's
/// index in that log. The error is an English sentence that says which of the steps failed.
[[nodiscard]] Result<VerifiedReceipt, std::string> verify_receipt(std::string_view text, std::string_view entry,
                                                                  const VerifierKey& key);

}  // namespace seethrough::proof
