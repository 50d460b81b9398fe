#include "wording/words.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>
#include <string>

#include "wording/fixed_point.h"

using namespace seethrough::wording;

namespace {

std::string joined(std::string_view text) {
  const std::u32string characters = folded(text);
  std::string out;
  for (const Word& word : words(characters)) out += (out.empty() ? "" : " ") + utf8_of(word.text);
  return out;
}

}  // namespace

TEST_CASE("every two neighbouring characters are a word, across no punctuation") {
  CHECK(joined("污水直排，臭。") == "污水 水直 直排 臭");
  CHECK(joined("") == "");
  CHECK(joined("，。 !?") == "");
}

TEST_CASE("letters and digits in a row are one word, whatever their width and case") {
  CHECK(joined("装了ＬＥＤ大屏5G基站") == "装了 led 大屏 5g 基站");
  CHECK(folded("ＰＭ２．５超标") == folded("pm2.5超标"));
  CHECK(joined("PM2.5") == "pm2 5");
}

TEST_CASE("a word says where it stands") {
  const std::u32string characters = folded("臭，污水");
  const auto found = words(characters);
  REQUIRE(found.size() == 2);
  CHECK(found[0].at == 0);
  CHECK(found[1].at == 2);
}

TEST_CASE("octets that are not UTF-8 part words and harm nothing") {
  CHECK(joined("污\xFF水") == "污 水");
  CHECK(joined("污水\xE6\xB1") == "污水");
  CHECK(joined("\xC0\x80\xF8污水") == "污水");
  CHECK(rc::check("any octets", [](const std::string& octets) {
    const std::u32string once = folded(octets);
    RC_ASSERT(folded(utf8_of(once)) == once);
  }));
}

TEST_CASE("a rare character beyond the basic plane is one character") {
  CHECK(folded("𠮷野") == std::u32string(U"𠮷野"));
  CHECK(utf8_of(U"𠮷aé污") == "𠮷aé污");
}

TEST_CASE("logarithms and powers in whole numbers are those of the mathematics library") {
  CHECK(log2_q16(1) == 0);
  CHECK(log2_q16(1024) == 10 * 65'536);
  for (std::uint64_t n : {2ull, 3ull, 7ull, 1000ull, 99'999ull, 4'294'967'295ull}) {
    CHECK(std::abs(static_cast<double>(log2_q16(n)) / 65'536 - std::log2(static_cast<double>(n))) < 2.0 / 65'536);
  }
  CHECK(power_of_half_q31(0) == 2'147'483'648u);
  CHECK(power_of_half_q31(65'536) == 1'073'741'824u);
  CHECK(power_of_half_q31(40 * 65'536) == 0u);
  for (std::int64_t x : {1, 100, 30'000, 65'535, 100'000, 500'000}) {
    const double expected = std::exp2(31 - static_cast<double>(x) / 65'536);
    CHECK(std::abs(static_cast<double>(power_of_half_q31(x)) - expected) < 20);
  }
}
