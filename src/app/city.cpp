#include "app/city.h"

#include <fmt/format.h>

#include <chrono>

#include "app/city_settings.h"
#include "demo/city.h"
#include "journal/codec.h"
#include "proof/hash.h"

namespace seethrough::app {

Instant now() {
  using namespace std::chrono;
  return Instant{duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

Result<proof::SigningKey, Failure> signing_key(const stores::DataDirectory& directory) {
  auto settings = read_city_settings(directory);
  if (!settings) return Unexpected{settings.error()};
  const std::string file = directory.city_file().string(), name = settings->log.empty() ? demo::log_name : settings->log;
  if (!proof::is_key_name(name)) {
    return Unexpected{Failure{FailureKind::malformed,
                              fmt::format("{} 中 log 的值 {} 不能作日志名：不能有空格和 +", file, name),
                              fmt::format("{}: log is {}, which cannot name a log: no spaces and no +", file, name)}};
  }
  return proof::make_signing_key(name, proof::Seed{directory.log_seed().bytes});
}

Result<std::unique_ptr<WritableCity>, Failure> open_to_write(const Common& common, const std::string& folder) {
  auto files = city_files();
  if (!files) return Unexpected{files.error()};
  auto directory = stores::DataDirectory::open(folder);
  if (!directory) return Unexpected{directory.error()};
  auto lock = stores::WriterLock::take(folder);
  if (!lock) return Unexpected{lock.error()};
  auto vault = stores::SqliteVault::open(directory->vault_file(), directory->vault_key());
  if (!vault) return Unexpected{vault.error()};
  auto journal = stores::SqliteJournal::open(directory->journal_file(), stores::SqliteJournal::Mode::write);
  if (!journal) return Unexpected{journal.error()};
  auto city = std::make_unique<WritableCity>(
      WritableCity{std::move(files).value(), std::move(directory).value(), std::move(lock).value(),
                   std::move(vault).value(), std::move(journal).value(), nullptr});
  auto key = signing_key(city->directory);
  if (!key) return Unexpected{key.error()};
  ProgressBar bar(common, "回放流水", "Replaying the journal");
  auto engine = engine::Engine::recover(
      {*city->journal, city->files.rules, city->files.places, std::move(key).value(), city->files.calendar},
      [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); });
  if (!engine) return Unexpected{engine.error()};
  city->engine = std::move(engine).value();
  return city;
}

namespace {

Result<void, Failure> read_up_to(ReadableCity& city, std::uint64_t position, ProgressBar& bar) {
  proof::Frontier tree;
  std::optional<Failure> fault;
  auto read = city.journal->read(1, position, [&](std::uint64_t seq, std::string_view bytes, const Digest&) {
    auto entry = journal::decode_entry(bytes);
    if (!entry || entry->seq != seq) {
      fault = Failure{FailureKind::corrupt, fmt::format("流水第 {} 条无法读取：请运行 seethrough verify", seq),
                      fmt::format("journal entry {} cannot be read: run seethrough verify", seq)};
      return false;
    }
    engine::take(*city.reading, seq, entry->event);
    tree.append(proof::leaf_hash(bytes));
    if (seq % 4096 == 0) bar.show(seq, position);
    return true;
  });
  if (fault) return Unexpected{*fault};
  if (!read) return read;
  city.checkpoint = proof::sign_checkpoint({city.key.verifier.name, position, tree.root()}, city.key);
  return {};
}

}  // namespace

Result<std::unique_ptr<ReadableCity>, Failure> open_to_read(const Common& common, const std::string& folder,
                                                            std::uint64_t known_at) {
  auto files = city_files();
  if (!files) return Unexpected{files.error()};
  auto directory = stores::DataDirectory::open(folder);
  if (!directory) return Unexpected{directory.error()};
  auto journal = stores::SqliteJournal::open(directory->journal_file(), stores::SqliteJournal::Mode::read);
  if (!journal) return Unexpected{journal.error()};
  auto head = (*journal)->head();
  if (!head) return Unexpected{head.error()};
  if (known_at > head->size) {
    return Unexpected{Failure{FailureKind::malformed,
                              fmt::format("--known-at 的值 {} 超过流水的长度 {}", known_at, head->size),
                              fmt::format("--known-at is {}: the journal has {} entries", known_at, head->size)}};
  }
  auto key = signing_key(*directory);
  if (!key) return Unexpected{key.error()};
  auto city = std::make_unique<ReadableCity>(ReadableCity{std::move(files).value(), std::move(directory).value(),
                                                          std::move(journal).value(), nullptr, head->size,
                                                          std::move(key).value(), {}});
  city->reading = std::make_unique<figures::Reading>(city->files.places);
  ProgressBar bar(common, "读取流水", "Reading the journal");
  if (auto read = read_up_to(*city, known_at == 0 ? head->size : known_at, bar); !read)
    return Unexpected{read.error()};
  return city;
}

}  // namespace seethrough::app
