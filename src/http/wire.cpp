#include "http/wire.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 doesn't see that Asio's frames pair their own operators new and delete; its report is known to be false.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace seethrough::http {

namespace asio = boost::asio;
using asio::redirect_error;
using asio::use_awaitable;

struct Wire::Tls {
  Tls(Socket& socket, asio::ssl::context& context) : stream(socket, context) {}
  asio::ssl::stream<Socket&> stream;
};

Wire::Wire(Socket socket, asio::ssl::context* tls)
    : socket_(std::move(socket)), tls_(tls == nullptr ? nullptr : std::make_unique<Tls>(socket_, *tls)) {}
Wire::~Wire() = default;

asio::awaitable<Wire::Greeting> Wire::greet() {
  Error error;
  co_await socket_.async_wait(Socket::wait_read, redirect_error(use_awaitable, error));
  char first = 0;
  if (!error) socket_.non_blocking(true, error);
  if (error || socket_.receive(asio::buffer(&first, 1), Socket::message_peek, error) != 1) co_return Greeting::none;
  if (first >= 'A' && first <= 'Z') {  // a method's name; TLS begins with 22
    tls_.reset();
    co_return Greeting::plain;
  }
  co_await tls_->stream.async_handshake(asio::ssl::stream_base::server, redirect_error(use_awaitable, error));
  co_return error ? Greeting::none : Greeting::secured;
}

asio::awaitable<std::size_t> Wire::read_some(asio::mutable_buffer room, Error& error) {
  if (tls_) co_return co_await tls_->stream.async_read_some(room, redirect_error(use_awaitable, error));
  co_return co_await socket_.async_read_some(room, redirect_error(use_awaitable, error));
}

asio::awaitable<std::size_t> Wire::write(std::array<asio::const_buffer, 2> octets, Error& error) {
  if (tls_) co_return co_await asio::async_write(tls_->stream, octets, redirect_error(use_awaitable, error));
  co_return co_await asio::async_write(socket_, octets, redirect_error(use_awaitable, error));
}

asio::awaitable<void> Wire::end() {
  Error ignored;
  if (tls_) co_await tls_->stream.async_shutdown(redirect_error(use_awaitable, ignored));
  socket_.shutdown(Socket::shutdown_send, ignored);
}

}  // namespace seethrough::http
