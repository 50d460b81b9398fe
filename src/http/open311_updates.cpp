// News of requests: read by the time at which they were entered, and posted.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "http/commanding.h"
#include "http/doorkeeper.h"
#include "http/open311.h"
#include "http/open311_case.h"
#include "journal/codec.h"

namespace seethrough::http {
namespace {

/// The events of the entries, each read once.
Result<std::map<std::uint64_t, complaints::Event>, Failure> events_of(const City& city, const std::vector<CaseNews>& news) {
  std::map<std::uint64_t, complaints::Event> events;
  for (const CaseNews& one : news) {
    if (events.contains(one.seq)) continue;
    const auto bytes = entry_bytes(city, one.seq);
    if (!bytes) return Unexpected{bytes.error()};
    auto entry = *bytes ? journal::decode_entry(**bytes)
                        : Result<journal::Entry, Failure>(Unexpected{Failure{FailureKind::unavailable, "暂时读不到流水", "the journal cannot be read at the moment"}});
    if (!entry) return Unexpected{entry.error()};
    if (auto* event = std::get_if<complaints::Event>(&entry->event)) events.emplace(one.seq, std::move(*event));
  }
  return events;
}

open311::Status status_of(const complaints::State& state, const CaseNews& news) {
  const complaints::Campaign* campaign = state.campaign(news.campaign);
  const complaints::Case* one = campaign ? campaign->find(news.number) : nullptr;
  return one ? open311_status(*campaign, *one) : open311::Status::open;
}

}  // namespace

Open311Answer open311_updates(Open311& endpoint, const Open311Call& call) {
  const City& city = endpoint.city;
  const auto filter = open311::read_update_filter(call.parameters, city.clock());
  if (!filter) return refuse_open311(filter.error(), call.language);
  if (auto read = endpoint.index.catch_up(city.engine.size()); !read) return refuse_open311(read.error(), call.language);
  std::vector<CaseNews> news = endpoint.index.news(filter->window.from, filter->window.to);
  const std::size_t from = std::min(filter->slice.skipped(), news.size());
  const std::size_t to = std::min(from + static_cast<std::size_t>(filter->slice.page_size), news.size());
  news = {news.begin() + static_cast<std::ptrdiff_t>(from), news.begin() + static_cast<std::ptrdiff_t>(to)};
  const auto events = events_of(city, news);
  if (!events) return refuse_open311(events.error(), call.language);
  std::vector<open311::Update> updates;
  city.engine.look([&](const figures::Reading& reading, const std::string&) {
    for (const CaseNews& one : news)
      updates.push_back({update_id(one), one.number, status_of(reading.complaints(), one), one.at, {}, {}});
  });
  for (std::size_t i = 0; i < news.size(); ++i) {
    if (const auto event = events->find(news[i].seq); event != events->end())
      updates[i].description = news_text(city, event->second, call.language);
  }
  return open311::document(updates);
}

Open311Answer open311_take_update(Open311& endpoint, const Open311Call& call, std::string_view pattern) {
  const auto caller = open311_caller(endpoint.city, call, pattern);
  if (!caller) return Unexpected{caller.error()};
  return refuse_open311(503, {"暂时无法受理。", "Not available at the moment."}, call.language);
}

}  // namespace seethrough::http
