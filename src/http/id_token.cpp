#include "http/id_token.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cjose/cjose.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "http/json_members.h"
#include "http/secret.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

constexpr std::size_t most_keys = 64;
constexpr std::size_t token_bytes = std::size_t{64} << 10;
constexpr std::size_t rsa_bits = 2048;
constexpr double leeway_s = 60;

std::optional<double> number_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  return value->to_number<double>();
}

Failure refused(std::string zh, std::string en) {
  return {FailureKind::corrupt, "登录服务签发的身份令牌没有通过检查：" + std::move(zh) + "。请重新登录；若仍然如此，请告知管理员。",
          "The identity token was not accepted: " + std::move(en) + ". Sign in again; if it happens again, tell the "
          "administrator."};
}

/// The algorithm a key of this kind is good for here; empty if none.
std::string algorithm_of(const cjose_jwk_t* key) {
  cjose_err error{};
  const cjose_jwk_kty_t kind = cjose_jwk_get_kty(key, &error);
  if (kind == CJOSE_JWK_KTY_RSA && cjose_jwk_get_keysize(key, &error) >= rsa_bits) return "RS256";
  if (kind == CJOSE_JWK_KTY_EC && cjose_jwk_EC_get_curve(key, &error) == CJOSE_JWK_EC_P_256) return "ES256";
  return {};
}

struct ReleaseToken {
  void operator()(cjose_jws_t* token) const { cjose_jws_release(token); }
};
using Token = std::unique_ptr<cjose_jws_t, ReleaseToken>;

Token import(std::string_view text) {
  cjose_err error{};
  return Token(cjose_jws_import(text.data(), text.size(), &error));
}

std::string header_text(cjose_header_t* header, const char* name) {
  cjose_err error{};
  const char* const value = cjose_header_get(header, name, &error);
  return value == nullptr ? std::string() : value;
}

bool has_header(cjose_header_t* header, const char* name) {
  cjose_err error{};
  char* const value = cjose_header_get_raw(header, name, &error);
  std::free(value);
  return value != nullptr;
}

/// Whether "aud" is the client, or a list that holds it.
bool is_for(const json::object& claims, std::string_view client_id) {
  const json::value* audience = claims.if_contains("aud");
  if (audience == nullptr) return false;
  const auto same = [&](const json::value& one) {
    return one.is_string() && std::string_view(one.get_string().data(), one.get_string().size()) == client_id;
  };
  if (!audience->is_array()) return same(*audience);
  const json::array& list = audience->get_array();
  return std::any_of(list.begin(), list.end(), same);
}

std::optional<Failure> check_party(const json::object& claims, const ExpectedToken& expected) {
  if (text_member(claims, "iss") != expected.issuer)
    return refused("签发者（iss）不是所设置的登录服务", "its issuer (iss) is not the provider that was set up");
  if (!is_for(claims, expected.client_id))
    return refused("它不是签发给本系统的（aud）", "it was issued for another system (aud)");
  const json::array* audience = claims.at("aud").if_array();
  const auto party = text_member(claims, "azp");
  const bool needed = claims.contains("azp") || (audience != nullptr && audience->size() > 1);
  if (needed && party != expected.client_id)
    return refused("它的申请方（azp）不是本系统", "another system asked for it (azp)");
  if (!same_secret(text_member(claims, "nonce").value_or(""), expected.nonce) || expected.nonce.empty())
    return refused("它不属于这次登录（nonce）", "it does not belong to this sign-in (nonce)");
  return std::nullopt;
}

std::optional<Failure> check_times(const json::object& claims, Instant now) {
  const double now_s = static_cast<double>(now.ms) / 1000;
  const auto expires = number_of(claims, "exp"), issued = number_of(claims, "iat");
  if (!expires || !issued) return refused("缺少时间（exp、iat）", "it states no times (exp, iat)");
  if (!(*expires + leeway_s > now_s)) return refused("它已过期（exp）", "it has expired (exp)");
  if (!(*issued - leeway_s <= now_s))
    return refused("签发时间（iat）在将来，请核对本机时间", "it was issued in the future (iat); check this machine's clock");
  if (claims.contains("nbf") && !(number_of(claims, "nbf").value_or(1e18) - leeway_s <= now_s))
    return refused("它尚未生效（nbf）", "it is not valid yet (nbf)");
  return std::nullopt;
}

}  // namespace

void KeySet::Release::operator()(_cjose_jwk_int* key) const { cjose_jwk_release(key); }

