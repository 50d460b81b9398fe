#pragma once
// A column (列) and a row (行) of a table that is read, whatever kind of file it comes from.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/row_fault.h"

namespace seethrough::exchange {

/// A column a file may have, by either name.
struct Column {
  std::string_view name;
  std::string_view zh;
  bool required = false;  ///< a file without it is refused
};

struct Row {
  std::uint64_t number = 0;        ///< as a spreadsheet counts: the header is row 1; in NDJSON the first line is 1
  std::vector<std::string> cells;  ///< in the order of the columns asked for; empty where the file has none
  std::string raw;                 ///< of text: the row as the file has it, without its line break, cut off if too long
  std::optional<RowFault> fault;   ///< then the cells are all empty, and `raw` has what the row was (of XLSX as CSV)
};

inline constexpr std::size_t largest_row_bytes = 64 * 1024;

}  // namespace seethrough::exchange
