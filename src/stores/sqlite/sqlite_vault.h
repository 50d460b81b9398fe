#pragma once
// SqliteVault: the vault in one SQLite file. Outside the program it shows pseudonyms, commitments and sealed octets:
//
//   record(id INTEGER PRIMARY KEY, subject BLOB, sameness BLOB, commitment BLOB, sealed BLOB, generation INTEGER,
//          UNIQUE(subject, sameness))
//   about(id INTEGER PRIMARY KEY CHECK(id=1), key_check BLOB, generation INTEGER)
//   seal_key(generation INTEGER PRIMARY KEY, key_check BLOB)
//
// Documents are sealed under keys that have generations (密钥代次). Generation 0 is derived from the master key; the key
// of generation n lies in keys/vault-seal-<n>.key beside the file. about.generation is the one that seals new documents;
// each row names its own. seal_key has those that are in use, to tell a wrong key file from a changed row.
//
// Deleted rows are overwritten with zeros (secure_delete), and the write-ahead log is emptied after an erasure.

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "stores/sqlite/checkpointer.h"
#include "stores/sqlite/database.h"
#include "stores/sqlite/readers.h"
#include "stores/vault.h"

namespace seethrough::stores {

class SqliteVault : public Vault {
 public:
  /// Makes the file if it is missing; a file from before keys had generations is taken over. Failure `conflict` if the
  /// file was sealed with another key, `not_found` if a generation's key file is missing: both say what to put back.
  static Result<std::unique_ptr<SqliteVault>, Failure> open(const std::filesystem::path& file, const MasterKey& master,
                                                            RandomSource random = system_random());
  ~SqliteVault() override;

  Result<std::vector<Digest>, Failure> put(std::span<const NewRecord> records) override;
  Result<std::vector<VaultRecord>, Failure> get(const Pseudonym& subject) override;
  Result<std::uint64_t, Failure> erase(const Pseudonym& subject) override;
  Result<std::uint64_t, Failure> count() override;

  using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;
  using Stop = std::function<bool()>;

  struct Rotation {
    std::int64_t generation = 0;  ///< that seals from now on
    std::uint64_t resealed = 0;   ///< documents, by this call
    bool finished = false;        ///< false if `stop` said so: the next call goes on with the same generation
  };
  /// Makes the next generation's key, on disk before its first use, and seals every document anew, some hundreds in a
  /// transaction, while others go on to read and write. When no row needs an older generation, its key file is deleted;
  /// so what was sealed under it, in a backup too, can be opened only with the keys that were exported before. Failure
  /// `corrupt` names the row that can't be opened; nothing is lost by it.
  Result<Rotation, Failure> rotate(const Progress& progress = {}, const Stop& stop = {});

  struct Checked {
    std::uint64_t documents = 0;
    std::map<std::int64_t, std::uint64_t> by_generation;
    std::vector<std::int64_t> bad;  ///< rows that can't be opened or whose commitment is another; at most 100 of them
    std::uint64_t bad_total = 0;
    bool finished = false;  ///< false if `stop` said so
  };
  /// Opens every document and holds it against its commitment.
  Result<Checked, Failure> check(const Progress& progress = {}, const Stop& stop = {});

 private:
  SqliteVault(const std::filesystem::path& file, const MasterKey& master, RandomSource random)
      : Vault(master), file_(file), random_(std::move(random)), readers_(file) {}
  Result<void, Failure> start();
  Result<void, Failure> make_or_take_over();
  Result<void, Failure> check_key();
  Result<void, Failure> read_seal_keys();
  Result<SealKey, Failure> read_seal_key(std::int64_t generation, const Sameness& check) const;
  std::optional<SealKey> seal_key(std::int64_t generation);
  Result<void, Failure> follow_generation();
  std::filesystem::path seal_file(std::int64_t generation) const;
  std::int64_t last_seal_file() const;
  std::optional<SealKey::Opened> open_row(const Statement& row, const Pseudonym& subject);
  Result<std::int64_t, Failure> next_generation();
  Result<std::uint64_t, Failure> reseal_some(std::int64_t generation, std::int64_t& after);
  Result<void, Failure> retire(std::int64_t generation);
  Failure tampered(std::int64_t row) const;
  Result<Digest, Failure> put_one(const NewRecord& record);

  std::filesystem::path file_;
  RandomSource random_;
  Readers readers_;
  std::mutex rotating_;
  std::mutex writing_;
  Database writer_;
  Statement find_;
  Statement insert_;
  Statement delete_;
  std::int64_t generation_ = 0;  ///< that seals
  std::mutex keys_guard_;
  std::map<std::int64_t, SealKey> seal_keys_;
  std::unique_ptr<Checkpointer> checkpointer_;
};

}  // namespace seethrough::stores
