#include "http/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <random>
#include <thread>

#include "base/check.h"
#include "base/octets.h"
#include "http/connection.h"

namespace seethrough::http {
namespace {

using asio::redirect_error;
using asio::use_awaitable;

std::string new_reference() {
  std::random_device source;
  std::uint8_t octets[6];
  for (std::uint8_t& octet : octets) octet = static_cast<std::uint8_t>(source());
  std::string out;
  append_hex(out, octets, sizeof octets);
  return out;
}

std::optional<tcp::endpoint> parse_endpoint(std::string_view listen) {
  const std::size_t colon = listen.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view host = listen.substr(0, colon);
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  const std::string_view digits = listen.substr(colon + 1);
  std::uint16_t port = 0;
  const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (status != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  error_code error;
  const auto address = asio::ip::make_address(std::string(host), error);
  if (error || address.is_v6() != bracketed) return std::nullopt;
  return tcp::endpoint(address, port);
}

std::string bracketed_address(const asio::ip::address& address) {
  return address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
}

Failure listen_failure(const std::string& listen, error_code error) {
  if (error == asio::error::address_in_use)
    return {FailureKind::conflict,
            "无法在 " + listen + " 提供服务：该端口已被另一个程序占用。请先停止那个程序，或改用其他端口。",
            "Can't listen on " + listen + ": another program uses that port. Stop it, or choose another port."};
  if (error == asio::error::access_denied)
    return {FailureKind::unavailable,
            "无法在 " + listen + " 提供服务：没有权限。1024 以下的端口需要管理员授权，请改用 1024 以上的端口。",
            "Can't listen on " + listen + ": not permitted. Ports below 1024 need the administrator; choose another."};
  if (error == boost::system::errc::address_not_available)
    return {FailureKind::not_found,
            "无法在 " + listen + " 提供服务：本机没有这个地址。请填写本机的地址，例如 127.0.0.1。",
            "Can't listen on " + listen + ": this machine has no such address. Give one it has, such as 127.0.0.1."};
  return {FailureKind::unavailable, "无法在 " + listen + " 提供服务：" + error.message() + "。请检查网络设置后重试。",
          "Can't listen on " + listen + ": " + error.message() + ". Check the network settings and try again."};
}

error_code open_acceptor(tcp::acceptor& acceptor, const tcp::endpoint& endpoint) {
  error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  return error;
}

HostRules host_rules(const ServerOptions& options, const asio::ip::address& address) {
  HostRules rules;
  rules.names = options.allowed_hosts;
  rules.any = !address.is_loopback() && options.allowed_hosts.empty();
  for (const char* own : {"127.0.0.1", "[::1]", "localhost"}) rules.names.emplace_back(own);
  rules.names.push_back(bracketed_address(address));
  return rules;
}

asio::awaitable<void> accept_clients(Hub& hub) {
  while (!hub.draining) {
    tcp::endpoint peer;
    error_code error;
    tcp::socket socket = co_await hub.acceptor.async_accept(peer, redirect_error(use_awaitable, error));
    if (!error && !hub.draining) {
      hub.admit(std::move(socket), peer);
    } else if (error && !hub.draining) {  // out of file descriptors, or the client left: go on a little later
      asio::steady_timer pause(*hub.io, Hub::tick);
      co_await pause.async_wait(redirect_error(use_awaitable, error));
    }
  }
}

}  // namespace

Hub::Hub(ServerOptions chosen, Handler what_answers)
    : options(std::move(chosen)),
      handler(std::move(what_answers)),
      io(std::make_shared<asio::io_context>(1)),
      acceptor(*io),
      sweeper(*io),
      rate(options.rate),
      handlers(static_cast<std::size_t>(std::max(1, options.threads))) {}

bool Hub::has_room(const Connection& connection) {
  if (connections.size() >= options.limits.connections) return false;
  if (proxies->trusts(connection.peer())) return true;
  const auto from_there = per_address.find(connection.key());
  if (from_there != per_address.end() && from_there->second >= options.limits.per_address) return false;
  // A handshake costs this one thread more than most requests, so it counts as one.
  return !certificate || !rate.take(connection.key(), std::chrono::steady_clock::now());
}

void Hub::admit(tcp::socket socket, const tcp::endpoint& peer) {
  auto connection = std::make_shared<Connection>(*this, std::move(socket), peer.address());
  if (!has_room(*connection)) {
    ++counters.connections_refused;
    connection->turn_away();
    return;
  }
  ++per_address[connection->key()];
  connections.insert(connection.get());
  ++counters.connections_opened;
  ++counters.connections_open;
  {
    const std::lock_guard lock(mutex);
    ++open;
  }
  const auto ended = [this, connection](std::exception_ptr error) {
    if (error && options.log) options.log("a connection ended with an exception");
    leave(*connection);
  };
  asio::co_spawn(*io, connection->serve(), ended);
}

void Hub::leave(Connection& connection) {
  connections.erase(&connection);
  const auto from_there = per_address.find(connection.key());
  if (--from_there->second == 0) per_address.erase(from_there);
  --counters.connections_open;
  const std::lock_guard lock(mutex);
  --open;
  left.notify_all();
}

void Hub::sweep() {
  const auto now = std::chrono::steady_clock::now();
  for (Connection* connection : connections) connection->check(now);
  if (certificate) certificate->look(now);
  if (draining && connections.empty()) return;
  sweeper.expires_after(tick);
  sweeper.async_wait([this](error_code) { sweep(); });
}

void Hub::count(int status) {
  if (status < 300) ++counters.responses_2xx;
  else if (status < 400) ++counters.responses_3xx;
  else if (status < 500) ++counters.responses_4xx;
  else ++counters.responses_5xx;
}

FinishedResponse Hub::answer(const Request& request, bool keep_alive) {
  const FinishRules rules{options.content_security_policy, keep_alive, request.secure};
  std::string what;
  try {
    return finish(&request, handler(request), rules);
  } catch (const std::exception& exception) {
    what = exception.what();
  } catch (...) {
    what = "an exception of unknown type";
  }
  const std::string reference = new_reference();
  if (options.log) options.log("[" + reference + "] " + request.method + " " + request.raw_target + ": " + what);
  Problem failed;
  failed.detail = "服务内部出错，编号 " + reference + "。请把编号告诉管理员。"
                  "Something went wrong inside; give the administrator this reference: " + reference + ".";
  failed.instance = request.raw_target;
  failed.members.emplace_back("reference", reference);
  return finish(&request, problem(failed), rules);
}

FinishedResponse Hub::refuse(Response response, bool secure) {
  return finish(nullptr, std::move(response), {options.content_security_policy, false, secure});
}

struct Server::State {
  State(ServerOptions options, Handler handler) : hub(std::move(options), std::move(handler)) {}
  Hub hub;
  tcp::endpoint endpoint;
  std::thread io_thread;
  std::mutex stopping;  // held while starting or stopping
  bool stopped = false;
  std::mutex mutex;  // guards `done`
  std::condition_variable finished;
  bool done = false;
};

Result<std::unique_ptr<Server>, Failure> Server::listen(ServerOptions options, Handler handler) {
  const std::string listen = options.listen;
  const auto endpoint = parse_endpoint(listen);
  if (!endpoint)
    return Unexpected{Failure{FailureKind::malformed,
                              "“" + listen + "”不是监听地址，应写成 地址:端口，例如 127.0.0.1:8080 或 [::1]:8080。",
                              "\"" + listen + "\" is not an address to listen on; write address:port, such as "
                              "127.0.0.1:8080 or [::1]:8080."}};
  auto proxies = TrustedProxies::of(options.trusted_proxies, options.proxy_header);
  if (!proxies) return Unexpected{proxies.error()};
  std::unique_ptr<Certificate> certificate;
  if (options.tls) {
    auto loaded = Certificate::of(*options.tls, options.log);
    if (!loaded) return Unexpected{loaded.error()};
    certificate = std::move(*loaded);
  }
  auto state = std::make_unique<State>(std::move(options), std::move(handler));
  state->hub.proxies = std::move(*proxies);
  state->hub.certificate = std::move(certificate);
  if (const error_code error = open_acceptor(state->hub.acceptor, *endpoint))
    return Unexpected{listen_failure(listen, error)};
  state->endpoint = state->hub.acceptor.local_endpoint();
  state->hub.hosts = host_rules(state->hub.options, endpoint->address());
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() { stop(); }

std::uint16_t Server::port() const { return state_->endpoint.port(); }
std::string Server::url() const {
  const char* const scheme = state_->hub.certificate ? "https://" : "http://";
  return scheme + bracketed_address(state_->endpoint.address()) + ":" + std::to_string(port());
}
const Counters& Server::counters() const { return state_->hub.counters; }

void Server::start() {
  const std::lock_guard not_stopping(state_->stopping);
  if (state_->stopped) return;
  INVARIANT(!state_->io_thread.joinable(), "a server is started once");
  Hub& hub = state_->hub;
  asio::co_spawn(*hub.io, accept_clients(hub), asio::detached);
  hub.sweep();
  state_->io_thread = std::thread([io = hub.io] { io->run(); });
}

void Server::run() {
  start();
  std::unique_lock lock(state_->mutex);
  state_->finished.wait(lock, [&] { return state_->done; });
}

void Server::stop() {
  const std::lock_guard only_one(state_->stopping);
  if (state_->stopped) return;
  state_->stopped = true;
  Hub& hub = state_->hub;
  if (state_->io_thread.joinable()) {
    asio::post(*hub.io, [&hub] {
      hub.draining = true;
      error_code ignored;
      hub.acceptor.close(ignored);
      for (Connection* connection : hub.connections) connection->check(std::chrono::steady_clock::now());
      const std::lock_guard lock(hub.mutex);
      hub.left.notify_all();
    });
    std::unique_lock lock(hub.mutex);
    const auto empty = [&] { return hub.draining && hub.open == 0; };
    if (!hub.left.wait_for(lock, hub.options.limits.drain, empty)) {
      asio::post(*hub.io, [&hub] { hub.closing = true; });  // the next sweep closes them all
      hub.left.wait(lock, empty);
    }
    lock.unlock();
    state_->io_thread.join();  // nothing is left to do: io->run() returns
  }
  hub.handlers.join();
  const std::lock_guard lock(state_->mutex);
  state_->done = true;
  state_->finished.notify_all();
}

}  // namespace seethrough::http
