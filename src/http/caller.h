#pragma once
// Caller (办理人): who a request was found to come from.

#include <string>
#include <string_view>
#include <vector>

namespace seethrough::http {

struct Caller {
  enum class By {
    session,   ///< a person's cookie
    key,       ///< a machine's API key
    operator_  ///< the command line of this machine, by the token in the data directory: the account `local`
  };
  std::string account;
  By by = By::session;
  std::string session;              ///< its public name; empty unless by session
  std::string signed_in_by;         ///< "password" or the provider's name
  std::string csrf;                 ///< of the session
  std::string expires;              ///< of the session
  std::vector<std::string> scopes;  ///< of the key
  std::string address;              ///< of the client

  /// Whether the key's scopes reach to that type of command, or to that route; without a key they do.
  bool in_scope_of_command(std::string_view type) const;
  bool in_scope_of_route(std::string_view method, std::string_view pattern) const;
};

}  // namespace seethrough::http
