#include "open311/fault.h"

#include <fmt/format.h>

#include <algorithm>

namespace seethrough::open311 {
namespace {

constexpr std::size_t longest_shown = 80;

/// The value's beginning, with no character cut in half.
std::string shown(std::string_view value) {
  if (value.size() <= longest_shown) return std::string(value);
  std::size_t end = longest_shown;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  return std::string(value.substr(0, end)) + "…";
}

}  // namespace

std::string_view value_of(const Parameters& parameters, std::string_view name) {
  const auto found =
      std::find_if(parameters.begin(), parameters.end(), [&](const auto& one) { return one.first == name; });
  return found == parameters.end() ? std::string_view{} : std::string_view(found->second);
}

std::vector<std::string> values_of(const Parameters& parameters, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [given, list] : parameters) {
    if (given != name) continue;
    for (std::string_view rest = list; !rest.empty();) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      std::string_view one = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      while (one.starts_with(' ')) one.remove_prefix(1);
      while (one.ends_with(' ')) one.remove_suffix(1);
      if (!one.empty()) values.emplace_back(one);
    }
  }
  return values;
}

std::string sentence(const Fault& fault, Language language) {
  if (language == Language::zh) {
    const std::string what = fault.value.empty() ? fmt::format("缺少参数 {}", fault.field)
                                                 : fmt::format("参数 {} 的值“{}”不对", fault.field, shown(fault.value));
    return fmt::format("{}：应为{}。{}", what, fault.expected.zh, fault.advice.zh);
  }
  const std::string what = fault.value.empty() ? fmt::format("The parameter {} is missing", fault.field)
                                               : fmt::format("The parameter {} is '{}', which is not as expected",
                                                             fault.field, shown(fault.value));
  return fmt::format("{}: give {}.{}{}", what, fault.expected.en, fault.advice.en.empty() ? "" : " ", fault.advice.en);
}

std::vector<Error> errors(const Faults& faults, Language language) {
  std::vector<Error> errors;
  for (const Fault& fault : faults) errors.push_back({fault.code, sentence(fault, language)});
  return errors;
}

}  // namespace seethrough::open311
