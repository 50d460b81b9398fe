#pragma once
// The vehicle identification number (车辆识别代号, GB 16735): 17 characters without I, O and Q.

#include <string_view>

#include "base/result.h"

namespace seethrough {

/// What no vehicle's number may have wrong, in the order it is looked for.
enum class VinFault {
  length,    ///< not 17 characters
  alphabet,  ///< a character outside 0-9 and A-Z without I, O, Q (letters are upper case)
};

/// Whether position 9 is the check digit of the others. Not every vehicle in China must comply, so a digit that
/// differs is a warning for the reviewer and no ground to refuse.
enum class VinCheckDigit { agrees, differs };

Result<VinCheckDigit, VinFault> check_vin(std::string_view vin);

/// The check character (0-9 or X) that belongs at position 9 of these 17 characters, whatever stands there now.
char vin_check(std::string_view vin);

}  // namespace seethrough
