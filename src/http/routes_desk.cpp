// /desk: the console's files, carried inside the program; /api/v1/places, which its forms need; and security.txt.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <unordered_map>

#include "http/body.h"
#include "http/doorkeeper.h"
#include "http/gzip.h"

namespace seethrough::http {
namespace {

/// The console is not for other sites' frames or search engines.
Response desk_response(const DeskFile& file) {
  Response response;
  response.content_type = file.content_type;
  response.shared_body = std::make_shared<const std::string>(file.text);
  response.shared_gzip = std::make_shared<const std::string>(gzip(file.text));
  response.headers.emplace_back("X-Robots-Tag", "noindex");
  return response;
}

using Files = std::unordered_map<std::string_view, Response>;

Files desk_files(const City& city) {
  Files files;
  for (const DeskFile& file : city.desk) {
    Response response = desk_response(file);
    // A name under assets/ carries a hash of what is in it.
    const bool forever = file.path.starts_with("assets/");
    response.headers.emplace_back("Cache-Control", forever ? "public, max-age=31536000, immutable" : "no-cache");
    response.headers.emplace_back("ETag", entity_tag({city.build, file.text}));
    files.emplace(file.path, std::move(response));
  }
  return files;
}

Response places(const City& city) {
  boost::json::array rows;
  for (const Place& place : city.places.all())
    rows.push_back({{"code", place.code.value}, {"parent", place.parent.value}, {"zh", place.zh}, {"en", place.en}});
  return json(boost::json::serialize(boost::json::object{{"rows", std::move(rows)}}))
      .with("Cache-Control", "public, max-age=3600");
}

/// RFC 9116. It expires a year from the day it is read, since it is made anew each time.
Response security_txt(const City& city, const Request& request) {
  if (city.entrance.security_contact.empty()) return no_such_address(request);
  constexpr std::int64_t year_ms = 365LL * 86'400'000;
  const std::string until = to_string(Instant{city.clock().ms + year_ms});
  return text(fmt::format("Contact: {}\nExpires: {}\nPreferred-Languages: zh, en\n", city.entrance.security_contact, until));
}

}  // namespace

void add_desk_routes(Doorkeeper& doors, const SharedPointer& shared) {
  const auto files = std::make_shared<const Files>(desk_files(shared->city));
  const auto page = [files](const Request& request) {
    const auto found = files->find("index.html");
    return found == files->end() ? no_such_address(request) : found->second;
  };
  doors.open("GET", "/desk", [page](const Request& request, const PathParameters&) { return page(request); });
  doors.open("GET", "/desk/{path...}", [files, page](const Request& request, const PathParameters& path) {
    const auto found = files->find(path["path"]);
    if (found != files->end()) return found->second;
    // What begins like a page is a page of the console, which tells them apart itself; account names may have dots.
    const std::string_view first = path["path"].substr(0, path["path"].find('/'));
    const bool file = first == "assets" || first.find('.') != std::string_view::npos;
    return file ? no_such_address(request) : page(request);
  });
  doors.open("GET", "/.well-known/security.txt",
             [shared](const Request& request, const PathParameters&) { return security_txt(shared->city, request); });
}

void add_place_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.open("GET", "/api/v1/places",
             [shared](const Request&, const PathParameters&) { return places(shared->city); });
}

}  // namespace seethrough::http
