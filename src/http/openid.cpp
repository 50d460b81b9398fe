#include "http/openid.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <chrono>

#include "http/client.h"
#include "http/json_members.h"
#include "http/secret.h"
#include "pages/html.h"
#include "proof/encoding.h"
#include "proof/hash.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

constexpr std::size_t most_pending = 1000;
constexpr std::int64_t pending_ms = 10 * 60 * 1000;
constexpr std::int64_t fresh_ms = 60 * 60 * 1000;  // metadata and keys
constexpr std::int64_t pause_ms = 10 * 1000;       // after a failure
constexpr std::chrono::seconds patience{10};
constexpr std::chrono::seconds patience_in_line{1};
constexpr std::size_t answer_bytes = std::size_t{1} << 20;

/// https, or http that does not leave the machine.
bool is_safe(std::string_view url) {
  const auto parsed = boost::urls::parse_uri(boost::urls::string_view(url.data(), url.size()));
  if (!parsed || parsed->host().empty() || parsed->has_userinfo() || parsed->has_fragment()) return false;
  const std::string host(parsed->encoded_host());
  const bool local = host == "127.0.0.1" || host == "localhost" || host == "[::1]";
  return parsed->scheme() == "https" || (parsed->scheme() == "http" && local);
}

/// The value, if the name occurs once: repeating one is an error (RFC 6749, section 3.1).
std::optional<std::string> only(const Pairs& query, std::string_view name) {
  std::optional<std::string> found;
  for (const auto& [key, value] : query) {
    if (key != name) continue;
    if (found) return std::nullopt;
    found = value;
  }
  return found;
}

std::string form(const Pairs& fields) {
  std::string out;
  for (const auto& [name, value] : fields)
    out.append(out.empty() ? "" : "&").append(name).append("=").append(pages::query_value(value));
  return out;
}

std::string text_of(const json::object& object, std::string_view name) {
  return text_member(object, name).value_or(std::string());
}

/// An error code of RFC 6749 for a sentence; it comes from outside, so only what such codes are made of is repeated.
std::string error_code_of(std::string_view text) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), fits) ? std::string(text) : "error";
}

Failure bad_setting(const char* field, const std::string& value, const char* zh, const char* en) {
  return {FailureKind::malformed, std::string("统一登录的设置 ") + field + "（“" + value + "”）有误：" + zh + "。",
          std::string("The OpenID setting ") + field + " (\"" + value + "\") is wrong: " + en + "."};
}

}  // namespace

struct OpenIdProvider::Metadata {
  std::string authorization_endpoint, token_endpoint, jwks_uri;
  bool states_issuer = false;  // RFC 9207: its answers name it, so that one can't be taken for another's
};

OpenIdProvider::OpenIdProvider(OpenIdSettings settings) : settings_(std::move(settings)) {}
OpenIdProvider::~OpenIdProvider() = default;

Result<std::unique_ptr<OpenIdProvider>, Failure> OpenIdProvider::of(OpenIdSettings settings) {
  constexpr const char* address_zh = "应为 https:// 开头的网址（本机可用 http://）";
  constexpr const char* address_en = "an address that begins with https:// is expected (http:// on this machine only)";
  if (!is_safe(settings.issuer) || settings.issuer.find('?') != std::string::npos)
    return Unexpected{bad_setting("issuer", settings.issuer, address_zh, address_en)};
  if (!is_safe(settings.redirect_uri))
    return Unexpected{bad_setting("redirect_uri", settings.redirect_uri, address_zh, address_en)};
  if (settings.client_id.empty())
    return Unexpected{bad_setting("client_id", "", "应填写登录服务分配给本系统的编号",
                                  "the identifier that the provider gave this system is expected")};
  if ((" " + settings.scope + " ").find(" openid ") == std::string::npos)
    return Unexpected{bad_setting("scope", settings.scope, "必须含 openid", "it must contain openid")};
  return std::unique_ptr<OpenIdProvider>(new OpenIdProvider(std::move(settings)));
}

std::size_t OpenIdProvider::pending() const {
  const std::lock_guard lock(mutex_);
  return pending_.size();
}

Failure OpenIdProvider::unusable(std::string_view zh, std::string_view en) const {
  return {FailureKind::corrupt, settings_.name + " 的答复无法使用：" + std::string(zh) + "。请告知管理员。",
          "What " + settings_.name + " answered can't be used: " + std::string(en) + ". Tell the administrator."};
}

