#include "open311/w3c_time.h"

#include <doctest/doctest.h>

using namespace seethrough;
using namespace seethrough::open311;

TEST_CASE("an instant is written as clocks in China show it") {
  CHECK(w3c(instant_in_china(day_of(2025, 6, 15), 0, 0, 0, 0)) == "2025-06-15T00:00:00+08:00");
  CHECK(w3c(instant_in_china(day_of(2025, 6, 15), 23, 59, 59, 999)) == "2025-06-15T23:59:59+08:00");
  CHECK(w3c(Instant{0}) == "1970-01-01T08:00:00+08:00");
  CHECK(w3c(Instant{-1}) == "1970-01-01T07:59:59+08:00");
}

TEST_CASE("every form of the W3C's note that says its zone is read, and says the same instant") {
  const Instant eight = instant_in_china(day_of(2025, 6, 15), 8, 0, 0, 0);
  for (const char* text :
       {"2025-06-15T08:00:00+08:00", "2025-06-15T00:00:00Z", "2025-06-15T00:00Z", "2025-06-14T19:30:00-04:30",
        "2025-06-15T00:00:00.000Z", "2025-06-15T00:00:00.0Z", "2025-06-15T08:00:00 08:00"}) {
    CAPTURE(text);
    CHECK(parse_w3c(text, End::first) == eight);
  }
  CHECK(parse_w3c("2025-06-15T00:00:00.2509Z", End::first) == Instant{eight.ms + 250});
  CHECK(parse_w3c("2025-06-15", End::first) == instant_in_china(day_of(2025, 6, 15), 0, 0, 0, 0));
  CHECK(parse_w3c("2025-06-15", End::last) == instant_in_china(day_of(2025, 6, 15), 23, 59, 59, 999));
  CHECK(parse_w3c(w3c(eight), End::first) == eight);
}

TEST_CASE("what is no date-time is not guessed at") {
  for (const char* text : {"",
                           "2025",
                           "2025-06",
                           "2025-6-15",
                           "2025-02-30",
                           "2025-06-15T08:00:00",
                           "2025-06-15 08:00:00+08:00",
                           "2025-06-15T24:00:00Z",
                           "2025-06-15T08:60:00Z",
                           "2025-06-15T08:00:61Z",
                           "2025-06-15T08Z",
                           "2025-06-15T08:00:00+0800",
                           "2025-06-15T08:00:00+08:60",
                           "2025-06-15T08:00:00+24:00",
                           "2025-06-15T08:00:00.Z",
                           "2025-06-15T08:00:00Zx",
                           "2025-06-15T08:00:00+08:000",
                           "2025-06-15T-8:00:00Z",
                           "yesterday",
                           "1899-12-31T00:00:00Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_w3c(text, End::first));
  }
}
