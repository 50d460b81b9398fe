// The addresses under /open311/v2.
#include <fmt/format.h>

#include "http/doorkeeper.h"
#include "http/open311.h"

namespace seethrough::http {
namespace {

using Method = Open311Answer (*)(Open311&, const Open311Call&);
using PostMethod = Open311Answer (*)(Open311&, const Open311Call&, std::string_view);
using EndpointPointer = std::shared_ptr<Open311>;

constexpr std::string_view base = "/open311/v2/";

/// A document in the format that the address ends in: XML unless it is .json.
Response as_document(const Open311Call& call, const open311::Element& document, int status) {
  const bool json = call.request.path.ends_with(".json");
  Response response;
  response.status = status;
  response.content_type = json ? "application/json" : "text/xml";
  response.body = json ? open311::to_json(document) : open311::to_xml(document);
  return std::move(response)
      .with("Content-Language", std::string(code(call.language)))
      .with("Vary", "Accept-Language")
      .with("Cache-Control", call.request.method == "GET" && status == 200 ? "no-cache" : "no-store");
}

Response as_response(const Open311Call& call, const Open311Answer& answer) {
  if (answer) return as_document(call, *answer, 200);
  return as_document(call, open311::document(answer.error().errors), answer.error().status);
}

/// The jurisdiction is this city: by its code, its name, the log's name or the host that was asked; without one, too.
bool is_this_city(const City& city, const Request& request, std::string_view jurisdiction) {
  const Place& root = city.places.root();
  const std::string& log = city.engine.key().verifier.name;
  for (const std::string_view known :
       {std::string_view(root.zh), std::string_view(root.en), std::string_view(log),
        std::string_view(log).substr(0, log.find('/')), request.header("Host").value_or("")}) {
    if (!known.empty() && equal_ignoring_case(jurisdiction, known)) return true;
  }
  return jurisdiction.empty() || jurisdiction == std::to_string(root.code.value);
}

/// The refusal of another city's jurisdiction.
std::optional<Response> other_jurisdiction(const City& city, const Open311Call& call) {
  std::string_view given = open311::value_of(call.parameters, "jurisdiction_id");
  if (given.empty()) given = call.request.query_value("jurisdiction_id").value_or("");
  if (is_this_city(city, call.request, given)) return std::nullopt;
  const Place& root = city.places.root();
  const open311::Faults faults{{404, "jurisdiction_id", std::string(given),
                                {fmt::format("{}（{}），或不填", root.code.value, root.zh),
                                 fmt::format("{} ({}), or nothing", root.code.value, root.en)}, {}}};
  return as_response(call, refuse_open311(faults, call.language));
}

/// The form's parameters, or why it is none.
Open311Result<open311::Parameters> read_form(const Request& request, Language language) {
  const std::string_view type = request.header("Content-Type").value_or("");
  if (!equal_ignoring_case(type.substr(0, std::min(type.find_first_of("; \t"), type.size())),
                           "application/x-www-form-urlencoded"))
    return refuse_open311(400,
                          {"请求体应为表单：请用 Content-Type: application/x-www-form-urlencoded; charset=utf-8。",
                           "The body is a form: send Content-Type: application/x-www-form-urlencoded; charset=utf-8."},
                          language);
  auto pairs = parse_urlencoded(request.body);
  if (!pairs)
    return refuse_open311(
        400,
        {"表单的编码有误：应为 UTF-8 的百分号编码，且不含控制字符。",
         "The form is not encoded correctly: percent-encoded UTF-8 without control characters is expected."},
        language);
  return *std::move(pairs);
}

/// The identifier in the last segment, without its ending; nothing without an ending.
std::optional<std::string> identifier(std::string_view segment) {
  for (const std::string_view ending : {".xml", ".json"}) {
    if (segment.size() > ending.size() && segment.ends_with(ending))
      return std::string(segment.substr(0, segment.size() - ending.size()));
  }
  return std::nullopt;
}

Response nothing_here(const Request& request) {
  const Language language = language_of(request);
  return as_response(
      {request, language, {}, {}},
      refuse_open311(404,
                     {"这里没有内容：地址以 .xml 或 .json 结尾，见 /open311/v2/discovery.xml。",
                      "There is nothing here: addresses end in .xml or .json; see /open311/v2/discovery.xml."},
                     language));
}

void add_get(Doorkeeper& doors, const EndpointPointer& endpoint, const std::string& name, Method method) {
  for (const char* ending : {".xml", ".json"}) {
    doors.open("GET", std::string(base) + name + ending,
               [endpoint, method](const Request& request, const PathParameters&) {
                 const Open311Call call{request, language_of(request), request.query, {}};
                 if (auto no = other_jurisdiction(endpoint->city, call)) return *std::move(no);
                 return as_response(call, method(*endpoint, call));
               });
  }
}

void add_get_one(Doorkeeper& doors, const EndpointPointer& endpoint, const std::string& of, const std::string& one,
                 Method method) {
  doors.open("GET", fmt::format("{}{}/{{{}}}", base, of, one),
             [endpoint, one, method](const Request& request, const PathParameters& path) {
               auto id = identifier(path[one]);
               if (!id) return nothing_here(request);
               const Open311Call call{request, language_of(request), request.query, *std::move(id)};
               if (auto no = other_jurisdiction(endpoint->city, call)) return *std::move(no);
               return as_response(call, method(*endpoint, call));
             });
}

void add_post(Doorkeeper& doors, const EndpointPointer& endpoint, const std::string& name, PostMethod method) {
  for (const char* ending : {".xml", ".json"}) {
    const std::string pattern = std::string(base) + name + ending;
    doors.open("POST", pattern, [endpoint, method, pattern](const Request& request, const PathParameters&) {
      Open311Call call{request, language_of(request), {}, {}};
      auto form = read_form(request, call.language);
      if (!form) return as_response(call, Unexpected{form.error()});
      call.parameters = *std::move(form);
      if (auto no = other_jurisdiction(endpoint->city, call)) return *std::move(no);
      return as_response(call, method(*endpoint, call, pattern));
    });
  }
}

/// What no other route takes: 404 for an address that there is not, 405 for a method.
void add_refusals(Doorkeeper& doors) {
  const std::string rest = std::string(base) + "{path...}";
  doors.open("GET", rest, [](const Request& request, const PathParameters&) { return nothing_here(request); });
  for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    doors.open(method, rest, [](const Request& request, const PathParameters& path) {
      const std::string_view name = path["path"];
      const bool takes_forms = name.starts_with("requests.") || name.starts_with("servicerequestupdates.");
      const std::string allow = takes_forms ? "GET, HEAD, POST" : "GET, HEAD";
      const Language language = language_of(request);
      return as_response({request, language, {}, {}},
                         refuse_open311(405, {fmt::format("这个地址不支持该方法，可用的方法：{}。", allow),
                                              fmt::format("This address accepts only: {}.", allow)},
                                        language))
          .with("Allow", allow);
    });
  }
}

}  // namespace

void add_open311_routes(Doorkeeper& doors, const SharedPointer& shared) {
  const auto endpoint = std::make_shared<Open311>(shared->city);
  add_get(doors, endpoint, "discovery", open311_discovery);
  add_get(doors, endpoint, "services", open311_services);
  add_get_one(doors, endpoint, "services", "service", open311_definition);
  add_get(doors, endpoint, "requests", open311_requests);
  add_get_one(doors, endpoint, "requests", "request", open311_request);
  add_get_one(doors, endpoint, "tokens", "token", open311_token);
  add_get(doors, endpoint, "servicerequestupdates", open311_updates);
  add_post(doors, endpoint, "requests", open311_register);
  add_post(doors, endpoint, "servicerequestupdates", open311_take_update);
  add_refusals(doors);
}

}  // namespace seethrough::http
