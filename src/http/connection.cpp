#include "http/connection.h"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/read_size.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <array>

#include "http/event_stream.h"
#include "http/file_body.h"

#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 doesn't see that Asio's frames pair their own operators new and delete; its report is known to be false.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace seethrough::http {
namespace {

using asio::redirect_error;
using asio::use_awaitable;

constexpr std::size_t piece_bytes = std::size_t{64} << 10;
constexpr std::size_t discarded_bytes = std::size_t{1} << 20;
constexpr std::chrono::seconds parting{1};  // for a client to hear the last words

Response too_large(const Limits& limits) {
  const std::string size = std::to_string(limits.body_bytes >> 20);
  return problem(413, "请求体超过上限（" + size + " MiB），请拆分后分次提交。The request body is larger than " + size +
                          " MiB; send it in parts.");
}

}  // namespace

Connection::Connection(Hub& hub, tcp::socket socket, const asio::ip::address& peer)
    : hub_(hub),
      wire_(std::move(socket), hub.certificate ? &hub.certificate->context() : nullptr),
      peer_(plain(peer)),
      key_(limit_key(peer_)),
      buffer_(hub.options.limits.header_bytes + 2 * piece_bytes),
      wake_(*hub.io) {
  allow(hub.options.limits.idle);
}

void Connection::allow(std::chrono::milliseconds time) {
  overdue_ = false;
  deadline_ = std::chrono::steady_clock::now() + time;
}

void Connection::woken() {
  wake_.cancel();
  error_code ignored;
  const auto subscription = subscription_.lock();
  if (subscription && subscription->dropped()) wire_.socket().close(ignored);  // also ends a write that is stuck
}

void Connection::check(std::chrono::steady_clock::time_point now) {
  error_code ignored;
  if (hub_.draining && phase_ == Phase::streaming) wake_.cancel();
  if (hub_.closing) wire_.socket().close(ignored);
  if (now >= deadline_) overdue_ = true;
  // Cancelling is repeated at each tick: an operation that starts just after it is caught by the next.
  if (overdue_ || (hub_.draining && phase_ == Phase::idle)) wire_.socket().cancel(ignored);
}

void Connection::turn_away() {
  tcp::socket& socket = wire_.socket();
  error_code ignored;
  if (!wire_.encrypted()) {  // over TLS nothing can be said before a handshake
    const FinishedResponse response = hub_.refuse(
        problem(503, "连接数已达上限，请稍后再试。There are too many connections; try again later.").with("Retry-After", "5"),
        false);
    const std::string all = response.head + std::string(response.body());
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(all), ignored);
  }
  socket.shutdown(tcp::socket::shutdown_both, ignored);
  socket.close(ignored);
}

asio::awaitable<void> Connection::serve() {
  bool open = true;
  if (wire_.encrypted()) open = co_await greet();
  while (open && !hub_.closing) {
    if (!co_await wait_for_request()) break;
    Incoming incoming = co_await read_request();
    const bool refused = incoming.refusal.has_value();
    if (!refused && !incoming.request) break;
    const bool more = co_await answer(std::move(incoming));
    open = more;
    if (refused) co_await close_gently();
  }
  phase_ = Phase::idle;
  allow(parting);
  co_await wire_.end();
  error_code ignored;
  wire_.socket().shutdown(tcp::socket::shutdown_both, ignored);
  wire_.socket().close(ignored);
}

asio::awaitable<bool> Connection::greet() {
  allow(hub_.options.limits.header);
  const Wire::Greeting greeting = co_await wire_.greet();
  if (greeting == Wire::Greeting::plain) {
    const FinishedResponse response = hub_.refuse(
        problem(400, "这个端口只接受 HTTPS，请把网址开头改为 https://。This port speaks HTTPS only; let the address begin with "
                     "https://."),
        false);
    co_await send(response);
    co_await close_gently();
  }
  co_return greeting == Wire::Greeting::secured;
}

asio::awaitable<bool> Connection::wait_for_request() {
  phase_ = Phase::idle;
  if (buffer_.size() == 0) {
    allow(hub_.options.limits.idle);
    error_code error;
    const auto room = buffer_.prepare(4096);
    const std::size_t size = co_await wire_.read_some(room, error);
    buffer_.commit(size);
    hub_.counters.bytes_in += size;
    if (error) co_return false;
  }
  phase_ = Phase::busy;
  co_return true;
}

