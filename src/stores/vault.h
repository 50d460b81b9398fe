#pragma once
// The vault (个人信息保险箱): names, identity numbers, telephones, the free text of complaints. The journal carries only
// pseudonyms of the subjects and salted commitments to the documents; erasing a person deletes rows here and leaves the
// journal and its tree as they are.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "stores/vault_key.h"

namespace seethrough::stores {

/// A document on its way in: JSON text in the clear.
struct NewRecord {
  Pseudonym subject;
  std::string_view document;  ///< stays the caller's until put() returns
};

/// A document read back. salt and document together open the commitment to whoever may see them.
struct VaultRecord {
  Pseudonym subject;
  std::string document;
  Salt salt;
  Digest commitment;
};

class Vault {
 public:
  explicit Vault(const MasterKey& master) : key_(master) {}
  virtual ~Vault() = default;

  /// Keeps the documents, all or none, and returns their commitments in the same order; on disk when it returns. The
  /// same document of the same subject again is not stored again: its commitment is the one already given.
  virtual Result<std::vector<Digest>, Failure> put(std::span<const NewRecord> records) = 0;
  /// The subject's documents in the order they came; none if the subject is unknown or erased. Failure `corrupt` if a
  /// row was tampered with.
  virtual Result<std::vector<VaultRecord>, Failure> get(const Pseudonym& subject) = 0;
  /// Deletes the subject's documents for good and returns how many there were.
  virtual Result<std::uint64_t, Failure> erase(const Pseudonym& subject) = 0;
  /// How many documents there are.
  virtual Result<std::uint64_t, Failure> count() = 0;

  /// See VaultKey. Safe from several threads, and touches no disk.
  Pseudonym pseudonym(std::string_view kind, std::string_view value) const { return key_.pseudonym(kind, value); }
  Fingerprint fingerprint(std::string_view bytes) const { return key_.fingerprint(bytes); }

 protected:
  VaultKey key_;
};

}  // namespace seethrough::stores
