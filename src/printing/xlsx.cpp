#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "printing/numeral.h"
#include "printing/paper.h"
#include "printing/printable.h"
#include "printing/printing.h"

namespace seethrough::printing {
namespace {

using bulletins::TableBlock;

constexpr std::size_t most_units_of_cell = 32'767, most_units_of_name = 31, most_of_margin_text = 255;
/// libxlsxwriter does not tell when its temporary files find no room, so room is looked for instead.
constexpr std::uintmax_t least_room = std::uintmax_t{64} << 20;
constexpr std::size_t text_width = 96;  // characters of the sheet of text
constexpr int a4 = 9;

Failure no_room() {
  return {FailureKind::unavailable, "没有地方写临时文件，XLSX 编不出来：请检查系统的临时文件夹是否已满",
          "there is no room for temporary files, so no XLSX can be made: check whether the system's temporary folder is "
          "full"};
}

/// A file in memory, which the library writes by its name.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("bulletin", MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  bool open() const { return descriptor_ >= 0; }
  std::string name() const { return fmt::format("/proc/self/fd/{}", descriptor_); }
  std::string octets() const {
    std::string all;
    char part[65'536];
    for (ssize_t got; (got = pread(descriptor_, part, sizeof part, static_cast<off_t>(all.size()))) > 0;)
      all.append(part, static_cast<std::size_t>(got));
    return all;
  }

 private:
  int descriptor_;
};

/// A worksheet's name: none of []:*?/\, at most 31 units, no quote at its ends, not taken in any case of letters.
class SheetNames {
 public:
  std::string take(std::string_view wanted, std::string_view otherwise) {
    std::string name = printable(wanted);
    std::replace_if(name.begin(), name.end(), [](char c) { return std::string_view("[]:*?/\\'\n\t").find(c) != std::string_view::npos; }, ' ');
    name = trimmed(first_utf16_units(name, most_units_of_name));
    if (name.empty()) name = otherwise;
    std::string free = name;
    for (int n = 2; !taken_.insert(lower(free)).second; ++n) {
      const std::string behind = fmt::format(" ({})", n);
      free = std::string(first_utf16_units(name, most_units_of_name - behind.size())) + behind;
    }
    return free;
  }

 private:
  static std::string trimmed(std::string_view text) {
    const std::size_t from = std::min(text.find_first_not_of(' '), text.size());
    return std::string(text.substr(from, text.find_last_not_of(' ') + 1 - from));
  }
  static std::string lower(std::string text) {
    for (char& c : text) c = 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
  }
  std::set<std::string> taken_{"history"};  // which Excel keeps for itself
};

class Workbook {
 public:
  Workbook(const bulletins::Document& document, const Imprint& imprint) : document_(document), imprint_(imprint) {}
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;
  ~Workbook() {
    if (book_) lxw_workbook_free(book_);
  }
  Result<std::string, Failure> write();

 private:
  void set_properties();
  void add_formats();
  lxw_worksheet* add_sheet(const std::string& name, bool across);
  void add_text_sheet();
  void add_table(lxw_worksheet* sheet, const TableBlock& table);
  void put_text(lxw_worksheet* sheet, std::size_t row, std::size_t column, std::string_view text, lxw_format* format);
  void put_cell(lxw_worksheet* sheet, std::size_t row, std::size_t column, std::string_view text, bool numeric);
  lxw_format* number_format(int decimals);
  std::string fitting(std::string_view text) const;
  const char* in_words(const char* zh, const char* en) const { return in(imprint_.language, zh, en); }
  void note(lxw_error error) { faulty_ = faulty_ || error != LXW_NO_ERROR; }

