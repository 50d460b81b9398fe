#include "exchange/xlsx_sheet.h"

#include <fmt/format.h>

#include <charconv>

#include "exchange/row.h"
#include "exchange/table_source.h"
#include "exchange/xlsx_value.h"

namespace seethrough::exchange {
namespace {

template <class Number>
std::optional<Number> whole(std::string_view text) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

XlsxSheet::XlsxSheet(const Workbook& workbook, const std::string& name, PackageMember member, const XlsxLimits& limits)
    : workbook_(workbook), name_(name), member_(std::move(member)), limits_(limits) {}

bool XlsxSheet::refuse(Failure why) {
  failure_ = std::move(why);
  return false;
}

/// The cell's name, as its sheet shows it.
std::string XlsxSheet::here() const { return to_string(CellName{column_, row_.number}); }

bool XlsxSheet::start(std::string_view element, const XmlAttributes& attributes) {
  if (element == "sheetData") in_data_ = true;
  if (!in_data_) return true;
  if (element == "row") return start_row(attributes);
  if (element == "c" && in_row_) return start_cell(attributes);
  if (!in_cell_) return true;
  if (element == "f") formula_ = true;
  if (element == "rPh") aloud_ = true;
  if (element == "v" || element == "t") in_value_ = has_value_ = true;
  return true;
}

bool XlsxSheet::start_row(const XmlAttributes& attributes) {
  const std::string_view written = attributes["r"];
  const auto number = written.empty() ? row_.number + 1 : whole<std::uint64_t>(written);
  if (in_row_ || !number || *number <= row_.number) return refuse(bad_xml(name_, XmlStream::Outcome::damaged));
  if (*number > limits_.rows)
    return refuse(beyond_limit(name_, fmt::format("工作表超过 {} 行", limits_.rows),
                               fmt::format("the sheet has more than {} rows", limits_.rows)));
  in_row_ = true;
  row_.number = *number;
  row_.cells.clear();
  row_.too_long = false;
  row_bytes_ = 0;
  column_ = -1;
  return true;
}

bool XlsxSheet::start_cell(const XmlAttributes& attributes) {
  const std::string_view written = attributes["r"];
  const auto named = written.empty() ? CellName{column_ + 1, row_.number} : parse_cell_name(written);
  if (in_cell_ || !named || named->row != row_.number || named->column <= column_)
    return refuse(bad_xml(name_, XmlStream::Outcome::damaged));
  in_cell_ = true;
  formula_ = has_value_ = overlong_ = in_value_ = aloud_ = false;
  column_ = named->column;
  type_ = attributes["t"];
  style_ = whole<std::size_t>(attributes["s"]).value_or(0);
  value_.clear();
  return true;
}

bool XlsxSheet::text(std::string_view piece) {
  if (!in_value_ || aloud_ || overlong_) return true;
  value_ += piece;
  overlong_ = value_.size() > limits_.cell_characters * 4;
  return true;
}

bool XlsxSheet::end(std::string_view element) {
  if (element == "sheetData") in_data_ = false;
  if (element == "rPh") aloud_ = false;
  if (element == "v" || element == "t") in_value_ = false;
  if (element == "c" && in_cell_) return end_cell();
  if (element == "row" && in_row_) end_row();
  return true;
}

bool XlsxSheet::end_cell() {
  in_cell_ = false;
  if ((!has_value_ || value_.empty()) && !formula_) return true;
  if (column_ >= limits_.columns)
    return refuse(beyond_limit(name_, fmt::format("单元格 {} 在第 {} 列之后", here(), limits_.columns),
                               fmt::format("cell {} is beyond column {}", here(), limits_.columns)));
  if (row_.too_long) return true;
  SheetCell cell{column_, std::move(value_), {}};
  value_.clear();
  judge(cell);
  row_bytes_ += cell.text.size() + 1;
  row_.too_long = row_bytes_ > largest_row_bytes;
  if (!cell.text.empty() || cell.fault) row_.cells.push_back(std::move(cell));
  return true;
}

void XlsxSheet::end_row() {
  in_row_ = false;
  if (row_.cells.empty()) return;
  const std::uint64_t number = row_.number;
  ready_.push_back(std::move(row_));
  row_ = {};
  row_.number = number;
}

/// Makes the stored value the text that is meant.
void XlsxSheet::judge(SheetCell& cell) const {
  if (overlong_ || utf16_units(cell.text) > limits_.cell_characters) {
    cell.text.clear();
    cell.fault = CellFault{fmt::format("不超过 {} 个字符的文字（单元格 {}）", limits_.cell_characters, here()),
                           fmt::format("a text of at most {} characters (cell {})", limits_.cell_characters, here())};
  } else if (type_ == "e") {
    cell.fault = CellFault{fmt::format("没有错误的值（单元格 {} 的公式出错，请改正公式）", here()),
                           fmt::format("a value without error (the formula of cell {} fails: correct it)", here())};
  } else if (cell.text.empty() && formula_ && type_ != "str") {
    cell.fault = CellFault{fmt::format("有结果的公式（单元格 {} 没有存下结果：请用电子表格打开文件，保存后再导入）", here()),
                           fmt::format("a formula with its result (cell {} has none: open the file in a spreadsheet, "
                                       "save it, and import it again)",
                                       here())};
  } else if (type_.empty() || type_ == "n") {
    judge_number(cell);
  } else if (type_ == "s") {
    take_shared(cell);
  } else if (type_ == "b") {
    cell.text = cell.text == "1" || cell.text == "true" ? "yes" : "no";
  } else if (type_ == "d") {
    cell.text = cell.text.substr(0, cell.text.find('T'));
  } else {
    cell.text = unescaped(cell.text);
  }
}

void XlsxSheet::judge_number(SheetCell& cell) const {
  if (style_ < workbook_.shows_day.size() && workbook_.shows_day[style_]) {
    if (auto day = day_of_serial(cell.text, workbook_.from_1904)) {
      cell.text = *std::move(day);
    } else {
      cell.fault = CellFault{fmt::format("日历上有的日期（单元格 {}）", here()),
                             fmt::format("a day that the calendar has (cell {})", here())};
    }
    return;
  }
  auto number = plain_number(cell.text);
  if (number) {
    cell.text = *std::move(number);
  } else if (number.error() == NumberFault::too_long) {
    cell.fault = CellFault{
        fmt::format("存为文本的号码（单元格 {} 存成了数字，第 15 位以后的数字已经丢失：请把该列设为“文本”，重新填写）", here()),
        fmt::format("a number kept as text (cell {} holds it as a number, which has lost the digits after the 15th: "
                    "format the column as 'Text' and enter it again)",
                    here())};
  } else {
    cell.fault = CellFault{fmt::format("数字（单元格 {}）", here()), fmt::format("a number (cell {})", here())};
  }
}

void XlsxSheet::take_shared(SheetCell& cell) const {
  const auto at = whole<std::size_t>(cell.text);
  if (at && *at < workbook_.strings.size()) {
    cell.text = workbook_.strings[*at];
    return;
  }
  cell.fault = CellFault{fmt::format("工作簿里有的文字（单元格 {} 指向不存在的文字：文件已损坏）", here()),
                         fmt::format("a text that the workbook has (cell {} points to none: the file is damaged)", here())};
}

Result<bool, Failure> XlsxSheet::next(SheetRow& row) {
  while (ready_.empty() && !at_end_) {
    const auto got = member_.read(chunk_);
    if (!got) return Unexpected{got.error()};
    at_end_ = *got == 0;
    const auto outcome = stream_.feed({chunk_.data(), *got}, at_end_);
    if (failure_) return Unexpected{*failure_};
    if (outcome != XmlStream::Outcome::good) return Unexpected{bad_xml(name_, outcome)};
  }
  if (ready_.empty()) return false;
  row = std::move(ready_.front());
  ready_.pop_front();
  return true;
}

}  // namespace seethrough::exchange
