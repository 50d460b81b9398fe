#pragma once
// The bar code of a product (商品条码, EAN-13, GB 12904), in China called 69码: 13 digits, the last a check digit.

#include <string_view>

#include "base/result.h"

namespace seethrough {

/// What is wrong with a code, in the order it is looked for.
enum class ProductCodeFault {
  length,    ///< not 13 characters
  alphabet,  ///< a character that is not a digit
  check,     ///< the last digit is not the check digit of the first 12
};

/// Who gave the code out. Imported goods carry foreign codes, so that is a warning for the reviewer and no ground to
/// refuse.
enum class ProductCodeOrigin {
  china,      ///< 690 to 699
  elsewhere,  ///< any other prefix
};

Result<ProductCodeOrigin, ProductCodeFault> check_product_code(std::string_view code);

/// The check digit for the first 12 digits.
char product_code_check(std::string_view first12);

}  // namespace seethrough
