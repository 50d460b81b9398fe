#include "http/message.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace seethrough::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::optional<std::string_view> find_header(const Pairs& headers, std::string_view name) {
  for (const auto& [key, value] : headers)
    if (equal_ignoring_case(key, name)) return value;
  return std::nullopt;
}

Response page(std::string content_type, std::string body, int status) {
  Response response;
  response.status = status;
  response.content_type = std::move(content_type);
  response.body = std::move(body);
  return response;
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return std::nullopt;
}

std::optional<std::string_view> Request::header(std::string_view name) const { return find_header(headers, name); }

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (!equal_ignoring_case(key, "Cookie")) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      std::string_view crumb = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      crumb.remove_prefix(std::min(crumb.find_first_not_of(' '), crumb.size()));
      if (crumb.size() > name.size() && crumb[name.size()] == '=' && crumb.substr(0, name.size()) == name)
        return crumb.substr(name.size() + 1);
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> Response::header(std::string_view name) const { return find_header(headers, name); }

Response&& Response::with(std::string name, std::string value) && {
  headers.emplace_back(std::move(name), std::move(value));
  return std::move(*this);
}

Response html(std::string body, int status) { return page("text/html; charset=utf-8", std::move(body), status); }
Response json(std::string body, int status) { return page("application/json", std::move(body), status); }
Response text(std::string body, int status) { return page("text/plain; charset=utf-8", std::move(body), status); }

Response redirect(std::string location, int status) {
  return page("", "", status).with("Location", std::move(location));
}

Response problem(const Problem& problem) {
  boost::json::object object;
  object["type"] = problem.type;
  object["title"] = problem.title.empty() ? reason_phrase(problem.status) : std::string_view(problem.title);
  object["status"] = problem.status;
  if (!problem.detail.empty()) object["detail"] = problem.detail;
  if (!problem.instance.empty()) object["instance"] = problem.instance;
  for (const auto& [name, value] : problem.members) object[name] = value;
  return page("application/problem+json", boost::json::serialize(object), problem.status)
      .with("Cache-Control", "no-store");
}

Response problem(int status, std::string detail) {
  Problem plain;
  plain.status = status;
  plain.detail = std::move(detail);
  return problem(plain);
}

std::string_view reason_phrase(int status) {
  static constexpr std::pair<int, std::string_view> phrases[] = {
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {411, "Length Required"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {415, "Unsupported Media Type"},
      {417, "Expectation Failed"},
      {421, "Misdirected Request"},
      {422, "Unprocessable Content"},
      {428, "Precondition Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
      {507, "Insufficient Storage"},
  };
  for (const auto& [code, phrase] : phrases)
    if (code == status) return phrase;
  return "Unknown";
}

}  // namespace seethrough::http
