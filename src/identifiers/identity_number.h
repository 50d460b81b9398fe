#pragma once
// The citizen identity number (公民身份号码, GB 11643): 6 digits of place, 8 of the birthday, 3 of sequence, 1 check.

#include <string_view>

#include "base/result.h"

namespace seethrough {

/// What is wrong with a number, in the order it is looked for.
enum class IdentityNumberFault {
  length,    ///< not 18 characters
  alphabet,  ///< something other than 17 digits and then a digit or an upper-case X
  date,      ///< the birthday does not exist, or is not of the years 1900 to 2199
  check,     ///< the last character is not the check character of the first 17
};

Result<void, IdentityNumberFault> check_identity_number(std::string_view number);

/// The check character (0-9 or X) for the first 17 digits.
char identity_number_check(std::string_view first17);

}  // namespace seethrough
