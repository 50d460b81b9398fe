#pragma once
// A colour profile (色彩特性文件, ICC.1): kept in a public copy, or the colours would be others.

#include <cstddef>
#include <string_view>

namespace seethrough::exchange {

inline constexpr std::size_t icc_header_size = 128, longest_icc_profile = std::size_t{1} << 20;

/// Whether that begins as a profile does ("acsp" in the header, ICC.1 7.2), and is no larger than profiles of cameras are.
constexpr bool is_icc_profile(std::string_view octets) {
  return octets.size() >= icc_header_size && octets.size() <= longest_icc_profile && octets.substr(36, 4) == "acsp";
}

}  // namespace seethrough::exchange
