#include "pages/view.h"

#include <boost/describe/enum_to_string.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "bulletins/bulletin.h"
#include "money/print.h"

namespace seethrough::pages {
namespace {

constexpr std::int64_t fen_a_yi = 10'000'000'000, fen_a_wan = 1'000'000;

/// Two decimals at least, three or four if that makes it exact: 3.45, 1.275, 22.83.
std::string in_yi_or_wan(Fen amount, bool yi) {
  const auto in_unit = [&](int decimals) { return yi ? in_yi(amount, decimals) : in_wan(amount, decimals); };
  const std::int64_t unit = yi ? fen_a_yi : fen_a_wan;
  std::int64_t step = unit / 10;
  for (int decimals = 1; decimals <= 3; ++decimals, step /= 10) {
    if (amount.value % step == 0) return in_unit(decimals);
  }
  return in_unit(2);
}

Printed money_zh(Fen amount) {
  const std::int64_t size = amount.value < 0 ? -amount.value : amount.value;
  if (size < fen_a_wan) return {"", digits(Figure::consumption, amount.value), "元"};
  const bool yi = size >= fen_a_yi;
  std::string text = in_yi_or_wan(amount, yi);
  const std::string unit = yi ? "亿元" : "万元";
  return {"", text.substr(0, text.size() - unit.size()), unit};
}

Printed money_en(Fen amount) {
  std::string text = in_million_yuan(amount, 2);  // "CNY 345.00 million"
  const std::string before = "CNY ", after = " million";
  text = text.substr(before.size(), text.size() - before.size() - after.size());
  return {before, text, after};
}

}  // namespace

Printed print(Figure figure, std::int64_t value, Language language) {
  const figures::Definition& d = figures::definition(figure);
  if (d.unit == figures::Unit::fen) return language == Language::zh ? money_zh(Fen{value}) : money_en(Fen{value});
  if (language == Language::zh) return {"", group_digits(value), std::string(d.measure_zh)};
  std::string measure(d.measure_en);
  if (value == 1) measure.resize(measure.size() - (measure.ends_with("ches") ? 2 : 1));
  return {"", group_digits(value), " " + measure};
}

std::string digits(Figure figure, std::int64_t value) {
  if (figures::definition(figure).unit == figures::Unit::count) return group_digits(value);
  const std::int64_t rest = value % 100;
  std::string out = value < 0 && value > -100 ? "-0" : group_digits(value / 100);
  if (rest != 0) out += fmt::format(".{:02}", rest < 0 ? -rest : rest);
  return out;
}

std::string unit_head(Figure figure, Language language) {
  const figures::Definition& d = figures::definition(figure);
  return std::string(language == Language::zh ? d.measure_zh : d.measure_en);
}

View::View(const Site& s, Day d)
    : site(s),
      language(s.language),
      day(d),
      city(s.reading.places().root().code),
      days_(s.reading.cube().days(s.reading.position())),
      present_(!s.pinned && latest_day(s.reading).value_or(d) == d),
      now_(s.reading.cube().at({d, s.reading.position()})),
      before_(s.reading.cube().at({d - 1, s.reading.position()})) {}

std::optional<Day> latest_day(const figures::Reading& reading) {
  const Period days = reading.cube().days(reading.position());
  if (days.last < days.first) return std::nullopt;
  Day latest{0};
  for (const auto series : {publication::Series::subsidies, publication::Series::complaints,
                            publication::Series::projects})
    latest = std::max(latest, bulletins::latest_cut_off(reading, series));
  return latest.value > 0 ? latest : days.last;
}

std::string View::date(Day of) const { return language == Language::zh ? day_zh(of) : day_en(of); }

std::string View::short_date(Day of) const {
  const CivilDate c = civil(of);
  if (language == Language::zh) return fmt::format("{}月{}日", c.month, c.day);
  const std::string whole = day_en(of);
  return whole.substr(0, whole.size() - 5);
}

std::string View::weekday_name(Day of) const {
  static constexpr std::array<const char*, 7> zh{"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"};
  static constexpr std::array<const char*, 7> en{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                 "Friday", "Saturday", "Sunday"};
  const auto index = static_cast<std::size_t>(weekday(of) - 1);
  return language == Language::zh ? zh[index] : en[index];
}

std::string View::name(PlaceCode place) const {
  const Place* found = site.reading.places().find(place);
  return found ? name(*found) : std::to_string(place.value);
}

std::string View::name(Figure figure) const {
  const figures::Definition& d = figures::definition(figure);
  return std::string(language == Language::zh ? d.name_zh : d.name_en);
}

std::string View::label(std::string_view id) const { return bulletins::label(id, language); }

std::int64_t View::sum(Figure figure, PlaceCode place, std::string_view dimension) const {
  return now_.sum(figure, site.reading.places(), place, dimension);
}
std::int64_t View::sum_before(Figure figure, PlaceCode place) const {
  return before_.sum(figure, site.reading.places(), place);
}
std::map<std::string, std::int64_t> View::by_dimension(Figure figure, PlaceCode place) const {
  return now_.by_dimension(figure, site.reading.places(), place);
}

std::vector<std::int64_t> View::history(Figure figure, std::string_view dimension) const {
  if (days_.last < days_.first || day < days_.first) return {};
  return site.reading.cube().history(figure, dimension, {days_.first, day}, site.reading.position());
}

std::optional<Day> View::last_change(Figure figure) const {
  const std::vector<std::int64_t> values = history(figure);
  for (std::size_t i = values.size(); i > 0; --i) {
    if (values[i - 1] != (i > 1 ? values[i - 2] : 0)) return days_.first + static_cast<int>(i - 1);
  }
  return std::nullopt;
}

std::string View::pin() const { return site.pinned ? fmt::format("@{}", site.reading.position()) : ""; }
std::string View::day_address(Day of) const { return base() + "d/" + to_string(of) + pin(); }
std::string View::figure_address(Figure figure, PlaceCode place, std::string_view suffix,
                                 std::string_view dimension) const {
  std::string out = fmt::format("{}f/{}/{}/{}{}{}", base(), figures::definition(figure).id, place.value,
                                to_string(day), pin(), suffix);
  if (!dimension.empty()) out += "?dimension=" + query_value(dimension);
  return out;
}
std::string View::definition_address(Figure figure) const {
  const figures::Definition& d = figures::definition(figure);
  return fmt::format("{}def/{}/v{}", base(), d.id, d.version);
}
std::string View::records_address(std::string_view kind, PlaceCode place) const {
  std::string out = fmt::format("{}r?kind={}", base(), kind);
  if (place != city) out += fmt::format("&place={}", place.value);
  return out;
}
std::string View::case_address(std::string_view id) const { return base() + "case/" + query_value(id); }
std::string View::bulletin_address(const publication::BulletinIssued& issued) const {
  return fmt::format("{}b/{}/{}", base(), series_id(issued.series), issued.number);
}
std::string View::verify_address(const publication::BulletinIssued& issued) const {
  return fmt::format("{}?series={}&number={}", verify_address(), series_id(issued.series), issued.number);
}
std::string View::calendar_address(int year) const { return fmt::format("{}cal/{}", base(), year); }

std::vector<const publication::BulletinIssued*> View::bulletins() const {
  std::vector<const publication::BulletinIssued*> found;
  for (const publication::BulletinIssued& one : site.reading.publication().issued) {
    if (one.cut_off <= day) found.push_back(&one);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto* a, const auto* b) { return a->cut_off > b->cut_off; });
  return found;
}

