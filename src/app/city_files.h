#pragma once
// The rules and places that the program carries.

#include "base/failure.h"
#include "base/result.h"
#include "places/tree.h"
#include "rules/book.h"

namespace seethrough::app {

/// Failure `malformed` names file and line.
Result<Tree, Failure> read_places(std::string_view text, std::string_view file_name);

struct CityFiles {
  Tree places;
  rules::Book rules;
};
Result<CityFiles, Failure> city_files();

}  // namespace seethrough::app