Request Connection::request_of(const Parser& parser) const {
  Request request;
  request.method = std::string(parser.get().method_string());
  request.raw_target = std::string(parser.get().target());
  for (const auto& field : parser.get())
    request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  request.peer_address = peer_.to_string();
  request.peer_is_loopback = peer_.is_loopback();
  return request;
}

asio::awaitable<std::size_t> Connection::feed(Parser& parser, error_code& error) {
  while (true) {
    if (buffer_.size() > 0) {
      const std::size_t taken = parser.put(buffer_.data(), error);
      buffer_.consume(taken);
      if (error != beast::http::error::need_more) co_return taken;
      error = {};
    }
    const std::size_t size = beast::read_size(buffer_, piece_bytes);
    if (size == 0) {
      error = beast::http::error::buffer_overflow;
      co_return 0;
    }
    const std::size_t read = co_await wire_.read_some(buffer_.prepare(size), error);
    buffer_.commit(read);
    hub_.counters.bytes_in += read;
    if (!error) continue;
    if (error == asio::error::eof && parser.got_some()) error = beast::http::error::partial_message;
    co_return 0;
  }
}

std::optional<Response> Connection::too_many(const Request& request, const asio::ip::address& client) {
  const auto wait = hub_.rate.take(limit_key(client), std::chrono::steady_clock::now());
  if (!wait) return std::nullopt;
  ++hub_.counters.requests_limited;
  Problem limited;
  limited.status = 429;
  limited.detail = "来自这个地址的请求过于频繁，请在 " + retry_after(*wait) + " 秒后重试。"
                   "There are too many requests from this address; try again in " + retry_after(*wait) + " s.";
  limited.instance = request.raw_target;
  return problem(limited).with("Retry-After", retry_after(*wait));
}

asio::awaitable<Connection::Incoming> Connection::read_request() {
  const Limits& limits = hub_.options.limits;
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
  parser.body_limit(limits.body_bytes);
  error_code error;
  allow(limits.header);
  while (!error && !parser.is_header_done()) co_await feed(parser, error);
  Incoming incoming;
  if (error) {
    incoming.refusal = refusal_of(error);
    co_return incoming;
  }
  Request request = request_of(parser);  // before the body, so that trailers are not taken for headers
  const Origin origin = hub_.proxies->origin(request.headers, peer_, wire_.encrypted());
  request.client_address = origin.address.to_string();
  request.secure = origin.secure;
  incoming.refusal = too_many(request, origin.address);
  if (incoming.refusal) co_return incoming;
  incoming.refusal =
      understand(request, parser.get().version() >= 11 ? Version::http_1_1 : Version::http_1_0, hub_.hosts);
  if (incoming.refusal) co_return incoming;
  incoming.refusal = co_await read_body(parser, request.header("Expect").has_value(), error);
  if (error || incoming.refusal) co_return incoming;
  request.body = std::move(parser.get().body());
  incoming.keep_alive = parser.keep_alive();
  incoming.request = std::move(request);
  co_return incoming;
}

asio::awaitable<std::optional<Response>> Connection::read_body(Parser& parser, bool expects_continue,
                                                               error_code& error) {
  const Limits& limits = hub_.options.limits;
  if (expects_continue && !parser.is_done() && buffer_.size() == 0)
    if (!co_await write("HTTP/1.1 100 Continue\r\n\r\n", {})) error = asio::error::connection_reset;
  const auto start = std::chrono::steady_clock::now();
  std::size_t received = 0;
  while (!error && !parser.is_done()) {
    deadline_ = start + limits.body + std::chrono::milliseconds(received * 1000 / limits.body_rate);
    received += co_await feed(parser, error);
  }
  if (error) co_return refusal_of(error);
  co_return std::nullopt;
}

std::optional<Response> Connection::refusal_of(error_code error) {
  using Error = beast::http::error;
  const Limits& limits = hub_.options.limits;
  if (overdue_)
    return problem(408, "请求发送得太慢，请检查网络后重试。The request arrived too slowly; check the network and try again.");
  if (error == Error::header_limit || error == Error::buffer_overflow)
    return problem(431, "请求头超过上限（" + std::to_string(limits.header_bytes >> 10) +
                            " KiB），请清除本站 Cookie 后重试。"
                            "The request header is too large; clear this site's cookies and try again.");
  if (error == Error::body_limit) return too_large(limits);
  if (error == Error::end_of_stream || error.category() != beast::http::make_error_code(Error::body_limit).category())
    return std::nullopt;
  return problem(400, "请求不符合 HTTP/1.1 的格式。The request is not well-formed HTTP/1.1.");
}

