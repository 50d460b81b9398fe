#pragma once
// One writing process for each data directory: an exclusive flock(2) on DIR/writer.lock. The kernel releases it when
// the process dies, however it dies; the file may stay.

#include <filesystem>
#include <utility>

#include "base/failure.h"
#include "base/result.h"

namespace seethrough::stores {

class WriterLock {
 public:
  /// Failure `conflict` names the process that holds the lock.
  static Result<WriterLock, Failure> take(const std::filesystem::path& folder);
  WriterLock(WriterLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  WriterLock& operator=(WriterLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~WriterLock();

 private:
  explicit WriterLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace seethrough::stores
