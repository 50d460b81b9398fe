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

}  // namespace seethrough::exchange
