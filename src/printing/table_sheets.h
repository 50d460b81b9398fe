#pragma once
// A table (表格) on sheets: caption, header on every sheet, rows.

#include "bulletins/document.h"
#include "printing/sheets.h"

namespace seethrough::printing {

/// False if the table has more columns than a sheet can hold; then nothing is placed.
bool place_table(Sheets& sheets, Typesetter& typesetter, const bulletins::TableBlock& table);

}  // namespace seethrough::printing
