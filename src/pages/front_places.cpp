#include <fmt/format.h>

#include <algorithm>

#include "money/print.h"
#include "pages/front.h"
#include "pages/frame.h"

namespace seethrough::pages {
namespace {

constexpr std::array shown{Figure::complaint_cases, Figure::complaint_key_cases, Figure::projects,
                           Figure::large_projects,  Figure::subsidy_claims,      Figure::subsidy_granted};

struct Unit {
  const Place* place = nullptr;
  std::int64_t cases = 0, key = 0, fresh = 0;
  Light light = Light::none;
  std::string word;
};

/// A unit's light: a key case, else a case handed over this day, else none; no data before the first batch.
Unit read_unit(const View& view, const Place& place, bool begun) {
  Unit unit{&place, view.sum(Figure::complaint_cases, place.code), view.sum(Figure::complaint_key_cases, place.code), 0,
            Light::none, view.t("无数据", "no data")};
  unit.fresh = unit.cases - view.sum_before(Figure::complaint_cases, place.code);
  if (!begun) return unit;
  if (unit.key > 0) {
    unit.light = Light::red;
    unit.word = fmt::format("{} {}", view.t("重点", "key"), unit.key);
  } else if (unit.fresh > 0) {
    unit.light = Light::amber;
    unit.word = fmt::format("{} {}", view.t("新增", "new"), unit.fresh);
  } else {
    unit.light = Light::green;
    unit.word = view.t("无新增", "none new");
  }
  return unit;
}

std::string cell(Figure figure, std::int64_t value) { return value == 0 ? "0" : digits(figure, value); }

Html unit_row(const View& view, const Unit& unit) {
  Html cells = el("th", {{"scope", "row"}},
                  link(view.records_address("complaints", unit.place->code), view.name(*unit.place)));
  cells += el("td", {{"class", "state"}}, shape(unit.light), " ", unit.word);
  cells += el("td", {{"class", "num"}}, group_digits(unit.fresh));
  for (const Figure figure : shown)
    cells += el("td", {{"class", "num"}}, link(view.figure_address(figure, unit.place->code),
                                               cell(figure, view.sum(figure, unit.place->code))));
  return el("tr", {}, cells);
}

/// What counts for the city itself and for none of its units.
Html city_rows(const View& view, const std::vector<Unit>& units) {
  Html own, total;
  bool any = false;
  std::int64_t fresh = view.sum(Figure::complaint_cases) - view.sum_before(Figure::complaint_cases, view.city);
  std::int64_t fresh_own = fresh;
  for (const Unit& unit : units) fresh_own -= unit.fresh;
  for (const Figure figure : shown) {
    std::int64_t rest = view.sum(figure);
    total += el("td", {{"class", "num"}}, cell(figure, rest));
    for (const Unit& unit : units) rest -= view.sum(figure, unit.place->code);
    any = any || rest != 0;
    own += el("td", {{"class", "num"}}, cell(figure, rest));
  }
  const auto row = [&](const std::string& name, std::int64_t value, const Html& cells, const char* cls) {
    return el("tr", {{"class", cls}}, el("th", {{"scope", "row"}}, name), el("td", {}),
              el("td", {{"class", "num"}}, group_digits(value)), cells);
  };
  Html out;
  if (any) out += row(view.t("市本级", "City itself"), fresh_own, own, nullptr);
  out += row(view.name(view.city), fresh, total, "total");
  return out;
}

Html units_table(const View& view, const std::vector<Unit>& units) {
  Html head, rows;
  const auto add = [&](const std::string& text, const char* cls) {
    head += el("th", {{"scope", "col"}, {"class", cls}}, text);
  };
  add(view.t("县区", "Unit"), nullptr);
  add(view.t("状态", "State"), nullptr);
  add(view.t("当日交办（件）", "Cases this day"), "num");
  for (const auto& [zh, en] : {std::pair{"累计举报（件）", "Cases in all"}, std::pair{"重点件（件）", "Key cases"},
                               std::pair{"重点项目（个）", "Projects"}, std::pair{"十亿以上（个）", "≥ CNY 1 bn"},
                               std::pair{"补贴申领（笔）", "Claims"}, std::pair{"补贴金额（元）", "Subsidy, CNY"}})
    add(view.t(zh, en), "num");
  for (const Unit& unit : units) rows += unit_row(view, unit);
  return scrolling(view.t("各县区数字", "Figures by unit"),
                   el("table", {{"class", "units"}}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows),
                      el("tfoot", {}, city_rows(view, units))));
}

Html legend(const View& view) {
  Html items;
  for (const auto& [light, zh, en] :
       {std::tuple{Light::red, "有重点件", "has key cases"}, std::tuple{Light::amber, "当日有新交办", "new this day"},
        std::tuple{Light::green, "当日无新增", "none new this day"}, std::tuple{Light::none, "无数据", "no data"}})
    items += el("li", {}, shape(light), " ", view.t(zh, en));
  return el("ul", {{"class", "legend"}}, items);
}

Html section(const char* id, const std::string& title, const Html& body) {
  return el("section", {{"id", id}, {"class", "note"}}, el("h2", {}, title), body);
}

/// Each figure that the day changed, with its change.
Html changes_of_the_day(const View& view) {
  Html items;
  for (const figures::Definition& d : figures::definitions()) {
    if (view.sum(d.figure) == view.sum_before(d.figure, view.city)) continue;
    items += el("li", {}, link(view.figure_address(d.figure, view.city), view.name(d.figure)), " ",
                change_sentence(view, d.figure));
  }
  if (items.empty()) return el("p", {}, view.t("本日各项数字没有变化。", "No figure changed this day."));
  return join(el("h3", {}, view.t("本日变化", "Changed this day")), el("ul", {}, items));
}

}  // namespace

