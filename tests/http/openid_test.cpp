#include "http/openid.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <atomic>
#include <csignal>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <thread>

#include "http/certificates.h"
#include "http/client.h"
#include "http/openid.h"
#include "http/serving.h"
#include "http/tokens.h"
#include "proof/hash.h"

using namespace seethrough;
using namespace seethrough::http;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t now_s = 1'750'000'000;
constexpr Instant now{now_s * 1000};
constexpr const char* redirect_uri = "http://127.0.0.1:9/sign-in/back";

Instant after(std::int64_t seconds) { return {now.ms + seconds * 1000}; }

/// The query of an address, decoded.
Pairs query_of(const std::string& url) { return parse_target("/" + url.substr(url.find('?')))->query; }
std::string value_of(const Pairs& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs)
    if (key == name) return value;
  return "";
}

std::unique_ptr<OpenIdProvider> provider(OpenIdSettings settings) {
  auto made = OpenIdProvider::of(std::move(settings));
  REQUIRE(made);
  return std::move(*made);
}

/// A provider that the test plays itself, so that it can lie.
struct Played {
  TokenKey key = rsa_key("r1"), signing = rsa_key("r1");
  std::mutex mutex;
  std::string issuer, nonce, challenge, listed, metadata, last_authorization;
  std::string more;  ///< further claims
  bool down = false;
  int asked_metadata = 0, asked_keys = 0, asked_token = 0;
  std::unique_ptr<Server> server;

  Played() {
    server = serve([this](const Request& r) { return answer(r); });
    issuer = server->url();
    listed = jwks(key);
    signing = TokenKey(cjose_jwk_retain(key.get(), nullptr));
    metadata = R"({"issuer":")" + issuer + R"(","authorization_endpoint":")" + issuer +
               R"(/authorize?kind=1","token_endpoint":")" + issuer + R"(/token","jwks_uri":")" + issuer + R"(/keys"})";
  }
  Response answer(const Request& r) {
    const std::lock_guard lock(mutex);
    if (r.path == "/.well-known/openid-configuration") return ++asked_metadata, down ? text("", 503) : json(metadata);
    if (r.path == "/keys") return ++asked_keys, json(listed);
    if (r.path != "/token" || r.method != "POST") return text("", 404);
    ++asked_token;
    const auto fields = parse_urlencoded(r.body);
    last_authorization = std::string(r.header("Authorization").value_or(""));
    const Digest verified = proof::sha256(value_of(*fields, "code_verifier"));
    if (value_of(*fields, "code") != "c-1" || value_of(*fields, "redirect_uri") != redirect_uri ||
        value_of(*fields, "grant_type") != "authorization_code" ||
        base64url(proof::octets_of(verified)) != challenge)
      return json(R"({"error":"invalid_grant"})", 400);
    const std::string claims = R"({"iss":")" + issuer + R"(","aud":"city","sub":"s-1","nonce":")" + nonce +
                               R"(","exp":)" + std::to_string(now_s + 700) + R"(,"iat":)" + std::to_string(now_s) +
                               more + "}";
    const char* const id = cjose_jwk_get_kid(signing.get(), nullptr);
    return json(R"({"token_type":"Bearer","id_token":")" + signed_token(signing, "RS256", id, claims) + "\"}");
  }
  OpenIdSettings settings() const {
    OpenIdSettings chosen{"test", "测试登录", issuer, "city", "s:/+ %", redirect_uri, ""};
    return chosen;
  }
  /// What the provider learns when the browser arrives there; the query to come back with.
  Pairs visit(const OpenIdProvider::Start& start) {
    const std::lock_guard lock(mutex);
    const Pairs asked = query_of(start.location);
    nonce = value_of(asked, "nonce");
    challenge = value_of(asked, "code_challenge");
    return {{"code", "c-1"}, {"state", value_of(asked, "state")}};
  }
};

}  // namespace

TEST_CASE("a sign-in begins at the provider and ends with who it is") {
  Played played;
  const auto openid = provider(played.settings());
  const auto start = openid->begin(now);
  REQUIRE_MESSAGE(start, (start ? "" : start.error().en));
  CHECK(start->location.starts_with(played.issuer + "/authorize?kind=1&response_type=code&client_id=city&"));
  const Pairs asked = query_of(start->location);
  CHECK(value_of(asked, "redirect_uri") == redirect_uri);
  CHECK(value_of(asked, "scope") == "openid email profile");
  CHECK(value_of(asked, "code_challenge_method") == "S256");
  for (const char* name : {"state", "nonce", "code_challenge"}) CHECK(value_of(asked, name).size() == 43);
  CHECK(start->binding.size() == 43);
  CHECK_FALSE(has(start->location, start->binding));
  const Pairs back = played.visit(*start);
  const auto identity = openid->finish(back, start->binding, after(30));
  REQUIRE_MESSAGE(identity, (identity ? "" : identity.error().en));
  CHECK(identity->issuer == played.issuer);
  CHECK(identity->subject == "s-1");
  CHECK(played.last_authorization == "Basic Y2l0eTpzJTNBJTJGJTJCJTIwJTI1");  // city:s%3A%2F%2B%20%25
  CHECK(openid->pending() == 0);
  CHECK(played.asked_metadata == 1);
  CHECK(played.asked_keys == 1);
}

