#include "demo/city.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "bulletins/bulletin.h"
#include "demo/dice.h"
#include "demo/script.h"
#include "engine/engine.h"
#include "proof/hash.h"
#include "stores/data_directory.h"
#include "stores/sqlite/sqlite_journal.h"
#include "stores/sqlite/sqlite_vault.h"
#include "stores/writer_lock.h"

namespace seethrough::demo {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t run_length = 2048;

/// When a bulletin is issued: after every step up to then.
struct Issue {
  Instant at;
  bulletins::Request request;
};

std::vector<Issue> issues() {
  std::vector<Issue> all;
  for (int batch = 1; batch <= 18; ++batch) {
    const Day day = day_of(2025, 5, 29) + (batch - 1);
    all.push_back({instant_in_china(day, 21, 0, 0, 0), {publication::Series::complaints, day, batch}});
  }
  const Day cut_off = day_of(2025, 6, 10), last = day_of(2025, 6, 15);
  all.push_back({instant_in_china(cut_off, 22, 30, 0, 0), {publication::Series::subsidies, cut_off, 0}});
  all.push_back({instant_in_china(last, 22, 0, 0, 0), {publication::Series::projects, last, 0}});
  std::sort(all.begin(), all.end(), [](const Issue& a, const Issue& b) { return a.at < b.at; });
  return all;
}

class Builder {
 public:
  Builder(engine::Engine& engine, stores::Vault& vault, std::uint64_t seed, const Progress& progress)
      : engine_(engine), vault_(vault), seed_(seed), progress_(progress) {}

  Result<Made, Failure> build(std::vector<Step> steps) {
    std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
    total_ = steps.size();
    auto issue = all_issues_.begin();
    std::size_t from = 0;
    while (from < steps.size()) {
      std::size_t to = std::min(from + run_length, steps.size());
      if (issue != all_issues_.end()) {
        const auto before = [&](const Step& step) { return step.at < issue->at; };
        const auto until = std::partition_point(steps.begin() + static_cast<std::ptrdiff_t>(from), steps.end(), before);
        to = std::min(to, static_cast<std::size_t>(until - steps.begin()));
      }
      if (auto sent = send(std::span(steps).subspan(from, to - from)); !sent) return Unexpected{sent.error()};
      from = to;
      while (issue != all_issues_.end() && (from == steps.size() || issue->at <= steps[from].at)) {
        if (auto issued = publish(*issue); !issued) return Unexpected{issued.error()};
        ++issue;
      }
      if (progress_) progress_(from, total_);
    }
    made_.entries = engine_.size();
    return made_;
  }

 private:
  engine::Submission submission(Instant at, journal::Command command) {
    const Digest name = proof::sha256(fmt::format("demonstration {} {}", seed_, ++serial_));
    engine::Submission one{{{}, {}, at, "demo"}, std::move(command)};
    std::copy_n(name.bytes.begin(), RequestId::size, one.envelope.request.bytes.begin());
    std::copy_n(name.bytes.begin() + RequestId::size, Fingerprint::size, one.envelope.fingerprint.bytes.begin());
    return one;
  }

  Result<void, Failure> send(std::span<Step> steps) {
    std::vector<stores::NewRecord> records;
    for (const Step& step : steps) {
      if (!step.document.empty()) records.push_back({step.subject, step.document});
    }
    auto commitments = vault_.put(records);
    if (!commitments) return Unexpected{commitments.error()};
    std::vector<engine::Submission> submissions;
    std::size_t next = 0;
    for (Step& step : steps) {
      if (!step.document.empty()) commit_to(step.command, (*commitments)[next++]);
      submissions.push_back(submission(step.at, std::move(step.command)));
    }
    return run(std::move(submissions));
  }

  static void commit_to(journal::Command& command, const Digest& commitment) {
    if (auto* subsidies = std::get_if<subsidies::Command>(&command)) {
      if (auto* redeem = std::get_if<subsidies::Redeem>(subsidies)) redeem->purchase.evidence = commitment;
      if (auto* apply = std::get_if<subsidies::Apply>(subsidies)) apply->purchase.evidence = commitment;
    } else if (auto* complaint = std::get_if<complaints::Command>(&command)) {
      if (auto* entry = std::get_if<complaints::RegisterCase>(complaint)) entry->letter = commitment;
    }
  }

