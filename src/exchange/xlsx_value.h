#pragma once
// What the octets of a cell mean (ECMA-376 part 1, sections 18.3.1.4, 18.8.30, 18.17.4, 22.9.2.19): cell names, numbers,
// days, escaped characters. All decimal: no binary fraction lies between what is stored and what is read.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace seethrough::exchange {

struct CellName {
  int column = 0;  ///< from 0
  std::uint64_t row = 0;  ///< from 1
};
/// "AB12"; nothing if it is not a name of up to three letters and seven digits.
std::optional<CellName> parse_cell_name(std::string_view text);
std::string to_string(const CellName& name);

enum class NumberFault {
  form,      ///< not a number, or one of no use (beyond 40 places)
  too_long,  ///< more than 15 digits before the point: the file's double has lost the last ones
};
/// A stored number ("3299", "0.10000000000000001", "1.5E+3") as it was written: rounded to the 15 digits that a
/// spreadsheet keeps, without exponent and without zeros at the end.
Result<std::string, NumberFault> plain_number(std::string_view stored);

/// A stored number of days as YYYY-MM-DD; a time of day is left out. Nothing if the calendar has no such day: before
/// the first one, on the 29 February 1900 that the 1900 system invents, or after the year 9999.
std::optional<std::string> day_of_serial(std::string_view stored, bool from_1904);

/// Whether a built-in number format shows a day (including those of Chinese editions, 27 to 58).
bool shows_day(int format);
/// Whether a format's code does: it has a year or a day of the month outside quotes, brackets and escapes.
bool shows_day(std::string_view code);

/// _x000D_ and the like become the characters they stand for; those that no XML may hold stay as they are.
std::string unescaped(std::string_view text);

/// UTF-16 units that the UTF-8 text has.
std::size_t utf16_units(std::string_view text);

}  // namespace seethrough::exchange
