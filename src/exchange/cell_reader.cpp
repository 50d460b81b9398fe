#include "exchange/cell_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "identifiers/digits.h"

namespace seethrough::exchange {
namespace {

bool is_control(char c, bool lines) {
  const auto octet = static_cast<unsigned char>(c);
  if (lines && (c == '\n' || c == '\r' || c == '\t')) return false;
  return octet < 0x20 || octet == 0x7F;
}

}  // namespace

bool CellReader::fail(std::string_view column, std::string_view zh, std::string_view en) {
  if (fault_) return false;
  fault_ = RowFault{std::string(column), shown_in(column, raw(column)), std::string(zh), std::string(en)};
  return false;
}

std::string_view CellReader::raw(std::string_view column) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].name == column) return row_.cells[i];
  }
  INVARIANT(false, "a column was read that the file can't have");
}

std::string CellReader::text(std::string_view column, std::size_t longest, bool required, bool lines) {
  const std::string_view value = raw(column);
  if (value.empty()) {
    if (required) fail(column, "文字", "a text");
  } else if (value.size() > longest) {
    fail(column, fmt::format("不超过 {} 字节的文字（现有 {} 字节）", longest, value.size()),
         fmt::format("at most {} bytes (it has {})", longest, value.size()));
  } else if (std::any_of(value.begin(), value.end(), [&](char c) { return is_control(c, lines); })) {
    fail(column, "不含换行和控制字符的文字", "a text without line breaks and control characters");
  }
  return std::string(value);
}

std::string CellReader::code(std::string_view column, bool required) {
  std::string value = text(column, 64, required);
  for (char& c : value) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return value;
}

Day CellReader::day(std::string_view column) {
  const auto day = parse_day(raw(column));
  if (day) return *day;
  if (day.error() == DayFault::form)
    fail(column, "写作 2025-06-15 的日期（1900 至 2199 年）", "a day written 2025-06-15 (years 1900 to 2199)");
  else
    fail(column, "日历上有的日期", "a day that the calendar has");
  return {};
}

PlaceCode CellReader::place(std::string_view column, const Tree& places) {
  const Place* place = places.find_by_name(raw(column));
  if (place) return place->code;
  fail(column, fmt::format("{}下属地区的代码或名称，如 {}", places.root().zh, places.all().back().zh),
       fmt::format("the code or name of a place of {}, like {}", places.root().en, places.all().back().zh));
  return {};
}

std::int64_t CellReader::number(std::string_view column, std::int64_t least, std::int64_t most) {
  const std::string_view value = raw(column);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size() || number < least || number > most)
    fail(column, fmt::format("{} 至 {} 的整数", least, most), fmt::format("a whole number from {} to {}", least, most));
  return number;
}

std::string CellReader::phone(std::string_view column) {
  const std::string value = text(column, 64, false);
  if (value.empty()) return value;
  const auto digits = std::count_if(value.begin(), value.end(), is_digit);
  if (digits < 7 || digits > 20 || value.find_first_not_of("0123456789+-() ") != std::string::npos)
    fail(column, "电话号码：7 至 20 位数字，可带 + - 空格和括号",
         "a telephone number: 7 to 20 digits, with + - spaces and brackets if need be");
  return value;
}

}  // namespace seethrough::exchange
