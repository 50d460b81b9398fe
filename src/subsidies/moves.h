#pragma once
// The legal moves of a claim: one overload for each pair of state and command. A pair without one is refused, and
// docs/MOVES.md is printed from these declarations.

#include "base/machine.h"
#include "subsidies/decide.h"

namespace seethrough::subsidies {

Decision decide_move(const Unclaimed&, const Redeem&, const Context&);
Decision decide_move(const Unclaimed&, const Apply&, const Context&);
Decision decide_move(const Redeemed&, const ReturnGoods&, const Context&);
Decision decide_move(const Applied&, const Withdraw&, const Context&);

}  // namespace seethrough::subsidies
