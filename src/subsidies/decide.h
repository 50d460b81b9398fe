#pragma once
// decide: what follows from a command, from the state, the rules and today's date alone.

#include "base/result.h"
#include "calendar/instant.h"
#include "places/tree.h"
#include "rules/book.h"
#include "subsidies/rejections.h"
#include "subsidies/state.h"

namespace seethrough::subsidies {

struct Context {
  const State& state;
  const rules::Book& rules;
  const Tree& places;
  Day today;  ///< of the command's envelope, in China
  Instant now{};  ///< of the envelope
  std::string_view by = {};  ///< the account
};

using Decision = Result<Event, Rejection>;

/// Every command yields exactly one event or the first rejection that holds (precedence: rejections.h).
Decision decide(const Context& context, const Command& command);

}  // namespace seethrough::subsidies
