#include "exchange/photograph.h"

#include <algorithm>

#include "exchange/jpeg_copy.h"
#include "exchange/png_copy.h"

namespace seethrough::exchange {
namespace {

using namespace std::string_view_literals;

/// An ISO base media file (MP4, HEIC) says its brand behind "ftyp".
MediaKind of_brand(std::string_view brand) {
  constexpr std::string_view pictures[] = {"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"};
  if (std::find(std::begin(pictures), std::end(pictures), brand) != std::end(pictures)) return MediaKind::heic;
  return brand == "avif" || brand == "avis" ? MediaKind::other : MediaKind::mp4;
}

Failure not_for_everybody(std::string_view what_zh, std::string_view what_en) {
  return {FailureKind::malformed,
          std::string(what_zh) + "不公开，只留存原件。可以公开的是 JPEG 和 PNG 照片：请另存为其中一种后再上传。",
          std::string(what_en) +
              " is not made public; the original is kept. JPEG and PNG photographs can be made public: save it as one of "
              "these and upload it again."};
}

}  // namespace

MediaKind media_kind(std::string_view beginning) {
  if (beginning.starts_with("\xFF\xD8\xFF"sv)) return MediaKind::jpeg;
  if (beginning.starts_with("\x89PNG\r\n\x1A\n"sv)) return MediaKind::png;
  if (beginning.starts_with("%PDF-"sv)) return MediaKind::pdf;
  if (beginning.size() >= 12 && beginning.substr(4, 4) == "ftyp"sv) return of_brand(beginning.substr(8, 4));
  return MediaKind::other;
}

std::string_view media_type(MediaKind kind) {
  switch (kind) {
    case MediaKind::jpeg: return "image/jpeg";
    case MediaKind::png: return "image/png";
    case MediaKind::pdf: return "application/pdf";
    case MediaKind::heic: return "image/heic";
    case MediaKind::mp4: return "video/mp4";
    case MediaKind::other: break;
  }
  return "application/octet-stream";
}

Result<std::string, Failure> public_copy(std::string_view octets) {
  switch (media_kind(octets)) {
    case MediaKind::jpeg: return copy_jpeg(octets);
    case MediaKind::png: return copy_png(octets);
    case MediaKind::pdf: return Unexpected{not_for_everybody("PDF 文件", "A PDF")};
    case MediaKind::heic: return Unexpected{not_for_everybody("HEIC 照片", "A HEIC photograph")};
    case MediaKind::mp4: return Unexpected{not_for_everybody("视频", "A video")};
    case MediaKind::other: break;
  }
  return Unexpected{not_for_everybody("这种文件", "A file of this kind")};
}

}  // namespace seethrough::exchange
