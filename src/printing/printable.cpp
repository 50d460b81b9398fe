#include "printing/printable.h"

#include <algorithm>
#include <cstdint>

namespace seethrough::printing {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

/// The character at `at` and its octets; length 0 if there is no well-formed one (RFC 3629).
struct Character {
  std::uint32_t code = 0;
  std::size_t length = 0;
};
Character character_at(std::string_view text, std::size_t at) {
  const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned lead = octet(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || at + length > text.size()) return {};
  std::uint32_t code = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((octet(i) & 0xC0) != 0x80) return {};
    code = code << 6 | (octet(i) & 0x3Fu);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  return overlong || surrogate || code > 0x10FFFF ? Character{} : Character{code, length};
}

bool no_file_holds(std::uint32_t code) {
  return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0) || (code & 0xFFFE) == 0xFFFE;
}

bool east_asian(std::uint32_t code) { return code >= 0x1100 && (code < 0x2000 || code >= 0x2E80); }

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character one = character_at(text, at);
    if (one.code == '\r') {
      out += '\n';
      at += text.substr(at, 2) == "\r\n" ? 2 : 1;
      continue;
    }
    out += one.length == 0 || no_file_holds(one.code) ? replacement : text.substr(at, one.length);
    at += std::max<std::size_t>(one.length, 1);
  }
  return out;
}

std::size_t half_widths(std::string_view text) {
  std::size_t line = 0, longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character one = character_at(text, at);
    line = one.code == '\n' ? 0 : line + (east_asian(one.code) ? 2 : 1);
    longest = std::max(longest, line);
    at += std::max<std::size_t>(one.length, 1);
  }
  return longest;
}

std::string_view longest_run(std::string_view text) {
  std::string_view longest;
  for (std::size_t at = 0, from = 0; at < text.size();) {
    const Character one = character_at(text, at);
    const bool breaks = one.code == ' ' || one.code == '\n' || one.code == '\t' || east_asian(one.code);
    at += std::max<std::size_t>(one.length, 1);
    if (breaks) from = at;
    if (at - from > longest.size()) longest = text.substr(from, at - from);
  }
  return longest;
}

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    units += (octet & 0xC0) == 0x80 ? 0 : octet >= 0xF0 ? 2 : 1;
  }
  return units;
}

std::string_view first_utf16_units(std::string_view text, std::size_t units) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = std::max<std::size_t>(character_at(text, at).length, 1);
    const std::size_t needed = length == 4 ? 2 : 1;
    if (needed > units) break;
    units -= needed;
    at += length;
  }
  return text.substr(0, at);
}

}  // namespace seethrough::printing
