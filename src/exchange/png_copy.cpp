#include "exchange/png_copy.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "exchange/exif_orientation.h"
#include "exchange/icc_profile.h"
#include "exchange/picture_fault.h"
#include "stores/evidence.h"

namespace seethrough::exchange {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view signature = "\x89PNG\r\n\x1A\n";
constexpr std::size_t frame_size = 12;  // of a chunk: its length, type and checksum

std::uint32_t number_at(std::string_view octets, std::size_t from) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(octets[from + i]);
  return value;
}
void append_number(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}
const Bytef* bytes_of(std::string_view octets) { return reinterpret_cast<const Bytef*>(octets.data()); }
std::uint32_t checksum(std::string_view octets) {
  return static_cast<std::uint32_t>(::crc32(0, bytes_of(octets), static_cast<uInt>(octets.size())));
}

void append_chunk(std::string& out, std::string_view type, std::string_view data) {
  append_number(out, static_cast<std::uint32_t>(data.size()));
  const std::size_t from = out.size();
  out.append(type).append(data);
  append_number(out, checksum(std::string_view(out).substr(from)));
}

/// Unpacks a zlib stream that comes in pieces, and counts; keeps only the first octets.
class Unpacking {
 public:
  explicit Unpacking(std::uint64_t most, std::size_t kept = 0) : most_(most), kept_(kept) {
    good_ = ::inflateInit(&stream_) == Z_OK;
  }
  Unpacking(const Unpacking&) = delete;
  Unpacking& operator=(const Unpacking&) = delete;
  ~Unpacking() { ::inflateEnd(&stream_); }

  /// False if the stream is damaged, ended before this piece does, or is more than there may be.
  bool take(std::string_view piece) {
    stream_.next_in = const_cast<Bytef*>(bytes_of(piece));
    stream_.avail_in = static_cast<uInt>(piece.size());
    while (good_ && stream_.avail_in > 0) {
      stream_.next_out = room_.data();
      stream_.avail_out = static_cast<uInt>(room_.size());
      const int code = ended_ ? Z_DATA_ERROR : ::inflate(&stream_, Z_NO_FLUSH);
      const std::size_t unpacked = room_.size() - stream_.avail_out;
      if (begin_.size() < kept_)
        begin_.append(reinterpret_cast<const char*>(room_.data()), std::min(unpacked, kept_ - begin_.size()));
      size_ += unpacked;
      ended_ = code == Z_STREAM_END;
      good_ = (code == Z_OK || ended_) && size_ <= most_;
    }
    return good_;
  }
  bool ended() const { return good_ && ended_; }
  std::uint64_t size() const { return size_; }
  const std::string& begin() const { return begin_; }

 private:
  z_stream stream_{};
  std::array<Bytef, 1 << 16> room_;
  std::uint64_t most_, size_ = 0;
  std::size_t kept_;
  std::string begin_;
  bool good_ = false, ended_ = false;
};

/// What IHDR says (11.2.1).
struct Header {
  std::uint32_t width = 0, height = 0;
  int depth = 0, colour = 0;
  bool interlaced = false;
};

std::optional<Header> read_header(std::string_view data) {
  if (data.size() != 13) return std::nullopt;
  const Header header{number_at(data, 0), number_at(data, 4), data[8], data[9], data[12] == 1};
  const bool method = data[10] == 0 && data[11] == 0 && (data[12] == 0 || data[12] == 1);
  const bool small = header.depth == 1 || header.depth == 2 || header.depth == 4;
  const bool depth = header.depth == 8 || (header.depth == 16 && header.colour != 3) ||
                     (small && (header.colour == 0 || header.colour == 3));
  const bool colour = header.colour == 0 || header.colour == 2 || header.colour == 3 || header.colour == 4 || header.colour == 6;
  if (!method || !depth || !colour || header.width == 0 || header.height == 0) return std::nullopt;
  return header;
}

/// Octets of the picture unpacked: each row with its filter, in seven passes if interlaced (8.2).
std::uint64_t unpacked_size(const Header& header) {
  constexpr std::uint64_t channels[] = {1, 0, 3, 1, 2, 0, 4};
  const std::uint64_t bits = channels[header.colour] * static_cast<std::uint64_t>(header.depth);
  const auto of = [&](std::uint64_t width, std::uint64_t height) {
    return width == 0 ? 0 : height * (1 + (width * bits + 7) / 8);
  };
  if (!header.interlaced) return of(header.width, header.height);
  constexpr std::uint64_t x0[] = {0, 4, 0, 2, 0, 1, 0}, y0[] = {0, 0, 4, 0, 2, 0, 1};
  constexpr std::uint64_t dx[] = {8, 8, 4, 4, 2, 2, 1}, dy[] = {8, 8, 8, 4, 4, 2, 2};
  std::uint64_t size = 0;
  for (int pass = 0; pass < 7; ++pass)
    size += of((header.width + dx[pass] - 1 - x0[pass]) / dx[pass], (header.height + dy[pass] - 1 - y0[pass]) / dy[pass]);
  return size;
}

/// The chunks that make the picture. They view the file.
struct Parts {
  Header header;
  std::string_view header_data, palette, transparency, gamma, srgb, profile, exif;
  std::vector<std::string_view> picture;
};

