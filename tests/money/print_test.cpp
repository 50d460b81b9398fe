#include "money/print.h"

#include <limits>

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace seethrough;

TEST_CASE("money is printed in 亿 and 万, cut off and never rounded") {
  CHECK(in_yi(Fen{3'459'999'999'9}, 2) == "3.45亿元");
  CHECK(in_yi(Fen{3'450'000'000'0}, 2) == "3.45亿元");
  CHECK(in_yi(Fen{0}, 2) == "0.00亿元");
  CHECK(in_yi(Fen{-1}, 2) == "0.00亿元");
  CHECK(in_wan(Fen{8'829'999'999}, 1) == "8829.9万元");
  CHECK(in_wan(Fen{8'333'671'900}, 5) == "8333.67190万元");
  CHECK(in_wan(Fen{-1'500'000}, 0) == "-1万元");
  CHECK(in_wan(Fen{1}, 6) == "0.000001万元");
  CHECK(in_yi(Fen{std::numeric_limits<std::int64_t>::min()}, 10) == "-922337203.6854775808亿元");
}

TEST_CASE("whether 亿 is exact says whether something was cut off") {
  CHECK(yi_is_exact(Fen{3'450'000'000'0}, 2));
  CHECK_FALSE(yi_is_exact(Fen{3'450'000'000'1}, 2));
  CHECK(yi_is_exact(Fen{3'450'000'000'1}, 10));
}

TEST_CASE("counts are printed in whole 万 with 余 when more are left") {
  CHECK(in_wan_count(200'000) == "20万");
  CHECK(in_wan_count(204'321) == "20余万");
  CHECK(in_wan_count(10'001) == "1余万");
  CHECK(in_wan_count(9'999) == "9999");
  CHECK(in_wan_count(0) == "0");
}

TEST_CASE("English forms are cut off and grouped") {
  CHECK(in_million_yuan(Fen{34'500'000'000}, 2) == "CNY 345.00 million");
  CHECK(in_million_yuan(Fen{34'500'999'999}, 2) == "CNY 345.00 million");
  CHECK(in_million_yuan(Fen{228'379'900'000}, 2) == "CNY 2,283.79 million");
  CHECK(in_million_yuan(Fen{97'048'400'000'000}, 0) == "CNY 970,484 million");
  CHECK(in_million_yuan(Fen{-100'000'000'000}, 2) == "CNY -1,000.00 million");
  CHECK(in_million_yuan(Fen{-10'000'000'000}, 2) == "CNY -100.00 million");
  CHECK(group_yuan(Fen{34'559'982'310}) == "345,599,823.10");
  CHECK(group_yuan(Fen{-99'999}) == "-999.99");
  CHECK(group_yuan(Fen{-100'000}) == "-1,000.00");
  CHECK(group_digits(243'696) == "243,696");
  CHECK(group_digits(999) == "999");
  CHECK(group_digits(1'000'000) == "1,000,000");
  CHECK(group_digits(-1'000) == "-1,000");
  CHECK(group_digits(std::numeric_limits<std::int64_t>::min()) == "-9,223,372,036,854,775,808");
}

TEST_CASE("a printed amount never claims more than there is") {
  CHECK(rc::check("not more", [] {
    const auto fen = *rc::gen::inRange<std::int64_t>(0, 100'000'000'000'000);
    const std::string text = in_wan(Fen{fen}, 2);
    std::int64_t hundredths = 0;  // of a 万: ten thousand fen each
    for (const char c : text) {
      if (c >= '0' && c <= '9') hundredths = hundredths * 10 + (c - '0');
    }
    RC_ASSERT(hundredths * 10'000 <= fen);
    RC_ASSERT(fen - hundredths * 10'000 < 10'000);
  }));
}