TEST_CASE("a state that is unknown, used, too old, repeated or of another browser is refused") {
  Played played;
  const auto openid = provider(played.settings());
  const auto start = openid->begin(now);
  REQUIRE(start);
  const Pairs back = played.visit(*start);
  const auto kind = [&](const Pairs& query, const std::string& binding, Instant at = now) {
    const auto result = openid->finish(query, binding, at);
    REQUIRE_FALSE(result);
    return result.error().kind;
  };
  CHECK(kind({{"code", "c-1"}}, start->binding) == FailureKind::not_found);
  CHECK(kind({{"code", "c-1"}, {"state", "invented"}}, start->binding) == FailureKind::not_found);
  CHECK(kind(back, "") == FailureKind::not_found);
  const auto others = openid->begin(now);
  REQUIRE(others);
  CHECK(kind(back, others->binding) == FailureKind::not_found);
  Pairs twice = back;
  twice.push_back(back.back());
  CHECK(kind(twice, start->binding) == FailureKind::not_found);
  CHECK(kind(back, start->binding, after(600)) == FailureKind::not_found);
  CHECK(played.asked_token == 0);
  CHECK(openid->finish(back, start->binding, after(599)));
  CHECK(kind(back, start->binding, after(599)) == FailureKind::not_found);
  CHECK(played.asked_token == 1);
}

TEST_CASE("a refusal, a missing code and a code of another sign-in end in a sentence") {
  Played played;
  const auto openid = provider(played.settings());
  const auto ends = [&](const std::function<void(Pairs&)>& change) {
    const auto start = openid->begin(now);
    REQUIRE(start);
    Pairs back = played.visit(*start);
    change(back);
    const auto result = openid->finish(back, start->binding, now);
    REQUIRE_FALSE(result);
    CHECK_FALSE(result.error().zh.empty());
    return result.error();
  };
  CHECK(has(ends([](Pairs& q) { q[0] = {"error", "access_denied"}; }).en, "access_denied"));
  CHECK_FALSE(has(ends([](Pairs& q) { q[0] = {"error", "<script>"}; }).en, "script"));
  CHECK(ends([](Pairs& q) { q[0] = {"kode", "c-1"}; }).kind == FailureKind::malformed);
  CHECK(has(ends([](Pairs& q) { q[0] = {"code", "c-2"}; }).en, "invalid_grant"));
  CHECK(has(ends([&](Pairs&) { played.challenge = "of another"; }).en, "invalid_grant"));
  CHECK(has(ends([](Pairs& q) { q.emplace_back("iss", "https://other.example"); }).en, "(iss)"));
  CHECK(has(ends([&](Pairs&) { played.nonce = "of another"; }).en, "(nonce)"));
  played.more = R"(,"aud":"other")";
  CHECK(ends([](Pairs&) {}).kind == FailureKind::corrupt);
}

TEST_CASE("a new key of the provider is fetched once, and one that is never listed is refused") {
  Played played;
  const auto openid = provider(played.settings());
  const auto sign_in = [&] {
    const auto start = openid->begin(now);
    REQUIRE(start);
    return openid->finish(played.visit(*start), start->binding, now).has_value();
  };
  CHECK(sign_in());
  CHECK(sign_in());
  CHECK(played.asked_keys == 1);
  played.signing = rsa_key("r2");
  CHECK_FALSE(sign_in());
  CHECK(played.asked_keys == 2);
  played.listed = jwks(played.key, played.signing);
  CHECK(sign_in());
  CHECK(played.asked_keys == 3);
  CHECK(sign_in());
  CHECK(played.asked_keys == 3);
}

