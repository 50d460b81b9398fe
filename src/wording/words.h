#pragma once
// A Chinese text taken apart (分词). Chinese is written without spaces. Every two neighbouring characters count as a word
// here, so 污水直排 has 污水, 水直, 直排: needs no dictionary, and names of places cannot be cut wrongly.
// docs/ARCHITECTURE.md says what a segmenter with a dictionary would gain.

#include <string>
#include <string_view>
#include <vector>

namespace seethrough::wording {

/// The text as characters in one form: full-width letters and digits become ASCII, letters lower case; whatever is
/// neither a Chinese character, a letter a–z nor a digit becomes one space, never at either end. Octets that are not
/// UTF-8 count as such too.
std::u32string folded(std::string_view text_utf8);

/// Characters as UTF-8.
std::string utf8_of(std::u32string_view characters);

bool is_chinese(char32_t character);

/// A word and where it begins in the folded text.
struct Word {
  std::u32string_view text;
  std::size_t at = 0;
};

/// The words of a folded text from left to right: every two neighbouring Chinese characters; a Chinese character that
/// stands alone; letters and digits in a row as one. They point into `folded`.
std::vector<Word> words(std::u32string_view folded);

}  // namespace seethrough::wording
