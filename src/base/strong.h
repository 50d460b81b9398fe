#pragma once
// Strong<Tag, Rep>: a value that can't be mixed up with another of the same representation: a day is not a count, a
// merchant's number is not a claim's.

#include <compare>
#include <cstddef>
#include <functional>
#include <utility>

namespace seethrough {

template <class Tag, class Rep>
struct Strong {
  using rep = Rep;
  Rep value{};

  Strong() = default;
  explicit Strong(Rep v) : value(std::move(v)) {}
  friend auto operator<=>(const Strong&, const Strong&) = default;
  friend bool operator==(const Strong&, const Strong&) = default;
};

template <class Tag, class Rep>
std::size_t hash_value(const Strong<Tag, Rep>& strong) {  // found by Boost's and, below, by std's hash
  return std::hash<Rep>{}(strong.value);
}

}  // namespace seethrough

template <class Tag, class Rep>
struct std::hash<seethrough::Strong<Tag, Rep>> {
  std::size_t operator()(const seethrough::Strong<Tag, Rep>& strong) const {
    return std::hash<Rep>{}(strong.value);
  }
};
