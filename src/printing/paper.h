#pragma once
// The paper (纸张) that bulletins are printed on: A4, upright or across.

#include <cstddef>

#include "bulletins/document.h"

namespace seethrough::printing {

/// A table of more columns than this is printed across.
inline constexpr std::size_t most_columns_upright = 5;
bool across(const bulletins::Document& document);

/// Stops the process if a row has other cells than its table columns: whoever made the document is wrong.
void check_rows(const bulletins::TableBlock& table);

}  // namespace seethrough::printing
