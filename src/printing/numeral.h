#pragma once
// A numeral (数字) as bulletins write it: "243,696", "345,599,823.10", "-12".

#include <optional>
#include <string_view>

namespace seethrough::printing {

struct Numeral {
  double value = 0;  ///< the double nearest to what is written
  int decimals = 0;  ///< as written
};
/// Nothing if it is written otherwise (a percentage, a dash, thousands set off wrongly, leading zeros) or has more than
/// the 15 digits that a spreadsheet keeps.
std::optional<Numeral> parse_numeral(std::string_view text);

}  // namespace seethrough::printing
