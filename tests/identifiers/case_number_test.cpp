#include "identifiers/case_number.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace seethrough;

namespace {

struct Known {
  const char* pattern;
  const char* number;
  char channel;
  Day day;
  int serial;
};
const Known known[] = {
    {"{channel}3SX{date}{serial4}", "D3SX202505280018", 'D', day_of(2025, 5, 28), 18},
    {"{channel}3HN{date}{serial4}", "X3HN202406070082", 'X', day_of(2024, 6, 7), 82},
    {"{channel}2NM{date}{serial4}", "D2NM202203290002", 'D', day_of(2022, 3, 29), 2},
    {"{channel}370000{date}{serial4}", "X370000201811280030", 'X', day_of(2018, 11, 28), 30},
    {"信{date}{serial3}", "信20170816134", '\0', day_of(2017, 8, 16), 134},
};
const std::string shanxi = "{channel}3SX{date}{serial4}";

}  // namespace

TEST_CASE("the numbers of every era are read and written under their patterns") {
  for (const Known& one : known) {
    CAPTURE(one.number);
    CHECK(is_case_number_pattern(one.pattern));
    const auto number = parse_case_number(one.pattern, one.number);
    REQUIRE(number);
    CHECK(number->channel == one.channel);
    CHECK(number->day == one.day);
    CHECK(number->serial == one.serial);
    CHECK_FALSE(number->key);
    CHECK(case_number(one.pattern, *number) == one.number);
  }
}

TEST_CASE("a number of one era is not a number of another") {
  for (const Known& one : known) {
    for (const Known& other : known) {
      if (&one != &other) CHECK_FALSE(parse_case_number(one.pattern, other.number));
    }
  }
}

TEST_CASE("a trailing star marks a key case") {
  const auto number = parse_case_number(shanxi, "D3SX202505280018*");
  REQUIRE(number);
  CHECK(number->key);
  CHECK(number->serial == 18);
  CHECK(case_number(shanxi, *number) == "D3SX202505280018*");
}

TEST_CASE("a number with a day that doesn't exist, a wrong letter or a wrong length is none") {
  for (const char* wrong :
       {"D3SX202502300018", "D3SX202513010018", "E3SX202505280018", "d3SX202505280018", "D3SY202505280018",
        "D3SX20250528018", "D3SX2025052800018", "D3SX20250528001x", "D3SX2025-5280018", "D3SX202505280018**", "*", "",
        " D3SX202505280018"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_case_number(shanxi, wrong));
  }
}

TEST_CASE("a pattern needs a date and a serial, and parts that are known") {
  for (const char* wrong : {"", "{date}", "{serial4}", "{channel}{serial3}", "{date}{serial5}", "{day}{date}{serial4}",
                            "{date}{serial4"}) {
    CAPTURE(wrong);
    CHECK_FALSE(is_case_number_pattern(wrong));
  }
}

TEST_CASE("what is written under a pattern is read back") {
  CHECK(rc::check("case number", [] {
    CaseNumber number;
    number.channel = *rc::gen::element('D', 'X');
    number.day = day_of(2000, 1, 1) + *rc::gen::inRange(0, 36'500);
    number.serial = *rc::gen::inRange(0, 10'000);
    number.key = *rc::gen::arbitrary<bool>();
    const auto back = parse_case_number(shanxi, case_number(shanxi, number));
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->channel == number.channel);
    RC_ASSERT(back->day == number.day);
    RC_ASSERT(back->serial == number.serial);
    RC_ASSERT(back->key == number.key);
  }));
}
