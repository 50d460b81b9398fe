#pragma once
// Reading a table (表格) row by row from CSV with a header or from NDJSON with one object a line.
//
// CSV is RFC 4180: commas, cells in double quotes where needed, a quote inside doubled, CRLF or LF, a byte order mark
// allowed, the last line with or without its line break. The text is UTF-8, or GB18030 (which GBK and Excel's Chinese
// CSV are part of) and then converted. A cell that an export defused with a leading apostrophe ('=1) is read without
// it. NDJSON values are texts, numbers (taken as they are written), true, false or null (which is an empty cell).
//
// A damaged row is given as a row with a fault, and reading goes on with the next line, so that one stray quote costs
// one line. What makes the whole file unusable (an unknown column, a missing one, UTF-16, nothing in it) is a Failure.

#include <cstdint>
#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "exchange/row_fault.h"

namespace seethrough::exchange {

enum class TableFormat { csv, ndjson };
/// NDJSON for names that end in .ndjson or .jsonl, else CSV.
TableFormat format_of(const std::filesystem::path& file);

/// A column a file may have, by either name.
struct Column {
  std::string_view name;
  std::string_view zh;
  bool required = false;  ///< a file without it is refused
};

struct Row {
  std::uint64_t number = 0;        ///< as a spreadsheet counts: the header is row 1; in NDJSON the first line is 1
  std::vector<std::string> cells;  ///< in the order of the columns asked for; empty where the file has none
  std::string raw;                 ///< the row as the file has it, without its line break; cut off if it is too long
  std::optional<RowFault> fault;   ///< then the cells are all empty
};

inline constexpr std::size_t largest_row_bytes = 64 * 1024;

class TableReader {
 public:
  /// `columns` must outlive the reader. Failures: not_found, unavailable; malformed for an empty file, an encoding that
  /// can't be read, an unknown or doubled column (with the known ones) or a missing one. The columns row, column and
  /// reason, which a file of rejected rows has, are passed over.
  static Result<TableReader, Failure> open(const std::filesystem::path& file, TableFormat format,
                                           const std::vector<Column>& columns);
  /// The same from a stream that can be rewound; `name` is what sentences call it.
  static Result<TableReader, Failure> open(std::unique_ptr<std::istream> in, std::string name, TableFormat format,
                                           const std::vector<Column>& columns);
  TableReader(TableReader&&) noexcept;
  TableReader& operator=(TableReader&&) noexcept;
  ~TableReader();

  /// The next row; false at the end. Empty lines are passed over. Failure if the file can't be read on.
  Result<bool, Failure> next(Row& row);
  /// Whether the file has the column, in the order of the columns asked for; of NDJSON it can't be known and is true.
  const std::vector<bool>& present() const;
  std::uint64_t bytes_read() const;
  std::uint64_t bytes_total() const;

 private:
  struct State;
  explicit TableReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace seethrough::exchange
