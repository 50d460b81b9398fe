#include "journal/memory_journal.h"

#include <algorithm>

namespace seethrough::journal {

Result<Head, Failure> MemoryJournal::head() {
  const std::lock_guard lock(guard_);
  return Head{entries_.size(), checkpoint_};
}

Result<void, Failure> MemoryJournal::append(std::uint64_t expected_size, std::span<const NewEntry> entries,
                                            std::string_view checkpoint) {
  const std::lock_guard lock(guard_);
  if (entries_.size() != expected_size) {
    return Unexpected{Failure{FailureKind::conflict, "内存中的流水已被另一个写入者续写，请重新读取后再试。",
                              "Another writer has moved the journal in memory: read its head again."}};
  }
  for (const NewEntry& entry : entries) entries_.push_back({std::string(entry.bytes), entry.leaf});
  checkpoint_ = checkpoint;
  return {};
}

Result<void, Failure> MemoryJournal::read(std::uint64_t from, std::uint64_t to, const Visit& visit) {
  from = std::max<std::uint64_t>(from, 1);
  {
    const std::lock_guard lock(guard_);
    to = std::min<std::uint64_t>(to, entries_.size());
  }
  for (std::uint64_t seq = from; seq <= to; ++seq) {
    Entry entry;
    {
      const std::lock_guard lock(guard_);  // not held while visiting: the visitor may call the journal
      entry = entries_[seq - 1];
    }
    if (!visit(seq, entry.bytes, entry.leaf)) break;
  }
  return {};
}

}  // namespace seethrough::journal
