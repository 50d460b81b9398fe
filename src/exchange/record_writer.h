#pragma once
// RecordWriter: records as lines of CSV or NDJSON, field by field.

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "exchange/text_table.h"

namespace seethrough::exchange {

class RecordWriter {
 public:
  /// Writes the header at once if the format has one. `columns` and `out` must outlive the writer.
  RecordWriter(std::ostream& out, TableFormat format, const std::vector<std::string_view>& columns);

  // The next field of the record, in the order of the columns.
  void text(std::string_view value);
  void number(std::int64_t value);
  void yes_or_no(bool value);
  void empty() { text({}); }
  /// Ends the record. Failure `unavailable` if the stream refuses.
  Result<void, Failure> end();
  /// Hands what is left to the stream.
  Result<void, Failure> finish();
  std::uint64_t records() const { return records_; }

 private:
  void start_field(bool has_value);
  Result<void, Failure> flush();

  std::ostream& out_;
  TableFormat format_;
  const std::vector<std::string_view>& columns_;
  std::string buffer_;
  std::size_t field_ = 0;
  bool first_member_ = true;
  std::uint64_t records_ = 0;
};

}  // namespace seethrough::exchange
