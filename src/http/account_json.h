#pragma once
// Accounts, sessions and rights as the API tells them.

#include <boost/json/object.hpp>

#include "access/state.h"
#include "http/caller.h"
#include "http/city.h"

namespace seethrough::http {

/// {"role","programme","place"}
boost::json::object grant_json(const access::Grant& grant);
/// {"organ","name_zh","name_en","place"}
boost::json::object organ_json(const access::RegisterOrgan& organ);
/// What GET /api/v1/session says to somebody who has signed in …
boost::json::object session_json(const City& city, const Caller& caller);
/// … and to anybody else.
boost::json::object anonymous_json(const City& city);

}  // namespace seethrough::http
