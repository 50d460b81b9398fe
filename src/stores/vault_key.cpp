#include "stores/vault_key.h"

#include <sodium.h>

#include "base/check.h"

namespace seethrough::stores {
namespace {

constexpr char context[crypto_kdf_CONTEXTBYTES + 1] = "seevault";
constexpr char seal_context[crypto_kdf_CONTEXTBYTES + 1] = "sealkeys";
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* octets(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// BLAKE2b of 16 octets (libsodium's least) under a key, fed piece by piece.
class KeyedHash {
 public:
  explicit KeyedHash(const std::array<std::uint8_t, 32>& key) {
    crypto_generichash_init(&state_, key.data(), key.size(), size);
  }
  KeyedHash& add(std::string_view text) {
    crypto_generichash_update(&state_, octets(text), text.size());
    return *this;
  }
  KeyedHash& add(const Pseudonym& subject) {
    crypto_generichash_update(&state_, subject.bytes.data(), subject.bytes.size());
    return *this;
  }
  std::array<std::uint8_t, 16> finish() {
    std::array<std::uint8_t, size> out;
    crypto_generichash_final(&state_, out.data(), out.size());
    return out;
  }

 private:
  static constexpr std::size_t size = 16;
  crypto_generichash_state state_;
};

/// Takes U+FF01..U+FF5E to ASCII, drops ASCII spaces and U+3000, and raises a..z.
std::string normal_form(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    auto c = static_cast<unsigned char>(value[i]);
    if (c == 0xe3 && value.substr(i, 3) == "\u3000") {
      i += 2;
      continue;
    }
    if (c == 0xef && i + 2 < value.size()) {
      const auto middle = static_cast<unsigned char>(value[i + 1]);
      const auto low = static_cast<unsigned char>(value[i + 2]);
      const int offset = middle == 0xbc ? low - 0x80 : middle == 0xbd ? low - 0x80 + 0x40 : 0;  // from U+FF00
      if (offset >= 0x01 && offset <= 0x5e) {
        c = static_cast<unsigned char>(offset + 0x20);
        i += 2;
      }
    }
    if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
    out.push_back(static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c));
  }
  return out;
}

}  // namespace

RandomSource system_random() {
  return [](std::span<std::uint8_t> out) { randombytes_buf(out.data(), out.size()); };
}

VaultKey::VaultKey(const MasterKey& master) {
  INVARIANT(sodium_init() >= 0, "libsodium starts");
  Key seal{};
  std::uint64_t number = 0;
  for (Key* key : {&pseudonym_, &fingerprint_, &seal, &sameness_}) {
    crypto_kdf_derive_from_key(key->data(), key->size(), ++number, context, master.bytes.data());
  }
  seal_ = SealKey(seal);
  sodium_memzero(seal.data(), seal.size());
}

VaultKey::~VaultKey() {
  for (Key* key : {&pseudonym_, &fingerprint_, &sameness_}) sodium_memzero(key->data(), key->size());
}

Pseudonym VaultKey::pseudonym(std::string_view kind, std::string_view value) const {
  return {KeyedHash(pseudonym_).add(kind).add(std::string_view("\0", 1)).add(normal_form(value)).finish()};
}

Fingerprint VaultKey::fingerprint(std::string_view bytes) const {
  const auto whole = KeyedHash(fingerprint_).add(bytes).finish();
  Fingerprint out;
  std::memcpy(out.bytes.data(), whole.data(), out.bytes.size());
  return out;
}

Sameness VaultKey::sameness(const Pseudonym& subject, std::string_view document) const {
  return {KeyedHash(sameness_).add(subject).add(document).finish()};
}

Sameness VaultKey::key_check() const { return {KeyedHash(sameness_).add("key check").finish()}; }

SealKey SealKey::of_file(const Key& octets) {
  SealKey made;
  Key check{};
  crypto_kdf_derive_from_key(made.key_.data(), made.key_.size(), 1, seal_context, octets.data());
  crypto_kdf_derive_from_key(check.data(), check.size(), 2, seal_context, octets.data());
  made.check_ = {KeyedHash(check).add("key check").finish()};
  return made;
}

SealKey::~SealKey() { sodium_memzero(key_.data(), key_.size()); }

std::vector<std::uint8_t> SealKey::seal(const Pseudonym& subject, const Salt& salt, std::string_view document,
                                        const RandomSource& random) const {
  std::string clear(reinterpret_cast<const char*>(salt.bytes.data()), salt.bytes.size());
  clear += document;
  std::vector<std::uint8_t> out(nonce_size + clear.size() + tag_size);
  random(std::span(out.data(), nonce_size));
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + nonce_size, nullptr, octets(clear), clear.size(),
                                             subject.bytes.data(), subject.bytes.size(), nullptr, out.data(),
                                             key_.data());
  sodium_memzero(clear.data(), clear.size());
  return out;
}

std::optional<SealKey::Opened> SealKey::open(const Pseudonym& subject, std::span<const std::uint8_t> sealed) const {
  if (sealed.size() < nonce_size + Salt::size + tag_size) return std::nullopt;
  std::string clear(sealed.size() - nonce_size - tag_size, '\0');
  const int code = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<unsigned char*>(clear.data()), nullptr, nullptr, sealed.data() + nonce_size,
      sealed.size() - nonce_size, subject.bytes.data(), subject.bytes.size(), sealed.data(), key_.data());
  if (code != 0) return std::nullopt;
  Opened opened;
  std::memcpy(opened.salt.bytes.data(), clear.data(), Salt::size);
  opened.document = clear.substr(Salt::size);
  return opened;
}

Digest commitment(const Salt& salt, std::string_view document) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  crypto_hash_sha256_update(&state, salt.bytes.data(), salt.bytes.size());
  crypto_hash_sha256_update(&state, octets(document), document.size());
  Digest out;
  crypto_hash_sha256_final(&state, out.bytes.data());
  return out;
}

}  // namespace seethrough::stores
