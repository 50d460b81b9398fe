#include "http/proxies.h"

#include <doctest/doctest.h>

#include "http/serving.h"

using namespace seethrough;
using namespace seethrough::http;

namespace {

boost::asio::ip::address at(const char* text) { return boost::asio::ip::make_address(text); }

TrustedProxies proxies(ProxyHeader header) {
  auto made = TrustedProxies::of({"10.0.0.0/8", "192.0.2.7", "fd00::/8"}, header);
  REQUIRE(made);
  return std::move(*made);
}

/// What is believed of a request that 10.0.0.1 passed on: "address" or "address secure".
std::string believed(ProxyHeader header, const Pairs& headers, const char* peer = "10.0.0.1") {
  const Origin origin = proxies(header).origin(headers, at(peer), false);
  return origin.address.to_string() + (origin.secure ? " secure" : "");
}

std::string x(const std::string& list, const char* peer = "10.0.0.1") {
  return believed(ProxyHeader::x_forwarded_for, {{"X-Forwarded-For", list}}, peer);
}
std::string f(const std::string& list) { return believed(ProxyHeader::forwarded, {{"Forwarded", list}}); }

}  // namespace

TEST_CASE("addresses and networks are trusted, and what is neither is refused with a sentence") {
  const TrustedProxies trusted = proxies(ProxyHeader::forwarded);
  for (const char* address : {"10.0.0.1", "10.255.255.255", "192.0.2.7", "fd00::1", "fdff:1::", "::ffff:10.1.2.3"})
    CHECK_MESSAGE(trusted.trusts(at(address)), address);
  for (const char* address : {"11.0.0.1", "192.0.2.8", "fc00::1", "::1", "127.0.0.1", "::ffff:11.1.2.3"})
    CHECK_MESSAGE(!trusted.trusts(at(address)), address);
  for (const char* wrong : {"", "proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "fd00::/129", "fd00::/x"}) {
    CAPTURE(wrong);
    const auto none = TrustedProxies::of({"10.0.0.1", wrong}, ProxyHeader::forwarded);
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == FailureKind::malformed);
    CHECK(has(none.error().en, "\"" + std::string(wrong) + "\""));
  }
}

TEST_CASE("the rightmost address of X-Forwarded-For that is not trusted counts") {
  CHECK(x("203.0.113.5") == "203.0.113.5");
  CHECK(x("198.51.100.1, 203.0.113.5") == "203.0.113.5");
  CHECK(x("198.51.100.1,203.0.113.5 ,\t10.2.2.2, 192.0.2.7") == "203.0.113.5");
  CHECK(x("10.3.3.3, 10.2.2.2") == "10.3.3.3");
  CHECK(x("2001:db8::5") == "2001:db8::5");
  CHECK(x("[2001:db8::5]:4711") == "2001:db8::5");
  CHECK(x("203.0.113.5:4711") == "203.0.113.5");
  CHECK(x("::ffff:203.0.113.5") == "203.0.113.5");
  CHECK(x("not an address, 203.0.113.5") == "203.0.113.5");
  CHECK(x("203.0.113.5", "fd00::9") == "203.0.113.5");
  CHECK(believed(ProxyHeader::x_forwarded_for, {{"x-forwarded-for", "1.1.1.1"}, {"X-FORWARDED-FOR", "203.0.113.5"}}) ==
        "203.0.113.5");
}

TEST_CASE("what is malformed leaves the proxy's address") {
  for (const char* list : {"", " ", ",", "203.0.113.5,", "203.0.113.5, unknown", "203.0.113.5, 10.2.2.2, x", "1.2.3",
                           "203.0.113.5:x", "203.0.113.5:", "[203.0.113.5]", "[2001:db8::5", "fe80::1%eth0",
                           "203.0.113.5;", "0x7f.1", "203.0.113.5 203.0.113.6", "203.0.113.5:123456"}) {
    CAPTURE(list);
    CHECK(x(list) == "10.0.0.1");
  }
  for (const char* list : {"", "for", "for=", "=1.2.3.4", "for=unknown", "for=_hidden", "for=2001:db8::5",
                           "for=203.0.113.5;for=203.0.113.6", "for=203.0.113.5,", "for=203.0.113.5;",
                           "for=\"203.0.113.5", "for=\"x, for=203.0.113.5", "for=203.0.113.5 proto=https", "for =203.0.113.5",
                           "proto=https", "for=203.0.113.5, for=unknown", "for=\"[2001:db8::5\""}) {
    CAPTURE(list);
    CHECK(f(list).starts_with("10.0.0.1"));
  }
}

