#pragma once
// CellReader: reads the cells of one row by column name; the first that is wrong is the row's fault.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/day.h"
#include "exchange/table_reader.h"
#include "places/tree.h"

namespace seethrough::exchange {

/// A column's value in one of a few words.
template <class T>
struct Word {
  std::string_view text;
  T value;
};

class CellReader {
 public:
  CellReader(const Row& row, const std::vector<Column>& columns) : row_(row), columns_(columns) {}

  const std::optional<RowFault>& fault() const { return fault_; }
  /// Notes the fault unless there is one already; false for brevity of the caller.
  bool fail(std::string_view column, std::string_view zh, std::string_view en);

  std::string_view raw(std::string_view column) const;
  /// A text of at most `longest` octets without control characters (line breaks are allowed where `lines`).
  std::string text(std::string_view column, std::size_t longest, bool required, bool lines = false);
  /// The same with ASCII letters in upper case.
  std::string code(std::string_view column, bool required);
  Day day(std::string_view column);
  PlaceCode place(std::string_view column, const Tree& places);
  std::int64_t number(std::string_view column, std::int64_t least, std::int64_t most);
  std::string phone(std::string_view column);

  template <class T, std::size_t N>
  T word(std::string_view column, const Word<T> (&words)[N]) {
    std::string known;
    for (const Word<T>& one : words) {
      if (one.text == raw(column)) return one.value;
      known += (known.empty() ? "" : ", ") + std::string(one.text);
    }
    fail(column, "下列之一：" + known, "one of " + known);
    return words[0].value;
  }

 private:
  const Row& row_;
  const std::vector<Column>& columns_;
  std::optional<RowFault> fault_;
};

inline constexpr Word<bool> yes_or_no[] = {{"yes", true}, {"no", false}, {"是", true},
                                           {"否", false}, {"1", true},   {"0", false}};

}  // namespace seethrough::exchange
