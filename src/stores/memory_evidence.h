#pragma once
// MemoryEvidence: evidence that lives as long as the process, for tests and rehearsals.

#include <map>
#include <mutex>
#include <utility>

#include "stores/evidence.h"

namespace seethrough::stores {

class MemoryEvidence : public EvidenceStore {
 public:
  Result<Digest, Failure> put(Shelf shelf, std::string_view octets) override;
  Result<std::string, Failure> get(Shelf shelf, const Digest& digest) override;
  Result<std::uint64_t, Failure> count(Shelf shelf) override;

 private:
  std::mutex guard_;
  std::map<std::pair<Shelf, Digest>, std::string> files_;
};

}  // namespace seethrough::stores
