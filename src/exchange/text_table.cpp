#include "exchange/text_table.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <istream>

#include "base/check.h"
#include "base/csv_cell.h"
#include "exchange/header_row.h"
#include "exchange/json_row.h"
#include "exchange/text_encoding.h"

namespace seethrough::exchange {
namespace {

constexpr std::size_t chunk_bytes = 256 * 1024;
constexpr std::size_t beginning_bytes = 1024 * 1024;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

RowFault whole_row(std::string zh, std::string en) { return {{}, {}, std::move(zh), std::move(en)}; }

/// Where a record lies in the buffer: its octets without the line break, and what follows.
struct Extent {
  enum class End { line_break, end_of_file, open_quote, too_long } end{};
  std::size_t size = 0;
  std::size_t next = 0;
};

std::size_t after_break(std::string_view text, std::size_t at) {
  return text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? at + 2 : at + 1;
}

/// The first line, whatever quotes it has.
Extent line_extent(std::string_view text) {
  const std::size_t at = text.substr(0, largest_row_bytes + 1).find_first_of("\r\n");
  if (at != std::string_view::npos) return {Extent::End::line_break, at, after_break(text, at)};
  if (text.size() > largest_row_bytes) return {Extent::End::too_long, largest_row_bytes, largest_row_bytes};
  return {Extent::End::end_of_file, text.size(), text.size()};
}

/// The first record of CSV: a line break in quotes belongs to it. A quote opens only where a cell begins.
Extent record_extent(std::string_view text) {
  bool cell_begins = true;
  bool quoted = false;
  const std::size_t end = std::min(text.size(), largest_row_bytes + 1);
  for (std::size_t i = 0; i < end; ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '"') quoted = false;  // a doubled quote opens again at once
      cell_begins = true;
    } else if (c == '\n' || c == '\r') {
      return {Extent::End::line_break, i, after_break(text, i)};
    } else if (c == '"') {
      quoted = cell_begins;
    } else if (c != ' ' && c != '\t') {
      cell_begins = c == ',';
    }
  }
  if (quoted) return {Extent::End::open_quote, 0, 0};
  if (text.size() > largest_row_bytes) return {Extent::End::too_long, largest_row_bytes, largest_row_bytes};
  return {Extent::End::end_of_file, text.size(), text.size()};
}

/// libcsv, strict, one record at a time.
class CellParser {
 public:
  CellParser() { INVARIANT(csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) == 0, "libcsv starts"); }
  ~CellParser() { csv_free(&parser_); }
  CellParser(const CellParser&) = delete;
  CellParser& operator=(const CellParser&) = delete;

  /// False if a quote stands where none may.
  bool parse(std::string_view record, std::vector<std::string>& cells) {
    cells.clear();
    const auto cell = [](void* text, std::size_t size, void* out) {
      static_cast<std::vector<std::string>*>(out)->emplace_back(static_cast<const char*>(text), size);
    };
    const auto row = [](int, void*) {};
    if (csv_parse(&parser_, record.data(), record.size(), cell, row, &cells) == record.size() &&
        csv_fini(&parser_, cell, row, &cells) == 0)
      return true;
    csv_free(&parser_);
    INVARIANT(csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) == 0, "libcsv starts");
    return false;
  }

 private:
  csv_parser parser_{};
};

class TextTable : public TableSource {
 public:
  TextTable(std::unique_ptr<std::istream> stream, std::string called, TableFormat of, const std::vector<Column>& asked)
      : in(std::move(stream)), name(std::move(called)), format(of), columns(asked) {}
  Result<void, Failure> start();
  Result<bool, Failure> next(Row& row) override;
  const HeaderRow& header() const override { return header_; }
  std::uint64_t bytes_read() const override { return read - static_cast<std::uint64_t>(buffer.size() - begin); }
  std::uint64_t bytes_total() const override { return total; }

 private:
  std::string_view rest() const { return std::string_view(buffer).substr(begin); }
  Result<void, Failure> fill();
  Result<void, Failure> take_header();
  Result<void, Failure> skip_line();
  void take_cells(Row& row, bool last);
  void take_members(Row& row);
  bool decode(std::string& text);

  std::unique_ptr<std::istream> in;
  std::string name;
  TableFormat format;
  const std::vector<Column>& columns;
  bool gb18030 = false;
  FromGb18030 convert{};
  CellParser parser{};
  HeaderRow header_{};
  std::string buffer{};
  std::size_t begin = 0;
  bool at_end = false;
  std::uint64_t rows = 0, read = 0, total = 0;
  std::vector<std::string> cells{};
  JsonMembers members{};
};

