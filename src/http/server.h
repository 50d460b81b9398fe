#pragma once
// Server (服务端): HTTP/1.1 over TCP or TLS. One thread moves octets for all connections; `threads` others run the handler,
// which may therefore block. Strict about framing (RFC 9112): what two readers could understand differently is refused.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "http/message.h"
#include "http/rate_limit.h"

namespace seethrough::http {

struct Limits {
  std::size_t body_bytes = std::size_t{64} << 20;  ///< beyond it 413; a claimed length is refused before it is read
  std::size_t header_bytes = std::size_t{16} << 10;  ///< request line and header fields; beyond it 431
  std::size_t connections = 1024;                    ///< in all; beyond it 503
  std::size_t per_address = 256;                     ///< from one address that is no trusted proxy; beyond it 503
  std::chrono::milliseconds idle{75'000};            ///< between requests; then closed
  std::chrono::milliseconds header{10'000};          ///< from a request's first octet to its header's end; then 408.
                                                     ///< Also for a TLS handshake; then closed
  std::chrono::milliseconds body{15'000};            ///< for a body, plus its length at `body_rate`; then 408
  std::size_t body_rate = std::size_t{16} << 10;     ///< the slowest acceptable upload, in bytes per second
  std::chrono::milliseconds write{30'000};           ///< for a client to take 64 KiB of a response; then closed
  std::chrono::milliseconds drain{10'000};           ///< for requests in flight when the server stops
};

/// The server's certificate with its chain, and its key, both in PEM.
struct TlsFiles {
  std::string certificate_file, key_file;
  std::chrono::milliseconds look_every{60'000};  ///< how often the files are looked at for a change
};

/// Which header a trusted proxy writes: X-Forwarded-For with X-Forwarded-Proto, or Forwarded (RFC 7239).
enum class ProxyHeader { x_forwarded_for, forwarded };

struct ServerOptions {
  std::string listen = "127.0.0.1:8080";  ///< "address:port" or "[address]:port"; port 0 picks a free one
  int threads = 4;                        ///< handlers that may run at the same time
  Limits limits;
  std::optional<TlsFiles> tls;  ///< if set, all connections are TLS
  /// Addresses and networks (CIDR) of reverse proxies whose word about the client is taken.
  std::vector<std::string> trusted_proxies;
  ProxyHeader proxy_header = ProxyHeader::x_forwarded_for;
  /// Of requests from one client address (IPv6: one /64 network), TLS handshakes among them; beyond it 429.
  Rate rate;
  /// Host names accepted besides 127.0.0.1, [::1], localhost and the address listened on: the defence against DNS
  /// rebinding. A host stands without port, and is accepted with any. On an address that is not loopback, an empty list
  /// means that every host is accepted.
  std::vector<std::string> allowed_hosts;
  std::string content_security_policy =
      "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-ancestors 'none'; object-src 'none'; "
      "base-uri 'none'; form-action 'self'";
  /// Told of handlers that threw, with the reference the client was given, and of certificates that expire or can't be
  /// loaded again. Called from any thread.
  std::function<void(std::string_view)> log;
};

/// What the server has done so far; each can be read at any time.
struct Counters {
  std::atomic<std::uint64_t> responses_2xx{0};
  std::atomic<std::uint64_t> responses_3xx{0};
  std::atomic<std::uint64_t> responses_4xx{0};
  std::atomic<std::uint64_t> responses_5xx{0};
  std::atomic<std::uint64_t> connections_opened{0};
  std::atomic<std::uint64_t> connections_open{0};
  std::atomic<std::uint64_t> connections_refused{0};  ///< over a limit
  std::atomic<std::uint64_t> requests_limited{0};     ///< over the rate, answered 429
  std::atomic<std::uint64_t> bytes_in{0};
  std::atomic<std::uint64_t> bytes_out{0};
};

/// Called on one of the server's threads, several at a time. An exception becomes a 500 with a reference.
using Handler = std::function<Response(const Request&)>;

class Server {
 public:
  /// Listens, but answers only after start(). Fails if the address is malformed, in use, not permitted or not this
  /// machine's, if the certificate or its key can't be used, and if a trusted proxy is not an address.
  static Result<std::unique_ptr<Server>, Failure> listen(ServerOptions options, Handler handler);
  ~Server();  ///< stops first
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  /// "http://127.0.0.1:8080", or with "https"
  std::string url() const;
  const Counters& counters() const;

  /// Starts the threads and returns. A server is started once; after stop() this does nothing.
  void start();
  /// start(), and return when stop() has been called from another thread and is done.
  void run();
  /// Stops accepting, ends idle connections and event streams, lets requests in flight finish for up to limits.drain,
  /// then closes what remains, and waits for handlers that still run. Not to be called from a handler. May be repeated.
  void stop();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace seethrough::http
