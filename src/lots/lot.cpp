#include "lots/lot.h"

#include <algorithm>
#include <string>

#include "proof/hash.h"

namespace seethrough {

Digest seed_commitment(const Digest& seed) { return proof::sha256(proof::octets_of(seed)); }

std::vector<std::int64_t> draw_lot(const Digest& seed, std::string_view purpose, std::string_view name,
                                   std::span<const std::int64_t> numbers, std::size_t count) {
  std::string head(proof::octets_of(seed));
  head.append(purpose).push_back('\0');
  head.append(name).push_back('\0');

  proof::Hasher hasher;
  std::vector<std::pair<Digest, std::int64_t>> ranked;
  ranked.reserve(numbers.size());
  for (const std::int64_t number : numbers) ranked.emplace_back(hasher.sha256(head, std::to_string(number)), number);
  count = std::min(count, ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count), ranked.end());

  std::vector<std::int64_t> drawn;
  drawn.reserve(count);
  for (std::size_t i = 0; i < count; ++i) drawn.push_back(ranked[i].second);
  return drawn;
}

}  // namespace seethrough
