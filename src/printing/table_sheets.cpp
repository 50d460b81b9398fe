#include "printing/table_sheets.h"

#include <algorithm>
#include <cmath>

#include "printing/column_widths.h"
#include "printing/paper.h"
#include "printing/printable.h"

namespace seethrough::printing {
namespace {

using bulletins::TableBlock;

constexpr double usual_size = 9, size_across = 8, smallest_size = 2;
constexpr double side_space = 0.4, upper_space = 0.3, line_height = 1.42;  // of the size
constexpr std::size_t fewest_lines = 3;  // of a row that is broken, at the foot of a sheet

/// A table's texts at a size, and the widths its columns have then.
struct Measure {
  Face face;
  std::vector<double> widths;
  double side() const { return face.size * side_space; }
  double above() const { return face.size * upper_space; }
  double leading() const { return face.size * line_height; }
  double inner(std::size_t column) const { return widths[column] - 2 * side(); }
};

/// The texts that decide on a column, told by counting characters: setting every cell would take as long as printing it.
ColumnNeed need(Typesetter& typesetter, const TableBlock& table, std::size_t column, const Face& face) {
  const std::string head = printable(table.columns[column].head);
  std::string longest = head, run(longest_run(head));
  double squares = 0;
  for (const auto& row : table.rows) {
    const std::string text = printable(row[column]);
    const std::size_t halves = half_widths(text);
    squares += static_cast<double>(halves) * static_cast<double>(halves);
    if (halves > half_widths(longest)) longest = text;
    if (const auto here = longest_run(text); here.size() > run.size()) run = here;
  }
  constexpr double widest_run = 12, widest_short = 5.2, widest_head = 6, slack = 0.2;  // of the size
  const double em = face.size, beside = 2 * em * side_space + em * slack;
  ColumnNeed out;
  out.hard = em * 1.05 + beside;
  const double word = typesetter.width(run, face);
  const double natural = half_widths(longest) > 400 ? em / 2 * static_cast<double>(half_widths(longest))
                                                    : typesetter.width(longest, face);
  const double in_three = std::ceil(static_cast<double>(half_widths(head)) / 6) * em;  // the header in three lines
  out.least = std::max({2 * em, std::min(in_three, widest_head * em),
                        table.columns[column].numeric ? word : std::min(word, widest_run * em),
                        natural <= widest_short * em ? natural : 0}) +
              beside;
  out.natural = std::max(out.least, natural + beside);
  out.bulk = em / 2 * std::sqrt(squares / static_cast<double>(std::max<std::size_t>(table.rows.size(), 1))) + beside;
  return out;
}

/// The usual size, or so much smaller that every column holds a character; none if that would be too small to see.
Measure measure(Typesetter& typesetter, const TableBlock& table, double available) {
  const double usual = table.columns.size() > most_columns_upright ? size_across : usual_size;
  for (double size = usual; size >= smallest_size; size -= 0.5) {
    Measure out{{size, false}, {}};
    std::vector<ColumnNeed> needs;
    for (std::size_t i = 0; i < table.columns.size(); ++i) needs.push_back(need(typesetter, table, i, out.face));
    out.widths = share_width(needs, available);
    if (!out.widths.empty()) return out;
  }
  return {};
}

using Cells = std::vector<Lines>;
std::size_t height(const Cells& cells) {
  std::size_t most = 1;
  for (const Lines& lines : cells) most = std::max(most, lines.size());
  return most;
}

enum class Place { left, centre, right };

class TablePlacer {
 public:
  TablePlacer(Sheets& sheets, Typesetter& typesetter, const TableBlock& table, Measure measure)
      : sheets_(sheets), typesetter_(typesetter), table_(table), measure_(std::move(measure)) {}
  void place();

 private:
  std::size_t lines_in(double room) const {
    const double lines = (room - 2 * measure_.above()) / measure_.leading();
    return lines < 0 ? 0 : static_cast<std::size_t>(lines);
  }
  double height_of(std::size_t lines) const {
    return static_cast<double>(lines) * measure_.leading() + 2 * measure_.above();
  }
  void next_sheet();
  void place_row(const Cells& cells);
  void place_part(const Cells& cells, std::size_t from, std::size_t to, bool head);
  void place_cell(std::size_t column, const Lines& lines, std::size_t from, std::size_t to, double left, double top, Place at);

