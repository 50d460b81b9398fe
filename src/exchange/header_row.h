#pragma once
// The header row (表头): which column of the file is which of the columns asked for.

#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "exchange/row.h"

namespace seethrough::exchange {

struct HeaderRow {
  std::vector<std::string> names;  ///< as the file has them; none in NDJSON, which has no header
  std::vector<int> column_of;  ///< of each cell of a row: its place among the columns asked for; -1: passed over
  std::vector<bool> present;   ///< whether the file has it, in the order of the columns asked for
  bool of_rejected_rows = false;  ///< begins row, column, reason: a file that an import wrote (rejected_file.h)
};

/// Failure `malformed` for an unknown column (with the known ones), a doubled or a missing one. Empty names and row,
/// column, reason are passed over. `file` is what sentences call the file.
Result<HeaderRow, Failure> read_header(const std::vector<std::string>& names, const std::vector<Column>& columns,
                                       const std::string& file);

/// Its place among the columns, by either name; -1: none.
int find_column(const std::vector<Column>& columns, std::string_view name);
bool passed_over(std::string_view name);
/// "a, b, c"
std::string known_names(const std::vector<Column>& columns);

}  // namespace seethrough::exchange
