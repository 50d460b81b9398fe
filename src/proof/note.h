#pragma once
// Signed notes (签名文本), C2SP signed-note: a text that ends in a newline, an empty line, and one line per signature:
// `— name base64(key ID ‖ signature)`, with an em dash. The signatures are Ed25519 (type 0x01).

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/octets.h"
#include "base/result.h"

namespace seethrough::proof {

inline constexpr std::size_t note_size_max = 1 << 20;   ///< bytes of a whole note that open_note accepts
inline constexpr std::size_t note_signatures_max = 100;  ///< signature lines that open_note accepts

using Seed = Octets<struct SeedTag, 32>;            ///< the secret of an Ed25519 key (RFC 8032)
using PublicKey = Octets<struct PublicKeyTag, 32>;  ///< an Ed25519 public key

/// What everyone may know of a key. Its name and its ID together say which key it is.
struct VerifierKey {
  std::string name;
  std::uint32_t id = 0;  ///< first four octets of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), big-endian
  PublicKey public_key;
  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

/// A key that signs. Keep it out of logs and messages.
struct SigningKey {
  VerifierKey verifier;
  std::array<std::uint8_t, 64> secret{};  ///< seed ‖ public key, the form libsodium signs with
};

/// Whether `name` can name a key: valid UTF-8, not empty, without Unicode spaces, control characters and '+'.
[[nodiscard]] bool is_key_name(std::string_view name);

/// The key that `seed` gives (the same one each time). It requires is_key_name(name).
[[nodiscard]] SigningKey make_signing_key(std::string_view name, const Seed& seed);

/// `name+hex(key ID)+base64(0x01 ‖ public key)`: what is published so that others can verify.
[[nodiscard]] std::string verifier_key_text(const VerifierKey& key);
/// Reads verifier_key_text. The error says in English what is wrong: the form, the type, or an ID that isn't the key's.
[[nodiscard]] Result<VerifierKey, std::string> parse_verifier_key(std::string_view text);

/// `body` with the key's signature. It requires valid UTF-8 that ends in a newline and has no other control character.
[[nodiscard]] std::string sign_note(std::string_view body, const SigningKey& key);

struct OpenedNote {
  std::string body;                  ///< with its last newline
  std::vector<VerifierKey> signers;  ///< the known keys whose signature is right, in the note's order, each once
};

/// Checks the signatures of `note` against the keys one trusts. Signatures of other keys are ignored. It is an error,
/// said in English, if the note has not the form above, if a known key's signature is wrong, or if no known key signed.
[[nodiscard]] Result<OpenedNote, std::string> open_note(std::string_view note, std::span<const VerifierKey> known);

}  // namespace seethrough::proof
