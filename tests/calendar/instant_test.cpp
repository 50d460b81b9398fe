#include "calendar/instant.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace seethrough;

TEST_CASE("instants are printed in UTC with milliseconds") {
  CHECK(to_string(Instant{0}) == "1970-01-01T00:00:00.000Z");
  CHECK(to_string(Instant{-1}) == "1969-12-31T23:59:59.999Z");
  CHECK(to_string(Instant{1'749'945'600'000}) == "2025-06-15T00:00:00.000Z");
  std::string line = "at ";
  append_instant(line, Instant{1'749'945'600'123});
  CHECK(line == "at 2025-06-15T00:00:00.123Z");
}

TEST_CASE("an instant is read back from its printed form") {
  CHECK(rc::check("round trip", [] {
    const Instant instant{*rc::gen::inRange<std::int64_t>(-2'208'988'800'000, 7'258'118'400'000)};
    RC_ASSERT(parse_instant(to_string(instant)) == instant);
  }));
}

TEST_CASE("no other form of an instant is read") {
  for (const char* text : {"", "2025-06-15", "2025-06-15T00:00:00Z", "2025-06-15T24:00:00.000Z",
                           "2025-06-15T00:60:00.000Z", "2025-06-15T00:00:60.000Z", "2025-06-15 00:00:00.000Z",
                           "2025-06-15T00:00:00.000z", "2025-02-30T00:00:00.000Z", "2025-06-15T00:00:00.0-0Z",
                           "2025-06-15T00:00:00,000Z", "2200-01-01T00:00:00.000Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_instant(text));
  }
}

TEST_CASE("a day in China begins at 16:00 UTC of the day before") {
  CHECK(to_string(day_in_china(*parse_instant("2025-06-14T15:59:59.999Z"))) == "2025-06-14");
  CHECK(to_string(day_in_china(*parse_instant("2025-06-14T16:00:00.000Z"))) == "2025-06-15");
  CHECK(to_string(instant_in_china(day_of(2025, 6, 15), 0, 0, 0, 0)) == "2025-06-14T16:00:00.000Z");
  CHECK(to_string(instant_in_china(day_of(2025, 6, 15), 23, 59, 59, 999)) == "2025-06-15T15:59:59.999Z");
}

TEST_CASE("a time in China falls on its own day") {
  CHECK(rc::check("same day", [] {
    const Day day{*rc::gen::inRange(-25567, 84006)};
    const Instant instant = instant_in_china(day, *rc::gen::inRange(0, 24), *rc::gen::inRange(0, 60),
                                             *rc::gen::inRange(0, 60), *rc::gen::inRange(0, 1000));
    RC_ASSERT(day_in_china(instant) == day);
  }));
}
