#include "http/backtest_json.h"

#include <boost/json/array.hpp>

namespace seethrough::http {
namespace {

namespace json = boost::json;
using namespace backtest;

json::object balance(const Balance& sums) {
  return {{"claims", sums.claims},           {"before_fen", sums.before.value}, {"after_fen", sums.after.value},
          {"gainers", sums.gainers},         {"gained_fen", sums.gained.value}, {"losers", sums.losers},
          {"lost_fen", sums.lost.value}};
}

json::value day_or_null(const std::optional<Day>& day) {
  return day ? json::value(to_string(*day)) : json::value(nullptr);
}

json::object place_name(PlaceCode code, const Tree& places) {
  const Place* place = places.find(code);
  return {{"code", code.value}, {"zh", place ? place->zh : ""}, {"en", place ? place->en : ""}};
}

json::array verdicts(const Report& report) {
  json::array all;
  for (const Verdict& one : report.verdicts)
    all.push_back(json::object{{"outcome", name(one.outcome)},
                               {"clause", one.clause},
                               {"detail", one.detail},
                               {"claims", one.claims},
                               {"recorded_fen", one.subsidy.value}});
  return all;
}

json::array funds(const Report& report) {
  json::array all;
  for (const FundCourse& one : report.funds)
    all.push_back(json::object{
        {"fund", one.fund},
        {"year", one.year},
        {"cap_fen", one.cap.value},
        {"granted_fen", one.granted.value},
        {"ran_out", day_or_null(one.ran_out)},
        {"first_unpaid", one.first_unpaid ? json::value(to_string(*one.first_unpaid)) : json::value(nullptr)},
        {"unpaid", one.unpaid},
        {"short_by_fen", one.short_by.value}});
  return all;
}

json::array most_changed(const Report& report, const Tree& places) {
  json::array all;
  for (const Change& one : report.most_changed)
    all.push_back(json::object{{"claim", to_string(one.claim)},
                               {"day", to_string(one.day)},
                               {"place", place_name(one.place, places)},
                               {"kind", one.kind},
                               {"before_fen", one.before.value},
                               {"after_fen", one.after.value},
                               {"clause_before", one.clause_before},
                               {"outcome", name(one.outcome)},
                               {"clause_after", one.clause_after},
                               {"detail", one.detail}});
  return all;
}

json::value pace(const std::optional<Pace>& one) {
  if (!one) return nullptr;
  return json::object{{"a_week_fen", one->a_week.value},
                      {"days", one->days ? json::value(*one->days) : json::value(nullptr)},
                      {"runs_out", day_or_null(one->runs_out)}};
}

}  // namespace

json::object backtest_json(const Report& report, const Tree& places) {
  json::array classes, by_place;
  for (const ClassBalance& one : report.by_class) {
    json::object sums = balance(one.balance);
    sums["class"] = one.cls;
    classes.push_back(std::move(sums));
  }
  for (const PlaceBalance& one : report.by_place) {
    json::object sums = balance(one.balance);
    sums["place"] = place_name(one.place, places);
    by_place.push_back(std::move(sums));
  }
  return {{"claims", report.claims},
          {"untouched", json::object{{"claims", report.untouched},
                                     {"recorded_fen", report.untouched_subsidy.value},
                                     {"years", json::array(report.untouched_years.begin(), report.untouched_years.end())}}},
          {"granted", report.granted},
          {"refused", report.refused},
          {"taken_back", report.taken_back},
          {"total", balance(report.total)},
          {"persons_gaining", report.persons_gaining},
          {"persons_losing", report.persons_losing},
          {"verdicts", verdicts(report)},
          {"classes", std::move(classes)},
          {"places", std::move(by_place)},
          {"funds", funds(report)},
          {"most_changed", most_changed(report, places)}};
}

json::object replay_json(const Replay& replay) {
  json::array first;
  for (const Mismatch& one : replay.first)
    first.push_back(json::object{{"claim", to_string(one.claim)},
                                 {"differs", name(one.differs)},
                                 {"recorded", one.recorded},
                                 {"recomputed", one.recomputed}});
  return {{"claims", replay.claims}, {"mismatches", replay.mismatches}, {"first", std::move(first)}};
}

json::object forecast_json(const Forecast& forecast) {
  return {{"fund", forecast.fund},
          {"as_of", to_string(forecast.as_of)},
          {"season_ends", to_string(forecast.season_ends)},
          {"cap_fen", forecast.cap.value},
          {"granted_fen", forecast.granted.value},
          {"left_fen", forecast.left.value},
          {"blocks", forecast.blocks},
          {"fast", pace(forecast.fast)},
          {"middle", pace(forecast.middle)},
          {"slow", pace(forecast.slow)},
          {"days_ahead", forecast.days_ahead},
          {"alarm", name(forecast.alarm)}};
}

json::object burn_down_json(const std::vector<BurnDay>& days) {
  json::array granted, cap, even;
  for (const BurnDay& one : days) {
    granted.push_back(one.granted.value);
    cap.push_back(one.cap.value);
    even.push_back(one.even.value);
  }
  return {{"from", days.empty() ? json::value(nullptr) : json::value(to_string(days.front().day))},
          {"granted_fen", std::move(granted)},
          {"cap_fen", std::move(cap)},
          {"even_fen", std::move(even)}};
}

}  // namespace seethrough::http
