#include "printing/sheets.h"

#include <pango/pangocairo.h>

namespace seethrough::printing {
namespace {

constexpr double long_side = 841.89, short_side = 595.276;  // A4
constexpr double hairline = 0.4;

/// Han characters fill their square from 0.88 above the baseline to 0.12 below it.
double baseline_of(double top, const Face& face, double leading) { return top + leading / 2 + 0.38 * face.size; }

}  // namespace

Sheets::Sheets(bool across, double foot)
    : y(upper_margin),
      paper_width_(across ? long_side : short_side),
      paper_height_(across ? short_side : long_side),
      side_(across ? 42 : 62),
      foot_(foot),
      sheets_(1) {}

void Sheets::new_sheet() {
  sheets_.emplace_back();
  y = upper_margin;
}

void Sheets::place(const Line& line, double x, double top, const Face& face, double leading) {
  sheets_.back().lines.push_back({line.line, x, baseline_of(top, face, leading)});
}

void Sheets::rule(double x1, double y1, double x2, double y2) { sheets_.back().rules.push_back({x1, y1, x2, y2}); }

void Sheets::flow(const Lines& lines, const Face& face, double leading, Align align, double indent) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (room() < leading) new_sheet();
    const double spare = align == Align::centre ? (width() - lines[i].width) / 2 : i == 0 ? indent : 0;
    place(lines[i], left() + spare, y, face, leading);
    y += leading;
  }
}

void Sheets::draw(cairo_t* on, std::size_t sheet) const {
  for (const Placed& one : sheets_[sheet].lines) {
    cairo_move_to(on, one.x, one.baseline);
    pango_cairo_show_layout_line(on, one.line);
  }
  cairo_set_line_width(on, hairline);
  for (const Rule& one : sheets_[sheet].rules) {
    cairo_move_to(on, one.x1, one.y1);
    cairo_line_to(on, one.x2, one.y2);
  }
  cairo_stroke(on);
}

void draw_line(cairo_t* on, PangoLayoutLine* line, double x, double top, const Face& face, double leading) {
  cairo_move_to(on, x, baseline_of(top, face, leading));
  pango_cairo_show_layout_line(on, line);
}

}  // namespace seethrough::printing
