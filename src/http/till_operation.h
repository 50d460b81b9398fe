#pragma once
// Till operation (收银操作): draw, redeem, void, return as a till or a payment platform asks for them, one by one or, after
// it was offline, many in one request. Each is one command under the caller's own serial number, and gets the same answer
// for ever.

#include <boost/json/object.hpp>

#include "http/commanding.h"

namespace seethrough::http {

/// The submission that the members ask for; or the refusal: 400 that names the member, 403 on record.
using ReadOperation = Result<engine::Submission, Response> (*)(const City& city, const Request& request,
                                                               const Caller& caller, std::string_view key,
                                                               const boost::json::object& members);

/// "draw", "redeem", "void" or "return"; null for any other name.
ReadOperation find_operation(std::string_view name);

/// What was decided, in a till's words: 201, or the refusal. The same for a request that is repeated.
Told told_to_till(const City& city, const engine::Answer& answer, Language language);

/// The JSON object of a body, or the refusal: 415, 400.
Result<boost::json::object, Response> read_object(const Request& request);

/// The pseudonym of whoever the member `identity` (18 characters) or `person` (the pseudonym itself) names; or 400. Exactly
/// one must be there.
Result<Pseudonym, Response> read_person(const City& city, const Request& request, const std::string& identity,
                                        const std::optional<Pseudonym>& person);

}  // namespace seethrough::http
