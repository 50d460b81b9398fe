#include "identifiers/product_code.h"

#include "identifiers/digits.h"

namespace seethrough {

Result<ProductCodeOrigin, ProductCodeFault> check_product_code(std::string_view code) {
  if (code.size() != 13) return Unexpected{ProductCodeFault::length};
  if (!all_digits(code)) return Unexpected{ProductCodeFault::alphabet};
  if (code[12] != product_code_check(code.substr(0, 12))) return Unexpected{ProductCodeFault::check};
  return code.substr(0, 2) == "69" ? ProductCodeOrigin::china : ProductCodeOrigin::elsewhere;
}

char product_code_check(std::string_view first12) {
  INVARIANT(first12.size() == 12 && all_digits(first12), "a product code's check digit is computed from 12 digits");
  int sum = 0;
  for (std::size_t i = 0; i < first12.size(); ++i) sum += (i % 2 == 0 ? 1 : 3) * (first12[i] - '0');
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace seethrough
