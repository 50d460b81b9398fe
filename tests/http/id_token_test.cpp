#include "http/id_token.h"

#include <doctest/doctest.h>

#include "http/serving.h"
#include "http/tokens.h"

using namespace seethrough;
using namespace seethrough::http;

namespace {

constexpr std::int64_t now_s = 1'750'000'000;
constexpr Instant now{now_s * 1000};
constexpr ExpectedToken expected{"https://login.example", "city", "n-1"};

/// Good claims, with `more` after them: of two members with one name the last counts.
std::string claims(const std::string& more = "") {
  return R"({"iss":"https://login.example","aud":"city","sub":"s-1","nonce":"n-1","exp":)" +
         std::to_string(now_s + 300) + R"(,"iat":)" + std::to_string(now_s - 5) +
         R"(,"email":"resident@city.example","email_verified":true,"name":"示例居民")" + more + "}";
}

KeySet set_of(const std::string& text) {
  auto keys = KeySet::of(text);
  REQUIRE(keys);
  return std::move(*keys);
}

struct Keys {
  TokenKey rsa = rsa_key("r1"), ec = ec_key("e1");
  KeySet known = set_of(jwks(rsa, ec));

  auto check(const std::string& token) const { return check_id_token(token, known, expected, now); }
  /// The English sentence of the refusal of these claims, properly signed; empty if they are accepted.
  std::string refusal(const std::string& content) const {
    const auto result = check(signed_token(rsa, "RS256", "r1", content));
    return result ? "" : result.error().failure.en;
  }
};

}  // namespace

TEST_CASE("a good token of either algorithm says who signed in") {
  const Keys keys;
  for (const std::string& token : {signed_token(keys.rsa, "RS256", "r1", claims()), signed_token(keys.ec, "ES256", "e1", claims()),
                                   signed_token(keys.rsa, "RS256", "", claims())}) {
    const auto identity = keys.check(token);
    REQUIRE_MESSAGE(identity, (identity ? "" : identity.error().failure.en));
    CHECK(identity->issuer == "https://login.example");
    CHECK(identity->subject == "s-1");
    CHECK(identity->email == "resident@city.example");
    CHECK(identity->email_verified);
    CHECK(identity->name == "示例居民");
  }
  CHECK(keys.refusal(claims(R"(,"aud":["city"])")) == "");
  CHECK(keys.refusal(claims(R"(,"aud":["other","city"],"azp":"city")")) == "");
  CHECK(keys.refusal(claims(R"(,"exp":)" + std::to_string(now_s - 59))) == "");
  CHECK(keys.refusal(claims(R"(,"iat":)" + std::to_string(now_s + 60))) == "");
  const auto bare = keys.check(signed_token(keys.rsa, "RS256", "r1", claims(R"(,"email":1,"email_verified":"true","name":null)")));
  REQUIRE(bare);
  CHECK(bare->email == "");
  CHECK_FALSE(bare->email_verified);
}

TEST_CASE("a token of or for somebody else, of another sign-in or another time is refused") {
  const Keys keys;
  const std::pair<std::string, const char*> hostile[] = {
      {R"(,"iss":"https://login.example/")", "(iss)"},
      {R"(,"iss":null)", "(iss)"},
      {R"(,"aud":"other")", "(aud)"},
      {R"(,"aud":[])", "(aud)"},
      {R"(,"aud":["other"])", "(aud)"},
      {R"(,"aud":{"city":1})", "(aud)"},
      {R"(,"aud":["city","other"])", "(azp)"},
      {R"(,"azp":"other")", "(azp)"},
      {R"(,"azp":1)", "(azp)"},
      {R"(,"nonce":"n-2")", "(nonce)"},
      {R"(,"nonce":"")", "(nonce)"},
      {R"(,"nonce":null)", "(nonce)"},
      {R"(,"exp":)" + std::to_string(now_s - 60), "(exp)"},
      {R"(,"exp":null)", "(exp, iat)"},
      {R"(,"exp":"9999999999")", "(exp, iat)"},
      {R"(,"iat":)" + std::to_string(now_s + 61), "(iat)"},
      {R"(,"iat":null)", "(exp, iat)"},
      {R"(,"nbf":)" + std::to_string(now_s + 61), "(nbf)"},
      {R"(,"nbf":"soon")", "(nbf)"},
      {R"(,"sub":"")", "(sub)"},
      {R"(,"sub":7)", "(sub)"},
      {R"(,"sub":")" + std::string(256, 's') + "\"", "(sub)"},
  };
  for (const auto& [more, why] : hostile) {
    CAPTURE(more);
    CHECK(has(keys.refusal(claims(more)), why));
  }
  CHECK(has(keys.refusal("[]"), "not a JSON object"));
  CHECK(has(keys.refusal("{}"), "(iss)"));
  const ExpectedToken without_nonce{"https://login.example", "city", ""};
  CHECK_FALSE(check_id_token(signed_token(keys.rsa, "RS256", "r1", claims(R"(,"nonce":"")")), keys.known,
                             without_nonce, now));
}

