#include "calendar/instant.h"

namespace seethrough {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t china_ms = 8 * 3'600'000;

/// A day and the milliseconds since its midnight, both in the same zone.
struct Split {
  Day day;
  std::int32_t ms;
};

Split split(std::int64_t ms) {
  std::int64_t days = ms / day_ms;
  std::int64_t rest = ms % day_ms;
  if (rest < 0) {
    rest += day_ms;
    --days;
  }
  INVARIANT(days >= INT32_MIN && days <= INT32_MAX, "an instant's day leaves 32 bits");
  return {Day{static_cast<std::int32_t>(days)}, static_cast<std::int32_t>(rest)};
}

void put(char* out, int width, int value) {
  for (int i = width - 1; i >= 0; --i, value /= 10) out[i] = static_cast<char>('0' + value % 10);
}

/// The number at this place of `text`, or -1 if a character isn't a digit.
int get(std::string_view text, std::size_t at, std::size_t width) {
  int value = 0;
  for (const char c : text.substr(at, width)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool in_range(int value, int last) { return value >= 0 && value <= last; }

std::int64_t since_midnight(int hour, int minute, int second, int ms) {
  return ((std::int64_t{hour} * 60 + minute) * 60 + second) * 1000 + ms;
}

}  // namespace

void append_instant(std::string& out, Instant instant) {
  const Split parts = split(instant.ms);
  append_day(out, parts.day);
  char text[14] = {'T', 0, 0, ':', 0, 0, ':', 0, 0, '.', 0, 0, 0, 'Z'};
  put(text + 1, 2, parts.ms / 3'600'000);
  put(text + 4, 2, parts.ms / 60'000 % 60);
  put(text + 7, 2, parts.ms / 1000 % 60);
  put(text + 10, 3, parts.ms % 1000);
  out.append(text, sizeof text);
}

std::string to_string(Instant instant) {
  std::string out;
  out.reserve(24);
  append_instant(out, instant);
  return out;
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' ||
      text[23] != 'Z') {
    return std::nullopt;
  }
  const auto day = parse_day(text.substr(0, 10));
  const int hour = get(text, 11, 2), minute = get(text, 14, 2), second = get(text, 17, 2), ms = get(text, 20, 3);
  if (!day || !in_range(hour, 23) || !in_range(minute, 59) || !in_range(second, 59) || ms < 0) return std::nullopt;
  return Instant{day->value * day_ms + since_midnight(hour, minute, second, ms)};
}

Day day_in_china(Instant instant) {
  INVARIANT(instant.ms <= INT64_MAX - china_ms, "an instant leaves 64 bits");
  return split(instant.ms + china_ms).day;
}

Instant instant_in_china(Day day, int hour, int minute, int second, int ms) {
  INVARIANT(in_range(hour, 23) && in_range(minute, 59) && in_range(second, 59) && in_range(ms, 999),
            "a time of day does not exist");
  return Instant{day.value * day_ms + since_midnight(hour, minute, second, ms) - china_ms};
}

}  // namespace seethrough
