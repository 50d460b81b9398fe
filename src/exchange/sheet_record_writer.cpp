#include "exchange/sheet_record_writer.h"

#include <fmt/format.h>
#include <stdlib.h>
#include <xlsxwriter.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>

#include "exchange/text_record_writer.h"

namespace seethrough::exchange {
namespace {

/// libxlsxwriter does not tell when its temporary file finds no room, so room is looked for instead, each so many rows.
constexpr std::uintmax_t least_room = std::uintmax_t{64} << 20;
constexpr std::uint64_t look_every = 16'384;
constexpr double column_width = 16;  // of the characters of the usual font

/// A folder that only this account can look into; gone with what is in it at the end.
class PrivateFolder {
 public:
  PrivateFolder() = default;
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  Result<void, Failure> make(std::filesystem::path where) {
    std::error_code none;
    if (where.empty()) where = std::filesystem::temp_directory_path(none);
    std::string name = (where / "seethrough-export-XXXXXX").string();
    if (!mkdtemp(name.data())) {
      const std::string why = std::strerror(errno);
      return Unexpected{Failure{
          FailureKind::unavailable, fmt::format("无法在 {} 中建立临时文件夹：{}", where.string(), why),
          fmt::format("no temporary folder can be made in {}: {}", where.string(), why)}};
    }
    path_ = name;
    return {};
  }
  const std::filesystem::path& path() const { return path_; }
  bool has_room() const {
    std::error_code fault;
    const auto space = std::filesystem::space(path_, fault);
    return fault || space.available >= least_room;
  }

 private:
  std::filesystem::path path_;
};

class SheetRecordWriter : public RecordWriter {
 public:
  SheetRecordWriter(std::ostream& out, const std::vector<ExportColumn>& columns, const SheetOptions& options)
      : out_(out), options_(options) {
    for (const ExportColumn& column : columns) {
      if (!column.fen) columns_.push_back(column);
    }
  }
  ~SheetRecordWriter() override {
    if (book_) lxw_workbook_free(book_);
  }
  Result<void, Failure> start();

  void text(std::string_view value) override;
  void number(std::int64_t value) override { put(static_cast<double>(value), nullptr); }
  void money(Fen value) override { put(static_cast<double>(value.value) / 100, two_decimals_); }
  void day(Day value) override;
  void yes_or_no(bool value) override { text(value ? "yes" : "no"); }
  Result<void, Failure> end() override;
  Result<void, Failure> finish() override;
  std::uint64_t records() const override { return records_; }
  std::uint64_t sheets() const override { return sheets_; }

 private:
  void add_sheet();
  lxw_col_t next_column();
  void put(double value, lxw_format* format) { note(worksheet_write_number(sheet_, row_, next_column(), value, format)); }
  void note(lxw_error error) {
    if (error != LXW_NO_ERROR && fault_ == LXW_NO_ERROR) fault_ = error;
  }
  Failure stopped() const;

