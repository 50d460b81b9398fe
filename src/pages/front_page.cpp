#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "money/print.h"
#include "pages/frame.h"
#include "pages/front.h"
#include "pages/twin.h"

namespace seethrough::pages {
namespace {

Html strip(const View& view) {
  const auto neighbour = [&](Day day, const char* id, const char* rel, const std::string& text) {
    return el("a", {{"href", view.day_address(day)}, {"id", id}, {"rel", rel}}, text);
  };
  return el("nav", {{"class", "strip"}, {"aria-label", view.t("日期", "Days")}},
            el("span", {{"class", "days"}},
               neighbour(view.day - 1, "previous-day", "prev", "‹ " + view.short_date(view.day - 1)),
               el("b", {},
                  view.language == Language::zh ? view.short_date(view.day) + " " + view.weekday_name(view.day)
                                                : view.weekday_name(view.day) + " " + view.short_date(view.day)),
               neighbour(view.day + 1, "next-day", "next", view.short_date(view.day + 1) + " ›")),
            el("span", {{"class", "right"}},
               el("a", {{"href", view.calendar_address(civil(view.day).year)}, {"id", "calendar"}},
                  view.t("日历", "Calendar")),
               language_switch(view.language, view.site.path)));
}

Html masthead(const View& view) {
  const std::string day = view.date(view.day);
  return el("header", {{"class", "masthead"}}, strip(view),
            el("div", {{"class", "ears"}},
               el("p", {{"class", "ear"}}, el("b", {}, view.name(view.city)), el("br", {}), day, el("br", {}),
                  view.weekday_name(view.day)),
               el("p", {{"class", "nameplate"}}, link("/", view.t("明督", "Seethrough")),
                  el("span", {{"class", "motto"}},
                     view.t("一督到底，明于众目", "See a matter through; let anyone see through it"))),
               el("p", {{"class", "ear right"}}, view.t("截至当日 24:00", "Cut-off 24:00 this day"), el("br", {}),
                  sealed_mark(view.site), el("br", {}),
                  el("a", {{"href", view.verify_address()}, {"id", "verify-link"}},
                     view.t("检查点与核验", "Checkpoint and proof")))));
}

std::string twin(const View& view) {
  boost::json::object out = twin_of(view.site, "front");
  out["cut_off"] = to_string(view.day);
  boost::json::array figures;
  for (const figures::Definition& d : figures::definitions()) {
    figures.push_back(figure_twin(view, d.figure, view.city, {}, view.sum(d.figure)));
    if (!d.dimension.empty()) {
      for (const auto& [dimension, value] : view.by_dimension(d.figure, view.city))
        figures.push_back(figure_twin(view, d.figure, view.city, dimension, value));
    }
    for (const PlaceCode place : view.site.reading.places().children(view.city))
      figures.push_back(figure_twin(view, d.figure, place, {}, view.sum(d.figure, place)));
  }
  out["figures"] = std::move(figures);
  boost::json::object latest;
  for (const figures::Definition& d : figures::definitions()) {
    const std::optional<Day> last = view.last_change(d.figure);
    latest[d.id] = last ? boost::json::value(to_string(*last)) : boost::json::value(nullptr);
  }
  out["unchanged_since"] = std::move(latest);
  boost::json::array issued;
  for (const publication::BulletinIssued* one : view.bulletins())
    issued.push_back(boost::json::object{{"series", series_id(one->series)},
                                         {"number", one->number},
                                         {"cut_off", to_string(one->cut_off)},
                                         {"batch", one->batch},
                                         {"known_at", one->known_at},
                                         {"digest", to_hex(one->digest)}});
  out["bulletins"] = std::move(issued);
  return serialized(out);
}

}  // namespace

std::optional<LatestBatch> latest_batch(const View& view) {
  std::optional<LatestBatch> latest;
  for (const complaints::Campaign& campaign : view.site.reading.complaints().campaigns) {
    for (std::size_t i = 0; i < campaign.batches.size(); ++i) {
      const complaints::Batch& batch = campaign.batches[i];
      if (batch.day > view.day || (latest && batch.day < latest->batch->day)) continue;
      latest = LatestBatch{&campaign, &batch, static_cast<int>(i + 1)};
    }
  }
  return latest;
}

Html figure_link(const View& view, Figure figure, const char* cls) {
  const std::int64_t value = view.sum(figure);
  const Printed printed = print(figure, value, view.language);
  Html content;
  if (!printed.before.empty()) content += el("span", {{"class", "unit"}}, printed.before);
  content += el("span", {{"class", "digits"}}, printed.number);
  content += el("span", {{"class", "unit"}}, printed.after);
  const std::string id(figures::definition(figure).id);
  return el("a", {{"href", view.figure_address(figure, view.city)}, {"class", cls},
                  {"data-live", view.present() ? id.c_str() : nullptr}, {"data-value", value}},
            content);
}

std::string change_sentence(const View& view, Figure figure) {
  const std::optional<Day> last = view.last_change(figure);
  if (!last) return view.t("尚无记录", "no record yet");
  const std::int64_t change = view.sum(figure) - view.sum_before(figure, view.city);
  if (change == 0) return view.t("自", "unchanged since ") + view.short_date(*last) + view.t("起未变", "");
  const std::string size = print(figure, change < 0 ? -change : change, view.language).text();
  const std::string sign = change < 0 ? "−" : "+";
  return view.language == Language::zh ? fmt::format("较{} {}{}", view.short_date(view.day - 1), sign, size)
                                       : fmt::format("{}{} against {}", sign, size, view.short_date(view.day - 1));
}

std::string as_of(const View& view, Figure figure) {
  const std::optional<Day> last = view.last_change(figure);
  if (!last || *last >= view.day) return {};
  return view.t("数据截至", "as of ") + view.short_date(*last);
}

Headline headline(const View& view) {
  const bool zh = view.language == Language::zh;
  const auto p = [&](Figure figure) { return print(figure, view.sum(figure), view.language).text(); };
  const std::string with_date = as_of(view, Figure::subsidy_granted);
  Headline out;
  out.deck =
      zh ? fmt::format("举报件累计{}，其中重点件{}；以旧换新补贴{}，拉动消费{}{}；重点项目{}，其中十亿元以上{}。",
                       p(Figure::complaint_cases), p(Figure::complaint_key_cases), p(Figure::subsidy_granted),
                       p(Figure::consumption), with_date.empty() ? "" : "（" + with_date + "）", p(Figure::projects),
                       p(Figure::large_projects))
         : fmt::format(
               "Complaints stand at {}, {} of them key; trade-in subsidies at {} with spending of {}{}; key "
               "projects at {}, {} of them of at least CNY 1 billion.",
               p(Figure::complaint_cases), group_digits(view.sum(Figure::complaint_key_cases)),
               p(Figure::subsidy_granted), p(Figure::consumption), with_date.empty() ? "" : " (" + with_date + ")",
               group_digits(view.sum(Figure::projects)), group_digits(view.sum(Figure::large_projects)));
  const std::optional<LatestBatch> latest = latest_batch(view);
  const std::int64_t claims = view.sum(Figure::subsidy_claims) - view.sum_before(Figure::subsidy_claims, view.city);
  if (latest && latest->batch->day == view.day) {
    const complaints::BatchHeader& h = latest->batch->header;
    out.title = zh ? fmt::format("第{}批举报件交办{}件，重点件{}件", latest->number, h.cases, h.key_cases)
                   : fmt::format("Batch {}: {} complaints handed over, {} of them key", latest->number, h.cases,
                                 h.key_cases);
  } else if (claims > 0) {
    out.title = zh ? fmt::format("以旧换新一日申领{}笔，补贴累计{}", group_digits(claims), p(Figure::subsidy_granted))
                   : fmt::format("{} trade-in claims in a day; subsidies reach {}", group_digits(claims),
                                 p(Figure::subsidy_granted));
  } else if (view.sum(Figure::projects) != 0 || view.sum(Figure::subsidy_claims) != 0 || latest) {
    out.title = view.t("本日无新增，各项数字如前", "Nothing new this day; the figures stand");
  } else {
    out = {view.t("截至本日尚无记录", "No record up to this day"), ""};
  }
  return out;
}

Page front_page(const Site& site, Day day) {
  const View view(site, day);
  const Headline top = headline(view);
  Frame frame;
  frame.title = view.name(view.city) + " " + view.date(day);
  frame.description = top.title + view.t("。", ". ") + top.deck;
  frame.address = site.path;
  frame.twin = view.day_address(day) + ".json";
  frame.previous = view.day_address(day - 1);
  frame.next = view.day_address(day + 1);
  frame.cls = "front";
  frame.masthead = masthead(view);
  Html body = pinned_banner(view, view.base() + "d/" + to_string(day));
  body += el("div", {{"class", "headline"}}, el("h1", {}, top.title), el("p", {{"class", "deck"}}, top.deck));
  body += el("div", {{"class", "programmes"}}, subsidies_block(view), complaints_block(view), projects_block(view));
  body += places_block(view);
  body += chains_block(view);
  body += el("div", {{"class", "notes"}}, bulletins_block(view), corrections_block(view), sources_block(view));
  frame.body = body;
  return {200, framed(site.language, &site, frame), twin(view)};
}

}  // namespace seethrough::pages
