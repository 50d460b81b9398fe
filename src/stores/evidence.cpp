#include "stores/evidence.h"

#include <fmt/format.h>
#include <sodium.h>

namespace seethrough::stores {

Digest digest_of(std::string_view octets) {
  Digest digest;
  crypto_hash_sha256(digest.bytes.data(), reinterpret_cast<const unsigned char*>(octets.data()), octets.size());
  return digest;
}

Result<void, Failure> check_size(std::string_view octets) {
  if (!octets.empty() && octets.size() <= largest_evidence) return {};
  return Unexpected{Failure{
      FailureKind::malformed,
      fmt::format("佐证文件有 {} 字节，应为 1 至 {} 字节（{} MB）。请压缩或分成几个文件后重新上传。", octets.size(), largest_evidence,
                  largest_evidence >> 20),
      fmt::format("The file of evidence has {} bytes, and 1 to {} ({} MB) are expected: make it smaller or split it, and "
                  "upload it again.",
                  octets.size(), largest_evidence, largest_evidence >> 20)}};
}

Failure no_such_evidence(const Digest& digest) {
  return {FailureKind::not_found, fmt::format("没有佐证文件 {}。请核对编号，或重新上传原件。", to_hex(digest)),
          fmt::format("There is no evidence {}: check the digest, or upload the original again.", to_hex(digest))};
}

}  // namespace seethrough::stores
