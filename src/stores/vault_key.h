#pragma once
// The vault's key and what is done with it. One master key of 32 octets; the four keys in use are derived from it with
// libsodium's crypto_kdf (BLAKE2b), so that no octet of one tells about another.

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

 private:
  using Key = std::array<std::uint8_t, 32>;
  Key pseudonym_{}, fingerprint_{}, seal_{}, sameness_{};
};

/// SHA-256(salt ‖ document): what the journal says of a document.
Digest commitment(const Salt& salt, std::string_view document);

}  // namespace seethrough::stores
