#pragma once
// FileBody (文件应答体): an answer's body that lies in a file, for what is too large to be held in memory. It is sent piece
// by piece, never compressed on the way.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "base/failure.h"
#include "base/result.h"

namespace seethrough::http {

class FileBody {
 public:
  /// Opens the file. If `take` it loses its name, and goes when the last answer that holds it does. Failure
  /// `unavailable`.
  static Result<std::shared_ptr<const FileBody>, Failure> open(const std::filesystem::path& file, bool take);
  ~FileBody();
  FileBody(const FileBody&) = delete;
  FileBody& operator=(const FileBody&) = delete;

  std::uint64_t size() const { return size_; }
  /// Octets from that place on; fewer than there is room for only at the end. 0: at the end, or the disk refuses.
  std::size_t read(std::uint64_t from, std::span<char> room) const;

 private:
  FileBody(int file, std::uint64_t size) : file_(file), size_(size) {}
  int file_;
  std::uint64_t size_;
};

}  // namespace seethrough::http
