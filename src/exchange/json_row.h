#pragma once
// One line of NDJSON: a flat object of texts, numbers, true, false and null.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exchange/row_fault.h"

namespace seethrough::exchange {

/// Members in the order of the line. A number is the text that the line has for it, so that no decimal is lost.
using JsonMembers = std::vector<std::pair<std::string, std::string>>;

/// Fills `members`, or says what is wrong with the line.
std::optional<RowFault> read_json_row(std::string_view line, JsonMembers& members);

}  // namespace seethrough::exchange
