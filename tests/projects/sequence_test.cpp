#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "projects/given.h"

using namespace projects_test;

namespace {

Command any_command() {
  const Day on = today - *rc::gen::inRange(-1, 20);
  switch (*rc::gen::inRange(0, 9)) {
    case 0: return SignProject{code, on};
    case 1: return StartProject{code, on};
    case 2: return BuildProject{code, on};
    case 3: return PutIntoProduction{code, on};
    case 4: return ReachDesignOutput{code, on};
    case 5: return StopProject{code, on, "停"};
    case 6: return ResumeProject{code, on};
    case 7: return WithdrawProject{code, on, "退"};
    default: return ReportProgress{code, on, *rc::gen::inRange(-10, 10010), ""};
  }
}

}  // namespace

TEST_CASE("whatever the commands, every accepted event applies, days never fall and a withdrawn project stays so") {
  CHECK(rc::check("sequence of commands", [] {
    State state;
    Programme::apply(state, at(*rc::gen::elementOf(std::vector<Stage>(std::begin(every_stage), std::end(every_stage)))));
    const int length = *rc::gen::inRange(0, 40);
    for (int i = 0; i < length; ++i) {
      const Project before = *state.find(code);
      const auto decision = Programme::decide(state, any_command(), today);
      if (!decision) continue;
      RC_ASSERT(stage_of(before.life) != Stage::withdrawn);
      Programme::apply(state, *decision);
      const Project& after = *state.find(code);
      RC_ASSERT(after.since >= before.since);
      RC_ASSERT(after.since <= today);
      RC_ASSERT(after.progress_bp >= 0);
      RC_ASSERT(after.progress_bp <= 10000);
      if (const auto* moved = std::get_if<StageMoved>(&*decision)) {
        RC_ASSERT(moved->from == stage_of(before.life));
        RC_ASSERT(moved->to == stage_of(after.life));
      }
    }
  }));
}
