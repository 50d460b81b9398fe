#include "stores/key_export.h"

#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>

#include "base/check.h"

namespace seethrough::stores {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::string_view first_line_begin = "seethrough-keys ";
constexpr int version = 1;
constexpr std::uint64_t most_memory_kib = 1 << 20, most_passes = 100;  // a file that asks for more is not ours
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

using ExportSalt = Octets<struct ExportSaltTag, crypto_pwhash_SALTBYTES>;

unsigned char* octets(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* octets(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// A key file's name as we write it: no path.
bool is_key_name(std::string_view name) {
  if (name == "log.key" || name == "vault.key") return true;
  constexpr std::string_view begin = "vault-seal-", end = ".key";
  if (!name.starts_with(begin) || !name.ends_with(end) || name.size() <= begin.size() + end.size()) return false;
  name = name.substr(begin.size(), name.size() - begin.size() - end.size());
  return name.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string head_of(const ExportCost& cost, const ExportSalt& salt) {
  return fmt::format("{}{}\nargon2id passes={} memory_kib={} salt={}\n", first_line_begin, version, cost.passes,
                     cost.memory_kib, to_hex(salt));
}

Result<KeyOctets, Failure> key_of(std::string_view passphrase, const ExportCost& cost, const ExportSalt& salt) {
  KeyOctets key;
  if (crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), salt.bytes.data(), cost.passes,
                    cost.memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return key;
  return Unexpected{Failure{FailureKind::unavailable,
                            fmt::format("内存不足，无法处理密钥导出文件（需要 {} MiB）。", cost.memory_kib >> 10),
                            fmt::format("There is too little memory to work on the export of keys ({} MiB are needed).",
                                        cost.memory_kib >> 10)}};
}

Failure no_export() {
  return {FailureKind::malformed, "这不是明督的密钥导出文件，或已损坏。请检查 --from 或 --keys 的路径，或换用另一份副本。",
          "This is no export of Seethrough's keys, or it is damaged: check the path, or take another copy."};
}

Failure wrong_passphrase() {
  return {FailureKind::corrupt, "密码短语不对，或密钥导出文件被改动过。请重新输入；若仍不行，请换用另一份副本。",
          "The passphrase is wrong, or the export of keys was changed: try again, or take another copy."};
}

Result<Keys, Failure> parse_keys(const std::string& clear) {
  boost::system::error_code error;
  const json::value value = json::parse(clear, error);
  if (error || !value.is_object()) return Unexpected{no_export()};
  Keys keys;
  for (const auto& [name, hex] : value.get_object()) {
    if (!is_key_name(name) || !hex.is_string()) return Unexpected{no_export()};
    const auto key = octets_from_hex<Octets<struct ExportedKeyTag, 32>>(hex.get_string());
    if (!key) return Unexpected{no_export()};
    keys.emplace(name, key->bytes);
  }
  return keys;
}

}  // namespace

Result<Keys, Failure> read_keys(const fs::path& folder) {
  Keys keys;
  for (const char* name : {"log.key", "vault.key"}) {
    auto key = read_key_file(folder / name);
    if (!key) return Unexpected{key.error()};
    keys.emplace(name, *key);
  }
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (!is_key_name(name) || keys.contains(name)) continue;
    auto key = read_key_file(entry.path());
    if (!key) return Unexpected{key.error()};
    keys.emplace(name, *key);
  }
  return keys;
}

Result<void, Failure> write_keys(const fs::path& folder, const Keys& keys) {
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    const char* said = std::strerror(errno);
    return Unexpected{Failure{FailureKind::unavailable,
                              fmt::format("无法建立文件夹 {}（{}）。请检查路径和权限。", folder.string(), said),
                              fmt::format("The folder {} can't be made ({}): check the path and the permissions.",
                                          folder.string(), said)}};
  }
  std::error_code error;
  for (const auto& [name, key] : keys) {
    INVARIANT(is_key_name(name), "a key file has one of our names");
    if (!fs::exists(folder / name, error)) continue;
    auto there = read_key_file(folder / name);
    if (!there) return Unexpected{there.error()};
    if (*there == key) continue;
    return Unexpected{Failure{
        FailureKind::conflict,
        fmt::format("{} 已存在，且是另一把密钥，没有覆盖。若确要替换，请先把它移走。", (folder / name).string()),
        fmt::format("{} is there already with another key and was left as it is: move it away first if it is to be "
                    "replaced.",
                    (folder / name).string())}};
  }
  for (const auto& [name, key] : keys) {
    if (fs::exists(folder / name, error)) continue;
    if (auto wrote = write_key_file(folder / name, key); !wrote) return wrote;
  }
  return {};
}

Result<std::string, Failure> seal_keys(const Keys& keys, std::string_view passphrase, const RandomSource& random,
                                       ExportCost cost) {
  json::object object;
  for (const auto& [name, key] : keys) {
    std::string hex;
    append_hex(hex, key.data(), key.size());
    object[name] = hex;
  }
  std::string clear = json::serialize(object);
  ExportSalt salt;
  random(salt.bytes);
  auto key = key_of(passphrase, cost, salt);
  if (!key) return Unexpected{key.error()};
  const std::string head = head_of(cost, salt);
  std::vector<std::uint8_t> sealed(nonce_size + clear.size() + tag_size);
  random(std::span(sealed.data(), nonce_size));
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + nonce_size, nullptr, octets(clear), clear.size(),
                                             octets(std::string_view(head)), head.size(), nullptr, sealed.data(),
                                             key->data());
  sodium_memzero(clear.data(), clear.size());
  sodium_memzero(key->data(), key->size());
  std::string text(sodium_base64_encoded_len(sealed.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), sealed.data(), sealed.size(), sodium_base64_VARIANT_ORIGINAL);
  text.back() = '\n';  // in the place of libsodium's null character
  return head + text;
}

