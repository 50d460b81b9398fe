// The front page, figures, definitions, the calendar and the page on verification.
#include <fmt/format.h>

#include <algorithm>

#include "http/doorkeeper.h"
#include "http/routes.h"
#include "journal/codec.h"

namespace seethrough::http {
namespace {

Response not_a_day(const Request& request, Language language, std::string_view text) {
  return refuse(request, language, 404, {"没有这一天的页面", "There is no page of this day"},
                {fmt::format("“{}”不是日期：应写作 2025-06-15，年份在 1900 至 2199 之间。", text),
                 fmt::format("'{}' is not a day: write 2025-06-15, with a year from 1900 to 2199.", text)});
}

Response bad_position(const Request& request, Language language) {
  return refuse(request, language, 404, {"没有这个流水位置", "There is no such journal position"},
                {"@ 后面应是流水位置，即一个整数，如 2025-06-15@1200。",
                 "What follows the @ must be a journal position: a whole number, as in 2025-06-15@1200."});
}

Response no_such_figure(const Request& request, Language language, std::string_view id) {
  std::string known;
  for (const figures::Definition& d : figures::definitions()) known += (known.empty() ? "" : ", ") + std::string(d.id);
  return refuse(request, language, 404, {"没有这个指标", "There is no such figure"},
                {fmt::format("没有标识为“{}”的指标；现有：{}。", id, known),
                 fmt::format("There is no figure '{}'; there are: {}.", id, known)});
}

Response front(Shared& shared, const Request& request, Asked asked, std::string segment) {
  asked.ending = take_ending(segment, {".json"});
  asked.path = "/" + std::string(code(asked.language)) + "/d/" + segment;
  if (!take_position(segment, asked.known_at)) return bad_position(request, asked.language);
  const auto day = parse_day(segment);
  if (!day) return not_a_day(request, asked.language, segment);
  return shared.page(request, asked,
                     [&](const pages::Site& site) { return as_response(pages::front_page(site, *day), asked); });
}

/// What the address of a figure names.
struct FigureAddress {
  figures::Figure figure{};
  PlaceCode place;
  Day cut_off;
  std::string dimension;
};

Response download(const pages::Site& site, const Asked& asked, const FigureAddress& at) {
  Response response;
  std::string name = asked.path + asked.ending;
  std::replace(name.begin(), name.end(), '/', '-');
  // A picture is shown in the page; a table is a file.
  response.headers.emplace_back("Content-Disposition", fmt::format("{}; filename=\"seethrough{}\"",
                                                                   asked.ending == ".csv" ? "attachment" : "inline", name));
  if (asked.ending == ".csv") {
    response.content_type = "text/csv; charset=utf-8";
    response.body = pages::figure_csv(site, at.figure, at.place, at.cut_off);
  } else {
    response.content_type = "image/svg+xml";
    response.body = pages::figure_svg(site, at.figure, at.place, at.cut_off);
  }
  return response;
}

/// The entry that says that this bulletin was issued: it stands after what the bulletin knew, usually next to it.
Result<std::optional<std::uint64_t>, Failure> entry_of(const City& city, const publication::BulletinIssued& issued) {
  std::optional<std::uint64_t> found;
  auto read = city.journal.read(
      static_cast<std::uint64_t>(issued.known_at) + 1, city.engine.size(),
      [&](std::uint64_t seq, std::string_view bytes, const Digest&) {
        if (bytes.find(publication::BulletinIssued::type) == std::string_view::npos) return true;
        const auto entry = journal::decode_entry(bytes);
        const auto* event = entry ? std::get_if<publication::Event>(&entry->event) : nullptr;
        const auto* one = event ? std::get_if<publication::BulletinIssued>(event) : nullptr;
        if (one && one->series == issued.series && one->number == issued.number) found = seq;
        return !found;
      });
  if (!read) return Unexpected{read.error()};
  return found;
}

Response figure_proof(Shared& shared, const Request& request, const Asked& asked, const FigureAddress& at) {
  const auto none = [&] {
    return refuse(request, asked.language, 404, {"还没有回执", "There is no receipt yet"},
                  {"截至这一天还没有发布过含有该指标的通报，因此没有可下载的回执。发布通报后再来。",
                   "No bulletin with this figure has been issued up to this day, so there is no receipt to download. "
                   "Come back when one has been issued."});
  };
  const std::string programme(figures::definition(at.figure).programme);
  const auto series = parse_series(programme);
  if (!series) return none();
  std::optional<publication::BulletinIssued> issued;
  std::uint64_t position = 0;
  const auto looked = shared.read(asked.known_at, [&](const figures::Reading& reading, const std::string&) {
    if (const auto* latest = reading.publication().latest(*series, at.cut_off)) issued = *latest;
    position = reading.position();
    return Response{};
  });
  if (!looked) return refuse(request, asked.language, looked.error());
  if (!issued) return none();
  const auto seq = entry_of(shared.city, *issued);
  if (!seq) return refuse(request, asked.language, seq.error());
  if (!*seq) return none();
  return text(receipt_of(shared.city, **seq, position))
      .with("Cache-Control", asked.known_at ? "public, max-age=3600" : "no-cache");
}

Response figure(Shared& shared, const Request& request, Asked asked, const PathParameters& path) {
  std::string segment(path["cut_off"]);
  asked.ending = take_ending(segment, {".json", ".csv", ".svg", ".proof"});
  asked.path = fmt::format("/{}/f/{}/{}/{}", code(asked.language), path["figure"], path["place"], segment);
  if (!take_position(segment, asked.known_at)) return bad_position(request, asked.language);
  const auto named = figures::parse_figure(path["figure"]);
  const Place* place = shared.city.places.find_by_name(path["place"]);
  if (!named) return no_such_figure(request, asked.language, path["figure"]);
  if (!place)
    return refuse(request, asked.language, 404, {"没有这个地方", "There is no such place"},
                  {fmt::format("“{}”不是本市县区的代码或名称，代码如 140423。", path["place"]),
                   fmt::format("'{}' is not the code or name of a unit of this city; a code is like 140423.",
                               path["place"])});
  const auto day = parse_day(segment);
  if (!day) return not_a_day(request, asked.language, segment);
  const FigureAddress at{*named, place->code, *day, std::string(request.query_value("dimension").value_or(""))};
  if (at.dimension.size() > 64)
    return refuse_value(request, asked.language, "dimension", at.dimension.substr(0, 64),
                        {"品类、类型或阶段的标识", "the identifier of a class, type or stage"});
  asked.query = at.dimension;
  if (asked.ending == ".proof") return figure_proof(shared, request, asked, at);
  return shared.page(request, asked, [&](const pages::Site& site) {
    if (asked.ending == ".csv" || asked.ending == ".svg") return download(site, asked, at);
    return as_response(pages::figure_page(site, at.figure, at.place, at.dimension, at.cut_off), asked);
  });
}

Response definition(Shared& shared, const Request& request, Asked asked, const PathParameters& path) {
  std::string segment(path["version"]);
  asked.ending = take_ending(segment, {".json"});
  asked.path = fmt::format("/{}/def/{}/{}", code(asked.language), path["figure"], segment);
  const auto named = figures::parse_figure(path["figure"]);
  const auto version = segment.starts_with('v') ? whole_number(std::string_view(segment).substr(1)) : std::nullopt;
  if (!named) return no_such_figure(request, asked.language, path["figure"]);
  if (!version || *version > 1000) return no_such_address(request, asked.language);
  return shared.page(request, asked, [&](const pages::Site& site) {
    return as_response(pages::definition_page(site, *named, static_cast<int>(*version)), asked);
  });
}

Response calendar(Shared& shared, const Request& request, Asked asked, std::string segment) {
  asked.ending = take_ending(segment, {".json"});
  asked.path = fmt::format("/{}/cal/{}", code(asked.language), segment);
  const auto year = whole_number(segment);
  if (!year || *year < 1900 || *year > 2199) return no_such_address(request, asked.language);
  return shared.page(request, asked, [&](const pages::Site& site) {
    return as_response(pages::calendar_page(site, static_cast<int>(*year)), asked);
  });
}

Response verify(Shared& shared, const Request& request, Asked asked) {
  asked.path = fmt::format("/{}/verify", code(asked.language));
  return shared.page(request, asked,
                     [&](const pages::Site& site) { return as_response(pages::verify_page(site, shared.key), asked); });
}

Response home(Shared& shared, Language language) {
  const Day today = day_in_china(shared.city.clock());
  const Day day = shared.city.engine.look(
      [&](const figures::Reading& reading, const std::string&) { return latest_day(reading, today); });
  return redirect(fmt::format("/{}/d/{}", code(language), to_string(day)), 302)
      .with("Vary", "Accept-Language")
      .with("Cache-Control", "no-cache");
}

}  // namespace

void add_page_routes(Doorkeeper& doors, const SharedPointer& shared) {
  using Answer = std::function<Response(const Request&, Asked, const PathParameters&)>;
  const auto add = [&](const char* pattern, Answer answer) {
    doors.open("GET", pattern, [answer = std::move(answer)](const Request& request, const PathParameters& path) {
      const auto language = parse_language(path["lang"]);
      if (!language) return no_such_address(request, language_of(request));
      Asked asked;
      asked.language = *language;
      return answer(request, std::move(asked), path);
    });
  };
  doors.open("GET", "/", [shared](const Request& request, const PathParameters&) {
    return home(*shared, language_of(request));
  });
  add("/{lang}", [shared](const Request&, const Asked& asked, const PathParameters&) {
    return home(*shared, asked.language);
  });
  add("/{lang}/d/{day}", [shared](const Request& request, const Asked& asked, const PathParameters& path) {
    return front(*shared, request, asked, std::string(path["day"]));
  });
  const char* one_figure = "/{lang}/f/{figure}/{place}/{cut_off}";
  add(one_figure, [shared](const Request& request, const Asked& asked, const PathParameters& path) {
    return figure(*shared, request, asked, path);
  });
  add("/{lang}/def/{figure}/{version}", [shared](const Request& r, const Asked& asked, const PathParameters& path) {
    return definition(*shared, r, asked, path);
  });
  add("/{lang}/cal/{year}", [shared](const Request& request, const Asked& asked, const PathParameters& path) {
    return calendar(*shared, request, asked, std::string(path["year"]));
  });
  add("/{lang}/verify", [shared](const Request& request, const Asked& asked, const PathParameters&) {
    return verify(*shared, request, asked);
  });
  add("/{lang}/verify.json", [shared](const Request& request, Asked asked, const PathParameters&) {
    asked.ending = ".json";
    return verify(*shared, request, asked);
  });
}

}  // namespace seethrough::http
