#include "stores/key_file.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <tuple>

#include "base/octets.h"
#include "stores/data_directory.h"

namespace seethrough::stores {
namespace {

namespace fs = std::filesystem;

Failure cannot(FailureKind kind, const std::string& zh, const std::string& en) { return {kind, zh, en}; }

}  // namespace

Result<KeyOctets, Failure> read_key_file(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    return Unexpected{cannot(FailureKind::not_found,
                             fmt::format("找不到密钥文件 {}。请从备份恢复，缺了它这份数据无法使用。", file.string()),
                             fmt::format("The key file {} is missing: restore it from a backup; the data can't be used "
                                         "without it.",
                                         file.string()))};
  }
  if ((status.st_mode & 077) != 0) {
    return Unexpected{cannot(FailureKind::unavailable,
                             fmt::format("密钥文件 {} 可被其他用户读取，已拒绝使用。请运行：chmod 600 {}",
                                         file.string(), file.string()),
                             fmt::format("The key file {} may be read by other users and was refused: run chmod 600 {}",
                                         file.string(), file.string()))};
  }
  std::ifstream in(file);
  if (!in) {
    return Unexpected{cannot(FailureKind::unavailable,
                             fmt::format("无法读取密钥文件 {}。请以该文件所有者的身份运行。", file.string()),
                             fmt::format("The key file {} can't be read: run this program as the file's owner.",
                                         file.string()))};
  }
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!text.empty() && text.back() == '\n') text.pop_back();
  const auto octets = octets_from_hex<Octets<struct KeyFileTag, 32>>(text);
  if (!octets) {
    return Unexpected{cannot(FailureKind::malformed,
                             fmt::format("密钥文件 {} 应为 {} 位十六进制数字，现已损坏。请从备份恢复。", file.string(),
                                         2 * std::tuple_size_v<KeyOctets>),
                             fmt::format("The key file {} must hold {} hexadecimal digits and is damaged: restore it "
                                         "from a backup.",
                                         file.string(), 2 * std::tuple_size_v<KeyOctets>))};
  }
  return octets->bytes;
}

Result<void, Failure> write_key_file(const fs::path& file, const KeyOctets& key) {
  std::string text;
  append_hex(text, key.data(), key.size());
  return write_file_whole(file, text + "\n", 0600);
}

}  // namespace seethrough::stores
