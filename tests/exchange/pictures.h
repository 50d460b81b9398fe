#pragma once
// Photographs for tests, made in code: JPEG with what cameras write into them, PNG chunk by chunk.

#include <doctest/doctest.h>
#include <png.h>
#include <zlib.h>

#include <cstdint>
#include <cstdio>  // before jpeglib.h, which needs FILE
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <jpeglib.h>

namespace seethrough::pictures {

using namespace std::string_literals;

/// What no public copy may have in it.
inline const std::string secrets[] = {"CAMERA-MAKER", "2031:06:15 09:30:00", "GPS-LATITUDE-OCTETS", "XMP-SECRET", "IPTC-SECRET",
                                      "COMMENT-SECRET", "THUMBNAIL-SECRET", "VIDEO-SECRET"};

inline std::string big_endian(std::uint64_t value, int octets) {
  std::string out;
  for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
  return out;
}
inline std::string in_order(bool big, std::uint64_t value, int octets) {
  std::string out = big_endian(value, octets);
  if (!big) out = std::string(out.rbegin(), out.rend());
  return out;
}

/// EXIF as a telephone writes it: maker, orientation, date and a GPS directory with its latitude and longitude.
inline std::string camera_tiff(int orientation, bool big = true) {
  const auto n = [&](std::uint64_t value, int octets) { return in_order(big, value, octets); };
  const auto field = [&](int tag, int type, std::uint64_t count, const std::string& value) {
    std::string padded = value;
    padded.resize(4);
    return n(static_cast<std::uint64_t>(tag), 2) + n(static_cast<std::uint64_t>(type), 2) + n(count, 4) + padded;
  };
  constexpr int text = 2, two = 3, four = 4, rational = 5;
  const std::size_t maker_at = 8 + 2 + 4 * 12 + 4, date_at = maker_at + 13, gps_at = date_at + 20;
  const std::size_t latitude_at = gps_at + 2 + 4 * 12 + 4;
  std::string tiff = (big ? "MM\0*"s : "II*\0"s) + n(8, 4);
  tiff += n(4, 2) + field(0x010F, text, 13, n(maker_at, 4)) +
          field(0x0112, two, 1, n(static_cast<std::uint64_t>(orientation), 2)) + field(0x0132, text, 20, n(date_at, 4)) +
          field(0x8825, four, 1, n(gps_at, 4)) + n(0, 4);
  tiff += "CAMERA-MAKER\0"s + "2031:06:15 09:30:00\0"s;
  tiff += n(4, 2) + field(1, text, 2, "N") + field(2, rational, 3, n(latitude_at, 4)) + field(3, text, 2, "E") +
          field(4, rational, 3, n(latitude_at, 4)) + n(0, 4);
  return tiff + "GPS-LATITUDE-OCTETS-----"s;  // three rationals of 8 octets
}

inline std::string segment(int marker, const std::string& data) {
  return "\xFF"s + static_cast<char>(marker) + big_endian(data.size() + 2, 2) + data;
}

/// A profile of that size that begins as ICC.1 has it.
inline std::string icc_profile(std::size_t size) {
  std::string profile(size, '\x01');
  profile.replace(36, 4, "acsp");
  for (std::size_t i = 128; i < size; ++i) profile[i] = static_cast<char>(i * 7 % 256);
  return profile;
}

struct JpegOptions {
  unsigned width = 67, height = 45;  // no whole number of blocks
  bool progressive = false, grey = false, full_colour = false;
  unsigned restart = 0;
  std::string profile;
  const std::vector<jpeg_scan_info>* scans = nullptr;
};

/// A picture with gradients and a pattern, without anything else.
inline std::string plain_jpeg(const JpegOptions& options = {}) {
  jpeg_compress_struct out{};
  jpeg_error_mgr errors;
  out.err = jpeg_std_error(&errors);
  jpeg_create_compress(&out);
  unsigned char* octets = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&out, &octets, &size);
  out.image_width = options.width;
  out.image_height = options.height;
  out.input_components = options.grey ? 1 : 3;
  out.in_color_space = options.grey ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&out);
  jpeg_set_quality(&out, 85, TRUE);
  if (options.full_colour) out.comp_info[0].h_samp_factor = out.comp_info[0].v_samp_factor = 1;
  if (options.progressive) jpeg_simple_progression(&out);
  out.restart_interval = options.restart;
  if (options.scans != nullptr) {
    out.scan_info = options.scans->data();
    out.num_scans = static_cast<int>(options.scans->size());
  }
  jpeg_start_compress(&out, TRUE);
  if (!options.profile.empty())
    jpeg_write_icc_profile(&out, reinterpret_cast<const JOCTET*>(options.profile.data()),
                           static_cast<unsigned>(options.profile.size()));
  std::vector<JSAMPLE> row(options.width * 3U);
  for (unsigned y = 0; y < options.height; ++y) {
    for (unsigned i = 0; i < row.size(); ++i) row[i] = static_cast<JSAMPLE>((i * 3 + y * 5 + (i * y) % 29) % 256);
    JSAMPROW rows[] = {row.data()};
    jpeg_write_scanlines(&out, rows, 1);
  }
  jpeg_finish_compress(&out);
  jpeg_destroy_compress(&out);
  std::string jpeg(reinterpret_cast<const char*>(octets), size);
  std::free(octets);
  return jpeg;
}

