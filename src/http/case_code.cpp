#include "http/case_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace seethrough::http {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t characters = 12, with_check = 13;
constexpr std::size_t cases_of_a_run = 10'000;

using Fives = std::array<std::uint8_t, with_check>;  // 5 bits each

/// Times x in GF(32) under x^5 + x^2 + 1, of which x generates all that is not zero.
constexpr std::uint8_t times_x(std::uint8_t a) {
  return static_cast<std::uint8_t>((a & 16) != 0 ? ((a << 1) ^ 0b100101) & 31 : a << 1);
}

/// Each character weighs another power of x, and the check one: so one that is wrong shows, and two exchanged do.
constexpr std::uint8_t check_of(const Fives& fives) {
  std::uint8_t sum = 0;
  for (std::size_t i = 0; i < characters; ++i) sum = times_x(static_cast<std::uint8_t>(sum ^ fives[i]));
  return sum;
}

/// 60 bits. The length keeps campaign and number apart.
std::uint64_t value_of(const stores::Vault& vault, std::string_view campaign, std::string_view number) {
  const Pseudonym made =
      vault.pseudonym("complaints.case_code", fmt::format("{}:{}:{}", campaign.size(), campaign, number));
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = value << 8 | made.bytes[i];
  return value >> 4;
}

std::string written(const Fives& fives) {
  std::string out;
  for (std::size_t i = 0; i < with_check; ++i) {
    if (i != 0 && i % 4 == 0) out += '-';
    out += alphabet[fives[i]];
  }
  return out;
}

/// Of a code as written.
std::uint64_t value_of(std::string_view code) {
  std::uint64_t value = 0;
  std::size_t read = 0;
  for (const char c : code) {
    if (c == '-') continue;
    if (read++ < characters) value = value << 5 | alphabet.find(c);
  }
  return value;
}

/// The UTF-8 character at the head of `text`, cut off it.
std::string_view next_character(std::string_view& text) {
  const auto lead = static_cast<std::uint8_t>(text[0]);
  const std::size_t length = std::min<std::size_t>(text.size(), lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
  const std::string_view one = text.substr(0, length);
  text.remove_prefix(length);
  return one;
}

/// Half-width for the full-width forms of ! to ~, which are EF BC 81 to EF BD 9E.
std::optional<char> ascii_of(std::string_view one) {
  if (one.size() == 1) return one[0];
  if (one.size() != 3 || one[0] != '\xef') return std::nullopt;
  const int second = static_cast<std::uint8_t>(one[1]), third = static_cast<std::uint8_t>(one[2]);
  const int at = (second - 0xbc) * 64 + (third - 0x80);
  if (at < 1 || at > 94) return std::nullopt;
  return static_cast<char>(' ' + at);
}

bool separates(std::string_view one) {
  for (const std::string_view other : {" ", "\t", "\r", "\n", "-", "_", "\u00a0", "\u3000", "\u2010", "\u2011", "\u2012",
                                       "\u2013", "\u2014", "\u2015", "\u2212", "\uff0d"}) {
    if (one == other) return true;
  }
  return false;
}

std::size_t read_character(std::string_view one) {
  const auto plain = ascii_of(one);
  if (!plain) return std::string_view::npos;
  char c = *plain;
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  return alphabet.find(c);
}

}  // namespace

std::string case_code(const stores::Vault& vault, std::string_view campaign, std::string_view number) {
  const std::uint64_t value = value_of(vault, campaign, number);
  Fives fives{};
  for (std::size_t i = 0; i < characters; ++i)
    fives[i] = static_cast<std::uint8_t>(value >> (5 * (characters - 1 - i)) & 31);
  fives[characters] = check_of(fives);
  return written(fives);
}

Result<std::string, CodeFault> parse_case_code(std::string_view text) {
  using Kind = CodeFault::Kind;
  Fives fives{};
  std::size_t length = 0;
  while (!text.empty()) {
    const std::string_view one = next_character(text);
    if (separates(one)) continue;
    const std::size_t value = read_character(one);
    if (value == std::string_view::npos) return Unexpected{CodeFault{Kind::character, std::string(one), 0}};
    if (length < with_check) fives[length] = static_cast<std::uint8_t>(value);
    ++length;
  }
  if (length == 0) return Unexpected{CodeFault{Kind::empty, {}, 0}};
  if (length != with_check) return Unexpected{CodeFault{Kind::length, {}, length}};
  if (fives[characters] != check_of(fives)) return Unexpected{CodeFault{Kind::check, {}, length}};
  return written(fives);
}

Words sentence(const CodeFault& fault) {
  switch (fault.kind) {
    case CodeFault::Kind::empty:
      return {"请填写查询码：回执上的 13 个字符，如 7F3K-9Q2M-X4TB-C。",
              "Enter the code: the 13 characters on your receipt, such as 7F3K-9Q2M-X4TB-C."};
    case CodeFault::Kind::character:
      return {fmt::format("查询码里没有“{}”这个字符：只有数字和字母，字母 U 也不用。请对照回执再看一遍。", fault.character),
              fmt::format("No code has the character '{}': there are only digits and letters, and never the letter U. "
                          "Look at your receipt again.",
                          fault.character)};
    case CodeFault::Kind::length:
      return {fmt::format("查询码应为 13 个字符，这里有 {} 个。请对照回执，看是漏写还是多写了。", fault.length),
              fmt::format("A code has 13 characters; this one has {}. Compare it with your receipt: something is missing "
                          "or was added.",
                          fault.length)};
    case CodeFault::Kind::check: break;
  }
  return {"校验字符不符：有一个字符抄错了，或者有两个写颠倒了。请对照回执逐个核对；字母 O 与数字 0、字母 I 和 L 与数字 1 "
          "不必区分。",
          "The check character does not fit: a character is wrong, or two are exchanged. Compare them one by one with your "
          "receipt; the letter O counts as the digit 0, the letters I and L as the digit 1."};
}

std::optional<CaseCodes::Place> CaseCodes::find(std::string_view code) {
  const std::scoped_lock lock(mutex_);
  catch_up();
  const auto found = places_.find(value_of(code));
  return found == places_.end() ? std::nullopt : std::optional(found->second);
}

std::size_t CaseCodes::size() const {
  const std::scoped_lock lock(mutex_);
  return places_.size();
}

/// In runs: what the journal thread waits for is the copying of some numbers, not the hashing.
void CaseCodes::catch_up() {
  struct Beyond {
    Place place;
    std::string campaign, number;
  };
  std::vector<Beyond> beyond;
  do {
    beyond.clear();
    city_.engine.look([&](const figures::Reading& reading, const std::string&) {
      const auto& campaigns = reading.complaints().campaigns;
      known_.resize(campaigns.size());
      for (std::size_t c = 0; c < campaigns.size(); ++c) {
        const auto& cases = campaigns[c].cases;
        for (std::size_t i = known_[c]; i < cases.size() && beyond.size() < cases_of_a_run; ++i)
          beyond.push_back({{static_cast<std::uint32_t>(c), static_cast<std::uint32_t>(i)},
                            campaigns[c].declared.campaign, cases[i].entry.number});
      }
    });
    for (const Beyond& one : beyond) {
      places_.emplace(value_of(city_.vault, one.campaign, one.number), one.place);
      known_[one.place.campaign] = one.place.one + 1;
    }
  } while (!beyond.empty());
}

}  // namespace seethrough::http
