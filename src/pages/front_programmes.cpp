#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "money/print.h"
#include "pages/front.h"

namespace seethrough::pages {
namespace {

struct Bars {
  std::vector<std::string> heads;  ///< label, (bar), numbers …
  Html rows;
};

Html number_cell(const std::string& text) { return el("td", {{"class", "num"}}, text); }

/// One row: its label, a bar of the first number, then the numbers.
Html bar_row(const Html& label, std::int64_t value, std::int64_t most, const std::vector<std::string>& numbers,
             const char* cls = nullptr) {
  Html cells = el("th", {{"scope", "row"}}, label);
  cells += el("td", {{"class", "bars"}}, bar(value, most));
  for (const std::string& one : numbers) cells += number_cell(one);
  return el("tr", {{"class", cls}}, cells);
}

Html bar_table(const View& view, const Bars& bars, const Html& total = {}) {
  Html heads = el("th", {{"scope", "col"}}, bars.heads.front());
  heads += el("th", {{"scope", "col"}, {"class", "bars"}},
              el("span", {{"class", "unseen"}}, view.t("条形", "bar")));
  for (std::size_t i = 1; i < bars.heads.size(); ++i)
    heads += el("th", {{"scope", "col"}, {"class", "num"}}, bars.heads[i]);
  return scrolling(bars.heads.front(),
                   el("table", {{"class", "bar-table"}}, el("thead", {}, el("tr", {}, heads)),
                      el("tbody", {}, bars.rows), total.empty() ? Html() : el("tfoot", {}, total)));
}

Html cut_off_text(const View& view, Figure figure) {
  const std::string earlier = as_of(view, figure);
  return earlier.empty() ? view.t("截至", "cut-off ") + view.short_date(view.day) + " 24:00" : earlier;
}

Html measure_line(const View& view, Figure figure, const std::string& what) {
  return join(what, view.language == Language::zh ? "，" : ", ", cut_off_text(view, figure), " · ",
              link(view.definition_address(figure),
                   fmt::format("{}{}", view.t("定义第", "definition v"), figures::definition(figure).version) +
                       view.t("版", "")));
}

/// The head of a programme's column: its name, the lead figure, the change, the figures beside it.
Html lead(const View& view, std::string_view programme, Figure main, const std::vector<Figure>& beside) {
  Html more;
  for (const Figure one : beside)
    more += el("div", {}, el("dt", {}, view.name(one)), el("dd", {}, figure_link(view, one)));
  const std::string earlier = as_of(view, main);
  Html kicker = el("h2", {}, programme_name(programme, view.language));
  if (!earlier.empty()) kicker += el("span", {{"class", "as-of"}}, earlier);
  if (view.site.reading.reconstructed(programme))
    kicker += el("span", {{"class", "as-of"}}, view.t("据公布总数重建", "reconstructed"));
  return el("div", {{"class", "lead"}}, el("div", {{"class", "kicker"}}, kicker),
            el("p", {{"class", "lead-figure"}}, figure_link(view, main, "big")),
            el("p", {{"class", "lead-name"}}, view.name(main), el("span", {{"class", "change"}}, " ",
                                                                   change_sentence(view, main))),
            el("dl", {{"class", "beside"}}, more));
}

/// Classes with their sub-classes below them: "vehicle", then "vehicle.scrappage".
std::vector<std::string> class_order(const View& view) {
  std::map<std::string, std::int64_t> groups;
  std::map<std::string, std::vector<std::string>> parts;
  for (const auto& [cls, value] : view.by_dimension(Figure::consumption, view.city)) {
    const std::string group = cls.substr(0, cls.find('.'));
    groups[group] += value;
    if (group != cls) parts[group].push_back(cls);
  }
  std::vector<std::pair<std::int64_t, std::string>> ranked;
  for (const auto& [group, value] : groups) ranked.emplace_back(-value, group);
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> order;
  for (const auto& [rank, group] : ranked) {
    order.push_back(group);
    for (const std::string& part : parts[group]) order.push_back(part);
  }
  return order;
}

Html classes_chart(const View& view) {
  const std::vector<std::string> order = class_order(view);
  if (order.empty()) return {};
  const std::int64_t most = view.sum(Figure::consumption, view.city, order.front());
  const std::int64_t all = view.sum(Figure::consumption);
  const auto row = [&](const Html& label, std::string_view cls, const char* css) {
    const std::int64_t spent = view.sum(Figure::consumption, view.city, cls);
    const std::vector<std::string> numbers{
        digits(Figure::subsidy_claims, view.sum(Figure::subsidy_claims, view.city, cls)),
        digits(Figure::consumption, spent),
        digits(Figure::subsidy_granted, view.sum(Figure::subsidy_granted, view.city, cls))};
    return cls.empty() ? bar_row(label, 0, 1, numbers, css) : bar_row(label, spent, most, numbers, css);
  };
  Bars bars{{view.t("品类", "Class"), view.t("申领（笔）", "Claims"), view.t("消费额（元）", "Spent, CNY"),
             view.t("补贴（元）", "Subsidy, CNY")},
            {}};
  for (const std::string& cls : order) {
    const bool part = cls.find('.') != std::string::npos;
    bars.rows += row(link(view.figure_address(Figure::consumption, view.city, {}, cls), view.label(cls)), cls,
                     part ? "part" : nullptr);
  }
  std::string finding;
  if (all > 0)
    finding = view.language == Language::zh
                  ? fmt::format("{}占拉动消费额的{}", view.label(order.front()), percent(most, all))
                  : fmt::format("{} make up {} of the spending", view.label(order.front()), percent(most, all));
  const std::string parts = fmt::format("= {} / {}", print(Figure::consumption, most, view.language).text(),
                                        print(Figure::consumption, all, view.language).text());
  return charted(finding,
                 measure_line(view, Figure::consumption, view.t("按品类的消费额，元；", "Spending by class, CNY; ") + parts),
                 bar_table(view, bars, row(view.t("合计", "Total"), "", "total")));
}

/// What each of the days up to the last change added.
Html daily_chart(const View& view, Figure figure, int days, const std::string& finding_zh,
                 const std::string& finding_en) {
  const std::vector<std::int64_t> all = view.history(figure);
  const std::optional<Day> last = view.last_change(figure);
  if (!last || all.empty()) return {};
  Columns data;
  const int end = *last - view.history_from();
  for (int i = std::max(0, end - days + 1); i <= end; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (data.values.empty() && all[at] == 0) continue;
    data.values.push_back(std::max<std::int64_t>(0, all[at] - (i > 0 ? all[at - 1] : 0)));
    data.heads.push_back(view.short_date(view.history_from() + i));
  }
  const std::string value = group_digits(data.values.back()), when = view.short_date(*last);
  const std::string finding = view.language == Language::zh ? fmt::format(fmt::runtime(finding_zh), when, value)
                                                            : fmt::format(fmt::runtime(finding_en), when, value);
  return charted(finding,
                 measure_line(view, figure,
                              view.language == Language::zh
                                  ? fmt::format("每日新增{}，{}，最近{}日", view.name(figure),
                                                unit_head(figure, view.language), data.values.size())
                                  : fmt::format("New each day: {}, last {} days",
                                                unit_head(figure, view.language), data.values.size())),
                 columns(data, finding), "daily");
}

std::vector<std::string> type_order(const View& view) {
  std::vector<std::string> order;
  if (const std::optional<LatestBatch> latest = latest_batch(view)) order = latest->campaign->declared.types;
  for (const auto& [type, value] : view.by_dimension(Figure::complaint_cases, view.city)) {
    if (std::find(order.begin(), order.end(), type) == order.end()) order.push_back(type);
  }
  return order;
}

Html types_chart(const View& view, const std::optional<LatestBatch>& latest) {
  const auto sums = view.by_dimension(Figure::complaint_cases, view.city);
  if (sums.empty()) return {};
  std::map<std::string, std::int64_t> today;
  if (latest)
    for (const complaints::TypeCount& one : latest->batch->header.by_type) today[one.pollution] = one.cases;
  std::string top;
  std::int64_t most = 0;
  for (const auto& [type, value] : sums) {
    if (value > most) most = value, top = type;
  }
  Bars bars{{view.t("类型", "Type"), view.t("累计（件）", "All, cases"), view.t("重点件", "Key"),
             view.t("本批", "This batch")},
            {}};
  for (const std::string& type : type_order(view)) {
    const std::int64_t value = sums.contains(type) ? sums.at(type) : 0;
    const std::int64_t key = view.sum(Figure::complaint_key_cases, view.city, type);
    bars.rows += bar_row(link(view.figure_address(Figure::complaint_cases, view.city, {}, type), view.label(type)),
                         value, most, {group_digits(value), key ? group_digits(key) : "–",
                                       today[type] ? group_digits(today[type]) : "–"});
  }
  const std::string finding = view.language == Language::zh
                                  ? fmt::format("{}类最多，{}件", view.label(top), most)
                                  : fmt::format("{} leads with {} cases", view.label(top), most);
  return charted(finding, measure_line(view, Figure::complaint_cases,
                                       view.t("按主要污染类型，件", "By primary type, cases")),
                 bar_table(view, bars));
}

std::vector<std::string> stages() {
  std::vector<std::string> names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<projects::Stage>>(
      [&](auto d) { names.emplace_back(d.name); });
  return names;
}

Html stages_chart(const View& view) {
  const auto sums = view.by_dimension(Figure::projects, view.city);
  if (sums.empty()) return {};
  std::string top;
  std::int64_t most = 0;
  Bars bars{{view.t("阶段", "Stage"), view.t("项目（个）", "Projects"), view.t("十亿以上", "≥ 1 bn"),
             view.t("投资（亿元）", "CNY bn")},
            {}};
  for (const std::string& stage : stages()) {
    if (sums.contains(stage) && sums.at(stage) > most) most = sums.at(stage), top = stage;
  }
  for (const std::string& stage : stages()) {
    if (!sums.contains(stage)) continue;
    const Fen invested{view.sum(Figure::investment, view.city, stage)};
    const std::string printed =
        view.language == Language::zh
            ? group_digits(invested.value / 10'000'000'000)
            : group_digits(invested.value / 100'000'000'000);
    bars.rows += bar_row(link(view.figure_address(Figure::projects, view.city, {}, stage), view.label(stage)),
                         sums.at(stage), most,
                         {group_digits(sums.at(stage)),
                          group_digits(view.sum(Figure::large_projects, view.city, stage)), printed});
  }
  const std::string finding = view.language == Language::zh
                                  ? fmt::format("{}阶段最多，{}个", view.label(top), most)
                                  : fmt::format("{}: {} projects, the most", view.label(top), most);
  return charted(finding, measure_line(view, Figure::projects, view.t("按所处阶段，个", "By stage, projects")),
                 bar_table(view, bars));
}

std::string stated_text(const View& view, const StatedQuantity& one) {
  return bulletins::printed({one.name, one.value, one.unit, {}, one.bound}, view.language);
}

Html named_projects(const View& view) {
  Html items;
  for (const projects::Project& one : view.site.reading.projects().projects) {
    const projects::RegisterProject& r = one.registered;
    if (!r.named || r.day > view.day) continue;
    Html facts = join(view.name(r.place), " · ",
                      view.label(boost::describe::enum_to_string(projects::stage_of(one.life), "?")));
    for (const StatedQuantity& stated : r.stated)
      facts += join(" · ", view.label(stated.name), " ", stated_text(view, stated));
    if (!one.words.empty() && one.reported && *one.reported <= view.day) facts += join(" · ", one.words);
    items += el("li", {}, link(view.case_address(r.project), in(view.language, r.name_zh, r.name_en)), " ",
                el("span", {{"class", "facts"}}, facts));
  }
  if (items.empty()) return {};
  return el("div", {{"class", "named"}}, el("h3", {}, view.t("通报点名项目", "Projects named in bulletins")),
            el("ul", {}, items));
}

/// One word of a chain's register, marked as Chinese where it has no English.
Html chain_word(const View& view, const std::string& word) {
  const std::string said = view.label(word);
  const bool foreign = view.language == Language::en &&
                       std::any_of(said.begin(), said.end(), [](char c) { return static_cast<signed char>(c) < 0; });
  return el("li", {{"lang", foreign ? "zh-CN" : nullptr}}, said);
}

Html nothing(const View& view) {
  return el("p", {{"class", "empty"}}, view.t("截至本日尚无记录。", "No record up to this day."));
}

}  // namespace

std::vector<std::string> dimension_order(const View& view, Figure figure) {
  const std::string_view dimension = figures::definition(figure).dimension;
  if (dimension == "class") return class_order(view);
  if (dimension == "type") return type_order(view);
  std::vector<std::string> order;
  const auto sums = view.by_dimension(figure, view.city);
  if (dimension == "stage") {
    for (std::string& stage : stages()) {
      if (sums.contains(stage)) order.push_back(std::move(stage));
    }
  } else {
    for (const auto& [id, value] : sums) order.push_back(id);
  }
  return order;
}

Html subsidies_block(const View& view) {
  Html body = classes_chart(view);
  if (body.empty()) body = nothing(view);
  body += daily_chart(view, Figure::subsidy_claims, 30, "{}一日申领{}笔", "{1} claims on {0}");
  return el("section", {{"class", "programme wide"}, {"id", "subsidies"}},
            lead(view, "subsidies", Figure::subsidy_granted,
                 {Figure::consumption, Figure::subsidy_claims, Figure::merchants}),
            el("div", {{"class", "body"}}, body));
}

Html complaints_block(const View& view) {
  const std::optional<LatestBatch> latest = latest_batch(view);
  Html body;
  if (!latest) {
    body = nothing(view);
  } else {
    const complaints::BatchHeader& header = latest->batch->header;
    const std::string when = view.short_date(latest->batch->day);
    const int disclosed = latest->campaign->disclosed_up_to();
    body += el("p", {{"class", "sentence"}},
               view.language == Language::zh
                   ? fmt::format("第{}批{}交办{}件，其中重点件{}件{}。前{}批办理结果已公开。", latest->number, when,
                                 header.cases, header.key_cases,
                                 latest->batch->forwarded_on == latest->batch->day ? "，当日转至县区" : "", disclosed)
                   : fmt::format("Batch {} of {}: {} cases, {} of them key{}. Results of batches up to {} are public.",
                                 latest->number, when, header.cases, header.key_cases,
                                 latest->batch->forwarded_on == latest->batch->day
                                     ? ", forwarded to the counties the same day"
                                     : "",
                                 disclosed));
    body += daily_chart(view, Figure::complaint_cases, 21, "{}交办{}件", "{1} cases on {0}");
    body += types_chart(view, latest);
  }
  body += el("p", {{"class", "measure"}}, link(view.base() + "complaints", view.t("各批次进展", "How the batches stand")), " · ",
             link(view.base() + "receipt", view.t("凭回执查询举报", "Look a complaint up with its receipt")));
  return el("section", {{"class", "programme"}, {"id", "complaints"}},
            lead(view, "complaints", Figure::complaint_cases,
                 {Figure::complaint_key_cases, Figure::complaint_batches, Figure::complaint_splits}),
            el("div", {{"class", "body"}}, body));
}

Html projects_block(const View& view) {
  Html body = stages_chart(view);
  if (body.empty()) body = nothing(view);
  body += named_projects(view);
  return el("section", {{"class", "programme"}, {"id", "projects"}},
            lead(view, "projects", Figure::projects, {Figure::large_projects, Figure::investment}),
            el("div", {{"class", "body"}}, body));
}

Html chains_block(const View& view) {
  Html cards;
  for (const chains::DeclareChain& chain : view.site.reading.chains().chains) {
    if (chain.day > view.day) continue;
    Html links, stated, rest;
    for (const std::string& one : chain.links) links += chain_word(view, one);
    for (const StatedQuantity& one : chain.stated)
      stated += el("div", {}, el("dt", {}, view.label(one.name)), el("dd", {}, stated_text(view, one)));
    for (const std::string& one : chain.technologies) rest += chain_word(view, one);
    for (const std::string& one : chain.remarks) rest += chain_word(view, one);
    Html card = el("h3", {}, in(view.language, chain.name_zh, chain.name_en));
    if (!links.empty())
      card += el("ol", {{"class", "links"}, {"aria-label", view.t("上游到下游的环节", "Links from upstream")}}, links);
    if (!stated.empty()) card += el("dl", {{"class", "stated"}}, stated);
    if (!rest.empty()) card += el("ul", {{"class", "remarks"}}, rest);
    cards += el("article", {{"class", "chain"}}, card);
  }
  if (cards.empty()) cards = nothing(view);
  return el("section", {{"class", "band"}, {"id", "chains"}},
            el("div", {{"class", "band-head"}}, el("h2", {}, programme_name("chains", view.language)),
               el("p", {{"class", "measure"}}, figure_link(view, Figure::chains), " · ",
                  view.t("数量为企业和主管部门自述，按原有口径刊印", "quantities as stated by firms and offices"), " · ",
                  cut_off_text(view, Figure::chains))),
            el("div", {{"class", "chain-grid"}}, cards));
}

}  // namespace seethrough::pages
