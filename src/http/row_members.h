#pragma once
// The members of a JSON object as a row of a file: named as its columns, each at most once.

#include <vector>

#include "exchange/json_row.h"
#include "exchange/table_reader.h"

namespace seethrough::http {

/// The row, its cells in the order of the columns; or a fault that names the first member that is none or is there twice.
Result<exchange::Row, exchange::RowFault> row_of(exchange::JsonMembers members, const std::vector<exchange::Column>& columns);

}  // namespace seethrough::http
