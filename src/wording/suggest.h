#pragma once
// What a complaint's text says of its place (县区) and its pollution type (污染类型): suggestions for whoever registers the
// case, with the words that spoke for them. A text that does not say it clearly gets none.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "places/tree.h"

namespace seethrough::wording {

template <class Value>
struct Suggestion {
  Value value;
  /// 10,000 × this value's share of all that spoke for any value. It orders suggestions and is held against a
  /// threshold; it is no probability that the suggestion is right.
  int score_bp = 0;
  std::vector<std::string> reasons;  ///< the text's own words that spoke for the value, the weightiest first, at most five
  friend bool operator==(const Suggestion&, const Suggestion&) = default;
};

/// A text whose type a person has decided.
struct Decided {
  std::string type, text;
};

/// Multinomial naive Bayes (Maron 1961; McCallum and Nigam 1998) over words and single characters, each counted once a
/// text. Every type is equally likely beforehand: how often a type occurs differs from campaign to campaign.
///
/// The file: lines that begin with '#' are comments; then "types", a tab and the types, separated by tabs; then a line a
/// feature, in the order of its octets: the feature, and for each type its weight in 1/256 bit, separated by tabs. A
/// feature's weights are its log-probabilities less their mean, so that a word that speaks for no type weighs nothing.
class TypeModel {
 public:
  /// Reads the file's text, or says in one sentence which line is wrong and what is expected there.
  static Result<TypeModel, std::string> read(std::string_view file);
  /// Counts. Types are those of `types`, in their order; texts of other types are passed over. The order of the texts
  /// does not matter.
  static TypeModel train(std::span<const Decided> texts, std::span<const std::string> types);
  std::string file() const;  ///< without comments

  /// The type among those that the campaign declares; none if no score reaches `least_bp`. A campaign that does not
  /// declare 固废 counts solid waste under 土壤, and one without 辐射 counts radiation under 其他, as the tables of the
  /// central inspections do.
  std::optional<Suggestion<std::string>> suggest(std::string_view text_utf8, std::span<const std::string> declared,
                                                 int least_bp = sure_bp) const;
  const std::vector<std::string>& types() const { return types_; }
  std::size_t features() const { return weights_.size(); }

  static constexpr int sure_bp = 6'000;

 private:
  std::vector<std::string> types_;
  std::map<std::u32string, std::vector<std::int32_t>, std::less<>> weights_;  ///< by feature, then as in `types_`
};

/// The names under which a city's places are written: those of the tree, without their last character where two are
/// left (襄垣县: 襄垣), and further ones from a file.
class PlaceNames {
 public:
  /// `more`: lines "code<tab>name": former names, townships, landmarks. "-<tab>name": an everyday word that the
  /// shortened name of a place must not be taken from (长子, also an eldest son). '#' begins a comment. Says in one
  /// sentence which line is wrong and what is expected there.
  static Result<PlaceNames, std::string> make(const Tree& tree, std::string_view more);

  /// The place directly below the tree's root that the text is about; none if no place is named, only the root is, or
  /// several are with nothing to tell them apart. "家住甲县" and "从甲县拉来" speak against 甲县, "位于乙区" speaks for 乙区.
  std::optional<Suggestion<PlaceCode>> suggest(std::string_view text_utf8, int least_bp = sure_bp) const;

  static constexpr int sure_bp = 6'000;

 private:
  struct Name {
    PlaceCode place;
    bool whole = false;  ///< not shortened
  };
  const Name* longest_at(std::u32string_view text, std::size_t& length) const;
  std::map<std::u32string, Name, std::less<>> names_;
  std::size_t longest_ = 0;
};

}  // namespace seethrough::wording
