#pragma once
// Spool (暂存): private files of the server that live for minutes: tables on their way out, uploads on their way in.

#include <filesystem>
#include <string>
#include <string_view>

#include "base/failure.h"
#include "base/result.h"

namespace seethrough::http {

/// Makes a new empty file, which only this account may read, in `folder` (empty: the system's folder for temporary
/// files). Failure `unavailable`.
Result<std::filesystem::path, Failure> new_spool_file(const std::filesystem::path& folder);
/// Makes the folder, which only this account may look into, or takes the one that is there, and removes what a run of
/// the server that did not end well left in it.
Result<void, Failure> clear_spool(const std::filesystem::path& folder);

/// Removes a file at the end of a scope, if it is still there.
class SpoolGuard {
 public:
  explicit SpoolGuard(std::filesystem::path file) : file_(std::move(file)) {}
  SpoolGuard(const SpoolGuard&) = delete;
  SpoolGuard& operator=(const SpoolGuard&) = delete;
  ~SpoolGuard() {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
  }

 private:
  std::filesystem::path file_;
};

}  // namespace seethrough::http
