#pragma once
// A campaign's counting rule (计数口径) in words.

#include <string>

#include "base/language.h"
#include "complaints/counting.h"

namespace seethrough::pages {

/// One sentence that says how types, split, joint and repeated cases count.
std::string counting_sentence(const complaints::Counting& counting, Language language);

}  // namespace seethrough::pages
