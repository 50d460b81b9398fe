#pragma once
// Plainly synthetic texts of complaints (举报内容), to train the suggestions of `wording` and to measure with: sentences
// with alternatives, put together at random. No text of a real complaint was used, for none may be.

#include <cstdint>
#include <string>
#include <vector>

#include "demo/dice.h"
#include "places/tree.h"

namespace seethrough::demo {

struct ComplaintText {
  std::string type;   ///< 水, 大气, 噪声, 土壤, 生态, 固废, 辐射 or 其他
  PlaceCode place;    ///< a place directly below the root
  std::string text;
};

/// The types, in the order in which a table prints them.
const std::vector<std::string>& complaint_types();

/// One text: type and place at random, each equally likely. One in five also names another type's nuisance in passing, one
/// in eight another place, one in six has a slip of the pen.
ComplaintText complaint_text(Dice& dice, const Tree& places);

}  // namespace seethrough::demo
