// Whether the service works, and its numbers for Prometheus (text exposition format 0.0.4).
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "http/doorkeeper.h"
#include "http/routes.h"
#include "http/views_feed.h"

namespace seethrough::http {
namespace {

Response health(const City& city, const Request& request) {
  auto fault = city.engine.failure();
  if (!fault && city.feed) fault = city.feed->failure();
  if (fault) {
    const Language language = language_of(request);
    Problem said;
    said.status = 503;
    said.detail = language == Language::zh ? fault->zh : fault->en;
    return problem(said);
  }
  return json(boost::json::serialize(
                  boost::json::object{{"status", "ok"}, {"journal_position", city.engine.size()}}))
      .with("Cache-Control", "no-store");
}

void metric(std::string& out, std::string_view name, std::string_view type, std::string_view help,
            std::uint64_t value) {
  out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type, value);
}

void transport(std::string& out, const Counters& counters) {
  out += "# HELP seethrough_http_responses_total Responses by class of status.\n"
         "# TYPE seethrough_http_responses_total counter\n";
  for (const auto& [status, count] :
       {std::pair{"2xx", &counters.responses_2xx}, std::pair{"3xx", &counters.responses_3xx},
        std::pair{"4xx", &counters.responses_4xx}, std::pair{"5xx", &counters.responses_5xx}})
    out += fmt::format("seethrough_http_responses_total{{status=\"{}\"}} {}\n", status, count->load());
  metric(out, "seethrough_http_connections_opened_total", "counter", "Connections accepted.",
         counters.connections_opened);
  metric(out, "seethrough_http_connections_open", "gauge", "Connections open now.", counters.connections_open);
  metric(out, "seethrough_http_connections_refused_total", "counter", "Connections over a limit.",
         counters.connections_refused);
  metric(out, "seethrough_http_requests_limited_total", "counter", "Requests over the rate, answered 429.",
         counters.requests_limited);
  metric(out, "seethrough_http_received_bytes_total", "counter", "Bytes received.", counters.bytes_in);
  metric(out, "seethrough_http_sent_bytes_total", "counter", "Bytes sent.", counters.bytes_out);
}

Response metrics(const City& city, const EventStream* live) {
  std::string out;
  const auto [position, rows] = city.engine.look([](const figures::Reading& reading, const std::string&) {
    return std::pair{reading.position(), reading.cube().rows()};
  });
  out += "# HELP seethrough_build_info The build that runs.\n# TYPE seethrough_build_info gauge\n";
  out += fmt::format("seethrough_build_info{{build=\"{}\"}} 1\n", city.build);
  metric(out, "seethrough_journal_entries", "gauge", "Durable entries of the journal.", position);
  metric(out, "seethrough_cube_rows", "gauge", "Contributions in the cube.", rows);
  metric(out, "seethrough_engine_failed", "gauge", "1 if the engine accepts nothing more.",
         city.engine.failure() ? 1 : 0);
  if (city.feed) {
    const std::uint64_t listed = city.feed->position();
    metric(out, "seethrough_views_lag_entries", "gauge", "Durable entries that the lists do not show yet.",
           position > listed ? position - listed : 0);
  }
  if (live) metric(out, "seethrough_event_subscribers", "gauge", "Subscribers of the event stream.", live->clients());
  if (city.counters) {
    if (const Counters* counters = city.counters()) transport(out, *counters);
  }
  Response response = text(std::move(out));
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return std::move(response).with("Cache-Control", "no-store");
}

}  // namespace

void add_health_routes(Doorkeeper& doors, const SharedPointer& shared, const std::shared_ptr<EventStream>& live) {
  doors.open("GET", "/healthz",
             [shared](const Request& request, const PathParameters&) { return health(shared->city, request); });
  doors.guard("GET", "/metrics",
              [shared, live](const Request&, const PathParameters&, const Caller&) { return metrics(shared->city, live.get()); });
}

}  // namespace seethrough::http