  std::ostream& out_;
  const SheetOptions options_;
  std::vector<ExportColumn> columns_;
  PrivateFolder folder_;
  std::string temporary_;  // the folder as the library wants it
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format *bold_ = nullptr, *two_decimals_ = nullptr, *as_day_ = nullptr;
  lxw_row_t row_ = 0;
  std::size_t field_ = 0;
  std::uint64_t records_ = 0, sheets_ = 0;
  std::string cell_;  // ends with a zero, as the library wants it
  lxw_error fault_ = LXW_NO_ERROR;
};

Result<void, Failure> SheetRecordWriter::start() {
  if (auto made = folder_.make(options_.scratch); !made) return made;
  temporary_ = folder_.path().string();
  lxw_workbook_options how{};
  how.constant_memory = LXW_TRUE;
  how.tmpdir = temporary_.data();
  book_ = workbook_new_opt((folder_.path() / "records.xlsx").c_str(), &how);
  if (!book_) return Unexpected{export_stopped(0)};
  bold_ = workbook_add_format(book_);
  two_decimals_ = workbook_add_format(book_);
  as_day_ = workbook_add_format(book_);
  format_set_bold(bold_);
  format_set_num_format(two_decimals_, "0.00");
  format_set_num_format(as_day_, "yyyy-mm-dd");
  add_sheet();
  return {};
}

void SheetRecordWriter::add_sheet() {
  sheet_ = workbook_add_worksheet(book_, nullptr);
  ++sheets_;
  row_ = 0;
  worksheet_set_column(sheet_, 0, static_cast<lxw_col_t>(columns_.size() - 1), column_width, nullptr);
  worksheet_freeze_panes(sheet_, 1, 0);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    cell_ = in(options_.language, columns_[i].zh, columns_[i].name);
    note(worksheet_write_string(sheet_, 0, static_cast<lxw_col_t>(i), cell_.c_str(), bold_));
  }
  row_ = 1;
}

/// A sheet begins with the first record that needs it, so that none is empty but the first.
lxw_col_t SheetRecordWriter::next_column() {
  INVARIANT(field_ < columns_.size(), "a record has more fields than columns");
  if (field_ == 0 && row_ == options_.rows_of_sheet) add_sheet();
  return static_cast<lxw_col_t>(field_++);
}

void SheetRecordWriter::text(std::string_view value) {
  const lxw_col_t column = next_column();
  if (value.empty()) return;
  cell_ = value;
  note(worksheet_write_string(sheet_, row_, column, cell_.c_str(), nullptr));
}

void SheetRecordWriter::day(Day value) {
  const CivilDate date = civil(value);
  lxw_datetime when{};
  when.year = date.year;
  when.month = static_cast<int>(date.month);
  when.day = static_cast<int>(date.day);
  note(worksheet_write_datetime(sheet_, row_, next_column(), &when, as_day_));
}

Failure SheetRecordWriter::stopped() const {
  if (fault_ != LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) return export_stopped(records_);
  return {FailureKind::malformed,
          fmt::format("第 {} 条记录有一格超过 32767 个字，XLSX 放不下：请导出 CSV 或 NDJSON。", records_ + 1),
          fmt::format("Record {} has a cell of more than 32767 characters, which XLSX cannot hold: export CSV or NDJSON.",
                      records_ + 1)};
}

Result<void, Failure> SheetRecordWriter::end() {
  INVARIANT(field_ == columns_.size(), "a record has fewer fields than columns");
  if (fault_ != LXW_NO_ERROR) return Unexpected{stopped()};
  field_ = 0;
  ++row_;
  ++records_;
  if (records_ % look_every == 0 && !folder_.has_room()) return Unexpected{export_stopped(records_)};
  return {};
}

Result<void, Failure> SheetRecordWriter::finish() {
  if (!folder_.has_room()) return Unexpected{export_stopped(records_)};
  note(workbook_close(std::exchange(book_, nullptr)));
  if (fault_ != LXW_NO_ERROR) return Unexpected{stopped()};
  std::ifstream made(folder_.path() / "records.xlsx", std::ios::binary);
  out_ << made.rdbuf();
  out_.flush();
  if (!made || !out_) return Unexpected{export_stopped(records_)};
  return {};
}

}  // namespace

Result<std::unique_ptr<RecordWriter>, Failure> make_sheet_record_writer(std::ostream& out,
                                                                        const std::vector<ExportColumn>& columns,
                                                                        const SheetOptions& options) {
  auto writer = std::make_unique<SheetRecordWriter>(out, columns, options);
  if (auto started = writer->start(); !started) return Unexpected{started.error()};
  return std::unique_ptr<RecordWriter>(std::move(writer));
}

Result<std::unique_ptr<RecordWriter>, Failure> make_record_writer(std::ostream& out, ExportFormat format,
                                                                  const std::vector<ExportColumn>& columns,
                                                                  const SheetOptions& options) {
  if (format == ExportFormat::xlsx) return make_sheet_record_writer(out, columns, options);
  return std::unique_ptr<RecordWriter>(std::make_unique<TextRecordWriter>(out, format, columns));
}

}  // namespace seethrough::exchange
