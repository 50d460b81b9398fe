#pragma once
// Logarithms and powers of two in whole numbers, so that a score is the same on every machine.

#include <array>
#include <cstdint>

namespace seethrough::wording {

/// log2(n) in 1/65,536, rounded down; n is at least 1 and below 2^32.
constexpr std::int64_t log2_q16(std::uint64_t n) {
  std::int64_t whole = 0;
  while (n >> (whole + 1)) ++whole;
  std::uint64_t rest = n << (31 - whole);  // 1 … 2, in 1/2^31: squared, its logarithm doubles and gives the next bit
  std::int64_t out = whole;
  for (int bit = 0; bit < 16; ++bit) {
    rest = (rest * rest) >> 31;
    out = (out << 1) | static_cast<std::int64_t>(rest >> 32);
    rest >>= rest >> 32;
  }
  return out;
}

/// 2^-x in 1/2^31, where x is in 1/65,536 and not negative.
constexpr std::uint64_t power_of_half_q31(std::int64_t x) {
  // 2^-(2^-i) for i = 1 … 16, in 1/2^31.
  constexpr std::array<std::uint64_t, 16> roots{
      1518500249, 1805811301, 1969251187, 2056437386, 2101467501, 2124350982, 2135885998, 2141676972,
      2144578345, 2146030504, 2146756953, 2147120269, 2147301951, 2147392797, 2147438222, 2147460935};
  const std::int64_t whole = x >> 16;
  if (whole > 31) return 0;
  std::uint64_t out = std::uint64_t{1} << 31;
  for (int bit = 0; bit < 16; ++bit) {
    if ((x >> (15 - bit)) & 1) out = (out * roots[static_cast<std::size_t>(bit)]) >> 31;
  }
  return out >> whole;
}

}  // namespace seethrough::wording
