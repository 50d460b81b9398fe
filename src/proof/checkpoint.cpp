#include "proof/checkpoint.h"

#include <fmt/format.h>

#include "base/check.h"
#include "proof/encoding.h"
#include "proof/hash.h"

namespace seethrough::proof {

std::string checkpoint_body(const Checkpoint& checkpoint) {
  return fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.size, to_base64(octets_of(checkpoint.root)));
}

Result<Checkpoint, std::string> parse_checkpoint_body(std::string_view body) {
  const std::optional<std::string_view> origin = take_line(body);
  const std::optional<std::string_view> size_text = take_line(body);
  const std::optional<std::string_view> root_text = take_line(body);
  if (!root_text || !body.empty()) return Unexpected{std::string("A checkpoint has exactly three lines.")};
  if (origin->empty()) return Unexpected{std::string("The checkpoint's first line, its origin, is empty.")};
  const std::optional<std::uint64_t> size = parse_decimal(*size_text);
  if (!size) {
    return Unexpected{fmt::format("The checkpoint's size '{}' is not a decimal number without leading zeros.",
                                  *size_text)};
  }
  const std::optional<Digest> root = digest_from_base64(*root_text);
  if (!root) return Unexpected{std::string("The checkpoint's root is not the base64 form of 32 bytes.")};
  if (*size == 0 && *root != empty_root()) {
    return Unexpected{std::string("The checkpoint's size is 0, but its root is not that of an empty log.")};
  }
  return Checkpoint{std::string(*origin), *size, *root};
}

std::string sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key) {
  INVARIANT(checkpoint.origin == key.verifier.name, "a log signs with the key that bears its origin as its name");
  return sign_note(checkpoint_body(checkpoint), key);
}

Result<Checkpoint, std::string> open_checkpoint(std::string_view note, const VerifierKey& key) {
  const Result<OpenedNote, std::string> opened = open_note(note, {&key, 1});
  if (!opened) return Unexpected{opened.error()};
  Result<Checkpoint, std::string> checkpoint = parse_checkpoint_body(opened->body);
  if (checkpoint && checkpoint->origin != key.name) {
    return Unexpected{fmt::format("The checkpoint is of the log '{}', but the key is that of '{}'.", checkpoint->origin,
                                  key.name)};
  }
  return checkpoint;
}

}  // namespace seethrough::proof
