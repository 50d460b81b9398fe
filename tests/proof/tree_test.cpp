#include "proof/tree.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <bit>
#include <string>

#include "proof/commitment.h"

using namespace seethrough;
using namespace seethrough::proof;

namespace {

// The eight leaves and their roots with which the reference implementation of RFC 6962 tests itself.
const std::array<std::string_view, 8> known_leaves = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
const std::array<std::string_view, 9> known_roots = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

std::string bytes_of(std::string_view hex) {
  std::string bytes(hex.size() / 2, '\0');
  REQUIRE(parse_hex(hex, reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()));
  return bytes;
}

Digest digest(std::string_view hex) { return octets_from_hex<Digest>(hex).value(); }

std::vector<Digest> some_leaves(std::uint64_t count) {
  std::vector<Digest> leaves;
  for (std::uint64_t i = 0; i < count; ++i) leaves.push_back(leaf_hash("entry " + std::to_string(i)));
  return leaves;
}

Tree tree_of(std::span<const Digest> leaves) {
  Tree tree;
  for (const Digest& leaf : leaves) tree.append(leaf);
  return tree;
}

// The definitions of RFC 6962, section 2.1, word for word.
using Leaves = std::span<const Digest>;
std::size_t split(Leaves d) { return std::bit_floor(d.size() - 1); }

Digest naive_root(Leaves d) {
  if (d.empty()) return empty_root();
  if (d.size() == 1) return d[0];
  return node_hash(naive_root(d.first(split(d))), naive_root(d.subspan(split(d))));
}

std::vector<Digest> naive_path(std::size_t m, Leaves d) {
  if (d.size() == 1) return {};
  const std::size_t k = split(d);
  std::vector<Digest> path = m < k ? naive_path(m, d.first(k)) : naive_path(m - k, d.subspan(k));
  path.push_back(naive_root(m < k ? d.subspan(k) : d.first(k)));
  return path;
}

std::vector<Digest> naive_subproof(std::size_t m, Leaves d, bool whole) {
  if (m == d.size()) return whole ? std::vector<Digest>{} : std::vector<Digest>{naive_root(d)};
  const std::size_t k = split(d);
  std::vector<Digest> proof =
      m <= k ? naive_subproof(m, d.first(k), whole) : naive_subproof(m - k, d.subspan(k), false);
  proof.push_back(naive_root(m <= k ? d.subspan(k) : d.first(k)));
  return proof;
}

}  // namespace

TEST_CASE("the known vectors of RFC 6962 come out") {
  Tree tree;
  Frontier frontier;
  CHECK(tree.root() == digest(known_roots[0]));
  CHECK(frontier.root() == digest(known_roots[0]));
  CHECK(empty_root() == digest(known_roots[0]));
  for (std::size_t i = 0; i < known_leaves.size(); ++i) {
    const Digest leaf = leaf_hash(bytes_of(known_leaves[i]));
    tree.append(leaf);
    frontier.append(leaf);
    CHECK(tree.root() == digest(known_roots[i + 1]));
    CHECK(frontier.root() == digest(known_roots[i + 1]));
  }
  for (std::size_t i = 0; i <= tree.size(); ++i) CHECK(tree.root_at(i) == digest(known_roots[i]));
}