Failure OpenIdProvider::unreachable(const Failure& why) const {
  return {FailureKind::unavailable, "暂时无法用 " + settings_.name + " 登录。" + why.zh,
          "Signing in with " + settings_.name + " does not work at present. " + why.en};
}

Failure OpenIdProvider::busy() const {
  return {FailureKind::unavailable, settings_.name + " 目前应答太慢，请稍后再登录。",
          settings_.name + " answers too slowly at present; sign in a little later."};
}

Result<std::shared_ptr<const OpenIdProvider::Metadata>, Failure> OpenIdProvider::metadata(Instant now) {
  const std::unique_lock lock(asking_, patience_in_line);
  if (!lock) return Unexpected{busy()};
  if (metadata_ && now.ms - metadata_at_.ms < fresh_ms) return metadata_;
  if (failed_ && now.ms - failed_at_.ms < pause_ms) return Unexpected{*failed_};
  const auto fail = [&](Failure failure) {
    failed_ = failure;
    failed_at_ = now;
    return Unexpected{std::move(failure)};
  };
  std::string url = settings_.issuer;
  if (url.back() == '/') url.pop_back();
  const auto reply = fetch("GET", url + "/.well-known/openid-configuration", {{"Accept", "application/json"}}, {},
                           patience, {settings_.ca_file, answer_bytes});
  if (!reply) return fail(unreachable(reply.error()));
  const auto object = reply->status == 200 ? parse_object(reply->body) : std::nullopt;
  if (!object)
    return fail(unusable("找不到它的说明（openid-configuration）", "its configuration (openid-configuration) is not there"));
  if (text_of(*object, "issuer") != settings_.issuer)
    return fail(unusable("它自称的 issuer 与设置不一致", "it calls itself by another issuer than the one set up"));
  auto found = std::make_shared<Metadata>();
  found->authorization_endpoint = text_of(*object, "authorization_endpoint");
  found->token_endpoint = text_of(*object, "token_endpoint");
  found->jwks_uri = text_of(*object, "jwks_uri");
  found->states_issuer = true_member(*object, "authorization_response_iss_parameter_supported");
  for (const std::string& endpoint : {found->authorization_endpoint, found->token_endpoint, found->jwks_uri})
    if (!is_safe(endpoint)) return fail(unusable("它的说明里缺少 https 网址", "its configuration lacks an https address"));
  metadata_ = std::move(found);
  metadata_at_ = now;
  failed_.reset();
  return metadata_;
}

Result<std::shared_ptr<const KeySet>, Failure> OpenIdProvider::keys(const Metadata& from, Instant now, bool again) {
  const std::unique_lock lock(asking_, patience_in_line);
  if (!lock) return Unexpected{busy()};
  if (keys_ && !again && now.ms - keys_at_.ms < fresh_ms) return keys_;
  const auto reply = fetch("GET", from.jwks_uri, {{"Accept", "application/json"}}, {}, patience,
                           {settings_.ca_file, answer_bytes});
  if (!reply) return Unexpected{unreachable(reply.error())};
  if (reply->status != 200) return Unexpected{unusable("取不到它的公钥清单", "its keys can't be fetched")};
  auto parsed = KeySet::of(reply->body);
  if (!parsed) return Unexpected{parsed.error()};
  keys_ = std::make_shared<const KeySet>(std::move(*parsed));
  keys_at_ = now;
  return keys_;
}

Result<OpenIdProvider::Start, Failure> OpenIdProvider::begin(Instant now) {
  const auto found = metadata(now);
  if (!found) return Unexpected{found.error()};
  Pending begun{new_secret(), new_secret(), new_secret(), new_secret(), now};
  const Digest challenge = proof::sha256(begun.verifier);
  Start start;
  start.binding = begun.binding;
  start.location = (*found)->authorization_endpoint;
  start.location += start.location.find('?') == std::string::npos ? '?' : '&';
  start.location += form({{"response_type", "code"},
                          {"client_id", settings_.client_id},
                          {"redirect_uri", settings_.redirect_uri},
                          {"scope", settings_.scope},
                          {"state", begun.state},
                          {"nonce", begun.nonce},
                          {"code_challenge", base64url(proof::octets_of(challenge))},
                          {"code_challenge_method", "S256"}});
  const std::lock_guard lock(mutex_);
  while (!pending_.empty() && (pending_.size() >= most_pending || now.ms - pending_.front().since.ms >= pending_ms))
    pending_.pop_front();
  pending_.push_back(std::move(begun));
  return start;
}

