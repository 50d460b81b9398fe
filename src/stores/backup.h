#pragma once
// The backup (备份) of a data directory: a folder with
//
//   audit.db, credentials.db, journal.db, vault.db   each as it stood at one moment; those that the city has
//   evidence/                                        what was handed in, sealed as in the city, and its public copies
//   city.yaml                                        if the city has its own
//   keys/                                            only if asked for
//   manifest.json                                    written last
//
// The order of copying keeps every reference whole while the server goes on: the trail and the credentials name entries
// and accounts of the journal, so they are copied before it; the journal names documents of the vault, so the vault is
// copied after it. Evidence is kept before the journal names it and never changes; it is copied after the journal too.
//
// manifest.json is one line of JSON: {"format":1,"made_at":"...","journal":{"size":n,"checkpoint":"..."},"keys":false,
// "files":[{"name":"...","size":n,"sha256":"..."},...],"seal":"..."}; the format is 2 if there is evidence. `seal` is keyed
// BLAKE2b-256, in hexadecimal, of all that stands before `,"seal"`; its key is derived from keys/log.key. So whoever has the
// keys finds any change.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "calendar/instant.h"
#include "stores/data_directory.h"

namespace seethrough::stores {

struct BackupFile {
  std::string name;  ///< in the folder, with '/' where it lies deeper
  std::uint64_t size = 0;
  Digest sha256;
};

struct Manifest {
  Instant made_at;
  std::uint64_t journal_size = 0;
  std::string checkpoint;  ///< the journal's signed note; empty for a journal without entries
  bool keys = false;
  std::vector<BackupFile> files;
};

/// Called with octets done of all; false stops.
using BackupStep = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// What a backup of the directory will take, in octets, at most.
std::uint64_t backup_size(const DataDirectory& directory);

/// Copies the city into `folder` (there and empty) and says what it copied; writes no manifest. Also beside a running
/// server. Failure `unavailable` "interrupted" if `step` stopped it.
Result<Manifest, Failure> copy_city(const DataDirectory& directory, const std::filesystem::path& folder, bool with_keys,
                                    Instant at, const BackupStep& step);
Result<void, Failure> write_manifest(const std::filesystem::path& folder, const Manifest& manifest, const LogSeed& seed);

/// Reads manifest.json as it is, without holding it against a key. Failure `not_found`, `malformed` (no manifest, or a
/// newer format).
Result<Manifest, Failure> read_manifest(const std::filesystem::path& folder);
/// Holds the manifest against its seal and every file against the manifest. Failure `corrupt` names what differs.
Result<void, Failure> check_backup(const std::filesystem::path& folder, const Manifest& manifest, const LogSeed& seed,
                                   const BackupStep& step);
/// Copies the files of a checked backup, but its keys, into `to` (there and empty), holding each against the manifest
/// again as it is copied.
Result<void, Failure> copy_back(const std::filesystem::path& folder, const Manifest& manifest,
                                const std::filesystem::path& to, const BackupStep& step);

/// A folder that is filled and then appears whole under its name, or not at all: it is NAME.part until then, and goes
/// again if it does not get so far. Left behind by a killed process, it is removed by the next attempt.
class FolderInMaking {
 public:
  /// Failure `conflict` if `target` is there and not an empty folder, or NAME.part holds what is not ours; `not_found` if
  /// the parent is missing; `unavailable` if fewer than `needed_octets` are free.
  static Result<FolderInMaking, Failure> begin(const std::filesystem::path& target, std::uint64_t needed_octets);
  FolderInMaking(FolderInMaking&& other) noexcept : part_(std::exchange(other.part_, {})), target_(std::move(other.target_)) {}
  FolderInMaking& operator=(FolderInMaking&&) = delete;
  ~FolderInMaking();

  const std::filesystem::path& path() const { return part_; }
  /// Everything in it to disk, then its name.
  Result<void, Failure> finish();

 private:
  FolderInMaking(std::filesystem::path part, std::filesystem::path target)
      : part_(std::move(part)), target_(std::move(target)) {}
  std::filesystem::path part_, target_;
};

Failure backup_interrupted();

}  // namespace seethrough::stores
