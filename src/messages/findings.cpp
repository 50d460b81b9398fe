// What the checks of the rules found, in words. A finding's detail is figures only, as decide put them on record.

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "messages/labels.h"
#include "messages/sentence_of.h"

namespace seethrough {
namespace {

struct TwoNumbers {
  std::int64_t first = 0, second = 0;
};

/// "329900 > 286000" or "21 / 10 min": two whole numbers with `between` between them and `after` behind.
std::optional<TwoNumbers> two_numbers(std::string_view text, std::string_view between, std::string_view after) {
  TwoNumbers numbers;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, numbers.first);
  if (first.ec != std::errc{} || !std::string_view(first.ptr, end).starts_with(between)) return std::nullopt;
  const auto second = std::from_chars(first.ptr + between.size(), end, numbers.second);
  if (second.ec != std::errc{} || std::string_view(second.ptr, end) != after) return std::nullopt;
  return numbers;
}

std::string said(Fen amount, Language language) {
  std::string out;
  messages::append(out, amount, "", language);
  return out;
}

std::string price_in_words(std::string_view detail, Language language) {
  const auto fen = two_numbers(detail, " > ", "");
  if (!fen) return std::string(detail);
  return fmt::format(fmt::runtime(in(language, "成交价 {}，高于按近期售价定的上限 {}",
                                     "priced at {}, above the {} that recent sales allow")),
                     said(Fen{fen->first}, language), said(Fen{fen->second}, language));
}

std::string delivery_in_words(std::string_view detail, Language language) {
  if (detail == "-") return std::string(in(language, "线上购买没有填写送货地区", "sold online without a place of delivery"));
  return fmt::format(fmt::runtime(in(language, "送货地区 {} 不在本市", "delivered to place {}, outside the city")), detail);
}

std::string burst_in_words(std::string_view detail, Language language) {
  const auto burst = two_numbers(detail, " / ", " min");
  if (!burst) return std::string(detail);
  if (language == Language::zh) return fmt::format("同一终端 {} 分钟内第 {} 笔", burst->second, burst->first);
  return fmt::format("sale {} at one till within {} minutes", burst->first, burst->second);
}

std::string refund_in_words(std::string_view detail, Language language) {
  std::int64_t price_fen = 0;
  const char* const end = detail.data() + detail.size();
  const auto [rest, error] = std::from_chars(detail.data(), end, price_fen);
  if (error != std::errc{} || rest != end) return std::string(detail);
  return fmt::format(fmt::runtime(in(language, "货已退，价款 {} 没有退还购买人",
                                     "the goods came back, and the price of {} was not refunded")),
                     said(Fen{price_fen}, language));
}

}  // namespace

std::string finding_in_words(rules::CheckId check, std::string_view detail, Language language) {
  switch (check) {
    case rules::CheckId::company_buyer:
      return std::string(in(language, "购买方为单位", "the buyer is a company"));
    case rules::CheckId::price_history: return price_in_words(detail, language);
    case rules::CheckId::delivery_place: return delivery_in_words(detail, language);
    case rules::CheckId::burst: return burst_in_words(detail, language);
    case rules::CheckId::return_without_refund: return refund_in_words(detail, language);
    case rules::CheckId::item_reuse:
    case rules::CheckId::vehicle_reuse:
    case rules::CheckId::invoice_reuse: break;
  }
  return std::string(detail);
}

}  // namespace seethrough
