#pragma once
// SheetRecordWriter: records as rows of an XLSX workbook, written row by row to a private folder and handed over whole
// at the end, so that memory stays the same however many there are.
//
// Every text is a text cell: nothing in it is run as a formula, and credit codes and long digits keep every digit.
// Amounts are numbers shown with two decimals. A cell holds the double nearest to fen/100: libxlsxwriter prints it with
// 16 digits, and a decimal of at most 15 digits is never farther from its double than the nearest of 16 digits is, so
// whoever reads the cell has that very double. Days are numbers shown as YYYY-MM-DD. The header row is frozen. A
// worksheet holds 1,048,576 rows; what is more goes on in further ones, each with its header.

#include <filesystem>
#include <memory>
#include <ostream>
#include <vector>

#include "base/language.h"
#include "exchange/record_writer.h"

namespace seethrough::exchange {

struct SheetOptions {
  Language language = Language::zh;  ///< of the header
  std::filesystem::path scratch;     ///< where the private folder is made; empty: the system's folder
  std::uint32_t rows_of_sheet = 1'048'576;  ///< with the header
};

/// Failure `unavailable` if no folder can be made. `out` and `columns` must outlive the writer.
Result<std::unique_ptr<RecordWriter>, Failure> make_sheet_record_writer(std::ostream& out,
                                                                        const std::vector<ExportColumn>& columns,
                                                                        const SheetOptions& options);

/// The writer of a format.
Result<std::unique_ptr<RecordWriter>, Failure> make_record_writer(std::ostream& out, ExportFormat format,
                                                                  const std::vector<ExportColumn>& columns,
                                                                  const SheetOptions& options);

}  // namespace seethrough::exchange
