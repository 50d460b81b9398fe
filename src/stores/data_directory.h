#pragma once
// The data directory (数据目录) of one city:
//
//   journal.db     the truth; `seethrough backup` copies it and its companions
//   vault.db       personal data, sealed; back it up apart from keys/
//   credentials.db passwords, second factors, sessions, API keys, none of them in the clear
//   audit.db       the audit trail
//   evidence/      photographs and documents, the originals sealed (stores/file_evidence.h)
//   views.db       lists for the pages; may be deleted at any time
//   keys/log.key   seed of the Ed25519 key that signs checkpoints: 64 hexadecimal digits and a line feed
//   keys/vault.key the vault's master key: likewise
//   keys/vault-seal-<n>.key  the key that seals the vault's documents since its nth replacement: likewise
//   city.yaml      the city's settings, if it has its own
//   writer.lock    held by the one process that writes
//
// Key files belong to their owner alone (mode 0600) and are refused when others may read them.

#include <filesystem>
#include <string_view>

#include "base/failure.h"
#include "base/result.h"
#include "stores/vault_key.h"

namespace seethrough::stores {

using LogSeed = Octets<struct LogSeedTag, 32>;

class DataDirectory {
 public:
  /// Makes the folder (its parent must exist) or takes an empty one, and writes the two keys. Failure `conflict` if it
  /// holds anything, be it foreign files or a city.
  static Result<DataDirectory, Failure> create(const std::filesystem::path& folder,
                                               const RandomSource& random = system_random());
  /// Failure `not_found` if the folder is missing or is no data directory, `malformed` if a key is damaged,
  /// `unavailable` if it can't be read or a key may be read by others.
  static Result<DataDirectory, Failure> open(const std::filesystem::path& folder);

  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path journal_file() const { return folder_ / "journal.db"; }
  std::filesystem::path vault_file() const { return folder_ / "vault.db"; }
  std::filesystem::path credentials_file() const { return folder_ / "credentials.db"; }
  std::filesystem::path trail_file() const { return folder_ / "audit.db"; }
  std::filesystem::path evidence_folder() const { return folder_ / "evidence"; }
  std::filesystem::path views_file() const { return folder_ / "views.db"; }
  std::filesystem::path city_file() const { return folder_ / "city.yaml"; }
  const LogSeed& log_seed() const { return log_seed_; }
  const MasterKey& vault_key() const { return vault_key_; }

 private:
  explicit DataDirectory(std::filesystem::path folder) : folder_(std::move(folder)) {}
  Result<void, Failure> read_keys();
  std::filesystem::path folder_;
  LogSeed log_seed_;
  MasterKey vault_key_;
};

/// Writes a file so that after a power cut it is there whole or not at all: a temporary file, fsync, rename, fsync of
/// the folder. An existing file is replaced.
Result<void, Failure> write_file_whole(const std::filesystem::path& file, std::string_view text, unsigned mode = 0644);
/// Makes the folder if it is missing; its name is on disk when it returns.
Result<void, Failure> make_folder_whole(const std::filesystem::path& folder, unsigned mode);

}  // namespace seethrough::stores