  const bulletins::Document& document_;
  const Imprint& imprint_;
  lxw_workbook* book_ = nullptr;
  lxw_format *title_ = nullptr, *prose_ = nullptr, *head_ = nullptr, *text_ = nullptr, *as_written_ = nullptr;
  std::map<int, lxw_format*> numbers_;
  SheetNames names_;
  bool faulty_ = false;
};

Result<std::string, Failure> Workbook::write() {
  std::error_code fault;
  const auto space = std::filesystem::space(std::filesystem::temp_directory_path(fault), fault);
  const MemoryFile file;
  if (!file.open() || (!fault && space.available < least_room)) return Unexpected{no_room()};
  book_ = workbook_new(file.name().c_str());
  if (!book_) return Unexpected{no_room()};
  set_properties();
  add_formats();
  add_text_sheet();
  note(workbook_close(std::exchange(book_, nullptr)));
  if (faulty_) return Unexpected{no_room()};
  return file.octets();
}

void Workbook::set_properties() {
  std::string title = printable(document_.title), about = identity(imprint_), comments = evidence(imprint_);
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.subject = about.data();
  properties.comments = comments.data();
  properties.created = static_cast<time_t>(file_time(imprint_));
  note(workbook_set_properties(book_, &properties));
}

void Workbook::add_formats() {
  const auto made = [&](bool bordered, std::uint8_t align) {
    lxw_format* format = workbook_add_format(book_);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_align(format, align);
    if (bordered) format_set_border(format, LXW_BORDER_THIN);
    return format;
  };
  title_ = made(false, LXW_ALIGN_CENTER);
  format_set_bold(title_);
  format_set_font_size(title_, 16);
  prose_ = made(false, LXW_ALIGN_LEFT);
  head_ = made(true, LXW_ALIGN_CENTER);
  format_set_bold(head_);
  text_ = made(true, LXW_ALIGN_LEFT);
  as_written_ = made(true, LXW_ALIGN_RIGHT);
}

lxw_format* Workbook::number_format(int decimals) {
  lxw_format*& format = numbers_[decimals];
  if (!format) {
    format = workbook_add_format(book_);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_num_format(format, decimals == 0 ? "#,##0" : ("#,##0." + std::string(static_cast<std::size_t>(decimals), '0')).c_str());
  }
  return format;
}

/// Text of a header or footer: at most 255 characters, & doubled because it begins a code.
std::string margin_text(const char* code, std::string_view text) {
  std::string out = code;
  for (const char c : text) out += c == '&' ? std::string("&&") : std::string(1, c);
  return out;
}

/// The worksheet as it is printed: imprint above and below, number of the sheet.
lxw_worksheet* Workbook::add_sheet(const std::string& name, bool across) {
  lxw_worksheet* sheet = workbook_add_worksheet(book_, name.c_str());
  INVARIANT(sheet, "a worksheet's name is not allowed");
  worksheet_set_paper(sheet, a4);
  if (across) worksheet_set_landscape(sheet);
  worksheet_set_margins(sheet, 0.6, 0.6, 0.8, 0.8);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_center_horizontally(sheet);
  const std::string head = margin_text("&L&8", identity(imprint_)), number = in_words("&R&8第 &P 页 共 &N 页", "&R&8page &P of &N");
  std::string foot = margin_text("&L&6", evidence(imprint_)) + number;
  if (utf16_units(foot) > most_of_margin_text) foot = "&L&6SHA-256 " + to_hex(imprint_.digest) + number;
  note(worksheet_set_header(sheet, head.c_str()));
  note(worksheet_set_footer(sheet, foot.c_str()));
  return sheet;
}

std::string Workbook::fitting(std::string_view text) const {
  std::string whole = printable(text);
  if (utf16_units(whole) <= most_units_of_cell) return whole;
  std::string why = in_words("……（一格最多 32767 个字，其余从略，全文见 PDF 或 HTML）",
                             "… (a cell holds 32,767 characters; the PDF and the HTML have the rest)");
  return std::string(first_utf16_units(whole, most_units_of_cell - utf16_units(why))) + why;
}

void Workbook::put_text(lxw_worksheet* sheet, std::size_t row, std::size_t column, std::string_view text,
                        lxw_format* format) {
  const auto at_row = static_cast<lxw_row_t>(row);
  const auto at_column = static_cast<lxw_col_t>(column);
  if (text.empty()) return note(worksheet_write_blank(sheet, at_row, at_column, format));
  note(worksheet_write_string(sheet, at_row, at_column, fitting(text).c_str(), format));
}

void Workbook::put_cell(lxw_worksheet* sheet, std::size_t row, std::size_t column, std::string_view text, bool numeric) {
  const auto numeral = numeric ? parse_numeral(text) : std::nullopt;
  if (!numeral) return put_text(sheet, row, column, text, numeric ? as_written_ : text_);
  note(worksheet_write_number(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), numeral->value,
                              number_format(numeral->decimals)));
}

/// Where a table would stand, the text names its worksheet. The worksheets follow in that order.
void Workbook::add_text_sheet() {
  lxw_worksheet* sheet = add_sheet(names_.take(in_words("通报", "Bulletin"), {}), false);
  worksheet_set_column(sheet, 0, 0, text_width, nullptr);
  std::size_t row = 0;
  put_text(sheet, row++, 0, document_.title, title_);
  put_text(sheet, row++, 0, document_.subtitle, prose_);
  int tables = 0;
  for (const bulletins::Block& block : document_.blocks) {
    if (const auto* paragraph = std::get_if<bulletins::Paragraph>(&block)) put_text(sheet, row++, 0, paragraph->text, prose_);
    const auto* table = std::get_if<TableBlock>(&block);
    if (!table) continue;
    const std::string name = names_.take(table->caption, fmt::format(fmt::runtime(in_words("表 {}", "Table {}")), ++tables));
    put_text(sheet, row++, 0, fmt::format(fmt::runtime(in_words("{}：见工作表“{}”", "{}: see worksheet '{}'")), table->caption, name), prose_);
    add_table(add_sheet(name, table->columns.size() > most_columns_upright), *table);
  }
  ++row;
  for (const auto& [name, value] : facts(imprint_))
    put_text(sheet, row++, 0, name + in_words("：", ": ") + value, prose_);
}

/// Wide enough for short texts as they stand, and for long ones to stay within the 409 points that a row can be high.
double column_width(const TableBlock& table, std::size_t column) {
  constexpr std::size_t narrowest = 6, comfortable = 36, most_lines = 24, widest = 250;
  std::size_t natural = half_widths(table.columns[column].head), largest = 0;
  for (const auto& row : table.rows) {
    natural = std::max(natural, half_widths(row[column]));
    largest = std::max(largest, row[column].size());  // octets: three of a Chinese character, so never too few
  }
  const std::size_t width = std::max(std::min(natural + 2, comfortable), largest / most_lines);
  return static_cast<double>(std::clamp(width, narrowest, widest));
}

void Workbook::add_table(lxw_worksheet* sheet, const TableBlock& table) {
  check_rows(table);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    note(worksheet_set_column(sheet, column, column, column_width(table, i), nullptr));
    put_text(sheet, 0, i, table.columns[i].head, head_);
  }
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) put_cell(sheet, r + 1, i, table.rows[r][i], table.columns[i].numeric);
  }
  worksheet_freeze_panes(sheet, 1, 0);
  note(worksheet_repeat_rows(sheet, 0, 0));
}

}  // namespace

Result<std::string, Failure> xlsx(const bulletins::Document& document, const Imprint& imprint) {
  return Workbook(document, imprint).write();
}

}  // namespace seethrough::printing
