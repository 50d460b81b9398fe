#include "access/moves.h"

#include <doctest/doctest.h>

#include "programme/moves_page.h"

using namespace seethrough::access;

TEST_CASE("the page of moves says which command each state of an account takes") {
  const std::string table =
      programme::moves_table<AccountContext>(static_cast<const Standing*>(nullptr), static_cast<const Command*>(nullptr));
  CHECK(programme::moves_section("accounts", table) == table);
}

TEST_CASE("the page of moves says which command each state of an erasure takes") {
  const std::string table =
      programme::moves_table<Context>(static_cast<const Erasure*>(nullptr), static_cast<const Command*>(nullptr));
  CHECK(programme::moves_section("erasures", table) == table);
}