/// The sign-in of that state, if that browser began it less than ten minutes ago; it is pending no more. Another
/// browser's attempt leaves it pending for its own.
std::optional<OpenIdProvider::Pending> OpenIdProvider::take(std::string_view state, std::string_view binding,
                                                           Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(pending_.begin(), pending_.end(), [&](const Pending& one) { return one.state == state; });
  if (found == pending_.end() || now.ms - found->since.ms >= pending_ms || !same_secret(found->binding, binding))
    return std::nullopt;
  Pending taken = std::move(*found);
  pending_.erase(found);
  return taken;
}

/// Exchanges the code for the ID token (RFC 6749, section 4.1.3). A client with a secret shows it as section 2.3.1 has
/// it: each part form-encoded before they are joined.
Result<std::string, Failure> OpenIdProvider::id_token(const Metadata& from, const std::string& code,
                                                      const Pending& pending) {
  Pairs headers{{"Accept", "application/json"}, {"Content-Type", "application/x-www-form-urlencoded"}};
  Pairs fields{{"grant_type", "authorization_code"},
               {"code", code},
               {"redirect_uri", settings_.redirect_uri},
               {"code_verifier", pending.verifier}};
  if (settings_.client_secret.empty()) {
    fields.emplace_back("client_id", settings_.client_id);
  } else {
    const std::string pair =
        pages::query_value(settings_.client_id) + ":" + pages::query_value(settings_.client_secret);
    headers.emplace_back("Authorization", "Basic " + proof::to_base64(pair));
  }
  if (!exchanging_.try_acquire_for(patience_in_line)) return Unexpected{busy()};
  const auto reply = fetch("POST", from.token_endpoint, headers, form(fields), patience,
                           {settings_.ca_file, answer_bytes});
  exchanging_.release();
  if (!reply) return Unexpected{unreachable(reply.error())};
  const auto object = parse_object(reply->body);
  if (reply->status != 200) {
    const std::string code_of_error = error_code_of(object ? text_of(*object, "error") : "");
    return Unexpected{Failure{FailureKind::conflict,
                              settings_.name + " 没有接受这次登录（" + code_of_error + "）。请重新登录；若仍然如此，请告知管理员。",
                              settings_.name + " did not accept this sign-in (" + code_of_error + "). Sign in again; if "
                              "it happens again, tell the administrator."}};
  }
  std::string token = object ? text_of(*object, "id_token") : std::string();
  if (token.empty()) return Unexpected{unusable("没有身份令牌（id_token）", "there is no identity token (id_token)")};
  return token;
}

Result<Identity, Failure> OpenIdProvider::finish(const Pairs& query, std::string_view binding, Instant now) {
  const auto state = only(query, "state");
  const auto pending = state ? take(*state, binding, now) : std::nullopt;
  if (!pending)
    return Unexpected{Failure{FailureKind::not_found, "这次登录已经结束、超过十分钟，或不是在这个浏览器里开始的。请重新登录。",
                              "This sign-in is over, took more than ten minutes, or was begun in another browser. Sign "
                              "in again."}};
  const auto found = metadata(now);
  if (!found) return Unexpected{found.error()};
  const auto issuer = only(query, "iss");
  if ((issuer || (*found)->states_issuer) && issuer != settings_.issuer)
    return Unexpected{unusable("它来自另一个登录服务（iss）", "it comes from another provider (iss)")};
  if (const auto error = only(query, "error"))
    return Unexpected{Failure{FailureKind::conflict,
                              settings_.name + " 没有完成登录（" + error_code_of(*error) + "）。请重新登录，或换一种方式登录。",
                              settings_.name + " did not sign you in (" + error_code_of(*error) + "). Sign in again, or "
                              "in another way."}};
  const auto code = only(query, "code");
  if (!code)
    return Unexpected{Failure{FailureKind::malformed, settings_.name + " 送回的网址里没有登录码（code）。请重新登录。",
                              "The address that " + settings_.name + " sent you back to holds no code. Sign in again."}};
  const auto token = id_token(**found, *code, *pending);
  if (!token) return Unexpected{token.error()};
  const ExpectedToken expected{settings_.issuer, settings_.client_id, pending->nonce};
  for (const bool again : {false, true}) {
    const auto known = keys(**found, now, again);
    if (!known) return Unexpected{known.error()};
    auto identity = check_id_token(*token, **known, expected, now);
    if (identity) return std::move(*identity);
    if (again || !identity.error().unknown_key) return Unexpected{identity.error().failure};
  }
  return Unexpected{unusable("身份令牌无法检查", "its identity token can't be checked")};
}

}  // namespace seethrough::http
