#pragma once
// Writing CSV (RFC 4180) that a spreadsheet opens as it was meant.

#include <string>
#include <string_view>

namespace seethrough::exchange {

/// A cell, in quotes if it must be. One that begins with = + - @, a tab or a carriage return would be run as a formula,
/// so it gets a leading apostrophe; so does one that begins with an apostrophe before one of these, so that reading
/// undoes exactly what writing did. Numbers (-12.50) stay as they are.
void append_cell(std::string& out, std::string_view text);
/// What append_cell was given, from the cell as a CSV parser gives it.
std::string_view undefused(std::string_view cell);

}  // namespace seethrough::exchange
