#pragma once
// A table in a worksheet of an XLSX workbook: the first row that holds something is the header.

#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/table_source.h"
#include "exchange/xlsx_limits.h"

namespace seethrough::exchange {

/// From the whole of a stream. `sheet` names the worksheet; empty: the first visible one. `columns` must outlive the
/// table. Failures as of TableReader::open.
Result<std::unique_ptr<TableSource>, Failure> open_sheet_table(std::istream& in, std::string name, std::string_view sheet,
                                                               const std::vector<Column>& columns,
                                                               const XlsxLimits& limits = {});

}  // namespace seethrough::exchange
