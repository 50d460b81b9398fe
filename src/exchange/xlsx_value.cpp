#include "exchange/xlsx_value.h"

#include <algorithm>
#include <charconv>

#include "calendar/day.h"
#include "identifiers/digits.h"

namespace seethrough::exchange {
namespace {

constexpr std::size_t kept_digits = 15;
constexpr int most_places = 40;

/// value = 0.digits × 10^point; digits begin and end with another than 0, or are empty for 0.
struct Decimal {
  bool negative = false;
  std::string digits;
  int point = 0;
};

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal number;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    number.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const std::size_t exponent_at = std::min(text.find_first_of("eE"), text.size());
  std::string_view mantissa = text.substr(0, exponent_at);
  if (mantissa.size() > 400) return std::nullopt;
  int exponent = 0;
  if (exponent_at < text.size()) {
    std::string_view written = text.substr(exponent_at + 1);
    if (written.starts_with('+')) written.remove_prefix(1);
    const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), exponent);
    if (error != std::errc{} || end != written.data() + written.size() || exponent < -400 || exponent > 400)
      return std::nullopt;
  }
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  number.digits = std::string(mantissa.substr(0, point));
  if (point < mantissa.size()) number.digits += mantissa.substr(point + 1);
  if (number.digits.empty() || !std::all_of(number.digits.begin(), number.digits.end(), is_digit)) return std::nullopt;
  const std::size_t zeros = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, zeros);
  number.point = static_cast<int>(point) - static_cast<int>(zeros) + exponent;
  number.digits.erase(number.digits.find_last_not_of('0') + 1);
  return number;
}

/// Half up, as a spreadsheet shows it.
void round_to(Decimal& number, std::size_t digits) {
  if (number.digits.size() <= digits) return;
  const bool up = number.digits[digits] >= '5';
  number.digits.resize(digits);
  if (up) {
    while (!number.digits.empty() && number.digits.back() == '9') number.digits.pop_back();
    if (number.digits.empty()) {
      number.digits = "1";
      ++number.point;
    } else {
      ++number.digits.back();
    }
  }
  number.digits.erase(number.digits.find_last_not_of('0') + 1);
}

Day first_day(bool from_1904) { return from_1904 ? day_of(1904, 1, 1) : day_of(1899, 12, 31); }

}  // namespace

std::optional<CellName> parse_cell_name(std::string_view text) {
  CellName name;
  std::size_t letters = 0;
  while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z')
    name.column = name.column * 26 + (text[letters++] - 'A' + 1);
  const std::string_view digits = text.substr(letters);
  if (letters == 0 || letters > 3 || digits.empty() || digits.size() > 7 || digits.front() == '0' ||
      !std::all_of(digits.begin(), digits.end(), is_digit))
    return std::nullopt;
  --name.column;
  std::from_chars(digits.data(), digits.data() + digits.size(), name.row);
  return name;
}

std::string to_string(const CellName& name) {
  std::string letters;
  for (int left = name.column + 1; left > 0; left = (left - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  return letters + std::to_string(name.row);
}

Result<std::string, NumberFault> plain_number(std::string_view stored) {
  auto number = parse_decimal(stored);
  if (!number) return Unexpected{NumberFault::form};
  if (number->digits.empty()) return std::string("0");
  if (number->point > static_cast<int>(kept_digits)) return Unexpected{NumberFault::too_long};
  round_to(*number, kept_digits);
  if (number->point > static_cast<int>(kept_digits)) return Unexpected{NumberFault::too_long};
  const int places = static_cast<int>(number->digits.size()) - number->point;
  if (places > most_places) return Unexpected{NumberFault::form};
  std::string out = number->negative ? "-" : "";
  if (number->point <= 0) {
    out += "0." + std::string(static_cast<std::size_t>(-number->point), '0') + number->digits;
  } else if (places <= 0) {
    out += number->digits + std::string(static_cast<std::size_t>(-places), '0');
  } else {
    out += number->digits.substr(0, static_cast<std::size_t>(number->point)) + '.' +
           number->digits.substr(static_cast<std::size_t>(number->point));
  }
  return out;
}

std::optional<std::string> day_of_serial(std::string_view stored, bool from_1904) {
  const auto number = plain_number(stored);
  if (!number) return std::nullopt;
  const std::string_view whole = std::string_view(*number).substr(0, number->find('.'));
  int days = 0;
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), days);
  if (error != std::errc{} || end != whole.data() + whole.size()) return std::nullopt;
  if (number->front() == '-' || days > 3'000'000) return std::nullopt;
  if (!from_1904) {
    if (days == 0 || days == 60) return std::nullopt;
    if (days > 60) --days;
  }
  const Day day = first_day(from_1904) + days;
  if (day > day_of(9999, 12, 31)) return std::nullopt;
  return to_string(day);
}

bool shows_day(int format) {
  return (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 31) || format == 36 ||
         (format >= 50 && format <= 54) || format == 57 || format == 58;
}

bool shows_day(std::string_view code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == ';') return false;  // the first section is the one of positive numbers
    if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') return true;
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"' || c == '[') {
      const std::size_t close = code.find(c == '"' ? '"' : ']', i + 1);
      if (close == std::string_view::npos) return false;
      i = close;
    }
  }
  return false;
}

std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    unsigned unit = 0;
    if (text.size() >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_') {
      const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
      // Control characters and the underline itself are what is escaped; anything else was written as it stands.
      if (error == std::errc{} && end == text.data() + 6 && unit != 0 && (unit < 0x20 || unit == '_')) {
        out.push_back(static_cast<char>(unit));
        text.remove_prefix(7);
        continue;
      }
    }
    out.push_back(text.front());
    text.remove_prefix(1);
  }
  return out;
}

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    units += (octet & 0xC0) != 0x80;
    units += octet >= 0xF0;
  }
  return units;
}

}  // namespace seethrough::exchange