Html scrolling(const std::string& label, const Html& table) {
  return el("div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", label}}, table);
}

Html places_block(const View& view) {
  const bool begun = view.last_change(Figure::complaint_cases).has_value();
  std::vector<Unit> units;
  std::vector<Tile> tiles;
  for (const PlaceCode code : view.site.reading.places().children(view.city)) {
    units.push_back(read_unit(view, *view.site.reading.places().find(code), begun));
    const Unit& unit = units.back();
    tiles.push_back({unit.place, unit.cases, unit.light, unit.word,
                     view.figure_address(Figure::complaint_cases, code)});
  }
  std::vector<Unit> ranked = units;
  std::stable_sort(ranked.begin(), ranked.end(), [](const Unit& a, const Unit& b) { return a.cases > b.cases; });
  std::string finding = view.t("尚无举报件", "No complaint case yet");
  if (begun && ranked.size() >= 2)
    finding = view.language == Language::zh
                  ? fmt::format("{}{}件、{}{}件，居前两位", view.name(*ranked[0].place), ranked[0].cases,
                                view.name(*ranked[1].place), ranked[1].cases)
                  : fmt::format("{} ({}) and {} ({}) have the most cases", view.name(*ranked[0].place),
                                ranked[0].cases, view.name(*ranked[1].place), ranked[1].cases);
  const std::string cut_off = view.short_date(view.day) + " 24:00";
  const Html measure =
      join(view.t("各县区累计举报件，件，截至", "Complaint cases by unit, in all, cut-off ") + cut_off + view.t("。", ". "),
           el("span", {{"class", "schematic"}}, view.t("示意图：方格等大，上北下南，不表示面积和边界。",
                                                       "Schematic: equal tiles, north up, no areas and borders.")));
  return el("section", {{"class", "band"}, {"id", "places"}},
            el("div", {{"class", "band-head"}},
               el("h2", {}, fmt::format("{}{}{}", units.size(), view.t("个县区", " units"), ""))),
            el("div", {{"class", "map-and-table"}},
               charted(finding, measure, join(tile_map(view, tiles), legend(view)), "map"),
               el("div", {{"class", "beside-map"}}, units_table(view, ranked))));
}

Html bulletins_block(const View& view) {
  const auto issued = view.bulletins();
  Html items;
  std::size_t count = 0;
  for (const publication::BulletinIssued* one : issued) {
    if (++count > 6) break;
    const std::string batch =
        one->batch == 0 ? ""
                        : view.language == Language::zh ? fmt::format("（第{}批）", one->batch)
                                                        : fmt::format(", batch {}", one->batch);
    items += el("li", {}, link(view.bulletin_address(*one),
                               series_name(one->series, view.language) +
                                   (view.language == Language::zh ? fmt::format(" 第{}期", one->number)
                                                                  : fmt::format(" no. {}", one->number)) +
                                   batch),
                el("span", {{"class", "facts"}}, view.t("截至", "cut-off "), view.short_date(one->cut_off), " · ",
                   view.t("流水位置 ", "position "), group_digits(one->known_at), " · ",
                   el("code", {}, to_hex(one->digest).substr(0, 8))));
  }
  Html body = issued.empty() ? el("p", {{"class", "empty"}}, view.t("截至本日尚未发布通报。", "None issued up to this day."))
                             : el("ul", {}, items);
  if (issued.size() > 6)
    body += el("p", {}, link(view.calendar_address(civil(view.day).year),
                             view.language == Language::zh ? fmt::format("全部{}期，见日历", issued.size())
                                                           : fmt::format("All {}, in the calendar", issued.size())));
  return section("bulletins", view.t("已发布通报", "Bulletins issued"), body);
}

