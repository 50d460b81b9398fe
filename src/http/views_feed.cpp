#include "http/views_feed.h"

#include <boost/describe/enum_to_string.hpp>
#include <fmt/format.h>

#include "bulletins/document.h"
#include "complaints/speaks_of.h"
#include "journal/codec.h"
#include "subsidies/state.h"

namespace seethrough::http {
namespace {

constexpr std::uint64_t largest_run = 8192;  // entries read, folded and written together

Failure unreadable(std::uint64_t seq, const Failure& why) {
  return {FailureKind::corrupt, fmt::format("更新列表时，流水第 {} 条无法读取：{}", seq, why.zh),
          fmt::format("while the lists were brought up to date, journal entry {} could not be read: {}", seq, why.en)};
}

std::string unit_text(const complaints::Unit& unit) {
  return unit.organ.empty() ? std::to_string(unit.place.value) : fmt::format("{}-{}", unit.place.value, unit.organ);
}

/// What a search finds a case by beside its number and text: its place and type in both languages, who is responsible.
std::string names_of(const complaints::RegisterCase& e, const complaints::Unit& unit, const Tree& places) {
  std::string out = bulletins::label(e.pollution, Language::zh) + '\n' + bulletins::label(e.pollution, Language::en);
  if (const Place* place = places.find(e.place)) out += '\n' + place->zh + '\n' + place->en;
  return unit.organ.empty() ? out : out + '\n' + unit.organ;
}

stores::CaseRow case_row(const complaints::Campaign& campaign, const complaints::Case& one, std::uint64_t seq,
                         const Tree& places) {
  const complaints::RegisterCase& e = one.entry;
  stores::CaseRow row;
  row.number = e.number;
  row.seq = static_cast<std::int64_t>(seq);
  row.campaign = e.campaign;
  row.batch = std::to_string(e.batch);
  row.day = e.day.value;
  row.place = e.place.value;
  row.type = e.pollution;
  row.channel = boost::describe::enum_to_string(e.channel, "?");
  row.key = one.key();
  row.split_from = e.split_from;
  row.state = std::visit([](const auto& state) { return std::string(state.name); }, one.progress);
  if (one.outcome && one.outcome->finding) row.finding = boost::describe::enum_to_string(*one.outcome->finding, "?");
  const bool open = std::holds_alternative<complaints::HandedOver>(one.progress);
  if (open && one.clock.dues.report) row.due = one.clock.dues.report->value;
  const complaints::Unit unit = campaign.responsible(one);
  row.unit = unit_text(unit);
  row.names = names_of(e, unit, places);
  if (one.text)
    row.text = one.text->situation + '\n' + one.text->investigation + '\n' + one.text->rectification + '\n' +
               one.text->accountability;
  return row;
}

}  // namespace

struct ViewsFeed::Rows {
  std::vector<stores::ClaimRow> claims;
  std::vector<stores::ClaimChange> claim_changes;
  std::vector<stores::CaseRow> cases;
  std::vector<stores::ProjectRow> projects;
};

ViewsFeed::ViewsFeed(journal::Journal& journal, stores::SqliteViews& views, const Tree& places)
    : journal_(journal), views_(views), places_(places) {}

ViewsFeed::~ViewsFeed() { stop(); }

void ViewsFeed::start() {
  const std::scoped_lock lock(mutex_);
  INVARIANT(!running_ && !stopping_, "a views feed is started once");
  running_ = true;
  thread_ = std::thread([this] { work(); });
}

void ViewsFeed::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void ViewsFeed::wake() {
  {
    const std::scoped_lock lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

bool ViewsFeed::wait_for(std::uint64_t size) const {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return position() >= size || stopping_ || failure_ || !running_; });
  return position() >= size;
}

std::optional<Failure> ViewsFeed::failure() const {
  const std::scoped_lock lock(mutex_);
  return failure_;
}

void ViewsFeed::work() {
  std::optional<Failure> fault;
  const auto written = views_.position();
  if (!written) fault = written.error();
  bool without_indices = written && *written == 0;
  if (without_indices) {
    if (auto dropped = views_.drop_indices(); !dropped) fault = dropped.error();
  }
  while (!fault) {
    const auto more = advance(*written);
    if (!more) {
      fault = more.error();
      break;
    }
    if (!*more && without_indices) {
      without_indices = false;
      if (auto made = views_.make_indices(); !made) {
        fault = made.error();
        break;
      }
    }
    std::unique_lock lock(mutex_);
    changed_.notify_all();
    if (!*more && position() < *written) {
      fault = Failure{FailureKind::conflict, "列表（views.db）比流水还新，不属于这份流水：请删除 views.db 后重新启动",
                      "the lists (views.db) are ahead of the journal and do not belong to it: delete views.db and "
                      "start again"};
      break;
    }
    changed_.wait(lock, [&] { return *more || woken_ || stopping_; });
    if (stopping_) break;
    woken_ = false;
  }
  {
    const std::scoped_lock lock(mutex_);
    failure_ = fault;
    running_ = false;
  }
  changed_.notify_all();
}

/// Takes in one run of entries; whether it was a full one. Rows are written for entries beyond `written`.
Result<bool, Failure> ViewsFeed::advance(std::uint64_t written) {
  const std::uint64_t from = position() + 1;
  std::uint64_t to = from + largest_run - 1;
  if (from <= written) to = std::min(to, written);
  std::vector<journal::Entry> entries;
  std::optional<Failure> fault;
  auto read = journal_.read(from, to, [&](std::uint64_t seq, std::string_view bytes, const Digest&) {
    auto entry = journal::decode_entry(bytes);
    if (!entry) {
      fault = unreadable(seq, entry.error());
      return false;
    }
    entries.push_back(std::move(*entry));
    return true;
  });
  if (fault) return Unexpected{*fault};
  if (!read) return Unexpected{read.error()};
  if (entries.empty()) return false;
  Rows rows;
  fold(entries, rows);
  const std::uint64_t last = entries.back().seq;
  if (last > written) {
    if (auto put = views_.apply({last, rows.claims, rows.cases, rows.projects, rows.claim_changes}); !put) return Unexpected{put.error()};
  }
  position_.store(last, std::memory_order_release);
  return last == to;
}

void ViewsFeed::fold(const std::vector<journal::Entry>& entries, Rows& rows) {
  const std::scoped_lock lock(index_mutex_);
  for (const journal::Entry& entry : entries) {
    if (const auto* event = std::get_if<subsidies::Event>(&entry.event)) {
      claims_.fold(entry.seq, *event, rows.claims, rows.claim_changes);
    } else if (const auto* complaint = std::get_if<complaints::Event>(&entry.event)) {
      fold(entry.seq, *complaint, rows);
    } else if (const auto* project = std::get_if<projects::Event>(&entry.event)) {
      fold(entry.seq, *project, rows);
    } else if (const auto* of_access = std::get_if<access::Event>(&entry.event)) {
      fold(entry.seq, *of_access);
    }
    if (also_) also_(entry);
  }
}

void ViewsFeed::fold(std::uint64_t seq, const access::Event& event) {
  std::visit(
      [&](const auto& e) {
        if constexpr (requires { std::string(e.account); }) of_account_[e.account].push_back(seq);
        else if constexpr (requires { e.account.account; }) of_account_[e.account.account].push_back(seq);
        else if constexpr (requires { e.grant; }) of_account_[e.grant.account].push_back(seq);
        else if constexpr (requires { e.key.account; }) of_account_[e.key.account].push_back(seq);
      },
      event);
}

std::vector<std::uint64_t> ViewsFeed::entries_of_account(std::string_view account) const {
  const std::scoped_lock lock(index_mutex_);
  const auto found = of_account_.find(std::string(account));
  return found == of_account_.end() ? std::vector<std::uint64_t>{} : found->second;
}

void ViewsFeed::fold(std::uint64_t seq, const complaints::Event& event, Rows& rows) {
  complaints::apply(complaints_, event);
  const auto [campaign, numbers] = complaints::cases_of(complaints_, event);
  if (numbers.empty()) return;
  const complaints::Campaign& of = *complaints_.campaign(campaign);
  for (const std::string& number : numbers) {
    auto& entries = of_case_[number];
    if (!entries.empty() && entries.back() == seq) continue;
    entries.push_back(seq);
    rows.cases.push_back(case_row(of, *of.find(number), seq, places_));
  }
}

void ViewsFeed::fold(std::uint64_t seq, const projects::Event& event, Rows& rows) {
  const auto change = [&](const std::string& code, const auto& what) {
    stores::ProjectRow& row = projects_.at(code);
    row.seq = static_cast<std::int64_t>(seq);
    what(row);
    rows.projects.push_back(row);
    of_project_[code].push_back(seq);
  };
  if (const auto* registered = std::get_if<projects::ProjectRegistered>(&event)) {
    const projects::RegisterProject& e = registered->project;
    projects_.insert_or_assign(
        e.project,
        stores::ProjectRow{e.project, 0, e.name_zh, e.name_en, e.place.value,
                           boost::describe::enum_to_string(e.level, "?"),
                           boost::describe::enum_to_string(e.stage, "?"), e.investment.value, 0, e.day.value});
    change(e.project, [](stores::ProjectRow&) {});
  } else if (const auto* moved = std::get_if<projects::StageMoved>(&event)) {
    change(moved->project, [&](stores::ProjectRow& row) {
      row.stage = boost::describe::enum_to_string(moved->to, "?");
      row.day = moved->day.value;
    });
  } else if (const auto* reported = std::get_if<projects::ProgressReported>(&event)) {
    change(reported->project, [&](stores::ProjectRow& row) { row.progress_bp = reported->progress_bp; });
  }
}

std::vector<std::uint64_t> ViewsFeed::entries_of(RecordKind kind, std::string_view id) const {
  const std::scoped_lock lock(index_mutex_);
  if (kind == RecordKind::claim) {
    const auto number = subsidies::parse_claim_number(id);
    return number ? claims_.entries_of(*number) : std::vector<std::uint64_t>{};
  }
  const auto& index = kind == RecordKind::complaint ? of_case_ : of_project_;
  const auto found = index.find(std::string(id));
  return found == index.end() ? std::vector<std::uint64_t>{} : found->second;
}

std::vector<std::uint64_t> ViewsFeed::entries_of_batch(const std::string& batch) const {
  const std::scoped_lock lock(index_mutex_);
  return claims_.entries_of_batch(batch);
}

std::uint64_t ViewsFeed::count(RecordKind kind) const {
  const std::scoped_lock lock(index_mutex_);
  switch (kind) {
    case RecordKind::claim: return claims_.count();
    case RecordKind::complaint: return of_case_.size();
    case RecordKind::project: return of_project_.size();
  }
  INVARIANT(false, "a kind of record is not counted");
}

}  // namespace seethrough::http
