#include "exchange/row_fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace seethrough::exchange {
namespace {

/// The text's characters; an octet that begins none counts as one.
std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    out.push_back(text.substr(i, end - i));
    i = end;
  }
  return out;
}

}  // namespace

std::string sentence(const RowFault& fault, Language language) {
  const std::string& expected = in(language, fault.expected_zh, fault.expected_en);
  if (fault.column.empty()) return expected;
  if (fault.value.empty()) {
    return language == Language::zh ? fmt::format("{} 没有填写：应为{}", fault.column, expected)
                                    : fmt::format("{} is empty: expected {}", fault.column, expected);
  }
  return language == Language::zh ? fmt::format("{} 的值“{}”不对：应为{}", fault.column, fault.value, expected)
                                  : fmt::format("{} is '{}': expected {}", fault.column, fault.value, expected);
}

std::string shown(std::string_view value) {
  constexpr std::size_t longest = 40;
  const auto all = characters(value);
  if (all.size() <= longest) return std::string(value);
  const auto end = static_cast<std::size_t>(all[longest].data() - value.data());
  return std::string(value.substr(0, end)) + "…";
}

std::string masked(std::string_view value) {
  const auto all = characters(value);
  if (all.empty()) return {};
  if (all.size() < 6) return std::string(all.size(), '*');
  std::string out = std::string(all[0]) + std::string(all[1]);
  out.append(std::min<std::size_t>(all.size(), 40) - 3, '*');
  return out + std::string(all.back());
}

std::string shown_in(std::string_view column, std::string_view value) {
  for (const std::string_view personal : {"name", "identity_number", "phone", "complainant", "text"}) {
    if (column == personal) return masked(value);
  }
  return shown(value);
}

}  // namespace seethrough::exchange
