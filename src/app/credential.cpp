#include "app/credential.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <fstream>

#include "base/octets.h"
#include "stores/data_directory.h"

namespace seethrough::app {
namespace {

std::filesystem::path token_file(const std::filesystem::path& folder) { return folder / "operator.token"; }

}  // namespace

Result<OperatorToken, Failure> OperatorToken::make(const std::filesystem::path& folder) {
  std::array<std::uint8_t, 32> octets;
  randombytes_buf(octets.data(), octets.size());
  std::string token = "sto_";
  append_hex(token, octets.data(), octets.size());
  if (auto wrote = stores::write_file_whole(token_file(folder), token + "\n", 0600); !wrote)
    return Unexpected{wrote.error()};
  return OperatorToken(token_file(folder), std::move(token));
}

OperatorToken::~OperatorToken() {
  std::error_code ignored;  // the token is of no use without the process that made it
  if (!file_.empty()) std::filesystem::remove(file_, ignored);
}

Result<std::string, Failure> credential_for(const std::string& folder, const std::string& key_file) {
  const std::filesystem::path file = key_file.empty() ? token_file(folder) : std::filesystem::path(key_file);
  std::ifstream in(file);
  std::string line;
  if (in && std::getline(in, line) && !line.empty()) return line;
  return Unexpected{Failure{
      FailureKind::not_found,
      fmt::format("读不到 {}：请用 --data 指明该服务的数据目录，或用 --key-file 给出接口密钥文件。", file.string()),
      fmt::format("{} cannot be read: name the data directory of that server with --data, or a file with an API key with "
                  "--key-file.",
                  file.string())}};
}

}  // namespace seethrough::app
