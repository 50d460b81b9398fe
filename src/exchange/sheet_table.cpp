#include "exchange/sheet_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/csv_cell.h"
#include "exchange/header_row.h"
#include "exchange/xlsx_sheet.h"
#include "exchange/xlsx_value.h"

namespace seethrough::exchange {
namespace {

class SheetTable : public TableSource {
 public:
  SheetTable(std::unique_ptr<XlsxPackage> package, const std::vector<Column>& columns, const XlsxLimits& limits)
      : package_(std::move(package)), columns_(columns), limits_(limits) {}
  Result<void, Failure> start(std::string_view sheet);
  Result<bool, Failure> next(Row& row) override;
  const HeaderRow& header() const override { return header_; }
  std::uint64_t bytes_read() const override { return sheet_->bytes_read(); }
  std::uint64_t bytes_total() const override { return sheet_->bytes_total(); }

 private:
  void take_cells(const SheetRow& found, Row& row) const;
  std::optional<RowFault> fault_of(const SheetCell& cell, std::uint64_t row) const;

  std::unique_ptr<XlsxPackage> package_;
  const std::vector<Column>& columns_;
  const XlsxLimits limits_;
  Workbook workbook_;
  std::optional<XlsxSheet> sheet_;
  HeaderRow header_;
};

Result<void, Failure> SheetTable::start(std::string_view sheet) {
  auto workbook = read_workbook(*package_, sheet, limits_);
  if (!workbook) return Unexpected{workbook.error()};
  workbook_ = *std::move(workbook);
  auto member = package_->member(workbook_.sheet);
  if (!member) return Unexpected{member.error()};
  sheet_.emplace(workbook_, package_->name(), *std::move(member), limits_);
  SheetRow first;
  const auto found = sheet_->next(first);
  if (!found) return Unexpected{found.error()};
  if (!*found) return Unexpected{unusable(package_->name(), "工作表是空的。", "the worksheet is empty.")};
  std::vector<std::string> names(static_cast<std::size_t>(first.cells.back().column) + 1);
  for (SheetCell& cell : first.cells) {
    if (cell.fault || first.too_long)
      return Unexpected{unusable(package_->name(), "第一行应为列名，但它太长或有出错的单元格。",
                                 "the first row must be the column names, but it is too long or has a failing cell.")};
    names[static_cast<std::size_t>(cell.column)] = std::move(cell.text);
  }
  auto header = read_header(names, columns_, package_->name());
  if (!header) return Unexpected{header.error()};
  header_ = *std::move(header);
  return {};
}

/// What is wrong with a cell, if it belongs to a column asked for, or to none.
std::optional<RowFault> SheetTable::fault_of(const SheetCell& cell, std::uint64_t row) const {
  const auto at = static_cast<std::size_t>(cell.column);
  if (at >= header_.column_of.size()) {
    const std::string name = to_string(CellName{cell.column, row});
    return RowFault{{}, {}, fmt::format("单元格 {} 有内容，但表头没有这一列：请清空它或补上列名", name),
                    fmt::format("cell {} holds something, but the header has no such column: empty it or name the column",
                                name)};
  }
  if (header_.column_of[at] < 0 || !cell.fault) return std::nullopt;
  const Column& column = columns_[static_cast<std::size_t>(header_.column_of[at])];
  return RowFault{std::string(column.name), cell.text.empty() ? "…" : shown_in(column.name, cell.text),
                  cell.fault->expected_zh, cell.fault->expected_en};
}

void SheetTable::take_cells(const SheetRow& found, Row& row) const {
  if (found.too_long) {
    row.fault = RowFault{{}, {}, "这一行的文字合计超过 64 KB", "the row's texts are longer than 64 KB together"};
  }
  for (const SheetCell& cell : found.cells) {
    if (row.fault) break;
    row.fault = fault_of(cell, row.number);
  }
  if (row.fault) {
    row.cells.assign(columns_.size(), {});
    int column = 0;
    for (const SheetCell& cell : found.cells) {
      row.raw.append(static_cast<std::size_t>(cell.column - std::exchange(column, cell.column)), ',');
      append_csv_cell(row.raw, cell.text);
    }
    return;
  }
  for (const SheetCell& cell : found.cells) {
    const int at = header_.column_of[static_cast<std::size_t>(cell.column)];
    if (at >= 0) row.cells[static_cast<std::size_t>(at)] = cell.text;
  }
}

Result<bool, Failure> SheetTable::next(Row& row) {
  for (;;) {
    SheetRow found;
    const auto more = sheet_->next(found);
    if (!more || !*more) return more;
    row.number = found.number;
    row.cells.assign(columns_.size(), {});
    row.raw.clear();
    row.fault.reset();
    take_cells(found, row);
    const bool nothing =
        !row.fault && std::all_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return cell.empty(); });
    if (!nothing) return true;
  }
}

}  // namespace

Result<std::unique_ptr<TableSource>, Failure> open_sheet_table(std::istream& in, std::string name, std::string_view sheet,
                                                               const std::vector<Column>& columns,
                                                               const XlsxLimits& limits) {
  std::string octets;
  in.seekg(0, std::ios::end);
  // So that it does not grow by doubling: a large workbook would be held twice.
  if (const auto size = in.tellg(); size > 0)
    octets.reserve(std::min(static_cast<std::uint64_t>(size), limits.file_bytes + 1));
  in.clear();
  in.seekg(0);
  std::string chunk(std::size_t{64} << 10, '\0');
  while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())), in.gcount() > 0) {
    octets.append(chunk, 0, static_cast<std::size_t>(in.gcount()));
    if (octets.size() > limits.file_bytes)
      return Unexpected{beyond_limit(name, fmt::format("文件超过 {} MB", limits.file_bytes >> 20),
                                     fmt::format("it is larger than {} MB", limits.file_bytes >> 20))};
  }
  auto package = XlsxPackage::open(std::move(octets), std::move(name), limits);
  if (!package) return Unexpected{package.error()};
  auto table = std::make_unique<SheetTable>(*std::move(package), columns, limits);
  if (auto started = table->start(sheet); !started) return Unexpected{started.error()};
  return std::unique_ptr<TableSource>(std::move(table));
}

}  // namespace seethrough::exchange
