#include "subsidies/moves.h"

#include <doctest/doctest.h>

#include "programme/moves_page.h"

using namespace seethrough::subsidies;

TEST_CASE("the page of moves says which command each state of a claim takes") {
  const std::string table =
      programme::moves_table<Context>(static_cast<const Claim*>(nullptr), static_cast<const Command*>(nullptr));
  CHECK(programme::moves_section("subsidies", table) == table);
}
