#include "http/client.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "http/certificates.h"
#include "http/serving.h"

using namespace seethrough;
using namespace seethrough::http;
using namespace std::chrono_literals;

TEST_CASE("the client keeps its connection, sends bodies, and replaces a connection that the server closed") {
  ServerOptions options;
  options.limits.idle = 100ms;
  const auto server = serve(echo, options);
  auto client = Client::of(server->url() + "/api");
  REQUIRE(client);
  for (int i = 0; i < 10; ++i) {
    const auto reply = client->send("POST", "/claims?x=1", {{"X-One", "1"}}, std::string(300'000, 'b'));
    REQUIRE(reply);
    CHECK(reply->status == 200);
    CHECK(reply->body.starts_with("POST /api/claims 300000 bbb"));
    CHECK(reply->header("content-type") == "text/plain; charset=utf-8");
  }
  CHECK(server->counters().connections_opened == 1);
  while (server->counters().connections_open != 0) std::this_thread::sleep_for(10ms);
  const auto reply = client->send("POST", "/late", {}, "b");
  REQUIRE(reply);
  CHECK(reply->body == "POST /api/late 1 b");
  CHECK(server->counters().connections_opened == 2);
  const auto head = client->send("HEAD", "/late");
  REQUIRE(head);
  CHECK(head->body.empty());
}

TEST_CASE("the client says in a sentence what went wrong") {
  for (const char* wrong : {"", "ftp://localhost", "http://", "https://u:p@localhost", "http://localhost#x", "localhost"})
    CHECK(Client::of(wrong).error().kind == FailureKind::malformed);
  CHECK(Client::of("localhost:8080").error().kind == FailureKind::malformed);
  auto server = serve([](const Request& r) {
    if (r.path == "/slow") std::this_thread::sleep_for(500ms);
    return text("x");
  });
  const std::string url = server->url();
  const auto slow = fetch("GET", url + "/slow", {}, {}, 50ms);
  REQUIRE_FALSE(slow);
  CHECK(has(slow.error().zh, "没有完整应答"));
  const auto refused = fetch("POST", url, {}, std::string(std::size_t{65} << 20, 'x'));
  REQUIRE(refused);
  CHECK(refused->status == 413);
  server->stop();
  const auto gone = fetch("GET", url);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().kind == FailureKind::unavailable);
  CHECK(has(gone.error().zh, "连接不上"));
}

TEST_CASE("the client checks the certificate of an https address") {
  const Pair pair, other;
  ServerOptions options;
  options.tls = TlsFiles{pair.certificate_file, pair.key_file};
  const auto server = serve(echo, options);
  ClientOptions trusting;
  trusting.ca_file = pair.certificate_file;
  auto client = Client::of(server->url() + "/api", trusting);
  REQUIRE(client);
  for (int i = 0; i < 3; ++i) {
    const auto reply = client->send("POST", "/x", {}, "abc");
    REQUIRE_MESSAGE(reply, (reply ? "" : reply.error().en));
    CHECK(reply->body == "POST /api/x 3 abc");
  }
  CHECK(server->counters().connections_opened == 1);
  const auto unknown = fetch("GET", server->url());
  REQUIRE_FALSE(unknown);
  CHECK(has(unknown.error().zh, "证书没有通过检查"));
  trusting.ca_file = other.certificate_file;
  CHECK(has(fetch("GET", server->url(), {}, {}, 5s, trusting).error().en, "was not accepted"));
  trusting.ca_file = "/nowhere/roots.pem";
  CHECK(fetch("GET", server->url(), {}, {}, 5s, trusting).error().kind == FailureKind::not_found);
  trusting.ca_file = pair.certificate_file;
  const std::string by_other_name = "https://127.0.0.2:" + std::to_string(server->port());
  CHECK_FALSE(fetch("GET", by_other_name, {}, {}, 5s, trusting));
}

TEST_CASE("the client follows no redirect, takes no more than its limit, and sends headers as given") {
  const auto server = serve([](const Request& r) {
    if (r.path == "/from") return redirect("/to");
    if (r.path == "/large") return text(std::string(1001, 'x'));
    if (r.path == "/exact") return text(std::string(1000, 'x'));
    std::string all;
    for (const auto& [name, value] : r.headers) all += name + "=" + value + "\n";
    return text(r.raw_target + "\n" + all);
  });
  ClientOptions options;
  options.response_bytes = 1000;
  auto client = Client::of(server->url(), options);
  REQUIRE(client);
  const auto moved = client->send("GET", "/from");
  REQUIRE(moved);
  CHECK(moved->status == 303);
  CHECK(moved->header("location") == "/to");
  CHECK(client->send("GET", "/exact")->body.size() == 1000);
  const auto large = client->send("GET", "/large");
  REQUIRE_FALSE(large);
  CHECK(has(large.error().en, "limit of 1000 bytes"));
  const auto sent = client->send("POST", "/x%2A?a=%20b", {{"X-One", "1"}, {"X-Empty", ""}, {"X-One", "2"}}, "body");
  REQUIRE(sent);
  CHECK(sent->body.starts_with("/x%2A?a=%20b\n"));
  CHECK(has(sent->body, "X-One=1\n"));
  CHECK(has(sent->body, "X-One=2\n"));
  CHECK(has(sent->body, "X-Empty=\n"));
  CHECK_FALSE(has(sent->body, "Content-Type"));
  CHECK_FALSE(client->send("GET", "/a b"));
}

TEST_CASE("the client waits when it is told to, if the wait ends within its timeout") {
  ServerOptions options;
  options.rate = {0.5, 1};
  const auto server = serve(echo, options);
  auto client = Client::of(server->url());
  REQUIRE(client);
  for (int i = 0; i < 2; ++i) CHECK(client->send("POST", "/", {}, "abc")->body == "POST / 3 abc");
  CHECK(server->counters().requests_limited == 1);
  CHECK(client->send("GET", "/", {}, {}, 500ms)->status == 429);
  ClientOptions impatient;
  impatient.waits_when_limited = false;
  CHECK(fetch("GET", server->url(), {}, {}, 30s, impatient)->status == 429);
}

namespace {

/// A server that ends its connection at every second request, unanswered, and counts those that it read.
struct Deserter {
  int listening = ::socket(AF_INET, SOCK_STREAM, 0);
  std::uint16_t port = 0;
  std::atomic<int> read{0};
  std::thread thread;

  Deserter() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listening, reinterpret_cast<const sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listening, 8) == 0);
    REQUIRE(::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port = ntohs(address.sin_port);
    thread = std::thread([this] { work(); });
  }
  ~Deserter() {
    ::shutdown(listening, SHUT_RDWR);
    thread.join();
    ::close(listening);
  }
  void work() {
    for (int client; (client = ::accept(listening, nullptr, nullptr)) >= 0; ::close(client)) {
      char octets[4096];
      for (int n = 0; n < 2 && ::recv(client, octets, sizeof octets, 0) > 0; ++n) {
        ++read;
        constexpr std::string_view reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        if (n == 0) ::send(client, reply.data(), reply.size(), MSG_NOSIGNAL);
      }
    }
  }
};

}  // namespace

TEST_CASE("a request that may have been acted on is sent again only if it changes nothing") {
  for (const char* method : {"POST", "DELETE", "GET"}) {
    CAPTURE(method);
    Deserter server;
    auto client = Client::of("http://127.0.0.1:" + std::to_string(server.port));
    REQUIRE(client);
    CHECK(client->send(method, "/")->body == "ok");
    const auto second = client->send(method, "/");
    if (std::string_view(method) == "GET") {
      REQUIRE(second);
      CHECK(server.read == 3);
    } else {
      REQUIRE_FALSE(second);
      CHECK(has(second.error().zh, "请求可能已被处理"));
      CHECK(server.read == 2);
    }
  }
}
