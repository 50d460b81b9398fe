#pragma once
// The legal moves of a registered case: one overload for each pair of state and command.

#include "base/machine.h"
#include "complaints/decide.h"

namespace seethrough::complaints {

Decision decide_move(const HandedOver&, const CorrectCase&, const Context&);

}  // namespace seethrough::complaints
