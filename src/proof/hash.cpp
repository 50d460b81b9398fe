#include "proof/hash.h"

#include <openssl/evp.h>

#include <array>
#include <cstring>

#include "base/check.h"

namespace seethrough::proof {
namespace {

// Fetched once for the life of the process: a look-up by name for every hash would cost more than the hash.
const EVP_MD* algorithm() {
  static EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  INVARIANT(fetched != nullptr, "OpenSSL offers no SHA-256");
  return fetched;
}

Hasher& this_threads_hasher() {
  thread_local Hasher hasher;
  return hasher;
}

}  // namespace

void Hasher::Release::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Hasher::Hasher() : context_(EVP_MD_CTX_new()) { INVARIANT(context_ != nullptr, "OpenSSL gave no digest context"); }
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

Digest Hasher::sha256(std::string_view first, std::string_view second) {
  Digest digest;
  const bool done = EVP_DigestInit_ex2(context_.get(), algorithm(), nullptr) == 1 &&
                    EVP_DigestUpdate(context_.get(), first.data(), first.size()) == 1 &&
                    (second.empty() || EVP_DigestUpdate(context_.get(), second.data(), second.size()) == 1) &&
                    EVP_DigestFinal_ex(context_.get(), digest.bytes.data(), nullptr) == 1;
  INVARIANT(done, "SHA-256 failed");
  return digest;
}

Digest Hasher::leaf(std::string_view entry) { return sha256(std::string_view("\0", 1), entry); }

Digest Hasher::node(const Digest& left, const Digest& right) {
  std::array<char, 1 + 2 * Digest::size> preimage;
  preimage[0] = 1;
  std::memcpy(preimage.data() + 1, left.bytes.data(), Digest::size);
  std::memcpy(preimage.data() + 1 + Digest::size, right.bytes.data(), Digest::size);
  return sha256({preimage.data(), preimage.size()});
}

Digest sha256(std::string_view bytes) { return this_threads_hasher().sha256(bytes); }
Digest leaf_hash(std::string_view entry) { return this_threads_hasher().leaf(entry); }
Digest node_hash(const Digest& left, const Digest& right) { return this_threads_hasher().node(left, right); }
Digest empty_root() { return sha256({}); }

std::string_view octets_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), Digest::size};
}

}  // namespace seethrough::proof
