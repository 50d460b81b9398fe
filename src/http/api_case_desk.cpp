// GET /api/v1/complaint-desk: what is due in the caller's places. POST /api/v1/complaint-suggestion: what a letter's text
// says of its place and its type.
#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "http/body.h"
#include "http/case_json.h"
#include "http/doorkeeper.h"
#include "wording/suggest.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using namespace complaints;

// The desk.

struct Waiting {
  const Campaign* campaign;
  const Case* one;
  Unit unit;
  std::optional<Day> due;
};

enum Group { overdue, due_today, tomorrow, later, to_accept, to_sign, to_disclose, suspended };
constexpr std::array group_ids{"overdue", "today", "tomorrow", "later", "to_accept", "to_sign", "to_disclose", "suspended"};
using Groups = std::array<std::vector<Waiting>, group_ids.size()>;

Group group_of(std::optional<Day> due, Day today, int days) {
  if (!due || *due > today + days) return later;
  if (*due < today) return overdue;
  return *due == today ? due_today : tomorrow;
}

void sort_in(Groups& groups, const Campaign& campaign, const Case& one, Day today, int days) {
  const auto put = [&](Group group, const Unit& unit, std::optional<Day> due) {
    groups[group].push_back({&campaign, &one, unit, due});
  };
  const Unit responsible = campaign.responsible(one);
  const std::optional<Day> due = due_of(one);
  if (suspended_since(campaign, one)) put(suspended, responsible, due);
  else if (std::holds_alternative<HandedOver>(one.progress) || due) put(group_of(due, today, days), responsible, due);
  for (const Leg* leg : unanswered(one)) put(to_accept, leg->to, leg->accept_by);
  if (std::holds_alternative<Reported>(one.progress)) put(to_sign, responsible, one.clock.dues.report);
  if (waits_for_publication(one)) put(to_disclose, responsible, one.clock.dues.publish);
}

json::object row_json(const Context& context, const Waiting& row) {
  const RegisterCase& entry = row.one->entry;
  const bool late = row.due && *row.due < context.today;
  return {{"number", entry.number},
          {"campaign", entry.campaign},
          {"batch", entry.batch},
          {"place", entry.place.value},
          {"pollution", entry.pollution},
          {"key_case", row.one->key()},
          {"unit", unit_json(row.unit)},
          {"due", day_json(row.due)},
          {"late_days", late ? context.today - *row.due : 0},
          {"next_step", name_json(step_open(context, *row.one))},
          {"state", state_of(*row.one)}};
}

/// The longest due first, those without a day last.
json::object group_json(const Context& context, std::string_view id, std::vector<Waiting>& waiting) {
  constexpr std::size_t most = 50;
  const auto order = [](const Waiting& row) {
    return std::tuple(!row.due, row.due.value_or(Day{}), std::string_view(row.one->entry.number));
  };
  std::stable_sort(waiting.begin(), waiting.end(),
                   [&](const Waiting& a, const Waiting& b) { return order(a) < order(b); });
  json::array rows;
  for (std::size_t i = 0; i < std::min(waiting.size(), most); ++i) rows.push_back(row_json(context, waiting[i]));
  return {{"id", id}, {"total", waiting.size()}, {"rows", std::move(rows)}};
}

Result<int, Response> days_asked(const Request& request) {
  constexpr int most = 31;
  const auto asked = request.query_value("days");
  if (!asked) return 1;
  const auto days = whole_number(*asked);
  if (days && *days >= 1 && *days <= most) return static_cast<int>(*days);
  return Unexpected{refuse_value(request, language_of(request), "days", *asked,
                                 {fmt::format("1 至 {} 的整数", most), fmt::format("a whole number from 1 to {}", most)})};
}

