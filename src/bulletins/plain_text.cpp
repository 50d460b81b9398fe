#include <fmt/format.h>

#include <algorithm>

#include "base/result.h"
#include "bulletins/document.h"

namespace seethrough::bulletins {
namespace {

/// Columns a terminal takes: two for an East Asian character or full-width sign, one for the rest.
std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    columns += length >= 3 && !(lead == 0xE2 && static_cast<unsigned char>(text[i + 1]) < 0xBA) ? 2 : 1;
    i += length;
  }
  return columns;
}

void append_cell(std::string& out, const std::string& cell, std::size_t columns, bool right) {
  const std::string space(columns - width(cell), ' ');
  out += right ? space + cell : cell + space;
}

std::string table_text(const TableBlock& table) {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    std::size_t widest = width(table.columns[c].head);
    for (const auto& row : table.rows) widest = std::max(widest, width(row[c]));
    widths.push_back(widest);
  }
  std::string out = table.caption + "\n";
  const auto line = [&](const auto& cell_of) {
    std::string text = "  ";
    for (std::size_t c = 0; c < widths.size(); ++c) {
      if (c != 0) text += "  ";
      append_cell(text, cell_of(c), widths[c], table.columns[c].numeric);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
  };
  line([&](std::size_t c) { return table.columns[c].head; });
  for (const auto& row : table.rows) line([&](std::size_t c) { return row[c]; });
  return out;
}

}  // namespace

std::string plain_text(const Document& document) {
  std::string out = document.title + "\n" + document.subtitle + "\n";
  for (const Block& block : document.blocks) {
    out += "\n";
    std::visit(Overloaded{
                   [&](const Paragraph& p) { out += p.text + "\n"; },
                   [&](const TableBlock& table) { out += table_text(table); },
               },
               block);
  }
  return out;
}

}  // namespace seethrough::bulletins
