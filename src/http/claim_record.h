#pragma once
// ClaimRecord (历史申领的读取): the claims of a journal as the backtest wants them, read once and then only what is new.

#include <atomic>
#include <functional>
#include <mutex>

#include "backtest/recorded.h"
#include "base/failure.h"
#include "journal/journal.h"

namespace seethrough::http {

/// Called with entries read and to be read; false stops the reading.
using ReadingProgress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// Takes entries from..to in; only those of the subsidies programme are decoded. Failure `corrupt` names the entry,
/// `unavailable` says that it was stopped.
Result<void, Failure> take_entries(backtest::Recorded& recorded, journal::Journal& journal, std::uint64_t from,
                                   std::uint64_t to, const ReadingProgress& progress);

/// Shared by all requests, one at a time: a backtest keeps a processor busy, and two would only slow each other.
class ClaimRecord {
 public:
  explicit ClaimRecord(journal::Journal& journal) : journal_(journal) {}
  using Look = std::function<void(const backtest::Recorded& recorded)>;
  /// Calls `look` with the claims of entries 1..position, which must be durable, or of some more that were read already.
  /// `unavailable` when another caller waits already.
  Result<void, Failure> look(std::uint64_t position, const Look& look);

 private:
  journal::Journal& journal_;
  std::atomic<int> asking_{0};
  std::mutex mutex_;
  backtest::Recorded recorded_;
  std::uint64_t position_ = 0;
};

}  // namespace seethrough::http
