#pragma once
// How large a workbook may be (防压缩炸弹): an office's largest tables pass, what is made to exhaust memory does not.

#include <cstddef>
#include <cstdint>

namespace seethrough::exchange {

struct XlsxLimits {
  std::uint64_t file_bytes = std::uint64_t{64} << 20;
  std::uint64_t members = 2'000;
  std::uint64_t unpacked_bytes = std::uint64_t{256} << 20;  ///< of all members together
  std::uint64_t ratio = 100;                                ///< unpacked to packed, of a member beyond ratio_from
  std::uint64_t ratio_from = std::uint64_t{1} << 20;
  std::uint64_t rows = 1'048'576;  ///< Excel's own
  int columns = 1'000;
  std::size_t cell_characters = 32'767;  ///< Excel's own, in UTF-16 units
  std::size_t shared_strings = 1'048'576;
  std::size_t shared_bytes = std::size_t{64} << 20;
  std::size_t styles = 65'536;
  std::size_t sheets = 1'000;
};

/// For a file that the machine's own operator names on the command line: a full worksheet of claims passes. What is kept
/// of it in memory is the packed file and the shared strings.
inline XlsxLimits own_file_limits() {
  XlsxLimits limits;
  limits.file_bytes = std::uint64_t{512} << 20;
  limits.unpacked_bytes = std::uint64_t{4} << 30;
  limits.shared_strings = 16'000'000;
  limits.shared_bytes = std::size_t{512} << 20;
  return limits;
}

}  // namespace seethrough::exchange
