#pragma once
// RecordWriter: records, field by field, as lines of text (text_record_writer.h) or rows of a workbook
// (sheet_record_writer.h).

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "calendar/day.h"
#include "money/fen.h"

namespace seethrough::exchange {

enum class ExportFormat { csv, ndjson, xlsx };

/// A column of an export. In text its name heads it in either language, for programs; in a workbook its Chinese name
/// does where Chinese is asked for.
struct ExportColumn {
  std::string_view name;
  std::string_view zh;
  /// Of text alone: an amount in fen, whose yuan stand in the next column.
  bool fen = false;
};

class RecordWriter {
 public:
  RecordWriter() = default;
  RecordWriter(const RecordWriter&) = delete;
  RecordWriter& operator=(const RecordWriter&) = delete;
  virtual ~RecordWriter() = default;

  // The next field of the record, in the order of the columns.
  virtual void text(std::string_view value) = 0;
  virtual void number(std::int64_t value) = 0;
  /// Two columns of text, fen and yuan; one of a workbook.
  virtual void money(Fen value) = 0;
  virtual void day(Day value) = 0;
  virtual void yes_or_no(bool value) = 0;
  void empty() { text({}); }
  /// Ends the record. Failure `unavailable` if what is written to refuses.
  virtual Result<void, Failure> end() = 0;
  /// Hands over what is left. The records are whole only if this was called and did not fail.
  virtual Result<void, Failure> finish() = 0;
  virtual std::uint64_t records() const = 0;
  /// Of a workbook: how many worksheets hold the records.
  virtual std::uint64_t sheets() const { return 0; }
};

/// The failure of an export that stopped at about that record, for want of room most likely.
Failure export_stopped(std::uint64_t records);

}  // namespace seethrough::exchange
