#include "exchange/exif_orientation.h"

#include <cstddef>
#include <cstdint>

#include "base/check.h"

namespace seethrough::exchange {
namespace {

constexpr std::uint64_t tag_of_orientation = 0x0112, type_of_short = 3;
constexpr std::size_t size_of_field = 12;

/// Whole numbers of TIFF in its order of octets; 0 beyond the end.
struct Numbers {
  std::string_view octets;
  bool big_endian;
  std::uint64_t at(std::size_t from, std::size_t size) const {
    if (from > octets.size() || octets.size() - from < size) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value = value << 8 | static_cast<unsigned char>(octets[from + (big_endian ? i : size - 1 - i)]);
    return value;
  }
};

}  // namespace

int orientation_in(std::string_view tiff) {
  using namespace std::string_view_literals;
  const bool big_endian = tiff.starts_with("MM\0*"sv);
  if (!big_endian && !tiff.starts_with("II*\0"sv)) return 1;
  const Numbers numbers{tiff, big_endian};
  const std::size_t directory = numbers.at(4, 4);
  const std::size_t fields = numbers.at(directory, 2);
  for (std::size_t i = 0; i < fields; ++i) {
    const std::size_t field = directory + 2 + i * size_of_field;
    if (field >= tiff.size()) break;
    if (numbers.at(field, 2) != tag_of_orientation) continue;
    const bool one_short = numbers.at(field + 2, 2) == type_of_short && numbers.at(field + 4, 4) == 1;
    const auto orientation = one_short ? numbers.at(field + 8, 2) : 1;
    return orientation >= 1 && orientation <= 8 ? static_cast<int>(orientation) : 1;
  }
  return 1;
}

std::string tiff_of_orientation(int orientation) {
  INVARIANT(orientation >= 1 && orientation <= 8, "an orientation is 1 to 8");
  using namespace std::string_literals;
  std::string tiff = "MM\0*\0\0\0\x08"                      // the first directory follows
                     "\0\x01"                                // and has one field:
                     "\x01\x12\0\x03\0\0\0\x01\0\0\0\0"      // orientation, one short, its value
                     "\0\0\0\0"s;                            // no further directory
  tiff[19] = static_cast<char>(orientation);
  return tiff;
}

}  // namespace seethrough::exchange
