#pragma once
// Salted commitments (加盐承诺): how the log speaks of a personal value without holding it. An identity number has so few
// possibilities that its plain hash can be guessed; with 16 random bytes kept in the vault it can't. Erasing the salt
// makes the commitment mean nothing, and the tree stays as it is.

#include <string_view>

#include "base/octets.h"

namespace seethrough::proof {

using Salt = Octets<struct SaltTag, 16>;  ///< random, a new one for each value

/// SHA-256(salt ‖ value).
[[nodiscard]] Digest commitment(const Salt& salt, std::string_view value);

}  // namespace seethrough::proof
