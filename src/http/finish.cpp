#include "http/finish.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <ctime>

#include "base/check.h"
#include "http/file_body.h"
#include "http/gzip.h"

namespace seethrough::http {
namespace {

constexpr std::size_t worth_compressing = 1024;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Calls `visit` with each element of a comma-separated list, until it returns true; whether it did.
template <class Visit>
bool any_element(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    if (visit(trimmed(list.substr(0, end)))) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

bool accepts_gzip(const Request& request) {
  const auto accepted = request.header("Accept-Encoding");
  if (!accepted) return false;
  return any_element(*accepted, [](std::string_view element) {
    const std::size_t semicolon = std::min(element.find(';'), element.size());
    if (!equal_ignoring_case(trimmed(element.substr(0, semicolon)), "gzip")) return false;
    const std::string_view weight = trimmed(element.substr(std::min(semicolon + 1, element.size())));
    return weight.find_first_of("123456789") != std::string_view::npos || !weight.starts_with("q=");
  });
}

bool compressible(std::string_view content_type) {
  const std::string_view type = trimmed(content_type.substr(0, content_type.find(';')));
  return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") ||
         type == "application/javascript";
}

/// RFC 9110, section 13.1.2: the weak comparison.
bool unchanged(const Request& request, const Response& response) {
  if (response.status != 200 || (request.method != "GET" && request.method != "HEAD")) return false;
  const auto tag = response.header("ETag");
  const auto asked = request.header("If-None-Match");
  if (!tag || !asked) return false;
  const auto strong = [](std::string_view t) { return t.starts_with("W/") ? t.substr(2) : t; };
  return any_element(*asked, [&](std::string_view element) {
    return element == "*" || strong(element) == strong(*tag);
  });
}

bool is_token(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

bool fit_to_send(const Response& response) {
  const auto has_break = [](std::string_view value) {
    return value.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
  };
  if (has_break(response.content_type)) return false;
  return std::none_of(response.headers.begin(), response.headers.end(),
                      [&](const auto& header) { return !is_token(header.first) || has_break(header.second); });
}

void compress(const Request& request, Response& response) {
  const std::string_view text = response.text();
  if (text.size() < worth_compressing || !compressible(response.content_type) || response.header("Content-Encoding"))
    return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!accepts_gzip(request)) return;
  if (response.shared_gzip) {
    response.shared_body = response.shared_gzip;
  } else {
    response.body = gzip(text);
    response.shared_body = nullptr;
  }
  response.headers.emplace_back("Content-Encoding", "gzip");
  for (auto& [name, value] : response.headers)  // the compressed octets are another representation
    if (equal_ignoring_case(name, "ETag") && !value.starts_with("W/")) value.insert(0, "W/");
}

std::string date_now() {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::time(nullptr)));
}

void append_header(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

/// What the pages do not use, switched off also for scripts that would find their way in.
constexpr std::string_view permissions =
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), usb=(), "
    "xr-spatial-tracking=()";

/// A response's own header comes before these: a data file may be for every origin, a page may need a wider policy.
void append_security_headers(std::string& head, const Response& response, const FinishRules& rules) {
  const std::pair<std::string_view, std::string_view> headers[] = {
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", permissions},
      {"X-Frame-Options", "DENY"},
      {"Content-Security-Policy", rules.content_security_policy},
      {"Strict-Transport-Security", rules.secure ? "max-age=31536000" : ""},
  };
  for (const auto& [name, value] : headers)
    if (!value.empty() && !response.header(name)) append_header(head, name, value);
}

}  // namespace

std::string_view FinishedResponse::body() const { return without_body ? std::string_view() : response.text(); }

const FileBody* FinishedResponse::file() const { return without_body ? nullptr : response.file.get(); }

FinishedResponse finish(const Request* request, Response response, const FinishRules& rules) {
  if (!fit_to_send(response))
    response = problem(500, "应答头含有不允许的字符。A response header holds a character that is not allowed.");
  FinishedResponse done;
  if (request != nullptr && unchanged(*request, response)) {
    response.status = 304;
    response.body.clear();
    response.shared_body = nullptr;
    response.file = nullptr;
  } else if (request != nullptr) {
    compress(*request, response);
  }
  const bool bodiless = response.status == 204 || response.status == 304;
  done.status = response.status;
  done.without_body = bodiless || (request != nullptr && request->method == "HEAD");
  done.head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
  append_header(done.head, "Date", date_now());
  if (!response.content_type.empty() && !bodiless) append_header(done.head, "Content-Type", response.content_type);
  if (!response.events && !bodiless)
    append_header(done.head, "Content-Length",
                  std::to_string(response.file ? response.file->size() : response.text().size()));
  for (const auto& [name, value] : response.headers) append_header(done.head, name, value);
  append_security_headers(done.head, response, rules);
  append_header(done.head, "Connection", rules.keep_alive && !response.events ? "keep-alive" : "close");
  done.head += "\r\n";
  done.response = std::move(response);
  return done;
}

}  // namespace seethrough::http
