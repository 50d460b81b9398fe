#pragma once
// A key file (密钥文件): 32 octets as 64 hexadecimal digits and a line feed. It belongs to its owner alone (mode 0600) and
// is refused when others may read it.

#include <array>
#include <cstdint>
#include <filesystem>

#include "base/failure.h"
#include "base/result.h"

namespace seethrough::stores {

using KeyOctets = std::array<std::uint8_t, 32>;

/// Failure `not_found` if it is missing, `malformed` if it is damaged, `unavailable` if it can't be read or others may
/// read it.
Result<KeyOctets, Failure> read_key_file(const std::filesystem::path& file);
/// Whole or not at all, and on disk when it returns.
Result<void, Failure> write_key_file(const std::filesystem::path& file, const KeyOctets& key);

}  // namespace seethrough::stores
