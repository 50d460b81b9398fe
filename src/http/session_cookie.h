#pragma once
// Opening a session, and the cookie that carries it.

#include <string>
#include <string_view>

#include "http/city.h"

namespace seethrough::http {

/// "name=token; Path=/; HttpOnly; SameSite=Strict; Max-Age=…", with Secure over TLS. An empty token takes it away.
std::string session_cookie(const Request& request, std::string_view token, std::int64_t max_age_s);

/// Opens a session for the account, puts it on record, and answers as GET /api/v1/session with the cookie.
Response open_session(const City& city, const Request& request, const std::string& account,
                      const std::string& signed_in_by);
/// The same, answered with a redirect, for who comes back from a provider.
Response open_session_and_go(const City& city, const Request& request, const std::string& account,
                             const std::string& signed_in_by, const std::string& location);

}  // namespace seethrough::http
