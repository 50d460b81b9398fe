#pragma once
// The spellings that notes, checkpoints, tiles and receipts share: strict, so that each value has one spelling only.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/octets.h"

namespace seethrough::proof {

/// Base64 with padding (RFC 4648, section 4).
[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);
[[nodiscard]] std::optional<Digest> digest_from_base64(std::string_view text);

/// A decimal number without sign, spaces and leading zeros.
[[nodiscard]] std::optional<std::uint64_t> parse_decimal(std::string_view text);

/// Takes one code point off the front of `text`; nothing if that is not well-formed UTF-8 (RFC 3629).
[[nodiscard]] std::optional<char32_t> take_code_point(std::string_view& text);

/// Takes one line off the front of `text`, without its newline; nothing if no newline is left.
[[nodiscard]] std::optional<std::string_view> take_line(std::string_view& text);

}  // namespace seethrough::proof