TEST_CASE("Forwarded is read as RFC 7239 has it") {
  CHECK(f("for=203.0.113.5") == "203.0.113.5");
  CHECK(f("For=\"203.0.113.5:4711\"") == "203.0.113.5");
  CHECK(f("for=\"[2001:db8:cafe::17]:4711\"") == "2001:db8:cafe::17");
  CHECK(f("for=203.0.113.5;proto=https;by=10.0.0.1") == "203.0.113.5 secure");
  CHECK(f("for=1.1.1.1;proto=https, for=203.0.113.5;proto=http") == "203.0.113.5");
  CHECK(f("for=203.0.113.5;proto=https , for=10.2.2.2;proto=http") == "203.0.113.5 secure");
  CHECK(f("for=unknown, for=203.0.113.5") == "203.0.113.5");
  CHECK(f("for=203.0.113.5;host=\"a\\\"b,c;d\"") == "203.0.113.5");
}

TEST_CASE("X-Forwarded-Proto says whether the client used https") {
  const auto proto = [](const Pairs& more, const char* peer = "10.0.0.1") {
    Pairs headers{{"X-Forwarded-For", "203.0.113.5"}};
    headers.insert(headers.end(), more.begin(), more.end());
    return believed(ProxyHeader::x_forwarded_for, headers, peer);
  };
  CHECK(proto({{"X-Forwarded-Proto", "https"}}) == "203.0.113.5 secure");
  CHECK(proto({{"X-Forwarded-Proto", "HTTPS"}}) == "203.0.113.5 secure");
  CHECK(proto({{"X-Forwarded-Proto", "https, http"}}) == "203.0.113.5");
  CHECK(proto({{"X-Forwarded-Proto", "http"}, {"X-Forwarded-Proto", "https"}}) == "203.0.113.5 secure");
  CHECK(proto({{"X-Forwarded-Proto", "httpsx"}}) == "203.0.113.5");
  CHECK(proto({}) == "203.0.113.5");
  CHECK(proto({{"X-Forwarded-Proto", "https"}}, "11.0.0.1") == "11.0.0.1");
}

TEST_CASE("a limit counts an IPv4 address, and the /64 network of an IPv6 one") {
  CHECK(limit_key(at("203.0.113.5")) == "203.0.113.5");
  CHECK(limit_key(at("2001:db8:1:2:3:4:5:6")) == limit_key(at("2001:db8:1:2::9")));
  CHECK(limit_key(at("2001:db8:1:2::9")) != limit_key(at("2001:db8:1:3::9")));
}

TEST_CASE("the handler is told the client that a trusted proxy states, and no other") {
  ServerOptions options;
  const auto told = [](const Request& r) {
    return text(r.client_address + (r.secure ? " secure" : " open") + " via " + r.peer_address);
  };
  const std::string ask = closing_get("/", "X-Forwarded-For: 203.0.113.5\r\nX-Forwarded-Proto: https\r\n");
  CHECK(has(reply_to(*serve(told, options), ask), "127.0.0.1 open via 127.0.0.1"));
  options.trusted_proxies = {"127.0.0.0/8"};
  const auto server = serve(told, options);
  const std::string reply = reply_to(*server, ask);
  CHECK(has(reply, "203.0.113.5 secure via 127.0.0.1"));
  CHECK(has(reply, "\r\nStrict-Transport-Security: "));
  CHECK(has(reply_to(*server, closing_get("/")), "127.0.0.1 open via 127.0.0.1"));
  options.trusted_proxies = {"nobody"};
  CHECK(Server::listen(options, told).error().kind == FailureKind::malformed);
}

TEST_CASE("behind a trusted proxy each client has its own rate, and connections are not counted by address") {
  ServerOptions options;
  options.trusted_proxies = {"127.0.0.1"};
  options.rate = {0.01, 1};
  options.limits.per_address = 1;
  const auto server = serve(echo, options);
  RawClient idle(server->port());
  const auto ask = [&](const std::string& client) {
    return reply_to(*server, closing_get("/", "X-Forwarded-For: " + client + "\r\n")).substr(9, 3);
  };
  CHECK(ask("203.0.113.5") == "200");
  CHECK(ask("203.0.113.5") == "429");
  CHECK(ask("203.0.113.6") == "200");
  CHECK(ask("2001:db8::1") == "200");
  CHECK(ask("2001:db8::2") == "429");
}
