#pragma once
// Open311 (市民服务请求接口): GeoReport v2 and its update extension under /open311/v2. What its routes share; included by
// http/open311_*.cpp alone, and by http/city.cpp for add_open311_routes.
//
// Every answer, a refusal too, is a document of GeoReport in the format that the address ends in, as text/xml or
// application/json without a parameter: clients compare the content type as a whole.

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/caller.h"
#include "http/open311_index.h"
#include "http/routes.h"
#include "open311/fault.h"
#include "open311/filters.h"
#include "open311/form.h"
#include "open311/georeport.h"

namespace seethrough::http {

class Doorkeeper;
struct Told;

struct Open311 {
  explicit Open311(const City& of) : city(of), index(of.journal) {}
  const City& city;
  Open311Index index;
  std::mutex registering;  ///< one case after the other, so that each gets a number of its own
};

/// One call: its parameters (of the query, or of the form) and the identifier in its address, without the ending.
struct Open311Call {
  const Request& request;
  Language language = Language::zh;
  open311::Parameters parameters;
  std::string id;
};

struct Open311Refusal {
  int status = 400;
  std::vector<open311::Error> errors;
};
template <class T>
using Open311Result = Result<T, Open311Refusal>;
using Open311Answer = Open311Result<open311::Element>;

Unexpected<Open311Refusal> refuse_open311(int status, const Words& why, Language language);
Unexpected<Open311Refusal> refuse_open311(const open311::Faults& faults, Language language);
/// 503, or 400 for what is malformed.
Unexpected<Open311Refusal> refuse_open311(const Failure& failure, Language language);

/// Who calls, by the form's api_key or an Authorization header; a session does not count, since another site's form could
/// carry it. 403 for a missing or bad key, and for one whose scopes do not reach to the route. `pattern` is the route's.
Open311Result<Caller> open311_caller(const City& city, const Open311Call& call, std::string_view pattern);

/// What a form asks for, without its key: a repetition is told by it from another request under the same key.
std::string open311_content(const open311::Parameters& parameters);
/// The header Idempotency-Key, else the client's own name for what it sends, else one that was never used; or the refusal.
Open311Result<std::string> open311_key(const Open311Call& call, const std::string& own);
/// A refusal of the engine: 403 and 503 stay, all others are 400.
Unexpected<Open311Refusal> refuse_open311(const Told& told, Language language);
/// Whether the caller may give the command about that place; or the refusal, which is on record then.
std::optional<Open311Refusal> forbid_open311(const City& city, const Open311Call& call, const Caller& caller,
                                             std::string_view command, PlaceCode place);

/// A type of a campaign, which is a service; null members for none.
struct Open311Service {
  const complaints::Campaign* campaign = nullptr;
  std::size_t type = 0;
  explicit operator bool() const { return campaign != nullptr; }
};
/// CAMPAIGN.N, N from 1 in the order in which the campaign declares its types.
std::string open311_code(const complaints::Campaign& campaign, std::string_view type);
Open311Service find_open311_service(const complaints::State& state, std::string_view code);
/// Whether complaints are taken on that day.
bool takes_complaints(const complaints::Campaign& campaign, Day today);

Open311Answer open311_discovery(Open311& endpoint, const Open311Call& call);
Open311Answer open311_services(Open311& endpoint, const Open311Call& call);
Open311Answer open311_definition(Open311& endpoint, const Open311Call& call);
Open311Answer open311_requests(Open311& endpoint, const Open311Call& call);
Open311Answer open311_request(Open311& endpoint, const Open311Call& call);
Open311Answer open311_token(Open311& endpoint, const Open311Call& call);
Open311Answer open311_updates(Open311& endpoint, const Open311Call& call);
/// The two that change something.
Open311Answer open311_register(Open311& endpoint, const Open311Call& call, std::string_view pattern);
Open311Answer open311_take_update(Open311& endpoint, const Open311Call& call, std::string_view pattern);

void add_open311_routes(Doorkeeper& doors, const SharedPointer& shared);

}  // namespace seethrough::http