  Sheets& sheets_;
  Typesetter& typesetter_;
  const TableBlock& table_;
  const Measure measure_;
  Cells head_;
  bool repeats_ = true;  // a header that takes half a sheet stands once
};

void TablePlacer::place() {
  const Face bold{measure_.face.size, true};
  for (std::size_t i = 0; i < table_.columns.size(); ++i)
    head_.push_back(typesetter_.set(table_.columns[i].head, bold, measure_.inner(i)));
  repeats_ = height_of(height(head_)) < sheets_.whole() / 2;
  const Face caption{10.5, true};
  const Lines said = typesetter_.set(table_.caption, caption, sheets_.width());
  constexpr double caption_leading = 18;
  const double together = caption_leading * static_cast<double>(said.size()) + height_of(height(head_)) + height_of(fewest_lines);
  if (sheets_.room() < together && together < sheets_.whole()) sheets_.new_sheet();
  sheets_.flow(said, caption, caption_leading, Sheets::Align::centre);
  if (repeats_) place_part(head_, 0, height(head_), true);
  else place_row(head_);
  for (const auto& row : table_.rows) {
    Cells cells;
    for (std::size_t i = 0; i < row.size(); ++i) cells.push_back(typesetter_.set(row[i], measure_.face, measure_.inner(i)));
    place_row(cells);
  }
}

void TablePlacer::next_sheet() {
  sheets_.new_sheet();
  if (repeats_) place_part(head_, 0, height(head_), true);
}

/// Only a row that no sheet could hold is broken.
void TablePlacer::place_row(const Cells& cells) {
  const std::size_t all = height(cells);
  const double head = repeats_ ? height_of(height(head_)) : 0;
  const std::size_t whole = lines_in(sheets_.whole() - head), here = lines_in(sheets_.room());
  if (all > here && (all <= whole || here < fewest_lines)) next_sheet();
  for (std::size_t from = 0; from < all;) {
    if (from > 0) next_sheet();
    const std::size_t to = std::min(all, from + std::max<std::size_t>(1, lines_in(sheets_.room())));
    place_part(cells, from, to, false);
    from = to;
  }
}

/// The lines from..to of a row at the cursor, with the rules around and between its cells.
void TablePlacer::place_part(const Cells& cells, std::size_t from, std::size_t to, bool head) {
  const double top = sheets_.y, bottom = top + height_of(to - from);
  double x = sheets_.left();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    sheets_.rule(x, top, x, bottom);
    const bool whole = from == 0 && to == height(cells);
    const double spare = whole ? static_cast<double>(to - cells[i].size()) * measure_.leading() / 2 : 0;
    place_cell(i, cells[i], from, to, x, top + measure_.above() + spare,
               head ? Place::centre : table_.columns[i].numeric ? Place::right : Place::left);
    x += measure_.widths[i];
  }
  sheets_.rule(x, top, x, bottom);
  sheets_.rule(sheets_.left(), top, x, top);
  sheets_.rule(sheets_.left(), bottom, x, bottom);
  sheets_.y = bottom;
}

void TablePlacer::place_cell(std::size_t column, const Lines& lines, std::size_t from, std::size_t to, double left,
                             double top, Place at) {
  for (std::size_t i = from; i < std::min(to, lines.size()); ++i) {
    const double spare = std::max(0.0, measure_.inner(column) - lines[i].width);
    const double shift = at == Place::left ? 0 : at == Place::right ? spare : spare / 2;
    sheets_.place(lines[i], left + measure_.side() + shift, top, measure_.face, measure_.leading());
    top += measure_.leading();
  }
}

}  // namespace

bool place_table(Sheets& sheets, Typesetter& typesetter, const TableBlock& table) {
  check_rows(table);
  Measure measured = measure(typesetter, table, sheets.width());
  if (measured.widths.empty()) return false;
  TablePlacer(sheets, typesetter, table, std::move(measured)).place();
  return true;
}

}  // namespace seethrough::printing
