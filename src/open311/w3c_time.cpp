#include "open311/w3c_time.h"

#include <fmt/format.h>

namespace seethrough::open311 {
namespace {

constexpr std::int64_t minute_ms = 60'000, day_ms = 24 * 60 * minute_ms;

/// Takes `width` digits off the front; -1 if there are not as many, or they are more than `most`.
int take(std::string_view& text, std::size_t width, int most) {
  if (text.size() < width) return -1;
  int value = 0;
  for (const char c : text.substr(0, width)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(width);
  return value <= most ? value : -1;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// Thousandths of what stands behind the point; further digits are cut. -1 without a digit.
int take_fraction(std::string_view& text) {
  int ms = 0, digits = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), ++digits) {
    if (digits < 3) ms = ms * 10 + (text.front() - '0');
  }
  for (int missing = digits; missing < 3; ++missing) ms *= 10;
  return digits == 0 ? -1 : ms;
}

/// Minutes that the zone is ahead of UTC.
std::optional<int> take_zone(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() != 6) return std::nullopt;
  const bool behind = text.front() == '-';
  if (!behind && text.front() != '+' && text.front() != ' ') return std::nullopt;
  text.remove_prefix(1);
  const int hours = take(text, 2, 23);
  if (hours < 0 || !take(text, ':')) return std::nullopt;
  const int minutes = take(text, 2, 59);
  if (minutes < 0) return std::nullopt;
  return (behind ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

std::string w3c(Instant instant) {
  const Day day = day_in_china(instant);
  const std::int64_t seconds = (instant.ms - instant_in_china(day, 0, 0, 0, 0).ms) / 1000;
  return fmt::format("{}T{:02}:{:02}:{:02}+08:00", to_string(day), seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::optional<Instant> parse_w3c(std::string_view text, End end) {
  const auto day = parse_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  text.remove_prefix(10);
  if (text.empty())
    return end == End::first ? instant_in_china(*day, 0, 0, 0, 0) : instant_in_china(*day, 23, 59, 59, 999);
  if (!take(text, 'T')) return std::nullopt;
  const int hour = take(text, 2, 23);
  if (hour < 0 || !take(text, ':')) return std::nullopt;
  const int minute = take(text, 2, 59);
  int second = 0, ms = 0;
  if (take(text, ':')) {
    second = take(text, 2, 59);
    if (take(text, '.')) ms = take_fraction(text);
  }
  const auto zone = take_zone(text);
  if (minute < 0 || second < 0 || ms < 0 || !zone) return std::nullopt;
  const std::int64_t of_day = ((std::int64_t{hour} * 60 + minute) * 60 + second) * 1000 + ms;
  return Instant{day->value * day_ms + of_day - *zone * minute_ms};
}

}  // namespace seethrough::open311