TEST_CASE("the known inclusion proofs of RFC 6962 come out") {
  Tree tree;
  for (const std::string_view leaf : known_leaves) tree.append(leaf_hash(bytes_of(leaf)));
  CHECK(tree.inclusion_proof(0, 1).empty());
  CHECK(tree.inclusion_proof(0, 8) ==
        std::vector{digest("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
                    digest("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
                    digest("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")});
  CHECK(tree.inclusion_proof(5, 8) ==
        std::vector{digest("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
                    digest("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                    digest("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")});
  CHECK(tree.inclusion_proof(2, 3) ==
        std::vector{digest("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")});
  CHECK(tree.consistency_proof(1, 8) ==
        std::vector{digest("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
                    digest("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
                    digest("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")});
  CHECK(tree.consistency_proof(6, 8) ==
        std::vector{digest("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
                    digest("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                    digest("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")});
}

TEST_CASE("roots and proofs of every size up to 40 are those of the recursive definition") {
  const std::vector<Digest> leaves = some_leaves(40);
  const Tree tree = tree_of(leaves);
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    const Leaves d = Leaves(leaves).first(size);
    REQUIRE(tree.root_at(size) == naive_root(d));
    for (std::size_t i = 0; i < size; ++i) {
      const std::vector<Digest> proof = tree.inclusion_proof(i, size);
      REQUIRE(proof == naive_path(i, d));
      REQUIRE(verify_inclusion(leaves[i], i, size, proof, tree.root_at(size)));
    }
    for (std::size_t old_size = 0; old_size <= size; ++old_size) {
      const std::vector<Digest> proof = tree.consistency_proof(old_size, size);
      if (old_size != 0) REQUIRE(proof == naive_subproof(old_size, d, true));
      REQUIRE(verify_consistency(old_size, tree.root_at(old_size), size, tree.root_at(size), proof));
    }
  }
}

TEST_CASE("an inclusion proof serves its own leaf, place, size and root and no other") {
  CHECK(rc::check("inclusion", [] {
    const std::uint64_t size = *rc::gen::inRange<std::uint64_t>(1, 1500);
    const std::uint64_t index = *rc::gen::inRange<std::uint64_t>(0, size);
    const std::vector<Digest> leaves = some_leaves(size);
    const Tree tree = tree_of(leaves);
    std::vector<Digest> proof = tree.inclusion_proof(index, size);
    const Digest root = tree.root();
    RC_ASSERT(verify_inclusion(leaves[index], index, size, proof, root));
    RC_ASSERT(!verify_inclusion(leaf_hash("another"), index, size, proof, root));
    RC_ASSERT(!verify_inclusion(leaves[index], size, size, proof, root));
    RC_ASSERT(!verify_inclusion(leaves[index], index, size, proof, leaf_hash("another")));
    const std::uint64_t elsewhere = *rc::gen::inRange<std::uint64_t>(0, size);
    if (elsewhere != index) RC_ASSERT(!verify_inclusion(leaves[index], elsewhere, size, proof, root));
    if (!proof.empty()) {
      const auto at = *rc::gen::inRange<std::size_t>(0, proof.size());
      proof[at].bytes[*rc::gen::inRange<std::size_t>(0, 32)] ^= 1;
      RC_ASSERT(!verify_inclusion(leaves[index], index, size, proof, root));
      proof.pop_back();
      RC_ASSERT(!verify_inclusion(leaves[index], index, size, proof, root));
    }
    proof = tree.inclusion_proof(index, size);
    proof.push_back(root);
    RC_ASSERT(!verify_inclusion(leaves[index], index, size, proof, root));
  }));
}

TEST_CASE("a consistency proof serves its own two trees and no others") {
  CHECK(rc::check("consistency", [] {
    const std::uint64_t size = *rc::gen::inRange<std::uint64_t>(1, 1500);
    const std::uint64_t old_size = *rc::gen::inRange<std::uint64_t>(1, size + 1);
    const Tree tree = tree_of(some_leaves(size));
    std::vector<Digest> proof = tree.consistency_proof(old_size, size);
    const Digest old_root = tree.root_at(old_size);
    const Digest root = tree.root();
    RC_ASSERT(verify_consistency(old_size, old_root, size, root, proof));
    RC_ASSERT(!verify_consistency(old_size, leaf_hash("another"), size, root, proof));
    RC_ASSERT(!verify_consistency(old_size, old_root, size, leaf_hash("another"), proof));
    RC_ASSERT(!verify_consistency(size + 1, root, size, root, proof));
    if (!proof.empty()) {
      const auto at = *rc::gen::inRange<std::size_t>(0, proof.size());
      proof[at].bytes[*rc::gen::inRange<std::size_t>(0, 32)] ^= 1;
      RC_ASSERT(!verify_consistency(old_size, old_root, size, root, proof));
      proof.pop_back();
      RC_ASSERT(!verify_consistency(old_size, old_root, size, root, proof));
    }
    proof = tree.consistency_proof(old_size, size);
    proof.push_back(root);
    RC_ASSERT(!verify_consistency(old_size, old_root, size, root, proof));
  }));
}

TEST_CASE("consistency with the empty tree and with itself needs no proof and takes none") {
  const Digest root = leaf_hash("one");
  const std::vector<Digest> something{root};
  CHECK(verify_consistency(0, empty_root(), 1, root, {}));
  CHECK_FALSE(verify_consistency(0, root, 1, root, {}));
  CHECK_FALSE(verify_consistency(0, empty_root(), 1, root, something));
  CHECK(verify_consistency(1, root, 1, root, {}));
  CHECK_FALSE(verify_consistency(1, root, 1, root, something));
  CHECK_FALSE(verify_consistency(0, root, 0, root, {}));
  CHECK_FALSE(verify_consistency(3, root, 5, root, {}));
}

TEST_CASE("a node is there once all its leaves are") {
  const std::vector<Digest> leaves = some_leaves(5);
  const Tree tree = tree_of(leaves);
  CHECK(tree.size() == 5);
  CHECK(tree.node(0, 4) == leaves[4]);
  CHECK(tree.node(1, 1) == node_hash(leaves[2], leaves[3]));
  CHECK(tree.node(2, 0) == tree.root_at(4));
  CHECK_FALSE(tree.node(1, 2));
  CHECK_FALSE(tree.node(3, 0));
  CHECK_FALSE(tree.node(-1, 0));
}

TEST_CASE("a commitment is the hash of the salt and then the value") {
  Salt salt;
  for (std::size_t i = 0; i < Salt::size; ++i) salt.bytes[i] = static_cast<std::uint8_t>('a' + i);
  CHECK(commitment(salt, "qrs") == sha256("abcdefghijklmnopqrs"));
  CHECK(commitment(Salt{}, "qrs") != commitment(salt, "qrs"));
  CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
