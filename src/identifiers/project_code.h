#pragma once
// The code of an investment project (投资项目统一代码, GB/T 40058-2021), such as 2301-140400-89-01-123456: 4 digits of
// year and month, 6 of region, 2 of ministry, 2 of type, 5 random and 1 check. How the check digit is computed isn't
// published, so only the form is checked.

#include <string_view>

#include "base/result.h"

namespace seethrough {

/// What is wrong with a code, in the order it is looked for.
enum class ProjectCodeFault {
  length,    ///< not 24 characters with the hyphens
  hyphens,   ///< no hyphen after the 4th, 10th, 12th or 14th digit
  alphabet,  ///< a character between the hyphens that is not a digit
  month,     ///< the 3rd and 4th digit are not a month
};

Result<void, ProjectCodeFault> check_project_code(std::string_view code);

}  // namespace seethrough
