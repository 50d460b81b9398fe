#include "identifiers/credit_code.h"

#include "identifiers/digits.h"

namespace seethrough {
namespace {

constexpr std::string_view code_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr int code_weights[] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
constexpr std::string_view organisation_alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr int organisation_weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
constexpr std::string_view organisation_checks = "0X987654321";  // by the sum mod 11

}  // namespace

Result<void, CreditCodeFault> check_credit_code(std::string_view code) {
  if (code.size() != 18) return Unexpected{CreditCodeFault::length};
  if (code.find_first_not_of(code_alphabet) != std::string_view::npos) return Unexpected{CreditCodeFault::alphabet};
  if (code[16] != organisation_code_check(code.substr(8, 8))) return Unexpected{CreditCodeFault::organisation_check};
  if (code[17] != credit_code_check(code.substr(0, 17))) return Unexpected{CreditCodeFault::check};
  return {};
}

char credit_code_check(std::string_view first17) {
  INVARIANT(first17.size() == 17, "a credit code's check character is computed from 17 characters");
  int sum = 0;
  for (std::size_t i = 0; i < first17.size(); ++i) {
    const int value = value_in(code_alphabet, first17[i]);
    INVARIANT(value >= 0, "a character lies outside the credit code's alphabet");
    sum += code_weights[i] * value;
  }
  return code_alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

char organisation_code_check(std::string_view first8) {
  INVARIANT(first8.size() == 8, "an organisation code's check character is computed from 8 characters");
  int sum = 0;
  for (std::size_t i = 0; i < first8.size(); ++i) {
    const int value = value_in(organisation_alphabet, first8[i]);
    INVARIANT(value >= 0, "a character lies outside the organisation code's alphabet");
    sum += organisation_weights[i] * value;
  }
  return organisation_checks[static_cast<std::size_t>(sum % 11)];
}

}  // namespace seethrough
