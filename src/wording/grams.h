#pragma once
// What an index of texts keeps, so that any part of a text is found, from one character on.

#include <string>
#include <string_view>

namespace seethrough::wording {

/// The grams of a folded text, with a space between them, each made of the text's own characters alone.
struct Grams {
  std::string characters;  ///< every character once
  /// Of every run between two spaces each two neighbours, then the run's last character. So a part of a run is there
  /// exactly if its own pairs stand one behind another: none of them reaches beyond the run's end.
  std::string pairs;
};
Grams grams(std::u32string_view folded);

/// The pairs of a part of a run, at least two characters, one behind another: 污水直 gives 污水 水直.
std::string pairs_of(std::u32string_view part);

}  // namespace seethrough::wording
