#include "printing/paper.h"

namespace seethrough::printing {

bool across(const bulletins::Document& document) {
  for (const bulletins::Block& block : document.blocks) {
    const auto* table = std::get_if<bulletins::TableBlock>(&block);
    if (table && table->columns.size() > most_columns_upright) return true;
  }
  return false;
}

void check_rows(const bulletins::TableBlock& table) {
  INVARIANT(!table.columns.empty(), "a table has no column");
  for (const auto& row : table.rows)
    INVARIANT(row.size() == table.columns.size(), "a row has other cells than its table columns");
}

}  // namespace seethrough::printing
