#include "lots/lot.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

using namespace seethrough;

namespace {

Digest seed_of(int n) {
  Digest seed;
  seed.bytes[31] = static_cast<std::uint8_t>(n);
  return seed;
}

std::vector<std::int64_t> up_to(std::int64_t last) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(last));
  std::iota(numbers.begin(), numbers.end(), 1);
  return numbers;
}

}  // namespace

TEST_CASE("the commitment is the SHA-256 of the seed's octets") {
  // printf '%064x' 1 | xxd -r -p | sha256sum
  CHECK(to_hex(seed_commitment(seed_of(1))) == "ec4916dd28fc4c10d78e287ca5d9cc51ee1ae73cbfde08c6b37324cbfaac8bc5");
}

TEST_CASE("a lot comes out as sha256sum says") {
  // for n in 1 2 3 4 5; do echo "$(printf '%064x' 1 | xxd -r -p | cat - <(printf 'lot\0round-1\0%d' $n) | sha256sum) $n"; done | sort
  CHECK(draw_lot(seed_of(1), "lot", "round-1", up_to(5), 5) == std::vector<std::int64_t>{1, 4, 3, 5, 2});
}

TEST_CASE("a lot depends on seed, purpose and name, and not on the order of the numbers") {
  const auto numbers = up_to(100);
  const auto drawn = draw_lot(seed_of(1), "lot", "a", numbers, 10);
  CHECK(drawn.size() == 10);
  CHECK(draw_lot(seed_of(2), "lot", "a", numbers, 10) != drawn);
  CHECK(draw_lot(seed_of(1), "sample", "a", numbers, 10) != drawn);
  CHECK(draw_lot(seed_of(1), "lot", "b", numbers, 10) != drawn);
  const std::vector<std::int64_t> backwards(numbers.rbegin(), numbers.rend());
  CHECK(draw_lot(seed_of(1), "lot", "a", backwards, 10) == drawn);
}

TEST_CASE("fewer numbers than places: all are drawn, each once") {
  auto drawn = draw_lot(seed_of(3), "lot", "a", up_to(4), 10);
  std::sort(drawn.begin(), drawn.end());
  CHECK(drawn == up_to(4));
  CHECK(draw_lot(seed_of(3), "lot", "a", {}, 10).empty());
}
