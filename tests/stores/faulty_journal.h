#pragma once
// FaultyJournal: another journal, but its n-th append fails, either before anything was written or after everything
// was: the two ways in which an append can end uncertain.

#include "journal/journal.h"

namespace seethrough::stores {

class FaultyJournal : public journal::Journal {
 public:
  enum class Fault { before_writing, after_writing };

  /// `failing_append` counts from 1.
  FaultyJournal(journal::Journal& inner, int failing_append, Fault fault)
      : inner_(inner), left_(failing_append), fault_(fault) {}

  Result<journal::Head, Failure> head() override { return inner_.head(); }

  Result<void, Failure> append(std::uint64_t expected_size, std::span<const journal::NewEntry> entries,
                               std::string_view checkpoint) override {
    if (--left_ != 0) return inner_.append(expected_size, entries, checkpoint);
    if (fault_ == Fault::after_writing) {
      if (auto written = inner_.append(expected_size, entries, checkpoint); !written) return written;
    }
    return Unexpected{Failure{FailureKind::unavailable, "演练：磁盘出错。", "A rehearsal: the disk failed."}};
  }

  Result<void, Failure> read(std::uint64_t from, std::uint64_t to, const Visit& visit) override {
    return inner_.read(from, to, visit);
  }

 private:
  journal::Journal& inner_;
  int left_;
  Fault fault_;
};

}  // namespace seethrough::stores
