#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "base/csv_cell.h"
#include "money/print.h"
#include "pages/frame.h"
#include "pages/front.h"
#include "pages/twin.h"

namespace seethrough::pages {
namespace {

/// What a figure page is about.
struct Subject {
  Figure figure;
  PlaceCode place;
  std::string dimension;
};

std::optional<Figure> whole_of(Figure figure) {
  switch (figure) {
    case Figure::complaint_key_cases:
    case Figure::complaint_splits: return Figure::complaint_cases;
    case Figure::large_projects: return Figure::projects;
    default: return std::nullopt;
  }
}

/// The history from the day before the first change on: day by day, or for a unit in at most about 26 steps.
Line history_of(const View& view, const Subject& s) {
  std::vector<std::int64_t> city = view.history(s.figure, s.dimension);
  std::size_t quiet = 0;
  while (quiet < city.size() && city[quiet] == 0) ++quiet;
  if (quiet == city.size()) return {view.day, 1, {}, s.figure};
  if (quiet > 0) --quiet;
  const Day first = view.history_from() + static_cast<int>(quiet);
  city.erase(city.begin(), city.begin() + static_cast<std::ptrdiff_t>(quiet));
  if (s.place == view.city) return {first, 1, std::move(city), s.figure};
  const int span = view.day - first, step = std::max(1, (span + 24) / 25);
  Line steps{view.day - span / step * step, step, {}, s.figure};
  const figures::Reading& reading = view.site.reading;
  for (Day day = steps.first; day <= view.day; day = day + step)
    steps.values.push_back(
        reading.cube().at({day, reading.position()}).sum(s.figure, reading.places(), s.place, s.dimension));
  return steps;
}

std::string step_words(const View& view, int step_days) {
  if (step_days == 1) return view.t("逐日", "daily");
  return fmt::format(fmt::runtime(view.t("每{}日", "every {} days")), step_days);
}

std::string full_name(const View& view, const Subject& s) {
  std::string out = view.name(s.place) + " · " + view.name(s.figure);
  if (!s.dimension.empty()) out += " · " + view.label(s.dimension);
  return out;
}

Html value_head(const View& view, const Subject& s) {
  const std::int64_t value = view.sum(s.figure, s.place, s.dimension);
  const Printed printed = print(s.figure, value, view.language);
  const bool live = view.present() && s.place == view.city && s.dimension.empty();
  const std::string id(figures::definition(s.figure).id);
  Html out = el("p", {{"class", "lead-figure"}},
                el("span", {{"class", "big"}, {"data-live", live ? id.c_str() : nullptr}, {"data-value", value}},
                   el("span", {{"class", "unit"}}, printed.before), el("span", {{"class", "digits"}}, printed.number),
                   el("span", {{"class", "unit"}}, printed.after)));
  out += el("p", {{"class", "exact"}}, view.t("全部数字：", "In whole digits: "),
            el("b", {}, digits(s.figure, value)), " ", unit_head(s.figure, view.language));
  if (const std::optional<Figure> whole = whole_of(s.figure)) {
    const std::int64_t all = view.sum(*whole, s.place, s.figure == Figure::complaint_splits ? "" : s.dimension);
    if (all > 0)
      out += el("p", {{"class", "exact"}}, view.t("占", "Share of "), view.name(*whole), ": ",
                fmt::format("{} = {} / {}", percent(value, all), digits(s.figure, value), digits(*whole, all)));
  }
  return out;
}

Html facts(const View& view, const Subject& s) {
  const figures::Definition& d = figures::definition(s.figure);
  Html rows;
  const auto row = [&](const std::string& name, const Html& value) {
    rows += el("div", {}, el("dt", {}, name), el("dd", {}, value));
  };
  row(view.t("截止", "Cut-off"), view.date(view.day) + " 24:00");
  const std::optional<Day> last = view.last_change(s.figure);
  row(view.t("全市最近变动", "City's last change"), last ? view.date(*last) : view.t("尚无", "none yet"));
  Html published = view.t("尚无通报", "no bulletin yet");
  for (const publication::BulletinIssued* one : view.bulletins()) {
    if (series_of(d.figure) != one->series) continue;
    published = link(view.bulletin_address(*one),
                     series_name(one->series, view.language) +
                         (view.language == Language::zh ? fmt::format("第{}期", one->number)
                                                        : fmt::format(" no. {}", one->number)));
    published += view.t("，截至", ", cut-off ") + view.short_date(one->cut_off);
    break;
  }
  row(view.t("发布于", "Published in"), published);
  row(view.t("下次更新", "Next update"), view.t("有新记录入流水时", "with the next record in the journal"));
  row(view.t("定义", "Definition"),
      join(link(view.definition_address(s.figure), fmt::format(fmt::runtime(view.t("第{}版", "version {}")), d.version)),
           view.t("：", ": "), view.language == Language::zh ? d.definition_zh : d.definition_en));
  const std::string_view kind = records_kind(d.programme);
  if (!kind.empty())
    row(view.t("记录", "Records"),
        link(view.records_address(kind, s.place) + "&to=" + to_string(view.day), view.t("查看逐条记录", "See each record")));
  row(view.t("引用", "Cite"),
      el("code", {}, view.site.origin, view.base(), "f/", d.id, "/", std::to_string(s.place.value), "/",
         to_string(view.day), "@", std::to_string(view.site.reading.position())));
  return el("dl", {{"class", "facts-list"}}, rows);
}

struct Part {
  std::string name, address;
  std::int64_t value;
};

Html parts_chart(const View& view, const Subject& s, const std::string& by, const std::vector<Part>& parts) {
  if (parts.empty()) return {};
  std::int64_t most = 1, total = 0;
  const Part* top = &parts.front();
  for (const Part& one : parts) {
    total += one.value;
    if (one.value > most) most = one.value;
    if (one.value > top->value) top = &one;
  }
  std::string head = by;
  if (head[0] >= 'a' && head[0] <= 'z') head[0] = static_cast<char>(head[0] - 'a' + 'A');
  Html rows;
  for (const Part& one : parts)
    rows += el("tr", {}, el("th", {{"scope", "row"}}, link(one.address, one.name)),
               el("td", {{"class", "bars"}}, bar(one.value, most)),
               el("td", {{"class", "num"}}, digits(s.figure, one.value)),
               el("td", {{"class", "num"}}, total > 0 && one.value >= 0 ? percent(one.value, total) : "–"));
  const Html table = el(
      "table", {{"class", "bar-table"}},
      el("thead", {},
         el("tr", {}, el("th", {{"scope", "col"}}, head),
            el("th", {{"scope", "col"}, {"class", "bars"}}, el("span", {{"class", "unseen"}}, view.t("条形", "bar"))),
            el("th", {{"scope", "col"}, {"class", "num"}}, unit_head(s.figure, view.language)),
            el("th", {{"scope", "col"}, {"class", "num"}}, view.t("占比", "Share")))),
      el("tbody", {}, rows),
      el("tfoot", {},
         el("tr", {{"class", "total"}}, el("th", {{"scope", "row"}}, view.t("合计", "Total")), el("td", {}),
            el("td", {{"class", "num"}}, digits(s.figure, total)), el("td", {{"class", "num"}}, ""))));
  const std::string finding =
      view.language == Language::zh
          ? fmt::format("{}最多，{}", top->name, print(s.figure, top->value, view.language).text())
          : fmt::format("{} leads with {}", top->name, print(s.figure, top->value, view.language).text());
  return charted(finding,
                 view.t("按", "By ") + by + view.t("，", ", ") + unit_head(s.figure, view.language) +
                     view.t("，截至", ", cut-off ") + view.short_date(view.day) + " 24:00",
                 scrolling(by, table));
}

std::vector<Part> parts_by_dimension(const View& view, const Subject& s) {
  std::vector<Part> parts;
  for (const auto& [dimension, value] : view.by_dimension(s.figure, s.place)) {
    if (dimension.empty() || (!s.dimension.empty() && !dimension.starts_with(s.dimension + "."))) continue;
    parts.push_back({view.label(dimension), view.figure_address(s.figure, s.place, {}, dimension), value});
  }
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.value > b.value; });
  return parts;
}