/// Makes sure that the longest row is in the buffer, or all that is left.
Result<void, Failure> TextTable::fill() {
  if (at_end || buffer.size() - begin > largest_row_bytes + 2) return {};
  buffer.erase(0, begin);
  begin = 0;
  while (!at_end && buffer.size() <= largest_row_bytes + 2) {
    const std::size_t before = buffer.size();
    buffer.resize(before + chunk_bytes);
    in->read(buffer.data() + before, static_cast<std::streamsize>(chunk_bytes));
    const auto got = static_cast<std::size_t>(in->gcount());
    buffer.resize(before + got);
    read += got;
    if (in->bad()) {
      return Unexpected{Failure{
          FailureKind::unavailable, fmt::format("文件 {} 读到第 {} 字节处出错。请检查磁盘或网络盘后重试。", name, read),
          fmt::format("{} can't be read beyond byte {}. Check the disk and try again.", name, read)}};
    }
    at_end = got < chunk_bytes;
  }
  return {};
}

Result<void, Failure> TextTable::start() {
  std::string beginning(beginning_bytes, '\0');
  in->read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  beginning.resize(static_cast<std::size_t>(in->gcount()));
  in->clear();
  in->seekg(0, std::ios::end);
  total = static_cast<std::uint64_t>(std::max<std::streamoff>(in->tellg(), 0));
  in->seekg(0);
  const TextEncoding encoding = encoding_of(beginning);
  if (encoding == TextEncoding::utf16)
    return Unexpected{unusable(name, "它是 UTF-16 编码。请在电子表格中另存为“CSV UTF-8”。",
                               "it is UTF-16. Save it as 'CSV UTF-8' in the spreadsheet.")};
  gb18030 = encoding == TextEncoding::gb18030;
  if (beginning.find_first_not_of(" \t\r\n", beginning.starts_with(byte_order_mark) ? byte_order_mark.size() : 0) ==
      std::string::npos)
    return Unexpected{unusable(name, "文件是空的。", "it is empty.")};
  if (auto filled = fill(); !filled) return filled;
  if (rest().starts_with(byte_order_mark)) begin += byte_order_mark.size();
  if (format == TableFormat::csv) return take_header();
  header_.present.assign(columns.size(), true);
  return {};
}

Result<void, Failure> TextTable::take_header() {
  Extent extent;
  do {
    if (auto filled = fill(); !filled) return filled;
    ++rows;
    extent = record_extent(rest());
    if (extent.end == Extent::End::too_long || extent.end == Extent::End::open_quote)
      return Unexpected{unusable(name, "第一行应为列名，但它太长或引号没有配对。",
                               "the first row must be the column names, but it is too long or has an open quote.")};
    cells.clear();
    std::string text(rest().substr(0, extent.size));
    begin += extent.next;
    if (!decode(text) || !parser.parse(text, cells))
      return Unexpected{unusable(name, "第一行应为列名，但它的编码或引号有误。",
                               "the first row must be the column names, but its encoding or quotes are damaged.")};
  } while (cells.empty());
  auto found = read_header(cells, columns, name);
  if (!found) return Unexpected{found.error()};
  header_ = *std::move(found);
  return {};
}

/// To UTF-8; false if the text is damaged.
bool TextTable::decode(std::string& text) {
  if (!gb18030) return is_utf8(text);
  auto converted = convert(text);
  if (!converted) return false;
  text = *std::move(converted);
  return true;
}

/// Drops the rest of a line that is longer than a row may be.
Result<void, Failure> TextTable::skip_line() {
  for (;;) {
    const std::size_t at = rest().find_first_of("\r\n");
    if (at != std::string_view::npos) {
      begin += after_break(rest(), at);
      return {};
    }
    begin = buffer.size();
    if (at_end) return {};
    if (auto filled = fill(); !filled) return filled;
  }
}

void TextTable::take_cells(Row& row, bool last) {
  const std::size_t wanted = header_.column_of.size();
  const auto filled = [](const std::string& cell) { return !cell.empty(); };
  if (cells.size() > wanted && std::none_of(cells.begin() + static_cast<std::ptrdiff_t>(wanted), cells.end(), filled))
    cells.resize(wanted);  // what spreadsheets leave behind
  if (cells.size() < wanted && last) {
    row.fault = whole_row(fmt::format("最后一行不完整：应有 {} 格，只有 {} 格，文件可能被截断；请重新导出", wanted, cells.size()),
                          fmt::format("the last row is cut off: {} cells expected, {} found; export the file again",
                                      wanted, cells.size()));
  } else if (cells.size() != wanted) {
    row.fault = whole_row(fmt::format("应有 {} 格，实有 {} 格：请检查是否多了或少了逗号、引号", wanted, cells.size()),
                          fmt::format("{} cells expected, {} found: look for a comma or quote too many or too few",
                                      wanted, cells.size()));
  }
  if (row.fault) return;
  for (std::size_t i = 0; i < wanted; ++i) {
    const int at = header_.column_of[i];
    if (at >= 0) row.cells[static_cast<std::size_t>(at)] = header_.of_rejected_rows ? undefused(cells[i]) : cells[i];
  }
}

