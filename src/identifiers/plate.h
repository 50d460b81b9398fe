#pragma once
// The number plate (机动车号牌, GA 36) of a car: a province's character, an office's letter, then 5 characters, or 6 for a
// new-energy vehicle.

#include <string_view>

#include "base/result.h"

namespace seethrough {

/// What is wrong with a plate, in the order it is looked for.
enum class PlateFault {
  province,  ///< it does not begin with the character of a province, in UTF-8
  office,    ///< the second character is not a letter A-Z without I and O (letters are upper case)
  length,    ///< not 5 or 6 characters after these two
  serial,    ///< those 5 or 6 are not in a form that plates have
};

enum class PlateKind {
  fuel,              ///< 5 digits or letters without I and O
  new_energy_small,  ///< a letter A-H, J or K, a digit or letter, 4 digits
  new_energy_large,  ///< 5 digits, a letter A-H, J or K
};

/// The kind of a plate written without separators, such as 京A12345 or 沪AD12345.
Result<PlateKind, PlateFault> check_plate(std::string_view plate);

}  // namespace seethrough
