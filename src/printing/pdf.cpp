#include <cairo-pdf.h>
#include <fmt/format.h>

#include <memory>

#include "printing/paper.h"
#include "printing/printable.h"
#include "printing/printing.h"
#include "printing/table_sheets.h"

namespace seethrough::printing {
namespace {

using bulletins::TableBlock;

constexpr Face title_face{17, true}, subtitle_face{9, false}, prose_face{11, false}, foot_face{7, false};
constexpr double title_leading = 26, subtitle_leading = 20, prose_leading = 20, foot_leading = 10.5, number_width = 90;

/// The imprint below every sheet, and the sheet's number.
struct Foot {
  Lines identity, evidence;
  double height() const { return foot_leading * static_cast<double>(identity.size() + evidence.size()) + 12; }
};

struct Freed {
  void operator()(cairo_t* drawing) const { cairo_destroy(drawing); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

cairo_status_t append(void* out, const unsigned char* octets, unsigned int size) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(octets), size);
  return CAIRO_STATUS_SUCCESS;
}

Failure too_many_columns(const TableBlock& table) {
  return {FailureKind::malformed,
          fmt::format("表“{}”有 {} 列，一页纸排不下：请改用 XLSX 或 HTML", table.caption, table.columns.size()),
          fmt::format("the table '{}' has {} columns, more than a sheet of paper can hold: use XLSX or HTML", table.caption,
                      table.columns.size())};
}
Failure no_chinese() {
  return {FailureKind::unavailable, "系统里没有中文字体，PDF 排不出来：请安装 fonts-noto-cjk",
          "no font of this system has Chinese, so no PDF can be set: install fonts-noto-cjk"};
}
Failure not_drawn(cairo_status_t status) {
  return {FailureKind::unavailable, fmt::format("PDF 画不出来：{}", cairo_status_to_string(status)),
          fmt::format("the PDF cannot be drawn: {}", cairo_status_to_string(status))};
}

class Print {
 public:
  Print(const bulletins::Document& document, const Imprint& imprint)
      : document_(document),
        imprint_(imprint),
        typesetter_(imprint.language),
        foot_(set_foot()),
        sheets_(across(document), foot_.height()) {}
  Result<std::string, Failure> make();

 private:
  Foot set_foot();
  void place_heading();
  Result<void, Failure> place_blocks();
  Result<std::string, Failure> draw();
  void set_metadata(cairo_surface_t* surface) const;
  void draw_foot(cairo_t* on, std::size_t sheet);

  const bulletins::Document& document_;
  const Imprint& imprint_;
  Typesetter typesetter_;
  Foot foot_;
  Sheets sheets_;
};

Foot Print::set_foot() {
  const Sheets paper(across(document_), 0);
  return {typesetter_.set(identity(imprint_), foot_face, paper.width() - number_width),
          typesetter_.set(evidence(imprint_), foot_face, paper.width())};
}

void Print::place_heading() {
  sheets_.flow(typesetter_.set(document_.title, title_face, sheets_.width()), title_face, title_leading, Sheets::Align::centre);
  sheets_.flow(typesetter_.set(document_.subtitle, subtitle_face, sheets_.width()), subtitle_face, subtitle_leading,
               Sheets::Align::centre);
  sheets_.y += 8;
}

Result<void, Failure> Print::place_blocks() {
  const double indent = imprint_.language == Language::zh ? 2 * prose_face.size : 0;
  for (const bulletins::Block& block : document_.blocks) {
    if (const auto* paragraph = std::get_if<bulletins::Paragraph>(&block)) {
      sheets_.flow(typesetter_.set(paragraph->text, prose_face, sheets_.width(), indent), prose_face, prose_leading,
                   Sheets::Align::left, indent);
      sheets_.y += 5;
    }
    if (const auto* table = std::get_if<TableBlock>(&block)) {
      if (!place_table(sheets_, typesetter_, *table)) return Unexpected{too_many_columns(*table)};
      sheets_.y += 12;
    }
  }
  return {};
}

void Print::set_metadata(cairo_surface_t* surface) const {
  const auto set = [&](cairo_pdf_metadata_t what, const std::string& value) {
    cairo_pdf_surface_set_metadata(surface, what, value.c_str());
  };
  set(CAIRO_PDF_METADATA_TITLE, printable(document_.title));
  set(CAIRO_PDF_METADATA_SUBJECT, identity(imprint_));
  set(CAIRO_PDF_METADATA_KEYWORDS, evidence(imprint_));
  set(CAIRO_PDF_METADATA_CREATE_DATE, to_string(imprint_.cut_off) + "T23:59:59+08:00");
}

void Print::draw_foot(cairo_t* on, std::size_t sheet) {
  double y = sheets_.bottom() + 6;
  cairo_set_line_width(on, 0.4);
  cairo_move_to(on, sheets_.left(), y);
  cairo_line_to(on, sheets_.right(), y);
  cairo_stroke(on);
  y += 4;
  const std::string said = fmt::format(fmt::runtime(in(imprint_.language, "第 {} 页 共 {} 页", "page {} of {}")), sheet + 1,
                                       sheets_.count());
  for (const Line& number : typesetter_.set(said, foot_face, number_width))
    draw_line(on, number.line, sheets_.right() - number.width, y, foot_face, foot_leading);
  for (const Lines* lines : {&foot_.identity, &foot_.evidence}) {
    for (const Line& line : *lines) {
      draw_line(on, line.line, sheets_.left(), y, foot_face, foot_leading);
      y += foot_leading;
    }
  }
}

Result<std::string, Failure> Print::draw() {
  std::string out;
  const std::unique_ptr<cairo_surface_t, Freed> surface(
      cairo_pdf_surface_create_for_stream(append, &out, sheets_.paper_width(), sheets_.paper_height()));
  set_metadata(surface.get());
  const std::unique_ptr<cairo_t, Freed> drawing(cairo_create(surface.get()));
  for (std::size_t sheet = 0; sheet < sheets_.count(); ++sheet) {
    sheets_.draw(drawing.get(), sheet);
    draw_foot(drawing.get(), sheet);
    cairo_show_page(drawing.get());
  }
  cairo_surface_finish(surface.get());
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
    return Unexpected{not_drawn(status)};
  return out;
}

Result<std::string, Failure> Print::make() {
  place_heading();
  if (auto placed = place_blocks(); !placed) return Unexpected{placed.error()};
  auto drawn = draw();
  if (drawn && typesetter_.lacks_chinese()) return Unexpected{no_chinese()};
  return drawn;
}

}  // namespace

Result<std::string, Failure> pdf(const bulletins::Document& document, const Imprint& imprint) {
  return Print(document, imprint).make();
}

}  // namespace seethrough::printing
