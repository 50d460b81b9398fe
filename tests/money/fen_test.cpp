#include "money/fen.h"

#include <limits>
#include <numeric>

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace seethrough;

namespace {

YuanFault fault_of(std::string_view text) { return parse_yuan(text).error(); }

std::int64_t any_amount() { return *rc::gen::inRange<std::int64_t>(-99'999'999'999'999, 100'000'000'000'000); }

}  // namespace

TEST_CASE("a share is rounded once, as named, and by magnitude") {
  CHECK(share_of(Fen{10001}, BasisPoints{1500}, Rounding::down) == Fen{1500});
  CHECK(share_of(Fen{10001}, BasisPoints{1500}, Rounding::half_up) == Fen{1500});
  CHECK(share_of(Fen{10001}, BasisPoints{1500}, Rounding::up) == Fen{1501});
  CHECK(share_of(Fen{10}, BasisPoints{1500}, Rounding::half_up) == Fen{2});
  CHECK(share_of(Fen{-10}, BasisPoints{1500}, Rounding::half_up) == Fen{-2});
  CHECK(share_of(Fen{-10}, BasisPoints{1500}, Rounding::down) == Fen{-1});
  CHECK(share_of(Fen{-10}, BasisPoints{1500}, Rounding::up) == Fen{-2});
}

TEST_CASE("a share of the largest amount needs more than 64 bits on the way and gets them") {
  const Fen largest{std::numeric_limits<std::int64_t>::max()};
  CHECK(share_of(largest, BasisPoints{10000}, Rounding::up) == largest);
  CHECK(share_of(-largest, BasisPoints{10000}, Rounding::up) == -largest);
}

TEST_CASE("a share differs from the exact part by less than a fen, on the side its rounding names") {
  CHECK(rc::check("bounds", [] {
    const std::int64_t amount = any_amount();
    const std::int64_t rate = *rc::gen::inRange<std::int64_t>(0, 10001);
    const std::int64_t size = amount < 0 ? -amount : amount;
    const auto part = [&](Rounding rounding) {
      const std::int64_t value = share_of(Fen{amount}, BasisPoints{rate}, rounding).value;
      return amount < 0 ? -value : value;
    };
    __extension__ typedef __int128 Wide;
    const Wide exact = Wide{size} * rate;  // in ten-thousandths of a fen
    const Wide below = Wide{part(Rounding::down)} * 10000, above = Wide{part(Rounding::up)} * 10000;
    const Wide nearest = Wide{part(Rounding::half_up)} * 10000;
    RC_ASSERT(below <= exact);
    RC_ASSERT(exact - below < 10000);
    RC_ASSERT(above >= exact);
    RC_ASSERT(above - exact < 10000);
    RC_ASSERT(nearest - exact <= 5000);
    RC_ASSERT(exact - nearest < 5000);
  }));
}

TEST_CASE("central, provincial, city and county shares sum to the fen") {
  const BasisPoints shares[] = {{9000}, {400}, {300}, {300}};
  CHECK(allocate(Fen{100003}, shares, 3) == std::vector<Fen>{{90002}, {4000}, {3000}, {3001}});
  CHECK(allocate(Fen{-100003}, shares, 0) == std::vector<Fen>{{-90003}, {-4000}, {-3000}, {-3000}});
}

TEST_CASE("allocated parts always sum to the total, and only the named one exceeds its share") {
  CHECK(rc::check("sums", [] {
    const Fen total{any_amount()};
    std::vector<BasisPoints> shares;
    std::int64_t left = 10000;
    const auto others = *rc::gen::inRange<std::size_t>(0, 6);
    for (std::size_t i = 0; i < others; ++i) {
      shares.push_back({*rc::gen::inRange<std::int64_t>(0, left + 1)});
      left -= shares.back().value;
    }
    shares.push_back({left});
    const auto remainder_to = *rc::gen::inRange<std::size_t>(0, shares.size());
    const std::vector<Fen> parts = allocate(total, shares, remainder_to);
    RC_ASSERT(parts.size() == shares.size());
    RC_ASSERT(std::accumulate(parts.begin(), parts.end(), Fen{}) == total);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i != remainder_to) RC_ASSERT(parts[i] == share_of(total, shares[i], Rounding::down));
    }
  }));
}

TEST_CASE("plain decimals are read as yuan") {
  CHECK(*parse_yuan("0") == Fen{0});
  CHECK(*parse_yuan("251542.71") == Fen{25154271});
  CHECK(*parse_yuan("3.5") == Fen{350});
  CHECK(*parse_yuan("007") == Fen{700});
  CHECK(*parse_yuan("999999999999.99") == Fen{99'999'999'999'999});
}

TEST_CASE("a text that is not an amount is refused with its reason") {
  CHECK(fault_of("") == YuanFault::empty);
  for (const char* text : {"-", ".", ".5", "5.", "1,234", "+5", "1e3", " 5", "5 ", "1.2.3", "５", "--5", "-x", "0x10"}) {
    CAPTURE(text);
    CHECK(fault_of(text) == YuanFault::not_a_number);
  }
  CHECK(fault_of("-5") == YuanFault::negative);
  CHECK(fault_of("-0.001") == YuanFault::negative);
  CHECK(fault_of("1.005") == YuanFault::too_many_decimals);
  CHECK(fault_of("1000000000000") == YuanFault::too_large);
  CHECK(fault_of(std::string(40, '9')) == YuanFault::too_large);
}

TEST_CASE("what yuan prints is read back") {
  CHECK(yuan(Fen{123450}) == "1234.50");
  CHECK(yuan(Fen{-5}) == "-0.05");
  CHECK(yuan(Fen{std::numeric_limits<std::int64_t>::min()}) == "-92233720368547758.08");
  CHECK(rc::check("round trip", [] {
    const Fen amount{*rc::gen::inRange<std::int64_t>(0, 100'000'000'000'000)};
    RC_ASSERT(*parse_yuan(yuan(amount)) == amount);
  }));
}

TEST_CASE("amounts add, subtract, negate and compare") {
  Fen sum{5};
  sum += Fen{7};
  sum -= Fen{2};
  CHECK(sum == Fen{3} + Fen{7});
  CHECK(-sum == Fen{0} - Fen{10});
  CHECK(Fen{1} < Fen{2});
  CHECK(hash_value(Fen{7}) == std::hash<Fen>{}(Fen{7}));
}
