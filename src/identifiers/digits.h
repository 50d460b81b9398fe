#pragma once
// What the identifiers of this room are made of: runs of ASCII digits and weighted sums over them.

#include <cstddef>
#include <string_view>

namespace seethrough {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

inline bool all_digits(std::string_view text) {
  for (const char c : text) {
    if (!is_digit(c)) return false;
  }
  return true;
}

/// The value of a character whose place in `alphabet` is its value, or -1 if it has none.
inline int value_in(std::string_view alphabet, char c) {
  const std::size_t at = alphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace seethrough
