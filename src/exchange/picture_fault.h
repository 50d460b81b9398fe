#pragma once
// Why there is no public copy of a photograph, in words.

#include <fmt/format.h>

#include <cstdint>
#include <string_view>

#include "base/failure.h"
#include "exchange/photograph.h"

namespace seethrough::exchange {

/// `zh` and `en`: what is wrong, as a part of the sentence.
inline Failure damaged_picture(std::string_view zh, std::string_view en) {
  return {FailureKind::malformed,
          fmt::format("照片已损坏或不完整（{}），不能公开，只留存原件。请换用完好的照片重新上传。", zh),
          fmt::format("The photograph is damaged or cut short ({}) and is not made public; the original is kept. Upload a "
                      "whole one again.",
                      en)};
}

inline bool too_large(std::uint64_t width, std::uint64_t height) {
  return width > longest_side || height > longest_side || width * height > most_pixels;
}
inline Failure too_large_picture(std::uint64_t width, std::uint64_t height) {
  return {FailureKind::malformed,
          fmt::format("照片为 {}×{} 像素，能公开的至多 {} 万像素、每边至多 {} 像素；只留存原件。请缩小后重新上传。", width, height,
                      most_pixels / 10'000, longest_side),
          fmt::format("The photograph has {} by {} pixels, and at most {} million, {} on a side, are made public; the "
                      "original is kept. Make it smaller and upload it again.",
                      width, height, most_pixels / 1'000'000, longest_side)};
}
/// Within the limits of pixels, and yet too much for the memory, or the copy too much for a file of evidence.
inline Failure too_heavy_picture() {
  return {FailureKind::malformed, "照片太大，无法制作公开副本；只留存原件。请缩小后重新上传。",
          "The photograph is too heavy for a public copy; the original is kept. Make it smaller and upload it again."};
}

}  // namespace seethrough::exchange
