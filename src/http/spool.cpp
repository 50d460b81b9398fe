#include "http/spool.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace seethrough::http {
namespace {

constexpr std::string_view beginning = "spool-";

Failure no_room(const std::filesystem::path& folder, const std::string& why) {
  return {FailureKind::unavailable, fmt::format("无法在 {} 中暂存文件：{}", folder.string(), why),
          fmt::format("no file can be kept for the moment in {}: {}", folder.string(), why)};
}

}  // namespace

Result<std::filesystem::path, Failure> new_spool_file(const std::filesystem::path& folder) {
  std::error_code none;
  const auto where = folder.empty() ? std::filesystem::temp_directory_path(none) : folder;
  std::string name = (where / fmt::format("{}XXXXXX", beginning)).string();
  const int made = mkostemp(name.data(), O_CLOEXEC);
  if (made < 0) return Unexpected{no_room(where, std::strerror(errno))};
  ::close(made);
  return std::filesystem::path(name);
}

Result<void, Failure> clear_spool(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::error_code fault;
  fs::create_directories(folder, fault);
  if (!fault) fs::permissions(folder, fs::perms::owner_all, fault);
  if (fault) return Unexpected{no_room(folder, fault.message())};
  for (const auto& one : fs::directory_iterator(folder, fault)) {
    const std::string name = one.path().filename().string();
    std::error_code ignored;
    if (name.starts_with(beginning) || name.starts_with("seethrough-export-")) fs::remove_all(one.path(), ignored);
  }
  if (fault) return Unexpected{no_room(folder, fault.message())};
  return {};
}

}  // namespace seethrough::http
