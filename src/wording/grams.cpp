#include "wording/grams.h"

#include <set>

#include "wording/words.h"

namespace seethrough::wording {
namespace {

void put(std::string& out, std::u32string_view gram) {
  if (!out.empty()) out.push_back(' ');
  out += utf8_of(gram);
}

}  // namespace

Grams grams(std::u32string_view folded) {
  Grams out;
  std::set<char32_t> met;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded[i] == U' ') continue;
    if (met.insert(folded[i]).second) put(out.characters, folded.substr(i, 1));
    const bool last = i + 1 == folded.size() || folded[i + 1] == U' ';
    put(out.pairs, folded.substr(i, last ? 1 : 2));
  }
  return out;
}

std::string pairs_of(std::u32string_view part) {
  std::string out;
  for (std::size_t i = 0; i + 1 < part.size(); ++i) put(out, part.substr(i, 2));
  return out;
}

}  // namespace seethrough::wording
