#pragma once
// FileEvidence: the evidence in a folder of the data directory:
//
//   original/ab/cdef…   sealed: "ev-seal1", then nonce (24) ‖ XChaCha20-Poly1305 of the octets, with their digest as
//                       associated data. The key is derived from the vault's master key and stays when the vault's
//                       sealing keys are replaced.
//   public/ab/cdef…     as it is
//
// abcdef… is the SHA-256 of the octets in the clear, in hexadecimal. A file in the making is called cdef….new and is
// nothing yet; one that a killed process left goes when the folder is opened to write.

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "stores/evidence.h"
#include "stores/vault_key.h"

namespace seethrough::stores {

class FileEvidence : public EvidenceStore {
 public:
  enum class Mode {
    read_write,  ///< for the process that holds the writer's lock; makes the folder if it is missing
    read,        ///< also beside that process; a folder that is missing is one without files
  };
  static Result<std::unique_ptr<FileEvidence>, Failure> open(const std::filesystem::path& folder, const MasterKey& master,
                                                             Mode mode, RandomSource random = system_random());
  ~FileEvidence() override;

  Result<Digest, Failure> put(Shelf shelf, std::string_view octets) override;
  Result<std::string, Failure> get(Shelf shelf, const Digest& digest) override;
  Result<std::uint64_t, Failure> count(Shelf shelf) override;

  using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;
  using Stop = std::function<bool()>;
  struct Checked {
    std::uint64_t originals = 0, published = 0;
    std::vector<std::string> bad;  ///< names that are missing, damaged or can't be opened; at most 100 of them
    std::uint64_t bad_total = 0;
    bool finished = false;  ///< false if `stop` said so
  };
  /// Reads every file and holds it against its digest; progress in files.
  Result<Checked, Failure> check(const Progress& progress = {}, const Stop& stop = {});

 private:
  FileEvidence(std::filesystem::path folder, const MasterKey& master, RandomSource random);
  Result<void, Failure> make();
  std::string seal(const Digest& digest, std::string_view octets) const;
  Result<std::string, Failure> unseal(const std::filesystem::path& file, const Digest& digest, std::string_view sealed) const;

  std::filesystem::path folder_;
  RandomSource random_;
  std::array<std::uint8_t, 32> key_{};
  std::mutex writing_;
};

/// A file of evidence, told from its name.
struct EvidenceFile {
  Shelf shelf;
  Digest digest;
  std::uint64_t size = 0;  ///< as it lies on disk
};
/// "original/ab/cdef…".
std::string evidence_name(Shelf shelf, const Digest& digest);
/// Whether that is the name of a file of evidence.
bool is_evidence_name(std::string_view name);
/// The files in a folder of evidence, by shelf and digest; none if it is missing. Failure `unavailable` if it can't be
/// read.
Result<std::vector<EvidenceFile>, Failure> list_evidence(const std::filesystem::path& folder);

}  // namespace seethrough::stores
