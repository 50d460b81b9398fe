#include "identifiers/vin.h"

#include "identifiers/digits.h"

namespace seethrough {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
constexpr std::string_view letter_values = "012345678912345678123457923456789";  // of the character above
constexpr int weights[] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
constexpr std::string_view checks = "0123456789X";  // by the sum mod 11
constexpr std::size_t check_position = 8;
static_assert(alphabet.size() == letter_values.size());

}  // namespace

Result<VinCheckDigit, VinFault> check_vin(std::string_view vin) {
  if (vin.size() != 17) return Unexpected{VinFault::length};
  if (vin.find_first_not_of(alphabet) != std::string_view::npos) return Unexpected{VinFault::alphabet};
  return vin[check_position] == vin_check(vin) ? VinCheckDigit::agrees : VinCheckDigit::differs;
}

char vin_check(std::string_view vin) {
  INVARIANT(vin.size() == 17, "a VIN's check character is computed from 17 characters");
  int sum = 0;
  for (std::size_t i = 0; i < vin.size(); ++i) {
    if (i == check_position) continue;
    const int at = value_in(alphabet, vin[i]);
    INVARIANT(at >= 0, "a character lies outside the VIN's alphabet");
    sum += weights[i] * (letter_values[static_cast<std::size_t>(at)] - '0');
  }
  return checks[static_cast<std::size_t>(sum % 11)];
}

}  // namespace seethrough
