// /api/v1/accounts/{account}/keys: API keys. Issuing and revoking are commands, so that they are in the journal; the
// secret is made here, shown once, and kept as a hash.
#include <boost/describe/class.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "http/body.h"
#include "http/doorkeeper.h"

namespace seethrough::http {
namespace {

struct KeyBody {
  std::vector<std::string> scopes;
  Day until;
};
BOOST_DESCRIBE_STRUCT(KeyBody, (), (scopes, until))

/// Gives the command in the caller's name; a key's own name is all that its request identifier needs.
Response give(const City& city, const Caller& caller, const std::string& key, access::Command command,
              Language language) {
  return submit(city, submission(city, caller.account, key, journal::Command{std::move(command)}), language);
}

Response issue(const City& city, const Request& request, const Caller& caller, const std::string& account) {
  const auto body = read_body<KeyBody>(request);
  if (!body) return body.error();
  const auto made = city.entrance.credentials->make_key();
  // The secret is kept first: a key that is in the journal and has no secret would be of no use and in the way.
  if (auto kept = city.entrance.credentials->keep_key(made.secret, account); !kept)
    return refuse(request, language_of(request), kept.error());
  Response given = give(city, caller, "issue " + made.key,
                        access::IssueKey{account, made.key, body->scopes, body->until}, language_of(request));
  if (given.status != 201) {
    if (auto dropped = city.entrance.credentials->drop_key(made.key); !dropped)
      return refuse(request, language_of(request), dropped.error());
    return given;
  }
  boost::json::object out = boost::json::parse(given.text()).as_object();
  out["key"] = made.key;
  out["secret"] = made.secret;
  return private_json(std::move(out), 201);
}

Response revoke(const City& city, const Request& request, const Caller& caller, const std::string& account,
                const std::string& key) {
  Response given = give(city, caller, "revoke " + account + " " + key, access::RevokeKey{account, key},
                        language_of(request));
  return given.status == 201 ? no_content() : std::move(given);
}

}  // namespace

void add_key_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("POST", "/api/v1/accounts/{account}/keys",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return issue(shared->city, request, caller, std::string(path["account"]));
              });
  doors.guard("DELETE", "/api/v1/accounts/{account}/keys/{key}",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return revoke(shared->city, request, caller, std::string(path["account"]), std::string(path["key"]));
              });
}

}  // namespace seethrough::http
