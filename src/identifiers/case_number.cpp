#include "identifiers/case_number.h"

#include <fmt/format.h>

namespace seethrough {
namespace {

enum class PartKind { text, channel, date, serial, unknown };
struct Part {
  PartKind kind;
  std::string_view text;
  int width = 0;
};

/// Takes the next part off the front of `pattern`.
Part take_part(std::string_view& pattern) {
  if (pattern.front() != '{') {
    const std::string_view text = pattern.substr(0, pattern.find('{'));
    pattern.remove_prefix(text.size());
    return {PartKind::text, text, 0};
  }
  const std::size_t end = pattern.find('}');
  if (end == std::string_view::npos) {
    const std::string_view rest = pattern;
    pattern = {};
    return {PartKind::unknown, rest, 0};
  }
  const std::string_view name = pattern.substr(1, end - 1);
  pattern.remove_prefix(end + 1);
  if (name == "channel") return {PartKind::channel, name, 1};
  if (name == "date") return {PartKind::date, name, 8};
  if (name == "serial3") return {PartKind::serial, name, 3};
  if (name == "serial4") return {PartKind::serial, name, 4};
  return {PartKind::unknown, name, 0};
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool take_value(const Part& part, std::string_view value, CaseNumber& number) {
  switch (part.kind) {
    case PartKind::channel:
      number.channel = value[0];
      return value == "D" || value == "X" || value == "W";
    case PartKind::date: {
      const auto day =
          parse_day(fmt::format("{}-{}-{}", value.substr(0, 4), value.substr(4, 2), value.substr(6, 2)));
      if (!day) return false;
      number.day = *day;
      return true;
    }
    case PartKind::serial: {
      const auto serial = digits(value);
      if (!serial) return false;
      number.serial = *serial;
      return true;
    }
    default:
      return value == part.text;
  }
}

}  // namespace

std::optional<CaseNumber> parse_case_number(std::string_view pattern, std::string_view number) {
  CaseNumber parsed;
  if (number.ends_with('*')) {
    parsed.key = true;
    number.remove_suffix(1);
  }
  while (!pattern.empty()) {
    const Part part = take_part(pattern);
    const std::size_t width = part.kind == PartKind::text ? part.text.size() : static_cast<std::size_t>(part.width);
    if (part.kind == PartKind::unknown || number.size() < width) return std::nullopt;
    if (!take_value(part, number.substr(0, width), parsed)) return std::nullopt;
    number.remove_prefix(width);
  }
  if (!number.empty()) return std::nullopt;
  return parsed;
}

std::string case_number(std::string_view pattern, const CaseNumber& number) {
  std::string out;
  while (!pattern.empty()) {
    const Part part = take_part(pattern);
    switch (part.kind) {
      case PartKind::channel:
        out.push_back(number.channel);
        break;
      case PartKind::date: {
        const CivilDate date = civil(number.day.value_or(Day{}));
        out += fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day);
        break;
      }
      case PartKind::serial:
        out += fmt::format("{:0{}}", number.serial, part.width);
        break;
      default:
        out += part.text;
    }
  }
  if (number.key) out.push_back('*');
  return out;
}

bool is_case_number_pattern(std::string_view pattern) {
  bool date = false, serial = false;
  while (!pattern.empty()) {
    const Part part = take_part(pattern);
    if (part.kind == PartKind::unknown) return false;
    date |= part.kind == PartKind::date;
    serial |= part.kind == PartKind::serial;
  }
  return date && serial;
}

}  // namespace seethrough
