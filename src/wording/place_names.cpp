#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "wording/suggest.h"
#include "wording/words.h"

namespace seethrough::wording {
namespace {

constexpr std::size_t most_reasons = 5;
// Points of one mention. A whole name says more than a shortened one; a cue before or after it says how it is meant.
constexpr int whole_name = 100, short_name = 70, located = 100, elsewhere_parts = 5;

/// Before a name: it is where the matter is.
constexpr std::array<std::u32string_view, 12> here_before{U"位于", U"地处", U"地点在", U"地点是", U"地址", U"坐落", U"就在",
                                                          U"建在", U"设在", U"倒在", U"倒到", U"排到"};
/// Before a name: it is where somebody lives or something comes from, goes to or passes.
constexpr std::array<std::u32string_view, 18> elsewhere_before{
    U"家住", U"我住", U"住在", U"老家", U"户籍", U"来自", U"开往", U"运往", U"途经", U"路过", U"经过",
    U"毗邻", U"邻近", U"靠近", U"我是", U"本人是", U"不是", U"不像"};
/// After a name: the same.
constexpr std::array<std::u32string_view, 11> elsewhere_after{U"人", U"口音", U"牌照", U"交界", U"拉来", U"拉过来",
                                                              U"运来", U"来的", U"经过", U"方向", U"籍"};

template <std::size_t N>
bool ends_with_any(std::u32string_view text, const std::array<std::u32string_view, N>& cues) {
  return std::any_of(cues.begin(), cues.end(), [text](std::u32string_view cue) { return text.ends_with(cue); });
}
template <std::size_t N>
bool starts_with_any(std::u32string_view text, const std::array<std::u32string_view, N>& cues) {
  return std::any_of(cues.begin(), cues.end(), [text](std::u32string_view cue) { return text.starts_with(cue); });
}

}  // namespace

Result<PlaceNames, std::string> PlaceNames::make(const Tree& tree, std::string_view more) {
  PlaceNames out;
  std::set<std::u32string> everyday;
  const auto unit_of = [&tree](PlaceCode code) {
    while (code != tree.root().code && tree.find(code)->parent != tree.root().code) code = tree.find(code)->parent;
    return code;
  };
  int number = 0;
  for (std::size_t from = 0; from < more.size();) {
    const std::size_t end = std::min(more.find('\n', from), more.size());
    const std::string_view line = more.substr(from, end - from);
    from = end + 1;
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    const std::string_view code_text = line.substr(0, tab);
    const std::u32string name = folded(tab == line.npos ? "" : line.substr(tab + 1));
    std::int32_t code = 0;
    std::from_chars(code_text.data(), code_text.data() + code_text.size(), code);
    if (name.size() < 2 || (code_text != "-" && !tree.find(PlaceCode{code})))
      return Unexpected{"line " + std::to_string(number) + " of the place names: a code of the place tree (or \"-\"), a tab and " +
                        "a name of at least two characters are expected"};
    if (code_text == "-") everyday.insert(name);
    else out.names_[name] = {unit_of(PlaceCode{code}), true};
  }
  std::map<std::u32string, std::set<PlaceCode>> shortened;
  for (const Place& place : tree.all()) {
    const std::u32string name = folded(place.zh);
    const PlaceCode unit = unit_of(place.code);
    out.names_[name] = {unit, true};
    if (name.size() > 2 && !place.statistical) shortened[name.substr(0, name.size() - 1)].insert(unit);
  }
  for (const auto& [name, units] : shortened) {
    if (units.size() == 1 && !everyday.contains(name)) out.names_.try_emplace(name, Name{*units.begin(), false});
  }
  for (const auto& [name, unused] : out.names_) out.longest_ = std::max(out.longest_, name.size());
  // The root is known by its names so that they are not taken for a part of others, and says nothing.
  for (auto& [name, held] : out.names_) held.place = held.place == tree.root().code ? PlaceCode{0} : held.place;
  return out;
}

const PlaceNames::Name* PlaceNames::longest_at(std::u32string_view text, std::size_t& length) const {
  for (length = std::min(longest_, text.size()); length > 1; --length) {
    if (const auto found = names_.find(text.substr(0, length)); found != names_.end()) return &found->second;
  }
  return nullptr;
}

std::optional<Suggestion<PlaceCode>> PlaceNames::suggest(std::string_view text_utf8, int least_bp) const {
  const std::u32string text = folded(text_utf8);
  struct Spoken {
    int points = 0;
    std::vector<std::string> names;
  };
  std::map<PlaceCode, Spoken> spoken;
  int all = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    const Name* name = longest_at(std::u32string_view(text).substr(at), length);
    if (!name) {
      ++at;
      continue;
    }
    const auto before = std::u32string_view(text).substr(0, at), after = std::u32string_view(text).substr(at + length);
    if (name->place.value != 0) {
      int points = name->whole ? whole_name : short_name;
      if (ends_with_any(before, here_before)) points += located;
      else if (ends_with_any(before, elsewhere_before) || starts_with_any(after, elsewhere_after)) points /= elsewhere_parts;
      Spoken& place = spoken[name->place];
      place.points += points;
      all += points;
      const std::string reason = utf8_of(std::u32string_view(text).substr(at, length));
      if (place.names.size() < most_reasons && std::find(place.names.begin(), place.names.end(), reason) == place.names.end())
        place.names.push_back(reason);
    }
    at += length;
  }
  const auto best = std::max_element(spoken.begin(), spoken.end(),
                                     [](const auto& a, const auto& b) { return a.second.points < b.second.points; });
  if (best == spoken.end()) return std::nullopt;
  // A single weak mention is no certainty: what is missing to one whole name counts against the place.
  const int score = best->second.points * 10'000 / std::max(all, whole_name);
  if (score < least_bp) return std::nullopt;
  return Suggestion<PlaceCode>{best->first, score, best->second.names};
}

}  // namespace seethrough::wording
