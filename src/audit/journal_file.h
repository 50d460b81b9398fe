#pragma once
// JournalFile: journal.db as it was found, for verification. Unlike stores::SqliteJournal it gives every row there is,
// whatever the head says, past gaps and beyond the end.

#include <filesystem>

#include "journal/journal.h"
#include "stores/sqlite/database.h"

namespace seethrough::audit {

class JournalFile : public journal::Journal {
 public:
  /// Also beside a running writer. Failures: not_found, unavailable, malformed (no SQLite file).
  static Result<JournalFile, Failure> open(const std::filesystem::path& file);

  /// What the head row says, true or not; size 0 and no checkpoint if the row is missing.
  Result<journal::Head, Failure> head() override;
  /// Always `unavailable`: verification writes nothing.
  Result<void, Failure> append(std::uint64_t expected_size, std::span<const journal::NewEntry> entries,
                               std::string_view checkpoint) override;
  /// Every row from..to in the order of its number; numbers may be missing. A leaf that is not 32 octets reads as
  /// zeros. After the last row, `corrupt` if it was asked from 1 on and there are rows numbered below.
  Result<void, Failure> read(std::uint64_t from, std::uint64_t to, const Visit& visit) override;

 private:
  explicit JournalFile(stores::Database database) : database_(std::move(database)) {}
  stores::Database database_;
};

}  // namespace seethrough::audit
