#include "http/proxies.h"

#include <algorithm>
#include <optional>

namespace seethrough::http {
namespace {

namespace ip = boost::asio::ip;
using Error = boost::system::error_code;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// All headers of that name, in order, as one list (RFC 9110, section 5.3).
std::string joined(const Pairs& headers, std::string_view name) {
  std::string all;
  for (const auto& [key, value] : headers)
    if (equal_ignoring_case(key, name)) all.append(all.empty() ? "" : ",").append(value);
  return all;
}

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "192.0.2.1", "192.0.2.1:80", "[2001:db8::1]", "[2001:db8::1]:80" and, if `bare_v6`, "2001:db8::1". A zone
/// ("fe80::1%eth0") means something on one machine only, and is refused.
std::optional<ip::address> parse_node(std::string_view text, bool bare_v6) {
  std::string_view host = text, rest;
  const bool bracketed = text.starts_with('[');
  if (bracketed) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    host = text.substr(1, end - 1);
    rest = text.substr(end + 1);
  } else if (const std::size_t colon = text.find(':'); colon != std::string_view::npos && text.rfind(':') == colon) {
    host = text.substr(0, colon);
    rest = text.substr(colon);
  }
  if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return std::nullopt;
  if (host.find('%') != std::string_view::npos) return std::nullopt;
  Error error;
  const ip::address address = ip::make_address(std::string(host), error);
  if (error || (bracketed && !address.is_v6()) || (!bracketed && address.is_v6() && !bare_v6)) return std::nullopt;
  return plain(address);
}

/// One hop, as the proxy that received it describes it.
struct Hop {
  std::optional<ip::address> from;  ///< nothing if it is hidden or malformed
  bool secure = false;
};

std::vector<Hop> x_forwarded(const Pairs& headers) {
  std::vector<Hop> hops;
  const std::string all = joined(headers, "X-Forwarded-For");
  const std::string protocols = joined(headers, "X-Forwarded-Proto");
  const std::string_view last = trimmed(std::string_view(protocols).substr(protocols.rfind(',') + 1));
  const bool secure = equal_ignoring_case(last, "https");
  for (std::size_t at = 0; !all.empty() && at <= all.size();) {
    const std::size_t end = std::min(all.find(',', at), all.size());
    hops.push_back({parse_node(trimmed(std::string_view(all).substr(at, end - at)), true), secure});
    at = end + 1;
  }
  if (all.empty()) hops.push_back({std::nullopt, secure});
  return hops;
}

bool is_token(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

/// Takes a token or a quoted string off the front (RFC 7239, section 4); nothing if there is neither.
std::optional<std::string> take_value(std::string_view& text) {
  std::string value;
  if (text.starts_with('"')) {
    for (text.remove_prefix(1); !text.empty() && text.front() != '"'; text.remove_prefix(1)) {
      if (text.front() == '\\') text.remove_prefix(1);
      if (text.empty()) return std::nullopt;
      value += text.front();
    }
    if (text.empty()) return std::nullopt;
    text.remove_prefix(1);
    return value;
  }
  while (!text.empty() && is_token(text.front())) {
    value += text.front();
    text.remove_prefix(1);
  }
  return value.empty() ? std::nullopt : std::optional(std::move(value));
}

/// Forwarded (RFC 7239): "for=192.0.2.60;proto=http;by=203.0.113.43, for=\"[2001:db8::1]\"". Empty if it is malformed
/// anywhere, since what a stray quote swallows is not what its writer meant.
std::vector<Hop> forwarded(const Pairs& headers) {
  const std::string all = joined(headers, "Forwarded");
  std::string_view rest = trimmed(all);
  std::vector<Hop> hops(1);
  Pairs given;
  while (!rest.empty()) {
    const std::size_t sign = rest.find('=');
    if (sign == std::string_view::npos || sign == 0) return {};
    const std::string_view name = rest.substr(0, sign);
    if (!std::all_of(name.begin(), name.end(), is_token)) return {};
    rest.remove_prefix(sign + 1);
    const auto value = take_value(rest);
    const auto same = [&](const auto& pair) { return equal_ignoring_case(pair.first, name); };
    if (!value || std::any_of(given.begin(), given.end(), same)) return {};
    given.emplace_back(name, *value);
    if (equal_ignoring_case(name, "for")) hops.back().from = parse_node(*value, false);
    if (equal_ignoring_case(name, "proto")) hops.back().secure = equal_ignoring_case(*value, "https");
    rest = trimmed(rest);
    if (rest.empty()) break;
    const char mark = rest.front();
    rest = trimmed(rest.substr(1));
    if ((mark != ';' && mark != ',') || rest.empty()) return {};
    if (mark == ',') {
      hops.emplace_back();
      given.clear();
    }
  }
  return hops;
}

Failure not_a_proxy(const std::string& text) {
  return {FailureKind::malformed,
          "可信代理“" + text + "”不是地址或网段，应写成 10.0.0.5、10.0.0.0/8 或 fd00::/8 这样的形式。",
          "The trusted proxy \"" + text + "\" is neither an address nor a network; write it like 10.0.0.5, 10.0.0.0/8 "
          "or fd00::/8."};
}

}  // namespace

ip::address plain(const ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  return address;
}

std::string limit_key(const ip::address& address) {
  if (!address.is_v6()) return address.to_string();
  return ip::network_v6(address.to_v6(), 64).canonical().to_string();
}

Result<TrustedProxies, Failure> TrustedProxies::of(const std::vector<std::string>& list, ProxyHeader header) {
  TrustedProxies proxies(header);
  for (const std::string& text : list) {
    Error error;
    const bool network = text.find('/') != std::string::npos;
    if (!network) {
      const ip::address address = plain(ip::make_address(text, error));
      if (error) return Unexpected{not_a_proxy(text)};
      if (address.is_v4()) proxies.v4_.emplace_back(address.to_v4(), static_cast<unsigned short>(32));
      else proxies.v6_.emplace_back(address.to_v6(), static_cast<unsigned short>(128));
    } else if (text.find(':') == std::string::npos) {
      proxies.v4_.push_back(ip::make_network_v4(text, error).canonical());
    } else {
      proxies.v6_.push_back(ip::make_network_v6(text, error).canonical());
    }
    if (error) return Unexpected{not_a_proxy(text)};
  }
  return proxies;
}

bool TrustedProxies::trusts(const ip::address& peer) const {
  const ip::address address = plain(peer);
  const auto within = [](const auto& networks, const auto& host) {
    return std::any_of(networks.begin(), networks.end(), [&](const auto& network) {
      using Network = std::decay_t<decltype(network)>;
      return Network(host, network.prefix_length()).canonical() == network;
    });
  };
  return address.is_v4() ? within(v4_, address.to_v4()) : within(v6_, address.to_v6());
}

Origin TrustedProxies::origin(const Pairs& headers, const ip::address& peer, bool secure) const {
  Origin origin{plain(peer), secure};
  if (!trusts(peer)) return origin;
  const std::vector<Hop> hops = header_ == ProxyHeader::forwarded ? forwarded(headers) : x_forwarded(headers);
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    origin.secure = secure || hop->secure;
    if (!hop->from) {
      origin.address = plain(peer);
      break;
    }
    origin.address = *hop->from;
    if (!trusts(*hop->from)) break;
  }
  return origin;
}

}  // namespace seethrough::http
