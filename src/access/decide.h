#pragma once
// decide: what follows from a command of access, given what is known.

#include "access/rejections.h"
#include "access/state.h"
#include "base/result.h"

namespace seethrough::access {

struct Context {
  const State& state;
  const Tree& places;
  std::string_view by;  ///< who gives the command: a built-in account, or one that holds what the command asks for
  Day today;
};
using Decision = Result<Event, Rejection>;

/// Names of accounts and organs: 2 to 40 of a-z, 0-9, '.', '_' and '-', beginning with a letter.
bool is_name(std::string_view text);

/// Does not ask whether `by` may: see holds().
Decision decide(const Context& context, const Command& command);

/// At which place a command of access asks for its right: that of the account's organ, of the organ, of the role.
/// Nothing where the place does not matter or is not known.
std::optional<PlaceCode> place_of(const State& state, const Command& command);

}  // namespace seethrough::access