  Result<void, Failure> run(std::vector<engine::Submission> submissions) {
    auto answers = engine_.submit(std::move(submissions));
    if (!answers) return Unexpected{answers.error()};
    for (const engine::Answer& one : *answers) {
      if (one.event && std::holds_alternative<journal::Refused>(*one.event)) ++made_.refused;
    }
    return {};
  }

  Result<void, Failure> publish(const Issue& issue) {
    auto command = engine_.look([&](const figures::Reading& reading, const std::string&)
                                    -> Result<publication::IssueBulletin, Failure> {
      auto bulletin = bulletins::compose(reading, issue.request);
      if (!bulletin) {
        return Unexpected{Failure{FailureKind::corrupt, bulletins::sentence(bulletin.error(), Language::zh),
                                  bulletins::sentence(bulletin.error(), Language::en)}};
      }
      return publication::IssueBulletin{bulletin->series, bulletin->cut_off, bulletin->batch,
                                        static_cast<std::int64_t>(bulletin->known_at),
                                        proof::sha256(bulletins::canonical_json(*bulletin))};
    });
    if (!command) return Unexpected{command.error()};
    std::vector<engine::Submission> one;
    one.push_back(submission(issue.at, publication::Command{*command}));
    return run(std::move(one));
  }

  engine::Engine& engine_;
  stores::Vault& vault_;
  std::uint64_t seed_;
  const Progress& progress_;
  std::vector<Issue> all_issues_ = issues();
  std::uint64_t serial_ = 0;
  std::uint64_t total_ = 0;
  Made made_;
};

Result<Made, Failure> fill(const fs::path& folder, std::uint64_t seed, const rules::Book& rules, const Tree& places,
                           const Progress& progress) {
  auto dice = std::make_shared<Dice>(seed);
  const stores::RandomSource random = [dice](std::span<std::uint8_t> bytes) { dice->fill(bytes); };
  auto directory = stores::DataDirectory::create(folder, random);
  if (!directory) return Unexpected{directory.error()};
  auto lock = stores::WriterLock::take(folder);
  if (!lock) return Unexpected{lock.error()};
  auto vault = stores::SqliteVault::open(directory->vault_file(), directory->vault_key(), random);
  if (!vault) return Unexpected{vault.error()};
  auto journal = stores::SqliteJournal::open(directory->journal_file(), stores::SqliteJournal::Mode::write);
  if (!journal) return Unexpected{journal.error()};
  auto engine = engine::Engine::recover(
      {**journal, rules, places, proof::make_signing_key(log_name, proof::Seed{directory->log_seed().bytes})}, {});
  if (!engine) return Unexpected{engine.error()};

  const Workshop workshop{rules, places, **vault, seed};
  std::vector<Step> steps = merchant_steps(workshop);
  for (auto make : {project_steps, complaint_steps, claim_steps}) {
    std::vector<Step> more = make(workshop);
    steps.insert(steps.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  return Builder(**engine, **vault, seed, progress).build(std::move(steps));
}

}  // namespace

Result<Made, Failure> make_city(const fs::path& folder, std::uint64_t seed, const rules::Book& rules,
                                const Tree& places, const Progress& progress) {
  std::error_code error;
  if (fs::exists(folder, error) && !(fs::is_directory(folder, error) && fs::is_empty(folder, error))) {
    return Unexpected{Failure{FailureKind::conflict, fmt::format("{} 已存在且不是空文件夹：请换一个文件夹或先删除它", folder.string()),
                              fmt::format("{} exists and is not an empty folder: name another folder or remove it first",
                                          folder.string())}};
  }
  fs::path work = folder;
  work += ".making";
  fs::remove_all(work, error);
  if (!folder.parent_path().empty()) fs::create_directories(folder.parent_path(), error);
  auto made = fill(work, seed, rules, places, progress);
  if (!made) {
    fs::remove_all(work, error);
    return made;
  }
  fs::remove(folder, error);
  fs::rename(work, folder, error);
  if (error) {
    return Unexpected{Failure{FailureKind::unavailable, fmt::format("无法创建 {}：{}", folder.string(), error.message()),
                              fmt::format("cannot create {}: {}", folder.string(), error.message())}};
  }
  return made;
}

}  // namespace seethrough::demo
