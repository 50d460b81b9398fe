#include "http/city.h"

#include <algorithm>

#include "http/complaint_routes.h"
#include "http/doorkeeper.h"
#include "http/open311.h"
#include "http/routes.h"

namespace seethrough::http {
namespace {

/// Thousandths of a quality value (RFC 9110, section 12.4.2); 1000 if there is none.
int weight_of(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  const std::string_view text = parameters.substr(at + 2);
  int value = !text.empty() && text[0] == '1' ? 1000 : 0, unit = 100;
  for (std::size_t i = 2; i < text.size() && i < 5 && text[i] >= '0' && text[i] <= '9'; ++i, unit /= 10)
    value += (text[i] - '0') * unit;
  return std::min(value, 1000);
}

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool is_range_of(std::string_view range, std::string_view language) {
  if (!equal_ignoring_case(range.substr(0, 2), language)) return false;
  return range.size() == 2 || range[2] == '-';
}

Response static_file(const City& city, std::string_view content_type, std::string_view text) {
  Response response;
  response.content_type = content_type;
  response.body = text;
  return std::move(response)
      .with("ETag", entity_tag({city.build, content_type, text}))
      .with("Cache-Control", "public, max-age=300");
}

void add_static_routes(Doorkeeper& doors, const SharedPointer& shared, std::shared_ptr<EventStream> live) {
  const City& city = shared->city;
  const auto file = [&](const char* path, std::string_view content_type, std::string_view text) {
    doors.open("GET", path, [response = static_file(city, content_type, text)](const Request&, const PathParameters&) {
      return response;
    });
  };
  file("/static/site.css", "text/css; charset=utf-8", city.style_sheet);
  file("/static/site.js", "text/javascript; charset=utf-8", city.site_js);
  file("/static/verify.js", "text/javascript; charset=utf-8", city.verify_js);
  file("/api/v1/openapi.yaml", "application/yaml; charset=utf-8", city.open_api);
  doors.open("GET", "/events", [live = std::move(live)](const Request&, const PathParameters&) {
    return subscribe_to(live);
  });
}

}  // namespace

Language language_of(const Request& request) {
  if (const auto asked = request.query_value("lang")) {
    if (const auto language = parse_language(*asked)) return *language;
  }
  std::string_view rest = request.header("Accept-Language").value_or("");
  Language best = Language::zh;
  int best_weight = 0;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    const std::string_view element = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t semicolon = std::min(element.find(';'), element.size());
    const std::string_view range = trimmed(element.substr(0, semicolon));
    const int weight = weight_of(element.substr(semicolon));
    for (const Language language : {Language::zh, Language::en}) {
      if (!is_range_of(range, code(language)) || weight <= best_weight) continue;
      best = language;
      best_weight = weight;
    }
  }
  return best;
}

Day latest_day(const figures::Reading& reading, Day today) {
  return pages::latest_day(reading).value_or(today);
}

Router make_routes(const City& city, std::shared_ptr<EventStream> live) {
  INVARIANT((city.views == nullptr) == (city.feed == nullptr), "lists come with what brings them up to date");
  const auto shared = std::make_shared<Shared>(city);
  Router router;
  Doorkeeper doors(city, router);
  add_static_routes(doors, shared, live);
  add_page_routes(doors, shared);
  add_bulletin_routes(doors, shared);
  add_record_routes(doors, shared);
  add_complaint_pages(doors, shared);
  add_receipt_pages(doors, shared);
  add_log_routes(doors, shared);
  add_figure_api(doors, shared);
  add_forecast_api(doors, shared);
  add_backtest_api(doors, shared);
  add_command_api(doors, shared);
  add_claim_api(doors, shared);
  add_register_case_api(doors, shared);
  add_case_measure_api(doors, shared);
  add_till_api(doors, shared);
  add_fund_api(doors, shared);
  add_claim_story_api(doors, shared);
  add_queue_api(doors, shared);
  add_case_api(doors, shared);
  add_case_story_api(doors, shared);
  add_case_desk_api(doors, shared);
  add_merchant_api(doors, shared);
  add_batch_api(doors, shared);
  add_payment_api(doors, shared);
  add_import_api(doors, shared);
  add_evidence_api(doors, shared);
  add_place_api(doors, shared);
  add_session_api(doors, shared);
  add_sign_in_routes(doors, shared);
  add_account_api(doors, shared);
  add_key_api(doors, shared);
  add_audit_api(doors, shared);
  add_people_api(doors, shared);
  add_desk_routes(doors, shared);
  add_open311_routes(doors, shared);
  add_health_routes(doors, shared, live);
  router.otherwise([](const Request& request) { return no_such_address(request); });
  return router;
}

}  // namespace seethrough::http
