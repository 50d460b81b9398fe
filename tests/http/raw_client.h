#pragma once
// A client that sends exactly the octets it is given: what a well-behaved client library would not send.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <string>
#include <string_view>

class RawClient {
 public:
  explicit RawClient(std::uint16_t port, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    const timeval patience{20, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { ::close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return connected_; }

  /// Whether all of it could be handed to the system.
  bool send(std::string_view octets) {
    while (!octets.empty()) {
      const ssize_t sent = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      octets.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// Reads until `end` has been received, and returns all up to and with it; or what came before the connection ended.
  std::string read_until(std::string_view end) {
    while (true) {
      const std::size_t at = pending_.find(end);
      if (at != std::string::npos) {
        std::string out = pending_.substr(0, at + end.size());
        pending_.erase(0, at + end.size());
        return out;
      }
      if (!receive()) return std::move(pending_);
    }
  }

  std::string read_to_end() {
    while (receive()) {
    }
    return std::move(pending_);
  }

 private:
  bool receive() {
    char octets[16384];
    const ssize_t size = ::recv(socket_, octets, sizeof octets, 0);
    if (size == 0) closed_by_peer = true;
    if (size < 0 && (errno == ECONNRESET || errno == EPIPE)) closed_by_peer = true;
    if (size <= 0) return false;
    pending_.append(octets, static_cast<std::size_t>(size));
    return true;
  }
  int socket_;
  bool connected_ = false;
  std::string pending_;

 public:
  bool closed_by_peer = false;
};
