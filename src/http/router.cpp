#include "http/router.h"

#include <algorithm>

#include "base/check.h"

namespace seethrough::http {

std::string_view PathParameters::operator[](std::string_view name) const {
  for (const auto& [key, value] : values_)
    if (key == name) return value;
  INVARIANT(false, "a handler asked for a path parameter that its pattern does not have");
  return {};
}

std::vector<Router::Segment> Router::parse(std::string_view pattern) {
  INVARIANT(!pattern.empty() && pattern.front() == '/', "a route's pattern starts with a slash");
  std::vector<Segment> segments;
  while (!pattern.empty()) {
    pattern.remove_prefix(1);
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    std::string_view text = pattern.substr(0, end);
    pattern.remove_prefix(end);
    Kind kind = Kind::literal;
    if (text.size() > 2 && text.front() == '{' && text.back() == '}') {
      kind = Kind::one;
      text = text.substr(1, text.size() - 2);
      if (text.ends_with("...")) {
        kind = Kind::rest;
        text.remove_suffix(3);
        INVARIANT(pattern.empty(), "{name...} ends a route's pattern");
      }
    }
    segments.push_back({kind, std::string(text)});
  }
  return segments;
}

bool Router::before(const std::vector<Segment>& a, const std::vector<Segment>& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](const Segment& x, const Segment& y) {
    if (x.kind != y.kind) return x.kind < y.kind;
    return x.kind == Kind::literal && x.text < y.text;
  });
}

Router& Router::add(std::string method, std::string pattern, RouteHandler handler) {
  Route route{std::move(method), parse(pattern), std::move(handler)};
  const auto at = std::upper_bound(routes_.begin(), routes_.end(), route, [](const Route& a, const Route& b) {
    return before(a.segments, b.segments);
  });
  for (auto same = at; same != routes_.begin() && !before((same - 1)->segments, route.segments); --same)
    INVARIANT((same - 1)->method != route.method, "two routes have the same method and pattern");
  routes_.insert(at, std::move(route));
  return *this;
}

void Router::otherwise(std::function<Response(const Request&)> handler) { otherwise_ = std::move(handler); }

bool Router::match(const Route& route, std::string_view path, PathParameters& parameters) {
  parameters.values_.clear();
  for (const Segment& segment : route.segments) {
    if (path.empty()) return false;
    path.remove_prefix(1);
    const std::size_t end = segment.kind == Kind::rest ? path.size() : std::min(path.find('/'), path.size());
    const std::string_view value = path.substr(0, end);
    path.remove_prefix(end);
    if (segment.kind == Kind::literal) {
      if (value != segment.text) return false;
    } else {
      if (value.empty()) return false;
      parameters.values_.emplace_back(segment.text, value);
    }
  }
  return path.empty();
}

Response Router::answer(const Request& request) const {
  PathParameters parameters;
  const Route* head_from = nullptr;
  std::vector<std::string_view> allowed;
  for (const Route& route : routes_) {
    if (!match(route, request.path, parameters)) continue;
    if (route.method == request.method) return route.handler(request, parameters);
    if (route.method == "GET" && request.method == "HEAD" && head_from == nullptr) head_from = &route;
    if (std::find(allowed.begin(), allowed.end(), route.method) == allowed.end()) allowed.push_back(route.method);
  }
  if (head_from != nullptr) {
    match(*head_from, request.path, parameters);
    return head_from->handler(request, parameters);
  }
  Problem refusal;
  refusal.instance = request.raw_target;
  if (allowed.empty()) {
    if (otherwise_) return otherwise_(request);
    refusal.status = 404;
    refusal.detail = "没有这个地址，请检查网址是否完整。There is nothing at this address; check that it is complete.";
    return problem(refusal);
  }
  std::string allow;
  for (const std::string_view method : allowed) {
    allow += allow.empty() ? "" : ", ";
    allow += method;
    if (method == "GET") allow += ", HEAD";
  }
  refusal.status = 405;
  refusal.detail = "这个地址不支持该方法，可用的方法：" + allow + "。This address accepts only: " + allow + ".";
  return problem(refusal).with("Allow", allow);
}

}  // namespace seethrough::http
