#include "stores/writer_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace seethrough::stores {
namespace {

std::string holder_of(int descriptor) {
  char text[32] = {};
  const ssize_t size = ::pread(descriptor, text, sizeof text - 1, 0);
  std::string pid;
  for (ssize_t i = 0; i < size && text[i] >= '0' && text[i] <= '9'; ++i) pid.push_back(text[i]);
  return pid.empty() ? "?" : pid;
}

}  // namespace

Result<WriterLock, Failure> WriterLock::take(const std::filesystem::path& folder) {
  const std::string file = (folder / "writer.lock").string();
  WriterLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (lock.descriptor_ < 0) {
    const char* said = std::strerror(errno);
    return Unexpected{Failure{
        errno == ENOENT || errno == ENOTDIR ? FailureKind::not_found : FailureKind::unavailable,
        fmt::format("无法建立锁文件 {}（{}）。请确认该数据目录存在，且运行本程序的用户可以写入。", file, said),
        fmt::format("The lock file {} can't be made ({}): the data directory must exist and be writable by the user who "
                    "runs this program.",
                    file, said)}};
  }
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const std::string pid = holder_of(lock.descriptor_);
    return Unexpected{Failure{
        FailureKind::conflict,
        fmt::format("数据目录 {} 正由进程 {} 写入。请用 --server URL 通过该进程操作，或先停止它。", folder.string(), pid),
        fmt::format("Process {} is writing to the data directory {}: use --server URL to work through it, or stop it.",
                    pid, folder.string())}};
  }
  const std::string pid = fmt::format("{}\n", ::getpid());
  const bool written = ::ftruncate(lock.descriptor_, 0) == 0 &&
                       ::pwrite(lock.descriptor_, pid.data(), pid.size(), 0) == static_cast<ssize_t>(pid.size());
  if (!written) {
    const char* said = std::strerror(errno);
    return Unexpected{Failure{FailureKind::unavailable,
                              fmt::format("无法写入锁文件 {}（{}）。请检查磁盘空间。", file, said),
                              fmt::format("The lock file {} can't be written ({}): check the disk.", file, said)}};
  }
  return lock;
}

WriterLock::~WriterLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace seethrough::stores
