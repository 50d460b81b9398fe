#pragma once
// Money (金额) is a whole number of fen (分), a hundredth of a yuan. It is never a floating-point number, rounding is
// always named, and shares of a sum add up to the sum.

#include <compare>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/result.h"

namespace seethrough {

/// An amount in fen; negative when money is owed or taken back. Arithmetic that leaves 64 bits is a bug and stops the
/// process: a sum that was read from outside is bounded by parse_yuan.
struct Fen {
  std::int64_t value{};

  friend auto operator<=>(const Fen&, const Fen&) = default;
  friend bool operator==(const Fen&, const Fen&) = default;

  Fen& operator+=(Fen other) {
    INVARIANT(!__builtin_add_overflow(value, other.value, &value), "a sum of money leaves 64 bits");
    return *this;
  }
  Fen& operator-=(Fen other) {
    INVARIANT(!__builtin_sub_overflow(value, other.value, &value), "a difference of money leaves 64 bits");
    return *this;
  }
  friend Fen operator+(Fen a, Fen b) { return a += b; }
  friend Fen operator-(Fen a, Fen b) { return a -= b; }
  friend Fen operator-(Fen a) { return Fen{} -= a; }
};

inline std::size_t hash_value(Fen amount) { return std::hash<std::int64_t>{}(amount.value); }

/// A rate in hundredths of a percent: 15% is 1500.
struct BasisPoints {
  std::int64_t value{};
  friend auto operator<=>(const BasisPoints&, const BasisPoints&) = default;
  friend bool operator==(const BasisPoints&, const BasisPoints&) = default;
};

inline std::size_t hash_value(BasisPoints rate) { return std::hash<std::int64_t>{}(rate.value); }

/// What becomes of a fraction of a fen. Applied to the magnitude, so that taking back a subsidy takes exactly what was
/// given: `down` is towards zero, `up` away from it, `half_up` (四舍五入) to the nearest and a half away from zero.
enum class Rounding { down, half_up, up };

/// The part of `amount` that `rate` (not negative) names, computed in 128 bits and rounded once.
Fen share_of(Fen amount, BasisPoints rate, Rounding rounding);

/// Splits `total` by `shares`, which are not negative and sum to 10000 (anything else is a bug). Each share is rounded
/// down, and what is left goes to the share at `remainder_to`, so the parts sum to the total to the fen.
std::vector<Fen> allocate(Fen total, std::span<const BasisPoints> shares, std::size_t remainder_to);

/// Why a text is not an amount of yuan. The form is judged before the size.
enum class YuanFault {
  empty,              ///< there is no text
  not_a_number,       ///< something other than digits with at most one point between them
  negative,           ///< a number with a minus sign
  too_many_decimals,  ///< more than two digits after the point
  too_large,          ///< more than 999,999,999,999.99
};

/// Reads a plain decimal number of yuan: digits, then possibly a point and one or two digits. No plus sign, commas,
/// spaces or exponent.
Result<Fen, YuanFault> parse_yuan(std::string_view text);

/// Yuan with two decimals and no grouping: "1234.50", "-0.05".
std::string yuan(Fen amount);

}  // namespace seethrough

template <>
struct std::hash<seethrough::Fen> {
  std::size_t operator()(seethrough::Fen amount) const { return seethrough::hash_value(amount); }
};
template <>
struct std::hash<seethrough::BasisPoints> {
  std::size_t operator()(seethrough::BasisPoints rate) const { return seethrough::hash_value(rate); }
};
