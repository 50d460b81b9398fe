#pragma once
// Dice: a seeded generator (SplitMix64), so that a seed gives the same city on every machine.

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace seethrough::demo {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t roll() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  /// A whole number from..to, both included.
  std::int64_t between(std::int64_t from, std::int64_t to) {
    return from + static_cast<std::int64_t>(roll() % static_cast<std::uint64_t>(to - from + 1));
  }
  /// An index, weighted.
  std::size_t weighted(std::span<const int> weights) {
    std::int64_t sum = 0;
    for (const int weight : weights) sum += weight;
    std::int64_t point = between(0, sum - 1);
    for (std::size_t i = 0;; ++i) {
      point -= weights[i];
      if (point < 0) return i;
    }
  }
  template <class T>
  void shuffle(std::vector<T>& list) {
    for (std::size_t i = list.size(); i > 1; --i)
      std::swap(list[i - 1], list[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(i) - 1))]);
  }
  void fill(std::span<std::uint8_t> bytes) {
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(roll() >> 56);
  }

 private:
  std::uint64_t state_;
};

}  // namespace seethrough::demo
