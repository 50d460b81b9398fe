#include "complaints/moves.h"

#include <doctest/doctest.h>

#include "programme/moves_page.h"

using namespace seethrough::complaints;

TEST_CASE("the page of moves says which command each state of a case takes") {
  const std::string table =
      programme::moves_table<Context>(static_cast<const Progress*>(nullptr), static_cast<const Command*>(nullptr));
  CHECK(programme::moves_section("complaints", table) == table);
}
