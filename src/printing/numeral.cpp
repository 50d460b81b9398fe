#include "printing/numeral.h"

#include <charconv>
#include <string>

namespace seethrough::printing {
namespace {

constexpr std::size_t most_digits = 15;

bool all_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

/// The digits of a whole number, thousands set off by commas or not at all; empty if it is not one.
std::string whole_digits(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text[0] == '0')) return {};
  if (text.find(',') == std::string_view::npos) return all_digits(text) ? std::string(text) : std::string();
  std::string digits;
  std::size_t group = (text.size() - 1) % 4 + 1;
  if (group > 3) return {};
  for (std::size_t at = 0; at < text.size(); at += group + 1, group = 3) {
    const std::string_view part = text.substr(at, group);
    if (part.size() != group || !all_digits(part)) return {};
    if (at + group < text.size() && text[at + group] != ',') return {};
    digits += part;
  }
  return digits;
}

}  // namespace

std::optional<Numeral> parse_numeral(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string whole = whole_digits(text.substr(0, point));
  const std::string_view decimals = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || !all_digits(decimals) || (decimals.empty() && point != std::string_view::npos)) return std::nullopt;
  if (whole.size() + decimals.size() > most_digits) return std::nullopt;
  const std::string plain = (negative ? "-" : "") + whole + "." + std::string(decimals) + "0";
  Numeral numeral{0, static_cast<int>(decimals.size())};
  std::from_chars(plain.data(), plain.data() + plain.size(), numeral.value);
  return numeral;
}

}  // namespace seethrough::printing
