#pragma once
// What a worksheet's cells refer to in their workbook: shared strings, which styles show days, from which day days count.

#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "exchange/xlsx_package.h"
#include "exchange/xml_stream.h"

namespace seethrough::exchange {

/// Texts one behind the other.
class SharedStrings {
 public:
  std::size_t size() const { return ends_.size(); }
  std::size_t bytes() const { return texts_.size(); }
  std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(texts_).substr(begin, ends_[i] - begin);
  }
  void add(std::string_view text) {
    texts_ += text;
    ends_.push_back(texts_.size());
  }

 private:
  std::string texts_;
  std::vector<std::size_t> ends_;
};

struct Workbook {
  std::string sheet;          ///< the worksheet's member
  bool from_1904 = false;     ///< days count from 1904-01-01, not from 1900
  std::vector<bool> shows_day;  ///< of each style of a cell
  SharedStrings strings;
};

/// Reads all of a workbook but the worksheet: the one named, or else the first visible one. Failure `malformed`.
Result<Workbook, Failure> read_workbook(const XlsxPackage& package, std::string_view sheet, const XlsxLimits& limits);

/// The sentence for XML that could not be read to its end.
Failure bad_xml(const std::string& workbook, XmlStream::Outcome outcome);
Failure beyond_limit(const std::string& workbook, std::string_view zh, std::string_view en);

}  // namespace seethrough::exchange