Response desk(const City& city, const Request& request, const Caller& caller) {
  const auto days = days_asked(request);
  if (!days) return days.error();
  const ReadableCases readable(city, caller);
  const Day today = day_in_china(city.clock());
  json::array out;
  city.engine.look([&](const figures::Reading& reading, const std::string&) {
    const Context context{reading.complaints(), city.places, city.calendar, today, caller.account};
    Groups groups;
    for (const Campaign& campaign : reading.complaints().campaigns)
      for (const Case& one : campaign.cases)
        if (readable.has(one)) sort_in(groups, campaign, one, today, *days);
    for (std::size_t i = 0; i < groups.size(); ++i) out.push_back(group_json(context, group_ids[i], groups[i]));
  });
  return private_json(json::object{{"today", to_string(today)}, {"groups", std::move(out)}});
}

// What a text says.

struct TextBody {
  std::string campaign, text;
};
BOOST_DESCRIBE_STRUCT(TextBody, (), (campaign, text))

std::optional<std::vector<std::string>> types_of(const City& city, const std::string& campaign) {
  return city.engine.look([&](const figures::Reading& reading, const std::string&) {
    const Campaign* found = reading.complaints().campaign(campaign);
    return found ? std::optional(found->declared.types) : std::nullopt;
  });
}

json::array reasons_json(const std::vector<std::string>& reasons) { return json::array(reasons.begin(), reasons.end()); }

json::value place_json(const City& city, const std::optional<wording::Suggestion<PlaceCode>>& suggested) {
  const Place* place = suggested ? city.places.find(suggested->value) : nullptr;
  if (!place) return nullptr;
  return json::object{{"value", place->code.value},
                      {"name_zh", place->zh},
                      {"name_en", place->en},
                      {"score_bp", suggested->score_bp},
                      {"reasons", reasons_json(suggested->reasons)}};
}

json::value type_json(const std::optional<wording::Suggestion<std::string>>& suggested) {
  if (!suggested) return nullptr;
  return json::object{{"value", suggested->value},
                      {"score_bp", suggested->score_bp},
                      {"reasons", reasons_json(suggested->reasons)}};
}

Response suggest(const City& city, const Request& request, const Caller& caller) {
  constexpr std::size_t longest = 20'000;  // octets, as of a file's row
  const Language language = language_of(request);
  if (auto no = unless_reader(city, request, caller)) return std::move(*no);
  const auto body = read_body<TextBody>(request);
  if (!body) return body.error();
  if (!city.type_model || !city.place_names)
    return refuse(request, language, 503, {"暂时无法提供", "Not available at the moment"},
                  {"本服务没有载入来信文本模型，请手工选择地区和类型。",
                   "This server runs without its model of letters: choose place and type by hand."});
  if (body->text.empty() || body->text.size() > longest)
    return refuse(request, language, 422, {"来信文本不对", "The text is not as expected"},
                  {fmt::format("字段 text 应为 1 至 {} 字节的文本，收到 {} 字节。", longest, body->text.size()),
                   fmt::format("The field text has {} octets: expected 1 to {}.", body->text.size(), longest)});
  const auto types = types_of(city, body->campaign);
  if (!types)
    return refuse(request, language, 404, {"没有这项督察活动", "No such campaign"},
                  {fmt::format("没有登记过标识为 {} 的督察活动，请先登记。", body->campaign),
                   fmt::format("No campaign {} has been declared; declare it first.", body->campaign)});
  return private_json(json::object{{"place", place_json(city, city.place_names->suggest(body->text))},
                                   {"type", type_json(city.type_model->suggest(body->text, *types))}});
}

}  // namespace

void add_case_desk_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("GET", "/api/v1/complaint-desk",
              [shared](const Request& request, const PathParameters&, const Caller& caller) {
                return desk(shared->city, request, caller);
              });
  doors.guard("POST", "/api/v1/complaint-suggestion",
              [shared](const Request& request, const PathParameters&, const Caller& caller) {
                return suggest(shared->city, request, caller);
              });
}

}  // namespace seethrough::http
