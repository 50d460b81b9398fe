#pragma once
// Pseudonym (化名): stands for a person, a device or a number in the journal. A keyed hash, so that only the holder of
// the vault's key can tell whom it means, and the same value always gets the same pseudonym.

#include "base/octets.h"

namespace seethrough {

using Pseudonym = Octets<struct PseudonymTag, 16>;

}  // namespace seethrough
