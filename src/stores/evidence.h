#pragma once
// Evidence (整改佐证): photographs from before and after a rectification, and documents, kept under the SHA-256 of what is
// in them. The original may show people and where they live, so it lies sealed; the public copy, from which that was
// taken (exchange/photograph.h), lies as it is. The journal names digests.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/failure.h"
#include "base/octets.h"
#include "base/result.h"

namespace seethrough::stores {

/// No file of evidence is larger, in octets.
inline constexpr std::size_t largest_evidence = std::size_t{20} << 20;

enum class Shelf {
  original,   ///< as it was handed in: sealed
  published,  ///< what everybody may see: in the clear
};

/// Safe from several threads.
class EvidenceStore {
 public:
  virtual ~EvidenceStore() = default;

  /// Keeps the file and returns its SHA-256; on disk when it returns. The same content again is one file, and replaces
  /// one that was damaged. Failure `malformed` if it is empty or larger than largest_evidence, `unavailable` if the disk
  /// is full or refuses: then nothing of it is left, and nothing else is touched.
  virtual Result<Digest, Failure> put(Shelf shelf, std::string_view octets) = 0;
  /// Failure `not_found`; `corrupt` if what lies there is not what the digest says: the sentence names it.
  virtual Result<std::string, Failure> get(Shelf shelf, const Digest& digest) = 0;
  /// How many files the shelf has.
  virtual Result<std::uint64_t, Failure> count(Shelf shelf) = 0;
};

/// SHA-256 of the octets.
Digest digest_of(std::string_view octets);
/// What put() refuses, whatever it stands on.
Result<void, Failure> check_size(std::string_view octets);
Failure no_such_evidence(const Digest& digest);

}  // namespace seethrough::stores