TEST_CASE("a token without a signature, with a keyed hash or with another key is refused") {
  const Keys keys;
  const auto refusal = [&](const std::string& token) {
    const auto result = keys.check(token);
    REQUIRE_FALSE(result);
    CHECK(result.error().failure.kind == FailureKind::corrupt);
    return result.error();
  };
  for (const char* none : {R"({"alg":"none"})", R"({"alg":"none","kid":"r1"})", R"({"alg":"None"})", R"({"alg":""})",
                           R"({"kid":"r1"})", R"({"alg":["RS256"]})"}) {
    CAPTURE(none);
    refusal(unsigned_token(none, claims()));
    refusal(unsigned_token(none, claims(), "AAAA"));
  }
  // The public key as the secret of a keyed hash: the classic confusion of algorithms.
  const std::string public_key = jwk(keys.rsa);
  CHECK(has(refusal(signed_token(shared_key(public_key, "r1"), "HS256", "r1", claims())).failure.en, "RS256 or ES256"));
  CHECK(has(refusal(signed_token(keys.rsa, "PS256", "r1", claims())).failure.en, "RS256 or ES256"));
  CHECK(has(refusal(signed_token(keys.rsa, "RS512", "r1", claims())).failure.en, "RS256 or ES256"));
  const TokenRefusal forged = refusal(signed_token(rsa_key("r1"), "RS256", "r1", claims()));
  CHECK(has(forged.failure.en, "signature is wrong"));
  CHECK_FALSE(forged.unknown_key);
  CHECK(refusal(signed_token(rsa_key("r2"), "RS256", "r2", claims())).unknown_key);
  CHECK(refusal(signed_token(keys.ec, "ES256", "r1", claims())).unknown_key);  // an id of the other kind of key
  CHECK(refusal(signed_token(rsa_key("r2"), "RS256", "", claims())).unknown_key);
  CHECK(has(refusal(signed_token(keys.rsa, "RS256", "r1", claims(), true)).failure.en, "(crit)"));
}

TEST_CASE("a token that was changed at any place is refused") {
  const Keys keys;
  const std::string good = signed_token(keys.ec, "ES256", "e1", claims());
  REQUIRE(keys.check(good));
  for (std::size_t at = 0; at < good.size() - 1; at += 3) {  // the last character holds bits that do not count
    std::string changed = good;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    CAPTURE(at);
    CHECK_FALSE(keys.check(changed));
  }
  for (const std::string& broken : {std::string(), std::string("."), std::string(".."), std::string("a.b.c"), good + ".x",
                                    good.substr(0, good.rfind('.')), good.substr(0, good.rfind('.') + 1),
                                    std::string(70'000, 'a')})
    CHECK_FALSE(keys.check(broken));
  const std::string stolen = good.substr(good.rfind('.'));
  const std::string other = signed_token(keys.ec, "ES256", "e1", claims(R"(,"sub":"s-2")"));
  CHECK_FALSE(keys.check(other.substr(0, other.rfind('.')) + stolen));
}

TEST_CASE("a key set holds only keys that are strong, public-key and for signatures") {
  CHECK(set_of(jwks(rsa_key("a"), ec_key("b"))).size() == 2);
  CHECK(set_of(jwks(rsa_key("a", 1024))).size() == 0);
  CHECK(set_of(jwks(ec_key("a", CJOSE_JWK_EC_P_384))).size() == 0);
  CHECK(set_of(R"({"keys":[{"kty":"oct","k":"AAAA","kid":"r1"},{"kty":"strange"},7,{}]})").size() == 0);
  const auto with = [](const char* member) {
    std::string key = jwk(ec_key("a"));
    return set_of("{\"keys\":[" + key.insert(1, std::string(member) + ",") + "]}").size();
  };
  CHECK(with(R"("use":"sig")") == 1);
  CHECK(with(R"("use":"enc")") == 0);
  CHECK(with(R"("alg":"ES256")") == 1);
  CHECK(with(R"("alg":"ES384")") == 0);
  std::string many;
  for (int i = 0; i < 65; ++i) many += i == 0 ? "{}" : ",{}";
  for (const std::string& wrong : {std::string(), std::string("[]"), std::string("{}"), std::string(R"({"keys":{}})"),
                                   "{\"keys\":[" + many + "]}"})
    CHECK(KeySet::of(wrong).error().kind == FailureKind::corrupt);
}
