#include "stores/mask.h"

#include <algorithm>
#include <vector>

namespace seethrough::stores {
namespace {

using Characters = std::vector<std::string_view>;

/// One for each code point; octets that belong to none go with the one before.
Characters characters(std::string_view text) {
  Characters out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) ++end;
    out.push_back(text.substr(i, end - i));
    i = end;
  }
  return out;
}

/// Without what people put between digits.
std::string closed_up(std::string_view text) {
  std::string out;
  for (const std::string_view one : characters(text))
    if (one != " " && one != "-" && one != "\u3000" && one != "\t") out += one;
  return out;
}

/// The first and the last so many, and an asterisk for each other.
std::string ends(const Characters& all, std::size_t first, std::size_t last) {
  std::string out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i < first || i + last >= all.size()) {
      out += all[i];
    } else {
      out += '*';
    }
  }
  return out;
}

/// Likewise, with no more than half of them shown, the last ones first.
std::string at_most_half(const Characters& all, std::size_t first, std::size_t last) {
  const std::size_t half = all.size() / 2;
  last = std::min(last, half);
  return ends(all, std::min(first, half - last), last);
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Basic Latin, Latin-1 and Latin Extended-A and -B, by the lead octet.
bool latin(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  return (lead >= 'A' && lead <= 'Z') || (lead >= 'a' && lead <= 'z') || (lead >= 0xc3 && lead <= 0xc9);
}

}  // namespace

std::string mask_phone(std::string_view phone) {
  std::string number = closed_up(phone);
  for (const std::string_view prefix : {"+86", "0086", "86"}) {
    if (number.size() == prefix.size() + 11 && number.starts_with(prefix)) number.erase(0, prefix.size());
  }
  const Characters all = characters(number);
  if (number.size() == 11 && all_digits(number)) return ends(all, 3, 4);
  return at_most_half(all, 3, 4);
}

std::string mask_identity(std::string_view number) {
  const std::string closed = closed_up(number);
  return at_most_half(characters(closed), 4, 4);
}

std::string mask_name(std::string_view name) {
  const Characters all = characters(name);
  if (all.empty()) return {};
  if (latin(all.front())) return all.size() == 1 ? "***" : std::string(all.front()) + "***";
  return at_most_half(all, 1, 0);
}

std::string mask_account(std::string_view account) {
  const std::string closed = closed_up(account);
  const Characters all = characters(closed);
  std::string out = "****";
  for (std::size_t i = all.size() - std::min<std::size_t>(4, all.size() / 2); i < all.size(); ++i) out += all[i];
  return out;
}

}  // namespace seethrough::stores
