#include "subsidies/purchase.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace seethrough::subsidies {
namespace {

std::string print(char letter, std::int64_t number) { return fmt::format("{}{:07}", letter, number); }

std::optional<std::int64_t> parse(char letter, std::string_view text) {
  if (text.size() < 8 || text.front() != letter) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 1) return std::nullopt;
  if (print(letter, value) != text) return std::nullopt;
  return value;
}

}  // namespace

std::string to_string(ClaimNumber number) { return print('C', number.value); }
std::string to_string(EntitlementNumber number) { return print('E', number.value); }

std::optional<ClaimNumber> parse_claim_number(std::string_view text) {
  const auto value = parse('C', text);
  return value ? std::optional(ClaimNumber{*value}) : std::nullopt;
}
std::optional<EntitlementNumber> parse_entitlement_number(std::string_view text) {
  const auto value = parse('E', text);
  return value ? std::optional(EntitlementNumber{*value}) : std::nullopt;
}

Fen subsidised_price(const Purchase& purchase, std::span<const rules::Giver> order) {
  if (!purchase.sale || !purchase.sale->list_price) return purchase.price;
  const auto government = std::find(order.begin(), order.end(), rules::Giver::government);
  Fen price = *purchase.sale->list_price;
  for (const PriceStep& step : purchase.sale->steps) {
    if (std::find(order.begin(), government, step.giver) != government) price -= step.amount;
  }
  return price;
}

}  // namespace seethrough::subsidies
