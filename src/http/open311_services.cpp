// Discovery, the list of services and their definitions.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "bulletins/document.h"
#include "http/open311.h"

namespace seethrough::http {
namespace {

/// Where this endpoint is reached, as the caller reached it.
std::string base_url(const City& city, const Request& request) {
  const std::string host(request.header("Host").value_or(city.engine.key().verifier.name));
  return fmt::format("{}://{}/open311/v2", request.secure ? "https" : "http", host);
}

std::string contact(const City& city, Language language) {
  std::string_view address = city.entrance.security_contact;
  if (address.starts_with("mailto:")) address.remove_prefix(7);
  if (address.empty())
    return in(language, std::string("请联系本系统的管理员。"), std::string("Ask the administrators of this system."));
  return in(language, fmt::format("联系：{}", address), fmt::format("Contact: {}", address));
}

std::string campaign_name(const complaints::Campaign& campaign, Language language) {
  return in(language, campaign.declared.name_zh, campaign.declared.name_en);
}

open311::Service service(const complaints::Campaign& campaign, const std::string& type, bool several,
                         Language language) {
  open311::Service out;
  out.service_code = open311_code(campaign, type);
  const std::string name = bulletins::label(type, language), of = campaign_name(campaign, language);
  // Clients tell services apart by their names, too.
  out.service_name = several ? in(language, name + "（" + of + "）", name + " (" + of + ")") : name;
  out.description =
      in(language, fmt::format("{}：{}类投诉举报", of, name), fmt::format("{}: complaints of the type {}", of, name));
  out.metadata = true;
  out.keywords = {bulletins::label(type, Language::zh), bulletins::label(type, Language::en)};
  if (out.keywords[0] == out.keywords[1]) out.keywords.pop_back();
  out.group = of;
  return out;
}

/// Where the complaint belongs: the units of the campaign's place.
open311::Attribute place_attribute(const City& city, const complaints::Campaign& campaign, Language language) {
  open311::Attribute place;
  place.code = open311::place_attribute;
  place.datatype = "singlevaluelist";
  place.required = true;
  place.description = in(language, "问题所在的县区", "The unit where it is");
  place.datatype_description = in(language, "选一个；也可以改用 address_id 或 address_string",
                                  "One of them; address_id or address_string will do as well");
  for (const Place& one : city.places.all()) {
    if (city.places.within(one.code, campaign.declared.place) && one.code != campaign.declared.place)
      place.values.push_back({std::to_string(one.code.value), in(language, one.zh, one.en)});
  }
  return place;
}

}  // namespace

std::string open311_code(const complaints::Campaign& campaign, std::string_view type) {
  const auto& types = campaign.declared.types;
  const auto at = std::find(types.begin(), types.end(), type) - types.begin();
  return fmt::format("{}.{}", campaign.declared.campaign, at + 1);
}

Open311Service find_open311_service(const complaints::State& state, std::string_view code) {
  const std::size_t point = code.rfind('.');
  if (point == std::string_view::npos) return {};
  const complaints::Campaign* campaign = state.campaign(code.substr(0, point));
  const std::string_view number = code.substr(point + 1);
  std::size_t n = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), n);
  if (!campaign || error != std::errc{} || end != number.data() + number.size() || n < 1 ||
      n > campaign->declared.types.size() || number.front() == '0')
    return {};
  return {campaign, n - 1};
}

bool takes_complaints(const complaints::Campaign& campaign, Day today) {
  return Period{campaign.declared.stationed_from, campaign.declared.stationed_to}.contains(today);
}

Open311Answer open311_discovery(Open311& endpoint, const Open311Call& call) {
  const City& city = endpoint.city;
  if (auto read = endpoint.index.catch_up(city.engine.size()); !read)
    return refuse_open311(read.error(), call.language);
  open311::Discovery discovery;
  discovery.changeset = endpoint.index.declared();
  discovery.contact = contact(city, call.language);
  discovery.key_service = in(call.language, "密钥由本系统的管理员发放，权限范围为 complaints。",
                             "Keys with the scope complaints are issued by the administrators of this system.");
  const std::string url = base_url(city, call.request);
  discovery.endpoints = {
      {std::string(open311::georeport_v2), url, discovery.changeset},
      {"https://github.com/mysociety/fixmystreet/wiki/Open311-FMS---Complete-Spec", url, discovery.changeset}};
  return open311::document(discovery);
}

Open311Answer open311_services(Open311& endpoint, const Open311Call& call) {
  const Day today = day_in_china(endpoint.city.clock());
  return endpoint.city.engine.look([&](const figures::Reading& reading, const std::string&) {
    const auto& campaigns = reading.complaints().campaigns;
    const auto open = std::count_if(campaigns.begin(), campaigns.end(),
                                    [&](const auto& campaign) { return takes_complaints(campaign, today); });
    std::vector<open311::Service> services;
    for (const complaints::Campaign& campaign : campaigns) {
      if (!takes_complaints(campaign, today)) continue;
      for (const std::string& type : campaign.declared.types)
        services.push_back(service(campaign, type, open > 1, call.language));
    }
    return open311::document(services);
  });
}

Open311Answer open311_definition(Open311& endpoint, const Open311Call& call) {
  const City& city = endpoint.city;
  return city.engine.look([&](const figures::Reading& reading, const std::string&) -> Open311Answer {
    const Open311Service found = find_open311_service(reading.complaints(), call.id);
    if (!found || !takes_complaints(*found.campaign, day_in_china(city.clock())))
      return refuse_open311(
          404,
          {fmt::format("没有服务代码“{}”，或它已不再受理；现有的见 services。", call.id),
           fmt::format("There is no service '{}', or it takes no more requests; services lists the present ones.",
                       call.id)},
          call.language);
    return open311::document(
        open311::ServiceDefinition{call.id, {place_attribute(city, *found.campaign, call.language)}});
  });
}

}  // namespace seethrough::http
