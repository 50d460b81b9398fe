#pragma once
// SQLite behind values that close themselves. Nothing else in the program speaks to sqlite3 directly.
//
// Every failure names the file and says what a clerk can do: the disk is full, the folder is read-only or missing,
// another process holds the file, the file is damaged or is no database.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/failure.h"
#include "base/octets.h"
#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace seethrough::stores {

/// A prepared statement. Parameters count from 1, columns from 0. Bound text and blobs are not copied: they stay the
/// caller's until execute() returns or the rows are read.
class Statement {
 public:
  Statement() = default;

  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, std::string_view text);
  Statement& bind_null(int parameter);
  Statement& bind(int parameter, std::span<const std::uint8_t> blob);
  template <class Tag, std::size_t N>
  Statement& bind(int parameter, const Octets<Tag, N>& octets) {
    return bind(parameter, std::span<const std::uint8_t>(octets.bytes));
  }

  /// Runs a statement that returns no rows (rows, if any, are dropped) and makes it ready for the next use.
  Result<void, Failure> execute();
  /// Moves to the next row; false when there is none, and then the statement is ready for the next use.
  Result<bool, Failure> step();
  /// Makes the statement ready for the next use before its last row was read.
  void reset();

  std::int64_t integer(int column) const;
  /// Valid until the next step().
  std::string_view text(int column) const;
  std::span<const std::uint8_t> blob(int column) const;
  /// The octets in the column; false if it holds another number of them.
  template <class Tag, std::size_t N>
  [[nodiscard]] bool octets(int column, Octets<Tag, N>& out) const {
    const auto bytes = blob(column);
    if (bytes.size() != N) return false;
    std::memcpy(out.bytes.data(), bytes.data(), N);
    return true;
  }

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// One connection. It belongs to one thread at a time.
class Database {
 public:
  enum class Mode {
    read_write,  ///< made if it is missing; the folder must exist
    read,        ///< also beside a running writer
    immutable    ///< for a read-only folder: nobody may be writing
  };

  Database() = default;
  static Result<Database, Failure> open(const std::filesystem::path& file, Mode mode);

  /// Runs one or more statements whose rows don't matter.
  Result<void, Failure> run(const std::string& sql);
  Result<Statement, Failure> prepare(std::string_view sql);
  /// The first column of the first row, as a number; 0 if there is no row.
  Result<std::int64_t, Failure> number(std::string_view sql);
  bool immutable() const { return immutable_; }
  /// How many rows the last insert, update or delete changed.
  std::int64_t changes() const;

  /// How far a checkpoint of the write-ahead log got, in pages.
  struct WalState {
    bool complete = false;  ///< everything asked for was done
    int pages = 0;          ///< pages in the log
    int moved = 0;          ///< of these, already in the database file
  };
  enum class Checkpoint { passive, restart, truncate };
  Result<WalState, Failure> checkpoint(Checkpoint kind);
  /// Calls `watch` after each commit on this connection with the length of the write-ahead log in pages, instead of
  /// SQLite's automatic checkpoints. `watch` must outlive the connection.
  void on_commit(const std::function<void(int pages)>* watch);
  void stop_watching();

 private:
  friend Result<bool, Failure> copy_database(const std::filesystem::path&, const std::filesystem::path&,
                                             const std::function<bool(std::uint64_t, std::uint64_t)>&);
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::unique_ptr<sqlite3, Close> handle_;
  bool immutable_ = false;
};

/// Rolled back when it goes without commit().
class Transaction {
 public:
  enum class Kind {
    write,  ///< BEGIN IMMEDIATE
    read    ///< everything read sees the same state
  };
  static Result<Transaction, Failure> begin(Database& database, Kind kind = Kind::write);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void, Failure> commit();

 private:
  explicit Transaction(Database* database) : database_(database) {}
  Database* database_;
};

/// Copies a database as it stands at this moment, also beside a running writer, to a new file that needs no write-ahead
/// log and is on disk when this returns. `step` is called every few MiB with the pages done; false from it stops, and
/// then this gives false and the new file is no good.
Result<bool, Failure> copy_database(const std::filesystem::path& from, const std::filesystem::path& to,
                                    const std::function<bool(std::uint64_t pages_done, std::uint64_t pages)>& step);

/// What a file says it is: SQLite's application_id and user_version.
struct Format {
  std::int32_t application;  ///< which of our files
  std::int32_t version;      ///< of its tables
  const char* zh;            ///< what the file is called
  const char* en;
};

/// True if the file bears this format, false if it is new and empty. Failure `malformed` for a foreign file or a newer
/// or older version.
Result<bool, Failure> has_format(Database& database, const std::filesystem::path& file, const Format& format);
/// Marks a new file; call it in the transaction that makes the tables.
Result<void, Failure> set_format(Database& database, const Format& format);

/// A file whose contents contradict themselves. `zh` and `en` say how.
Failure corrupt_file(const std::filesystem::path& file, std::string_view zh, std::string_view en);

}  // namespace seethrough::stores
