#include "exchange/photograph.h"

#include <doctest/doctest.h>

#include <random>
#include <set>

#include "exchange/exif_orientation.h"
#include "exchange/pictures.h"

namespace seethrough::exchange {
namespace {

using namespace pictures;

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Nothing of a camera's or an editor's, and no position: neither in words nor as a directory of EXIF.
void check_says_nothing(const std::string& copy) {
  for (const std::string& secret : secrets) CHECK_FALSE_MESSAGE(has(copy, secret), secret);
  for (const std::string& word : {"http://ns.adobe.com"s, "8BIM"s, "JFXX"s, "MPF"s, "\x88\x25"s + "\0\x04"s, "\x25\x88\x04\0"s})
    CHECK_FALSE_MESSAGE(has(copy, word), word);
}

/// Of the segments before the picture only those that make it, the orientation alone, the profile.
void check_segments(const std::string& copy, int orientation) {
  const std::set<int> of_the_picture{0xDB, 0xC4, 0xC0, 0xC1, 0xC2, 0xDD, 0xE0, 0xEE};
  int exif = 0;
  for (const Segment& one : segments_of(copy)) {
    if (of_the_picture.contains(one.marker)) {
      if (one.marker == 0xE0) CHECK(one.data.size() == 14);  // JFIF without a thumbnail
      continue;
    }
    if (one.marker == 0xE2) {
      CHECK(one.data.starts_with("ICC_PROFILE\0"s));
      continue;
    }
    CHECK_MESSAGE(one.marker == 0xE1, one.marker);
    CHECK(one.data == "Exif\0\0"s + tiff_of_orientation(orientation));
    ++exif;
  }
  CHECK(exif == (orientation == 1 ? 0 : 1));
  CHECK(copy.ends_with("\xFF\xD9"));
}

TEST_CASE("a JPEG's copy has its pixels and its orientation, and nothing of where and when it was taken") {
  JpegOptions options;
  SUBCASE("as most cameras write it") {}
  SUBCASE("progressive") { options.progressive = true; }
  SUBCASE("grey") { options.grey = true; }
  SUBCASE("in full colour") { options.full_colour = true; }
  SUBCASE("with restart markers") { options.restart = 3; }
  SUBCASE("with a profile") { options.profile = icc_profile(500); }
  SUBCASE("with a profile in several segments") { options.profile = icc_profile(150'000); }
  for (const bool big : {true, false}) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
      const std::string photograph = camera_jpeg(orientation, options, big);
      for (const std::string& secret : secrets) REQUIRE_MESSAGE(has(photograph, secret), secret);
      const auto copy = public_copy(photograph);
      REQUIRE_MESSAGE(copy, copy.error().en);
      CAPTURE(orientation);
      check_says_nothing(*copy);
      check_segments(*copy, orientation);
      const Pixels pixels = decode_jpeg(*copy);
      CHECK(pixels.whole);
      CHECK(pixels == decode_jpeg(plain_jpeg(options)));
      CHECK(*public_copy(photograph) == *copy);  // the same octets, the same copy
      CHECK(decode_jpeg(*public_copy(*copy)) == pixels);
    }
  }
}

TEST_CASE("what claims to be a profile and is none is left behind") {
  const std::string jpeg = plain_jpeg();
  const auto with = [&](const std::string& profile) {
    return jpeg.substr(0, 2) + segment(0xE2, "ICC_PROFILE\0\x01\x01"s + profile) + jpeg.substr(2);
  };
  for (const std::string& profile : {"GPS-LATITUDE-OCTETS"s, std::string(200, 'x') + "GPS-LATITUDE-OCTETS"}) {
    const auto copy = public_copy(with(profile));
    REQUIRE(copy);
    check_says_nothing(*copy);
  }
  CHECK(decode_jpeg(*public_copy(with(icc_profile(200)))).profile == icc_profile(200));
}

TEST_CASE("an orientation is read from either order of octets, and from nothing else") {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    CHECK(orientation_in(camera_tiff(orientation, true)) == orientation);
    CHECK(orientation_in(camera_tiff(orientation, false)) == orientation);
    CHECK(orientation_in(tiff_of_orientation(orientation)) == orientation);
  }
  for (const int none : {0, 9, 255}) CHECK(orientation_in(camera_tiff(none)) == 1);
  CHECK(orientation_in("") == 1);
  CHECK(orientation_in("MM\0*\xFF\xFF\xFF\xFF"s) == 1);
  CHECK(orientation_in("XX\0*\0\0\0\x08"s) == 1);
  const std::string tiff = camera_tiff(6);
  for (std::size_t size = 0; size < tiff.size(); ++size) {
    const int orientation = orientation_in(std::string(tiff.substr(0, size)));
    CHECK((orientation == 1 || orientation == 6));
  }
}

TEST_CASE("a JPEG that is cut short anywhere is refused in both languages") {
  for (const bool progressive : {false, true}) {
    JpegOptions options;
    options.progressive = progressive;
    const std::string jpeg = plain_jpeg(options);
    REQUIRE(public_copy(jpeg));
    for (std::size_t size = 0; size < jpeg.size(); ++size) {
      const auto copy = public_copy(jpeg.substr(0, size));
      CHECK_MESSAGE(!copy, size);
    }
    const auto half = public_copy(jpeg.substr(0, jpeg.size() / 2));
    CHECK(half.error().kind == FailureKind::malformed);
    CHECK(has(half.error().zh, "不完整"));
    CHECK(has(half.error().en, "cut short"));
  }
}

/// Changes some bits anywhere: each copy that still comes is a picture without secrets.
template <class Look>
void shake(const std::string& whole, int times, const Look& look) {
  std::mt19937 random(7);
  int copies = 0;
  for (int i = 0; i < times; ++i) {
    std::string changed = whole;
    for (int flips = 1 + static_cast<int>(random() % 3); flips > 0; --flips)
      changed[random() % changed.size()] ^= static_cast<char>(1U << random() % 8);
    if (const auto copy = public_copy(changed)) {
      look(*copy);
      ++copies;
    }
  }
  CHECK(copies < times);  // not all: or nothing was looked at
}

TEST_CASE("a JPEG with flipped bits is refused, or gives a picture that says nothing") {
  for (const bool progressive : {false, true}) {
    JpegOptions options;
    options.progressive = progressive;
    options.profile = icc_profile(200);
    shake(camera_jpeg(6, options), 3000, [](const std::string& copy) {
      for (const Segment& one : segments_of(copy)) {
        REQUIRE(one.marker != 0xFE);
        REQUIRE(one.marker != 0xED);
        if (one.marker == 0xE1) REQUIRE(one.data.size() == 6 + tiff_of_orientation(6).size());
        if (one.marker == 0xE2) REQUIRE(one.data.starts_with("ICC_PROFILE"));
      }
      static_cast<void>(decode_jpeg(copy));
    });
  }
}

TEST_CASE("a JPEG that would take too much memory or time is refused") {
  std::string jpeg = plain_jpeg();
  const std::size_t frame = jpeg.find("\xFF\xC0"s);
  REQUIRE(frame != std::string::npos);
  SUBCASE("more pixels than there may be") {
    jpeg.replace(frame + 5, 4, big_endian(9000, 2) + big_endian(9000, 2));
    const auto refused = public_copy(jpeg);
    REQUIRE_FALSE(refused);
    CHECK(has(refused.error().en, "9000 by 9000"));
  }
  SUBCASE("pixels that are not there") {
    jpeg.replace(frame + 5, 4, big_endian(8000, 2) + big_endian(8000, 2));
    CHECK(has(public_copy(jpeg).error().en, "cut short"));
  }
  SUBCASE("a pass for each coefficient") {
    std::vector<jpeg_scan_info> scans{{3, {0, 1, 2, 0}, 0, 0, 0, 0}};
    for (int component = 0; component < 3; ++component)
      for (int k = 1; k < 64; ++k) scans.push_back({1, {component, 0, 0, 0}, k, k, 0, 0});
    JpegOptions options;
    options.scans = &scans;
    CHECK_FALSE(public_copy(plain_jpeg(options)));
    scans.resize(64);
    CHECK(public_copy(plain_jpeg(options)));
  }
}

const PngOptions png_kinds[] = {
    {13, 9, 8, 2, false}, {13, 9, 8, 2, true}, {13, 9, 16, 6, false}, {13, 9, 16, 6, true}, {13, 9, 1, 0, false}, {13, 9, 1, 0, true},
    {13, 9, 4, 3, false}, {13, 9, 2, 3, true}, {13, 9, 8, 4, true},   {1, 1, 8, 0, true},  {3, 70, 8, 6, true},  {70, 3, 8, 0, false}};

/// Chunks of words, a time and a private one.
std::string texts() {
  return chunk("tEXt", "Comment\0COMMENT-SECRET"s) + chunk("zTXt", "Maker\0\0"s + packed("CAMERA-MAKER")) +
         chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0XMP-SECRET"s) + chunk("tIME", "\x07\xEF\x06\x0F\x09\x1E\0"s) +
         chunk("prVt", "GPS-LATITUDE-OCTETS");
}

TEST_CASE("a PNG's copy has its pixels, and no text, time, EXIF or private chunk") {
  for (const PngOptions& kind : png_kinds) {
    CAPTURE(kind.colour);
    CAPTURE(kind.depth);
    const std::string photograph =
        png_of(kind, chunk("gAMA", big_endian(45455, 4)) + texts() + chunk("eXIf", camera_tiff(6)), texts()) + png_of(kind) + "VIDEO-SECRET";
    const auto copy = public_copy(photograph);
    REQUIRE_MESSAGE(copy, copy.error().en);
    check_says_nothing(*copy);
    CHECK(chunk_types(*copy) == (kind.colour == 3 ? "IHDR gAMA eXIf PLTE IDAT IDAT IEND " : "IHDR gAMA eXIf IDAT IDAT IEND "));
    CHECK(has(*copy, chunk("eXIf", tiff_of_orientation(6))));
    CHECK(decode_png(*copy) == decode_png(photograph));
    CHECK(*public_copy(*copy) == *copy);
  }
  CHECK(chunk_types(*public_copy(png_of({}, {}, chunk("eXIf", camera_tiff(3))))) == "IHDR eXIf IDAT IDAT IEND ");
  CHECK(chunk_types(*public_copy(png_of({}, chunk("eXIf", camera_tiff(1))))) == "IHDR IDAT IDAT IEND ");
}

TEST_CASE("a PNG's transparency and colours stay, its profile without its name") {
  CHECK(chunk_types(*public_copy(png_of({13, 9, 4, 3, false}, chunk("sRGB", "\0"s)))) == "IHDR sRGB PLTE IDAT IDAT IEND ");
  const std::string grey = png_of({13, 9, 8, 0, false}, chunk("tRNS", "\0\x05"s));
  CHECK(chunk_types(*public_copy(grey)) == "IHDR tRNS IDAT IDAT IEND ");
  CHECK(decode_png(*public_copy(grey)) == decode_png(grey));
  const auto profiled = public_copy(png_of({}, chunk("iCCP", "CAMERA-MAKER\0\0"s + packed(icc_profile(5000)))));
  REQUIRE(profiled);
  check_says_nothing(*profiled);
  CHECK(has(*profiled, chunk("iCCP", "ICC\0\0"s + packed(icc_profile(5000)))));
  for (const std::string& none : {"x\0\0"s + packed("GPS-LATITUDE-OCTETS"), "x\0\0GPS-LATITUDE-OCTETS"s, "GPS-LATITUDE-OCTETS"s,
                                  "x\0\0"s + packed(icc_profile(5000)).substr(0, 200), "x\0\0"s + packed(icc_profile(2U << 20))})
    CHECK(chunk_types(*public_copy(png_of({}, chunk("iCCP", none)))) == "IHDR IDAT IDAT IEND ");
}

TEST_CASE("a PNG that is cut short, out of order or not as its header says is refused") {
  const PngOptions plain;
  const std::string png = png_of(plain), header = chunk("IHDR", png_header(plain)), end = chunk("IEND", "");
  for (std::size_t size = 0; size < png.size(); ++size) CHECK_FALSE_MESSAGE(public_copy(png.substr(0, size)), size);
  const std::string rows = png_rows(plain);
  const auto with = [&](const std::string& chunks) { return public_copy(png_signature + chunks); };
  REQUIRE(with(header + chunk("IDAT", packed(rows)) + end));
  CHECK_FALSE(with(header + chunk("IDAT", packed(rows + "x")) + end));  // more than the picture
  CHECK_FALSE(with(header + chunk("IDAT", packed(rows.substr(1))) + end));
  CHECK_FALSE(with(header + chunk("IDAT", packed(rows) + "VIDEO-SECRET") + end));  // and behind it
  CHECK_FALSE(with(header + chunk("IDAT", packed(rows)) + chunk("IDAT", "VIDEO-SECRET") + end));
  CHECK_FALSE(with(header + end));
  CHECK_FALSE(with(chunk("IDAT", packed(rows)) + header + end));
  CHECK_FALSE(with(header + header + chunk("IDAT", packed(rows)) + end));
  CHECK_FALSE(with(header + chunk("IDAT", packed(rows).substr(0, 9)) + chunk("tEXt", "x") + chunk("IDAT", packed(rows).substr(9)) + end));
  CHECK_FALSE(with(header + chunk("CRIT", "x") + chunk("IDAT", packed(rows)) + end));
  CHECK_FALSE(with(chunk("IHDR", png_header({13, 9, 8, 3, false})) + chunk("IDAT", packed(png_rows({13, 9, 8, 3, false}))) + end));
  for (const PngOptions& none : {PngOptions{0, 9, 8, 2, false}, PngOptions{13, 9, 3, 0, false}, PngOptions{13, 9, 4, 2, false},
                                 PngOptions{13, 9, 8, 5, false}, PngOptions{13, 9, 16, 3, false}})
    CHECK_FALSE(with(chunk("IHDR", png_header(none)) + chunk("IDAT", packed(rows)) + end));
  std::string changed = png;
  changed[png.find("IDAT") + 6] ^= 1;
  CHECK(has(public_copy(changed).error().zh, "校验和"));
  const auto large = with(chunk("IHDR", png_header({60'000, 60'000, 8, 2, false})) + chunk("IDAT", packed(rows)) + end);
  CHECK(has(large.error().en, "60000 by 60000"));
}

TEST_CASE("a PNG that unpacks to more than its size is refused without unpacking it all") {
  const std::string bomb = packed(std::string(std::size_t{64} << 20, '\0'));
  CHECK(bomb.size() < 100'000);
  CHECK_FALSE(public_copy(png_signature + chunk("IHDR", png_header({})) + chunk("IDAT", bomb) + chunk("IEND", "")));
}

TEST_CASE("a PNG with flipped bits is refused, or gives a picture that says nothing") {
  shake(png_of({}, texts() + chunk("eXIf", camera_tiff(6))) + "VIDEO-SECRET", 3000, [](const std::string& copy) {
    check_says_nothing(copy);
    static_cast<void>(decode_png(copy));
  });
}

TEST_CASE("what a file is, its content says; only photographs are made public") {
  const std::pair<std::string, std::string_view> files[] = {
      {plain_jpeg(), "image/jpeg"},
      {png_of({}), "image/png"},
      {"%PDF-1.7\n", "application/pdf"},
      {"\0\0\0\x18"s + "ftypheic", "image/heic"},
      {"\0\0\0\x18"s + "ftypmif1", "image/heic"},
      {"\0\0\0\x20"s + "ftypisom", "video/mp4"},
      {"\0\0\0\x14"s + "ftypqt  ", "video/mp4"},
      {"\0\0\0\x14"s + "ftypavif", "application/octet-stream"},
      {"<html>", "application/octet-stream"},
      {"<svg xmlns='http://www.w3.org/2000/svg'/>", "application/octet-stream"},
      {"GIF89a", "application/octet-stream"},
      {"", "application/octet-stream"}};
  for (const auto& [octets, type] : files) {
    CHECK(media_type(media_kind(octets)) == type);
    const bool photograph = type == "image/jpeg" || type == "image/png";
    const auto copy = public_copy(octets);
    REQUIRE(copy.has_value() == photograph);
    if (photograph) continue;
    CHECK(copy.error().kind == FailureKind::malformed);
    CHECK(has(copy.error().zh, "JPEG 和 PNG"));
    CHECK(has(copy.error().en, "JPEG and PNG"));
  }
}

}  // namespace
}  // namespace seethrough::exchange
