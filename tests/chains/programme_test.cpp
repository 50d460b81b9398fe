#include "chains/programme.h"

#include <doctest/doctest.h>

#include "programme/given.h"

namespace {

using namespace seethrough;
using namespace seethrough::chains;

const Day today = day_of(2025, 6, 15);

struct Programme {
  using State = chains::State;
  using Command = chains::Command;
  using Event = chains::Event;
  using Rejection = chains::Rejection;
  using Decision = chains::Decision;
  static Decision decide(const State& state, const Command& command, Day today) {
    return chains::decide({state, today}, command);
  }
  static void apply(State& state, const Event& event) { chains::apply(state, event); }
};

DeclareChain chain() {
  return {"led", "半导体光电", "LED", {"衬底", "外延", "芯片"}, {"MOCVD"}, {{"leaders", 3, "count", Bound::exactly}},
          {}, today, false};
}

}  // namespace

TEST_CASE("a chain is declared once") {
  programme::given_in<Programme>(today).when(chain()).then(ChainDeclared{chain()});
  programme::given_in<Programme>(today, ChainDeclared{chain()}).when(chain()).refused(ChainAlreadyDeclared{"led"});
}

TEST_CASE("a chain in the future is refused before anything else") {
  const auto scene = programme::given_in<Programme>(today, ChainDeclared{chain()}).on(today - 1);
  scene.when(chain()).refused(DayInFuture{today, today - 1});
}

TEST_CASE("a declared chain is found with its links in order, and no other") {
  const auto scene = programme::given_in<Programme>(today, ChainDeclared{chain()});
  REQUIRE(scene.state().find("led"));
  CHECK(scene.state().find("led")->links == std::vector<std::string>{"衬底", "外延", "芯片"});
  CHECK_FALSE(scene.state().find("LED"));
}
