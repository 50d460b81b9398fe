#pragma once
// A table in a text file: CSV or NDJSON, as table_reader.h says.

#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "exchange/table_source.h"

namespace seethrough::exchange {

enum class TableFormat { csv, ndjson };

/// From a stream that can be rewound and stands at its beginning; `columns` must outlive the table.
Result<std::unique_ptr<TableSource>, Failure> open_text_table(std::unique_ptr<std::istream> in, std::string name,
                                                              TableFormat format, const std::vector<Column>& columns);

}  // namespace seethrough::exchange
