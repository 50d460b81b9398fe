#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "money/print.h"
#include "pages/charts.h"
#include "pages/frame.h"
#include "pages/front.h"
#include "pages/twin.h"

namespace seethrough::pages {
namespace {

/// A year of days: what each added to the claims, and the bulletins whose cut-off it was.
struct Year {
  int year;
  Day first, last;
  std::vector<std::int64_t> claims;
  std::vector<int> bulletins;
  std::int64_t most = 0;
  std::size_t index(Day day) const { return static_cast<std::size_t>(day - first); }
};

Year read_year(const Site& site, int number) {
  Year year{number, day_of(number, 1, 1), day_of(number, 12, 31), {}, {}, 0};
  const std::vector<std::int64_t> sums =
      site.reading.cube().history(Figure::subsidy_claims, {}, {year.first - 1, year.last}, site.reading.position());
  for (std::size_t i = 1; i < sums.size(); ++i) {
    year.claims.push_back(sums[i] - sums[i - 1]);
    year.most = std::max(year.most, year.claims.back());
  }
  year.bulletins.assign(year.claims.size(), 0);
  for (const publication::BulletinIssued& one : site.reading.publication().issued) {
    if (year.first <= one.cut_off && one.cut_off <= year.last) ++year.bulletins[year.index(one.cut_off)];
  }
  return year;
}

Html day_cell(const View& view, const Year& year, Day day) {
  const std::int64_t claims = year.claims[year.index(day)];
  const int bulletins = year.bulletins[year.index(day)];
  std::string spoken = view.short_date(day) + view.t("，申领", ", claims ") + group_digits(claims);
  if (bulletins > 0) spoken += view.t("，通报", ", bulletins ") + std::to_string(bulletins);
  const std::string classes = fmt::format("s{}{}", step_of(claims, year.most), bulletins > 0 ? " issued" : "");
  return el("td", {{"class", classes}},
            el("a", {{"href", view.day_address(day)}, {"title", spoken}, {"aria-label", spoken}},
               std::to_string(civil(day).day), bulletins > 0 ? el("b", {{"aria-hidden", "true"}}, "■") : Html()));
}

Html month(const View& view, const Year& year, int number) {
  static constexpr std::array<const char*, 7> zh{"一", "二", "三", "四", "五", "六", "日"};
  static constexpr std::array<const char*, 7> en{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
  static constexpr std::array<const char*, 12> months{"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
  Html head;
  for (std::size_t i = 0; i < 7; ++i) head += el("th", {{"scope", "col"}}, view.t(zh[i], en[i]));
  const Day first = day_of(year.year, number, 1);
  const Day last = number == 12 ? year.last : day_of(year.year, number + 1, 1) - 1;
  Html weeks, week;
  for (int empty = 1; empty < weekday(first); ++empty) week += el("td", {{"class", "blank"}});
  for (Day day = first; day <= last; day = day + 1) {
    week += day_cell(view, year, day);
    if (weekday(day) == 7 || day == last) {
      weeks += el("tr", {}, week);
      week = Html();
    }
  }
  const std::string name = view.language == Language::zh ? fmt::format("{}月", number)
                                                          : months[static_cast<std::size_t>(number - 1)];
  return el("table", {{"class", "month"}}, el("caption", {}, name), el("thead", {}, el("tr", {}, head)),
            el("tbody", {}, weeks));
}

Html months_table(const View& view, const Year& year) {
  Html rows;
  for (int number = 1; number <= 12; ++number) {
    const Day first = day_of(year.year, number, 1);
    const Day last = number == 12 ? year.last : day_of(year.year, number + 1, 1) - 1;
    std::int64_t claims = 0;
    int bulletins = 0;
    for (Day day = first; day <= last; day = day + 1) {
      claims += year.claims[year.index(day)];
      bulletins += year.bulletins[year.index(day)];
    }
    rows +=
        el("tr", {}, el("th", {{"scope", "row"}}, fmt::format("{}-{:02}", year.year, number)),
           el("td", {{"class", "num"}}, group_digits(claims)), el("td", {{"class", "num"}}, std::to_string(bulletins)));
  }
  return el("details", {}, el("summary", {}, view.t("表格：按月", "Table: by month")),
            scrolling(view.t("按月", "By month"),
                      el("table", {}, el("thead", {}, el("tr", {}, el("th", {{"scope", "col"}}, view.t("月", "Month")),
                                                         el("th", {{"scope", "col"}, {"class", "num"}},
                                                            view.t("补贴申领（笔）", "Claims")),
                                                         el("th", {{"scope", "col"}, {"class", "num"}},
                                                            view.t("通报（期）", "Bulletins")))),
                         el("tbody", {}, rows))));
}

Html issued_in(const View& view, const Year& year) {
  Html items;
  for (const publication::BulletinIssued& one : view.site.reading.publication().issued) {
    if (one.cut_off < year.first || year.last < one.cut_off) continue;
    items += el("li", {}, link(view.bulletin_address(one),
                               series_name(one.series, view.language) +
                                   fmt::format(fmt::runtime(view.t(" 第{}期", " no. {}")), one.number)),
                el("span", {{"class", "facts"}}, " ", view.t("截至", "cut-off "), view.short_date(one.cut_off)));
  }
  if (items.empty())
    return el("p", {{"class", "empty"}}, view.t("这一年尚未发布通报。", "No bulletin was issued for this year."));
  return el("ul", {{"class", "issued-list"}}, items);
}

Html year_legend(const View& view) {
  Html items = el("li", {}, view.t("少", "few"));
  for (const char* step : {"swatch s1", "swatch s2", "swatch s3", "swatch s4", "swatch s5"})
    items += el("li", {{"class", step}}, el("span", {{"class", "unseen"}}, step + 7));
  items += el("li", {}, view.t("多", "many"));
  items += el("li", {}, "■ ", view.t("当日有通报", "bulletin with that cut-off"));
  return el("ul", {{"class", "legend"}}, items);
}

}  // namespace

Page calendar_page(const Site& site, int number) {
  const Year year = read_year(site, number);
  const View view(site, year.last);
  std::int64_t total = 0;
  std::size_t top = 0;
  for (std::size_t i = 0; i < year.claims.size(); ++i) {
    total += year.claims[i];
    if (year.claims[i] > year.claims[top]) top = i;
  }
  Frame frame;
  frame.title = fmt::format("{} {}", number, view.t("年日历", "calendar"));
  frame.address = site.path;
  frame.twin = view.calendar_address(number) + ".json";
  frame.cls = "calendar-page";
  Html months;
  for (int m = 1; m <= 12; ++m) months += month(view, year, m);
  const std::string finding =
      total <= 0 ? view.t("这一年尚无补贴申领", "No claims in this year yet")
                 : fmt::format(fmt::runtime(view.t("{}申领最多，{}笔", "{} had the most claims, {}")),
                               view.short_date(year.first + static_cast<int>(top)), group_digits(year.claims[top]));
  frame.body = join(
      el("nav", {{"class", "strip"}, {"aria-label", view.t("年份", "Years")}},
         el("span", {{"class", "days"}},
            el("a", {{"href", view.calendar_address(number - 1)}, {"rel", "prev"}}, "‹ ", std::to_string(number - 1)),
            el("b", {}, std::to_string(number)),
            el("a", {{"href", view.calendar_address(number + 1)}, {"rel", "next"}}, std::to_string(number + 1), " ›"))),
      el("h1", {}, frame.title),
      charted(finding,
              view.t("每日补贴申领，笔；颜色越深越多；点日期看当日头版",
                     "Subsidy claims each day; darker is more; a day leads to its front page"),
              join(el("div", {{"class", "year"}}, months), year_legend(view), months_table(view, year)), "calendar"),
      el("h2", {}, view.t("这一年的通报", "Bulletins of the year")), issued_in(view, year));
  boost::json::object twin = twin_of(site, "calendar");
  twin["year"] = number;
  boost::json::array days;
  for (std::size_t i = 0; i < year.claims.size(); ++i) {
    if (year.claims[i] != 0 || year.bulletins[i] != 0)
      days.push_back(boost::json::object{{"day", to_string(year.first + static_cast<int>(i))},
                                         {"claims", year.claims[i]},
                                         {"bulletins", year.bulletins[i]}});
  }
  twin["days"] = std::move(days);
  return {200, framed(site.language, &site, frame), serialized(twin)};
}

}  // namespace seethrough::pages
