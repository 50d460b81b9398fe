#include "http/tls.h"

#include <doctest/doctest.h>

#include <fstream>
#include <mutex>
#include <thread>

#include "http/certificates.h"
#include "http/event_stream.h"
#include "http/serving.h"
#include "http/tls_client.h"

using namespace seethrough;
using namespace seethrough::http;
using namespace std::chrono_literals;

namespace {

ServerOptions with(const Pair& pair) {
  ServerOptions options;
  options.tls = TlsFiles{pair.certificate_file, pair.key_file, 20ms};
  return options;
}

Failure refusal(const TlsFiles& files) {
  ServerOptions options;
  options.listen = "127.0.0.1:0";
  options.tls = files;
  auto server = Server::listen(options, echo);
  REQUIRE_FALSE(server);
  return server.error();
}

struct Told {
  std::mutex mutex;
  std::string text;
  auto log() {
    return [this](std::string_view line) {
      const std::lock_guard lock(mutex);
      text.append(line).append("\n");
    };
  }
  bool heard(std::string_view part) {
    const std::lock_guard lock(mutex);
    return has(text, part);
  }
};

}  // namespace

TEST_CASE("requests over TLS are answered, several on one connection, and known to be secure") {
  const Pair pair;
  const auto server = serve([](const Request& r) { return text(r.secure ? "secure" : "open"); }, with(pair));
  CHECK(server->url() == "https://127.0.0.1:" + std::to_string(server->port()));
  TlsClient client(server->port());
  REQUIRE(client.secured);
  CHECK(std::string(SSL_get_version(client.native())) == "TLSv1.3");
  client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(has(client.read_until("secure"), "\r\nStrict-Transport-Security: max-age=31536000\r\n"));
  CHECK(has(client.read_until("secure"), "HTTP/1.1 200 OK"));
  client.send("GET https://localhost/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  CHECK(has(client.read_to_end(), "secure"));
  CHECK(client.ended_properly);
  CHECK(server->counters().connections_opened == 1);
}

TEST_CASE("large bodies pass over TLS both ways") {
  const Pair pair;
  const std::string large(3'000'000, 'z');
  const auto server = serve([&](const Request& r) { return text(r.body == large ? large : "differs"); }, with(pair));
  TlsClient client(server->port());
  client.send("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 3000000\r\n\r\n" + large);
  CHECK(client.read_to_end().ends_with("\r\n\r\n" + large));
}

TEST_CASE("only TLS 1.2 and 1.3 with forward secrecy and authenticated encryption are spoken") {
  const Pair pair;
  const auto server = serve(echo, with(pair));
  TlsClient::Offer offer;
  offer.highest = TLS1_2_VERSION;
  for (const char* good : {"ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384",
                           "ECDHE-ECDSA-CHACHA20-POLY1305"}) {
    CAPTURE(good);
    offer.suites = good;
    TlsClient client(server->port(), offer);
    CHECK(client.secured);
    CHECK(SSL_get_current_compression(client.native()) == nullptr);
  }
  for (const char* poor : {"ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA", "AES128-GCM-SHA256", "AES256-SHA",
                           "DHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-CCM", "AECDH-AES128-SHA"}) {
    CAPTURE(poor);
    offer.suites = poor;
    CHECK_FALSE(TlsClient(server->port(), offer).secured);
  }
  offer.suites.clear();
  offer.lowest = TLS1_VERSION;
  offer.highest = TLS1_1_VERSION;
  CHECK_FALSE(TlsClient(server->port(), offer).secured);
}

TEST_CASE("a client may not renegotiate, and is told which protocol is spoken") {
  const Pair pair;
  const auto server = serve(echo, with(pair));
  TlsClient::Offer offer;
  offer.highest = TLS1_2_VERSION;
  offer.protocols = "\x02h2\x08http/1.1";
  TlsClient client(server->port(), offer);
  REQUIRE(client.secured);
  const unsigned char* chosen = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(client.native(), &chosen, &size);
  CHECK(std::string(reinterpret_cast<const char*>(chosen), size) == "http/1.1");
  CHECK((SSL_renegotiate(client.native()) != 1 || SSL_do_handshake(client.native()) != 1));
  ERR_clear_error();
  offer.protocols = "\x02h2";
  CHECK_FALSE(TlsClient(server->port(), offer).secured);
}

TEST_CASE("plain HTTP on a TLS port is told to use https, and anything else is closed") {
  const Pair pair;
  const auto server = serve(echo, with(pair));
  const std::string reply = reply_to(*server, closing_get("/"));
  CHECK(reply.starts_with("HTTP/1.1 400 "));
  CHECK(has(reply, "https://"));
  CHECK_FALSE(has(reply, "Strict-Transport-Security"));
  CHECK(reply_to(*server, "\x16\x03\x01 no hello") .find("HTTP") == std::string::npos);
}

TEST_CASE("a handshake has the time of a header") {
  const Pair pair;
  ServerOptions options = with(pair);
  options.limits.header = 200ms;
  const auto server = serve(echo, options);
  CHECK(reply_to(*server, "") == "");
  CHECK(reply_to(*server, "\x16\x03\x01") == "");
  TlsClient client(server->port());
  client.send("GET / HTTP/1.1\r\n");
  CHECK(has(client.read_to_end(), "HTTP/1.1 408 "));
}

TEST_CASE("a refusal over TLS can be read though the body was not") {
  const Pair pair;
  ServerOptions options = with(pair);
  options.limits.body_bytes = 1000;
  const auto server = serve(echo, options);
  TlsClient client(server->port());
  client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n" + std::string(100'000, 'x'));
  CHECK(client.read_to_end().starts_with("HTTP/1.1 413 "));
}

TEST_CASE("events arrive over TLS, and stopping ends them properly") {
  const Pair pair;
  const auto stream = std::make_shared<EventStream>();
  const auto server = serve([&](const Request&) { return subscribe_to(stream); }, with(pair));
  TlsClient client(server->port());
  client.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(has(client.read_until("retry: 3000\n\n"), "text/event-stream"));
  stream->publish("figures", "one");
  CHECK(has(client.read_until("\n\n"), "data: one"));
  stream->publish("figures", "two");
  CHECK(has(client.read_until("\n\n"), "data: two"));
  std::thread stopping([&] { server->stop(); });
  client.read_to_end();
  CHECK(client.ended_properly);
  stopping.join();
}

TEST_CASE("what is wrong with a certificate or its key is said when the server starts") {
  const Pair pair, other;
  const Failure missing = refusal({"/nowhere/certificate.pem", pair.key_file});
  CHECK(missing.kind == FailureKind::not_found);
  CHECK(has(missing.zh, "找不到证书文件 /nowhere/certificate.pem"));
  CHECK(has(missing.en, "/nowhere/certificate.pem is not there"));
  CHECK(has(refusal({pair.certificate_file, "/nowhere/key.pem"}).zh, "找不到私钥文件"));
  const Failure strange = refusal({pair.certificate_file, other.key_file});
  CHECK(strange.kind == FailureKind::conflict);
  CHECK(has(strange.zh, "不匹配"));
  CHECK(has(strange.en, "does not belong"));
  CHECK(has(refusal({pair.key_file, pair.key_file}).en, "The certificate file"));
  CHECK(has(refusal({pair.certificate_file, pair.certificate_file}).en, "The key file"));
  const std::string encrypted = pair.scratch.file("encrypted.pem");
  write_key(new_key(), encrypted, EVP_aes_128_cbc());
  const Failure locked = refusal({pair.certificate_file, encrypted});
  CHECK(locked.kind == FailureKind::malformed);
  CHECK(has(locked.zh, "未加密"));
}

TEST_CASE("a certificate that is not valid, or not for long, is used and warned of") {
  const Pair pair;
  const Key key = new_key();
  const auto warning = [&](long from, long until) {
    write_key(key, pair.key_file);
    write_certificate(key, pair.certificate_file, from, until);
    Told told;
    REQUIRE(Certificate::of({pair.certificate_file, pair.key_file}, told.log()));
    return told.text;
  };
  CHECK(has(warning(-7200, -3600), "has expired"));
  CHECK(has(warning(3600, 7200), "not valid yet"));
  CHECK(has(warning(-3600, 3600), "14 天内过期"));
  CHECK(warning(-3600, 90 * 86400L).empty());
}

TEST_CASE("a new certificate is used for new connections, and open ones live on") {
  Pair pair;
  Told told;
  ServerOptions options = with(pair);
  options.log = told.log();
  const auto server = serve(echo, options);
  TlsClient before(server->port());
  CHECK(before.serial() == 1);
  write_key(new_key(), pair.key_file);  // half of the change: the certificate is still the old one
  for (int i = 0; i < 1000 && !told.heard("does not belong"); ++i) std::this_thread::sleep_for(10ms);
  CHECK(told.heard("继续使用原证书"));
  CHECK(TlsClient(server->port()).serial() == 1);
  pair.renew(2);
  for (int i = 0; i < 1000 && !told.heard("loaded again"); ++i) std::this_thread::sleep_for(10ms);
  CHECK(TlsClient(server->port()).serial() == 2);
  before.send(closing_get("/still"));
  CHECK(has(before.read_to_end(), "GET /still 0 "));
}

TEST_CASE("handshakes count towards the rate of an address") {
  const Pair pair;
  ServerOptions options = with(pair);
  options.rate = {0.001, 2};
  const auto server = serve(echo, options);
  CHECK(TlsClient(server->port()).secured);
  CHECK(TlsClient(server->port()).secured);
  CHECK_FALSE(TlsClient(server->port()).secured);
  CHECK(server->counters().connections_refused == 1);
}
