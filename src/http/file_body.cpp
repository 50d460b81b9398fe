#include "http/file_body.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace seethrough::http {

Result<std::shared_ptr<const FileBody>, Failure> FileBody::open(const std::filesystem::path& file, bool take) {
  const int opened = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  struct stat about {};
  if (opened < 0 || fstat(opened, &about) != 0) {
    const std::string why = std::strerror(errno);
    if (opened >= 0) ::close(opened);
    return Unexpected{Failure{FailureKind::unavailable, fmt::format("读不了文件 {}：{}", file.string(), why),
                              fmt::format("{} can't be read: {}", file.string(), why)}};
  }
  std::error_code ignored;
  if (take) std::filesystem::remove(file, ignored);
  return std::shared_ptr<const FileBody>(new FileBody(opened, static_cast<std::uint64_t>(about.st_size)));
}

FileBody::~FileBody() { ::close(file_); }

std::size_t FileBody::read(std::uint64_t from, std::span<char> room) const {
  std::size_t done = 0;
  while (done < room.size()) {
    const ssize_t got = ::pread(file_, room.data() + done, room.size() - done, static_cast<off_t>(from + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

}  // namespace seethrough::http
