// /api/v1/audit: the audit trail as a list, as CSV and as NDJSON.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "http/body.h"
#include "http/doorkeeper.h"
#include "http/trail_rows.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using stores::TrailRow;

constexpr std::string_view days_expected_zh = "日期，写作 2025-06-15";
constexpr std::string_view days_expected_en = "a day, written 2025-06-15";

json::object row_json(const TrailRow& row) {
  json::object out{{"id", row.id},
                   {"at", to_string(row.at)},
                   {"account", row.account},
                   {"kind", name_of(row.kind)},
                   {"subject", row.subject},
                   {"outcome", name_of(row.outcome)},
                   {"address", row.address},
                   {"detail", row.detail}};
  if (row.seq != 0) out["seq"] = row.seq;
  return out;
}

/// The query that the address asks for, or the refusal. Days are days in China, both included.
Result<stores::TrailQuery, Response> read_query(const Request& request) {
  const Language language = language_of(request);
  const auto asked = [&](const char* name) { return std::string(request.query_value(name).value_or("")); };
  stores::TrailQuery query{asked("account"), asked("kind"), asked("outcome"), asked("text"), {}, {}, asked("next"), 200};
  if (!query.kind.empty() && !stores::trail_kind(query.kind))
    return Unexpected{refuse_value(request, language, "kind", query.kind,
                                   {"command、sign_in、sign_out、credential、look、refusal、export、backup 之一",
                                    "one of command, sign_in, sign_out, credential, look, refusal, export, backup"})};
  if (!query.outcome.empty() && !stores::trail_outcome(query.outcome))
    return Unexpected{refuse_value(request, language, "outcome", query.outcome,
                                   {"done、refused、failed 之一", "one of done, refused, failed"})};
  constexpr std::int64_t day_ms = 86'400'000;
  for (const auto& [name, bound, after] :
       {std::tuple{"from", &query.from, std::int64_t{0}}, std::tuple{"to", &query.to, day_ms}}) {
    const std::string text = asked(name);
    if (text.empty()) continue;
    const auto day = parse_day(text);
    if (!day)
      return Unexpected{refuse_value(request, language, name, text,
                                     {std::string(days_expected_zh), std::string(days_expected_en)})};
    *bound = Instant{instant_in_china(*day, 0, 0, 0, 0).ms + after};
  }
  if (const auto limit = request.query_value("limit")) {
    const auto number = whole_number(*limit);
    if (!number || *number == 0 || *number > 200)
      return Unexpected{refuse_value(request, language, "limit", *limit, {"1 至 200 的整数", "a whole number, 1 to 200"})};
    query.limit = static_cast<std::uint32_t>(*number);
  }
  return query;
}

Response list(const City& city, const Request& request, const Caller&) {
  const auto query = read_query(request);
  if (!query) return query.error();
  const auto page = city.entrance.trail->list(*query);
  if (!page) return refuse(request, language_of(request), page.error());
  json::array rows;
  for (const TrailRow& row : page->rows) rows.push_back(row_json(row));
  json::object out{{"rows", std::move(rows)}};
  if (!page->next.empty()) out["next"] = page->next;
  if (page->total != 0) out["total"] = page->total;
  return private_json(std::move(out));
}

/// All rows that match, in one answer: 400,000 rows are some 50 MB.
Response whole(const City& city, const Request& request, const Caller& caller, bool csv) {
  const auto query = read_query(request);
  if (!query) return query.error();
  std::string out = csv ? std::string(trail_csv_head) : "";
  auto read = city.entrance.trail->each(*query, [&](const TrailRow& row) {
    if (csv) {
      append_trail_csv(out, row);
    } else {
      out += json::serialize(row_json(row)) + "\n";
    }
    return true;
  });
  if (!read) return refuse(request, language_of(request), read.error());
  note(city, request, caller.account, stores::TrailKind::export_, stores::TrailOutcome::done, "audit",
       csv ? "csv" : "ndjson");
  Response response;
  response.content_type = csv ? "text/csv; charset=utf-8" : "application/x-ndjson";
  response.body = std::move(out);
  return std::move(response)
      .with("Content-Disposition", fmt::format("attachment; filename=\"audit.{}\"", csv ? "csv" : "ndjson"))
      .with("Cache-Control", "no-store");
}

}  // namespace

void add_audit_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("GET", "/api/v1/audit", [shared](const Request& request, const PathParameters&, const Caller& caller) {
    return list(shared->city, request, caller);
  });
  for (const bool csv : {true, false})
    doors.guard("GET", csv ? "/api/v1/audit.csv" : "/api/v1/audit.ndjson",
                [shared, csv](const Request& request, const PathParameters&, const Caller& caller) {
                  return whole(shared->city, request, caller, csv);
                });
}

}  // namespace seethrough::http
