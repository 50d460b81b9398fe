// Lists and single records, for people and for programs.
#include <fmt/format.h>

#include "http/doorkeeper.h"
#include "http/case_file.h"
#include "http/list_file.h"
#include "http/record_list.h"

namespace seethrough::http {
namespace {

constexpr std::uint32_t rows_of_a_page = 200, rows_for_programs = 50;

Response refuse(const Request& request, Language language, const BadParameter& bad) {
  return refuse_value(request, language, bad.name, bad.value, bad.expected);
}

Response no_such_record(const Request& request, Language language, std::string_view id) {
  return refuse(request, language, 404, {"没有这个编号", "There is no such record"},
                {fmt::format("没有编号为“{}”的记录。补贴申领如 C0000001，举报件用受理编号，项目用项目代码；刚登记的请稍后再试。", id),
                 fmt::format("There is no record '{}'. Claims are numbered like C0000001, complaints bear their case "
                             "number, projects their code; try again shortly if it was registered just now.",
                             id)});
}

Response records(Shared& shared, const Request& request, const Asked& asked) {
  const City& city = shared.city;
  const std::string_view kind_text = request.query_value("kind").value_or("claims");
  const auto kind = parse_record_kind(kind_text);
  if (!kind)
    return refuse_value(request, asked.language, "kind", kind_text,
                        {"claims、complaints 或 projects", "claims, complaints or projects"});
  const auto wanted = read_list_request(request, *kind, city, rows_of_a_page, false);
  if (!wanted) return refuse(request, asked.language, wanted.error());
  const auto list = record_list(city, *wanted, asked.language);
  if (!list) return refuse(request, asked.language, list.error());
  return city.engine
      .look([&](const figures::Reading& reading, const std::string& checkpoint) {
        const pages::Site site{reading,    asked.language,     false,     city.engine.key().verifier.name,
                               checkpoint, reading.position(), asked.path};
        return as_response(pages::records_page(site, *list), asked);
      })
      .with("Cache-Control", "no-cache");
}

Response one_record(Shared& shared, const Request& request, Asked asked, std::string id) {
  const City& city = shared.city;
  asked.ending = take_ending(id, {".json"});
  asked.path = fmt::format("/{}/case/{}", code(asked.language), id);
  const auto history = find_record(city, id);
  if (!history) return refuse(request, asked.language, history.error());
  if (!*history) return no_such_record(request, asked.language, id);
  const pages::CaseFile file = case_file(city, **history, asked.language);
  return city.engine
      .look([&](const figures::Reading& reading, const std::string& checkpoint) {
        const pages::Site site{reading,    asked.language,     false,     city.engine.key().verifier.name,
                               checkpoint, reading.position(), asked.path};
        return as_response(pages::case_page(site, file), asked);
      })
      .with("Cache-Control", "no-cache");
}

/// All rows of a list as a file, so there is no next page and no length of one.
Response whole_list(const City& city, const Request& request, RecordKind kind, exchange::ExportFormat format) {
  const Language language = language_of(request);
  for (const char* name : {"next", "limit"}) {
    if (const auto value = request.query_value(name))
      return refuse_value(request, language, name, *value,
                          {"不填：文件里是全部记录", "nothing: a file holds every record"});
  }
  const auto wanted = read_list_request(request, kind, city, rows_for_programs, true);
  if (!wanted) return refuse(request, language, wanted.error());
  auto file = list_file(city, *wanted, format, language);
  if (!file) return refuse(request, language, file.error()).with("Retry-After", "10");
  constexpr std::pair<const char*, const char*> types[] = {
      {"csv", "text/csv; charset=utf-8"},
      {"ndjson", "application/x-ndjson"},
      {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
  const auto& [ending, type] = types[static_cast<std::size_t>(format)];
  Response response;
  response.content_type = type;
  response.file = *std::move(file);
  return std::move(response)
      .with("Content-Disposition", fmt::format("attachment; filename=\"{}.{}\"", name(kind), ending))
      .with("Cache-Control", "no-cache");
}

void add_record_pages(Doorkeeper& doors, const SharedPointer& shared) {
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
  for (const char* ending : {"", ".json"}) {
    add(ending[0] == 0 ? "/{lang}/r" : "/{lang}/r.json",
        [shared, ending](const Request& request, Asked asked, const PathParameters&) {
          asked.ending = ending;
          asked.path = fmt::format("/{}/r", code(asked.language));
          return records(*shared, request, asked);
        });
  }
  add("/{lang}/case/{id}", [shared](const Request& request, const Asked& asked, const PathParameters& path) {
    return one_record(*shared, request, asked, std::string(path["id"]));
  });
}

}  // namespace

void add_record_routes(Doorkeeper& doors, const SharedPointer& shared) {
  add_record_pages(doors, shared);
  for (const RecordKind kind : {RecordKind::claim, RecordKind::complaint, RecordKind::project}) {
    const std::string base = "/api/v1/" + std::string(name(kind));
    doors.open("GET", base, [shared, kind](const Request& request, const PathParameters&) {
      const Language language = language_of(request);
      const auto wanted = read_list_request(request, kind, shared->city, rows_for_programs, true);
      if (!wanted) return refuse(request, language, wanted.error());
      auto list = record_list_json(shared->city, *wanted);
      if (!list) return refuse(request, language, list.error());
      return json(std::move(*list)).with("Cache-Control", "no-cache");
    });
    for (const auto& [ending, format] : {std::pair{".csv", exchange::ExportFormat::csv},
                                         std::pair{".ndjson", exchange::ExportFormat::ndjson},
                                         std::pair{".xlsx", exchange::ExportFormat::xlsx}}) {
      doors.open("GET", base + ending, [shared, kind, format](const Request& request, const PathParameters&) {
        return whole_list(shared->city, request, kind, format);
      });
    }
    doors.open("GET", base + "/{id}", [shared, kind](const Request& request, const PathParameters& path) {
      const Language language = language_of(request);
      const auto history = find_record(shared->city, path["id"], kind);
      if (!history) return refuse(request, language, history.error());
      if (!*history) return no_such_record(request, language, path["id"]);
      return json(record_json(**history)).with("Cache-Control", "no-cache");
    });
  }
}

}  // namespace seethrough::http