std::vector<Revision> revisions(const figures::Reading& reading, const publication::BulletinIssued& issued) {
  std::vector<Revision> found;
  const auto known_at = static_cast<std::uint64_t>(issued.known_at);
  if (known_at >= reading.position()) return found;
  const figures::Table then = reading.cube().at({issued.cut_off, known_at});
  const figures::Table now = reading.cube().at({issued.cut_off, reading.position()});
  const PlaceCode city = reading.places().root().code;
  for (const figures::Definition& d : figures::definitions()) {
    if (series_of(d.figure) != issued.series) continue;
    const Revision revision{&issued, d.figure, then.sum(d.figure, reading.places(), city),
                            now.sum(d.figure, reading.places(), city)};
    if (revision.then != revision.now) found.push_back(revision);
  }
  return found;
}

std::vector<Revision> revisions(const View& view, std::string_view programme, Period cut_offs) {
  std::vector<Revision> found;
  for (const publication::BulletinIssued* one : view.bulletins()) {
    if (!cut_offs.contains(one->cut_off)) continue;
    for (const Revision& revision : revisions(view.site.reading, *one)) {
      if (programme.empty() || figures::definition(revision.figure).programme == programme) found.push_back(revision);
    }
  }
  return found;
}

Html revision_item(const View& view, const Revision& r) {
  return el("li", {}, link(view.bulletin_address(*r.issued),
                           series_name(r.issued->series, view.language) +
                               (view.language == Language::zh ? fmt::format(" 第{}期", r.issued->number)
                                                              : fmt::format(" no. {}", r.issued->number))),
            view.t("：", ": "), view.name(r.figure), view.t("发布时", " was "), digits(r.figure, r.then),
            view.t("，现为", ", is now "), digits(r.figure, r.now), " ", unit_head(r.figure, view.language),
            view.t("（截至", " (cut-off "), view.short_date(r.issued->cut_off), view.t("）", ")"));
}

Html corrections_block(const View& view) {
  const auto found = revisions(view, "", {view.day - 366, view.day});
  std::int64_t corrected = 0;
  for (const complaints::Campaign& campaign : view.site.reading.complaints().campaigns)
    for (const complaints::Case& one : campaign.cases) corrected += one.corrections;
  Html body;
  if (found.empty()) {
    body += el("p", {}, view.bulletins().empty()
                            ? view.t("尚无已发布的数字，故无更正。", "Nothing was published yet, so nothing is corrected.")
                            : view.t("已发布通报的数字与现在所知一致，无更正。",
                                     "The figures of all bulletins stand as issued; no corrections."));
  } else {
    Html items;
    for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 5); ++i) items += revision_item(view, found[i]);
    body += el("ul", {}, items);
  }
  if (corrected > 0)
    body += el("p", {}, view.language == Language::zh
                            ? fmt::format("举报件归属更正{}次，原登记保留在流水中。", corrected)
                            : fmt::format("Where a case counts was corrected {} times; the first entries stay in the "
                                          "journal.",
                                          corrected));
  body += changes_of_the_day(view);
  return section("corrections", view.t("更正与变化", "Corrections and changes"), body);
}

Html sources_block(const View& view) {
  const figures::Reading& reading = view.site.reading;
  std::string rebuilt;
  for (const std::string_view programme : {"subsidies", "complaints", "projects", "chains"}) {
    if (!reading.reconstructed(programme)) continue;
    if (!rebuilt.empty()) rebuilt += view.t("、", ", ");
    rebuilt += programme_name(programme, view.language);
  }
  Html body = el("p", {}, view.t("本页每个数字由流水中的记录逐条相加而得，点击即见定义、记录和核验办法。",
                                 "Every figure is the sum of records in the journal; follow it to its definition, its "
                                 "records and its proof."));
  if (!rebuilt.empty())
    body += el("p", {{"class", "rebuilt"}}, view.t("以下事项的记录由已公布的汇总数重建，不是原始记录：",
                                                   "Records reconstructed from published totals, not originals: "),
               rebuilt, view.t("。", "."));
  body += el("p", {}, sealed_mark(view.site), " · ",
             link(view.verify_address(), view.t("自己核验", "Check it yourself")));
  return section("sources", view.t("来源与封存", "Sources and seal"), body);
}

}  // namespace seethrough::pages
