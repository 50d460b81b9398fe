#pragma once
// View (视图): what all pages ask of a reading for one day: sums, the last change, addresses and the printed forms.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pages/html.h"
#include "pages/page.h"

namespace seethrough::pages {

using figures::Figure;

/// A number as prose prints it, the digits apart from the unit so that a page may set them apart.
struct Printed {
  std::string before;  ///< "CNY " in English
  std::string number;
  std::string after;  ///< "亿元", " million", "件", " cases"
  std::string text() const { return before + number + after; }
};
/// Money in 亿 or 万 (in English in million yuan), cut off; counts in whole digits with the measure word.
Printed print(Figure figure, std::int64_t value, Language language);
/// Whole digits for tables: yuan with fen only where there are any, counts with commas.
std::string digits(Figure figure, std::int64_t value);
/// The unit for the head of a table's column: 元, 件; CNY, cases.
std::string unit_head(Figure figure, Language language);

/// The figures of one city on one day as known at the reading's position.
class View {
 public:
  View(const Site& site, Day day);

  const Site& site;
  const Language language;
  const Day day;
  const PlaceCode city;

  std::string t(const char* zh, const char* en) const { return in(language, zh, en); }
  std::string date(Day day) const;        ///< 2025年6月15日; 15 June 2025
  std::string short_date(Day day) const;  ///< 6月15日; 15 June
  std::string weekday_name(Day day) const;
  const std::string& name(const Place& place) const { return in(language, place.zh, place.en); }
  std::string name(PlaceCode place) const;
  std::string name(Figure figure) const;
  std::string label(std::string_view id) const;

  std::int64_t sum(Figure figure) const { return sum(figure, city, {}); }
  std::int64_t sum(Figure figure, PlaceCode place, std::string_view dimension = {}) const;
  std::map<std::string, std::int64_t> by_dimension(Figure figure, PlaceCode place) const;
  std::int64_t sum_before(Figure figure, PlaceCode place) const;  ///< on the day before

  /// The whole city's cumulative values from the first known day to `day`; empty if nothing is known yet.
  std::vector<std::int64_t> history(Figure figure, std::string_view dimension = {}) const;
  Day history_from() const { return days_.first; }
  /// The last day on which the whole city's figure changed.
  std::optional<Day> last_change(Figure figure) const;
  /// Whether the page shows the present: not pinned, and of the latest day (of any day in a city without records).
  bool present() const { return present_; }

  // Addresses. A pinned page leads to pages pinned to the same position.
  std::string day_address(Day day) const;
  std::string figure_address(Figure figure, PlaceCode place, std::string_view suffix = {},
                             std::string_view dimension = {}) const;
  std::string definition_address(Figure figure) const;
  std::string records_address(std::string_view kind, PlaceCode place) const;
  std::string case_address(std::string_view id) const;
  std::string bulletin_address(const publication::BulletinIssued& issued) const;
  std::string calendar_address(int year) const;
  std::string verify_address() const { return base() + "verify"; }
  /// Verification with this bulletin chosen.
  std::string verify_address(const publication::BulletinIssued& issued) const;
  std::string base() const { return "/" + std::string(code(language)) + "/"; }

  /// Bulletins with a cut-off up to `day`, the latest first.
  std::vector<const publication::BulletinIssued*> bulletins() const;

 private:
  std::string pin() const;
  Period days_;
  bool present_;
  figures::Table now_, before_;
};

std::string series_id(publication::Series series);
using bulletins::series_name;
std::string programme_name(std::string_view programme, Language language);
/// "claims", "complaints", "projects": the list that holds a programme's records; empty for chains.
std::string_view records_kind(std::string_view programme);
/// The bulletins that print a figure: none for holds, payments and chains.
std::optional<publication::Series> series_of(figures::Figure figure);
/// "63.5%" of `part` in `whole`, cut off to one decimal; `whole` is positive.
std::string percent(std::int64_t part, std::int64_t whole);

}  // namespace seethrough::pages
