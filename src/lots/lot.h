#pragma once
// Drawing by lot (摇号、抽签) that anyone can repeat. Whoever draws puts SHA-256(seed) on record first and shows the seed,
// 32 octets, when nobody can enter any more. The rank of number n is
//
//   SHA-256(seed ‖ purpose ‖ 0x00 ‖ name ‖ 0x00 ‖ n in decimal)
//
// and the numbers of the lowest ranks are drawn, compared as octets from left to right. With a shell:
//   printf '%s' SEED_HEX | xxd -r -p | cat - <(printf 'lot\0round-1\0%d' 7) | sha256sum

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/octets.h"

namespace seethrough {

/// SHA-256 of the seed's octets: what is put on record beforehand.
Digest seed_commitment(const Digest& seed);

/// The `count` numbers of the lowest ranks, lowest first; all of them if there are fewer.
std::vector<std::int64_t> draw_lot(const Digest& seed, std::string_view purpose, std::string_view name,
                                   std::span<const std::int64_t> numbers, std::size_t count);

}  // namespace seethrough
