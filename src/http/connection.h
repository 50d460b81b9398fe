#pragma once
// The server's inside: Hub, what all connections share, and Connection, one client. Included only by this room's .cpp
// files, for it brings Asio and Beast along. Everything but Hub::answer happens on the one thread that runs `io`.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "http/finish.h"
#include "http/proxies.h"
#include "http/server.h"
#include "http/tls.h"
#include "http/understand.h"
#include "http/wire.h"

namespace seethrough::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using asio::ip::tcp;

class Connection;
class EventSubscription;

struct Hub {
  Hub(ServerOptions options, Handler handler);

  /// Takes a new client in, or refuses it when a limit is reached.
  void admit(tcp::socket socket, const tcp::endpoint& peer);
  bool has_room(const Connection& connection);
  void leave(Connection& connection);
  /// Cancels what is overdue, again every `tick`.
  void sweep();
  /// Runs the handler; called on a handler thread.
  FinishedResponse answer(const Request& request, bool keep_alive);
  FinishedResponse refuse(Response response, bool secure);
  void count(int status);

  static constexpr std::chrono::milliseconds tick{50};
  const ServerOptions options;
  const Handler handler;
  HostRules hosts;
  std::optional<TrustedProxies> proxies;     // set before start()
  std::unique_ptr<Certificate> certificate;  // null: plain HTTP
  Counters counters;
  std::shared_ptr<asio::io_context> io;  // shared with event streams: a publisher may call after the server is gone
  tcp::acceptor acceptor;
  asio::steady_timer sweeper;
  RateLimit rate;  // of requests, by client address
  asio::thread_pool handlers;
  std::unordered_set<Connection*> connections;
  std::unordered_map<std::string, std::size_t> per_address;
  std::atomic<bool> draining{false};
  bool closing = false;

  std::mutex mutex;  // guards `open`, for stop() to wait upon
  std::condition_variable left;
  std::size_t open = 0;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Hub& hub, tcp::socket socket, const asio::ip::address& peer);

  asio::awaitable<void> serve();
  /// Cancels the operation under way if it is overdue, or if the server is stopping and nothing is in flight.
  void check(std::chrono::steady_clock::time_point now);
  /// Says 503 to a client over a limit, if it can be said without waiting, and closes.
  void turn_away();
  const asio::ip::address& peer() const { return peer_; }
  /// Whom the limit on connections counts.
  const std::string& key() const { return key_; }

 private:
  using Parser = beast::http::request_parser<beast::http::string_body>;
  enum class Phase { idle, busy, streaming };
  /// A request, or a refusal, or neither when the client is gone.
  struct Incoming {
    std::optional<Request> request;
    std::optional<Response> refusal;
    bool keep_alive = false;
  };

  /// Gives the next operation so much time.
  void allow(std::chrono::milliseconds time);
  /// An event was published, or this subscriber was found to lag too far behind.
  void woken();
  /// The TLS handshake, if there is to be one; whether requests may follow.
  asio::awaitable<bool> greet();
  asio::awaitable<bool> wait_for_request();
  asio::awaitable<Incoming> read_request();
  /// Lets the parser take what it can of what has arrived, and reads until it can take something; how much it took.
  asio::awaitable<std::size_t> feed(Parser& parser, error_code& error);
  asio::awaitable<std::optional<Response>> read_body(Parser& parser, bool expects_continue, error_code& error);
  asio::awaitable<bool> answer(Incoming incoming);
  asio::awaitable<bool> write(std::string_view head, std::string_view body);
  asio::awaitable<bool> send(const FinishedResponse& response);
  asio::awaitable<bool> send_file(const FileBody& file);
  asio::awaitable<void> send_events(FinishedResponse response, std::optional<std::string> last_event_id);
  asio::awaitable<void> close_gently();
  Request request_of(const Parser& parser) const;
  std::optional<Response> refusal_of(error_code error);
  std::optional<Response> too_many(const Request& request, const asio::ip::address& client);

  Hub& hub_;
  Wire wire_;
  const asio::ip::address peer_;
  const std::string key_;
  beast::flat_buffer buffer_;
  asio::steady_timer wake_;  // an event stream waits here
  std::weak_ptr<EventSubscription> subscription_;
  Phase phase_ = Phase::idle;
  bool overdue_ = false;
  bool gone_ = false;  // a subscriber has hung up
  std::chrono::steady_clock::time_point deadline_;
};

}  // namespace seethrough::http
