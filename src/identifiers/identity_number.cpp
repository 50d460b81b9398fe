#include "identifiers/identity_number.h"

#include <chrono>

#include "identifiers/digits.h"

namespace seethrough {
namespace {

constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
constexpr std::string_view checks = "10X98765432";  // by the sum mod 11

unsigned number(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

bool is_birthday(std::string_view yyyymmdd) {
  const unsigned year = number(yyyymmdd.substr(0, 4));
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(year)},
                                         std::chrono::month{number(yyyymmdd.substr(4, 2))},
                                         std::chrono::day{number(yyyymmdd.substr(6, 2))}};
  return year >= 1900 && year <= 2199 && date.ok();
}

}  // namespace

Result<void, IdentityNumberFault> check_identity_number(std::string_view text) {
  if (text.size() != 18) return Unexpected{IdentityNumberFault::length};
  const std::string_view first17 = text.substr(0, 17);
  if (!all_digits(first17) || !(is_digit(text[17]) || text[17] == 'X')) {
    return Unexpected{IdentityNumberFault::alphabet};
  }
  if (!is_birthday(text.substr(6, 8))) return Unexpected{IdentityNumberFault::date};
  if (text[17] != identity_number_check(first17)) return Unexpected{IdentityNumberFault::check};
  return {};
}

char identity_number_check(std::string_view first17) {
  INVARIANT(first17.size() == 17 && all_digits(first17),
            "an identity number's check character is computed from 17 digits");
  int sum = 0;
  for (std::size_t i = 0; i < first17.size(); ++i) sum += weights[i] * (first17[i] - '0');
  return checks[static_cast<std::size_t>(sum % 11)];
}

}  // namespace seethrough
