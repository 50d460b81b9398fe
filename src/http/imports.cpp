#include "http/imports.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <fstream>

#include "http/doorkeeper.h"
#include "http/spool.h"
#include "messages/sentence.h"
#include "stores/vault_key.h"

namespace seethrough::http {
namespace {

constexpr int workers = 2;
constexpr std::int64_t kept_ms = 86'400'000;

std::string new_id() {
  std::uint8_t octets[16];
  stores::system_random()(octets);
  std::string id;
  append_hex(id, octets, sizeof octets);
  return id;
}

bool under_way(ImportState state) { return state == ImportState::reading || state == ImportState::running; }

}  // namespace

struct Imports::Job {
  ~Job() {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    std::filesystem::remove(file.string() + ".rejected.csv", ignored);
  }
  ImportStatus status;
  Caller caller;
  Language language = Language::zh;
  std::string sheet;
  std::filesystem::path file;
  std::atomic<bool> stop{false};
};

Imports::Imports(const City& city) : city_(city) {
  for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { work(); });
}

Imports::~Imports() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    for (auto& [id, job] : jobs_) job->stop = true;
  }
  waiting_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

Imports::JobPointer Imports::find(const std::string& account, const std::string& id) {
  const auto found = jobs_.find(id);
  return found == jobs_.end() || found->second->caller.account != account ? nullptr : found->second;
}

void Imports::forget_old() {
  const Instant now = city_.clock();
  std::erase_if(jobs_, [&](const auto& one) {
    return !under_way(one.second->status.state) && now.ms - one.second->status.uploaded_at.ms >= kept_ms;
  });
}

/// Whether one more may be held. What has ended makes room for what is new, the oldest first.
Result<void, Failure> Imports::room_for(const std::string& account) {
  forget_old();
  const auto ended = [](const Job& job) {
    return !under_way(job.status.state) && job.status.state != ImportState::preview;
  };
  for (const bool mine : {true, false}) {
    const auto counted = [&](const Job& job) { return !mine || job.caller.account == account; };
    for (;;) {
      std::size_t held = 0;
      auto oldest = jobs_.end();
      for (auto at = jobs_.begin(); at != jobs_.end(); ++at) {
        if (!counted(*at->second)) continue;
        ++held;
        const bool older = oldest == jobs_.end() || at->second->status.uploaded_at < oldest->second->status.uploaded_at;
        if (ended(*at->second) && older) oldest = at;
      }
      if (held < (mine ? most_of_account : most_of_all)) break;
      if (oldest == jobs_.end())
        return Unexpected{Failure{FailureKind::conflict,
                                  fmt::format("还有 {} 个导入没有结束：请先确认或停止其中一个，再上传。", held),
                                  fmt::format("{} imports have not ended yet: confirm or stop one of them first, then "
                                              "upload.",
                                              held)}};
      jobs_.erase(oldest);
    }
  }
  return {};
}

Result<std::string, Failure> Imports::take(const Caller& caller, Upload upload, std::string_view octets) {
  auto job = std::make_shared<Job>();
  job->status.id = new_id();
  job->status.name = std::move(upload.name);
  job->status.uploaded_at = city_.clock();
  job->status.bytes = octets.size();
  job->caller = caller;
  job->language = upload.language;
  job->sheet = std::move(upload.sheet);
  {
    const std::lock_guard lock(mutex_);
    if (auto room = room_for(caller.account); !room) return Unexpected{room.error()};
    jobs_.emplace(job->status.id, job);  // takes the room; the file follows
  }
  auto file = new_spool_file(city_.spool);
  bool written = file.has_value();
  if (written) {
    job->file = *file;
    std::ofstream out(job->file, std::ios::binary);
    out.write(octets.data(), static_cast<std::streamsize>(octets.size()));
    out.close();
    written = out.good();
  }
  const std::lock_guard lock(mutex_);
  if (!written) {
    jobs_.erase(job->status.id);
    if (!file) return Unexpected{file.error()};
    return Unexpected{Failure{FailureKind::unavailable, "上传的文件存不下：服务器的磁盘可能已满。请告知管理员后再试。",
                              "The upload can't be kept: the server's disk may be full. Tell the administrator, then "
                              "try again."}};
  }
  queue(job);
  return job->status.id;
}

void Imports::queue(const JobPointer& job) {
  queue_.push_back(job);
  waiting_.notify_one();
}

std::optional<ImportStatus> Imports::status(const std::string& account, const std::string& id) {
  const std::lock_guard lock(mutex_);
  forget_old();
  const JobPointer job = find(account, id);
  if (!job) return std::nullopt;
  return job->status;
}

