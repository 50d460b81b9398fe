#include "money/fen.h"

#include <limits>

#include <fmt/format.h>

namespace seethrough {
namespace {

__extension__ typedef __int128 Wide;

constexpr std::size_t max_whole_digits = 12;

std::string_view digits_at_start(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789");
  return text.substr(0, end);
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

}  // namespace

Fen share_of(Fen amount, BasisPoints rate, Rounding rounding) {
  INVARIANT(rate.value >= 0, "a rate is negative");
  const bool negative = amount.value < 0;
  const Wide product = Wide{amount.value} * rate.value * (negative ? -1 : 1);
  Wide part = product / 10000;
  const Wide rest = product % 10000;
  if ((rounding == Rounding::up && rest > 0) || (rounding == Rounding::half_up && rest >= 5000)) ++part;
  INVARIANT(part <= std::numeric_limits<std::int64_t>::max(), "a share leaves 64 bits");
  const auto value = static_cast<std::int64_t>(part);
  return Fen{negative ? -value : value};
}

std::vector<Fen> allocate(Fen total, std::span<const BasisPoints> shares, std::size_t remainder_to) {
  INVARIANT(remainder_to < shares.size(), "the remainder goes to a share that does not exist");
  std::vector<Fen> parts;
  parts.reserve(shares.size());
  BasisPoints rates;
  Fen rest = total;
  for (const BasisPoints share : shares) {
    INVARIANT(share.value >= 0 && share.value <= 10000, "a share lies outside 0 to 10000 basis points");
    rates.value += share.value;
    parts.push_back(share_of(total, share, Rounding::down));
    rest -= parts.back();
  }
  INVARIANT(rates.value == 10000, "shares do not sum to 10000 basis points");
  parts[remainder_to] += rest;
  return parts;
}

Result<Fen, YuanFault> parse_yuan(std::string_view text) {
  if (text.empty()) return Unexpected{YuanFault::empty};
  const bool negative = text.front() == '-';
  if (negative) text.remove_prefix(1);
  std::string_view whole = digits_at_start(text);
  std::string_view decimals = text.substr(whole.size());
  if (whole.empty()) return Unexpected{YuanFault::not_a_number};
  if (!decimals.empty()) {
    if (decimals.front() != '.') return Unexpected{YuanFault::not_a_number};
    decimals.remove_prefix(1);
    if (decimals.empty() || digits_at_start(decimals).size() != decimals.size()) {
      return Unexpected{YuanFault::not_a_number};
    }
  }
  if (negative) return Unexpected{YuanFault::negative};
  if (decimals.size() > 2) return Unexpected{YuanFault::too_many_decimals};
  while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
  if (whole.size() > max_whole_digits) return Unexpected{YuanFault::too_large};
  const std::int64_t tenths = decimals.empty() ? 0 : decimals[0] - '0';
  const std::int64_t hundredths = decimals.size() < 2 ? 0 : decimals[1] - '0';
  return Fen{number(whole) * 100 + tenths * 10 + hundredths};
}

std::string yuan(Fen amount) {
  // Divided before the sign is dropped: the most negative amount has no positive counterpart.
  const auto whole = amount.value / 100;
  const auto rest = amount.value % 100;
  return fmt::format("{}{}.{:02}", amount.value < 0 ? "-" : "", whole < 0 ? -whole : whole, rest < 0 ? -rest : rest);
}

}  // namespace seethrough
