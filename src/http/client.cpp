#include "http/client.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>

namespace seethrough::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t response_limit = std::uint64_t{256} << 20;

struct Address {
  std::string authority;  // for Host
  std::string host;       // to resolve
  std::string port;
  std::string target;     // path and query, perhaps empty
};

Result<Address, Failure> parse_address(std::string_view url) {
  const auto parsed = boost::urls::parse_uri(boost::urls::string_view(url.data(), url.size()));
  if (!parsed || parsed->scheme() != "http" || parsed->host().empty() || parsed->has_userinfo() ||
      parsed->has_fragment())
    return Unexpected{Failure{FailureKind::malformed,
                              "“" + std::string(url) + "”不是可用的网址，应写成 http://主机:端口，例如 http://127.0.0.1:8080。",
                              "\"" + std::string(url) + "\" is not an address to connect to; write http://host:port, "
                              "such as http://127.0.0.1:8080."}};
  Address address;
  address.authority = std::string(parsed->encoded_host_and_port());
  address.host = std::string(parsed->host_address());
  address.port = parsed->port().empty() ? std::string("80") : std::string(parsed->port());
  address.target = std::string(parsed->encoded_target());
  return address;
}

}  // namespace

std::optional<std::string_view> ClientResponse::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (equal_ignoring_case(key, name)) return value;
  return std::nullopt;
}

struct Client::State {
  using Request = beast::http::request<beast::http::string_body>;
  using Parser = beast::http::response_parser<beast::http::string_body>;

  explicit State(Address where) : address(std::move(where)) {}

  /// Runs what was started until it is done; the stream's timer bounds it.
  void finish() {
    io.restart();
    io.run();
  }

  error_code connect(Clock::time_point deadline);
  error_code exchange(const Request& request, Parser& parser, Clock::time_point deadline, bool& answered);
  bool kept_alive();
  Request make(std::string_view method, std::string_view target, const Pairs& headers, std::string body) const;

  Address address;
  asio::io_context io{1};
  tcp::resolver resolver{io};
  std::optional<beast::tcp_stream> stream;
  beast::flat_buffer buffer;
};

error_code Client::State::connect(Clock::time_point deadline) {
  stream.reset();
  buffer.clear();
  error_code result;
  const auto hosts = resolver.resolve(address.host, address.port, result);
  if (result) return result;
  stream.emplace(io);
  stream->expires_at(deadline);
  stream->async_connect(hosts, [&](error_code error, const tcp::endpoint&) { result = error; });
  finish();
  if (!result) stream->socket().set_option(tcp::no_delay(true), result);
  if (result) stream.reset();
  return result;
}

/// Whether the connection of the last request can carry another: a server that has closed it has sent an end or a
/// reset, and one that has sent octets without being asked is out of step.
bool Client::State::kept_alive() {
  if (!stream) return false;
  char octet;
  error_code error;
  stream->socket().non_blocking(true, error);
  if (error) return false;
  stream->socket().receive(asio::buffer(&octet, 1), tcp::socket::message_peek, error);
  return error == asio::error::would_block;
}

Client::State::Request Client::State::make(std::string_view method, std::string_view target, const Pairs& headers,
                                           std::string body) const {
  Request request;
  request.version(11);
  request.method_string(method);
  std::string full = address.target + std::string(target);
  if (full.empty() || full.front() != '/') full.insert(0, "/");
  request.target(full);
  request.set(beast::http::field::host, address.authority);
  for (const auto& [name, value] : headers) request.insert(name, value);
  request.body() = std::move(body);
  request.prepare_payload();
  return request;
}

error_code Client::State::exchange(const Request& request, Parser& parser, Clock::time_point deadline,
                                   bool& answered) {
  error_code result;
  parser.body_limit(response_limit);
  parser.skip(request.method() == beast::http::verb::head);
  stream->expires_at(deadline);
  beast::http::async_write(*stream, request, [&](error_code error, std::size_t) { result = error; });
  finish();
  // A server that refuses a body answers before it has read it: its answer is worth more than the write's error.
  if (result == beast::error::timeout) return result;
  error_code read;
  beast::http::async_read(*stream, buffer, parser, [&](error_code error, std::size_t) { read = error; });
  finish();
  answered = parser.got_some();
  return result && read ? result : read;
}

Client::Client(std::unique_ptr<State> state) : state_(std::move(state)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Result<Client, Failure> Client::of(std::string_view base) {
  auto address = parse_address(base);
  if (!address) return Unexpected{address.error()};
  if (address->target == "/") address->target.clear();
  return Client(std::make_unique<State>(std::move(*address)));
}

Result<ClientResponse, Failure> Client::send(std::string_view method, std::string_view target, const Pairs& headers,
                                             std::string body, std::chrono::milliseconds timeout) {
  const auto deadline = Clock::now() + timeout;
  const State::Request request = state_->make(method, target, headers, std::move(body));
  const bool repeatable = method == "GET" || method == "HEAD";
  const std::string& where = state_->address.authority;
  for (int attempt = 1;; ++attempt) {
    const bool reused = state_->kept_alive();
    if (!reused) {
      if (const error_code error = state_->connect(deadline))
        return Unexpected{Failure{FailureKind::unavailable,
                                  "连接不上 " + where + "：" + error.message() + "。请确认服务已启动、地址无误。",
                                  "Can't connect to " + where + ": " + error.message() +
                                      ". Check that the server runs and that the address is right."}};
    }
    State::Parser parser;
    bool answered = false;
    const error_code error = state_->exchange(request, parser, deadline, answered);
    if (!error) {
      auto message = parser.release();
      if (!message.keep_alive()) state_->stream.reset();
      ClientResponse response;
      response.status = static_cast<int>(message.result_int());
      for (const auto& field : message)
        response.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
      response.body = std::move(message.body());
      return response;
    }
    state_->stream.reset();
    if (reused && repeatable && !answered && attempt == 1) continue;
    return Unexpected{Failure{FailureKind::unavailable,
                              where + " 没有完整应答：" + error.message() + "。请求可能已被处理，请先核对再重试。",
                              where + " did not answer completely: " + error.message() +
                                  ". The request may have been carried out; check before sending it again."}};
  }
}

Result<ClientResponse, Failure> fetch(std::string_view method, std::string_view url, const Pairs& headers,
                                      std::string body, std::chrono::milliseconds timeout) {
  auto client = Client::of(url);
  if (!client) return Unexpected{client.error()};
  return client->send(method, "", headers, std::move(body), timeout);
}

}  // namespace seethrough::http
