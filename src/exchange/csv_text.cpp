#include "exchange/csv_text.h"

#include <algorithm>

namespace seethrough::exchange {
namespace {

bool runs(char c) { return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r'; }

/// Optional sign, digits, at most one point between digits.
bool is_number(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  bool point = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.' && !point && i != 0 && i + 1 != text.size()) {
      point = true;
    } else if (text[i] < '0' || text[i] > '9') {
      return false;
    }
  }
  return !text.empty();
}

/// Whether apostrophes at the front are followed by something that would be run.
bool needs_apostrophe(std::string_view text) {
  const std::size_t at = text.find_first_not_of('\'');
  return at != std::string_view::npos && runs(text[at]) && !(at == 0 && is_number(text));
}

}  // namespace

void append_cell(std::string& out, std::string_view text) {
  const bool defuse = needs_apostrophe(text);
  const bool space_at_end = !text.empty() && (text.front() == ' ' || text.back() == ' ' || text.back() == '\t');
  if (!space_at_end && text.find_first_of(",\"\r\n\t") == std::string_view::npos) {
    if (defuse) out.push_back('\'');
    out += text;
    return;
  }
  out.push_back('"');
  if (defuse) out.push_back('\'');
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

std::string_view undefused(std::string_view cell) {
  if (cell.empty() || cell.front() != '\'') return cell;
  const std::size_t at = cell.find_first_not_of('\'');
  if (at != std::string_view::npos && runs(cell[at])) cell.remove_prefix(1);
  return cell;
}

}  // namespace seethrough::exchange
