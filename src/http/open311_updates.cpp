// News of requests: read by the time at which they were entered, and posted.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "exchange/case_row.h"
#include "http/commanding.h"
#include "http/open311.h"
#include "http/open311_case.h"
#include "journal/codec.h"

namespace seethrough::http {
namespace {

/// The events of the entries, each read once.
Result<std::map<std::uint64_t, complaints::Event>, Failure> events_of(const City& city,
                                                                      const std::vector<CaseNews>& news) {
  std::map<std::uint64_t, complaints::Event> events;
  for (const CaseNews& one : news) {
    if (events.contains(one.seq)) continue;
    const auto bytes = entry_bytes(city, one.seq);
    if (!bytes) return Unexpected{bytes.error()};
    auto entry = *bytes ? journal::decode_entry(**bytes)
                        : Result<journal::Entry, Failure>(Unexpected{Failure{
                              FailureKind::unavailable, "暂时读不到流水", "the journal cannot be read at the moment"}});
    if (!entry) return Unexpected{entry.error()};
    if (auto* event = std::get_if<complaints::Event>(&entry->event)) events.emplace(one.seq, std::move(*event));
  }
  return events;
}

/// The case as it is registered, whichever campaign it is of.
std::optional<complaints::RegisterCase> registered_case(const Open311& endpoint, std::string_view number) {
  const auto known = endpoint.index.find(number);
  if (!known) return std::nullopt;
  return endpoint.city.engine.look(
      [&](const figures::Reading& reading, const std::string&) -> std::optional<complaints::RegisterCase> {
        const complaints::Campaign* campaign = reading.complaints().campaign(known->campaign);
        const complaints::Case* one = campaign ? campaign->find(known->number) : nullptr;
        return one ? std::optional(one->entry) : std::nullopt;
      });
}

/// Who sent an update stays in the vault, with the case's other documents; its words are public.
Result<void, Failure> keep_sender(const City& city, const complaints::RegisterCase& entry,
                                  const open311::NewUpdate& update) {
  open311::NewRequest named;
  named.first_name = update.first_name;
  named.last_name = update.last_name;
  exchange::CaseInput sender;
  sender.entry = entry;
  sender.complainant = named.full_name();
  sender.phone = update.phone;
  sender.email = update.email;
  sender.media = update.media_urls;
  if (sender.complainant.empty() && sender.phone.empty() && sender.email.empty() && sender.media.empty()) return {};
  const std::string document = exchange::document_of(sender);
  const stores::NewRecord record{exchange::subject_of(sender, city.vault), document};
  const auto kept = city.vault.put({&record, 1});
  if (!kept) return Unexpected{kept.error()};
  return {};
}

}  // namespace

Open311Answer open311_updates(Open311& endpoint, const Open311Call& call) {
  const City& city = endpoint.city;
  const auto filter = open311::read_update_filter(call.parameters, city.clock());
  if (!filter) return refuse_open311(filter.error(), call.language);
  if (auto read = endpoint.index.catch_up(city.engine.size()); !read)
    return refuse_open311(read.error(), call.language);
  std::vector<CaseNews> news = endpoint.index.news(filter->window.from, filter->window.to);
  const std::size_t from = std::min(filter->slice.skipped(), news.size());
  const std::size_t to = std::min(from + static_cast<std::size_t>(filter->slice.page_size), news.size());
  news = {news.begin() + static_cast<std::ptrdiff_t>(from), news.begin() + static_cast<std::ptrdiff_t>(to)};
  const auto events = events_of(city, news);
  if (!events) return refuse_open311(events.error(), call.language);
  std::vector<open311::Update> updates;
  for (const CaseNews& one : news) {
    const auto event = events->find(one.seq);
    updates.push_back({update_id(one), one.number, one.status, one.at,
                       event == events->end() ? std::string{} : news_text(city, event->second, call.language), {}});
  }
  return open311::document(updates);
}

Open311Answer open311_take_update(Open311& endpoint, const Open311Call& call, std::string_view pattern) {
  const City& city = endpoint.city;
  const auto caller = open311_caller(city, call, pattern);
  if (!caller) return Unexpected{caller.error()};
  const auto update = open311::read_new_update(call.parameters);
  if (!update) return refuse_open311(update.error(), call.language);
  const auto key = open311_key(call, update->update_id);
  if (!key) return Unexpected{key.error()};
  if (auto read = endpoint.index.catch_up(city.engine.size()); !read)
    return refuse_open311(read.error(), call.language);
  const auto entry = registered_case(endpoint, update->service_request_id);
  if (!entry)
    return refuse_open311({{404,
                            "service_request_id",
                            update->service_request_id,
                            {"已登记的受理编号", "the number of a registered request"},
                            {}}},
                          call.language);
  if (auto no = forbid_open311(city, call, *caller, complaints::PostUpdate::type, entry->place))
    return Unexpected{*std::move(no)};
  if (auto kept = keep_sender(city, *entry, *update); !kept) return refuse_open311(kept.error(), call.language);
  const complaints::PostUpdate command{entry->campaign, entry->number, day_in_china(city.clock()), update->description};
  engine::Submission one = submission(city, caller->account, *key + "\nopen311 update", complaints::Command{command});
  one.envelope.fingerprint = city.vault.fingerprint(open311_content(call.parameters));
  const auto answer = give(city, std::move(one), call.language);
  if (!answer) return refuse_open311(answer.error(), call.language);
  if (const auto event = decided(city, *answer, call.language); !event)
    return refuse_open311(event.error(), call.language);
  return open311::document(open311::UpdateTaken{std::to_string(answer->seq)});
}

}  // namespace seethrough::http
