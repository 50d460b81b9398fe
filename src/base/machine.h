#pragma once
// A programme's state machine is a variant of state structs and one overload `decide(state, command, context)` per
// legal move. legal_move tells, from the types alone, which pairs have one; a pair without is refused.

#include <type_traits>
#include <utility>
#include <variant>

namespace seethrough {

template <class State, class Command, class Context>
concept LegalMove = requires(const State& state, const Command& command, const Context& context) {
  decide_move(state, command, context);
};

/// Decides `command` on whichever state `states` holds. `refuse(state, command)` answers for pairs without a move.
template <class Decision, class States, class Command, class Context, class Refuse>
Decision decide_by_state(const States& states, const Command& command, const Context& context, Refuse&& refuse) {
  return std::visit(
      [&](const auto& state) -> Decision {
        if constexpr (LegalMove<std::remove_cvref_t<decltype(state)>, Command, Context>) {
          return decide_move(state, command, context);
        } else {
          return refuse(state, command);
        }
      },
      states);
}

}  // namespace seethrough
