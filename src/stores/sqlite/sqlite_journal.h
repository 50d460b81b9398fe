#pragma once
// SqliteJournal: the journal in one SQLite file that a person can read with the sqlite3 shell:
//
//   journal(seq INTEGER PRIMARY KEY, entry TEXT NOT NULL, leaf BLOB NOT NULL)
//   head(id INTEGER PRIMARY KEY CHECK(id=1), size INTEGER NOT NULL, checkpoint TEXT NOT NULL)
//
// Each append is one transaction, on disk when it returns (write-ahead log, synchronous=FULL). The head moves by
// compare-and-swap, so that two writers can't fork the log.

#include <filesystem>
#include <memory>
#include <mutex>

#include "journal/journal.h"
#include "stores/sqlite/checkpointer.h"
#include "stores/sqlite/database.h"
#include "stores/sqlite/readers.h"

namespace seethrough::stores {

class SqliteJournal : public journal::Journal {
 public:
  enum class Mode {
    write,  ///< makes the file if it is missing
    read    ///< beside a running writer, or from a read-only folder once the writer has closed it
  };
  /// Failures: `not_found`, `unavailable`, `malformed` (a foreign file or another version), `corrupt` (the head and the
  /// entries disagree).
  static Result<std::unique_ptr<SqliteJournal>, Failure> open(const std::filesystem::path& file, Mode mode);
  ~SqliteJournal() override;

  Result<journal::Head, Failure> head() override;
  /// In mode `read` a failure `unavailable`.
  Result<void, Failure> append(std::uint64_t expected_size, std::span<const journal::NewEntry> entries,
                               std::string_view checkpoint) override;
  /// May be called from several threads, also while append() runs; each call sees the journal as it stood at its start.
  Result<void, Failure> read(std::uint64_t from, std::uint64_t to, const Visit& visit) override;

  /// Lets the file grow to at most this many pages of 16 KiB, to rehearse a full disk.
  Result<void, Failure> limit_pages(std::int64_t pages);

 private:
  SqliteJournal(const std::filesystem::path& file, Mode mode) : file_(file), mode_(mode), readers_(file) {}
  Result<void, Failure> start_writing();
  Result<void, Failure> insert(std::uint64_t expected_size, std::span<const journal::NewEntry> entries);
  Result<journal::Head, Failure> checked_head(Database& database) const;

  std::filesystem::path file_;
  Mode mode_;
  Readers readers_;
  std::mutex writing_;
  Database writer_;
  Statement insert_;
  Statement move_head_;
  std::unique_ptr<Checkpointer> checkpointer_;
};

}  // namespace seethrough::stores