/// The picture with all that a camera and an editor add: EXIF with GPS, XMP, IPTC, a comment, another picture and a video
/// behind the end.
inline std::string camera_jpeg(int orientation, const JpegOptions& options = {}, bool big = true) {
  const std::string jpeg = plain_jpeg(options);
  const std::string jfif = "JFIF\0\x01\x02\0\0\x01\0\x01\0\0"s;
  return jpeg.substr(0, 2) + segment(0xE1, "Exif\0\0"s + camera_tiff(orientation, big)) +
         segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>XMP-SECRET</x:xmpmeta>"s) +
         segment(0xE0, "JFXX\0\x10THUMBNAIL-SECRET"s) + segment(0xED, "Photoshop 3.0\0"s + "8BIM\x04\x04\0\0\0\0\0\x0BIPTC-SECRET"s) +
         segment(0xFE, "COMMENT-SECRET") + segment(0xE2, "MPF\0THUMBNAIL-SECRET"s) + jpeg.substr(2) + jpeg + "ftypVIDEO-SECRET";
}

struct Pixels {
  unsigned width = 0, height = 0;
  std::string samples, profile;
  bool whole = false;  ///< decoded without a warning
  friend bool operator==(const Pixels&, const Pixels&) = default;
};

/// The samples as they are in the file, without conversion of colours.
inline Pixels decode_jpeg(const std::string& jpeg) {
  jpeg_decompress_struct in{};
  jpeg_error_mgr errors;
  in.err = jpeg_std_error(&errors);
  errors.error_exit = [](j_common_ptr) { FAIL("the JPEG can't be decoded"); };
  errors.emit_message = [](j_common_ptr info, int level) { info->err->num_warnings += level < 0; };
  jpeg_create_decompress(&in);
  jpeg_mem_src(&in, reinterpret_cast<const unsigned char*>(jpeg.data()), jpeg.size());
  jpeg_save_markers(&in, JPEG_APP0 + 2, 0xFFFF);
  jpeg_read_header(&in, TRUE);
  in.out_color_space = in.jpeg_color_space;
  Pixels pixels{in.image_width, in.image_height, {}, {}, false};
  JOCTET* profile = nullptr;
  unsigned profile_size = 0;
  if (jpeg_read_icc_profile(&in, &profile, &profile_size))
    pixels.profile.assign(reinterpret_cast<const char*>(profile), profile_size);
  std::free(profile);
  jpeg_start_decompress(&in);
  std::string row(in.output_width * static_cast<unsigned>(in.output_components), '\0');
  while (in.output_scanline < in.output_height) {
    JSAMPROW rows[] = {reinterpret_cast<JSAMPROW>(row.data())};
    jpeg_read_scanlines(&in, rows, 1);
    pixels.samples += row;
  }
  jpeg_finish_decompress(&in);
  pixels.whole = errors.num_warnings == 0;
  jpeg_destroy_decompress(&in);
  return pixels;
}

struct Segment {
  int marker;
  std::string data;
};
/// The segments up to the first scan.
inline std::vector<Segment> segments_of(std::string_view jpeg) {
  std::vector<Segment> segments;
  for (std::size_t at = 2; at + 4 <= jpeg.size() && jpeg[at] == '\xFF';) {
    const int marker = static_cast<unsigned char>(jpeg[at + 1]);
    if (marker == 0xDA) break;
    const std::size_t size = static_cast<unsigned char>(jpeg[at + 2]) << 8 | static_cast<unsigned char>(jpeg[at + 3]);
    segments.push_back({marker, std::string(jpeg.substr(at + 4, size - 2))});
    at += 2 + size;
  }
  return segments;
}

