#pragma once
// TLS (传输层安全): the server's certificate and key, loaded, checked, and loaded again when their files change. TLS 1.2 with
// forward secrecy and authenticated encryption only (ECDHE with AES-GCM or ChaCha20-Poly1305), and TLS 1.3; no
// compression, no renegotiation. Included only by this room's .cpp files, for it brings Asio's TLS along.

#include <boost/asio/ssl/context.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/failure.h"
#include "base/result.h"
#include "http/server.h"

namespace seethrough::http {

/// Not for use by two threads at the same time.
class Certificate {
 public:
  using Log = std::function<void(std::string_view)>;

  /// Fails if a file is missing, unreadable or not PEM, if the key is encrypted, and if it does not belong to the
  /// certificate. A certificate that is not valid now, or not for another two weeks, is used and told to `log`.
  static Result<std::unique_ptr<Certificate>, Failure> of(TlsFiles files, Log log);

  /// What new connections use; those that are open keep the context they began with.
  boost::asio::ssl::context& context() { return *context_; }
  /// Every files.look_every: loads the files again if they changed, and keeps what it has if they can't be used (a pair
  /// that is being replaced does not fit for a moment). Also replaces a context after twelve hours, since the key of
  /// its session tickets lives as long as it does.
  void look(std::chrono::steady_clock::time_point now);

 private:
  using Context = std::unique_ptr<boost::asio::ssl::context>;
  Certificate(TlsFiles files, Log log) : files_(std::move(files)), log_(std::move(log)) {}
  static Result<Context, Failure> load(const TlsFiles& files);
  void warn_of_dates();

  TlsFiles files_;
  Log log_;
  Context context_;
  std::string seen_;   ///< the files' state when they were looked at last
  std::chrono::steady_clock::time_point loaded_, looked_;
};

}  // namespace seethrough::http