std::vector<Part> parts_by_place(const View& view, const Subject& s) {
  std::vector<Part> parts;
  std::int64_t rest = view.sum(s.figure, s.place, s.dimension);
  for (const PlaceCode code : view.site.reading.places().children(s.place)) {
    const std::int64_t value = view.sum(s.figure, code, s.dimension);
    rest -= value;
    parts.push_back({view.name(code), view.figure_address(s.figure, code, {}, s.dimension), value});
  }
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.value > b.value; });
  if (!parts.empty() && rest != 0) parts.push_back({view.t("市本级", "City itself"), "", rest});
  return parts;
}

std::string dimension_name(const View& view, Figure figure) {
  const std::string_view id = figures::definition(figure).dimension;
  if (id == "class") return view.t("品类", "class");
  if (id == "type") return view.t("主要类型", "primary type");
  if (id == "stage") return view.t("阶段", "stage");
  return view.t("来源市", "city it came from");
}

Html history_chart(const View& view, const Subject& s) {
  const Line data = history_of(view, s);
  const Html drawn = line(view, data, full_name(view, s));
  if (drawn.empty()) return el("p", {{"class", "empty"}}, view.t("截至该日尚无记录。", "No record up to that day."));
  Html rows;
  const std::size_t count = data.values.size();
  for (std::size_t i = count; i > 0 && i + 31 > count; --i) {
    const std::int64_t value = data.values[i - 1], before = i > 1 ? data.values[i - 2] : 0;
    rows += el("tr", {}, el("th", {{"scope", "row"}},
                            view.date(data.first + static_cast<int>(i - 1) * data.step_days)),
               el("td", {{"class", "num"}}, digits(s.figure, value)),
               el("td", {{"class", "num"}}, (value > before ? "+" : "") + digits(s.figure, value - before)));
  }
  const std::string unit = unit_head(s.figure, view.language);
  const Html table = el("table", {}, el("thead", {}, el("tr", {}, el("th", {{"scope", "col"}}, view.t("日期", "Day")),
                                                        el("th", {{"scope", "col"}, {"class", "num"}},
                                                           view.t("累计，", "Cumulative, ") + unit),
                                                        el("th", {{"scope", "col"}, {"class", "num"}},
                                                           view.t("变化，", "Change, ") + unit))),
                        el("tbody", {}, rows));
  const std::string finding = view.language == Language::zh
                                  ? fmt::format("截至{}累计{}", view.short_date(view.day),
                                                print(s.figure, data.values.back(), view.language).text())
                                  : fmt::format("{} by {}", print(s.figure, data.values.back(), view.language).text(),
                                                view.short_date(view.day));
  return charted(finding,
                 view.t("累计值，", "Cumulative, ") + unit +
                     view.t("，", ", ") + step_words(view, data.step_days) +
                     view.t("，按现在所知", ", as known now"),
                 join(drawn, el("details", {}, el("summary", {}, view.t("表格", "Table")),
                                scrolling(view.t("历史", "History"), table))));
}

