#pragma once
// A blocking TLS client that checks no certificate and can be told what to offer.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <string>
#include <string_view>

class TlsClient {
 public:
  struct Offer {
    int highest = TLS1_3_VERSION;
    int lowest = TLS1_2_VERSION;
    std::string suites;     ///< of TLS 1.2; empty: OpenSSL's own choice
    std::string protocols;  ///< ALPN, each with its length before it
  };

  explicit TlsClient(std::uint16_t port) : TlsClient(port, Offer{}) {}
  TlsClient(std::uint16_t port, const Offer& offer)
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)), context_(SSL_CTX_new(TLS_client_method())) {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to its socket without the flag that prevents it
    const timeval patience{20, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    SSL_CTX_set_security_level(context_, 0);
    SSL_CTX_set_min_proto_version(context_, offer.lowest);
    SSL_CTX_set_max_proto_version(context_, offer.highest);
    if (!offer.suites.empty()) SSL_CTX_set_cipher_list(context_, offer.suites.c_str());
    ssl_ = SSL_new(context_);
    if (!offer.protocols.empty())
      SSL_set_alpn_protos(ssl_, reinterpret_cast<const unsigned char*>(offer.protocols.data()),
                          static_cast<unsigned>(offer.protocols.size()));
    SSL_set_fd(ssl_, socket_);
    secured = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
              SSL_connect(ssl_) == 1;
    ERR_clear_error();
  }
  ~TlsClient() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
    ::close(socket_);
  }
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  void send(std::string_view octets) { SSL_write(ssl_, octets.data(), static_cast<int>(octets.size())); }

  std::string read_until(std::string_view end) {
    while (pending_.find(end) == std::string::npos && receive()) {
    }
    const std::size_t at = pending_.find(end);
    if (at == std::string::npos) return std::move(pending_);
    std::string out = pending_.substr(0, at + end.size());
    pending_.erase(0, at + end.size());
    return out;
  }
  std::string read_to_end() {
    while (receive()) {
    }
    return std::move(pending_);
  }

  SSL* native() { return ssl_; }
  /// The serial number of the server's certificate.
  long serial() const {
    X509* const certificate = SSL_get1_peer_certificate(ssl_);
    const long number = ASN1_INTEGER_get(X509_get0_serialNumber(certificate));
    X509_free(certificate);
    return number;
  }

 private:
  bool receive() {
    char octets[16384];
    const int size = SSL_read(ssl_, octets, sizeof octets);
    if (size <= 0) {
      ended_properly = SSL_get_error(ssl_, size) == SSL_ERROR_ZERO_RETURN;
      ERR_clear_error();
      return false;
    }
    pending_.append(octets, static_cast<std::size_t>(size));
    return true;
  }
  int socket_;
  SSL_CTX* context_;
  SSL* ssl_ = nullptr;
  std::string pending_;

 public:
  bool secured = false;
  bool ended_properly = false;  ///< by a close_notify
};
