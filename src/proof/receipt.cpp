#include "proof/receipt.h"

#include <fmt/format.h>

#include "proof/encoding.h"
#include "proof/hash.h"
#include "proof/tree.h"

namespace seethrough::proof {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::size_t proof_hashes_max = 64;  // as deep as a tree of 2^64 leaves

}  // namespace

std::string format_receipt(const Receipt& receipt) {
  std::string text = fmt::format("{}\n", first_line);
  if (receipt.extra) text += fmt::format("extra {}\n", to_base64(*receipt.extra));
  text += fmt::format("index {}\n", receipt.index);
  for (const Digest& hash : receipt.proof) text += to_base64(octets_of(hash)) + '\n';
  return text + '\n' + receipt.checkpoint_note;
}

Result<Receipt, std::string> parse_receipt(std::string_view text) {
  Receipt receipt;
  if (take_line(text) != first_line) {
    return Unexpected{fmt::format("The first line of a receipt must be {}.", first_line)};
  }
  std::optional<std::string_view> line = take_line(text);
  if (line && line->starts_with("extra ")) {
    receipt.extra = from_base64(line->substr(6));
    if (!receipt.extra) return Unexpected{std::string("The extra line of the receipt is not base64.")};
    line = take_line(text);
  }
  const std::optional<std::uint64_t> index =
      line && line->starts_with("index ") ? parse_decimal(line->substr(6)) : std::nullopt;
  if (!index) return Unexpected{std::string("The receipt has no line 'index' with a decimal number.")};
  receipt.index = *index;
  while ((line = take_line(text)) && !line->empty()) {
    const std::optional<Digest> hash = digest_from_base64(*line);
    if (!hash) {
      return Unexpected{fmt::format("Line {} of the receipt's proof is not the base64 form of 32 bytes.",
                                    receipt.proof.size() + 1)};
    }
    if (receipt.proof.size() == proof_hashes_max) {
      return Unexpected{fmt::format("The receipt's proof has more than {} hashes.", proof_hashes_max)};
    }
    receipt.proof.push_back(*hash);
  }
  if (!line || text.empty()) return Unexpected{std::string("The receipt has no checkpoint after an empty line.")};
  receipt.checkpoint_note = text;
  return receipt;
}

Result<VerifiedReceipt, std::string> verify_receipt(std::string_view text, std::string_view entry,
                                                    const VerifierKey& key) {
  const Result<Receipt, std::string> receipt = parse_receipt(text);
  if (!receipt) return Unexpected{receipt.error()};
  Result<Checkpoint, std::string> checkpoint = open_checkpoint(receipt->checkpoint_note, key);
  if (!checkpoint) return Unexpected{std::move(checkpoint).error()};
  if (receipt->index >= checkpoint->size) {
    return Unexpected{fmt::format("The receipt is for entry {}, but its checkpoint covers only {} entries.",
                                  receipt->index, checkpoint->size)};
  }
  if (!verify_inclusion(leaf_hash(entry), receipt->index, checkpoint->size, receipt->proof, checkpoint->root)) {
    return Unexpected{fmt::format("This is not entry {} of the log '{}': the proof does not lead to the signed root.",
                                  receipt->index, checkpoint->origin)};
  }
  return VerifiedReceipt{receipt->index, *std::move(checkpoint)};
}

}  // namespace seethrough::proof