void TextTable::take_members(Row& row) {
  row.fault = read_json_row(row.raw, members);
  if (row.fault) return;
  std::vector<bool> seen(columns.size());
  for (auto& [key, value] : members) {
    const int at = find_column(columns, key);
    if (at < 0 && passed_over(key)) continue;
    if (at < 0) {
      row.fault =
          whole_row(fmt::format("没有“{}”这一列。可用的列：{}", shown(key), known_names(columns)),
                    fmt::format("there is no column '{}'. Known columns: {}", shown(key), known_names(columns)));
    } else if (seen[static_cast<std::size_t>(at)]) {
      row.fault = whole_row(fmt::format("“{}”在这一行出现了两次", key), fmt::format("'{}' is there twice", key));
    } else {
      seen[static_cast<std::size_t>(at)] = true;
      row.cells[static_cast<std::size_t>(at)] = std::move(value);
      continue;
    }
    row.cells.assign(columns.size(), {});
    return;
  }
}

Result<bool, Failure> TextTable::next(Row& row) {
  for (;;) {
    if (auto filled = fill(); !filled) return Unexpected{filled.error()};
    if (rest().empty()) return false;
    row.number = ++rows;
    row.cells.assign(columns.size(), {});
    row.fault.reset();
    const bool csv = format == TableFormat::csv;
    Extent extent = csv ? record_extent(rest()) : line_extent(rest());
    const bool open_quote = extent.end == Extent::End::open_quote;
    if (open_quote) extent = line_extent(rest());
    row.raw = rest().substr(0, extent.size);
    if (extent.end == Extent::End::too_long) {
      row.raw.resize(200);
      row.fault = whole_row("这一行超过 64 KB：请检查引号是否配对", "the row is longer than 64 KB: look for an open quote");
      if (auto skipped = skip_line(); !skipped) return Unexpected{skipped.error()};
      if (!decode(row.raw)) row.raw.clear();
      return true;
    }
    const bool last = extent.end == Extent::End::end_of_file;
    if (row.raw.find('\0') != std::string::npos) {
      row.fault = whole_row("这一行含有空字符（NUL）：文件已损坏，请重新导出", "the row holds a NUL byte: export the file again");
      std::erase(row.raw, '\0');
    }
    if (!decode(row.raw)) {
      row.fault = whole_row("这一行的文字编码有误：请另存为“CSV UTF-8”后再导入",
                            "the row's text encoding is damaged: save the file as 'CSV UTF-8'");
      for (char& c : row.raw) c = static_cast<unsigned char>(c) < 0x80 ? c : '?';
    } else if (row.fault) {
      // said already
    } else if (!csv) {
      if (row.raw.find_first_not_of(" \t") != std::string::npos) take_members(row);
    } else if (open_quote || !parser.parse(row.raw, cells)) {
      if (!open_quote) {
        extent = line_extent(rest());  // the quote may have drawn further lines in
        row.raw = rest().substr(0, extent.size);
        if (!decode(row.raw)) row.raw.clear();
      }
      row.fault =
          whole_row("引号没有配对或位置不对：含逗号、引号或换行的格要整格加引号，格内的引号写两遍",
                    "a quote is unpaired or misplaced: put the whole cell in quotes and double quotes within it");
    } else if (std::any_of(cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); })) {
      take_cells(row, last);
    }
    begin += extent.next;
    const bool nothing = !row.fault && std::all_of(row.cells.begin(), row.cells.end(),
                                                   [](const std::string& cell) { return cell.empty(); });
    if (!nothing) return true;
  }
}

}  // namespace

Result<std::unique_ptr<TableSource>, Failure> open_text_table(std::unique_ptr<std::istream> in, std::string name,
                                                              TableFormat format, const std::vector<Column>& columns) {
  auto table = std::make_unique<TextTable>(std::move(in), std::move(name), format, columns);
  if (auto started = table->start(); !started) return Unexpected{started.error()};
  return std::unique_ptr<TableSource>(std::move(table));
}

}  // namespace seethrough::exchange