TEST_CASE("a provider that is down, or calls itself something else, is reported and not asked at once again") {
  Played played;
  const auto openid = provider(played.settings());
  played.down = true;
  CHECK_FALSE(openid->begin(now));
  CHECK_FALSE(openid->begin(after(9)));
  CHECK(played.asked_metadata == 1);
  played.down = false;
  CHECK(openid->begin(after(10)));
  CHECK(openid->begin(after(20)));
  CHECK(played.asked_metadata == 2);
  CHECK(openid->begin(after(3610)));
  CHECK(played.asked_metadata == 3);
  OpenIdSettings settings = played.settings();
  settings.issuer += "/";
  CHECK(has(provider(settings)->begin(now).error().en, "another issuer"));
  settings.issuer = "http://127.0.0.1:1";
  CHECK(provider(settings)->begin(now).error().kind == FailureKind::unavailable);
  const std::string good = played.metadata;
  for (const char* wrong : {"http://login.example/x", "javascript:alert(1)", ""}) {
    played.metadata = good.substr(0, good.find(R"(,"jwks_uri")")) + R"(,"jwks_uri":")" + wrong + "\"}";
    CHECK(provider(played.settings())->begin(now).error().kind == FailureKind::corrupt);
  }
}

TEST_CASE("a provider that hangs takes few threads with it") {
  std::promise<void> opened;
  const std::shared_future<void> gate = opened.get_future().share();
  std::atomic<int> reached{0};
  ServerOptions options;
  options.threads = 8;
  const auto hanging = serve([&](const Request&) { return ++reached, gate.wait(), text("", 503); }, options);
  const auto openid =
      provider({"test", "测试登录", hanging->url(), "city", "", redirect_uri, ""});
  std::thread first([&] { CHECK_FALSE(openid->begin(now)); });
  while (reached == 0) std::this_thread::sleep_for(1ms);
  const auto second = openid->begin(now);
  REQUIRE_FALSE(second);
  CHECK(has(second.error().en, "too slowly"));
  CHECK(reached == 1);
  opened.set_value();
  first.join();
}

TEST_CASE("pending sign-ins are bounded and expire") {
  Played played;
  const auto openid = provider(played.settings());
  const auto first = openid->begin(now);
  REQUIRE(first);
  const Pairs back = played.visit(*first);
  for (int i = 0; i < 1000; ++i) REQUIRE(openid->begin(now));
  CHECK(openid->pending() == 1000);
  CHECK(openid->finish(back, first->binding, now).error().kind == FailureKind::not_found);
  REQUIRE(openid->begin(after(600)));
  CHECK(openid->pending() == 1);
}

TEST_CASE("settings that can't be meant are refused") {
  const OpenIdSettings good{"x", "X", "https://login.example", "city", "", "https://city.example/back", ""};
  CHECK(OpenIdProvider::of(good));
  const auto refused = [&](auto change, const char* field) {
    OpenIdSettings settings = good;
    change(settings);
    const auto none = OpenIdProvider::of(settings);
    REQUIRE_FALSE(none);
    CHECK(has(none.error().zh, field));
    CHECK(has(none.error().en, field));
  };
  for (const char* issuer : {"", "login.example", "http://login.example", "https://login.example?x=1", "https://a@b.example"})
    refused([&](OpenIdSettings& s) { s.issuer = issuer; }, "issuer");
  refused([](OpenIdSettings& s) { s.redirect_uri = "http://city.example/back"; }, "redirect_uri");
  refused([](OpenIdSettings& s) { s.client_id.clear(); }, "client_id");
  refused([](OpenIdSettings& s) { s.scope = "email"; }, "scope");
}

namespace {

/// tests/http/provider.mjs as a child process.
struct RealProvider {
  Pair pair;
  pid_t child = 0;
  int said = -1;  // what it writes; open as long as it runs, for it writes more than once
  std::string issuer;

  RealProvider() {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    std::string words[] = {"node", SOURCE_DIR "/tests/http/provider.mjs", pair.certificate_file, pair.key_file,
                           redirect_uri};
    char* arguments[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(), words[4].data(), nullptr};
    REQUIRE(::posix_spawnp(&child, "node", &actions, nullptr, arguments, environ) == 0);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    said = ends[0];
    for (char octet; ::read(said, &octet, 1) == 1 && octet != '\n';) issuer += octet;
    REQUIRE_MESSAGE(issuer.starts_with("https://127.0.0.1:"), "the provider did not start");
  }
  ~RealProvider() {
    ::kill(child, SIGTERM);
    ::waitpid(child, nullptr, 0);
    ::close(said);
  }
};

/// As much of a browser as a sign-in form needs: cookies, redirects within one site, posting a form.
class Browser {
 public:
  Browser(const std::string& site, const std::string& ca_file) : site_(site) {
    auto client = Client::of(site, {ca_file});
    REQUIRE(client);
    client_.emplace(std::move(*client));
  }
  /// Where a chain of redirects leaves the site; empty if it ends in a page, which `page` then is.
  std::string go(std::string target, std::string form = "") {
    for (int i = 0; i < 20; ++i) {
      if (target.starts_with(site_)) target.erase(0, site_.size());
      if (!target.starts_with('/')) return target;
      Pairs headers{{"Cookie", cookies()}};
      if (!form.empty()) headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
      const auto reply = client_->send(form.empty() ? "GET" : "POST", target, headers, form);
      REQUIRE_MESSAGE(reply, (reply ? "" : reply.error().en));
      for (const auto& [name, value] : reply->headers)
        if (equal_ignoring_case(name, "Set-Cookie")) keep(value);
      page = reply->body;
      if (reply->status < 300 || reply->status >= 400) return "";
      target = std::string(reply->header("Location").value_or(""));
      form.clear();
    }
    return "";
  }
  /// The action of the form on the page.
  std::string action() const {
    const std::size_t at = page.find("action=\"");
    REQUIRE(at != std::string::npos);
    return page.substr(at + 8, page.find('"', at + 8) - at - 8);
  }
  std::string page;