bool Imports::confirm(const Caller& caller, const std::string& id, Language language) {
  const std::lock_guard lock(mutex_);
  const JobPointer job = find(caller.account, id);
  if (!job || job->status.state != ImportState::preview) return false;
  ImportStatus& status = job->status;
  status.state = ImportState::running;
  status.rows = status.rejected = status.bytes_read = 0;
  status.first.clear();
  job->caller = caller;
  job->language = language;
  queue(job);
  return true;
}

bool Imports::end(const std::string& account, const std::string& id) {
  const std::lock_guard lock(mutex_);
  const JobPointer job = find(account, id);
  if (!job) return true;
  job->stop = true;
  if (under_way(job->status.state)) return false;
  jobs_.erase(id);
  return true;
}

Result<std::shared_ptr<const FileBody>, Failure> Imports::rejected(const std::string& account, const std::string& id) {
  const std::lock_guard lock(mutex_);
  const JobPointer job = find(account, id);
  if (!job || !job->status.has_rejected_file) return std::shared_ptr<const FileBody>();
  return FileBody::open(job->file.string() + ".rejected.csv", false);
}

void Imports::work() {
  for (;;) {
    JobPointer job;
    {
      std::unique_lock lock(mutex_);
      // Woken by the hour too, so that what nobody asks for any more goes in time.
      while (!ending_ && queue_.empty()) {
        waiting_.wait_for(lock, std::chrono::hours(1));
        forget_old();
      }
      if (ending_) return;
      job = std::move(queue_.front());
      queue_.pop_front();
    }
    try {
      job->status.state == ImportState::reading ? read(*job) : run(*job);
    } catch (const std::exception& why) {  // out of memory, most likely: the server goes on without this import
      fail(*job, {FailureKind::unavailable, fmt::format("导入中断：{}", why.what()),
                  fmt::format("the import broke off: {}", why.what())});
    }
  }
}

exchange::ImportOptions Imports::options_of(Job& job) {
  exchange::ImportOptions options;
  options.by = job.caller.account;
  options.now = city_.clock;
  options.language = job.language;
  options.sheet = job.sheet;
  options.shown_name = job.status.name;
  options.stop = &job.stop;
  options.progress = [this, &job](std::uint64_t bytes, std::uint64_t total, std::uint64_t rows) {
    const std::lock_guard lock(mutex_);
    job.status.bytes_read = bytes;
    job.status.bytes_to_read = total;
    job.status.rows = rows;
  };
  options.keep_out = [this, &job](PlaceCode place) -> std::optional<exchange::RowFault> {
    constexpr auto right = access::Right::enter;
    constexpr auto programme = access::Programme::subsidies;
    if (may(city_, job.caller, right, programme, place)) return std::nullopt;
    const access::Rejection no = access::NotPermitted{job.caller.account, right, programme, place};
    return exchange::RowFault{{}, {}, sentence(no, Language::zh), sentence(no, Language::en)};
  };
  return options;
}

void Imports::fail(Job& job, const Failure& why) {
  const std::lock_guard lock(mutex_);
  job.status.state = ImportState::failed;
  job.status.failure = why;
  std::error_code ignored;
  std::filesystem::remove(job.file, ignored);
}

void Imports::read(Job& job) {
  exchange::EngineSink sink(city_.engine, city_.journal);
  const exchange::ImportSetup setup{city_.rules, city_.places, city_.vault, sink};
  auto found = exchange::preview_file(job.file, exchange::ImportKind::claims, setup, options_of(job));
  if (!found) return fail(job, found.error());
  const std::lock_guard lock(mutex_);
  ImportStatus& status = job.status;
  status.state = found->stopped ? ImportState::stopped : ImportState::preview;
  status.rows = found->rows;
  status.rejected = found->rejected;
  status.first = std::move(found->first);
  status.columns = std::move(found->columns);
  std::error_code ignored;
  if (found->stopped) std::filesystem::remove(job.file, ignored);
}

void Imports::run(Job& job) {
  exchange::EngineSink sink(city_.engine, city_.journal);
  const exchange::ImportSetup setup{city_.rules, city_.places, city_.vault, sink};
  auto report = exchange::import_file(job.file, exchange::ImportKind::claims, setup, options_of(job));
  if (!report) return fail(job, report.error());
  const std::lock_guard lock(mutex_);
  ImportStatus& status = job.status;
  status.state = report->stopped ? ImportState::stopped : ImportState::done;
  status.rows = report->rows;
  status.accepted = report->accepted;
  status.repeated = report->repeated;
  status.rejected = report->rejected;
  status.first = std::move(report->first);
  status.has_rejected_file = !report->rejected_file.empty();
  std::error_code ignored;
  std::filesystem::remove(job.file, ignored);
}

}  // namespace seethrough::http
