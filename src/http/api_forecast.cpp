// GET /api/v1/forecast: until when each fund lasts, out of the same figures as everything that is published.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

#include "http/backtest_json.h"
#include "http/doorkeeper.h"
#include "http/routes.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

/// A fund's history out of the cube: what its classes were granted on each day of its year up to `as_of`.
backtest::FundHistory history_of(const figures::Reading& reading, const subsidies::Fund& fund, Day as_of) {
  backtest::FundHistory history;
  history.fund = fund.id;
  history.season = {day_of(fund.year, 1, 1), day_of(fund.year, 12, 31)};
  history.first = history.season.first;
  const Day last = std::clamp(as_of, history.season.first, history.season.last);
  const Period days{history.first - 1, last};  // with the day before, since the cube's history is cumulative
  history.committed.resize(static_cast<std::size_t>(last - history.first + 1));
  history.cap.assign(history.committed.size(), fund.cap);
  for (const std::string& cls : fund.classes) {
    const auto sums = reading.cube().history(figures::Figure::subsidy_granted, cls, days, reading.position());
    for (std::size_t i = 0; i < history.committed.size(); ++i) history.committed[i] += Fen{sums[i + 1] - sums[i]};
  }
  // Days before anything was granted are no history to judge a pace by.
  const auto begun = std::find_if(history.committed.begin(), history.committed.end(), [](Fen one) { return one != Fen{}; });
  const auto idle = begun == history.committed.end() ? history.committed.size() - 1
                                                     : static_cast<std::size_t>(begun - history.committed.begin());
  history.first = history.first + static_cast<int>(idle);
  history.committed.erase(history.committed.begin(), history.committed.begin() + static_cast<std::ptrdiff_t>(idle));
  history.cap.resize(history.committed.size());
  return history;
}

Response forecasts(const figures::Reading& reading, const std::string& checkpoint, Day as_of) {
  json::array funds;
  for (const subsidies::Fund& fund : reading.roster().funds) {
    const backtest::FundHistory history = history_of(reading, fund, as_of);
    json::object one = forecast_json(backtest::forecast(history, std::min(as_of, history.season.last), {}));
    one["burn_down"] = burn_down_json(backtest::burn_down(history, std::min(as_of, history.season.last)));
    funds.push_back(std::move(one));
  }
  return http::json(json::serialize(json::object{{"as_of", to_string(as_of)},
                                                 {"journal_position", reading.position()},
                                                 {"checkpoint", checkpoint},
                                                 {"funds", std::move(funds)}}));
}

Response answer_forecast(Shared& shared, const Request& request) {
  const Language language = language_of(request);
  std::optional<Day> as_of;
  if (const auto asked = request.query_value("as_of")) {
    const auto day = parse_day(*asked);
    if (!day) return refuse_value(request, language, "as_of", *asked, {"日期，写作 2025-06-15", "a day, written 2025-06-15"});
    as_of = *day;
  }
  std::optional<std::uint64_t> known_at;
  if (const auto asked = request.query_value("known_at")) {
    known_at = whole_number(*asked);
    if (!known_at)
      return refuse_value(request, language, "known_at", *asked,
                          {"流水位置，即一个整数", "a journal position: a whole number"});
  }
  const Day today = day_in_china(shared.city.clock());
  auto made = shared.read(known_at, [&](const figures::Reading& reading, const std::string& checkpoint) {
    const Day last = reading.cube().last_day({figures::Figure::subsidy_granted}, reading.position());
    return forecasts(reading, checkpoint, as_of.value_or(last == Day{} ? today : last));
  });
  if (!made) return refuse(request, language, made.error());
  return std::move(*made).with("Cache-Control", "no-cache");
}

}  // namespace

void add_forecast_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.open("GET", "/api/v1/forecast",
             [shared](const Request& request, const PathParameters&) { return answer_forecast(*shared, request); });
}

}  // namespace seethrough::http
