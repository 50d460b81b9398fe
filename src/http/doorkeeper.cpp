#include "http/doorkeeper.h"

#include <boost/url/parse.hpp>
#include <sodium.h>

#include <algorithm>
#include <mutex>

#include "base/check.h"
#include "http/commanding.h"
#include "http/rate_limit.h"
#include "messages/sentence.h"

namespace seethrough::http {
namespace {

using access::Gate;
using stores::TrailKind;
using stores::TrailOutcome;

constexpr std::string_view bearer = "Bearer ";

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// At most so many octets, and no character cut in half.
std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return std::string(text.substr(0, most));
}

bool is_safe(std::string_view method) { return method == "GET" || method == "HEAD"; }

Response say(const Request& request, int status, const Words& title, const Words& detail, std::string_view type) {
  const Language language = language_of(request);
  return as_response(told_problem(status, title, detail, language, type))
      .with("Content-Language", std::string(code(language)));
}

/// A page of another origin may make a browser send this request; only our own page can tell the session's token.
bool from_own_page(const Request& request) {
  if (const auto site = request.header("Sec-Fetch-Site"); site && *site != "same-origin" && *site != "none") return false;
  const auto origin = request.header("Origin");
  if (!origin) return true;
  const auto parsed = boost::urls::parse_uri(*origin);
  return parsed && std::string_view(parsed->encoded_authority()) == request.header("Host").value_or("");
}

Response not_good(const City& city, const Request& request, std::string_view what) {
  note(city, request, {}, TrailKind::sign_in, TrailOutcome::refused, request.path, what);
  return say(request, 401, {"凭证无效", "The credential is not good"},
             {"密钥不存在、已收回或已到期。请向管理员索取新的密钥。",
              "The key is unknown, was revoked or has ended. Ask an administrator for a new one."},
             "credential.not_good")
      .with("WWW-Authenticate", "Bearer");
}

Response needs_private_channel(const Request& request) {
  return say(request, 403, {"需要加密连接", "An encrypted connection is needed"},
             {"登录和密钥只能经 HTTPS 使用。请改用 https:// 开头的网址。",
              "Signing in and keys are taken over HTTPS only. Use the address that begins with https://."},
             "channel.not_private");
}

Result<std::optional<Caller>, Response> by_key(const City& city, const Request& request, std::string_view secret) {
  const Instant now = city.clock();
  const auto known = city.entrance.credentials->key(secret, now);
  if (!known) return Unexpected{refuse(request, language_of(request), known.error())};
  if (!*known) return Unexpected{not_good(city, request, "unknown key")};
  Caller caller;
  caller.account = (*known)->account;
  caller.by = Caller::By::key;
  caller.address = request.client_address;
  const bool good = city.engine.look_at_access([&](const access::State& state) {
    const access::Account* account = state.account(caller.account);
    if (!account || !account->active()) return false;
    for (const access::Key& key : account->keys) {
      if (key.issued.key != (*known)->key || key.revoked || key.issued.until < day_in_china(now)) continue;
      caller.scopes = key.issued.scopes;
      return true;
    }
    return false;
  });
  if (!good) return Unexpected{not_good(city, request, (*known)->key)};
  return std::optional(std::move(caller));
}

Result<std::optional<Caller>, Response> by_authorization(const City& city, const Request& request,
                                                         std::string_view header) {
  if (!header.starts_with(bearer)) return Unexpected{not_good(city, request, "not a bearer token")};
  const std::string_view secret = header.substr(bearer.size());
  if (!on_private_channel(request)) return Unexpected{needs_private_channel(request)};
  const std::string& token = city.entrance.operator_token;
  if (!token.empty() && request.peer_is_loopback && same_secret(secret, token)) {
    Caller caller;
    caller.account = "local";
    caller.by = Caller::By::operator_;
    caller.address = request.client_address;
    return std::optional(std::move(caller));
  }
  return by_key(city, request, secret);
}

Result<std::optional<Caller>, Response> by_session(const City& city, const Request& request, std::string_view token) {
  const auto session = city.entrance.credentials->session(token, city.clock());
  if (!session) return Unexpected{refuse(request, language_of(request), session.error())};
  std::optional<Caller> nobody;
  if (!*session) return nobody;
  const stores::Session& held = **session;
  const bool active = city.engine.look_at_access([&](const access::State& state) {
    const access::Account* account = state.account(held.account);
    return account && account->active();
  });
  if (!active) return nobody;
  if (!is_safe(request.method) &&
      (!same_secret(request.header("X-CSRF-Token").value_or(""), held.csrf) || !from_own_page(request))) {
    note(city, request, held.account, TrailKind::refusal, TrailOutcome::refused, request.path, "csrf");
    return Unexpected{say(request, 403, {"请求不是从本系统页面发出的", "The request does not come from this system's page"},
                          {"缺少会话校验码，或请求来自别的网站。请刷新页面后重试。",
                           "The session's token is missing, or the request came from another site. Reload the page and "
                           "try again."},
                          "csrf.failed")};
  }
  Caller caller;
  caller.account = held.account;
  caller.session = held.id;
  caller.signed_in_by = held.signed_in_by;
  caller.csrf = held.csrf;
  caller.expires = to_string(held.expires);
  caller.address = request.client_address;
  return std::optional(std::move(caller));
}

Response needs_sign_in(const Request& request) {
  return say(request, 401, {"需要登录", "Signing in is needed"},
             {"此处只对已登录的账号开放。请先登录，再重试。",
              "This is open to accounts that have signed in. Sign in and try again."},
             "signin.needed")
      .with("WWW-Authenticate", "Bearer");
}

/// The refusal of a request that was let in and failed otherwise than in the journal, where the trail finds it anyway.
void note_refusal(const City& city, const Request& request, const Caller& caller, const Response& response) {
  const bool elsewhere = response.status == 403 || response.status == 422;
  if (is_safe(request.method) || response.status < 400 || elsewhere) return;
  note(city, request, caller.account, TrailKind::refusal,
       response.status >= 500 ? TrailOutcome::failed : TrailOutcome::refused, request.path,
       std::to_string(response.status));
}

Response too_many(const Request& request, std::chrono::milliseconds wait) {
  return say(request, 429, {"请求过于频繁", "Too many requests"},
             {"这个账号的请求过于频繁，请稍后再试。", "This account sends too many requests; try again in a moment."},
             "account.rate")
      .with("Retry-After", retry_after(wait));
}

/// Lets the caller through to the handler, or not.
Response answer_to(const City& city, const Caller& caller, const access::RouteRule& rule, const GuardedHandler& handler,
                   const Request& request, const PathParameters& path) {
  if (rule.gate != Gate::command && !caller.in_scope_of_route(rule.method, rule.pattern))
    return forbid(city, request, caller, {rule.right.value_or(access::Right::operate), access::Programme::all, {}},
                  request.path);
  if (rule.gate == Gate::right) {
    const std::optional<PlaceCode> place = rule.whole_city ? std::optional(city.places.root().code) : std::nullopt;
    if (!may(city, caller, *rule.right, rule.programme, place))
      return forbid(city, request, caller, {*rule.right, rule.programme, place}, request.path);
  }
  Response response = handler(request, path, caller);
  note_refusal(city, request, caller, response);
  if (!response.header("Cache-Control")) response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

/// How fast each account may ask. The operator's own command line is not held back.
class Doorkeeper::AccountRates {
 public:
  std::optional<std::chrono::milliseconds> take(const Caller& caller) {
    if (caller.by == Caller::By::operator_) return std::nullopt;
    const std::scoped_lock lock(mutex_);
    return limit_.take(caller.account, std::chrono::steady_clock::now());
  }

 private:
  std::mutex mutex_;
  RateLimit limit_{Rate{50, 500}};
};

Doorkeeper::Doorkeeper(const City& city, Router& router)
    : city_(city), router_(router), rates_(std::make_shared<AccountRates>()) {}

Response Doorkeeper::answer(const City& city, AccountRates& rates, const access::RouteRule& rule,
                            const GuardedHandler& handler, const Request& request, const PathParameters& path) {
  if (!city.entrance.credentials || !city.entrance.trail) return needs_sign_in(request);
  const auto identified = Doorkeeper::identify(city, request);
  if (!identified) return identified.error();
  if (!*identified) {
    if (!is_safe(request.method))
      note(city, request, {}, TrailKind::refusal, TrailOutcome::refused, request.path, "not signed in");
    return needs_sign_in(request);
  }
  const Caller& caller = **identified;
  if (const auto wait = rates.take(caller)) return too_many(request, *wait);
  return answer_to(city, caller, rule, handler, request, path);
}

bool Caller::in_scope_of_command(std::string_view type) const {
  if (by != By::key) return true;
  return std::any_of(scopes.begin(), scopes.end(), [&](const std::string& id) {
    const access::Scope* scope = access::find_scope(id);
    return scope && std::find(scope->commands.begin(), scope->commands.end(), type) != scope->commands.end();
  });
}

bool Caller::in_scope_of_route(std::string_view method, std::string_view pattern) const {
  if (by != By::key) return true;
  return std::any_of(scopes.begin(), scopes.end(), [&](const std::string& id) {
    const access::Scope* scope = access::find_scope(id);
    return scope && std::find(scope->routes.begin(), scope->routes.end(), std::pair{method, pattern}) !=
                        scope->routes.end();
  });
}

bool on_private_channel(const Request& request) {
  const bool passed_on = request.header("Forwarded") || request.header("X-Forwarded-For") || request.header("Via");
  return request.secure || (request.peer_is_loopback && !passed_on);
}

std::string_view cookie_name(const Request& request) {
  return request.secure ? "__Host-seethrough" : "seethrough";
}

Result<std::optional<Caller>, Response> Doorkeeper::identify(const City& city, const Request& request) {
  if (const auto header = request.header("Authorization")) return by_authorization(city, request, *header);
  const auto token = request.cookie(cookie_name(request));
  if (!token || !on_private_channel(request)) return std::optional<Caller>{};
  return by_session(city, request, *token);
}

void Doorkeeper::open(std::string method, std::string pattern, RouteHandler handler) {
  const access::RouteRule* rule = access::rule_of(method, pattern);
  INVARIANT(rule && rule->gate == Gate::open, "a route for everybody has a row that says so");
  router_.add(std::move(method), std::move(pattern), std::move(handler));
}

void Doorkeeper::guard(std::string method, std::string pattern, GuardedHandler handler) {
  const access::RouteRule* rule = access::rule_of(method, pattern);
  INVARIANT(rule && rule->gate != Gate::open, "a guarded route has a row that says whom it lets in");
  router_.add(std::move(method), std::move(pattern),
              [&city = city_, rates = rates_, rule, handler = std::move(handler)](const Request& request,
                                                                                  const PathParameters& path) {
                return answer(city, *rates, *rule, handler, request, path);
              });
}

void note(const City& city, const Request& request, std::string_view account, stores::TrailKind kind,
          stores::TrailOutcome outcome, std::string_view subject, std::string_view detail) {
  if (!city.entrance.trail) return;
  const bool stranger = account.empty() || (kind == TrailKind::sign_in && outcome == TrailOutcome::refused);
  if (stranger && !city.entrance.stranger_notes->take(request.client_address)) return;
  city.entrance.trail->add({0, city.clock(), std::string(account), kind, outcome, shortened(subject, 200),
                            request.client_address, shortened(detail, 400), 0});
}

Response forbid(const City& city, const Request& request, const Caller& caller, const access::Requirement& asked,
                std::string_view subject) {
  note(city, request, caller.account, TrailKind::refusal, TrailOutcome::refused, subject, access::NotPermitted::type);
  const access::Rejection no =
      access::NotPermitted{caller.account, asked.right, asked.programme, asked.place.value_or(PlaceCode{})};
  return say(request, 403, {"没有权限", "Not permitted"}, {sentence(no, Language::zh), sentence(no, Language::en)},
             access::NotPermitted::type);
}

bool may(const City& city, const Caller& caller, access::Right right, access::Programme programme,
         std::optional<PlaceCode> place) {
  return city.engine.look_at_access([&](const access::State& state) {
    return access::holds(state, city.places, caller.account, {right, programme, place});
  });
}

bool may_sign_in(const City& city, std::string_view name) {
  return city.engine.look_at_access([&](const access::State& state) {
    const access::Account* account = state.account(name);
    return account && account->active() && account->opened.kind == access::AccountKind::person;
  });
}

std::vector<PlaceCode> places_of(const City& city, const Caller& caller, access::Right right,
                                 access::Programme programme) {
  if (access::is_built_in(caller.account)) return {city.places.root().code};
  return city.engine.look_at_access([&](const access::State& state) {
    return access::places_of(state, caller.account, right, programme);
  });
}

}  // namespace seethrough::http
