#include <boost/describe/enum_from_string.hpp>
#include <fmt/format.h>

#include "messages/labels.h"
#include "complaints/words.h"
#include "messages/sentence_of.h"
#include "money/print.h"

namespace seethrough::messages {

void append(std::string& out, Fen amount, std::string_view, Language language) {
  const std::string plain = yuan(amount);  // "-1234.50"
  const std::size_t sign = amount.value < 0 ? 1 : 0;
  const std::size_t point = plain.size() - 3;
  std::string grouped = plain.substr(0, sign);
  for (std::size_t i = sign; i < point; ++i) {
    if (i > sign && (point - i) % 3 == 0) grouped += ',';
    grouped += plain[i];
  }
  grouped += plain.substr(point);
  out += language == Language::zh ? grouped + " 元" : "CNY " + grouped;
}

void append(std::string& out, Day day, std::string_view, Language) { append_day(out, day); }

void append(std::string& out, PlaceCode place, std::string_view, Language language) {
  if (place == PlaceCode{}) {
    out += in(language, "任何地区", "any place");
  } else {
    out += std::to_string(place.value);
  }
}

void append(std::string& out, subsidies::ClaimNumber claim, std::string_view, Language) {
  out += subsidies::to_string(claim);
}

void append(std::string& out, subsidies::EntitlementNumber entitlement, std::string_view, Language) {
  out += subsidies::to_string(entitlement);
}

/// By China's clocks, to the minute: "2025-06-15 20:00".
void append(std::string& out, Instant instant, std::string_view, Language) {
  constexpr std::int64_t minute_ms = 60'000, day_minutes = 24 * 60;
  const Day day = day_in_china(instant);
  const std::int64_t minutes = (instant.ms - instant_in_china(day, 0, 0, 0, 0).ms) / minute_ms % day_minutes;
  append_day(out, day);
  out += fmt::format(" {:02}:{:02}", minutes / 60, minutes % 60);
}

void append(std::string& out, subsidies::Standing standing, std::string_view, Language language) {
  out += label(standing, language);
}
void append(std::string& out, subsidies::FundLevel level, std::string_view, Language language) {
  out += label(level, language);
}
void append(std::string& out, rules::Giver giver, std::string_view, Language language) {
  out += label(giver, language);
}
void append(std::string& out, rules::CheckId check, std::string_view, Language language) {
  out += label(check, language);
}

void append(std::string& out, complaints::LadderStep step, std::string_view, Language language) {
  out += complaints::words(step).in(language);
}
void append(std::string& out, projects::Stage stage, std::string_view, Language language) {
  out += state_label(stage, language);
}

void append(std::string& out, access::Role role, std::string_view, Language language) {
  out += label(role, language);
}
void append(std::string& out, access::Right right, std::string_view, Language language) {
  out += label(right, language);
}
void append(std::string& out, access::Programme programme, std::string_view, Language language) {
  out += label(programme, language);
}

namespace {

/// The label of the enumeration's value of this name; any other text as it is.
template <class Enum>
void append_label(std::string& out, std::string_view name, Language language) {
  Enum value{};
  if (boost::describe::enum_from_string(std::string(name).c_str(), value)) {
    out += label(value, language);
  } else {
    out += name;
  }
}

void append_givers(std::string& out, std::string_view order, Language language) {
  constexpr std::string_view then = " > ";
  while (true) {
    const std::size_t end = order.find(then);
    append_label<rules::Giver>(out, order.substr(0, end), language);
    if (end == std::string_view::npos) return;
    out += in(language, "→", ", ");
    order.remove_prefix(end + then.size());
  }
}

}  // namespace

void append(std::string& out, const std::string& text, std::string_view form, Language language) {
  if (form.empty()) {
    out += text;
    return;
  }
  if (form == "stage") return append_label<subsidies::BatchStage>(out, text, language);
  if (form == "givers") return append_givers(out, text, language);
  if (const auto whole = word(text, language)) {
    out += *whole;
    return;
  }
  // "place 140403", "type 水": the first word is the field, the rest its value.
  const std::size_t space = text.find(' ');
  const auto field = word(text.substr(0, space), language);
  if (space != std::string::npos && field) {
    out += fmt::format("{} {}", *field, text.substr(space + 1));
  } else {
    out += text;
  }
}

void append(std::string& out, std::int64_t number, std::string_view form, Language) {
  if (form == "plain") {
    out += std::to_string(number);
  } else if (form == "percent") {
    const std::int64_t size = number < 0 ? -number : number;
    out += fmt::format("{}{}.{:02}%", number < 0 ? "-" : "", size / 100, size % 100);
  } else {
    out += group_digits(number);
  }
}

}  // namespace seethrough::messages
