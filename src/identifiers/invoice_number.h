#pragma once
// The number of a digital invoice (全面数字化的电子发票, 数电票): 20 digits, of which 2 are the year, 2 the region, 1 the
// channel and 15 the serial. No check digit is known, so what guards it is that no number is used twice.

#include <string_view>

#include "base/result.h"

namespace seethrough {

/// What is wrong with a number, in the order it is looked for.
enum class InvoiceNumberFault {
  length,    ///< not 20 characters
  alphabet,  ///< a character that is not a digit
};

Result<void, InvoiceNumberFault> check_invoice_number(std::string_view number);

}  // namespace seethrough
