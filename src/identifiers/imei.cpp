#include "identifiers/imei.h"

#include "identifiers/digits.h"

namespace seethrough {

Result<void, ImeiFault> check_imei(std::string_view imei) {
  if (imei.size() != 15) return Unexpected{ImeiFault::length};
  if (!all_digits(imei)) return Unexpected{ImeiFault::alphabet};
  if (imei[14] != luhn_check(imei.substr(0, 14))) return Unexpected{ImeiFault::check};
  return {};
}

char luhn_check(std::string_view digits) {
  INVARIANT(all_digits(digits), "Luhn's check digit is computed from digits");
  std::size_t sum = 0;
  bool doubled = true;  // every second digit from the right, beginning with the last
  for (auto c = digits.rbegin(); c != digits.rend(); ++c, doubled = !doubled) {
    const auto value = static_cast<std::size_t>(*c - '0');
    sum += doubled ? value * 2 / 10 + value * 2 % 10 : value;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace seethrough
