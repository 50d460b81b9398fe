#pragma once
// gzip (RFC 1952): bodies are compressed for clients that accept it.

#include <string>
#include <string_view>

namespace seethrough::http {

/// One gzip member that holds `data`. The same data always gives the same octets (no time, no name).
std::string gzip(std::string_view data);

}  // namespace seethrough::http