inline std::string chunk(const std::string& type, const std::string& data) {
  const std::string both = type + data;
  const auto crc = ::crc32(0, reinterpret_cast<const Bytef*>(both.data()), static_cast<uInt>(both.size()));
  return big_endian(data.size(), 4) + both + big_endian(crc, 4);
}
inline std::string packed(const std::string& octets) {
  uLongf size = ::compressBound(octets.size());
  std::string out(size, '\0');
  REQUIRE(::compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(octets.data()),
                     octets.size()) == Z_OK);
  out.resize(size);
  return out;
}
inline const std::string png_signature = "\x89PNG\r\n\x1A\n";

struct PngOptions {
  unsigned width = 13, height = 9;
  int depth = 8, colour = 2;
  bool interlaced = false;
};
inline std::string png_header(const PngOptions& options) {
  return big_endian(options.width, 4) + big_endian(options.height, 4) + static_cast<char>(options.depth) +
         static_cast<char>(options.colour) + "\0\0"s + (options.interlaced ? '\x01' : '\0');
}
/// Rows of a pattern, each with filter 0; of an interlaced picture the rows of its seven passes, told pixel by pixel.
inline std::string png_rows(const PngOptions& options) {
  const unsigned channels = options.colour == 2 ? 3 : options.colour == 4 ? 2 : options.colour == 6 ? 4 : 1;
  const auto pass_of = [](unsigned x, unsigned y) {
    constexpr int pass[8][8] = {{1, 6, 4, 6, 2, 6, 4, 6}, {7, 7, 7, 7, 7, 7, 7, 7}, {5, 6, 5, 6, 5, 6, 5, 6}, {7, 7, 7, 7, 7, 7, 7, 7},
                                {3, 6, 4, 6, 3, 6, 4, 6}, {7, 7, 7, 7, 7, 7, 7, 7}, {5, 6, 5, 6, 5, 6, 5, 6}, {7, 7, 7, 7, 7, 7, 7, 7}};
    return pass[y % 8][x % 8];
  };
  std::string rows;
  for (int pass = 1; pass <= (options.interlaced ? 7 : 1); ++pass) {
    for (unsigned y = 0; y < options.height; ++y) {
      unsigned pixels = 0;
      for (unsigned x = 0; x < options.width; ++x) pixels += !options.interlaced || pass_of(x, y) == pass;
      if (pixels == 0) continue;
      rows += '\0';
      const unsigned octets = (pixels * channels * static_cast<unsigned>(options.depth) + 7) / 8;
      for (unsigned i = 0; i < octets; ++i) rows += static_cast<char>((i * 17 + y * 5 + static_cast<unsigned>(pass)) % (options.colour == 3 ? 4 : 256));
    }
  }
  return rows;
}
/// A PNG of those chunks before the picture, and those behind it.
inline std::string png_of(const PngOptions& options, const std::string& before = {}, const std::string& behind = {}) {
  const std::string data = packed(png_rows(options));
  const std::string palette = options.colour == 3 ? chunk("PLTE", std::string(256 * 3, '\x40') + "") : "";
  return png_signature + chunk("IHDR", png_header(options)) + before + palette + chunk("IDAT", data.substr(0, 10)) +
         chunk("IDAT", data.substr(10)) + behind + chunk("IEND", "");
}

inline std::string decode_png(const std::string& octets) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  REQUIRE(png_image_begin_read_from_memory(&image, octets.data(), octets.size()));
  image.format = PNG_FORMAT_RGBA;
  std::string pixels(PNG_IMAGE_SIZE(image), '\0');
  REQUIRE(png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr));
  CHECK(image.warning_or_error == 0);
  return std::to_string(image.width) + "x" + std::to_string(image.height) + " " + pixels;
}

/// The types of the chunks.
inline std::string chunk_types(std::string_view octets) {
  std::string types;
  for (std::size_t at = 8; at + 12 <= octets.size();) {
    std::size_t size = 0;
    for (int i = 0; i < 4; ++i) size = size << 8 | static_cast<unsigned char>(octets[at + static_cast<std::size_t>(i)]);
    types += std::string(octets.substr(at + 4, 4)) + " ";
    at += 12 + size;
  }
  return types;
}

}  // namespace seethrough::pictures
