#pragma once
// How wide the columns (列宽) of a table are on paper.

#include <vector>

namespace seethrough::printing {

/// What a column asks for, all in the same unit, with the space beside its text.
struct ColumnNeed {
  double hard = 0;     ///< one character: it can't be narrower
  double least = 0;    ///< a word or a number that would have to be broken else
  double natural = 0;  ///< no cell needs a second line
  double bulk = 0;     ///< how much text it has: the more, the wider among those that are wrapped
};

/// Widths whose sum is `available`, each at least `hard`; `least` if there is room for that, and more for columns with
/// more text up to their natural width; beyond it, in proportion. Empty if not even `hard` fits.
std::vector<double> share_width(const std::vector<ColumnNeed>& needs, double available);

}  // namespace seethrough::printing
