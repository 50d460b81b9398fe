// Issued bulletins: recomposed from exactly what they knew, and compared with the digest in the journal.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "bulletins/bulletin.h"
#include "bulletins/publish.h"
#include "http/bulletin_files.h"
#include "http/doorkeeper.h"
#include "http/routes.h"
#include "proof/hash.h"

namespace seethrough::http {
namespace {

using publication::BulletinIssued;
using publication::Series;

std::optional<BulletinIssued> find_issued(const Shared& shared, std::string_view series_text, std::string_view number) {
  const auto series = parse_series(series_text);
  const auto wanted = whole_number(number);
  if (!series || !wanted) return std::nullopt;
  return shared.city.engine.look([&](const figures::Reading& reading, const std::string&) {
    std::optional<BulletinIssued> found;
    for (const BulletinIssued& one : reading.publication().issued) {
      if (one.series == *series && static_cast<std::uint64_t>(one.number) == *wanted) found = one;
    }
    return found;
  });
}

/// The bulletin, if the journal still gives what was issued.
Result<bulletins::Bulletin, Words> recompose(const figures::Reading& reading, const BulletinIssued& issued) {
  auto composed = bulletins::compose(reading, {issued.series, issued.cut_off, issued.batch});
  if (!composed)
    return Unexpected{Words{bulletins::sentence(composed.error(), Language::zh),
                            bulletins::sentence(composed.error(), Language::en)}};
  const Digest digest = proof::sha256(bulletins::canonical_json(*composed));
  if (digest != issued.digest)
    return Unexpected{Words{
        fmt::format("按流水位置 {} 重算的通报，摘要为 {}，与发布时记入流水的 {} 不符。", issued.known_at,
                    to_hex(digest), to_hex(issued.digest)),
        fmt::format("The bulletin recomputed at journal position {} has the digest {}, not the {} that was entered in "
                    "the journal when it was issued.",
                    issued.known_at, to_hex(digest), to_hex(issued.digest))}};
  return std::move(*composed);
}

Response not_reproduced(const Request& request, Language language, const Words& why) {
  return refuse(request, language, 500, {"通报无法重现", "The bulletin cannot be reproduced"}, why);
}

Response file(Shared& shared, BulletinFiles& files, const Request& request, const Asked& asked,
              const BulletinIssued& issued) {
  return files.answer(shared, request, asked, issued,
                      [&](const figures::Reading& reading) -> Result<BulletinFiles::LaidOut, Response> {
                        const auto composed = recompose(reading, issued);
                        if (!composed) return Unexpected{not_reproduced(request, asked.language, composed.error())};
                        return BulletinFiles::LaidOut{bulletins::lay_out(*composed, reading, asked.language),
                                                      composed->reconstructed};
                      });
}

/// The page says too what is known otherwise by now; the published object stays as it is.
Response bulletin(Shared& shared, const Request& request, Asked asked, const BulletinIssued& issued) {
  asked.known_at = static_cast<std::uint64_t>(issued.known_at);
  std::vector<pages::Revision> revised;
  if (asked.ending.empty()) {
    asked.may_change = true;
    revised = shared.city.engine.look(
        [&](const figures::Reading& reading, const std::string&) { return pages::revisions(reading, issued); });
    for (const pages::Revision& one : revised) asked.query += fmt::format("{}={} ", static_cast<int>(one.figure), one.now);
  }
  return shared.page(request, asked, [&](const pages::Site& site) {
    const auto composed = recompose(site.reading, issued);
    if (!composed) return not_reproduced(request, asked.language, composed.error());
    if (asked.ending == ".json")
      return json(bulletins::published_json(*composed, site.reading, site.checkpoint, shared.key, issued.digest));
    return html(pages::bulletin_page(site, issued, *composed, revised).html);
  });
}

Response bulletin_at(Shared& shared, BulletinFiles& files, const Request& request, Language language,
                     const PathParameters& path) {
  std::string number(path["number"]);
  Asked asked;
  asked.language = language;
  asked.ending = take_ending(number, {".json", ".xlsx", ".pdf", ".html"});
  asked.path = fmt::format("/{}/b/{}/{}", code(language), path["series"], number);
  const auto issued = find_issued(shared, path["series"], number);
  if (!issued)
    return refuse(request, language, 404, {"没有这一期通报", "There is no such bulletin"},
                  {fmt::format("没有发布过 {} 第 {} 期。系列为 subsidies、complaints、projects、disclosures 或 corrections，各自从 1 编号。",
                               path["series"], number),
                   fmt::format("Number {} of {} has not been issued. The series are subsidies, complaints, "
                               "projects, disclosures and corrections, each numbered from 1.",
                               number, path["series"])});
  if (BulletinFiles::has(asked.ending)) return file(shared, files, request, asked, *issued);
  return bulletin(shared, request, asked, *issued);
}

boost::json::object summary(const BulletinIssued& one) {
  const std::string series = series_name(one.series);
  return {{"series", series},
          {"number", one.number},
          {"cut_off", to_string(one.cut_off)},
          {"batch", one.batch},
          {"journal_position", one.known_at},
          {"digest", to_hex(one.digest)},
          {"address", fmt::format("/api/v1/bulletins/{}/{}", series, one.number)}};
}

Response list(const Shared& shared) {
  boost::json::array issued;
  const std::uint64_t position = shared.city.engine.look([&](const figures::Reading& reading, const std::string&) {
    for (const BulletinIssued& one : reading.publication().issued) issued.push_back(summary(one));
    return reading.position();
  });
  return json(boost::json::serialize(
                  boost::json::object{{"journal_position", position}, {"bulletins", std::move(issued)}}))
      .with("Cache-Control", "no-cache");
}

}  // namespace

void add_bulletin_routes(Doorkeeper& doors, const SharedPointer& shared) {
  const auto files = std::make_shared<BulletinFiles>();
  doors.open("GET", "/{lang}/b/{series}/{number}", [shared, files](const Request& request, const PathParameters& path) {
    const auto language = parse_language(path["lang"]);
    if (!language) return no_such_address(request, language_of(request));
    return bulletin_at(*shared, *files, request, *language, path);
  });
  doors.open("GET", "/b/{series}/{number}", [shared, files](const Request& request, const PathParameters& path) {
    if (wants_json(request)) return bulletin_at(*shared, *files, request, language_of(request), path);
    return redirect(fmt::format("/{}{}", code(language_of(request)), request.path), 302)
        .with("Vary", "Accept-Language");
  });
  doors.open("GET", "/api/v1/bulletins",
             [shared](const Request&, const PathParameters&) { return list(*shared); });
  const char* one = "/api/v1/bulletins/{series}/{number}";
  doors.open("GET", one, [shared, files](const Request& request, const PathParameters& path) {
    const Language language = language_of(request);
    std::string number(path["number"]);
    Asked asked;
    asked.language = language;
    asked.ending = take_ending(number, {".xlsx", ".pdf", ".html"});
    asked.path = fmt::format("/{}/b/{}/{}", code(language), path["series"], number);
    const auto issued = find_issued(*shared, path["series"], number);
    if (!issued) return no_such_address(request, language);
    if (BulletinFiles::has(asked.ending))
      return file(*shared, *files, request, asked, *issued).with("Vary", "Accept-Language");
    asked.ending = ".json";
    return bulletin(*shared, request, asked, *issued);
  });
}

}  // namespace seethrough::http