Result<KeySet, Failure> KeySet::of(std::string_view jwks) {
  const auto whole = parse_object(jwks);
  const json::value* list = whole ? whole->if_contains("keys") : nullptr;
  if (list == nullptr || !list->is_array() || list->get_array().size() > most_keys)
    return Unexpected{Failure{FailureKind::corrupt,
                              "登录服务的公钥清单（JWKS）无法使用：应含“keys”数组，且不超过 64 把密钥。请告知登录服务的管理员。",
                              "The provider's key set (JWKS) can't be used: an array \"keys\" of at most 64 keys is "
                              "expected. Tell the provider's administrator."}};
  KeySet set;
  for (const json::value& one : list->get_array()) {
    if (!one.is_object() || text_member(one.get_object(), "use").value_or("sig") != "sig") continue;
    const std::string text = json::serialize(one);
    cjose_err error{};
    Key key;
    key.key.reset(cjose_jwk_import(text.data(), text.size(), &error));
    if (!key.key) continue;
    key.algorithm = algorithm_of(key.key.get());
    if (key.algorithm.empty() || text_member(one.get_object(), "alg").value_or(key.algorithm) != key.algorithm) continue;
    key.id = text_member(one.get_object(), "kid").value_or("");
    set.keys_.push_back(std::move(key));
  }
  return set;
}

/// The signature's part; a class only because it is let into the key set.
class TokenCheck {
 public:
  /// The claims, if one of the keys made the signature.
  static Result<json::object, TokenRefusal> signed_claims(std::string_view text, const KeySet& keys) {
    const Token token = text.size() > token_bytes ? nullptr : import(text);
    if (!token)
      return Unexpected{TokenRefusal{refused("它不是签名的令牌（JWS）", "it is not a signed token (JWS)")}};
    cjose_header_t* const header = cjose_jws_get_protected(token.get());
    const std::string algorithm = header_text(header, CJOSE_HDR_ALG), id = header_text(header, CJOSE_HDR_KID);
    if (algorithm != "RS256" && algorithm != "ES256")
      return Unexpected{TokenRefusal{refused("签名算法应为 RS256 或 ES256", "RS256 or ES256 is expected as its algorithm")}};
    if (has_header(header, "crit"))
      return Unexpected{TokenRefusal{refused("它要求不认识的扩展（crit）", "it demands an extension that is unknown (crit)")}};
    bool known = false;
    for (const KeySet::Key& key : keys.keys_) {
      if (key.algorithm != algorithm || (!id.empty() && key.id != id)) continue;
      known = true;
      // A token takes no second attempt: a failed one leaves it half checked.
      const Token fresh = import(text);
      cjose_err error{};
      if (!fresh || !cjose_jws_verify(fresh.get(), key.key.get(), &error)) continue;
      return claims_of(fresh.get());
    }
    return Unexpected{TokenRefusal{known ? refused("签名不符", "its signature is wrong")
                                         : refused("签名所用的密钥不在登录服务的公钥清单里",
                                                   "it is signed with a key that the provider does not list"),
                                   !known || id.empty()}};
  }

 private:
  static Result<json::object, TokenRefusal> claims_of(const cjose_jws_t* token) {
    std::uint8_t* octets = nullptr;
    std::size_t size = 0;
    cjose_err error{};
    std::optional<json::object> claims;
    if (cjose_jws_get_plaintext(token, &octets, &size, &error))
      claims = parse_object({reinterpret_cast<const char*>(octets), size});
    if (!claims) return Unexpected{TokenRefusal{refused("内容不是 JSON 对象", "its content is not a JSON object")}};
    return std::move(*claims);
  }
};

Result<Identity, TokenRefusal> check_id_token(std::string_view token, const KeySet& keys, const ExpectedToken& expected,
                                              Instant now) {
  const auto claims = TokenCheck::signed_claims(token, keys);
  if (!claims) return Unexpected{claims.error()};
  if (auto failure = check_party(*claims, expected)) return Unexpected{TokenRefusal{std::move(*failure)}};
  if (auto failure = check_times(*claims, now)) return Unexpected{TokenRefusal{std::move(*failure)}};
  Identity identity;
  identity.issuer = std::string(expected.issuer);
  identity.subject = text_member(*claims, "sub").value_or("");
  if (identity.subject.empty() || identity.subject.size() > 255)  // OpenID Connect Core, section 2
    return Unexpected{TokenRefusal{refused("没有说明是谁（sub）", "it does not say who it is about (sub)")}};
  identity.email = text_member(*claims, "email").value_or("");
  identity.name = text_member(*claims, "name").value_or("");
  identity.email_verified = true_member(*claims, "email_verified");
  return identity;
}

}  // namespace seethrough::http
