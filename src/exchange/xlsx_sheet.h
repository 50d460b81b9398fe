#pragma once
// A worksheet (工作表) read row by row. A cell becomes text: shared and inline strings as they are; numbers as they were
// written (xlsx_value.h), or as YYYY-MM-DD if their style shows a day; true and false as yes and no; of a formula the
// result that the file has. A cell that can't be trusted is given with a fault that names it: an error (#REF!), a
// formula without result, a number that has lost digits.

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "exchange/xlsx_workbook.h"
#include "exchange/xml_stream.h"

namespace seethrough::exchange {

/// What a cell should hold instead, as RowFault has it.
struct CellFault {
  std::string expected_zh, expected_en;
};

struct SheetCell {
  int column = 0;  ///< from 0
  std::string text;
  std::optional<CellFault> fault;
};

struct SheetRow {
  std::uint64_t number = 0;       ///< from 1
  std::vector<SheetCell> cells;   ///< those that hold something, from left to right
  bool too_long = false;          ///< beyond largest_row_bytes; later cells were left out
};

class XlsxSheet : private XmlVisitor {
 public:
  /// Everything referred to must outlive the sheet.
  XlsxSheet(const Workbook& workbook, const std::string& name, PackageMember member, const XlsxLimits& limits);

  /// The next row that holds something; false at the end. Failure `malformed` if the sheet is damaged or beyond a limit.
  Result<bool, Failure> next(SheetRow& row);
  std::uint64_t bytes_read() const { return member_.bytes_read(); }
  std::uint64_t bytes_total() const { return member_.bytes_total(); }

 private:
  bool start(std::string_view element, const XmlAttributes& attributes) override;
  bool end(std::string_view element) override;
  bool text(std::string_view piece) override;
  bool start_row(const XmlAttributes& attributes);
  bool start_cell(const XmlAttributes& attributes);
  bool end_cell();
  void end_row();
  void judge(SheetCell& cell) const;
  void judge_number(SheetCell& cell) const;
  void take_shared(SheetCell& cell) const;
  std::string here() const;
  bool refuse(Failure why);

  const Workbook& workbook_;
  const std::string& name_;  ///< what sentences call the workbook
  PackageMember member_;
  const XlsxLimits& limits_;
  XmlStream stream_{*this};
  std::array<char, 64 * 1024> chunk_;
  bool at_end_ = false;
  std::optional<Failure> failure_;
  std::deque<SheetRow> ready_;

  // where the stream stands
  bool in_data_ = false, in_row_ = false, in_cell_ = false, in_value_ = false, aloud_ = false, formula_ = false,
       has_value_ = false, overlong_ = false;
  SheetRow row_;
  std::size_t row_bytes_ = 0;
  int column_ = -1;
  std::string type_, value_;
  std::size_t style_ = 0;
};

}  // namespace seethrough::exchange
