#include "places/tree.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace seethrough {
namespace {

constexpr std::size_t ambiguous = std::numeric_limits<std::size_t>::max();

/// The place with this code in a vector sorted by code.
const Place* look_up(const std::vector<Place>& places, PlaceCode code) {
  const auto found = std::lower_bound(places.begin(), places.end(), code,
                                      [](const Place& place, PlaceCode sought) { return place.code < sought; });
  return found != places.end() && found->code == code ? &*found : nullptr;
}

/// Whether going up from parent to parent ends at the root; no path is longer than there are places.
bool reaches_root(const std::vector<Place>& places, const Place& start) {
  const Place* place = &start;
  for (std::size_t step = 0; step < places.size(); ++step) {
    if (place->parent.value == 0) return true;
    place = look_up(places, place->parent);
  }
  return false;
}

/// What keeps these places, sorted by code, from being a tree; empty if nothing does.
std::string what_is_wrong(const std::vector<Place>& places) {
  const Place* root = nullptr;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Place& place = places[i];
    const std::int32_t code = place.code.value;
    if (code <= 0) return fmt::format("The place {} has the code {}, but a code is a positive number.", place.zh, code);
    if (i > 0 && places[i - 1].code == place.code) {
      return fmt::format("The code {} is used twice, by {} and by {}.", code, places[i - 1].zh, place.zh);
    }
    if (place.parent.value != 0) {
      if (look_up(places, place.parent)) continue;
      return fmt::format("The place {} names the parent {}, which is not in the list.", code, place.parent.value);
    }
    if (root) {
      return fmt::format("The places {} and {} have no parent, but a tree has one root.", root->code.value, code);
    }
    root = &place;
  }
  if (!root) return "No place is without a parent (parent 0), so the tree has no root.";
  for (const Place& place : places) {
    if (!reaches_root(places, place)) {
      return fmt::format("The place {} is its own ancestor: the parents form a ring.", place.code.value);
    }
  }
  return {};
}

}  // namespace

Result<Tree, std::string> Tree::make(std::vector<Place> places) {
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.code < b.code; });
  if (std::string wrong = what_is_wrong(places); !wrong.empty()) return Unexpected{std::move(wrong)};
  Tree tree;
  tree.places_ = std::move(places);
  for (std::size_t i = 0; i < tree.places_.size(); ++i) {
    const Place& place = tree.places_[i];
    if (place.parent.value == 0) tree.root_ = i;
    tree.by_parent_.push_back(place.code);
    for (const std::string& name : {place.zh, place.en, std::to_string(place.code.value)}) {
      const auto [at, is_new] = tree.named_.try_emplace(name, i);
      if (!is_new && at->second != i) at->second = ambiguous;
    }
  }
  std::stable_sort(tree.by_parent_.begin(), tree.by_parent_.end(), [&tree](PlaceCode a, PlaceCode b) {
    return tree.find(a)->parent < tree.find(b)->parent;
  });
  return tree;
}

const Place* Tree::find(PlaceCode code) const { return look_up(places_, code); }

const Place* Tree::find_by_name(std::string_view zh_or_en_or_code) const {
  const auto found = named_.find(zh_or_en_or_code);
  return found == named_.end() || found->second == ambiguous ? nullptr : &places_[found->second];
}

std::span<const PlaceCode> Tree::children(PlaceCode code) const {
  if (!find(code)) return {};
  const auto before = [this](PlaceCode child, PlaceCode of) { return find(child)->parent < of; };
  const auto after = [this](PlaceCode of, PlaceCode child) { return of < find(child)->parent; };
  const auto first = std::lower_bound(by_parent_.begin(), by_parent_.end(), code, before);
  const auto last = std::upper_bound(first, by_parent_.end(), code, after);
  return {first, last};
}

bool Tree::within(PlaceCode code, PlaceCode ancestor) const {
  for (const Place* place = find(code); place; place = find(place->parent)) {
    if (place->code == ancestor) return true;
  }
  return false;
}

}  // namespace seethrough
