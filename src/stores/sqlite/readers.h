#pragma once
// Read connections to one database file, lent to one thread at a time, so that lists and recoveries read while the
// writer writes.

#include <filesystem>
#include <mutex>
#include <vector>

#include "stores/sqlite/database.h"

namespace seethrough::stores {

class Readers {
 public:
  explicit Readers(std::filesystem::path file) : file_(std::move(file)) {}

  /// A connection, given back when the Loan goes.
  class Loan {
   public:
    Loan(Readers* readers, Database database) : readers_(readers), database_(std::move(database)) {}
    Loan(Loan&& other) noexcept
        : readers_(std::exchange(other.readers_, nullptr)), database_(std::move(other.database_)) {}
    Loan& operator=(Loan&&) = delete;
    ~Loan();
    Database& operator*() { return database_; }
    Database* operator->() { return &database_; }

   private:
    Readers* readers_;
    Database database_;
  };

  /// Opens another connection when all are lent. In a folder that can't be written it reads a cleanly closed file (one
  /// without a write-ahead log) as immutable.
  Result<Loan, Failure> borrow();
  void close();

 private:
  Result<Database, Failure> open_one() const;
  std::filesystem::path file_;
  std::mutex guard_;
  std::vector<Database> idle_;
};

}  // namespace seethrough::stores
