// Requests as clients read them: a list, one, and the number behind a token.
#include <fmt/format.h>

#include <algorithm>

#include "bulletins/document.h"
#include "http/open311.h"
#include "http/open311_case.h"

namespace seethrough::http {
namespace {

using complaints::Campaign;
using complaints::Case;

/// A case, and when it came and changed.
struct Found {
  const Campaign* campaign;
  const Case* one;
  CaseTimes times;
};

CaseTimes times_of(const Open311Index& index, const Campaign& campaign, const Case& one) {
  if (auto known = index.find(campaign.declared.campaign, one.entry.number)) return *std::move(known);
  const Instant day = instant_in_china(one.entry.day, 0, 0, 0, 0);
  return {campaign.declared.campaign, one.entry.number, day, day, {}, {}};
}

std::optional<Found> find_case(const Open311Index& index, const complaints::State& state, std::string_view number) {
  const auto known = index.find(number);
  if (!known) return std::nullopt;
  const Campaign* campaign = state.campaign(known->campaign);
  const Case* one = campaign ? campaign->find(known->number) : nullptr;
  if (!one) return std::nullopt;
  return Found{campaign, one, *known};
}

/// A request, and who is responsible, whose name is looked up afterwards.
struct Shown {
  open311::ServiceRequest request;
  complaints::Unit responsible;
};

Shown service_request(const City& city, const Found& found, Language language) {
  const auto& [campaign, one, times] = found;
  const Place* place = city.places.find(one->entry.place);
  open311::ServiceRequest out;
  out.service_request_id = one->entry.number;
  out.status = open311_status(*campaign, *one);
  out.status_notes = open311_state(*one, language);
  out.service_name = bulletins::label(one->entry.pollution, language);
  out.service_code = open311_code(*campaign, one->entry.pollution);
  out.description = open311_description(*one);
  out.requested = times.registered;
  out.updated = times.changed;
  if (const auto due = open311_due(*one)) out.expected = instant_in_china(*due, 23, 59, 59, 0);
  if (place) out.address = in(language, place->zh, place->en);
  out.address_id = std::to_string(one->entry.place.value);
  return {std::move(out), campaign->responsible(*one)};
}

open311::Element with_agencies(const City& city, std::vector<Shown> shown, Language language) {
  std::vector<open311::ServiceRequest> requests;
  requests.reserve(shown.size());
  for (Shown& one : shown) {
    one.request.agency_responsible = open311_agency(city, one.responsible, language);
    requests.push_back(std::move(one.request));
  }
  return open311::document(requests);
}

bool wanted(const open311::RequestFilter& filter, const Found& found) {
  const auto& codes = filter.service_codes;
  const std::string code = open311_code(*found.campaign, found.one->entry.pollution);
  return filter.window.contains(found.times.registered) &&
         (codes.empty() || std::find(codes.begin(), codes.end(), code) != codes.end()) &&
         (!filter.status || *filter.status == open311_status(*found.campaign, *found.one));
}

/// All that the filter finds, the newest first.
std::vector<Found> find_all(const Open311Index& index, const complaints::State& state,
                            const open311::RequestFilter& filter) {
  std::vector<Found> all;
  for (const Campaign& campaign : state.campaigns) {
    for (auto one = campaign.cases.rbegin(); one != campaign.cases.rend(); ++one) {
      // A case registered later than its day counts from that day's first moment, so no case is older than its day.
      if (instant_in_china(one->entry.day, 23, 59, 59, 999) < filter.window.from) continue;
      Found found{&campaign, &*one, times_of(index, campaign, *one)};
      if (wanted(filter, found)) all.push_back(std::move(found));
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Found& a, const Found& b) { return a.times.registered > b.times.registered; });
  return all;
}

}  // namespace

Open311Answer open311_requests(Open311& endpoint, const Open311Call& call) {
  const City& city = endpoint.city;
  const auto filter = open311::read_request_filter(call.parameters, city.clock());
  if (!filter) return refuse_open311(filter.error(), call.language);
  if (auto read = endpoint.index.catch_up(city.engine.size()); !read)
    return refuse_open311(read.error(), call.language);
  std::vector<Shown> requests;
  city.engine.look([&](const figures::Reading& reading, const std::string&) {
    const complaints::State& state = reading.complaints();
    for (const std::string& number : filter->service_request_ids) {
      if (const auto found = find_case(endpoint.index, state, number))
        requests.push_back(service_request(city, *found, call.language));
    }
    if (!filter->service_request_ids.empty()) return;
    const std::vector<Found> all = find_all(endpoint.index, state, *filter);
    const std::size_t from = std::min(filter->slice.skipped(), all.size());
    const std::size_t to = std::min(from + static_cast<std::size_t>(filter->slice.page_size), all.size());
    for (std::size_t i = from; i < to; ++i) requests.push_back(service_request(city, all[i], call.language));
  });
  return with_agencies(city, std::move(requests), call.language);
}

Open311Answer open311_request(Open311& endpoint, const Open311Call& call) {
  const City& city = endpoint.city;
  if (auto read = endpoint.index.catch_up(city.engine.size()); !read)
    return refuse_open311(read.error(), call.language);
  std::vector<Shown> one;
  city.engine.look([&](const figures::Reading& reading, const std::string&) {
    if (const auto found = find_case(endpoint.index, reading.complaints(), call.id))
      one.push_back(service_request(city, *found, call.language));
  });
  if (!one.empty()) return with_agencies(city, std::move(one), call.language);
  return refuse_open311(404,
                        {fmt::format("没有受理编号“{}”。", call.id), fmt::format("There is no request '{}'.", call.id)},
                        call.language);
}

Open311Answer open311_token(Open311& endpoint, const Open311Call& call) {
  if (auto read = endpoint.index.catch_up(endpoint.city.engine.size()); !read)
    return refuse_open311(read.error(), call.language);
  std::optional<CaseTimes> found = endpoint.index.find(call.id);
  RequestId request;
  if (!found && parse_hex(call.id, request.bytes.data(), RequestId::size)) found = endpoint.index.find(request);
  if (!found)
    return refuse_open311(404,
                          {fmt::format("没有凭据号“{}”。", call.id), fmt::format("There is no token '{}'.", call.id)},
                          call.language);
  return open311::document(open311::Token{found->number, call.id});
}

}  // namespace seethrough::http
