// /api/v1/sign-in/{provider}: signing in with an OpenID provider. Which subject is which account is an administrator's
// to say (PUT /api/v1/accounts/{account}/providers); an address in an e-mail is not taken for a person.
#include <fmt/format.h>

#include <algorithm>
#include <mutex>

#include "http/doorkeeper.h"
#include "http/openid.h"
#include "http/rate_limit.h"
#include "http/session_cookie.h"

namespace seethrough::http {
namespace {

using stores::TrailKind;
using stores::TrailOutcome;

std::string_view binding_cookie(const Request& request) {
  return request.secure ? "__Secure-seethrough-sign-in" : "seethrough-sign-in";
}

OpenIdProvider* find_provider(const City& city, std::string_view id) {
  const auto& all = city.entrance.providers;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one->settings().id == id; });
  return found == all.end() || !city.entrance.credentials ? nullptr : found->get();
}

std::string cookie(const Request& request, std::string_view value, int max_age_s) {
  // Lax, since the browser comes back from another site.
  return fmt::format("{}={}; Path=/api/v1/sign-in/; HttpOnly; SameSite=Lax; Max-Age={}{}", binding_cookie(request), value,
                     max_age_s, request.secure ? "; Secure" : "");
}

/// Back to the sign-in page, which says why.
Response turned_away(const City& city, const Request& request, std::string_view provider, std::string_view reason,
                     std::string_view detail) {
  note(city, request, {}, TrailKind::sign_in, TrailOutcome::refused, provider, detail);
  return redirect(fmt::format("/desk/sign-in?refused={}", reason))
      .with("Set-Cookie", cookie(request, "", 0))
      .with("Cache-Control", "no-store");
}

std::string_view reason_of(FailureKind kind) {
  switch (kind) {
    case FailureKind::not_found: return "expired";
    case FailureKind::conflict: return "denied";
    default: return "provider";
  }
}

Response begin(const City& city, const Request& request, const PathParameters& path) {
  OpenIdProvider* provider = find_provider(city, path["provider"]);
  if (!provider) return no_such_address(request);
  if (!on_private_channel(request)) return turned_away(city, request, path["provider"], "provider", "not over TLS");
  // Another site must not begin a sign-in in the reader's name.
  if (request.header("Sec-Fetch-Site") == "cross-site")
    return turned_away(city, request, path["provider"], "provider", "begun from another site");
  const auto started = provider->begin(city.clock());
  if (!started) return turned_away(city, request, path["provider"], "provider", started.error().en);
  return redirect(started->location, 302)
      .with("Set-Cookie", cookie(request, started->binding, 600))
      .with("Cache-Control", "no-store");
}

Response come_back(const City& city, const Request& request, const PathParameters& path) {
  OpenIdProvider* provider = find_provider(city, path["provider"]);
  if (!provider) return no_such_address(request);
  const std::string& id = provider->settings().id;
  const auto identity =
      provider->finish(request.query, request.cookie(binding_cookie(request)).value_or(""), city.clock());
  if (!identity) return turned_away(city, request, id, reason_of(identity.error().kind), identity.error().en);
  const auto account = city.entrance.credentials->linked(identity->issuer, identity->subject);
  if (!account) return refuse(request, language_of(request), account.error());
  // The subject is on record, so that an administrator can link it: it is the provider's identifier, not a name.
  if (!*account || !may_sign_in(city, **account))
    return turned_away(city, request, id, "no_account", "no account for subject " + identity->subject);
  return open_session_and_go(city, request, **account, id, "/desk");
}

/// Few sign-ins are begun from one address: of the pending ones only a thousand are kept.
class Beginnings {
 public:
  std::optional<std::chrono::milliseconds> take(const Request& request) {
    const std::scoped_lock lock(mutex_);
    return limit_.take(request.client_address, std::chrono::steady_clock::now());
  }

 private:
  std::mutex mutex_;
  RateLimit limit_{Rate{0.5, 20}};
};

Response too_many(const Request& request, std::chrono::milliseconds wait) {
  return refuse(request, language_of(request), 429, {"请求过于频繁", "Too many requests"},
                {"从这里开始的登录过多，请稍后再试。", "Too many sign-ins were begun from here; try again in a moment."})
      .with("Retry-After", retry_after(wait));
}

}  // namespace

void add_sign_in_routes(Doorkeeper& doors, const SharedPointer& shared) {
  const auto beginnings = std::make_shared<Beginnings>();
  doors.open("GET", "/api/v1/sign-in/{provider}",
             [shared, beginnings](const Request& request, const PathParameters& path) {
               if (const auto wait = beginnings->take(request)) return too_many(request, *wait);
               return begin(shared->city, request, path);
             });
  doors.open("GET", "/api/v1/sign-in/{provider}/callback", [shared](const Request& request, const PathParameters& path) {
    return come_back(shared->city, request, path);
  });
}

}  // namespace seethrough::http
