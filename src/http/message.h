#pragma once
// Request and Response (请求与应答): one HTTP exchange as plain data. Nothing here knows sockets, so a handler is tested
// by calling it. Errors are answered as RFC 9457 problem details.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seethrough::http {

class EventStream;
class FileBody;

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A request whose target has been checked: a handler never sees malformed percent encoding or invalid UTF-8 in it.
struct Request {
  std::string method = "GET";   ///< upper case, as sent
  std::string path = "/";       ///< decoded; UTF-8; no control character; no "." or ".." segment; see parse_target
  std::string raw_target = "/"; ///< as sent
  Pairs query;                  ///< decoded, in the order sent; a name may occur more than once
  Pairs headers;                ///< as sent; trailers of a chunked body are not among them
  std::string body;
  std::string peer_address;     ///< textual address without port; behind a proxy it is the proxy's
  bool peer_is_loopback = false;
  std::string client_address;   ///< the peer's, or the client's that a trusted proxy states; textual, without port
  bool secure = false;          ///< arrived over TLS, or over a trusted proxy that says https

  /// The first value of that name in the query.
  std::optional<std::string_view> query_value(std::string_view name) const;
  /// The first header of that name, in any case of letters.
  std::optional<std::string_view> header(std::string_view name) const;
  /// The first cookie of that name.
  std::optional<std::string_view> cookie(std::string_view name) const;
};

/// What a handler answers. The server adds Date, Content-Length, Connection, compression and the security headers.
/// A header name or value that contains a line break is never sent: the answer becomes a 500.
struct Response {
  int status = 200;
  std::string content_type;  ///< empty: none is sent
  Pairs headers;
  std::string body;
  std::shared_ptr<const std::string> shared_body;  ///< if set, sent in place of `body`, without a copy
  std::shared_ptr<const std::string> shared_gzip;  ///< if set, `shared_body` already compressed (http/gzip.h)
  std::shared_ptr<const FileBody> file;            ///< if set, sent in place of any other body (http/file_body.h)
  std::shared_ptr<EventStream> events;             ///< if set, the connection subscribes to it (http/event_stream.h)

  std::string_view text() const { return shared_body ? std::string_view(*shared_body) : std::string_view(body); }
  /// The first header of that name, in any case of letters.
  std::optional<std::string_view> header(std::string_view name) const;
  /// Adds a header and returns the response, so that calls can be chained.
  Response&& with(std::string name, std::string value) &&;
};

/// What the target of a request means.
struct Target {
  std::string path;
  Pairs query;
};

/// Decodes "/path?query". Nothing if it does not start with "/", has a broken percent encoding, decodes to invalid
/// UTF-8 or a control character, or its path has a "." or ".." segment or an encoded "/" (which would move a segment's
/// bounds).
std::optional<Target> parse_target(std::string_view target);
/// Decodes "a=1&b=2" (a query, or an application/x-www-form-urlencoded body), "+" meaning a space. Nothing on the
/// errors of parse_target; line breaks and tabs are allowed, since a form has multi-line fields.
std::optional<Pairs> parse_urlencoded(std::string_view text);
/// Whether `text` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool valid_utf8(std::string_view text);
/// Compares ASCII letters without regard to case.
bool equal_ignoring_case(std::string_view a, std::string_view b);

Response html(std::string body, int status = 200);
Response json(std::string body, int status = 200);
Response text(std::string body, int status = 200);
/// 303 See Other: after a form was accepted, the browser fetches `location` with GET.
Response redirect(std::string location, int status = 303);

/// RFC 9457 problem details. `title` defaults to the status's reason phrase.
struct Problem {
  int status = 500;
  std::string detail;
  std::string type = "about:blank";
  std::string title;
  std::string instance;
  Pairs members;  ///< further members, all strings
};
Response problem(const Problem& problem);
Response problem(int status, std::string detail);

/// "Not Found" for 404; "Unknown" for a status that has no phrase.
std::string_view reason_phrase(int status);

}  // namespace seethrough::http
