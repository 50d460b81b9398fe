#pragma once
// The vault's keys and what is done with them. One master key of 32 octets; four keys are derived from it with
// libsodium's crypto_kdf (BLAKE2b), so that no octet of one tells about another. One of the four seals, and can be
// succeeded by others (SealKey); the other three stay for ever, because pseudonyms may never change.

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/octets.h"
#include "base/pseudonym.h"
#include "base/request_id.h"

namespace seethrough::stores {

using MasterKey = Octets<struct MasterKeyTag, 32>;
using Salt = Octets<struct SaltTag, 16>;
using Sameness = Octets<struct SamenessTag, 16>;

/// Fills the octets. The default is the operating system's generator; a demonstration city brings a reproducible one.
using RandomSource = std::function<void(std::span<std::uint8_t>)>;
RandomSource system_random();

/// A key that seals documents. The vault's first one (generation 0) is derived from the master key; later ones lie in
/// files of their own, so that they can be replaced while every pseudonym stays.
class SealKey {
 public:
  using Key = std::array<std::uint8_t, 32>;
  SealKey() = default;
  /// As it is: of generation 0.
  explicit SealKey(const Key& key) : key_(key) {}
  /// Of the 32 octets in a generation's key file.
  static SealKey of_file(const Key& octets);
  ~SealKey();
  SealKey(const SealKey&) = default;
  SealKey& operator=(const SealKey&) = default;

  /// nonce (24) ‖ XChaCha20-Poly1305 of salt ‖ document, with the subject as associated data. The salt is sealed too:
  /// whoever steals the file must not be able to guess a document from its commitment.
  std::vector<std::uint8_t> seal(const Pseudonym& subject, const Salt& salt, std::string_view document,
                                 const RandomSource& random) const;
  struct Opened {
    Salt salt;
    std::string document;
  };
  /// Nothing if the octets were changed, belong to another subject or were sealed with another key.
  std::optional<Opened> open(const Pseudonym& subject, std::span<const std::uint8_t> sealed) const;
  /// Tells the key from others of its kind, and nothing else about it. Of a key of of_file() only.
  Sameness key_check() const { return check_; }

 private:
  Key key_{};
  Sameness check_;
};

class VaultKey {
 public:
  explicit VaultKey(const MasterKey& master);
  ~VaultKey();
  VaultKey(const VaultKey&) = default;
  VaultKey& operator=(const VaultKey&) = default;

  /// BLAKE2b-128 keyed, of kind ‖ 0 ‖ normal form. In the normal form full-width letters and digits are half-width,
  /// ASCII letters are upper case and spaces (also U+3000) are gone.
  Pseudonym pseudonym(std::string_view kind, std::string_view value) const;
  /// The first 8 octets of BLAKE2b-128 keyed, of a request's body.
  Fingerprint fingerprint(std::string_view bytes) const;
  /// Tells whether two documents of a subject are the same without opening them.
  Sameness sameness(const Pseudonym& subject, std::string_view document) const;
  /// Tells whether a file was sealed with this key.
  Sameness key_check() const;

  /// Generation 0 of the keys that seal.
  const SealKey& first_seal() const { return seal_; }

 private:
  using Key = std::array<std::uint8_t, 32>;
  Key pseudonym_{}, fingerprint_{}, sameness_{};
  SealKey seal_;
};

/// SHA-256(salt ‖ document): what the journal says of a document.
Digest commitment(const Salt& salt, std::string_view document);

}  // namespace seethrough::stores