Result<Keys, Failure> open_keys(std::string_view text, std::string_view passphrase) {
  if (!text.starts_with(first_line_begin)) return Unexpected{no_export()};
  int found = 0;
  std::from_chars(text.data() + first_line_begin.size(), text.data() + text.size(), found);
  if (found > version) {
    return Unexpected{Failure{
        FailureKind::malformed,
        fmt::format("密钥导出文件的格式版本为 {}，本程序只认到 {}。请使用较新的程序版本。", found, version),
        fmt::format("The export of keys has format version {}, and this program reads up to {}: use a newer release.",
                    found, version)}};
  }
  const std::size_t first_end = text.find('\n'), second_end = text.find('\n', first_end + 1);
  if (second_end == std::string_view::npos || !text.ends_with('\n')) return Unexpected{no_export()};
  const std::string head(text.substr(0, second_end + 1));
  unsigned long long passes = 0, memory_kib = 0;
  char salt_hex[2 * ExportSalt::size + 1] = {};
  if (std::sscanf(head.c_str() + first_end + 1, "argon2id passes=%llu memory_kib=%llu salt=%32s", &passes, &memory_kib,
                  salt_hex) != 3)
    return Unexpected{no_export()};
  const auto salt = octets_from_hex<ExportSalt>(salt_hex);
  const ExportCost cost{passes, memory_kib};
  if (!salt || memory_kib > most_memory_kib || passes > most_passes || head != head_of(cost, *salt))
    return Unexpected{no_export()};
  const std::string_view base64 = text.substr(second_end + 1, text.size() - second_end - 2);
  std::vector<std::uint8_t> sealed(base64.size());
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_base642bin(sealed.data(), sealed.size(), base64.data(), base64.size(), nullptr, &size, &end,
                        sodium_base64_VARIANT_ORIGINAL) != 0 ||
      end != base64.data() + base64.size() || size < nonce_size + tag_size)
    return Unexpected{no_export()};
  auto key = key_of(passphrase, cost, *salt);
  if (!key) return Unexpected{key.error()};
  std::string clear(size - nonce_size - tag_size, '\0');
  const int code = crypto_aead_xchacha20poly1305_ietf_decrypt(
      octets(clear), nullptr, nullptr, sealed.data() + nonce_size, size - nonce_size,
      octets(std::string_view(head)), head.size(), sealed.data(), key->data());
  sodium_memzero(key->data(), key->size());
  if (code != 0) return Unexpected{wrong_passphrase()};
  auto keys = parse_keys(clear);
  sodium_memzero(clear.data(), clear.size());
  return keys;
}

}  // namespace seethrough::stores
