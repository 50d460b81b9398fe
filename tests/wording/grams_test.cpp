#include "wording/grams.h"

#include <doctest/doctest.h>

#include "wording/words.h"

namespace seethrough::wording {
namespace {

TEST_CASE("a text's grams are its characters once, and its pairs with each run's last character") {
  const Grams made = grams(folded("污水，直排水 D3"));
  CHECK(made.characters == "污 水 直 排 d 3");
  CHECK(made.pairs == "污水 水 直排 排水 水 d3 3");
  CHECK(grams(U"").pairs.empty());
  CHECK(grams(folded("臭")).pairs == "臭");
}

TEST_CASE("the pairs of a part stand in a text exactly where the part does") {
  const auto has = [](std::string_view text, std::string_view part) {
    const std::string of_text = " " + grams(folded(text)).pairs + " ";
    return of_text.find(" " + pairs_of(folded(part)) + " ") != std::string::npos;
  };
  CHECK(has("有污水直排入河", "污水直排"));
  CHECK_FALSE(has("有污水。水直排入河", "污水直排"));  // pairs over a full stop are no run
  CHECK_FALSE(has("污水", "水污"));
  CHECK_FALSE(has("有污水", "污水直"));
}

}  // namespace
}  // namespace seethrough::wording
