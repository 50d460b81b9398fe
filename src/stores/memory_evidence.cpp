#include "stores/memory_evidence.h"

#include <algorithm>

namespace seethrough::stores {

Result<Digest, Failure> MemoryEvidence::put(Shelf shelf, std::string_view octets) {
  if (auto checked = check_size(octets); !checked) return Unexpected{checked.error()};
  const Digest digest = digest_of(octets);
  const std::lock_guard lock(guard_);
  files_.emplace(std::pair(shelf, digest), octets);
  return digest;
}

Result<std::string, Failure> MemoryEvidence::get(Shelf shelf, const Digest& digest) {
  const std::lock_guard lock(guard_);
  const auto found = files_.find({shelf, digest});
  if (found == files_.end()) return Unexpected{no_such_evidence(digest)};
  return found->second;
}

Result<std::uint64_t, Failure> MemoryEvidence::count(Shelf shelf) {
  const std::lock_guard lock(guard_);
  return static_cast<std::uint64_t>(
      std::count_if(files_.begin(), files_.end(), [&](const auto& one) { return one.first.first == shelf; }));
}

}  // namespace seethrough::stores
