#include "rule_files/yaml_map.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace seethrough::yaml {
namespace {

/// What stands there, short enough for a sentence.
std::string shown(const YAML::Node& node) {
  if (node.IsScalar()) return node.Scalar();
  if (node.IsSequence()) return "[…]";
  if (node.IsMap()) return "{…}";
  return "null";
}

}  // namespace

int line_of(const YAML::Node& node) { return node.Mark().line + 1; }

void fail(const YAML::Node& node, Text wrong, Text expected) {
  throw Fault{line_of(node), std::move(wrong), std::move(expected)};
}

void bad_value(const YAML::Node& node, std::string_view key, const Text& expected) {
  fail(node, {fmt::format("“{}”的值“{}”不对", key, shown(node)), fmt::format("{} is \"{}\"", key, shown(node))}, expected);
}

Map::Map(const YAML::Node& node, std::string_view what, const std::vector<std::string_view>& known) : node_(node) {
  if (!node.IsMap()) bad_value(node, what, {"若干“键: 值”", "a map of keys and values"});
  for (const auto& pair : node) {
    const std::string& key = pair.first.Scalar();
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      const std::string list = fmt::format("{}", fmt::join(known, ", "));
      fail(pair.first, {fmt::format("“{}”下有未知的键“{}”", what, key), fmt::format("unknown key {} in {}", key, what)},
           {"以下之一：" + list, "one of: " + list});
    }
    if (!values_.emplace(key, pair.second).second)
      fail(pair.first, {fmt::format("键“{}”重复", key), fmt::format("key {} stands twice", key)},
           {"每个键只写一次", "each key once"});
  }
  what_ = what;
}

const YAML::Node& Map::at(std::string_view key) const {
  const auto found = values_.find(key);
  if (found == values_.end())
    fail(node_, {fmt::format("“{}”缺少键“{}”", what_, key), fmt::format("{} lacks the key {}", what_, key)},
         {fmt::format("写明“{}”", key), fmt::format("the key {}", key)});
  return found->second;
}

std::string Map::text(std::string_view key) const {
  const YAML::Node& value = at(key);
  if (!value.IsScalar() || value.Scalar().empty()) bad_value(value, key, {"一段文字", "a text"});
  return value.Scalar();
}

std::string Map::id(std::string_view key) const {
  std::string value = text(key);
  if (value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") != std::string::npos)
    bad_value(at(key), key, {"小写字母、数字、下划线和点", "lower-case letters, digits, underscores and dots"});
  return value;
}

Text Map::both(std::string_view key) const {
  const Map pair(at(key), key, {"zh", "en"});
  return {pair.text("zh"), pair.text("en")};
}

std::vector<YAML::Node> Map::list(std::string_view key) const {
  const YAML::Node& value = at(key);
  if (!value.IsSequence() || value.size() == 0) bad_value(value, key, {"至少一项的列表", "a list of one item or more"});
  return {value.begin(), value.end()};
}

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

int number_in(const YAML::Node& node, std::string_view key, int least, int most) {
  const std::optional<int> number = node.IsScalar() ? whole_number(node.Scalar()) : std::nullopt;
  if (!number || *number < least || *number > most)
    bad_value(node, key, {fmt::format("{} 至 {} 的整数", least, most),
                          fmt::format("a whole number from {} to {}", least, most)});
  return *number;
}

Day day_in(const YAML::Node& node, std::string_view key) {
  if (node.IsScalar())
    if (const auto day = parse_day(node.Scalar())) return *day;
  bad_value(node, key, {"存在的日期，如 2025-01-08", "a day that exists, such as 2025-01-08"});
}

bool flag_in(const YAML::Node& node, std::string_view key) {
  if (node.IsScalar() && node.Scalar() == "true") return true;
  if (node.IsScalar() && node.Scalar() == "false") return false;
  bad_value(node, key, {"true 或 false", "true or false"});
}

std::optional<Period> days_in(const YAML::Node& node) {
  const std::string text = node.IsScalar() ? node.Scalar() : std::string{};
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) return std::nullopt;
  const auto first = parse_day(std::string_view(text).substr(0, dots));
  const auto last = parse_day(std::string_view(text).substr(dots + 2));
  if (!first || !last || *last < *first) return std::nullopt;
  return Period{*first, *last};
}

Failure told(std::string_view file_name, const Fault& fault) {
  return {FailureKind::malformed,
          fmt::format("{} 第 {} 行：{}。应为：{}。", file_name, fault.line, fault.wrong.zh, fault.expected.zh),
          fmt::format("{}, line {}: {}; expected {}.", file_name, fault.line, fault.wrong.en, fault.expected.en)};
}

}  // namespace seethrough::yaml
