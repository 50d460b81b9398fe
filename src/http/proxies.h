#pragma once
// Trusted proxies (可信代理): whose word about the client's address and protocol is taken, and what that word is. Without
// sockets. A header of these kinds can be written by anyone, so it counts only from a proxy that was named, and only
// from its right end, which that proxy wrote itself.

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "http/message.h"
#include "http/server.h"

namespace seethrough::http {

/// Where a request came from, as far as it can be believed.
struct Origin {
  boost::asio::ip::address address;
  bool secure = false;
};

class TrustedProxies {
 public:
  /// `list` holds addresses ("10.0.0.5", "fd00::5") and networks ("10.0.0.0/8"); fails on the first that is neither.
  static Result<TrustedProxies, Failure> of(const std::vector<std::string>& list, ProxyHeader header);

  bool trusts(const boost::asio::ip::address& peer) const;
  /// What `peer`, if it is trusted, says in the header: the rightmost address that is not itself trusted (the leftmost
  /// if all are), and whether the client used https. Anything malformed up to there: the peer's own address.
  /// `secure` is what the connection itself is; a proxy can only add to it.
  Origin origin(const Pairs& headers, const boost::asio::ip::address& peer, bool secure) const;

 private:
  explicit TrustedProxies(ProxyHeader header) : header_(header) {}
  ProxyHeader header_;
  std::vector<boost::asio::ip::network_v4> v4_;
  std::vector<boost::asio::ip::network_v6> v6_;
};

/// An IPv4 address that is written as an IPv6 one ("::ffff:192.0.2.1") becomes an IPv4 address.
boost::asio::ip::address plain(const boost::asio::ip::address& address);

/// Whom a limit counts: an IPv4 address, or the /64 network of an IPv6 one, since a subscriber has all of that.
std::string limit_key(const boost::asio::ip::address& address);

}  // namespace seethrough::http
