#pragma once
// Typesetter (排字): text broken into lines of Noto Serif CJK, measured in points (1/72 inch).

#include <pango/pango.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"

namespace seethrough::printing {

struct Face {
  double size = 10.5;  ///< points
  bool bold = false;
};

struct Released {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Released>;

struct Line {
  PangoLayoutLine* line = nullptr;  ///< the typesetter's
  double width = 0;
};
using Lines = std::vector<Line>;

/// Its lines live as long as it does.
class Typesetter {
 public:
  explicit Typesetter(Language language);

  /// Broken between words, and inside of them where one is wider than `width`: no line is wider, as long as one
  /// character is not. The first line begins `indent` in. Empty text has no lines.
  Lines set(std::string_view text, const Face& face, double width, double indent = 0);
  /// Of the longest line of `text` as it stands.
  double width(std::string_view text, const Face& face);
  /// Whether text was set that no font here has, and Chinese is not in the fonts at all.
  bool lacks_chinese();

 private:
  Owned<PangoLayout> layout(std::string_view text, const Face& face);

  Owned<PangoFontMap> fonts_;
  Owned<PangoContext> context_;
  std::vector<Owned<PangoLayout>> set_;
  bool unknown_ = false;
};

}  // namespace seethrough::printing