/// Whether the connection can carry another request.
asio::awaitable<bool> Connection::answer(Incoming incoming) {
  if (incoming.refusal) {
    const FinishedResponse response = hub_.refuse(std::move(*incoming.refusal), wire_.encrypted());
    co_await send(response);
    co_return false;
  }
  const bool keep_alive = incoming.keep_alive && !hub_.draining;
  deadline_ = std::chrono::steady_clock::time_point::max();
  co_await asio::post(asio::bind_executor(hub_.handlers, use_awaitable));
  FinishedResponse response = hub_.answer(*incoming.request, keep_alive);
  co_await asio::post(asio::bind_executor(*hub_.io, use_awaitable));
  if (response.response.events && !response.without_body) {
    std::optional<std::string> last;
    if (const auto header = incoming.request->header("Last-Event-ID")) last = std::string(*header);
    co_await send_events(std::move(response), std::move(last));
    co_return false;
  }
  const bool sent = co_await send(response);
  co_return sent && keep_alive && !response.response.events;
}

asio::awaitable<bool> Connection::send(const FinishedResponse& response) {
  hub_.count(response.status);
  const bool written = co_await write(response.head, response.body());
  if (!written || !response.file()) co_return written;
  co_return co_await send_file(*response.file());
}

/// A file that turns out shorter than was promised ends the connection, which tells the client.
asio::awaitable<bool> Connection::send_file(const FileBody& file) {
  std::vector<char> piece(piece_bytes);
  for (std::uint64_t at = 0; at < file.size();) {
    const std::size_t got = file.read(at, piece);
    if (got == 0) co_return false;
    const bool written = co_await write({}, {piece.data(), got});
    if (!written) co_return false;
    at += got;
  }
  co_return true;
}

/// Writes piece by piece, each with its own time, so that a large body may take long but a stuck client may not.
asio::awaitable<bool> Connection::write(std::string_view head, std::string_view body) {
  error_code error;
  do {
    const std::string_view piece = body.substr(0, piece_bytes);
    body.remove_prefix(piece.size());
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(head), asio::buffer(piece)};
    head = {};
    allow(hub_.options.limits.write);
    hub_.counters.bytes_out += co_await wire_.write(buffers, error);
  } while (!error && !body.empty());
  co_return !error;
}

asio::awaitable<void> Connection::send_events(FinishedResponse response, std::optional<std::string> last_event_id) {
  const std::shared_ptr<EventStream> stream = response.response.events;
  const std::weak_ptr<Connection> weak = weak_from_this();
  const auto wake = [io = hub_.io, weak] {
    asio::post(*io, [weak] {
      if (const auto self = weak.lock()) self->woken();
    });
  };
  const auto subscription = stream->subscribe(last_event_id, wake);
  if (!subscription) {
    const FinishedResponse refusal = hub_.refuse(
        problem(503, "实时更新的连接数已达上限，请稍后再试。Too many clients follow the events; try again later.")
            .with("Retry-After", "30"),
        wire_.encrypted());
    co_await send(refusal);
    co_return;
  }
  subscription_ = subscription;
  hub_.count(response.status);
  const std::string start = "retry: " + std::to_string(stream->limits().retry.count()) + "\n\n";
  if (!co_await write(response.head, start)) co_return;
  phase_ = Phase::streaming;
  wire_.socket().async_wait(tcp::socket::wait_read, [weak](error_code) {  // a subscriber sends nothing more: it hung up
    if (const auto self = weak.lock()) self->gone_ = true, self->wake_.cancel();
  });
  while (!gone_ && !hub_.draining && !subscription->dropped()) {
    deadline_ = std::chrono::steady_clock::time_point::max();
    wake_.expires_after(stream->limits().heartbeat);  // before take(), so that a wake after it is not lost
    std::string events = subscription->take();
    if (events.empty()) {
      error_code error;
      co_await wake_.async_wait(redirect_error(use_awaitable, error));
      if (error) continue;
      events = ": still here\n\n";
    }
    if (!co_await write({}, events)) co_return;
  }
}

/// Lets the client read the refusal: closing with unread data would reset the connection and lose it.
asio::awaitable<void> Connection::close_gently() {
  phase_ = Phase::idle;
  allow(parting);
  co_await wire_.end();
  error_code error;
  std::size_t discarded = 0;
  buffer_.clear();
  while (!error && !overdue_ && discarded < discarded_bytes) {
    const auto room = buffer_.prepare(piece_bytes);
    discarded += co_await wire_.socket().async_read_some(room, redirect_error(use_awaitable, error));
  }
}

}  // namespace seethrough::http
