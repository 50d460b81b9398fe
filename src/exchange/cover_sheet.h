#pragma once
// The cover sheet (交办清单封面) of a batch as a table, CSV, NDJSON or XLSX: a line for each figure.
//
//   kind            name          cases
//   total   合计                  5       once
//   key     重点件                2       once, 0 too
//   place   地区    潞州区        2       by name or code
//   type    类型    水            1
//   channel 来源    来电/phone    2       none at all: the sheet does not tell channels

#include <string>
#include <vector>

#include "complaints/commands_campaign.h"
#include "exchange/table_reader.h"
#include "places/tree.h"

namespace seethrough::exchange {

const std::vector<Column>& cover_sheet_columns();

/// What the sheet says. Whether it tallies with itself and with the cases is asked where the batch is handed over. Failure
/// `malformed` names the first row that can't be understood or stands twice, or the line that is missing; `name` is what
/// sentences call the file.
Result<complaints::BatchHeader, Failure> read_cover_sheet(TableReader& reader, const std::string& name,
                                                          const Tree& places);

}  // namespace seethrough::exchange
