#pragma once
// TableSource: a table in one kind of file. TextTable and SheetTable are the two.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "exchange/header_row.h"
#include "exchange/row.h"

namespace seethrough::exchange {

class TableSource {
 public:
  TableSource() = default;
  TableSource(const TableSource&) = delete;
  TableSource& operator=(const TableSource&) = delete;
  virtual ~TableSource() = default;

  /// The next row that holds something; false at the end. Failure if the file can't be read on.
  virtual Result<bool, Failure> next(Row& row) = 0;
  virtual const HeaderRow& header() const = 0;
  virtual std::uint64_t bytes_read() const = 0;
  virtual std::uint64_t bytes_total() const = 0;
};

/// Failure `malformed`: the file as a whole is of no use, and why.
Failure unusable(const std::string& file, std::string_view zh, std::string_view en);

}  // namespace seethrough::exchange
