#include "proof/tree.h"

#include <algorithm>
#include <bit>

#include "base/check.h"

namespace seethrough::proof {

void Tree::append(const Digest& leaf) {
  Digest complete = leaf;
  for (std::size_t level = 0;; ++level) {
    if (level == levels_.size()) levels_.emplace_back();
    std::vector<Digest>& nodes = levels_[level];
    nodes.push_back(complete);
    if (nodes.size() % 2 == 1) return;
    complete = node_hash(nodes[nodes.size() - 2], nodes.back());
  }
}

std::uint64_t Tree::size() const { return levels_.empty() ? 0 : levels_.front().size(); }

Digest Tree::root() const { return root_at(size()); }

Digest Tree::root_at(std::uint64_t size) const {
  INVARIANT(size <= this->size(), "a root was asked of a size that the tree has not reached");
  return size == 0 ? empty_root() : range_root(0, size);
}

// The root over the leaves [begin, end), where begin is a multiple of a power of two that is at least end - begin: the
// complete subtrees of the range, one per set bit of its length, joined from the right.
Digest Tree::range_root(std::uint64_t begin, std::uint64_t end) const {
  std::uint64_t left = end - begin;
  std::uint64_t edge = end;
  std::optional<Digest> root;
  while (left != 0) {
    const int level = std::countr_zero(left);
    const Digest& peak = levels_[static_cast<std::size_t>(level)][(edge >> level) - 1];
    root = root ? node_hash(peak, *root) : peak;
    edge -= std::uint64_t{1} << level;
    left &= left - 1;
  }
  return *root;
}

std::vector<Digest> Tree::inclusion_proof(std::uint64_t index, std::uint64_t size) const {
  INVARIANT(index < size && size <= this->size(), "an inclusion proof was asked outside the tree");
  std::vector<Digest> proof;
  std::uint64_t here = index;
  std::uint64_t last = size - 1;
  for (int level = 0; last != 0; ++level, here >>= 1, last >>= 1) {
    const std::uint64_t sibling = here ^ 1;
    if (sibling > last) continue;  // the right edge: this node is carried up alone
    const std::uint64_t begin = sibling << level;
    proof.push_back(range_root(begin, std::min(size, begin + (std::uint64_t{1} << level))));
  }
  return proof;
}

// SUBPROOF of RFC 6962, section 2.1.2, from the top down; the hashes stand in the proof from the bottom up.
std::vector<Digest> Tree::consistency_proof(std::uint64_t old_size, std::uint64_t size) const {
  INVARIANT(old_size <= size && size <= this->size(), "a consistency proof was asked outside the tree");
  std::vector<Digest> proof;
  if (old_size == 0 || old_size == size) return proof;
  std::uint64_t begin = 0;
  std::uint64_t end = size;
  while (end != old_size) {
    const std::uint64_t middle = begin + std::bit_floor(end - begin - 1);
    if (old_size <= middle) {
      proof.push_back(range_root(middle, end));
      end = middle;
    } else {
      proof.push_back(range_root(begin, middle));
      begin = middle;
    }
  }
  if (begin != 0) proof.push_back(range_root(begin, end));  // at begin 0 it is the old root, which the verifier has
  std::reverse(proof.begin(), proof.end());
  return proof;
}

std::optional<Digest> Tree::node(int level, std::uint64_t index) const {
  if (level < 0 || static_cast<std::size_t>(level) >= levels_.size()) return std::nullopt;
  const std::vector<Digest>& nodes = levels_[static_cast<std::size_t>(level)];
  if (index >= nodes.size()) return std::nullopt;
  return nodes[index];
}

void Frontier::append(const Digest& leaf) {
  Digest complete = leaf;
  for (std::uint64_t bits = size_; bits % 2 == 1; bits >>= 1) {
    complete = node_hash(peaks_.back(), complete);
    peaks_.pop_back();
  }
  peaks_.push_back(complete);
  ++size_;
}

Digest Frontier::root() const {
  if (peaks_.empty()) return empty_root();
  Digest root = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak) root = node_hash(*peak, root);
  return root;
}

bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size, std::span<const Digest> proof,
                      const Digest& root) {
  if (index >= size) return false;
  std::uint64_t here = index;
  std::uint64_t last = size - 1;
  Digest hash = leaf;
  for (const Digest& step : proof) {
    if (last == 0) return false;
    if (here % 2 == 1 || here == last) {
      hash = node_hash(step, hash);
      while (here % 2 == 0 && here != 0) here >>= 1, last >>= 1;
    } else {
      hash = node_hash(hash, step);
    }
    here >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

bool verify_consistency(std::uint64_t old_size, const Digest& old_root, std::uint64_t size, const Digest& root,
                        std::span<const Digest> proof) {
  if (old_size > size) return false;
  if (old_size == size) return proof.empty() && old_root == root && (size != 0 || root == empty_root());
  if (old_size == 0) return proof.empty() && old_root == empty_root();
  const bool carried = std::has_single_bit(old_size);  // the old root is itself a node and is left out of the proof
  if (!carried && proof.empty()) return false;
  std::uint64_t here = old_size - 1;
  std::uint64_t last = size - 1;
  while (here % 2 == 1) here >>= 1, last >>= 1;
  Digest old_hash = carried ? old_root : proof.front();
  Digest hash = old_hash;
  for (const Digest& step : proof.subspan(carried ? 0 : 1)) {
    if (last == 0) return false;
    if (here % 2 == 1 || here == last) {
      old_hash = node_hash(step, old_hash);
      hash = node_hash(step, hash);
      while (here % 2 == 0 && here != 0) here >>= 1, last >>= 1;
    } else {
      hash = node_hash(hash, step);
    }
    here >>= 1;
    last >>= 1;
  }
  return last == 0 && old_hash == old_root && hash == root;
}

}  // namespace seethrough::proof