/// Reads chunk after chunk up to IEND.
class ChunkReader {
 public:
  explicit ChunkReader(std::string_view octets) : rest_(octets.substr(signature.size())) {}

  /// Nothing to say if all is well.
  std::optional<Failure> read(Parts& parts) {
    for (bool first = true;; first = false) {
      if (rest_.size() < frame_size) return damaged_picture("文件不完整", "the file is cut short");
      const std::uint32_t size = number_at(rest_, 0);
      if (rest_.size() - frame_size < size) return damaged_picture("文件不完整", "the file is cut short");
      const std::string_view type = rest_.substr(4, 4), data = rest_.substr(8, size);
      if (checksum(rest_.substr(4, 4 + std::size_t{size})) != number_at(rest_, 8 + std::size_t{size}))
        return damaged_picture("校验和不符", "a checksum does not fit");
      rest_.remove_prefix(frame_size + size);
      if (first != (type == "IHDR")) return damaged_picture("数据块的顺序不对", "the chunks are in no good order");
      if (type == "IEND") return parts.picture.empty() ? damaged_picture("没有图像", "there is no picture") : std::optional<Failure>{};
      if (!take(parts, type, data)) return damaged_picture("数据块不合规范", "a chunk is not as PNG has it");
      before_ = type;
    }
  }

 private:
  bool take(Parts& parts, std::string_view type, std::string_view data) {
    if (type == "IHDR") {
      const auto header = read_header(data);
      if (header) parts.header = *header;
      parts.header_data = data;
      return header.has_value();
    }
    if (type == "IDAT") {
      if (!parts.picture.empty() && before_ != "IDAT") return false;
      parts.picture.push_back(data);
      return true;
    }
    if (type == "eXIf") return keep(parts.exif, data, data.size());
    const bool early = parts.picture.empty();
    if (type == "PLTE") return early && data.size() % 3 == 0 && data.size() <= 768 && keep(parts.palette, data, data.size());
    if (type == "tRNS") return early && data.size() <= 256 && keep(parts.transparency, data, data.size());
    if (type == "gAMA") return early && keep(parts.gamma, data, 4);
    if (type == "sRGB") return early && keep(parts.srgb, data, 1);
    if (type == "iCCP") return early && keep(parts.profile, data, data.size());
    const bool critical = (static_cast<unsigned char>(type[0]) & 0x20) == 0;
    return !critical;  // of what may be left out, everything is
  }
  static bool keep(std::string_view& part, std::string_view data, std::size_t size) {
    if (!part.empty() || data.empty() || data.size() != size) return false;
    part = data;
    return true;
  }

  std::string_view rest_, before_;
};

/// The profile's chunk with another name for it, which is free text; nothing if it is no profile (11.3.2.3).
std::optional<std::string> without_name(std::string_view profile) {
  const std::size_t end = profile.substr(0, 80).find('\0');
  if (end == 0 || end == std::string_view::npos || profile.size() < end + 2 || profile[end + 1] != 0) return std::nullopt;
  const std::string_view packed = profile.substr(end + 2);
  Unpacking unpacking(longest_icc_profile, icc_header_size);
  if (!unpacking.take(packed) || !unpacking.ended() || !is_icc_profile(unpacking.begin())) return std::nullopt;
  return std::string("ICC\0\0"sv).append(packed);
}

bool picture_is_whole(const Parts& parts) {
  const std::uint64_t size = unpacked_size(parts.header);
  Unpacking unpacking(size);
  for (const std::string_view piece : parts.picture)
    if (!unpacking.take(piece)) return false;
  return unpacking.ended() && unpacking.size() == size;
}

std::string write(const Parts& parts) {
  std::string out(signature);
  append_chunk(out, "IHDR", parts.header_data);
  if (!parts.gamma.empty()) append_chunk(out, "gAMA", parts.gamma);
  if (!parts.srgb.empty()) append_chunk(out, "sRGB", parts.srgb);
  else if (const auto profile = without_name(parts.profile)) append_chunk(out, "iCCP", *profile);
  if (const int orientation = orientation_in(parts.exif); orientation != 1)
    append_chunk(out, "eXIf", tiff_of_orientation(orientation));
  if (!parts.palette.empty()) append_chunk(out, "PLTE", parts.palette);
  if (!parts.transparency.empty()) append_chunk(out, "tRNS", parts.transparency);
  for (const std::string_view piece : parts.picture) append_chunk(out, "IDAT", piece);
  append_chunk(out, "IEND", {});
  return out;
}

}  // namespace

Result<std::string, Failure> copy_png(std::string_view octets) {
  Parts parts;
  if (auto fault = ChunkReader(octets).read(parts)) return Unexpected{*std::move(fault)};
  if (too_large(parts.header.width, parts.header.height))
    return Unexpected{too_large_picture(parts.header.width, parts.header.height)};
  if (parts.header.colour == 3 && parts.palette.empty()) return Unexpected{damaged_picture("缺少调色板", "its palette is missing")};
  if (!picture_is_whole(parts))
    return Unexpected{damaged_picture("图像数据与尺寸不符", "the picture's data do not fit its size")};
  std::string copy = write(parts);
  if (copy.size() > stores::largest_evidence) return Unexpected{too_heavy_picture()};
  return copy;
}

}  // namespace seethrough::exchange
