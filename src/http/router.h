#pragma once
// Router (路由): which handler answers a method and a path. Decides 404 and 405; answers HEAD from GET.

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/message.h"

namespace seethrough::http {

/// The parts of the path that the pattern's braces named.
class PathParameters {
 public:
  /// The value of `name`; a name that the pattern does not have is a bug.
  std::string_view operator[](std::string_view name) const;

 private:
  friend class Router;
  std::vector<std::pair<std::string_view, std::string_view>> values_;  // views into the pattern and the request's path
};

using RouteHandler = std::function<Response(const Request&, const PathParameters&)>;

/// Patterns: "/api/v1/claims/{id}" ({id} is one non-empty segment); "/static/{path...}" (the rest of the path, at least
/// one character). Where several patterns match, the one with a literal at the first difference wins, then {id}, then
/// {path...}; the order of registration does not matter. Registration is done before the first answer.
class Router {
 public:
  /// Registers `handler` for `method` ("GET", "POST" ...). The same method and shape of pattern twice is a bug.
  Router& add(std::string method, std::string pattern, RouteHandler handler);
  /// Answers paths that match no pattern, in place of the 404 problem.
  void otherwise(std::function<Response(const Request&)> handler);

  /// The handler's response; 404 if no pattern matches; 405 with Allow if only other methods are registered there.
  Response answer(const Request& request) const;

 private:
  enum class Kind { literal, one, rest };  // in order of preference
  struct Segment {
    Kind kind;
    std::string text;
  };
  struct Route {
    std::string method;
    std::vector<Segment> segments;
    RouteHandler handler;
  };
  static std::vector<Segment> parse(std::string_view pattern);
  static bool before(const std::vector<Segment>& a, const std::vector<Segment>& b);
  static bool match(const Route& route, std::string_view path, PathParameters& parameters);

  std::vector<Route> routes_;  // sorted by before(), so the first match is the best
  std::function<Response(const Request&)> otherwise_;
};

}  // namespace seethrough::http
