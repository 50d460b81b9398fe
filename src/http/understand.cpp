#include "http/understand.h"

#include <algorithm>

namespace seethrough::http {
namespace {

std::size_t count_headers(const Request& request, std::string_view name) {
  const auto same = [&](const auto& header) { return equal_ignoring_case(header.first, name); };
  return static_cast<std::size_t>(std::count_if(request.headers.begin(), request.headers.end(), same));
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "name", "name:port" or "[address]:port" without its port; nothing if it is none of them.
std::optional<std::string_view> host_of(std::string_view authority) {
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  if (bracket == std::string_view::npos) return std::nullopt;
  const std::size_t colon = std::min(authority.find(':', bracket), authority.size());
  const std::string_view host = authority.substr(0, colon);
  if (host.empty() || (bracket != 0 && colon != bracket + 1)) return std::nullopt;
  if (!all_digits(authority.substr(std::min(colon + 1, authority.size())))) return std::nullopt;
  if (host.find_first_of(" \t/@?#\\,") != std::string_view::npos) return std::nullopt;
  return host;
}

std::optional<Response> check_framing(const Request& request, Version version) {
  const std::size_t lengths = count_headers(request, "Content-Length");
  const std::size_t codings = count_headers(request, "Transfer-Encoding");
  if (lengths > 1 || codings > 1 || (lengths == 1 && codings == 1))
    return problem(400, "请求体长度的说明重复或矛盾。The length of the request body is stated twice or contradicts itself.");
  if (lengths == 1 && !all_digits(*request.header("Content-Length")))
    return problem(400, "Content-Length 应为一个整数。Content-Length must be a single number.");
  if (codings == 1 && version == Version::http_1_0)
    return problem(400, "HTTP/1.0 没有 Transfer-Encoding。HTTP/1.0 has no Transfer-Encoding.");
  if (codings == 1 && !equal_ignoring_case(*request.header("Transfer-Encoding"), "chunked"))
    return problem(501, "传输编码只支持 chunked。The only transfer coding understood is chunked.");
  const auto expectation = request.header("Expect");
  if (expectation && !equal_ignoring_case(*expectation, "100-continue"))
    return problem(417, "Expect 只支持 100-continue。The only expectation understood is 100-continue.");
  return std::nullopt;
}

/// Splits "http://authority/path" (which a proxy sends), or "https" if the request is secure; an origin form is left
/// alone.
std::optional<std::string_view> take_authority(std::string_view& target, bool secure) {
  const std::string_view scheme = secure ? "https://" : "http://";
  if (!equal_ignoring_case(target.substr(0, scheme.size()), scheme)) return std::nullopt;
  const std::size_t end = std::min(target.find_first_of("/?", scheme.size()), target.size());
  const std::string_view authority = target.substr(scheme.size(), end - scheme.size());
  target = end == target.size() ? "/" : target.substr(end);
  return authority;
}

std::optional<Response> check_host(const Request& request, std::optional<std::string_view> authority, Version version,
                                   const HostRules& rules) {
  const std::size_t hosts = count_headers(request, "Host");
  if (hosts > 1 || (hosts == 0 && version == Version::http_1_1))
    return problem(400, "请求必须恰好有一个 Host 头。A request must have exactly one Host header.");
  if (!authority) authority = request.header("Host");
  if (!authority) return std::nullopt;
  const auto host = host_of(*authority);
  if (!host) return problem(400, "Host 头不是主机名。The Host header is not the name of a host.");
  const auto same = [&](const std::string& name) { return equal_ignoring_case(name, *host); };
  if (rules.any || std::any_of(rules.names.begin(), rules.names.end(), same)) return std::nullopt;
  return problem(421,
                 "本服务不以这个主机名提供页面；如确需使用，请在启动参数里允许它。"
                 "This server does not answer under that host name; allow the name when starting it, if it is meant.");
}

}  // namespace

std::optional<Response> understand(Request& request, Version version, const HostRules& hosts) {
  if (auto refusal = check_framing(request, version)) return refusal;
  std::string_view target = request.raw_target;
  const auto authority = take_authority(target, request.secure);
  if (auto refusal = check_host(request, authority, version, hosts)) return refusal;
  auto parsed = parse_target(target);
  if (!parsed)
    return problem(400, "网址的编码有误（应为 UTF-8 的百分号编码）。"
                        "The address is not encoded correctly (percent-encoded UTF-8 is expected).");
  request.path = std::move(parsed->path);
  request.query = std::move(parsed->query);
  return std::nullopt;
}

}  // namespace seethrough::http
