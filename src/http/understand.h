#pragma once
// Whether a request's header is one that every reader understands alike, and is meant for this server (RFC 9112,
// sections 3.2 and 6; RFC 9110, section 7.2). Without sockets.

#include <optional>
#include <string>
#include <vector>

#include "http/message.h"

namespace seethrough::http {

/// Which Host a request may name.
struct HostRules {
  bool any = false;
  std::vector<std::string> names;  ///< without port
};

enum class Version { http_1_0, http_1_1 };

/// Fills path and query from raw_target. A response is the refusal: 400 for a target that cannot be decoded, Host
/// missing or repeated, Content-Length repeated or beside Transfer-Encoding; 421 for another host; 501 for a transfer
/// coding other than chunked; 417 for an expectation other than 100-continue.
std::optional<Response> understand(Request& request, Version version, const HostRules& hosts);

}  // namespace seethrough::http
