#pragma once
// MemoryJournal: a journal that lives as long as the process, for tests and rehearsals. Safe from several threads.

#include <mutex>
#include <vector>

#include "journal/journal.h"

namespace seethrough::journal {

class MemoryJournal : public Journal {
 public:
  Result<Head, Failure> head() override;
  Result<void, Failure> append(std::uint64_t expected_size, std::span<const NewEntry> entries,
                               std::string_view checkpoint) override;
  Result<void, Failure> read(std::uint64_t from, std::uint64_t to, const Visit& visit) override;

 private:
  struct Entry {
    std::string bytes;
    Digest leaf;
  };
  std::mutex guard_;
  std::vector<Entry> entries_;
  std::string checkpoint_;
};

}  // namespace seethrough::journal
