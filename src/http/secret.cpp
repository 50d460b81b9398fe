#include "http/secret.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>

#include "base/check.h"
#include "proof/encoding.h"

namespace seethrough::http {

std::string base64url(std::string_view octets) {
  std::string text = proof::to_base64(octets);
  text.erase(std::min(text.find('='), text.size()));
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return text;
}

std::string new_secret() {
  unsigned char octets[32];
  INVARIANT(RAND_bytes(octets, sizeof octets) == 1, "the system gave no random octets");
  return base64url({reinterpret_cast<const char*>(octets), sizeof octets});
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace seethrough::http
