#pragma once
// The Merkle tree (默克尔树) of RFC 6962, section 2.1: append-only, split at the largest power of two below the size. The
// proofs and their verification are those of RFC 9162, sections 2.1.3 and 2.1.4.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/octets.h"
#include "proof/hash.h"

namespace seethrough::proof {

/// A tree in memory that keeps every complete node, level by level (64 bytes a leaf in all), so that the root and the
/// proofs of every earlier size can be had in logarithmic time. One thread writes; readers need their own protection.
class Tree {
 public:
  /// Adds a leaf (see leaf_hash). One node hash on average.
  void append(const Digest& leaf);
  /// The number of leaves.
  [[nodiscard]] std::uint64_t size() const;
  /// The root over all leaves; empty_root() if there are none.
  [[nodiscard]] Digest root() const;
  /// The root over the first `size` leaves. It requires size <= size().
  [[nodiscard]] Digest root_at(std::uint64_t size) const;
  /// The hashes that lead from leaf `index` to the root at `size`, from the leaf's sibling upwards. It requires
  /// index < size <= size().
  [[nodiscard]] std::vector<Digest> inclusion_proof(std::uint64_t index, std::uint64_t size) const;
  /// The hashes that show that the tree of `size` leaves begins with the tree of `old_size` leaves; empty if old_size
  /// is 0 or equals size. It requires old_size <= size <= size().
  [[nodiscard]] std::vector<Digest> consistency_proof(std::uint64_t old_size, std::uint64_t size) const;
  /// The complete node over the leaves [index * 2^level, (index + 1) * 2^level), or nothing if they are not all there.
  [[nodiscard]] std::optional<Digest> node(int level, std::uint64_t index) const;

 private:
  Digest range_root(std::uint64_t begin, std::uint64_t end) const;
  std::vector<std::vector<Digest>> levels_;
};

/// The right edge of a tree: enough to append and to know the root, in 32 bytes a level. For reading a log through.
class Frontier {
 public:
  void append(const Digest& leaf);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Digest root() const;

 private:
  std::vector<Digest> peaks_;  ///< complete subtrees, the largest first: one per set bit of size_
  std::uint64_t size_ = 0;
};

/// Whether `proof` leads from `leaf` at `index` to the root of a tree of `size` leaves (RFC 9162, section 2.1.3.2).
[[nodiscard]] bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                                    std::span<const Digest> proof, const Digest& root);

/// Whether `proof` shows that the tree (size, root) begins with the tree (old_size, old_root) (RFC 9162, section
/// 2.1.4.2). Two trees of one size are consistent if their roots are equal; the empty tree begins every tree; in both
/// cases the proof must be empty.
[[nodiscard]] bool verify_consistency(std::uint64_t old_size, const Digest& old_root, std::uint64_t size,
                                      const Digest& root, std::span<const Digest> proof);

}  // namespace seethrough::proof
