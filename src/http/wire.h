#pragma once
// Wire (线路): the octets of one client, in the clear or over TLS. All that knows the difference is behind these few
// coroutines, so that only wire.cpp compiles Asio's templates for both. Cancelling or closing socket() ends whatever is
// under way. Included only by this room's .cpp files.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <array>
#include <memory>

namespace boost::asio::ssl {
class context;
}

namespace seethrough::http {

class Wire {
 public:
  using Error = boost::system::error_code;
  using Socket = boost::asio::ip::tcp::socket;
  enum class Greeting {
    secured,  ///< the handshake succeeded
    plain,    ///< the client spoke plain HTTP; so does the wire from now on
    none      ///< the client left, or its handshake failed
  };

  /// Over TLS if `tls` is not null; it need not outlive this.
  Wire(Socket socket, boost::asio::ssl::context* tls);
  ~Wire();

  /// The handshake that comes before all else if encrypted().
  boost::asio::awaitable<Greeting> greet();
  boost::asio::awaitable<std::size_t> read_some(boost::asio::mutable_buffer room, Error& error);
  boost::asio::awaitable<std::size_t> write(std::array<boost::asio::const_buffer, 2> octets, Error& error);
  /// Tells the peer that nothing more is sent: over TLS also by a close_notify, which its own answers.
  boost::asio::awaitable<void> end();

  bool encrypted() const { return tls_ != nullptr; }
  Socket& socket() { return socket_; }

 private:
  struct Tls;
  Socket socket_;
  std::unique_ptr<Tls> tls_;
};

}  // namespace seethrough::http
