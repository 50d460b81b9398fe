#include "base/octets.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/result.h"
#include "base/strong.h"

using namespace seethrough;

TEST_CASE("hexadecimal form is lower case and comes back") {
  CHECK(rc::check("round trip", [](std::array<std::uint8_t, 32> bytes) {
    const Digest digest{bytes};
    const std::string text = to_hex(digest);
    RC_ASSERT(text.size() == 64u);
    RC_ASSERT(octets_from_hex<Digest>(text) == digest);
  }));
  CHECK_FALSE(octets_from_hex<Digest>("00"));
  CHECK_FALSE(octets_from_hex<Digest>(std::string(63, '0') + "g"));
}

TEST_CASE("a result holds a value or an error, never both") {
  const Result<int, std::string> good = 7;
  const Result<int, std::string> bad = Unexpected{std::string("no")};
  CHECK(good.has_value());
  CHECK(*good == 7);
  CHECK_FALSE(bad);
  CHECK(bad.error() == "no");
  CHECK(bad.value_or(3) == 3);
}
