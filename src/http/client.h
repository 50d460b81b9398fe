#pragma once
// Client (客户端): a blocking HTTP/1.1 client for http:// and https:// addresses, on libcurl; one connection, kept alive. A
// server's certificate is always checked. No redirects, no cookies, no proxies, whatever the environment says. A program
// that uses it ignores SIGPIPE.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/failure.h"
#include "base/result.h"
#include "http/message.h"

namespace seethrough::http {

struct ClientResponse {
  int status = 0;
  Pairs headers;
  std::string body;
  /// The first header of that name, in any case of letters.
  std::optional<std::string_view> header(std::string_view name) const;
};

struct ClientOptions {
  std::string ca_file;  ///< PEM; certificates are checked against these roots alone; empty: against the system's
  std::size_t response_bytes = std::size_t{256} << 20;  ///< the largest body that is taken
  /// Whether a 429 whose Retry-After ends within the timeout is waited for, and the request sent again: whoever reads a
  /// whole log asks more often than a server allows one address.
  bool waits_when_limited = true;
};

/// Not for use by two threads at the same time.
class Client {
 public:
  /// `base` is "http://host[:port]" or "https://host[:port]" with an optional path that is put before each target. Does
  /// not connect yet. Fails if it is anything else.
  static Result<Client, Failure> of(std::string_view base, ClientOptions options = {});
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;
  ~Client();

  /// Sends one request and reads its whole response within `timeout`. A response of any status is a value; a Failure
  /// means there was none. A kept connection that the server has closed is replaced; a request that may have been acted
  /// on is not sent again, unless it is GET or HEAD.
  Result<ClientResponse, Failure> send(std::string_view method, std::string_view target, const Pairs& headers = {},
                                       std::string body = {},
                                       std::chrono::milliseconds timeout = std::chrono::seconds(30));

 private:
  struct State;
  Result<ClientResponse, Failure> send_once(std::string_view method, std::string_view target, const Pairs& headers,
                                            const std::string& body, std::chrono::milliseconds timeout);
  explicit Client(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// One request over a connection of its own.
Result<ClientResponse, Failure> fetch(std::string_view method, std::string_view url, const Pairs& headers = {},
                                      std::string body = {},
                                      std::chrono::milliseconds timeout = std::chrono::seconds(30),
                                      ClientOptions options = {});

}  // namespace seethrough::http
