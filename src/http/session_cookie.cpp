#include "http/session_cookie.h"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "http/account_json.h"
#include "http/body.h"
#include "http/doorkeeper.h"

namespace seethrough::http {
namespace {

constexpr stores::SessionLimits limits;

Result<stores::SqliteCredentials::Opened, Failure> open(const City& city, const Request& request,
                                                        const std::string& account, const std::string& signed_in_by) {
  const std::string agent(request.header("User-Agent").value_or("").substr(0, 200));
  auto opened = city.entrance.credentials->open_session(
      {account, signed_in_by, request.client_address, valid_utf8(agent) ? agent : ""}, city.clock(), limits);
  if (opened)
    note(city, request, account, stores::TrailKind::sign_in, stores::TrailOutcome::done, signed_in_by,
         opened->session.id);
  return opened;
}

}  // namespace

std::string session_cookie(const Request& request, std::string_view token, std::int64_t max_age_s) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}{}", cookie_name(request), token, max_age_s,
                     request.secure ? "; Secure" : "");
}

Response open_session(const City& city, const Request& request, const std::string& account,
                      const std::string& signed_in_by) {
  const auto opened = open(city, request, account, signed_in_by);
  if (!opened) return refuse(request, language_of(request), opened.error());
  Caller caller;
  caller.account = account;
  caller.session = opened->session.id;
  caller.signed_in_by = signed_in_by;
  caller.csrf = opened->session.csrf;
  caller.expires = to_string(opened->session.expires);
  return private_json(session_json(city, caller))
      .with("Set-Cookie", session_cookie(request, opened->token, limits.whole.count()));
}

Response open_session_and_go(const City& city, const Request& request, const std::string& account,
                             const std::string& signed_in_by, const std::string& location) {
  const auto opened = open(city, request, account, signed_in_by);
  if (!opened) return refuse(request, language_of(request), opened.error());
  return redirect(location)
      .with("Set-Cookie", session_cookie(request, opened->token, limits.whole.count()))
      .with("Cache-Control", "no-store");
}

}  // namespace seethrough::http