Html proof_box(const View& view) {
  const Site& site = view.site;
  Html body = el("h2", {{"id", "proof"}}, view.t("核验", "Proof"));
  body += el("p", {}, view.t("本数字依据流水位置 ", "This figure is folded from journal position "),
             el("b", {}, group_digits(static_cast<std::int64_t>(site.reading.position()))),
             view.t(" 及以前的全部记录，任何人可取公开流水重算。封存说明发布后未变，不证明内容真实。",
                    " and everything before it; anyone can fold the published journal again. The seal says 'unchanged "
                    "since publication'; it is not a proof of truth."));
  if (site.checkpoint.empty())
    body += el("p", {}, el("span", {{"aria-hidden", "true"}}, "○ "),
               view.t("无法核对：此位置尚无检查点。这不是不符。",
                      "Could not check: no checkpoint covers this position yet. That is not a mismatch."));
  else
    body += el("details", {}, el("summary", {}, view.t("检查点（签名文本）", "Checkpoint (signed note)")),
               el("pre", {}, site.checkpoint));
  body += el(
      "p", {},
      link(view.verify_address(), view.t("在浏览器里或用命令行核验", "Verify in the browser or on the command line")));
  return el("section", {{"class", "proof"}}, body);
}

Html downloads(const View& view, const Subject& s) {
  Html items;
  for (const auto& [suffix, name] : {std::pair{".csv", "CSV"}, std::pair{".json", "JSON"}, std::pair{".svg", "SVG"}})
    items += el("li", {}, link(view.figure_address(s.figure, s.place, suffix, s.dimension), name));
  return el("ul", {{"class", "plain downloads"}}, items);
}

std::string twin(const View& view, const Subject& s) {
  boost::json::object out = twin_of(view.site, "figure");
  out["cut_off"] = to_string(view.day);
  const figures::Definition& d = figures::definition(s.figure);
  out["definition"] = boost::json::object{{"id", d.id},
                                          {"version", d.version},
                                          {"zh", d.definition_zh},
                                          {"en", d.definition_en}};
  boost::json::array figures{
      figure_twin(view, s.figure, s.place, s.dimension, view.sum(s.figure, s.place, s.dimension))};
  for (const auto& [dimension, value] : view.by_dimension(s.figure, s.place)) {
    if (!dimension.empty() && (s.dimension.empty() || dimension.starts_with(s.dimension + ".")))
      figures.push_back(figure_twin(view, s.figure, s.place, dimension, value));
  }
  for (const PlaceCode code : view.site.reading.places().children(s.place))
    figures.push_back(figure_twin(view, s.figure, code, s.dimension, view.sum(s.figure, code, s.dimension)));
  out["figures"] = std::move(figures);
  const Line history = history_of(view, s);
  boost::json::array points;
  for (std::size_t i = 0; i < history.values.size(); ++i)
    points.push_back(boost::json::object{
        {"day", to_string(history.first + static_cast<int>(i) * history.step_days)}, {"value", history.values[i]}});
  out["history"] = std::move(points);
  return serialized(out);
}

