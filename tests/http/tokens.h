#pragma once
// Keys and signed tokens as an OpenID provider makes them, good and hostile.

#include <cjose/cjose.h>
#include <doctest/doctest.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "http/secret.h"

namespace seethrough::http {

struct ReleaseKey {
  void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
};
using TokenKey = std::unique_ptr<cjose_jwk_t, ReleaseKey>;

inline TokenKey named(cjose_jwk_t* key, const std::string& id) {
  cjose_err error{};
  REQUIRE(key != nullptr);
  REQUIRE(cjose_jwk_set_kid(key, id.data(), id.size(), &error));
  return TokenKey(key);
}
inline TokenKey rsa_key(const std::string& id, std::size_t bits = 2048) {
  cjose_err error{};
  const std::uint8_t exponent[] = {1, 0, 1};
  return named(cjose_jwk_create_RSA_random(bits, exponent, sizeof exponent, &error), id);
}
inline TokenKey ec_key(const std::string& id, cjose_jwk_ec_curve curve = CJOSE_JWK_EC_P_256) {
  cjose_err error{};
  return named(cjose_jwk_create_EC_random(curve, &error), id);
}
inline TokenKey shared_key(const std::string& octets, const std::string& id) {
  cjose_err error{};
  return named(
      cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size(), &error), id);
}

inline std::string jwk(const TokenKey& key) {
  cjose_err error{};
  char* const text = cjose_jwk_to_json(key.get(), false, &error);
  REQUIRE(text != nullptr);
  std::string out = text;
  std::free(text);
  return out;
}
template <class... Keys>
std::string jwks(const Keys&... keys) {
  std::string list;
  ((list += (list.empty() ? "" : ",") + jwk(keys)), ...);
  return "{\"keys\":[" + list + "]}";
}

/// Signed with `key`; its header says `algorithm` and, unless empty, `id`.
inline std::string signed_token(const TokenKey& key, const char* algorithm, const std::string& id,
                                const std::string& claims, bool critical = false) {
  cjose_err error{};
  cjose_header_t* const header = cjose_header_new(&error);
  cjose_header_set(header, CJOSE_HDR_ALG, algorithm, &error);
  if (!id.empty()) cjose_header_set(header, CJOSE_HDR_KID, id.c_str(), &error);
  if (critical) cjose_header_set_raw(header, "crit", "[\"exp\"]", &error);
  cjose_jws_t* const token = cjose_jws_sign(key.get(), header, reinterpret_cast<const std::uint8_t*>(claims.data()),
                                            claims.size(), &error);
  REQUIRE(token != nullptr);
  const char* text = nullptr;
  REQUIRE(cjose_jws_export(token, &text, &error));
  std::string out = text;
  cjose_jws_release(token);
  cjose_header_release(header);
  return out;
}

/// As if it were signed: header and claims with that text for a signature.
inline std::string unsigned_token(const std::string& header, const std::string& claims,
                                  const std::string& signature = "") {
  return base64url(header) + "." + base64url(claims) + "." + signature;
}

}  // namespace seethrough::http
