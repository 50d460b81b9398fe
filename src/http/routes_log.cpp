// The log as its readers have it (C2SP tlog-tiles): checkpoint, tiles, entry bundles; and single entries with receipts.
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "http/doorkeeper.h"
#include "http/routes.h"
#include "proof/tile.h"

namespace seethrough::http {
namespace {

/// The note of the last durable position; an empty log has one too.
std::string latest_checkpoint(const City& city) {
  std::string note = city.engine.checkpoint();
  return note.empty() ? city.engine.checkpoint_at(0) : note;
}

Result<std::optional<std::string>, Failure> bundle(const City& city, const proof::TileAddress& address) {
  const std::uint64_t before = address.index * proof::tile_width;
  std::string bytes;
  int count = 0;
  auto read = city.journal.read(before + 1, before + static_cast<std::uint64_t>(address.width),
                                [&](std::uint64_t, std::string_view entry, const Digest&) {
                                  proof::append_entry(bytes, entry);
                                  ++count;
                                  return true;
                                });
  if (!read) return Unexpected{read.error()};
  if (count != address.width) return std::optional<std::string>{};
  return std::optional<std::string>{std::move(bytes)};
}

Response tile(const Shared& shared, const Request& request) {
  const City& city = shared.city;
  const Language language = language_of(request);
  const auto address = proof::parse_tile_path(std::string_view(request.path).substr(1));
  const std::uint64_t size = city.engine.size();
  if (!address || !proof::has_tile(size, *address)) {
    Problem said;
    said.status = 404;
    said.title = in(language, "没有这个切片", "There is no such tile");
    said.detail = in(language, "地址写法见 C2SP tlog-tiles，或流水还没有这么长。",
                     "See C2SP tlog-tiles for the form of its address, or the log is not that long yet.");
    return problem(said);
  }
  std::optional<std::string> bytes;
  if (address->entries) {
    auto read = bundle(city, *address);
    if (!read) return refuse(request, language, read.error());
    bytes = std::move(*read);
  } else {
    bytes = city.engine.look_at_tree([&](const proof::Tree& tree) { return proof::hash_tile(tree, *address, size); });
  }
  INVARIANT(bytes, "a tile that the log has can be made");
  Response response;
  response.content_type = "application/octet-stream";
  response.body = std::move(*bytes);
  return std::move(response).with("Cache-Control", "public, max-age=31536000, immutable");
}

Response entry(const Shared& shared, const Request& request, std::string_view number) {
  const Language language = language_of(request);
  const auto seq = whole_number(number);
  if (!seq)
    return refuse_value(request, language, "seq", number, {"流水序号，从 1 起的整数", "an entry's number, from 1"});
  // The size first: an entry found afterwards is covered by it or refused.
  const std::uint64_t size = shared.city.engine.size();
  auto bytes = entry_bytes(shared.city, *seq);
  if (!bytes) return refuse(request, language, bytes.error());
  if (!*bytes || *seq > size)
    return refuse(request, language, 404, {"流水里没有这一条", "The journal has no such entry"},
                  {fmt::format("流水现有 {} 条，从 1 编号。", size),
                   fmt::format("The journal has {} entries, numbered from 1.", size)});
  return json(boost::json::serialize(boost::json::object{{"seq", *seq},
                                                         {"entry", std::move(**bytes)},
                                                         {"receipt", receipt_of(shared.city, *seq, size)}}))
      .with("Cache-Control", "no-cache");
}

}  // namespace

void add_log_routes(Doorkeeper& doors, const SharedPointer& shared) {
  doors.open("GET", "/checkpoint", [shared](const Request&, const PathParameters&) {
    return text(latest_checkpoint(shared->city)).with("Cache-Control", "no-cache");
  });
  doors.open("GET", "/tile/{path...}",
             [shared](const Request& request, const PathParameters&) { return tile(*shared, request); });
  doors.open("GET", "/log/key", [shared](const Request&, const PathParameters&) {
    return text(shared->key + "\n").with("Cache-Control", "public, max-age=3600");
  });
  doors.open("GET", "/api/v1/log", [shared](const Request&, const PathParameters&) {
    std::string note;
    const std::uint64_t size =
        shared->city.engine.look([&](const figures::Reading& reading, const std::string& checkpoint) {
          note = checkpoint;
          return reading.position();
        });
    if (note.empty()) note = shared->city.engine.checkpoint_at(size);
    return json(boost::json::serialize(boost::json::object{{"origin", shared->city.engine.key().verifier.name},
                                                           {"size", size},
                                                           {"checkpoint", note},
                                                           {"key", shared->key},
                                                           {"tiles", "/tile/"}}))
        .with("Cache-Control", "no-cache");
  });
  doors.open("GET", "/api/v1/entries/{seq}", [shared](const Request& request, const PathParameters& path) {
    return entry(*shared, request, path["seq"]);
  });
}

}  // namespace seethrough::http
