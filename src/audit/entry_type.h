#pragma once
// The type of an entry without decoding it: canonical JSON has it as the last member (journal/codec.h).

#include <string_view>

namespace seethrough::audit {

/// Empty if the bytes don't end as an entry does.
inline std::string_view entry_type(std::string_view bytes) {
  constexpr std::string_view before = "\"type\":\"";
  const std::size_t at = bytes.rfind(before);
  if (at == std::string_view::npos || !bytes.ends_with("\"}")) return {};
  bytes.remove_suffix(2);
  return bytes.substr(at + before.size());
}

}  // namespace seethrough::audit
