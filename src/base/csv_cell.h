#pragma once
// Writing a cell of CSV (RFC 4180) that a spreadsheet opens as it was meant. Whoever writes CSV writes its texts by this.

#include <string>
#include <string_view>

namespace seethrough {

/// A cell, in quotes if it must be. One that begins with = + - @ (or their full-width forms ＝ ＋ － ＠), a tab or a
/// carriage return would be run as a formula, so it gets a leading apostrophe; so does one that begins with an
/// apostrophe before one of these, so that undefused() undoes exactly what this did. Numbers (-12.50) stay as they are.
void append_csv_cell(std::string& out, std::string_view text);
/// What append_csv_cell was given, from the cell as a CSV parser gives it. Only for files that it wrote: elsewhere an
/// apostrophe may be the cell's own.
std::string_view undefused(std::string_view cell);

}  // namespace seethrough
