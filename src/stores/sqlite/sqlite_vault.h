#pragma once
// SqliteVault: the vault in one SQLite file. Outside the program it shows pseudonyms, commitments and sealed octets:
//
//   record(id INTEGER PRIMARY KEY, subject BLOB, sameness BLOB, commitment BLOB, sealed BLOB,
//          UNIQUE(subject, sameness))
//   about(id INTEGER PRIMARY KEY CHECK(id=1), key_check BLOB)
//
// Deleted rows are overwritten with zeros (secure_delete), and the write-ahead log is emptied after an erasure.

#include <filesystem>
#include <memory>
#include <mutex>

#include "stores/sqlite/checkpointer.h"
#include "stores/sqlite/database.h"
#include "stores/sqlite/readers.h"
#include "stores/vault.h"

namespace seethrough::stores {

class SqliteVault : public Vault {
 public:
  /// Makes the file if it is missing. Failure `conflict` if the file was sealed with another key.
  static Result<std::unique_ptr<SqliteVault>, Failure> open(const std::filesystem::path& file, const MasterKey& master,
                                                            RandomSource random = system_random());
  ~SqliteVault() override;

  Result<std::vector<Digest>, Failure> put(std::span<const NewRecord> records) override;
  Result<std::vector<VaultRecord>, Failure> get(const Pseudonym& subject) override;
  Result<std::uint64_t, Failure> erase(const Pseudonym& subject) override;
  Result<std::uint64_t, Failure> count() override;

 private:
  SqliteVault(const std::filesystem::path& file, const MasterKey& master, RandomSource random)
      : Vault(master), file_(file), random_(std::move(random)), readers_(file) {}
  Result<void, Failure> start();
  Result<void, Failure> check_key();
  Result<Digest, Failure> put_one(const NewRecord& record);

  std::filesystem::path file_;
  RandomSource random_;
  Readers readers_;
  std::mutex writing_;
  Database writer_;
  Statement find_;
  Statement insert_;
  Statement delete_;
  std::unique_ptr<Checkpointer> checkpointer_;
};

}  // namespace seethrough::stores
