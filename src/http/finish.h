#pragma once
// The last step before the wire, without sockets: 304 for an unchanged entity, compression, security headers, and the
// octets of the header.

#include <string>
#include <string_view>

#include "http/message.h"

namespace seethrough::http {

struct FinishedResponse {
  int status = 0;
  std::string head;   ///< status line and header fields, with the empty line
  Response response;  ///< keeps the body alive
  bool without_body = false;
  /// What follows the head; empty for HEAD, 204 and 304, and where `file()` follows it.
  std::string_view body() const;
  /// The file that follows the head, or null.
  const FileBody* file() const;
};

struct FinishRules {
  std::string_view content_security_policy;
  bool keep_alive = true;
  bool secure = false;  ///< arrived over TLS: the browser is told to use nothing else from now on
};

/// `request` is null if the request could not be understood.
FinishedResponse finish(const Request* request, Response response, const FinishRules& rules);

}  // namespace seethrough::http
