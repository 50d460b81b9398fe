// Hashes are SipHash-2-4 as libsodium has it, over characters as 32-bit little-endian numbers, with keys fixed here. The
// hash functions of MinHash are ((a·x + b) mod 2^64) >> 32 with a odd (Dietzfelbinger 1996), a and b themselves hashes.

#include "wording/similar.h"

#include <sodium/crypto_shorthash_siphash24.h>

#include <algorithm>
#include <bit>

#include "wording/words.h"

namespace seethrough::wording {
namespace {

/// `purpose` makes the hashes of sequences, words and numbers independent.
std::uint64_t hash_of(std::u32string_view characters, unsigned char purpose) {
  unsigned char key[crypto_shorthash_siphash24_KEYBYTES] = "seethrough/word";
  key[crypto_shorthash_siphash24_KEYBYTES - 1] = purpose;
  std::string octets;
  octets.reserve(characters.size() * 4);
  for (const char32_t c : characters) {
    for (int shift = 0; shift < 32; shift += 8) octets.push_back(static_cast<char>((c >> shift) & 0xFF));
  }
  unsigned char out[crypto_shorthash_siphash24_BYTES];
  crypto_shorthash_siphash24(out, reinterpret_cast<const unsigned char*>(octets.data()), octets.size(), key);
  std::uint64_t value = 0;
  for (int i = 7; i >= 0; --i) value = (value << 8) | out[i];
  return value;
}

struct HashFunction {
  std::uint64_t a, b;
};
const std::array<HashFunction, signature_size>& hash_functions() {
  static const auto made = [] {
    std::array<HashFunction, signature_size> functions;
    for (std::size_t i = 0; i < functions.size(); ++i) {
      const char32_t numbers[] = {static_cast<char32_t>(2 * i), static_cast<char32_t>(2 * i + 1)};
      functions[i] = {hash_of({numbers, 1}, 'f') | 1, hash_of({numbers + 1, 1}, 'f')};
    }
    return functions;
  }();
  return made;
}

}  // namespace

std::vector<std::uint32_t> sequences(std::string_view text) {
  std::u32string characters = folded(text);
  std::erase(characters, U' ');
  std::vector<std::uint32_t> out;
  if (characters.empty()) return out;
  const std::size_t length = std::min<std::size_t>(3, characters.size());
  out.reserve(characters.size());
  for (std::size_t at = 0; at + length <= characters.size(); ++at)
    out.push_back(static_cast<std::uint32_t>(hash_of(std::u32string_view(characters).substr(at, length), 's')));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Signature signature(const std::vector<std::uint32_t>& sequences) {
  Signature lowest;
  lowest.fill(0xFFFFFFFF);
  const auto& functions = hash_functions();
  for (const std::uint64_t one : sequences) {
    for (std::size_t i = 0; i < signature_size; ++i)
      lowest[i] = std::min(lowest[i], static_cast<std::uint32_t>((functions[i].a * one + functions[i].b) >> 32));
  }
  return lowest;
}

int jaccard_bp(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::size_t common = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++common, ++i, ++j;
    else if (*i < *j) ++i;
    else ++j;
  }
  const std::size_t all = a.size() + b.size() - common;
  return all == 0 ? 0 : static_cast<int>(common * 10'000 / all);
}

std::uint64_t fingerprint(std::string_view text) {
  const std::u32string characters = folded(text);
  std::array<int, 64> balance{};
  for (const Word& word : words(characters)) {
    const std::uint64_t hash = hash_of(word.text, 'w');
    for (std::size_t bit = 0; bit < 64; ++bit) balance[bit] += (hash >> bit) & 1 ? 1 : -1;
  }
  std::uint64_t out = 0;
  for (std::size_t bit = 0; bit < 64; ++bit) out |= std::uint64_t{balance[bit] > 0} << bit;
  return out;
}

void Similar::add(std::string_view id, std::string_view text) {
  forget(id);
  const auto at = static_cast<std::uint32_t>(texts_.size());
  Text one{std::string(id), sequences(text), {}, fingerprint(text)};
  one.sequences.shrink_to_fit();
  one.signature = signature(one.sequences);
  by_id_.emplace(one.id, at);
  for (std::size_t band = 0; band < bands; ++band) {
    const std::uint64_t key = std::uint64_t{one.signature[band * rows]} << 32 | one.signature[band * rows + 1];
    std::uint32_t next = none;
    if (!one.sequences.empty()) {
      const auto [head, is_new] = bands_[band].head.try_emplace(key, at);
      if (!is_new) next = std::exchange(head->second, at);
    }
    bands_[band].next.push_back(next);
  }
  texts_.push_back(std::move(one));
}

bool Similar::forget(std::string_view id) {
  const auto found = by_id_.find(std::string(id));
  if (found == by_id_.end()) return false;
  texts_[found->second] = {};  // its place stays in the chains, and with no sequences is like nothing
  by_id_.erase(found);
  return true;
}

std::vector<std::uint32_t> Similar::candidates(const Signature& signature) const {
  std::vector<std::uint32_t> found;
  std::vector<bool> seen(texts_.size());  // the same letter sent a thousand times meets itself in every band
  for (std::size_t band = 0; band < bands; ++band) {
    const std::uint64_t key = std::uint64_t{signature[band * rows]} << 32 | signature[band * rows + 1];
    const auto head = bands_[band].head.find(key);
    if (head == bands_[band].head.end()) continue;
    for (std::uint32_t at = head->second; at != none; at = bands_[band].next[at]) {
      if (seen[at]) continue;
      seen[at] = true;
      found.push_back(at);
    }
  }
  return found;
}

std::vector<Likeness> Similar::like(std::string_view text, std::size_t at_most, int least_bp) const {
  const std::vector<std::uint32_t> asked = sequences(text);
  if (asked.empty()) return {};
  const Signature its_signature = signature(asked);
  const std::uint64_t its_fingerprint = fingerprint(text);
  std::vector<Likeness> out;
  for (const std::uint32_t at : candidates(its_signature)) {
    const Text& one = texts_[at];
    const int likeness = jaccard_bp(asked, one.sequences);
    if (likeness < std::max(least_bp, 1)) continue;
    std::size_t agree = 0;
    for (std::size_t i = 0; i < signature_size; ++i) agree += one.signature[i] == its_signature[i];
    out.push_back({one.id, likeness, static_cast<int>(agree * 10'000 / signature_size),
                   std::popcount(one.fingerprint ^ its_fingerprint)});
  }
  const auto before = [](const Likeness& a, const Likeness& b) {
    return a.likeness_bp != b.likeness_bp ? a.likeness_bp > b.likeness_bp : a.id < b.id;
  };
  const auto end = out.begin() + static_cast<std::ptrdiff_t>(std::min(at_most, out.size()));
  std::partial_sort(out.begin(), end, out.end(), before);
  out.erase(end, out.end());
  return out;
}

}  // namespace seethrough::wording
