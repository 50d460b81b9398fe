#pragma once
// The tree of places along which figures roll up (汇总).

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "places/place.h"

namespace seethrough {

/// One root, and every other place below it. Immutable once made; pointers and spans it gives live as long as it does.
class Tree {
 public:
  /// Builds the tree, or says in one sentence naming the code what is wrong: a code that is not positive or is used
  /// twice, a parent that is missing, no root, two roots, or a ring of parents.
  static Result<Tree, std::string> make(std::vector<Place> places);

  Tree(Tree&&) = default;
  Tree& operator=(Tree&&) = default;

  const Place* find(PlaceCode code) const;
  /// The place with this Chinese name, English name or code in digits; null if there is none, or if two places carry
  /// the name, since neither may be guessed.
  const Place* find_by_name(std::string_view zh_or_en_or_code) const;
  const Place& root() const { return places_[root_]; }
  /// The places directly below, in the order of their codes; empty for a code that is not in the tree.
  std::span<const PlaceCode> children(PlaceCode code) const;
  /// Whether `code` is `ancestor` or lies below it. Codes that are not in the tree lie nowhere.
  bool within(PlaceCode code, PlaceCode ancestor) const;
  /// Every place, in the order of the codes.
  const std::vector<Place>& all() const { return places_; }

 private:
  Tree() = default;
  std::vector<Place> places_;                              // by code
  std::vector<PlaceCode> by_parent_;                       // by parent's code, then by code
  std::map<std::string, std::size_t, std::less<>> named_;  // to places_, or `ambiguous`
  std::size_t root_ = 0;
};

}  // namespace seethrough
