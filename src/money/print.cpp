#include "money/print.h"

#include <fmt/format.h>

#include <algorithm>

namespace seethrough {
namespace {

std::uint64_t power_of_ten(int exponent) {
  std::uint64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

std::uint64_t magnitude(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  return value < 0 ? 0 - bits : bits;
}

/// `amount` in units of ten to the power `unit` fen, cut off after `decimals` decimals.
std::string cut(Fen amount, int unit, int decimals) {
  INVARIANT(decimals >= 0 && decimals <= unit, "a printed amount has more decimals than its unit has fen");
  const std::uint64_t steps = magnitude(amount.value) / power_of_ten(unit - decimals);
  const std::uint64_t scale = power_of_ten(decimals);
  const char* sign = amount.value < 0 && steps > 0 ? "-" : "";
  if (decimals == 0) return fmt::format("{}{}", sign, steps);
  return fmt::format("{}{}.{:0{}}", sign, steps / scale, steps % scale, decimals);
}

/// Thousands of a number in plain notation set off by commas.
std::string grouped(std::string number) {
  const std::size_t first = number.starts_with('-') ? 1 : 0;
  for (std::size_t at = std::min(number.find('.'), number.size()); at > first + 3;) {
    at -= 3;
    number.insert(at, 1, ',');
  }
  return number;
}

constexpr int yi_unit = 10;
constexpr int wan_unit = 6;
constexpr int million_unit = 8;

}  // namespace

std::string in_yi(Fen amount, int decimals) { return cut(amount, yi_unit, decimals) + "亿元"; }

std::string in_wan(Fen amount, int decimals) { return cut(amount, wan_unit, decimals) + "万元"; }

bool yi_is_exact(Fen amount, int decimals) {
  INVARIANT(decimals >= 0 && decimals <= yi_unit, "a printed amount has more decimals than its unit has fen");
  return magnitude(amount.value) % power_of_ten(yi_unit - decimals) == 0;
}

std::string in_wan_count(std::int64_t count) {
  INVARIANT(count >= 0, "a count is negative");
  if (count < 10000) return fmt::format("{}", count);
  return fmt::format("{}{}万", count / 10000, count % 10000 == 0 ? "" : "余");
}

std::string in_million_yuan(Fen amount, int decimals) {
  return fmt::format("CNY {} million", grouped(cut(amount, million_unit, decimals)));
}

std::string group_digits(std::int64_t number) {
  return grouped(fmt::format("{}", number));
}

std::string group_yuan(Fen amount) { return grouped(yuan(amount)); }

}  // namespace seethrough
