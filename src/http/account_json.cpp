#include "http/account_json.h"

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>

#include <algorithm>

#include "access/table.h"
#include "http/openid.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

template <class Enum>
json::string name(Enum value) {
  return boost::describe::enum_to_string(value, "?");
}

/// Every right with its programme and place, each once.
json::array rights_json(const access::Account& account) {
  std::vector<std::tuple<access::Right, access::Programme, PlaceCode>> rights;
  for (const access::Grant& grant : account.grants) {
    for (const access::Right right : access::rights_of(grant.role)) rights.emplace_back(right, grant.programme, grant.place);
  }
  std::sort(rights.begin(), rights.end());
  rights.erase(std::unique(rights.begin(), rights.end()), rights.end());
  json::array out;
  for (const auto& [right, programme, place] : rights)
    out.push_back({{"right", name(right)}, {"programme", name(programme)}, {"place", place.value}});
  return out;
}

}  // namespace

json::object grant_json(const access::Grant& grant) {
  return {{"role", name(grant.role)}, {"programme", name(grant.programme)}, {"place", grant.place.value}};
}

json::object organ_json(const access::RegisterOrgan& organ) {
  return {{"organ", organ.organ}, {"name_zh", organ.name_zh}, {"name_en", organ.name_en}, {"place", organ.place.value}};
}

json::object session_json(const City& city, const Caller& caller) {
  json::object out{{"signed_in", true},
                   {"account", caller.account},
                   {"kind", "person"},
                   {"organ", nullptr},
                   {"grants", json::array{}},
                   {"rights", json::array{}},
                   {"csrf", caller.csrf},
                   {"second_factor", false},
                   {"signed_in_by", caller.signed_in_by},
                   {"expires_at", caller.expires}};
  city.engine.look_at_access([&](const access::State& state) {
    const access::Account* account = state.account(caller.account);
    if (!account) return 0;
    out["kind"] = name(account->opened.kind);
    if (const auto* organ = state.organ(account->opened.organ)) out["organ"] = organ_json(*organ);
    json::array grants;
    for (const access::Grant& grant : account->grants) grants.push_back(grant_json(grant));
    out["grants"] = std::move(grants);
    out["rights"] = rights_json(*account);
    return 0;
  });
  if (const auto factor = city.entrance.credentials->has_second_factor(caller.account)) out["second_factor"] = *factor;
  return out;
}

json::object anonymous_json(const City& city) {
  json::array providers;
  for (const auto& provider : city.entrance.providers)
    providers.push_back({{"id", provider->settings().id}, {"name", provider->settings().name}});
  return {{"signed_in", false}, {"password", city.entrance.credentials != nullptr}, {"providers", std::move(providers)}};
}

}  // namespace seethrough::http
