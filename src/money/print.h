#pragma once
// Money and counts as bulletins print them: in 亿 (a hundred million) and 万 (ten thousand). Printed figures are cut
// off, never rounded, because a bulletin may not claim more than was paid.

#include <cstdint>
#include <string>

#include "money/fen.h"

namespace seethrough {

/// "3.45亿元" with exactly `decimals` (0 to 10) decimals, cut off towards zero.
std::string in_yi(Fen amount, int decimals);
/// "8829.9万元" with exactly `decimals` (0 to 6) decimals, cut off towards zero.
std::string in_wan(Fen amount, int decimals);
/// Whether in_yi(amount, decimals) prints the amount to the fen, so that nothing was cut off.
bool yi_is_exact(Fen amount, int decimals);

/// A count in whole 万: "20万" when exact, "20余万" (and more) when something was cut off, plain digits below 10,000.
/// A count isn't negative.
std::string in_wan_count(std::int64_t count);

/// "CNY 2,283.79 million" with exactly `decimals` (0 to 8) decimals, cut off towards zero.
std::string in_million_yuan(Fen amount, int decimals);
/// "243,696": thousands set off by commas.
std::string group_digits(std::int64_t number);
/// "345,599,823.10": yuan with both decimals, thousands set off by commas.
std::string group_yuan(Fen amount);

}  // namespace seethrough
