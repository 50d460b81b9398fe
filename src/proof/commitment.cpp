#include "proof/commitment.h"

#include "proof/hash.h"

namespace seethrough::proof {

Digest commitment(const Salt& salt, std::string_view value) {
  Hasher hasher;
  return hasher.sha256({reinterpret_cast<const char*>(salt.bytes.data()), Salt::size}, value);
}

}  // namespace seethrough::proof
