#pragma once
// decide: what follows from a command of the key projects programme.

#include "base/result.h"
#include "places/tree.h"
#include "projects/rejections.h"
#include "projects/state.h"

namespace seethrough::projects {

struct Context {
  const State& state;
  const Tree& places;
  Day today;
};

using Decision = Result<Event, Rejection>;

/// One event, or the first rejection that holds (precedence: rejections.h).
Decision decide(const Context& context, const Command& command);

}  // namespace seethrough::projects
