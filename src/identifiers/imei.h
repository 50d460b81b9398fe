#pragma once
// The IMEI (国际移动设备识别码) of a phone: 15 digits, the last by Luhn's algorithm (ISO/IEC 7812-1, annex B).

#include <string_view>

#include "base/result.h"

namespace seethrough {

/// What is wrong with a number, in the order it is looked for.
enum class ImeiFault {
  length,    ///< not 15 characters
  alphabet,  ///< a character that is not a digit
  check,     ///< the last digit is not the check digit of the first 14
};

Result<void, ImeiFault> check_imei(std::string_view imei);

/// Luhn's check digit for any run of digits that it will be appended to.
char luhn_check(std::string_view digits);

}  // namespace seethrough
