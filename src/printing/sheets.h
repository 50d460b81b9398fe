#pragma once
// Sheets (版面): what stands where on each sheet of A4, in points from the upper left corner, before any is drawn: their
// number is known only then.

#include <cairo.h>

#include <vector>

#include "printing/typesetter.h"

namespace seethrough::printing {

class Sheets {
 public:
  /// The lowest `foot` points above the lower margin stay free for the imprint.
  Sheets(bool across, double foot);

  double width() const { return right() - left(); }
  double left() const { return side_; }
  double right() const { return paper_width_ - side_; }
  double bottom() const { return paper_height_ - lower_margin - foot_; }
  double paper_width() const { return paper_width_; }
  double paper_height() const { return paper_height_; }
  /// What is free below the cursor, and on a whole sheet.
  double room() const { return bottom() - y; }
  double whole() const { return bottom() - upper_margin; }

  void new_sheet();
  /// A line of text whose box of `leading` points begins at `top`.
  void place(const Line& line, double x, double top, const Face& face, double leading);
  void rule(double x1, double y1, double x2, double y2);
  /// Lines of running text at the cursor, on as many sheets as they need.
  enum class Align { left, centre };
  void flow(const Lines& lines, const Face& face, double leading, Align align, double indent = 0);

  std::size_t count() const { return sheets_.size(); }
  void draw(cairo_t* on, std::size_t sheet) const;

  double y;  ///< the cursor

 private:
  static constexpr double upper_margin = 48, lower_margin = 34;
  struct Placed {
    PangoLayoutLine* line;
    double x, baseline;
  };
  struct Rule {
    double x1, y1, x2, y2;
  };
  struct Sheet {
    std::vector<Placed> lines;
    std::vector<Rule> rules;
  };
  double paper_width_, paper_height_, side_, foot_;
  std::vector<Sheet> sheets_;
};

/// Draws a line whose box of `leading` points begins at `top`.
void draw_line(cairo_t* on, PangoLayoutLine* line, double x, double top, const Face& face, double leading);

}  // namespace seethrough::printing
