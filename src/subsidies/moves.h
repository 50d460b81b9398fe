#pragma once
// The legal moves of a claim: one overload for each pair of state and command. A pair without one is refused, and
// docs/MOVES.md is printed from these declarations.

#include "base/machine.h"
#include "subsidies/decide.h"

namespace seethrough::subsidies {

// Into being.
Decision decide_move(const Unclaimed&, const Redeem&, const Context&);
Decision decide_move(const Unclaimed&, const Apply&, const Context&);

// The way of an application.
Decision decide_move(const Applied&, const Accept&, const Context&);
Decision decide_move(const Accepted&, const FirstReview&, const Context&);
Decision decide_move(const FirstReviewed&, const SecondReview&, const Context&);
Decision decide_move(const Applied&, const SendBack&, const Context&);
Decision decide_move(const Accepted&, const SendBack&, const Context&);
Decision decide_move(const FirstReviewed&, const SendBack&, const Context&);
Decision decide_move(const InCorrection&, const Resubmit&, const Context&);
Decision decide_move(const Applied&, const Withdraw&, const Context&);
Decision decide_move(const InCorrection&, const Withdraw&, const Context&);
Decision decide_move(const Accepted&, const Withdraw&, const Context&);
Decision decide_move(const FirstReviewed&, const Withdraw&, const Context&);
Decision decide_move(const Approved&, const Withdraw&, const Context&);

// Refusal and what may follow it.
Decision decide_move(const Applied&, const Refuse&, const Context&);
Decision decide_move(const InCorrection&, const Refuse&, const Context&);
Decision decide_move(const Accepted&, const Refuse&, const Context&);
Decision decide_move(const FirstReviewed&, const Refuse&, const Context&);
Decision decide_move(const Redeemed&, const Refuse&, const Context&);
Decision decide_move(const Held&, const Refuse&, const Context&);
Decision decide_move(const Refused&, const Appeal&, const Context&);
Decision decide_move(const Appealed&, const DecideAppeal&, const Context&);
Decision decide_move(const Refused&, const Reopen&, const Context&);
Decision decide_move(const Dismissed&, const Reopen&, const Context&);
Decision decide_move(const Withdrawn&, const Reopen&, const Context&);

// Holds.
Decision decide_move(const Redeemed&, const Hold&, const Context&);
Decision decide_move(const Filed&, const Hold&, const Context&);
Decision decide_move(const Applied&, const Hold&, const Context&);
Decision decide_move(const Accepted&, const Hold&, const Context&);
Decision decide_move(const FirstReviewed&, const Hold&, const Context&);
Decision decide_move(const Approved&, const Hold&, const Context&);
Decision decide_move(const Noticed&, const Hold&, const Context&);
Decision decide_move(const Held&, const Release&, const Context&);

// Goods that come back.
Decision decide_move(const Redeemed&, const Void&, const Context&);
Decision decide_move(const Held&, const Void&, const Context&);
Decision decide_move(const Redeemed&, const ReturnGoods&, const Context&);
Decision decide_move(const Filed&, const ReturnGoods&, const Context&);
Decision decide_move(const Held&, const ReturnGoods&, const Context&);
Decision decide_move(const Paid&, const ReturnGoods&, const Context&);
Decision decide_move(const ClawbackDue&, const RecordRepayment&, const Context&);

// Another edition of the rules.
Decision decide_move(const Redeemed&, const Adjust&, const Context&);
Decision decide_move(const Filed&, const Adjust&, const Context&);
Decision decide_move(const Applied&, const Adjust&, const Context&);
Decision decide_move(const InCorrection&, const Adjust&, const Context&);
Decision decide_move(const Accepted&, const Adjust&, const Context&);
Decision decide_move(const FirstReviewed&, const Adjust&, const Context&);
Decision decide_move(const Approved&, const Adjust&, const Context&);
Decision decide_move(const Paid&, const Adjust&, const Context&);

// In a batch.
Decision decide_move(const Filed&, const RecordCheck&, const Context&);

}  // namespace seethrough::subsidies
