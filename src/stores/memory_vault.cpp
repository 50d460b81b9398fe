#include "stores/memory_vault.h"

#include <algorithm>

namespace seethrough::stores {

Result<std::vector<Digest>, Failure> MemoryVault::put(std::span<const NewRecord> records) {
  const std::lock_guard lock(guard_);
  std::vector<Digest> commitments;
  for (const NewRecord& record : records) {
    auto& rows = rows_[record.subject];
    const Sameness sameness = key_.sameness(record.subject, record.document);
    auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& kept) { return kept.sameness == sameness; });
    if (row == rows.end()) {
      Salt salt;
      random_(salt.bytes);
      auto sealed = key_.first_seal().seal(record.subject, salt, record.document, random_);
      row = rows.insert(row, {sameness, commitment(salt, record.document), std::move(sealed)});
    }
    commitments.push_back(row->commitment);
  }
  return commitments;
}

Result<std::vector<VaultRecord>, Failure> MemoryVault::get(const Pseudonym& subject) {
  const std::lock_guard lock(guard_);
  std::vector<VaultRecord> records;
  const auto found = rows_.find(subject);
  if (found == rows_.end()) return records;
  for (const Row& row : found->second) {
    auto opened = key_.first_seal().open(subject, row.sealed);
    INVARIANT(opened.has_value(), "a document sealed in memory opens");
    records.push_back({subject, std::move(opened->document), opened->salt, row.commitment});
  }
  return records;
}

Result<std::uint64_t, Failure> MemoryVault::erase(const Pseudonym& subject) {
  const std::lock_guard lock(guard_);
  const auto found = rows_.find(subject);
  if (found == rows_.end()) return std::uint64_t{0};
  const std::uint64_t erased = found->second.size();
  rows_.erase(found);
  return erased;
}

Result<std::uint64_t, Failure> MemoryVault::count() {
  const std::lock_guard lock(guard_);
  std::uint64_t total = 0;
  for (const auto& [subject, rows] : rows_) total += rows.size();
  return total;
}

}  // namespace seethrough::stores