std::string series_id(publication::Series series) { return boost::describe::enum_to_string(series, "?"); }

std::string programme_name(std::string_view programme, Language language) {
  if (programme == "subsidies") return in(language, "消费品以旧换新", "Trade-in subsidies");
  if (programme == "complaints") return in(language, "信访举报交办", "Inspection complaints");
  if (programme == "projects") return in(language, "重点项目", "Key projects");
  return in(language, "产业链", "Industry chains");
}

std::string_view records_kind(std::string_view programme) {
  if (programme == "subsidies") return "claims";
  if (programme == "complaints" || programme == "projects") return programme;
  return {};
}

std::optional<publication::Series> series_of(Figure figure) {
  // Holds, payments and results stand in no bulletin of figures, so that one that comes in late corrects none.
  for (const Figure unprinted : {Figure::claims_held, Figure::subsidy_held, Figure::claims_paid, Figure::subsidy_paid,
                                 Figure::complaint_outcomes, Figure::complaint_findings, Figure::complaint_sanctions,
                                 Figure::complaint_fines}) {
    if (figure == unprinted) return std::nullopt;
  }
  const std::string_view programme = figures::definition(figure).programme;
  if (programme == "subsidies") return publication::Series::subsidies;
  if (programme == "complaints") return publication::Series::complaints;
  if (programme == "projects") return publication::Series::projects;
  return std::nullopt;
}

std::string percent(std::int64_t part, std::int64_t whole) {
  INVARIANT(whole > 0, "a share of nothing was asked for");
  std::int64_t tenths = 0;
  INVARIANT(!__builtin_mul_overflow(part, 1000, &tenths), "a share leaves 64 bits");
  tenths /= whole;
  return fmt::format("{}.{}%", tenths / 10, tenths % 10);
}

}  // namespace seethrough::pages
