#pragma once
// A case's row of the disclosure table, as the table prints it.

#include <string>
#include <vector>

#include "base/language.h"
#include "complaints/disclosure.h"
#include "figures/reading.h"

namespace seethrough::bulletins {

struct DisclosureCell {
  const complaints::DisclosureColumn* column;
  std::string text;
};
/// The campaign's columns in their order. The case has a text; without a signed result those cells are empty, and its number
/// in the table is 1.
std::vector<DisclosureCell> disclosure_row(const figures::Reading& reading, const complaints::Campaign& campaign,
                                           const complaints::Case& one, Language language);

}  // namespace seethrough::bulletins
