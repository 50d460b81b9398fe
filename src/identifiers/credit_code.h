#pragma once
// The unified social credit code (统一社会信用代码, GB 32100-2015) of an organisation: 18 characters, of which positions
// 9 to 17 are an organisation code (组织机构代码, GB 11714) with a check character of its own.

#include <string_view>

#include "base/result.h"

namespace seethrough {

/// What is wrong with a code, in the order it is looked for.
enum class CreditCodeFault {
  length,              ///< not 18 characters
  alphabet,            ///< a character outside 0-9 and A-Z without I, O, S, V, Z (letters are upper case)
  organisation_check,  ///< position 17 is not the check character of positions 9 to 16
  check,               ///< position 18 is not the check character of positions 1 to 17
};

Result<void, CreditCodeFault> check_credit_code(std::string_view code);

/// The check character for the first 17 characters, which must be of the code's alphabet: alphabet[(31 - sum mod 31)
/// mod 31], so a sum divisible by 31 gives '0'.
char credit_code_check(std::string_view first17);
/// The check character (0-9 or X) of an organisation code, for its first 8 characters out of 0-9 and A-Z.
char organisation_code_check(std::string_view first8);

}  // namespace seethrough
