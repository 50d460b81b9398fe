#include "http/open311_index.h"

#include <fmt/format.h>

#include <algorithm>

#include "complaints/case_numbers.h"
#include "http/open311_case.h"
#include "journal/codec.h"

namespace seethrough::http {
namespace {

constexpr std::uint64_t run = 4096;  // entries taken in under one lock

std::string key_of(std::string_view campaign, std::string_view number) {
  return fmt::format("{}/{}", campaign, number);
}

/// Most entries are of other programmes, and need not be decoded to see that.
bool may_be_complaint(std::string_view bytes) { return bytes.find("\"complaints.") != std::string_view::npos; }

}  // namespace

std::string update_id(const CaseNews& news) {
  return news.part == 0 ? std::to_string(news.seq) : fmt::format("{}.{}", news.seq, news.part);
}

Result<void, Failure> Open311Index::catch_up(std::uint64_t size) {
  const std::scoped_lock reading(catching_up_);
  for (;;) {
    std::uint64_t from = 0;
    {
      const std::scoped_lock lock(mutex_);
      from = position_ + 1;
    }
    if (from > size) return {};
    const std::uint64_t to = std::min(size, from + run - 1);
    std::vector<journal::Entry> entries;
    std::optional<Failure> fault;
    auto read = journal_.read(from, to, [&](std::uint64_t, std::string_view bytes, const Digest&) {
      if (!may_be_complaint(bytes)) return true;
      auto entry = journal::decode_entry(bytes);
      if (entry) entries.push_back(std::move(*entry));
      else fault = entry.error();
      return entry.has_value();
    });
    if (fault) return Unexpected{*fault};
    if (!read) return read;
    const std::scoped_lock lock(mutex_);
    for (const journal::Entry& entry : entries) take(entry);
    position_ = to;
  }
}

void Open311Index::take(const journal::Entry& entry) {
  const auto* event = std::get_if<complaints::Event>(&entry.event);
  if (!event) return;
  if (std::holds_alternative<complaints::CampaignDeclared>(*event)) declared_ = entry.envelope.at;
  else if (const auto* registered = std::get_if<complaints::CaseRegistered>(event))
    take_registered(entry, registered->entry);
  else take_step(entry, *event);
  if (const auto* split = std::get_if<complaints::CaseSplit>(event)) take_parts(entry, split->asked);
}

void Open311Index::take_registered(const journal::Entry& entry, const complaints::RegisterCase& registered) {
  const Instant at = entry.envelope.at;
  const bool on_its_day = day_in_china(at) == registered.day;
  const std::string key = key_of(registered.campaign, registered.number);
  cases_.insert_or_assign(key, CaseTimes{registered.campaign, registered.number,
                                         on_its_day ? at : instant_in_china(registered.day, 0, 0, 0, 0), at,
                                         entry.envelope.request, entry.envelope.fingerprint});
  by_number_.insert_or_assign(registered.number, key);
  by_request_.insert_or_assign(entry.envelope.request, key);
  batches_[fmt::format("{}/{}", registered.campaign, registered.batch)].push_back(key);
}

/// The parts came in when the whole did.
void Open311Index::take_parts(const journal::Entry& entry, const complaints::SplitCase& split) {
  const auto whole = cases_.find(key_of(split.campaign, split.number));
  if (whole == cases_.end()) return;
  for (std::size_t part = 1; part <= split.parts.size(); ++part) {
    CaseTimes times = whole->second;
    times.number = complaints::part_number(split.number, static_cast<int>(part));
    times.changed = entry.envelope.at;
    const std::string key = key_of(split.campaign, times.number);
    by_number_.insert_or_assign(times.number, key);
    cases_.insert_or_assign(key, std::move(times));
  }
}

std::vector<std::string> Open311Index::cases_of(const complaints::Event& event) const {
  const auto with_merged = [&](std::string key) {
    std::vector<std::string> keys{key};
    if (const auto found = merged_.find(key); found != merged_.end())
      keys.insert(keys.end(), found->second.begin(), found->second.end());
    return keys;
  };
  return std::visit(
      [&](const auto& e) -> std::vector<std::string> {
        if constexpr (requires { e.asked.merged; }) {
          std::vector<std::string> keys{key_of(e.asked.campaign, e.asked.number)};
          for (const std::string& number : e.asked.merged) keys.push_back(key_of(e.asked.campaign, number));
          return keys;
        } else if constexpr (requires { e.asked.number; }) {
          return with_merged(key_of(e.asked.campaign, e.asked.number));
        } else if constexpr (requires { e.number; }) {
          return {key_of(e.campaign, e.number)};
        } else if constexpr (requires { e.batch; }) {
          const auto found = batches_.find(fmt::format("{}/{}", e.campaign, e.batch));
          return found == batches_.end() ? std::vector<std::string>{} : found->second;
        } else {
          return {};
        }
      },
      event);
}

void Open311Index::take_step(const journal::Entry& entry, const complaints::Event& event) {
  const auto keys = cases_of(event);
  if (std::holds_alternative<complaints::CasesMerged>(event) && !keys.empty())
    merged_[keys.front()].insert(merged_[keys.front()].end(), keys.begin() + 1, keys.end());
  const bool news = is_news(event);
  const auto* signed_off = std::get_if<complaints::OutcomeSigned>(&event);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto found = cases_.find(keys[i]);
    if (found == cases_.end()) continue;
    CaseTimes& one = found->second;
    one.changed = entry.envelope.at;
    if (signed_off && signed_off->final) one.closed = signed_off->closure == complaints::Closure::complete;
    if (std::holds_alternative<complaints::CaseReopened>(event)) one.closed = false;
    if (!news) continue;
    news_.push_back({entry.seq, keys.size() > 1 ? static_cast<int>(i) + 1 : 0, entry.envelope.at, one.campaign,
                     one.number, one.closed ? open311::Status::closed : open311::Status::open});
  }
}

std::optional<CaseTimes> Open311Index::find(std::string_view number) const {
  const std::scoped_lock lock(mutex_);
  const auto key = by_number_.find(std::string(number));
  return key == by_number_.end() ? std::nullopt : std::optional(cases_.at(key->second));
}

std::optional<CaseTimes> Open311Index::find(std::string_view campaign, std::string_view number) const {
  const std::scoped_lock lock(mutex_);
  const auto found = cases_.find(key_of(campaign, number));
  return found == cases_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<CaseTimes> Open311Index::find(const RequestId& request) const {
  const std::scoped_lock lock(mutex_);
  const auto key = by_request_.find(request);
  return key == by_request_.end() ? std::nullopt : std::optional(cases_.at(key->second));
}

std::vector<CaseNews> Open311Index::news(Instant from, Instant to) const {
  const std::scoped_lock lock(mutex_);
  std::vector<CaseNews> found;
  std::copy_if(news_.begin(), news_.end(), std::back_inserter(found),
               [&](const CaseNews& one) { return from <= one.at && one.at <= to; });
  return found;
}

Instant Open311Index::declared() const {
  const std::scoped_lock lock(mutex_);
  return declared_;
}

}  // namespace seethrough::http
