#include "proof/note.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "proof/encoding.h"
#include "proof/hash.h"

namespace seethrough::proof {
namespace {

constexpr char ed25519_type = 0x01;
constexpr std::string_view signature_prefix = "\u2014 ";

void start_sodium() {
  static const bool ready = sodium_init() >= 0;
  INVARIANT(ready, "libsodium could not start");
}

template <class Tag>
std::string_view view(const Octets<Tag, 32>& octets) {
  return {reinterpret_cast<const char*>(octets.bytes.data()), octets.bytes.size()};
}

std::string typed_key(const PublicKey& key) { return ed25519_type + std::string(view(key)); }

std::string id_octets(std::uint32_t id) {
  return {static_cast<char>(id >> 24), static_cast<char>(id >> 16), static_cast<char>(id >> 8), static_cast<char>(id)};
}

std::uint32_t read_id(std::string_view octets) {
  std::uint32_t id = 0;
  for (const char octet : octets.substr(0, 4)) id = id << 8 | static_cast<unsigned char>(octet);
  return id;
}

std::uint32_t key_id(std::string_view name, const PublicKey& key) {
  return read_id(octets_of(sha256(std::string(name) + '\n' + typed_key(key))));
}

// The White_Space property of Unicode, which is what "Unicode spaces" means to the other implementations.
bool is_space(char32_t point) {
  return (point >= 0x09 && point <= 0x0D) || point == 0x20 || point == 0x85 || point == 0xA0 || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 || point == 0x202F ||
         point == 0x205F || point == 0x3000;
}

bool is_note_text(std::string_view text) {
  while (!text.empty()) {
    const std::optional<char32_t> point = take_code_point(text);
    if (!point || (*point < 0x20 && *point != '\n')) return false;
  }
  return true;
}

struct Signature {
  std::string_view name;
  std::uint32_t id = 0;
  std::string octets;  // without the key ID
};

std::optional<Signature> parse_signature(std::string_view line) {
  if (!line.starts_with(signature_prefix)) return std::nullopt;
  line.remove_prefix(signature_prefix.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return std::nullopt;
  const std::optional<std::string> octets = from_base64(line.substr(space + 1));
  if (!octets || octets->size() < 5) return std::nullopt;
  return Signature{line.substr(0, space), read_id(*octets), octets->substr(4)};
}

bool is_right(const Signature& signature, std::string_view body, const VerifierKey& key) {
  return signature.octets.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.octets.data()),
                                     reinterpret_cast<const unsigned char*>(body.data()), body.size(),
                                     key.public_key.bytes.data()) == 0;
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty()) return false;
  while (!name.empty()) {
    const std::optional<char32_t> point = take_code_point(name);
    if (!point || *point < 0x20 || *point == '+' || is_space(*point)) return false;
  }
  return true;
}

SigningKey make_signing_key(std::string_view name, const Seed& seed) {
  INVARIANT(is_key_name(name), "a key needs a name without spaces and plus signs");
  start_sodium();
  SigningKey key;
  key.verifier.name = name;
  crypto_sign_seed_keypair(key.verifier.public_key.bytes.data(), key.secret.data(), seed.bytes.data());
  key.verifier.id = key_id(name, key.verifier.public_key);
  return key;
}

std::string verifier_key_text(const VerifierKey& key) {
  return fmt::format("{}+{:08x}+{}", key.name, key.id, to_base64(typed_key(key.public_key)));
}

Result<VerifierKey, std::string> parse_verifier_key(std::string_view text) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) {
    return Unexpected{std::string("A verifier key has the form name+hexadecimal ID+base64 of the key.")};
  }
  VerifierKey key;
  key.name = text.substr(0, first);
  if (!is_key_name(key.name)) {
    return Unexpected{std::string("The name of a verifier key must not be empty or hold spaces.")};
  }
  std::array<std::uint8_t, 4> id;
  if (!parse_hex(text.substr(first + 1, second - first - 1), id.data(), id.size())) {
    return Unexpected{fmt::format("The ID of the verifier key {} must be 8 hexadecimal digits.", key.name)};
  }
  const std::optional<std::string> typed = from_base64(text.substr(second + 1));
  if (!typed || typed->size() != 1 + PublicKey::size || typed->front() != ed25519_type) {
    return Unexpected{fmt::format("The verifier key {} is not the base64 form of an Ed25519 key (type 1).", key.name)};
  }
  std::memcpy(key.public_key.bytes.data(), typed->data() + 1, PublicKey::size);
  key.id = key_id(key.name, key.public_key);
  if (key.id != read_id({reinterpret_cast<const char*>(id.data()), id.size()})) {
    return Unexpected{fmt::format("The ID of the verifier key {} does not belong to its name and key; it was mistyped.",
                                  key.name)};
  }
  return key;
}

std::string sign_note(std::string_view body, const SigningKey& key) {
  INVARIANT(body.ends_with('\n') && is_note_text(body), "a note's text must be UTF-8 lines");
  start_sodium();
  std::array<unsigned char, crypto_sign_BYTES> signature;
  crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(body.data()), body.size(),
                       key.secret.data());
  const std::string octets =
      id_octets(key.verifier.id) + std::string(reinterpret_cast<const char*>(signature.data()), signature.size());
  return fmt::format("{}\n{}{} {}\n", body, signature_prefix, key.verifier.name, to_base64(octets));
}

Result<OpenedNote, std::string> open_note(std::string_view note, std::span<const VerifierKey> known) {
  start_sodium();
  if (note.size() > note_size_max) {
    return Unexpected{fmt::format("The note has {} bytes; at most {} are accepted.", note.size(), note_size_max)};
  }
  if (!is_note_text(note)) return Unexpected{std::string("The note is not UTF-8 text without control characters.")};
  const std::size_t split = note.rfind("\n\n");
  if (split == std::string_view::npos || !note.ends_with('\n') || split + 2 == note.size()) {
    return Unexpected{std::string("The note has no signatures after an empty line.")};
  }
  OpenedNote opened{std::string(note.substr(0, split + 1)), {}};
  std::string_view rest = note.substr(split + 2);
  std::size_t lines = 0;
  while (const std::optional<std::string_view> line = take_line(rest)) {
    if (++lines > note_signatures_max) {
      return Unexpected{fmt::format("The note has more than {} signatures.", note_signatures_max)};
    }
    const std::optional<Signature> signature = parse_signature(*line);
    if (!signature) return Unexpected{fmt::format("Signature line {} of the note is malformed.", lines)};
    const auto key = std::find_if(known.begin(), known.end(), [&](const VerifierKey& candidate) {
      return candidate.name == signature->name && candidate.id == signature->id;
    });
    if (key == known.end()) continue;
    if (!is_right(*signature, opened.body, *key)) {
      return Unexpected{fmt::format("The signature of {} is wrong: the note was changed after it was signed, or the "
                                    "key is not the one that signed it.", key->name)};
    }
    if (std::find(opened.signers.begin(), opened.signers.end(), *key) == opened.signers.end()) {
      opened.signers.push_back(*key);
    }
  }
  if (opened.signers.empty()) return Unexpected{std::string("No trusted key signed the note.")};
  return opened;
}

}  // namespace seethrough::proof