 private:
  void keep(const std::string& set) {
    const std::string pair = set.substr(0, set.find(';'));
    const std::size_t equals = pair.find('=');
    jar_[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  std::string cookies() const {
    std::string all;
    for (const auto& [name, value] : jar_)
      if (!value.empty()) all += (all.empty() ? "" : "; ") + name + "=" + value;
    return all;
  }
  std::string site_;
  std::optional<Client> client_;
  std::map<std::string, std::string> jar_;
};

Instant clock_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace

TEST_CASE("a person signs in with a real provider over https, with a secret or without, RSA or elliptic curve") {
  const RealProvider real;
  const std::pair<const char*, const char*> clients[] = {
      {"city", "a secret: with/odd+signs"}, {"city-ec", "another secret"}, {"city-public", ""}};
  for (const auto& [id, secret] : clients) {
    CAPTURE(id);
    const auto openid =
        provider({"real", "统一认证", real.issuer, id, secret, redirect_uri, real.pair.certificate_file});
    const auto start = openid->begin(clock_now());
    REQUIRE_MESSAGE(start, (start ? "" : start.error().en));
    Browser browser(real.issuer, real.pair.certificate_file);
    CHECK(browser.go(start->location) == "");
    REQUIRE(has(browser.page, "name=\"password\""));
    CHECK(browser.go(browser.action(), "prompt=login&login=resident&password=of+no+account") == "");
    REQUIRE(has(browser.page, "value=\"consent\""));
    const std::string back = browser.go(browser.action(), "prompt=consent");
    REQUIRE(back.starts_with(std::string(redirect_uri) + "?code="));
    const auto identity = openid->finish(query_of(back), start->binding, clock_now());
    REQUIRE_MESSAGE(identity, (identity ? "" : identity.error().en));
    CHECK(identity->issuer == real.issuer);
    CHECK(identity->subject == "resident");
    CHECK(identity->name == "示例居民");
    CHECK(identity->email == "resident@city.example");
    CHECK(identity->email_verified);
    CHECK(openid->finish(query_of(back), start->binding, clock_now()).error().kind == FailureKind::not_found);
  }
}

TEST_CASE("a real provider refuses a wrong secret, and a person who breaks off is told so") {
  const RealProvider real;
  const auto openid =
      provider({"real", "统一认证", real.issuer, "city", "wrong", redirect_uri, real.pair.certificate_file});
  const auto walk = [&](const OpenIdProvider::Start& start, bool breaks_off) {
    Browser browser(real.issuer, real.pair.certificate_file);
    browser.go(start.location);
    if (breaks_off) return browser.go(browser.action().append("/abort"));
    browser.go(browser.action(), "prompt=login&login=resident&password=x");
    return browser.go(browser.action(), "prompt=consent");
  };
  const auto start = openid->begin(clock_now());
  REQUIRE(start);
  const auto wrong = openid->finish(query_of(walk(*start, false)), start->binding, clock_now());
  REQUIRE_FALSE(wrong);
  CHECK(has(wrong.error().en, "invalid_client"));
  const auto again = openid->begin(clock_now());
  REQUIRE(again);
  const auto broken = openid->finish(query_of(walk(*again, true)), again->binding, clock_now());
  REQUIRE_FALSE(broken);
  CHECK(broken.error().kind == FailureKind::conflict);
  CHECK(has(broken.error().en, "access_denied"));
}

TEST_CASE("a provider whose certificate is not trusted is not spoken to") {
  const RealProvider real;
  const auto openid = provider({"real", "统一认证", real.issuer, "city", "x", redirect_uri, ""});
  const auto none = openid->begin(clock_now());
  REQUIRE_FALSE(none);
  CHECK(none.error().kind == FailureKind::unavailable);
  CHECK(has(none.error().zh, "证书"));
}
