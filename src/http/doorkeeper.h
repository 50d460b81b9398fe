#pragma once
// Doorkeeper (门卫): stands before every route. Finds out who calls, holds the route's row of access/table.h against it,
// and puts on record whom it turned away. A route without a row does not start the program.

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "access/table.h"
#include "http/caller.h"
#include "http/city.h"
#include "http/routes.h"
#include "stores/sqlite/sqlite_trail.h"

namespace seethrough::http {

using GuardedHandler = std::function<Response(const Request&, const PathParameters&, const Caller&)>;

/// The name of the session's cookie: with the prefix __Host- over TLS, so that no other host can set it.
std::string_view cookie_name(const Request& request);
/// Whether what the request carries can be read by nobody on the way: TLS, or this machine itself without a proxy.
bool on_private_channel(const Request& request);

class Doorkeeper {
 public:
  Doorkeeper(const City& city, Router& router);

  /// A route for everybody. Its row must be Gate::open.
  void open(std::string method, std::string pattern, RouteHandler handler);
  /// A route for those whom its row lets in. Its row must not be Gate::open.
  void guard(std::string method, std::string pattern, GuardedHandler handler);

  /// Who calls, or nobody; or the refusal of what the request carried: a key that is not good, a session's unsafe
  /// request without its token.
  static Result<std::optional<Caller>, Response> identify(const City& city, const Request& request);

 private:
  class AccountRates;
  static Response answer(const City& city, AccountRates& rates, const access::RouteRule& rule,
                         const GuardedHandler& handler, const Request& request, const PathParameters& path);

  const City& city_;
  Router& router_;
  std::shared_ptr<AccountRates> rates_;
};

/// Puts a line on record, now and from the client's address; of strangers no more than stranger_notes.h lets through.
void note(const City& city, const Request& request, std::string_view account, stores::TrailKind kind,
          stores::TrailOutcome outcome, std::string_view subject, std::string_view detail = {});

/// 403 in the words of access::NotPermitted, and on record.
Response forbid(const City& city, const Request& request, const Caller& caller, const access::Requirement& asked,
                std::string_view subject);
/// Whether the caller holds the right in some programme that covers `programme` and at some place (at `place`, if given).
bool may(const City& city, const Caller& caller, access::Right right,
         access::Programme programme = access::Programme::all, std::optional<PlaceCode> place = {});
/// Whether the account is an active person's: those sign in, however they prove who they are.
bool may_sign_in(const City& city, std::string_view account);
/// The places at which the caller holds the right; the root for built-in accounts.
std::vector<PlaceCode> places_of(const City& city, const Caller& caller, access::Right right,
                                 access::Programme programme);

}  // namespace seethrough::http
