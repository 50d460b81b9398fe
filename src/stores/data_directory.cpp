#include "stores/data_directory.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "stores/key_file.h"

namespace seethrough::stores {
namespace {

namespace fs = std::filesystem;

Failure cannot(FailureKind kind, const std::string& zh, const std::string& en) { return {kind, zh, en}; }

Failure cannot_write(const fs::path& file, int error) {
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
    return cannot(FailureKind::unavailable,
                  fmt::format("无法写入 {}：磁盘已满，或已达到限额。请清理空间后重试。", file.string()),
                  fmt::format("{} can't be written: the disk is full, or a quota is reached. Free some space and try again.",
                              file.string()));
  }
  const char* said = std::strerror(error);
  return cannot(FailureKind::unavailable, fmt::format("无法写入 {}（{}）。请检查磁盘空间和权限。", file.string(), said),
                fmt::format("{} can't be written ({}): check the disk's space and the permissions.", file.string(),
                            said));
}

/// A file descriptor that closes itself.
struct Descriptor {
  int number;
  explicit Descriptor(int opened) : number(opened) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool sync_folder(const fs::path& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.number >= 0 && ::fsync(opened.number) == 0;
}

/// Nothing if the folder is there, is a folder and may be read.
Result<void, Failure> check_folder(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) {
    return Unexpected{cannot(FailureKind::not_found,
                             fmt::format("找不到数据目录 {}。请检查路径，或先用 init 命令建立。", folder.string()),
                             fmt::format("There is no data directory {}: check the path, or make it with init first.",
                                         folder.string()))};
  }
  if (!fs::is_directory(folder, error)) {
    return Unexpected{cannot(FailureKind::not_found,
                             fmt::format("{} 是一个文件，而此处应为文件夹。请检查路径。", folder.string()),
                             fmt::format("{} is a file where a folder is expected: check the path.", folder.string()))};
  }
  const fs::directory_iterator reading(folder, error);
  if (error) {
    return Unexpected{cannot(FailureKind::unavailable,
                             fmt::format("无权读取数据目录 {}。请修改权限，或换用有权限的用户。", folder.string()),
                             fmt::format("The data directory {} may not be read: change its permissions or the user.",
                                         folder.string()))};
  }
  return {};
}

Result<void, Failure> make_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error)) {
    if (auto checked = check_folder(folder); !checked) return checked;
    if (fs::directory_iterator(folder) == fs::directory_iterator()) return {};
    const bool city = fs::exists(folder / "keys" / "log.key", error);
    return Unexpected{cannot(
        FailureKind::conflict,
        city ? fmt::format("{} 已是一个数据目录，不会重新建立。请直接使用，或另选一个位置。", folder.string())
             : fmt::format("文件夹 {} 不是空的，不会在其中建立数据。请另选一个空文件夹或新路径。", folder.string()),
        city ? fmt::format("{} is a data directory already: use it, or choose another place.", folder.string())
             : fmt::format("The folder {} isn't empty and was left as it is: choose an empty folder or a new path.",
                           folder.string()))};
  }
  if (fs::create_directory(folder, error)) return {};
  return Unexpected{cannot(
      error == std::errc::no_such_file_or_directory ? FailureKind::not_found : FailureKind::unavailable,
      fmt::format("无法建立文件夹 {}（{}）。请确认上一级文件夹存在且可写。", folder.string(), error.message()),
      fmt::format("The folder {} can't be made ({}): its parent must exist and be writable.", folder.string(),
                  error.message()))};
}

}  // namespace

Result<void, Failure> write_file_whole(const fs::path& file, std::string_view text, unsigned mode) {
  const fs::path draft = file.string() + ".new";
  {
    const Descriptor opened(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
    if (opened.number < 0) return Unexpected{cannot_write(draft, errno)};
    if (::fchmod(opened.number, mode) != 0 || !write_all(opened.number, text) || ::fsync(opened.number) != 0) {
      const int error = errno;
      ::unlink(draft.c_str());
      return Unexpected{cannot_write(draft, error)};
    }
  }
  if (::rename(draft.c_str(), file.c_str()) != 0) {
    const int error = errno;
    ::unlink(draft.c_str());
    return Unexpected{cannot_write(file, error)};
  }
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!sync_folder(folder)) return Unexpected{cannot_write(folder, errno)};
  return {};
}

Result<void, Failure> make_folder_whole(const fs::path& folder, unsigned mode) {
  if (::mkdir(folder.c_str(), mode) != 0) {
    if (errno == EEXIST) return {};
    return Unexpected{cannot_write(folder, errno)};
  }
  const fs::path parent = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
  if (!sync_folder(parent)) return Unexpected{cannot_write(parent, errno)};
  return {};
}

Result<DataDirectory, Failure> DataDirectory::create(const fs::path& folder, const RandomSource& random) {
  if (auto made = make_folder(folder); !made) return Unexpected{made.error()};
  DataDirectory directory(folder);
  const fs::path keys = folder / "keys";
  if (::mkdir(keys.c_str(), 0700) != 0) return Unexpected{cannot_write(keys, errno)};
  random(directory.log_seed_.bytes);
  random(directory.vault_key_.bytes);
  if (auto wrote = write_key_file(keys / "vault.key", directory.vault_key_.bytes); !wrote) return Unexpected{wrote.error()};
  if (auto wrote = write_key_file(keys / "log.key", directory.log_seed_.bytes); !wrote) return Unexpected{wrote.error()};
  if (!sync_folder(folder)) return Unexpected{cannot_write(folder, errno)};
  return directory;
}

Result<DataDirectory, Failure> DataDirectory::open(const fs::path& folder) {
  if (auto checked = check_folder(folder); !checked) return Unexpected{checked.error()};
  std::error_code error;
  if (!fs::is_directory(folder / "keys", error)) {
    return Unexpected{cannot(FailureKind::not_found,
                             fmt::format("{} 里没有 keys 文件夹，不是明督的数据目录。请检查路径，或先用 init 命令建立。",
                                         folder.string()),
                             fmt::format("{} has no folder keys and is no data directory of Seethrough: check the path, "
                                         "or make one with init.",
                                         folder.string()))};
  }
  DataDirectory directory(folder);
  if (auto read = directory.read_keys(); !read) return Unexpected{read.error()};
  return directory;
}

Result<void, Failure> DataDirectory::read_keys() {
  auto log = read_key_file(folder_ / "keys" / "log.key");
  if (!log) return Unexpected{log.error()};
  log_seed_.bytes = *log;
  auto vault = read_key_file(folder_ / "keys" / "vault.key");
  if (!vault) return Unexpected{vault.error()};
  vault_key_.bytes = *vault;
  return {};
}

}  // namespace seethrough::stores
