#pragma once
// The public copy of a PNG (W3C PNG, ISO/IEC 15948): its chunks one by one, their checksums held against them, and only
// those written again that make the picture. What lies behind the end is left behind with the rest: editors that cut a
// picture have left the uncut one there.

#include <string>
#include <string_view>

#include "base/failure.h"
#include "base/result.h"

namespace seethrough::exchange {

/// See public_copy() in photograph.h.
Result<std::string, Failure> copy_png(std::string_view octets);

}  // namespace seethrough::exchange
