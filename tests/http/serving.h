#pragma once
// What the tests of the transport share: a server on a free loopback port, and single exchanges with it.

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>

#include "http/raw_client.h"
#include "http/server.h"

namespace seethrough::http {

inline std::unique_ptr<Server> serve(Handler handler, ServerOptions options = {}) {
  if (options.listen == "127.0.0.1:8080") options.listen = "127.0.0.1:0";
  auto server = Server::listen(std::move(options), std::move(handler));
  REQUIRE(server);
  (*server)->start();
  return std::move(*server);
}

inline Response echo(const Request& request) {
  return text(request.method + " " + request.path + " " + std::to_string(request.body.size()) + " " +
              request.body.substr(0, 40));
}

/// Sends the octets, then reads until the server closes.
inline std::string reply_to(const Server& server, std::string_view octets) {
  RawClient client(server.port());
  REQUIRE(client.connected());
  client.send(octets);
  std::string reply = client.read_to_end();
  CHECK(client.closed_by_peer);
  return reply;
}

inline std::string closing_get(std::string_view target, std::string_view more = "") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + std::string(more) +
         "\r\n";
}

inline bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

inline std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace seethrough::http
