#pragma once
// The hashes of a transparency log (透明日志): SHA-256 with the prefixes of RFC 6962, section 2.1, which keep a leaf from
// being taken for an inner node.

#include <memory>
#include <string_view>

#include "base/octets.h"

struct evp_md_ctx_st;

namespace seethrough::proof {

/// A reusable SHA-256 context. It saves an allocation and an algorithm look-up per hash; use one per thread.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;

  /// SHA-256(first ‖ second).
  [[nodiscard]] Digest sha256(std::string_view first, std::string_view second = {});
  /// SHA-256(0x00 ‖ entry).
  [[nodiscard]] Digest leaf(std::string_view entry);
  /// SHA-256(0x01 ‖ left ‖ right).
  [[nodiscard]] Digest node(const Digest& left, const Digest& right);

 private:
  struct Release {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Release> context_;
};

// The same, with a context that belongs to the calling thread.
[[nodiscard]] Digest sha256(std::string_view bytes);
[[nodiscard]] Digest leaf_hash(std::string_view entry);
[[nodiscard]] Digest node_hash(const Digest& left, const Digest& right);

/// The root of a tree without leaves: SHA-256 of nothing.
[[nodiscard]] Digest empty_root();

/// The 32 octets as a view, for concatenation and encoding. It lives as long as `digest`.
[[nodiscard]] std::string_view octets_of(const Digest& digest);

}  // namespace seethrough::proof