Html revision_banner(const View& view, Figure figure) {
  const auto found = revisions(view, figures::definition(figure).programme, {view.day, view.day});
  Html items;
  for (const Revision& one : found) {
    if (one.figure == figure) items += revision_item(view, one);
  }
  if (items.empty()) return {};
  return el("div", {{"class", "banner"}},
            el("p", {}, view.t("全市这一数字在发布后有更正：", "The city's figure was revised after it was issued:")),
            el("ul", {}, items));
}

}  // namespace

Page figure_page(const Site& site, Figure figure, PlaceCode place, std::string_view dimension, Day cut_off) {
  const View view(site, cut_off);
  const Subject s{figure, place, std::string(dimension)};
  Frame frame;
  frame.title = full_name(view, s) + " · " + view.date(cut_off);
  frame.description = full_name(view, s) + view.t("：", ": ") +
                      print(figure, view.sum(figure, place, dimension), view.language).text();
  frame.address = site.path + (s.dimension.empty() ? "" : "?dimension=" + query_value(s.dimension));
  frame.twin = view.figure_address(figure, place, ".json", s.dimension);
  std::vector<std::pair<std::string, std::string>> steps{
      {view.day_address(cut_off), view.name(view.city) + " " + view.short_date(cut_off)}};
  if (place != view.city) steps.emplace_back(view.figure_address(figure, view.city), view.name(figure));
  if (!s.dimension.empty())
    steps.emplace_back(view.figure_address(figure, place), full_name(view, {figure, place, ""}));
  const std::string latest = fmt::format("{}f/{}/{}/{}", view.base(), figures::definition(figure).id, place.value,
                                         to_string(cut_off));
  Html left = join(value_head(view, s), downloads(view, s), facts(view, s));
  const std::string programme(figures::definition(figure).programme);
  Html marks;
  if (site.reading.reconstructed(programme)) marks = el("p", {}, reconstructed_mark(view.language));
  Html charts;
  charts += parts_chart(view, s, dimension_name(view, figure), parts_by_dimension(view, s));
  charts += parts_chart(view, s, view.t("县区", "unit"), parts_by_place(view, s));
  frame.body = join(crumbs(steps, full_name(view, s)), pinned_banner(view, latest), revision_banner(view, figure),
                    el("h1", {}, full_name(view, s)),
                    el("div", {{"class", "figure-grid"}}, el("div", {{"class", "about"}}, left, marks),
                       el("div", {{"class", "history"}}, history_chart(view, s))),
                    el("div", {{"class", "figure-parts"}}, charts), proof_box(view));
  return {200, framed(site.language, &site, frame), twin(view, s)};
}

std::string figure_csv(const Site& site, Figure figure, PlaceCode place, Day cut_off) {
  const View view(site, cut_off);
  const figures::Definition& d = figures::definition(figure);
  std::string out = "figure,place_code,place,dimension,cut_off,journal_position,value,unit\r\n";
  const auto cell = [](std::string_view text) {
    std::string written;
    append_csv_cell(written, text);
    return written;
  };
  const auto row = [&](PlaceCode at, std::string_view dimension, std::int64_t value) {
    out += fmt::format("{},{},{},{},{},{},{},{}\r\n", d.id, at.value, cell(view.name(at)), cell(dimension),
                       to_string(cut_off), site.reading.position(), value, figures::name(d.unit));
  };
  row(place, {}, view.sum(figure, place));
  for (const auto& [dimension, value] : view.by_dimension(figure, place)) {
    if (!dimension.empty()) row(place, dimension, value);
  }
  for (const PlaceCode code : site.reading.places().children(place)) row(code, {}, view.sum(figure, code));
  return out;
}

std::string figure_svg(const Site& site, Figure figure, PlaceCode place, Day cut_off) {
  const View view(site, cut_off);
  const Subject s{figure, place, {}};
  const std::string value = print(figure, view.sum(figure, place), view.language).text();
  return line_file(view, history_of(view, s), full_name(view, s) + view.t("：", ": ") + value,
                   view.t("累计，", "Cumulative, ") + unit_head(figure, view.language) + view.t("，截至", ", cut-off ") +
                       view.date(cut_off) + " 24:00",
                   site.origin + view.figure_address(figure, place) +
                       fmt::format("@{}", site.reading.position()));
}

}  // namespace seethrough::pages
