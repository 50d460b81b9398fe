#pragma once
// Texts that tell the same matter (疑似重复举报). Two measures of the same thing: the share of three-character sequences
// that two texts have in common (Jaccard 1901), found without comparing all pairs by MinHash (Broder 1997) with bands
// (Indyk and Motwani 1998), and a fingerprint of the words (simhash, Charikar 2002). A likeness is a reason to look; a
// person links.

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace seethrough::wording {

/// How a text on file is like the one asked about.
struct Likeness {
  std::string id;
  int likeness_bp = 0;        ///< exact: sequences in common of all sequences of both, in 1/10,000
  int estimate_bp = 0;        ///< the same as MinHash estimates it
  int fingerprint_apart = 0;  ///< of 64 bits, how many differ between the fingerprints
  friend bool operator==(const Likeness&, const Likeness&) = default;
};

/// MinHash's signature: for each of its hash functions the lowest value over the text's sequences.
constexpr std::size_t signature_size = 128;
using Signature = std::array<std::uint32_t, signature_size>;

/// The three-character sequences of a text, hashed, each once, ascending. A text that is shorter is one sequence; a
/// text without a character has none. Punctuation and spaces do not count.
std::vector<std::uint32_t> sequences(std::string_view text_utf8);
/// The signature of sequences; of none, all bits set.
Signature signature(const std::vector<std::uint32_t>& sequences);
/// Sequences in common of all, in 1/10,000, rounded down; 0 if neither text has any.
int jaccard_bp(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);
/// The 64-bit fingerprint of a text's words.
std::uint64_t fingerprint(std::string_view text_utf8);

/// The texts on file, in memory. What it answers does not depend on the order in which texts were added, and is the same
/// on every machine. Not for several threads at once. About 1.7 kB a text of 45 characters.
class Similar {
 public:
  /// Keeps the text under `id`, in the place of a text that stood under it.
  void add(std::string_view id, std::string_view text_utf8);
  /// Forgets a text, as when a person is erased; true if it was there.
  bool forget(std::string_view id);
  /// Texts on file whose likeness reaches `least_bp`, most alike first, then by `id`; at most `at_most`. Of texts with a
  /// likeness of 3,000 one in 400 is missed, with 2,000 one in 14, with 1,000 one in two.
  std::vector<Likeness> like(std::string_view text_utf8, std::size_t at_most, int least_bp = noticeable_bp) const;
  std::size_t size() const { return by_id_.size(); }

  /// Below this, hand-written complaints about different matters are alike too (see docs/ARCHITECTURE.md).
  static constexpr int noticeable_bp = 1'000;

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  struct Text {
    std::string id;
    std::vector<std::uint32_t> sequences;
    Signature signature{};
    std::uint64_t fingerprint = 0;
  };
  /// One band: texts whose signatures agree in its rows hang in a chain from the rows' hash.
  struct Band {
    boost::unordered_flat_map<std::uint64_t, std::uint32_t> head;
    std::vector<std::uint32_t> next;  ///< by text
  };
  static constexpr std::size_t rows = 2, bands = signature_size / rows;

  std::vector<std::uint32_t> candidates(const Signature& signature) const;

  std::vector<Text> texts_;  ///< a forgotten text leaves an empty place
  boost::unordered_flat_map<std::string, std::uint32_t> by_id_;
  std::array<Band, bands> bands_;
};

}  // namespace seethrough::wording
