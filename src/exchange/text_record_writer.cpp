#include "exchange/text_record_writer.h"

#include <fmt/format.h>

#include "base/csv_cell.h"
#include "journal/canonical_json.h"

namespace seethrough::exchange {
namespace {

constexpr std::size_t flush_bytes = 64 * 1024;

}  // namespace

Failure export_stopped(std::uint64_t records) {
  return {FailureKind::unavailable,
          fmt::format("导出写不下去：写到约第 {} 条记录时出错，磁盘可能已满。请腾出空间后重新导出。", records),
          fmt::format("The export can't be written: it stopped at about record {}, the disk may be full. Make room and "
                      "export again.",
                      records)};
}

TextRecordWriter::TextRecordWriter(std::ostream& out, ExportFormat format, const std::vector<ExportColumn>& columns)
    : out_(out), format_(format), columns_(columns) {
  INVARIANT(format_ != ExportFormat::xlsx, "a workbook is no text");
  if (!csv()) return;
  buffer_ = "\xEF\xBB\xBF";  // so that spreadsheets read it as UTF-8
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i != 0) buffer_.push_back(',');
    append_csv_cell(buffer_, columns_[i].name);
  }
  buffer_ += "\r\n";
}

void TextRecordWriter::start_field(bool has_value) {
  INVARIANT(field_ < columns_.size(), "a record has more fields than columns");
  const std::size_t at = field_++;
  if (csv()) {
    if (at != 0) buffer_.push_back(',');
    return;
  }
  if (!has_value) return;
  buffer_.push_back(first_member_ ? '{' : ',');
  first_member_ = false;
  journal::write_json(buffer_, columns_[at].name);
  buffer_.push_back(':');
}

void TextRecordWriter::text(std::string_view value) {
  start_field(!value.empty());
  if (csv())
    append_csv_cell(buffer_, value);
  else if (!value.empty())
    journal::write_json(buffer_, value);
}

void TextRecordWriter::number(std::int64_t value) {
  start_field(true);
  journal::write_json(buffer_, value);
}

void TextRecordWriter::money(Fen value) {
  number(value.value);
  text(yuan(value));
}

void TextRecordWriter::day(Day value) { text(to_string(value)); }

void TextRecordWriter::yes_or_no(bool value) {
  start_field(true);
  if (csv())
    buffer_ += value ? "yes" : "no";
  else
    journal::write_json(buffer_, value);
}

Result<void, Failure> TextRecordWriter::end() {
  INVARIANT(field_ == columns_.size(), "a record has fewer fields than columns");
  buffer_ += csv() ? "\r\n" : "}\n";
  field_ = 0;
  first_member_ = true;
  ++records_;
  return buffer_.size() < flush_bytes ? Result<void, Failure>{} : flush();
}

Result<void, Failure> TextRecordWriter::flush() {
  out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  buffer_.clear();
  if (out_) return {};
  return Unexpected{export_stopped(records_)};
}

Result<void, Failure> TextRecordWriter::finish() {
  if (auto flushed = flush(); !flushed) return flushed;
  out_.flush();
  return flush();
}

}  // namespace seethrough::exchange
