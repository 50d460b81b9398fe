#pragma once
// ID token (身份令牌): what an OpenID provider says about who signed in, as a signed JSON Web Token (OpenID Connect Core,
// sections 2 and 3.1.3.7; RFC 7515, 7517). Pure: keys and time come in from outside. Signatures: RS256 with a key of at
// least 2048 bits, and ES256; no others, so that "none" and keyed hashes can't pass.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "calendar/instant.h"

struct _cjose_jwk_int;

namespace seethrough::http {

/// The person who signed in; `issuer` and `subject` together name one for good, all else may change.
struct Identity {
  std::string issuer, subject;
  std::string email, name;      ///< empty if the provider does not tell them
  bool email_verified = false;  ///< whether the provider has made sure that the address is this person's
};

/// The public keys a provider signs with (JWKS). Keys of other kinds and for other uses are passed over.
class KeySet {
 public:
  /// Fails if it is no JWKS or holds more than 64 keys; one without a usable key is empty.
  static Result<KeySet, Failure> of(std::string_view jwks);
  std::size_t size() const { return keys_.size(); }

 private:
  friend class TokenCheck;
  struct Release {
    void operator()(_cjose_jwk_int* key) const;
  };
  struct Key {
    std::string id, algorithm;  ///< the algorithm follows from the kind of key
    std::unique_ptr<_cjose_jwk_int, Release> key;
  };
  std::vector<Key> keys_;
};

/// What a token must say.
struct ExpectedToken {
  std::string_view issuer, client_id, nonce;
};

struct TokenRefusal {
  Failure failure;
  bool unknown_key = false;  ///< signed with a key that is not in the set: a newer set may have it
};

/// Checks the signature, then iss, aud, azp, exp, iat, nbf (with 60 s for clocks that differ) and nonce.
Result<Identity, TokenRefusal> check_id_token(std::string_view token, const KeySet& keys, const ExpectedToken& expected,
                                              Instant now);

}  // namespace seethrough::http
