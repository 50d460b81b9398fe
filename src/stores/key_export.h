#pragma once
// The keys of a city (keys/*.key) in one file under a passphrase (密钥导出文件), to be kept apart from the backups:
//
//   seethrough-keys 1
//   argon2id passes=<n> memory_kib=<n> salt=<32 hexadecimal digits>
//   <base64 of nonce (24) ‖ XChaCha20-Poly1305 of {"log.key":"<hex>",...}, the two lines above as associated data>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "stores/key_file.h"
#include "stores/vault_key.h"

namespace seethrough::stores {

using Keys = std::map<std::string, KeyOctets>;  ///< by the file's name: log.key, vault.key, vault-seal-<n>.key

/// The key files of a folder. Failure `not_found` if log.key or vault.key is missing; others as of read_key_file.
Result<Keys, Failure> read_keys(const std::filesystem::path& folder);
/// Makes the folder (mode 0700) if it is missing and writes the files that are not there. Failure `conflict` if one is
/// there with another key; then nothing is written.
Result<void, Failure> write_keys(const std::filesystem::path& folder, const Keys& keys);

/// `passes` and `memory_kib` of Argon2id: libsodium's "moderate". Tests take less.
struct ExportCost {
  std::uint64_t passes = 3;
  std::uint64_t memory_kib = 256 * 1024;
};
Result<std::string, Failure> seal_keys(const Keys& keys, std::string_view passphrase,
                                       const RandomSource& random = system_random(), ExportCost cost = {});
/// Failure `malformed` if it is no such file or a newer one; `corrupt` if the passphrase is wrong or the file was changed
/// (which of the two can't be told).
Result<Keys, Failure> open_keys(std::string_view text, std::string_view passphrase);

}  // namespace seethrough::stores
