#pragma once
// Which cases an event speaks of: those whose story it belongs to.

#include <string>
#include <utility>
#include <vector>

#include "complaints/state.h"

namespace seethrough::complaints {

/// Campaign and numbers, once `event` was applied to `state`; no numbers for an event of a campaign as such.
std::pair<std::string, std::vector<std::string>> cases_of(const State& state, const Event& event);

}  // namespace seethrough::complaints
