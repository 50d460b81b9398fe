#pragma once
// Reading a table (表格) row by row: CSV with a header, NDJSON with one object a line, or a worksheet of an XLSX
// workbook. What the file is, its first octets say, not its name; anything else is refused with a sentence.
//
// CSV is RFC 4180: commas, cells in double quotes where needed, a quote inside doubled, CRLF or LF, a byte order mark
// allowed, the last line with or without its line break. The text is UTF-8, or GB18030 (which GBK and Excel's Chinese
// CSV are part of) and then converted. In a file of rejected rows, which an import wrote, a cell that was defused with a
// leading apostrophe ('=1) is read without it. NDJSON values are texts, numbers (taken as they are written), true, false
// or null (which is an empty cell). Of XLSX, xlsx_sheet.h says what a cell becomes.
//
// A damaged row is given as a row with a fault, and reading goes on with the next line, so that one stray quote costs
// one line. What makes the whole file unusable (an unknown column, a missing one, UTF-16, nothing in it) is a Failure.

#include <cstdint>
#include <filesystem>
#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "exchange/row.h"
#include "exchange/table_source.h"
#include "exchange/xlsx_limits.h"

namespace seethrough::exchange {

class TableReader {
 public:
  /// `columns` must outlive the reader; `sheet` names a worksheet, empty: the first visible one. Failures: not_found,
  /// unavailable; malformed for a file that is no table, is empty, has an encoding that can't be read, an unknown or
  /// doubled column (with the known ones) or lacks one, or a workbook beyond the limits. The columns row, column and
  /// reason, which a file of rejected rows has, are passed over.
  static Result<TableReader, Failure> open(const std::filesystem::path& file, const std::vector<Column>& columns,
                                           std::string_view sheet = {}, const XlsxLimits& limits = {});
  /// The same from a stream that can be rewound; `name` is what sentences call it.
  static Result<TableReader, Failure> open(std::unique_ptr<std::istream> in, std::string name,
                                           const std::vector<Column>& columns, std::string_view sheet = {}, const XlsxLimits& limits = {});

  /// The next row; false at the end. Empty lines are passed over. Failure if the file can't be read on.
  Result<bool, Failure> next(Row& row) { return source_->next(row); }
  /// Whether the file has the column, in the order of the columns asked for; of NDJSON it can't be known and is true.
  const std::vector<bool>& present() const { return source_->header().present; }
  const HeaderRow& header() const { return source_->header(); }
  /// Of XLSX: of the worksheet, unpacked.
  std::uint64_t bytes_read() const { return source_->bytes_read(); }
  std::uint64_t bytes_total() const { return source_->bytes_total(); }

 private:
  explicit TableReader(std::unique_ptr<TableSource> source) : source_(std::move(source)) {}
  std::unique_ptr<TableSource> source_;
};

}  // namespace seethrough::exchange
