#include "base/csv_cell.h"

#include <algorithm>
#include <iterator>

namespace seethrough {
namespace {

/// Whether a spreadsheet would run a cell that begins so. Some of them take the full-width signs for the plain ones.
bool runs(std::string_view text) {
  constexpr std::string_view signs[] = {"=", "+", "-", "@", "\t", "\r", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  return std::any_of(std::begin(signs), std::end(signs), [&](std::string_view sign) { return text.starts_with(sign); });
}

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
  return at != std::string_view::npos && runs(text.substr(at)) && !(at == 0 && is_number(text));
}

}  // namespace

void append_csv_cell(std::string& out, std::string_view text) {
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
  if (at != std::string_view::npos && runs(cell.substr(at))) cell.remove_prefix(1);
  return cell;
}

}  // namespace seethrough
