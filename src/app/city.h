#pragma once
// A city opened from its data directory: to write (engine, lock, vault) or only to read (journal).

#include <memory>

#include "app/city_files.h"
#include "app/terminal.h"
#include "engine/engine.h"
#include "stores/data_directory.h"
#include "stores/sqlite/sqlite_journal.h"
#include "stores/sqlite/sqlite_vault.h"
#include "stores/writer_lock.h"

namespace seethrough::app {

Instant now();

/// The city as its one writer has it. The members are taken down in the order in which they must be.
struct WritableCity {
  CityFiles files;
  stores::DataDirectory directory;
  stores::WriterLock lock;
  std::unique_ptr<stores::SqliteVault> vault;
  std::unique_ptr<stores::SqliteJournal> journal;
  std::unique_ptr<engine::Engine> engine;
};
/// Replays the journal, with a progress bar.
Result<std::unique_ptr<WritableCity>, Failure> open_to_write(const Common& common, const std::string& folder);

/// The city as of one journal position, read beside a running writer.
struct ReadableCity {
  CityFiles files;
  stores::DataDirectory directory;
  std::unique_ptr<stores::SqliteJournal> journal;
  std::unique_ptr<figures::Reading> reading;
  std::uint64_t size = 0;   ///< of the whole journal
  proof::SigningKey key;
  std::string checkpoint;   ///< signed, of the reading's position
};
/// `known_at` 0 means everything. Refused if the journal is shorter.
Result<std::unique_ptr<ReadableCity>, Failure> open_to_read(const Common& common, const std::string& folder,
                                                            std::uint64_t known_at);

/// The key that signs the city's checkpoints, under the name that DIR/city.yaml gives (`log: NAME`), or the
/// demonstration city's if there is no such file.
Result<proof::SigningKey, Failure> signing_key(const stores::DataDirectory& directory);

}  // namespace seethrough::app
