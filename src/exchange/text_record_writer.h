#pragma once
// TextRecordWriter: records as lines of CSV or NDJSON.

#include <ostream>
#include <string>
#include <vector>

#include "exchange/record_writer.h"

namespace seethrough::exchange {

class TextRecordWriter : public RecordWriter {
 public:
  /// Writes the header at once if the format, which is no workbook, has one. `columns` and `out` must outlive the writer.
  TextRecordWriter(std::ostream& out, ExportFormat format, const std::vector<ExportColumn>& columns);

  void text(std::string_view value) override;
  void number(std::int64_t value) override;
  void money(Fen value) override;
  void day(Day value) override;
  void yes_or_no(bool value) override;
  Result<void, Failure> end() override;
  Result<void, Failure> finish() override;
  std::uint64_t records() const override { return records_; }

 private:
  bool csv() const { return format_ == ExportFormat::csv; }
  void start_field(bool has_value);
  Result<void, Failure> flush();

  std::ostream& out_;
  ExportFormat format_;
  const std::vector<ExportColumn>& columns_;
  std::string buffer_;
  std::size_t field_ = 0;
  bool first_member_ = true;
  std::uint64_t records_ = 0;
};

}  // namespace seethrough::exchange
