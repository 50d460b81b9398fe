#include "wording/words.h"

#include <cstdint>

namespace seethrough::wording {
namespace {

constexpr char32_t malformed = 0xFFFD;

/// The character at the front of `rest`, which it shortens; `malformed` takes one octet.
char32_t next_character(std::string_view& rest) {
  const auto octet = [&rest](std::size_t i) { return static_cast<std::uint8_t>(rest[i]); };
  const std::uint8_t first = octet(0);
  const std::size_t length = first < 0x80 ? 1 : first >= 0xC2 && first < 0xE0 ? 2 : (first & 0xF0) == 0xE0 ? 3
                             : first >= 0xF0 && first < 0xF5 ? 4 : 0;
  char32_t character = malformed;
  std::size_t taken = 1;
  if (length == 1) {
    character = first;
  } else if (length > 1 && rest.size() >= length) {
    char32_t value = first & (0x7Fu >> length);
    bool sound = true;
    for (std::size_t i = 1; i < length; ++i) {
      sound = sound && (octet(i) & 0xC0) == 0x80;
      value = (value << 6) | (octet(i) & 0x3Fu);
    }
    if (sound) character = value, taken = length;
  }
  rest.remove_prefix(taken);
  return character;
}

bool is_latin(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9'); }

char32_t one_form(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFF01 - U'!';  // full-width forms stand in ASCII's order
  if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
  return is_chinese(c) || is_latin(c) ? c : U' ';
}

}  // namespace

bool is_chinese(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF) || c == 0x3007; }

std::u32string folded(std::string_view text) {
  std::u32string out;
  out.reserve(text.size() / 3 + 1);
  while (!text.empty()) {
    const char32_t c = one_form(next_character(text));
    if (c != U' ' || (!out.empty() && out.back() != U' ')) out.push_back(c);
  }
  if (!out.empty() && out.back() == U' ') out.pop_back();
  return out;
}

std::string utf8_of(std::u32string_view characters) {
  std::string out;
  const auto put = [&out](char32_t octet) { out.push_back(static_cast<char>(static_cast<unsigned char>(octet))); };
  for (const char32_t c : characters) {
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
    } else {
      put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
    }
  }
  return out;
}

std::vector<Word> words(std::u32string_view folded) {
  std::vector<Word> out;
  for (std::size_t at = 0; at < folded.size();) {
    if (folded[at] == U' ') {
      ++at;
      continue;
    }
    const bool chinese = is_chinese(folded[at]);
    std::size_t end = at;
    while (end < folded.size() && folded[end] != U' ' && is_chinese(folded[end]) == chinese) ++end;
    if (!chinese || end - at == 1) {
      out.push_back({folded.substr(at, end - at), at});
    } else {
      for (std::size_t i = at; i + 1 < end; ++i) out.push_back({folded.substr(i, 2), i});
    }
    at = end;
  }
  return out;
}

}  // namespace seethrough::wording
