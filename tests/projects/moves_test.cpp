#include "projects/moves.h"

#include <doctest/doctest.h>

#include "programme/moves_page.h"

using namespace seethrough::projects;

TEST_CASE("the page of moves says which command each state of a project takes") {
  const std::string table =
      programme::moves_table<Context>(static_cast<const Life*>(nullptr), static_cast<const Command*>(nullptr));
  CHECK(programme::moves_section("projects", table) == table);
}
