#pragma once
// RowFault (行错误): what is wrong with one row of a file, as one sentence a clerk can act on.

#include <string>
#include <string_view>

#include "base/language.h"

namespace seethrough::exchange {

/// With a column: its value is not what is expected. Without a column: expected_* is the whole sentence.
struct RowFault {
  std::string column;
  std::string value;  ///< as given, shortened; of a personal column only the ends; empty if nothing was given
  std::string expected_zh;
  std::string expected_en;
  friend bool operator==(const RowFault&, const RowFault&) = default;
};

std::string sentence(const RowFault& fault, Language language);

/// The value as a sentence may show it: at most 40 characters.
std::string shown(std::string_view value);
/// The same of a personal value: the first two characters and the last one, at most; stars between.
std::string masked(std::string_view value);
/// One or the other, as the column's values name or reach a person or not.
std::string shown_in(std::string_view column, std::string_view value);

}  // namespace seethrough::exchange
