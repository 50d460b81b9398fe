#pragma once
// What is wrong with a parameter (参数有误): its name, its value, what is expected, and what to do.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.h"
#include "open311/georeport.h"

namespace seethrough::open311 {

/// Names and values of a query or a form, decoded, in the order sent.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// The first value of that name; empty if there is none. To the specification an empty parameter is one that is not there.
std::string_view value_of(const Parameters& parameters, std::string_view name);
/// Every value of that name, each cut at its commas.
std::vector<std::string> values_of(const Parameters& parameters, std::string_view name);

struct Wording {
  std::string zh, en;
  const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
};

struct Fault {
  int code = 400;     ///< 404 for what does not exist
  std::string field;
  std::string value;  ///< empty: it is missing
  Wording expected;   ///< what belongs there
  Wording advice;     ///< what to do, a sentence; may be empty
};
using Faults = std::vector<Fault>;

/// One sentence, or two with the advice; a long value is cut.
std::string sentence(const Fault& fault, Language language);
/// As the error document has them.
std::vector<Error> errors(const Faults& faults, Language language);

}  // namespace seethrough::open311
