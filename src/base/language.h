#pragma once
// The two languages (语言) in which everything is said.

#include <optional>
#include <string_view>

namespace seethrough {

enum class Language { zh, en };

inline std::string_view code(Language language) { return language == Language::zh ? "zh" : "en"; }
inline std::optional<Language> parse_language(std::string_view text) {
  if (text == "zh") return Language::zh;
  if (text == "en") return Language::en;
  return std::nullopt;
}
/// The one of two that is wanted.
template <class T>
const T& in(Language language, const T& zh, const T& en) {
  return language == Language::zh ? zh : en;
}
inline const char* in(Language language, const char* zh, const char* en) {
  return language == Language::zh ? zh : en;
}

}  // namespace seethrough
