#pragma once
// Fixed runs of octets (digests, pseudonyms, request identifiers) and their lower-case hexadecimal form.

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace seethrough {

/// N octets that mean what Tag says. Compared as unsigned octets, left to right.
template <class Tag, std::size_t N>
struct Octets {
  static constexpr std::size_t size = N;
  std::array<std::uint8_t, N> bytes{};
  friend auto operator<=>(const Octets&, const Octets&) = default;
  friend bool operator==(const Octets&, const Octets&) = default;
};

/// The octets are uniform (hashes or random), so their first eight serve as a hash value.
template <class Tag, std::size_t N>
std::size_t hash_value(const Octets<Tag, N>& octets) {
  static_assert(N >= sizeof(std::size_t));
  std::size_t head;
  std::memcpy(&head, octets.bytes.data(), sizeof head);
  return head;
}

/// A SHA-256 value.
using Digest = Octets<struct DigestTag, 32>;

/// Appends the lower-case hexadecimal form of `bytes`.
void append_hex(std::string& out, const std::uint8_t* bytes, std::size_t size);
/// Fills `bytes` from exactly 2 * size lower- or upper-case hexadecimal digits; false if the text is anything else.
[[nodiscard]] bool parse_hex(std::string_view text, std::uint8_t* bytes, std::size_t size);

template <class Tag, std::size_t N>
std::string to_hex(const Octets<Tag, N>& octets) {
  std::string out;
  append_hex(out, octets.bytes.data(), N);
  return out;
}

/// The octets that `text` spells, if it is exactly 2 * N hexadecimal digits.
template <class O>
std::optional<O> octets_from_hex(std::string_view text) {
  O octets;
  if (!parse_hex(text, octets.bytes.data(), O::size)) return std::nullopt;
  return octets;
}

}  // namespace seethrough

template <class Tag, std::size_t N>
struct std::hash<seethrough::Octets<Tag, N>> {
  std::size_t operator()(const seethrough::Octets<Tag, N>& octets) const { return seethrough::hash_value(octets); }
};
