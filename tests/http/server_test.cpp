#include "http/server.h"

#include <doctest/doctest.h>

#include <atomic>
#include <cstdio>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "http/client.h"
#include "http/event_stream.h"
#include "http/gzip.h"
#include "http/router.h"
#include "http/serving.h"
#include "http/understand.h"

using namespace seethrough;
using namespace seethrough::http;
using namespace std::chrono_literals;

namespace {

/// A gate that a handler waits at until the test opens it.
struct Gate {
  std::promise<void> reached;
  std::promise<void> opened;
};

}  // namespace

TEST_CASE("a plain GET is answered with a length, a date and the security headers") {
  const auto server = serve(echo);
  const std::string reply = reply_to(*server, closing_get("/a%20b/%E6%B7%B1%E5%9C%B3?q=1"));
  CHECK(reply.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(has(reply, "GET /a b/深圳 0 "));
  CHECK(has(reply, "\r\nContent-Length: 18\r\n"));
  CHECK(has(reply, "\r\nDate: "));
  CHECK(has(reply, "\r\nX-Content-Type-Options: nosniff\r\n"));
  CHECK(has(reply, "\r\nReferrer-Policy: same-origin\r\n"));
  CHECK(has(reply, "\r\nCross-Origin-Opener-Policy: same-origin\r\n"));
  CHECK(has(reply, "\r\nContent-Security-Policy: default-src 'self';"));
  CHECK(has(reply, "\r\nConnection: close\r\n"));
}

TEST_CASE("every answer carries the security headers, refusals too, and none tells the server's name") {
  const auto server = serve(echo);
  for (const std::string& ask : {closing_get("/"), std::string("nonsense\r\n\r\n")}) {
    const std::string reply = reply_to(*server, ask);
    CAPTURE(reply);
    for (const char* header :
         {"Content-Security-Policy: default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
          "frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'",
          "X-Content-Type-Options: nosniff", "Referrer-Policy: same-origin", "Cross-Origin-Opener-Policy: same-origin",
          "Cross-Origin-Resource-Policy: same-origin", "X-Frame-Options: DENY"})
      CHECK(count_of(reply, "\r\n" + std::string(header) + "\r\n") == 1);
    CHECK(has(reply, "\r\nPermissions-Policy: accelerometer=(), "));
    for (const char* feature : {"camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()"})
      CHECK(has(reply, feature));
    CHECK_FALSE(has(reply, "\r\nServer:"));
    CHECK_FALSE(has(reply, "\r\nX-Powered-By:"));
    CHECK_FALSE(has(reply, "Strict-Transport-Security"));
  }
}

TEST_CASE("a handler's own security header is kept") {
  const auto server = serve([](const Request&) {
    return text("x")
        .with("Content-Security-Policy", "default-src 'none'")
        .with("Cross-Origin-Resource-Policy", "cross-origin");
  });
  const std::string reply = reply_to(*server, closing_get("/"));
  CHECK(count_of(reply, "Content-Security-Policy") == 1);
  CHECK(has(reply, "default-src 'none'"));
  CHECK(count_of(reply, "Cross-Origin-Resource-Policy") == 1);
  CHECK(has(reply, "Cross-Origin-Resource-Policy: cross-origin"));
}

TEST_CASE("the handler is told the query, headers, cookies and peer") {
  const auto server = serve([](const Request& r) {
    return text(std::string(r.query_value("城市").value_or("-")) + "|" + std::string(r.query_value("q").value_or("-")) +
                "|" + std::string(r.header("x-ONE").value_or("-")) + "|" +
                std::string(r.cookie("session").value_or("-")) + "|" + r.peer_address +
                (r.peer_is_loopback ? "|loopback" : "|far"));
  });
  const std::string reply = reply_to(*server, closing_get("/?%E5%9F%8E%E5%B8%82=%E5%B9%BF%E5%B7%9E&q=a+b%2B",
                                                          "X-One: 1\r\nCookie: asession=no; session=yes\r\n"));
  CHECK(has(reply, "广州|a b+|1|yes|127.0.0.1|loopback"));
}

TEST_CASE("one connection carries several requests, and pipelined ones are answered in order") {
  const auto server = serve(echo);
  RawClient client(server->port());
  for (int i = 0; i < 3; ++i) {
    CHECK(client.send("GET /again HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    CHECK(has(client.read_until("/again 0 "), "Connection: keep-alive"));
  }
  std::string many;
  for (int i = 0; i < 50; ++i)
    many += "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc";
  CHECK(client.send(many + closing_get("/last")));
  const std::string replies = client.read_to_end();
  std::size_t at = 0;
  for (int i = 0; i < 50; ++i) {
    const std::size_t next = replies.find("POST /" + std::to_string(i) + " 3 abc", at);
    REQUIRE(next != std::string::npos);
    at = next;
  }
  CHECK(replies.find("GET /last 0 ") > at);
  CHECK(count_of(replies, "HTTP/1.1 200 OK") == 51);
  CHECK(server->counters().responses_2xx == 54);
  CHECK(server->counters().connections_opened == 1);
}

TEST_CASE("the router decides 404, 405 and HEAD, and prefers the more literal pattern") {
  Router router;
  router.add("GET", "/files/{path...}", [](const Request&, const PathParameters& p) {
    return text("file " + std::string(p["path"]));
  });
  router.add("GET", "/claims/{id}", [](const Request&, const PathParameters& p) {
    return text("claim " + std::string(p["id"]));
  });
  router.add("GET", "/claims/new", [](const Request&, const PathParameters&) { return text("form"); });
  router.add("POST", "/claims/{id}", [](const Request&, const PathParameters&) { return redirect("/claims/1"); });
  const auto server = serve([&](const Request& request) { return router.answer(request); });
  CHECK(has(reply_to(*server, closing_get("/claims/17")), "claim 17"));
  CHECK(has(reply_to(*server, closing_get("/claims/new")), "form"));
  CHECK(has(reply_to(*server, closing_get("/files/a/b.css")), "file a/b.css"));
  const std::string missing = reply_to(*server, closing_get("/nothing"));
  CHECK(missing.starts_with("HTTP/1.1 404 Not Found"));
  CHECK(has(missing, "application/problem+json"));
  CHECK(has(missing, R"("instance":"/nothing")"));
  CHECK(has(reply_to(*server, closing_get("/claims/")), " 404 "));
  CHECK(has(reply_to(*server, closing_get("/files/")), " 404 "));
  const std::string refused =
      reply_to(*server, "DELETE /claims/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  CHECK(refused.starts_with("HTTP/1.1 405 Method Not Allowed"));
  CHECK(has(refused, "\r\nAllow: GET, HEAD, POST\r\n"));
  const std::string head =
      reply_to(*server, "HEAD /claims/17 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  CHECK(head.starts_with("HTTP/1.1 200 OK"));
  CHECK(has(head, "Content-Length: 8\r\n"));
  CHECK(head.ends_with("\r\n\r\n"));
  const std::string posted = reply_to(
      *server, "POST /claims/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  CHECK(posted.starts_with("HTTP/1.1 303 See Other"));
  CHECK(has(posted, "\r\nLocation: /claims/1\r\n"));
}

TEST_CASE("a body that claims more than the limit is refused before it is sent") {
  const auto server = serve(echo);
  const std::string reply =
      reply_to(*server, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\nonly this");
  CHECK(reply.starts_with("HTTP/1.1 413 "));
  CHECK(has(reply, "64 MiB"));
}

TEST_CASE("a body is read whole when it has a length or is chunked, and counted when it is chunked") {
  ServerOptions options;
  options.limits.body_bytes = 100'000;
  const auto server = serve(echo, options);
  const std::string head = "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  CHECK(has(reply_to(*server, head + "Content-Length: 100000\r\n\r\n" + std::string(100'000, 'x')), "POST / 100000 "));
  CHECK(has(reply_to(*server, head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n"),
            "POST / 13 abc0123456789"));
  std::string endless = head + "Transfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 30; ++i) endless += "1000\r\n" + std::string(4096, 'y') + "\r\n";
  CHECK(has(reply_to(*server, endless), "HTTP/1.1 413 "));
  CHECK(has(reply_to(*server, head + "Transfer-Encoding: chunked\r\n\r\nFFFFFFF\r\nno more"), "HTTP/1.1 413 "));
  CHECK(has(reply_to(*server, head + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n186A0\r\nno more"), "HTTP/1.1 413 "));
}

TEST_CASE("trailers are not taken for headers") {
  const auto server =
      serve([](const Request& r) { return text(r.header("X-Admin") ? "trailer believed" : "trailer ignored"); });
  CHECK(has(reply_to(*server, "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                              "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Admin: yes\r\n\r\n"),
            "trailer ignored"));
}

TEST_CASE("a client that expects 100-continue is told to go on, or that it need not") {
  const auto server = serve(echo);
  RawClient client(server->port());
  const std::string post = "POST / HTTP/1.1\r\nHost: localhost\r\n";
  client.send(post + "Connection: close\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abc");
  CHECK(has(client.read_to_end(), "POST / 3 abc"));
  CHECK(reply_to(*server, post + "Content-Length: 99999999\r\nExpect: 100-continue\r\n\r\n")
            .starts_with("HTTP/1.1 413 "));
  CHECK(reply_to(*server, post + "Content-Length: 1\r\nExpect: magic\r\n\r\n")
            .starts_with("HTTP/1.1 417 "));
}

TEST_CASE("what two readers could understand differently is refused, and the connection closed") {
  std::atomic<int> handled{0};
  const auto server = serve([&](const Request& r) { return ++handled, echo(r); });
  const std::string post = "POST / HTTP/1.1\r\nHost: localhost\r\n";
  const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const std::string probes[] = {
      post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
      post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + hidden,
      post + "Content-Length: 0\r\nContent-Length: 5\r\n\r\nhello" + hidden,
      post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello" + hidden,
      post + "Content-Length: 5, 5\r\n\r\nhello" + hidden,
      post + "Content-Length: +5\r\n\r\nhello" + hidden,
      post + "Content-Length: -1\r\n\r\n" + hidden,
      post + "Content-Length: 99999999999999999999999\r\n\r\n" + hidden,
      post + "Transfer-Encoding: chunked\r\n\r\n5x\r\nhello\r\n0\r\n\r\n" + hidden,
      post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n" + hidden,
      post + "Transfer-Encoding: chunked\r\n\r\n-1\r\nhello\r\n0\r\n\r\n" + hidden,
      post + "Transfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n" + hidden,
      post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcde\r\n0\r\n\r\n" + hidden,
      post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc\r\n0\r\n\r\n" + hidden,
      post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + hidden,
      post + "Content-Length : 5\r\n\r\nhello" + hidden,
      post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + hidden,
      "GET / HTTP/1.1\nHost: localhost\n\n" + hidden,
      "GET / HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n" + hidden,
      "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rb\r\n\r\n" + hidden,
      "GET / HTTP/2.0\r\nHost: localhost\r\n\r\n" + hidden,
      "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n" + hidden,
      "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n" + hidden,
      "GET\r\n\r\n" + hidden,
      "\x16\x03\x01\x02\x01\x03\x03 this is TLS\r\n\r\n",
      "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
  };
  for (const std::string& probe : probes) {
    CAPTURE(probe);
    const std::string reply = reply_to(*server, probe);
    CHECK(reply.starts_with("HTTP/1.1 400 Bad Request\r\n"));
    CHECK(count_of(reply, "\r\nDate: ") == 1);
  }
  for (const char* coding : {"identity", "gzip, chunked", "xchunked", "chunked, identity"}) {
    CAPTURE(coding);
    const std::string reply =
        reply_to(*server, post + "Transfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n" + hidden);
    CHECK(reply.starts_with("HTTP/1.1 501 "));
    CHECK(count_of(reply, "\r\nDate: ") == 1);
  }
  CHECK(handled == 0);
}

TEST_CASE("a header of 70 KB is answered 431") {
  const auto server = serve(echo);
  const std::string large(70'000, 'x');
  CHECK(reply_to(*server, closing_get("/", "X-Large: " + large + "\r\n")).starts_with("HTTP/1.1 431 "));
  CHECK(reply_to(*server, closing_get("/" + large)).starts_with("HTTP/1.1 431 "));
}

TEST_CASE("only the machine's own names are accepted as Host on a loopback address, and those that were allowed") {
  ServerOptions options;
  options.allowed_hosts = {"duju.example.gov.cn"};
  const auto server = serve(echo, options);
  const auto ask = [&](std::string_view headers) {
    return reply_to(*server, "GET / HTTP/1.1\r\nConnection: close\r\n" + std::string(headers) + "\r\n").substr(9, 3);
  };
  for (const char* good : {"127.0.0.1", "127.0.0.1:8080", "[::1]", "[::1]:80", "localhost", "LOCALHOST:1",
                           "duju.example.gov.cn:443"}) {
    CAPTURE(good);
    CHECK(ask("Host: " + std::string(good) + "\r\n") == "200");
  }
  for (const char* strange : {"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.nip.io"}) {
    CAPTURE(strange);
    CHECK(ask("Host: " + std::string(strange) + "\r\n") == "421");
  }
  for (const char* broken : {"Host: \r\n", "Host: localhost:x\r\n", "Host: a@localhost\r\n", "Host: [::1\r\n", "",
                             "Host: localhost\r\nHost: localhost\r\n"}) {
    CAPTURE(broken);
    CHECK(ask(broken) == "400");
  }
  CHECK(has(reply_to(*server, "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n"), " 421 "));
  CHECK(has(reply_to(*server, "GET http://localhost/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            "GET /x 0 "));
}

TEST_CASE("a target that cannot be decoded is answered 400") {
  const auto server = serve(echo);
  for (const char* target : {"/%", "/%1", "/%zz", "/%ff", "/%c0%af", "/%ed%a0%80", "/%f4%90%80%80", "/a/../b", "/..",
                             "/%2e%2e/x", "/./x", "/a%2fb", "/%00", "/a%0ab", "/?q=%ff", "/?q=%0", "*", "x"}) {
    CAPTURE(target);
    CHECK(reply_to(*server, closing_get(target)).starts_with("HTTP/1.1 400 "));
  }
  CHECK(parse_target("/...")->path == "/...");
  CHECK(parse_target("/?a&b=&=c&&d=e=f")->query == Pairs{{"a", ""}, {"b", ""}, {"", "c"}, {"d", "e=f"}});
  CHECK(parse_urlencoded("note=a%0D%0Ab&x=%E2%82%AC") == Pairs{{"note", "a\r\nb"}, {"x", "€"}});
  CHECK_FALSE(parse_urlencoded("note=%00"));
}

TEST_CASE("a header or a body that arrives too slowly is answered 408, an idle connection is closed") {
  ServerOptions options;
  options.limits.header = options.limits.body = options.limits.idle = 200ms;
  const auto server = serve(echo, options);
  CHECK(reply_to(*server, "GET / HTTP/1.1\r\nHost: loc").starts_with("HTTP/1.1 408 "));
  CHECK(reply_to(*server, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc")
            .starts_with("HTTP/1.1 408 "));
  CHECK(reply_to(*server, "") == "");
  RawClient dripping(server->port());
  const std::string header = closing_get("/", "X: " + std::string(400, 'x') + "\r\n");
  std::size_t sent = 0;
  while (sent < header.size() && dripping.send(header.substr(sent, 1))) {
    ++sent;
    std::this_thread::sleep_for(10ms);
  }
  CHECK(sent < header.size());
}

TEST_CASE("connections beyond a limit are turned away") {
  ServerOptions options;
  options.limits.per_address = 2;
  const auto server = serve(echo, options);
  RawClient first(server->port());
  RawClient second(server->port());
  first.send("GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  second.send("GET /2 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(has(first.read_until("/1 0 "), " 200 "));
  CHECK(has(second.read_until("/2 0 "), " 200 "));
  CHECK(reply_to(*server, "").starts_with("HTTP/1.1 503 "));
  CHECK(server->counters().connections_refused == 1);
}

TEST_CASE("stopping lets a request in flight finish and refuses new ones") {
  Gate gate;
  const auto server = serve([&](const Request&) {
    gate.reached.set_value();
    gate.opened.get_future().wait();
    return text("finished");
  });
  RawClient idle(server->port());
  RawClient client(server->port());
  client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  gate.reached.get_future().wait();
  std::thread stopping([&] { server->stop(); });
  CHECK(idle.read_to_end() == "");
  CHECK(idle.closed_by_peer);
  CHECK_FALSE(RawClient(server->port()).connected());
  gate.opened.set_value();
  CHECK(client.read_to_end().ends_with("finished"));
  stopping.join();
  CHECK(server->counters().connections_open == 0);
}

TEST_CASE("stopping closes what has not finished within the limit") {
  ServerOptions options;
  options.limits.drain = 100ms;
  const auto server = serve(echo, options);
  RawClient client(server->port());
  client.send("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  client.read_until("\r\n\r\n");
  server->stop();
  client.read_to_end();
  CHECK(client.closed_by_peer);
}

TEST_CASE("run returns when the server has been stopped") {
  ServerOptions options;
  options.listen = "[::1]:0";
  auto server = Server::listen(options, echo);
  REQUIRE(server);
  CHECK((*server)->url() == "http://[::1]:" + std::to_string((*server)->port()));
  std::thread running([&] { (*server)->run(); });
  const auto reply = fetch("GET", (*server)->url() + "/six");
  REQUIRE(reply);
  CHECK(reply->body == "GET /six 0 ");
  (*server)->stop();
  running.join();
}

TEST_CASE("a handler that throws is answered 500 with the reference that was logged") {
  std::mutex mutex;
  std::string logged;
  ServerOptions options;
  options.log = [&](std::string_view line) {
    const std::lock_guard lock(mutex);
    logged += line;
  };
  const auto server = serve([](const Request&) -> Response { throw std::runtime_error("disk is on fire"); }, options);
  const std::string reply = reply_to(*server, closing_get("/x"));
  CHECK(reply.starts_with("HTTP/1.1 500 "));
  CHECK_FALSE(has(reply, "fire"));
  const std::size_t at = reply.find(R"("reference":")");
  REQUIRE(at != std::string::npos);
  const std::lock_guard lock(mutex);
  CHECK(has(logged, "[" + reply.substr(at + 13, 12) + "] GET /x: disk is on fire"));
}

TEST_CASE("a header that holds a line break is never sent") {
  const auto server = serve([](const Request& request) {
    return redirect(std::string(*request.header("X-To")) + "\r\nSet-Cookie: a=b");
  });
  const std::string reply = reply_to(*server, closing_get("/", "X-To: /next\r\n"));
  CHECK(reply.starts_with("HTTP/1.1 500 "));
  CHECK_FALSE(has(reply, "Set-Cookie"));
}

TEST_CASE("an unchanged entity is answered 304") {
  const auto server = serve([](const Request&) {
    return html(std::string(5000, 'x')).with("ETag", "\"v7\"").with("Cache-Control", "no-cache");
  });
  for (const char* tags : {"\"v7\"", "W/\"v7\"", "\"v6\", \"v7\"", "*"}) {
    CAPTURE(tags);
    const std::string reply = reply_to(*server, closing_get("/", "If-None-Match: " + std::string(tags) + "\r\n"));
    CHECK(reply.starts_with("HTTP/1.1 304 Not Modified\r\n"));
    CHECK(has(reply, "ETag: \"v7\""));
    CHECK(reply.ends_with("\r\n\r\n"));
  }
  CHECK(has(reply_to(*server, closing_get("/", "If-None-Match: \"v6\"\r\n")), " 200 OK"));
}

TEST_CASE("a large text is compressed for clients that accept it, and gzip can read it") {
  std::string page = "<!doctype html>";
  for (int i = 0; i < 3000; ++i) page += "<td>" + std::to_string(i * 7919) + "</td>";
  const auto shared = std::make_shared<const std::string>(page);
  const auto server = serve([&](const Request& request) {
    Response response = html("");
    response.shared_body = shared;
    if (request.path == "/image") response.content_type = "image/png";
    return std::move(response).with("ETag", "\"v1\"");
  });
  const std::string reply = reply_to(*server, closing_get("/", "Accept-Encoding: br, gzip;q=0.8\r\n"));
  CHECK(has(reply, "Content-Encoding: gzip\r\n"));
  CHECK(has(reply, "Vary: Accept-Encoding\r\n"));
  CHECK(has(reply, "ETag: W/\"v1\"\r\n"));
  const std::string body = reply.substr(reply.find("\r\n\r\n") + 4);
  CHECK(body == gzip(page));
  CHECK(body.size() < page.size() / 2);
  CHECK(reply_to(*server, closing_get("/")).ends_with(page));
  CHECK(reply_to(*server, closing_get("/", "Accept-Encoding: gzip;q=0\r\n")).ends_with(page));
  CHECK(reply_to(*server, closing_get("/image", "Accept-Encoding: gzip\r\n")).ends_with(page));
  std::FILE* const reader = ::popen("gzip -dc | cksum > gunzipped_cksum.txt", "w");
  REQUIRE(reader != nullptr);
  std::fwrite(body.data(), 1, body.size(), reader);
  CHECK(::pclose(reader) == 0);
  std::FILE* const plain = ::popen("cksum | cmp - gunzipped_cksum.txt", "w");
  REQUIRE(plain != nullptr);
  std::fwrite(page.data(), 1, page.size(), plain);
  CHECK(::pclose(plain) == 0);
}

TEST_CASE("a second server on the same port, and an address that is none, fail with a sentence") {
  const auto server = serve(echo);
  ServerOptions options;
  options.listen = "127.0.0.1:" + std::to_string(server->port());
  const auto second = Server::listen(options, echo);
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == FailureKind::conflict);
  CHECK(has(second.error().zh, "占用"));
  CHECK(has(second.error().en, options.listen));
  for (const char* wrong :
       {"", "8080", "localhost:8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:70000", "::1:80", "[::1]"}) {
    CAPTURE(wrong);
    options.listen = wrong;
    const auto none = Server::listen(options, echo);
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == FailureKind::malformed);
  }
  options.listen = "203.0.113.9:0";
  const auto foreign = Server::listen(options, echo);
  REQUIRE_FALSE(foreign);
  CHECK(foreign.error().kind == FailureKind::not_found);
}

TEST_CASE("a problem is JSON whatever the text holds") {
  Problem quoted;
  quoted.status = 422;
  quoted.detail = "他说“\"不\"”\n";
  quoted.members.emplace_back("field", "price\\");
  const Response response = problem(quoted);
  CHECK(response.status == 422);
  CHECK(response.content_type == "application/problem+json");
  CHECK(response.body == R"({"type":"about:blank","title":"Unprocessable Content","status":422,)"
                         R"("detail":"他说“\"不\"”\n","field":"price\\"})");
}

namespace {

constexpr std::string_view subscribe_request = "GET /events HTTP/1.1\r\nHost: localhost\r\n";

struct EventServer {
  std::shared_ptr<EventStream> stream;
  std::unique_ptr<Server> server;

  explicit EventServer(EventStreamLimits limits = {})
      : stream(std::make_shared<EventStream>(limits)),
        server(serve([this](const Request&) { return subscribe_to(stream); })) {}

  /// Subscribes and returns what precedes the first event.
  std::string subscribe(RawClient& client, std::string_view headers = "") const {
    client.send(std::string(subscribe_request) + std::string(headers) + "\r\n");
    return client.read_until("retry: 3000\n\n");
  }

  /// Waits until so many clients remain; false if that takes half a minute.
  bool comes_to(std::size_t clients) const {
    for (int i = 0; i < 3000 && stream->clients() != clients; ++i) std::this_thread::sleep_for(10ms);
    return stream->clients() == clients;
  }
};

}  // namespace

TEST_CASE("subscribers receive events in order, and the missed ones when they come back") {
  const EventServer events;
  RawClient client(events.server->port());
  const std::string start = events.subscribe(client);
  CHECK(start.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(has(start, "Content-Type: text/event-stream\r\n"));
  CHECK_FALSE(has(start, "Content-Length"));
  events.stream->publish("figures", "one\ntwo");
  const std::string first = client.read_until("\n\n");
  CHECK(first.ends_with("\nevent: figures\ndata: one\ndata: two\n\n"));
  events.stream->publish("figures", "three");
  events.stream->publish("claims", "");
  CHECK(client.read_until("\n\n").ends_with("\nevent: figures\ndata: three\n\n"));
  CHECK(client.read_until("\n\n").ends_with("\nevent: claims\ndata: \n\n"));

  const std::string id = first.substr(4, first.find('\n') - 4);
  RawClient again(events.server->port());
  events.subscribe(again, "Last-Event-ID: " + id + "\r\n");
  CHECK(again.read_until("\n\n").ends_with("data: three\n\n"));
  CHECK(again.read_until("\n\n").ends_with("event: claims\ndata: \n\n"));
  RawClient late(events.server->port());
  events.subscribe(late, "Last-Event-ID: of-an-earlier-run\r\n");
  CHECK(has(late.read_until("\n\n"), "event: reset\n"));
  events.server->stop();
  late.read_to_end();
  CHECK(late.closed_by_peer);
}

TEST_CASE("a subscriber hears a heartbeat, and one that hangs up is forgotten") {
  EventStreamLimits limits;
  limits.heartbeat = 50ms;
  const EventServer events(limits);
  {
    RawClient client(events.server->port());
    events.subscribe(client);
    CHECK(client.read_until("\n\n") == ": still here\n\n");
    CHECK(events.stream->clients() == 1);
  }
  CHECK(events.comes_to(0));
}

TEST_CASE("a stuck subscriber is dropped while the others go on") {
  EventStreamLimits limits;
  limits.queued_events = 8;
  const EventServer events(limits);
  RawClient stuck(events.server->port(), 4096);
  RawClient reading(events.server->port());
  events.subscribe(stuck);
  events.subscribe(reading);
  const std::string large(200'000, 'x');
  int published = 0;
  while (events.stream->clients() == 2 && published < 1000) {
    events.stream->publish("figures", large);
    ++published;
    REQUIRE(has(reading.read_until("\n\n"), large));
  }
  CHECK(published < 1000);
  CHECK(events.comes_to(1));
  events.stream->publish("figures", "after");
  CHECK(has(reading.read_until("\n\n"), "data: after"));
}

TEST_CASE("subscribers beyond the limit are answered 503") {
  EventStreamLimits limits;
  limits.clients = 1;
  const EventServer events(limits);
  RawClient client(events.server->port());
  events.subscribe(client);
  const std::string refused = reply_to(*events.server, std::string(subscribe_request) + "\r\n");
  CHECK(refused.starts_with("HTTP/1.1 503 "));
  CHECK(has(refused, "Retry-After: 30\r\n"));
}
