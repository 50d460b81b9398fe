#include "audit/directory_tiles.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

namespace seethrough::audit {

Result<std::string, Failure> DirectoryTiles::read(std::string_view path) {
  const std::filesystem::path file = folder_ / path;
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return Unexpected{Failure{FailureKind::not_found, fmt::format("找不到日志文件 {}：请检查所给文件夹是否完整。", file.string()),
                              fmt::format("The log's file {} is not there: is the folder complete?", file.string())}};
  }
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (in.good() || in.eof()) return bytes;
  return Unexpected{Failure{FailureKind::unavailable, fmt::format("读不了日志文件 {}：请检查权限和磁盘。", file.string()),
                            fmt::format("The log's file {} can't be read: check its permissions and the disk.",
                                        file.string())}};
}

}  // namespace seethrough::audit
