#include "printing/typesetter.h"

#include <pango/pangocairo.h>

#include <algorithm>

#include "printing/printable.h"

namespace seethrough::printing {
namespace {

constexpr const char* families = "Noto Serif CJK SC, Source Han Serif SC, Noto Serif, serif";

int units(double points) { return static_cast<int>(points * PANGO_SCALE); }
double points(int units) { return static_cast<double>(units) / PANGO_SCALE; }

/// Sizes are not fitted to any screen's pixels, so that a line has the same width wherever it is set.
Owned<PangoContext> make_context(PangoFontMap* fonts, Language language) {
  Owned<PangoContext> context(pango_font_map_create_context(fonts));
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context.get(), options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(context.get(), 72);
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  pango_context_set_language(context.get(), pango_language_from_string(in(language, "zh-cn", "en")));
  return context;
}

}  // namespace

Typesetter::Typesetter(Language language)
    : fonts_(pango_cairo_font_map_new()), context_(make_context(fonts_.get(), language)) {}

Owned<PangoLayout> Typesetter::layout(std::string_view text, const Face& face) {
  std::string plain = printable(text);
  std::replace(plain.begin(), plain.end(), '\t', ' ');  // a tab's width would depend on where it stands
  Owned<PangoLayout> made(pango_layout_new(context_.get()));
  PangoFontDescription* font = pango_font_description_from_string(families);
  pango_font_description_set_size(font, units(face.size));
  pango_font_description_set_weight(font, face.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(made.get(), font);
  pango_font_description_free(font);
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));  // a digest has no hyphens
  pango_layout_set_attributes(made.get(), attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_auto_dir(made.get(), FALSE);
  pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text(made.get(), plain.data(), static_cast<int>(plain.size()));
  return made;
}

Lines Typesetter::set(std::string_view text, const Face& face, double width, double indent) {
  if (text.empty()) return {};
  Owned<PangoLayout> made = layout(text, face);
  pango_layout_set_width(made.get(), units(width));
  pango_layout_set_indent(made.get(), units(indent));
  Lines lines;
  for (int i = 0; i < pango_layout_get_line_count(made.get()); ++i) {
    PangoLayoutLine* line = pango_layout_get_line_readonly(made.get(), i);
    PangoRectangle logical;
    pango_layout_line_get_extents(line, nullptr, &logical);
    lines.push_back({line, points(logical.width)});
  }
  unknown_ = unknown_ || pango_layout_get_unknown_glyphs_count(made.get()) > 0;
  set_.push_back(std::move(made));
  return lines;
}

double Typesetter::width(std::string_view text, const Face& face) {
  int wide = 0;
  pango_layout_get_size(layout(text, face).get(), &wide, nullptr);
  return points(wide);
}

bool Typesetter::lacks_chinese() {
  return unknown_ && pango_layout_get_unknown_glyphs_count(layout("流水位置", {}).get()) > 0;
}

}  // namespace seethrough::printing
