// /api/v1/evidence and /evidence: photographs and documents of a rectification. What is uploaded is kept sealed under its
// digest; of a photograph a copy for everybody is made. Which case has it, a command says afterwards.
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <mutex>

#include "exchange/photograph.h"
#include "http/body.h"
#include "http/doorkeeper.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using exchange::MediaKind;
using stores::Shelf;
using stores::TrailKind;
using stores::TrailOutcome;

Response no_store(const Request& request) {
  return refuse(request, language_of(request), 503, {"暂时无法提供", "Not available at the moment"},
                {"本服务没有打开佐证文件库。", "This service has no store of evidence open."});
}

/// 415 for what a form of another page could send; what the file is, its octets tell.
std::optional<Response> wrong_type(const Request& request, Language language) {
  const std::string_view all = request.header("Content-Type").value_or("");
  const std::string_view type = all.substr(0, std::min(all.find_first_of("; \t"), all.size()));
  for (const std::string_view one : {"image/jpeg", "image/png", "image/heic", "image/heif", "application/pdf", "video/mp4",
                                     "application/octet-stream"}) {
    if (equal_ignoring_case(type, one)) return std::nullopt;
  }
  return refuse(request, language, 415, {"内容类型不对", "The content type is not as expected"},
                {"请求体应为文件本身：请把 Content-Type 设为 image/jpeg、image/png、image/heic、application/pdf、video/mp4 或 "
                 "application/octet-stream。",
                 "The body is the file itself: send Content-Type image/jpeg, image/png, image/heic, application/pdf, "
                 "video/mp4 or application/octet-stream."});
}

std::optional<Response> wrong_upload(const Request& request, Language language) {
  if (auto no = wrong_type(request, language)) return no;
  auto sized = stores::check_size(request.body);
  if (sized) return std::nullopt;
  const Words detail{sized.error().zh, sized.error().en};
  if (request.body.empty()) return refuse(request, language, 400, {"文件是空的", "The file is empty"}, detail);
  return refuse(request, language, 413, {"文件太大", "The file is too large"}, detail);
}

/// A photograph takes some hundreds of megabytes while it is copied: one after the other.
Result<std::string, Failure> copy_one_at_a_time(std::string_view octets) {
  static std::mutex copying;
  const std::scoped_lock lock(copying);
  return exchange::public_copy(octets);
}

Response upload(const City& city, const Request& request, const Caller& caller) {
  const Language language = language_of(request);
  const access::Requirement asked{access::Right::enter, access::Programme::complaints, {}};
  if (!may(city, caller, asked.right, asked.programme)) return forbid(city, request, caller, asked, request.path);
  if (auto no = wrong_upload(request, language)) return std::move(*no);
  if (city.evidence.store == nullptr) return no_store(request);
  const auto digest = city.evidence.store->put(Shelf::original, request.body);
  if (!digest) return refuse(request, language, digest.error());
  json::object out{{"digest", to_hex(*digest)},
                   {"media_type", exchange::media_type(exchange::media_kind(request.body))},
                   {"size", request.body.size()}};
  if (const auto copy = copy_one_at_a_time(request.body)) {
    const auto published = city.evidence.store->put(Shelf::published, *copy);
    if (!published) return refuse(request, language, published.error());
    out["public_digest"] = to_hex(*published);
  } else {
    out["not_public"] = in(language, copy.error().zh, copy.error().en);
  }
  note(city, request, caller.account, TrailKind::command, TrailOutcome::done, "evidence", to_hex(*digest));
  return private_json(std::move(out), 201).with("Location", "/api/v1/evidence/" + to_hex(*digest));
}

std::string_view ending_of(MediaKind kind) {
  switch (kind) {
    case MediaKind::jpeg: return "jpg";
    case MediaKind::png: return "png";
    case MediaKind::pdf: return "pdf";
    case MediaKind::heic: return "heic";
    case MediaKind::mp4: return "mp4";
    case MediaKind::other: break;
  }
  return "bin";
}

/// The file. A browser shows what is a picture to all of them, and saves the rest: what it is said to be it must stay.
Response as_file(std::string octets, const Digest& digest) {
  const MediaKind kind = exchange::media_kind(octets);
  const bool shown = kind == MediaKind::jpeg || kind == MediaKind::png;
  Response response;
  response.content_type = exchange::media_type(kind);
  response.shared_body = std::make_shared<const std::string>(std::move(octets));
  return std::move(response)
      .with("X-Content-Type-Options", "nosniff")
      .with("Content-Disposition", fmt::format("{}; filename=\"evidence-{}.{}\"", shown ? "inline" : "attachment",
                                               to_hex(digest).substr(0, 12), ending_of(kind)));
}

/// The original, and on record who looked at it before it is shown: it may show people. A public copy, likewise asked for
/// by its digest, shows no more than it does to everybody.
Response show(const City& city, const Request& request, const Caller& caller, std::string_view name) {
  const Language language = language_of(request);
  const auto digest = octets_from_hex<Digest>(name);
  if (!digest) return refuse_value(request, language, "digest", name, {"64 位十六进制数字", "64 hexadecimal digits"});
  if (!may(city, caller, access::Right::read_records, access::Programme::complaints))
    return forbid(city, request, caller, {access::Right::read_records, access::Programme::complaints, {}}, request.path);
  if (city.evidence.store == nullptr) return no_store(request);
  auto octets = city.evidence.store->get(Shelf::published, *digest);
  if (!octets && octets.error().kind == FailureKind::not_found) {
    octets = city.evidence.store->get(Shelf::original, *digest);
    if (!octets) return refuse(request, language, octets.error());
    note(city, request, caller.account, TrailKind::look, TrailOutcome::done, "evidence", to_hex(*digest));
    if (city.entrance.trail)
      if (auto kept = city.entrance.trail->flush(); !kept) return refuse(request, language, kept.error());
  }
  if (!octets) return refuse(request, language, octets.error());
  return as_file(*std::move(octets), *digest).with("Cache-Control", "no-store");
}

/// What is not public and what is not there are answered alike. Never an original.
Response show_everybody(const City& city, const Request& request, std::string_view name) {
  const auto digest = octets_from_hex<Digest>(name);
  const bool may_be_seen = digest && city.evidence.store != nullptr && city.evidence.is_public && city.evidence.is_public(*digest);
  if (!may_be_seen) return no_such_address(request);
  auto octets = city.evidence.store->get(Shelf::published, *digest);
  if (!octets && octets.error().kind == FailureKind::not_found) return no_such_address(request);
  if (!octets) return refuse(request, language_of(request), octets.error());
  return as_file(*std::move(octets), *digest)
      .with("ETag", "\"" + to_hex(*digest) + "\"")
      .with("Cache-Control", "public, max-age=31536000, immutable");
}

}  // namespace

void add_evidence_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("POST", "/api/v1/evidence",
              [shared](const Request& request, const PathParameters&, const Caller& caller) {
                return upload(shared->city, request, caller);
              });
  doors.guard("GET", "/api/v1/evidence/{digest}",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return show(shared->city, request, caller, path["digest"]);
              });
  doors.open("GET", "/evidence/{digest}", [shared](const Request& request, const PathParameters& path) {
    return show_everybody(shared->city, request, path["digest"]);
  });
}

}  // namespace seethrough::http
