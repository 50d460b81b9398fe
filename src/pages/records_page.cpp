// Lists of records and the page of one record.
#include <boost/describe/enumerators.hpp>
#include <boost/json/array.hpp>
#include <boost/mp11/algorithm.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "calendar/instant.h"
#include "complaints/words.h"
#include "messages/labels.h"
#include "money/print.h"
#include "pages/case_parts.h"
#include "pages/frame.h"
#include "pages/front.h"
#include "pages/twin.h"

namespace seethrough::pages {
namespace {

using Query = std::vector<std::pair<std::string, std::string>>;

std::string value_of(const RecordList& list, std::string_view key) {
  for (const auto& [name, value] : list.query) {
    if (name == key) return value;
  }
  return {};
}

/// The list's address with one key of its query exchanged; `next` is dropped unless it is the key.
std::string address(const View& view, const RecordList& list, std::string_view key, std::string_view value,
                    std::string_view suffix = {}) {
  std::string out = view.base() + "r" + std::string(suffix) + "?kind=" + query_value(list.kind);
  for (const auto& [name, old] : list.query) {
    if (name == "kind" || name == "next" || name == key || old.empty()) continue;
    out += "&" + query_value(name) + "=" + query_value(old);
  }
  if (!key.empty() && !value.empty()) out += "&" + std::string(key) + "=" + query_value(value);
  return out;
}

std::string kind_name(const View& view, std::string_view kind) {
  if (kind == "claims") return view.t("补贴申领", "Subsidy claims");
  if (kind == "complaints") return view.t("举报件", "Complaint cases");
  return view.t("重点项目", "Key projects");
}

std::string state_name(const View& view, std::string_view kind, std::string_view state) {
  if (kind == "projects") return view.label(state);
  return std::string(state_label(state, view.site.language));
}

std::vector<std::string> states_of(std::string_view kind) {
  if (kind == "claims") return {"redeemed",        "filed",   "applied",  "in_correction", "accepted",     "first_reviewed",
                                "second_reviewed", "noticed", "ordered",  "paid",          "held",         "rejected",
                                "appealed",        "dismissed", "returned", "withdrawn",   "voided",       "clawback_due",
                                "clawed_back"};
  if (kind == "complaints") return {"registered", "handed_over", "reported", "staged", "complete", "split", "merged"};
  std::vector<std::string> names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<projects::Stage>>(
      [&](auto d) { names.emplace_back(d.name); });
  return names;
}

using Options = std::vector<std::pair<std::string, std::string>>;

Options findings(const View& view) {
  Options out;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<complaints::Finding>>(
      [&](auto d) { out.emplace_back(d.name, complaints::words(d.value).in(view.language)); });
  out.emplace_back("none", view.t("尚未查清", "none yet"));
  return out;
}

Options dues(const View& view) {
  return {{"overdue", view.t("已逾期", "overdue")},
          {"today", view.t("今天到期", "today")},
          {"tomorrow", view.t("明天到期", "tomorrow")},
          {"week", view.t("七日内到期", "within seven days")},
          {"none", view.t("无期限", "nothing due")}};
}

std::string name_in(const Options& options, const std::string& value) {
  for (const auto& [one, name] : options) {
    if (one == value) return name;
  }
  return value;
}

std::vector<std::string> classes_of(const View& view, std::string_view kind) {
  if (kind == "projects") return {"provincial", "municipal"};
  std::vector<std::string> names;
  const Figure figure = kind == "claims" ? Figure::subsidy_claims : Figure::complaint_cases;
  for (const auto& [dimension, value] : view.by_dimension(figure, view.city)) {
    const std::string group = dimension.substr(0, dimension.find('.'));
    if (group != dimension && (names.empty() || names.back() != group) &&
        std::find(names.begin(), names.end(), group) == names.end())
      names.push_back(group);
    names.push_back(dimension);
  }
  return names;
}

std::string class_word(const View& view, std::string_view kind) {
  if (kind == "claims") return view.t("品类", "Class");
  if (kind == "complaints") return view.t("主要类型", "Primary type");
  return view.t("级别", "Level");
}

/// "140423-生态环境局" as people say it: the place's name and the organ's.
std::string unit_name(const View& view, const std::string& unit) {
  const std::size_t dash = std::min(unit.find('-'), unit.size());
  const Place* place = view.site.reading.places().find_by_name(unit.substr(0, dash));
  const std::string organ = dash == unit.size() ? "" : view.t("", " ") + unit.substr(dash + 1);
  return place ? view.name(*place) + organ : unit;
}

/// The filter as a sentence: "Complaint cases, in 襄垣县, of type Air, up to 15 June 2025".
std::string sentence(const View& view, const RecordList& list) {
  std::string out;
  const auto add = [&](const std::string& words) { out += view.t("，", ", ") + words; };
  if (const std::string place = value_of(list, "place"); !place.empty()) {
    const Place* found = view.site.reading.places().find_by_name(place);
    add(view.t("在", "in ") + (found ? view.name(*found) : place));
  }
  if (const std::string cls = value_of(list, "class"); !cls.empty())
    add(class_word(view, list.kind) + view.t("为", " ") + view.label(cls));
  if (const std::string state = value_of(list, "state"); !state.empty())
    add(view.t("状态为", "state ") + (state_name(view, list.kind, state)));
  if (const std::string campaign = value_of(list, "campaign"); !campaign.empty())
    add(view.t("督察活动", "campaign ") + campaign);
  if (const std::string batch = value_of(list, "batch"); !batch.empty())
    add(view.language == Language::zh ? "第" + batch + "批" : "batch " + batch);
  if (const std::string finding = value_of(list, "finding"); !finding.empty())
    add(view.t("调查结论", "finding: ") + name_in(findings(view), finding));
  if (const std::string unit = value_of(list, "unit"); !unit.empty())
    add(view.t("责任单位", "responsible: ") + unit_name(view, unit));
  if (const std::string due = value_of(list, "due"); !due.empty())
    add(view.t("", "due: ") + name_in(dues(view), due));
  if (const std::string from = value_of(list, "from"); !from.empty())
    add(view.t("自", "from ") + from + view.t("起", ""));
  if (const std::string to = value_of(list, "to"); !to.empty()) add(view.t("至", "up to ") + to);
  if (const std::string text = value_of(list, "text"); !text.empty())
    add(view.t("含“", "with '") + text + view.t("”", "'"));
  return kind_name(view, list.kind) + (out.empty() ? view.t("，全部", ", all") : out);
}

Html field(const std::string& id, const std::string& name, const Html& control) {
  return el("p", {}, el("label", {{"for", id}}, name), control);
}

Html choice(const View& view, const std::string& key, const std::string& chosen,
            const Options& options) {
  Html items = el("option", {{"value", ""}}, view.t("不限", "Any"));
  for (const auto& [value, name] : options)
    items += el("option", {{"value", value}, {"selected", value == chosen ? "" : nullptr}}, name);
  return el("select", {{"id", "facet-" + key}, {"name", key}}, items);
}

/// What only cases are asked for. Those that no control is shown for stay as they are.
Html complaint_facets(const View& view, const RecordList& list) {
  Html out;
  for (const char* key : {"campaign", "unit"}) {
    if (const std::string value = value_of(list, key); !value.empty())
      out += el("input", {{"type", "hidden"}, {"name", key}, {"value", value}});
  }
  out += field("facet-finding", view.t("是否属实", "Finding"),
               choice(view, "finding", value_of(list, "finding"), findings(view)));
  out += field("facet-due", view.t("办理期限", "Due"), choice(view, "due", value_of(list, "due"), dues(view)));
  out += field("facet-batch", view.t("批次", "Batch"),
               el("input", {{"id", "facet-batch"}, {"name", "batch"}, {"type", "number"}, {"min", "1"},
                            {"value", value_of(list, "batch")}}));
  return out;
}

Html facets(const View& view, const RecordList& list) {
  const auto input = [&](const char* key, const char* type) {
    return el("input",
              {{"id", std::string("facet-") + key}, {"name", key}, {"type", type}, {"value", value_of(list, key)}});
  };
  std::vector<std::pair<std::string, std::string>> places, classes, states;
  for (const PlaceCode code : view.site.reading.places().children(view.city))
    places.emplace_back(std::to_string(code.value), view.name(code));
  for (const std::string& cls : classes_of(view, list.kind)) classes.emplace_back(cls, view.label(cls));
  for (const std::string& state : states_of(list.kind))
    states.emplace_back(state, state_name(view, list.kind, state));
  Html form = el("input", {{"type", "hidden"}, {"name", "kind"}, {"value", list.kind}});
  if (const std::string sort = value_of(list, "sort"); !sort.empty())
    form += el("input", {{"type", "hidden"}, {"name", "sort"}, {"value", sort}});
  form += field("facet-text",
                list.kind == "complaints" ? view.t("编号、名称或内容", "Number, name or text")
                                          : view.t("编号或名称", "Number or name"),
                input("text", "search"));
  form += field("facet-place", view.t("县区", "Unit"), choice(view, "place", value_of(list, "place"), places));
  form += field("facet-class", class_word(view, list.kind), choice(view, "class", value_of(list, "class"), classes));
  form += field("facet-state", view.t("状态", "State"), choice(view, "state", value_of(list, "state"), states));
  if (list.kind == "complaints") form += complaint_facets(view, list);
  form += field("facet-from", view.t("自", "From"), input("from", "date"));
  form += field("facet-to", view.t("至", "To"), input("to", "date"));
  form += el("p", {}, el("button", {{"type", "submit"}}, view.t("筛选", "Filter")), " ",
             link(view.base() + "r?kind=" + query_value(list.kind), view.t("清除", "Clear")));
  return el("form", {{"class", "facets"}, {"method", "get"}, {"action", view.base() + "r"}}, form);
}

Html heads(const View& view, const RecordList& list) {
  const std::string sort = value_of(list, "sort");
  Html cells;
  for (const RecordColumn& column : list.columns) {
    const bool rising = sort == column.id, falling = sort == "-" + column.id;
    Html text = column.id.empty() ? Html(column.head)
                                  : link(address(view, list, "sort", rising ? "-" + column.id : column.id),
                                         column.head + (rising ? " ▲" : falling ? " ▼" : ""));
    cells += el("th", {{"scope", "col"},
                       {"class", column.numeric ? "num" : nullptr},
                       {"aria-sort", rising ? "ascending" : falling ? "descending" : nullptr}},
                text);
  }
  return el("thead", {}, el("tr", {}, cells));
}

Html rows(const RecordList& list, Language language) {
  Html out;
  for (const RecordRow& row : list.rows) {
    Html cells;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const bool numeric = i < list.columns.size() && list.columns[i].numeric;
      if (i == 0) {
        Html head = link(row.address, row.cells[i]);
        if (row.reconstructed)
          head +=
              join(" ", el("abbr", {{"title", in(language, "据公布总数重建", "reconstructed from published totals")}},
                           in(language, "重建", "rec.")));
        cells += el("th", {{"scope", "row"}}, head);
      } else {
        cells += el("td", {{"class", numeric ? "num" : nullptr}}, row.cells[i]);
      }
    }
    out += el("tr", {}, cells);
  }
  return el("tbody", {}, out);
}

std::string twin(const Site& site, const View& view, const RecordList& list) {
  boost::json::object out = twin_of(site, "records");
  out["kind"] = list.kind;
  out["sentence"] = sentence(view, list);
  out["total"] = list.total;
  out["all"] = list.all;
  boost::json::array columns, records;
  for (const RecordColumn& column : list.columns) columns.push_back(boost::json::string(column.id));
  for (const RecordRow& row : list.rows) {
    boost::json::array cells;
    for (const std::string& one : row.cells) cells.push_back(boost::json::string(one));
    records.push_back(boost::json::object{
        {"address", row.address}, {"cells", std::move(cells)}, {"reconstructed", row.reconstructed}});
  }
  out["columns"] = std::move(columns);
  out["records"] = std::move(records);
  out["next"] = list.next;
  return serialized(out);
}

std::string state_or_label(const View& view, const CaseFile& file) {
  return state_name(view, file.kind, file.state);
}

/// Of a complaint: what was posted, its photographs, and the bulletin in which its result is public.
Html complaint_sections(const View& view, const FoundCase& found) {
  if (!found.one) return {};
  Html out = join(updates_section(view, *found.one), photographs_section(view, *found.one));
  if (const auto* issued = disclosure_of(view.site.reading, *found.campaign, *found.one))
    out += el("p", {}, view.t("办理情况公开于", "The result was made public in "), bulletin_link(view, *issued), view.t("。", "."));
  out += el("p", {}, link(view.base() + "receipt", view.t("凭回执查询", "Look a complaint up with its receipt")), " · ",
            link(view.base() + "complaints?campaign=" + query_value(found.one->entry.campaign), view.t("各批次进展", "How the batches stand")));
  return el("div", {{"class", "parts"}}, out);
}

/// An instant as clocks in China show it, to the minute: 2025年6月15日 14:04.
std::string clock_time(const View& view, const std::string& instant) {
  const std::optional<Instant> at = parse_instant(instant);
  if (!at) return instant;
  const Day day = day_in_china(*at);
  const std::int64_t minutes = (at->ms - instant_in_china(day, 0, 0, 0, 0).ms) / 60'000;
  return fmt::format("{} {:02}:{:02}", view.date(day), minutes / 60, minutes % 60);
}

}  // namespace

Page records_page(const Site& site, const RecordList& list) {
  const View view(site, latest_day(site.reading).value_or(Day{0}));
  const std::string said = sentence(view, list);
  Frame frame;
  frame.title = said;
  frame.address = address(view, list, "next", value_of(list, "next"));
  frame.twin = address(view, list, "next", value_of(list, "next"), ".json");
  frame.cls = "records-page";
  Html tabs;
  for (const std::string_view kind : {"claims", "complaints", "projects"})
    tabs += el("li", {}, el("a", {{"href", view.base() + "r?kind=" + std::string(kind)},
                                  {"aria-current", kind == list.kind ? "page" : nullptr}},
                            kind_name(view, kind)));
  Html table;
  if (list.rows.empty()) {
    table = el("p", {{"class", "empty"}},
               list.all == 0 ? view.t("此清单尚无记录。", "There is no record in this list yet.")
                             : view.t("没有符合条件的记录。放宽条件再试。", "No record matches. Widen the filter."));
  } else {
    table = scrolling(said, el("table", {{"class", "records"}}, heads(view, list), rows(list, view.language)));
  }
  Html onward;
  if (!value_of(list, "next").empty()) onward += link(address(view, list, "", ""), view.t("‹ 回到第一页", "‹ First page"));
  if (!list.next.empty()) {
    onward += " ";
    onward +=
        el("a", {{"href", address(view, list, "next", list.next)}, {"rel", "next"}}, view.t("下一页 ›", "Next page ›"));
  }
  frame.body = join(
      el("ul", {{"class", "tabs"}}, tabs), el("h1", {}, said),
      el("p", {{"class", "measure"}},
         fmt::format(fmt::runtime(view.t("符合{}条，共{}条", "{} of {} records")), group_digits(list.total),
                     group_digits(list.all)),
         " · ", view.t("流水位置 ", "journal position "),
         group_digits(static_cast<std::int64_t>(site.reading.position())), " · ", link(frame.twin, "JSON")),
      list.kind == "complaints"
          ? el("p", {}, link(view.base() + "complaints", view.t("各批次进展", "How the batches stand")), " · ",
               link(view.base() + "receipt", view.t("凭回执查询", "Look a complaint up with its receipt")))
          : Html(),
      el("div", {{"class", "list-grid"}}, facets(view, list),
         el("div", {}, table, el("p", {{"class", "onward"}}, onward))));
  return {200, framed(site.language, &site, frame), twin(site, view, list)};
}

Page case_page(const Site& site, const CaseFile& file) {
  const View view(site, latest_day(site.reading).value_or(Day{0}));
  Frame frame;
  const bool named = !file.title.empty() && file.title != file.id;
  frame.title = named ? file.id + " " + file.title : file.id;
  frame.address = site.path;
  frame.twin = view.case_address(file.id) + ".json";
  const FoundCase found = file.kind == "complaints" ? find_case(site.reading, file.id) : FoundCase{};
  Html facts, steps;
  for (const CaseFact& one : file.facts) facts += fact(one.name, linked_value(view, found, one.value));
  for (const CaseStep& one : file.steps) {
    const std::string anchor = "e" + std::to_string(one.seq);
    steps += el("li", {{"id", anchor}},
                el("p", {{"class", "when"}}, link("#" + anchor, "#" + anchor), " · ", clock_time(view, one.when), " · ",
                   one.by, " · ", link(fmt::format("{}?entry={}", view.verify_address(), one.seq),
                                       view.t("核验", "Verify"))),
                el("p", {}, one.what));
  }
  frame.body = join(
      crumbs(
          {{"/", view.name(view.city)}, {view.base() + "r?kind=" + query_value(file.kind), kind_name(view, file.kind)}},
          file.id),
      el("h1", {}, named ? file.title : file.id),
      el("p", {{"class", "measure"}}, named ? join(el("code", {}, file.id), " · ") : Html(),
         el("b", {}, state_or_label(view, file)),
         file.reconstructed ? join(" · ", reconstructed_mark(view.language)) : Html()),
      el("div", {{"class", "case-grid"}},
         el("section", {}, el("h2", {}, view.t("要素", "Facts")), el("dl", {{"class", "facts-list"}}, facts),
            complaint_sections(view, found)),
         el("section", {}, el("h2", {}, view.t("经过", "Timeline")),
            steps.empty() ? el("p", {{"class", "empty"}}, view.t("尚无步骤。", "No step yet."))
                          : el("ol", {{"class", "timeline"}}, steps),
            el("p", {{"class", "measure"}},
               view.t(
                   "每一步都是流水中的一条，编号即其位置；姓名、电话和举报内容不在流水里。",
                   "Each step is an entry of the journal, numbered by its position; names, telephones and the text of "
                   "complaints are not in the journal.")))));
  boost::json::object twin = twin_of(site, "case");
  twin["id"] = file.id;
  twin["state"] = file.state;
  twin["kind"] = file.kind;
  twin["reconstructed_record"] = file.reconstructed;
  boost::json::array fact_list, step_list;
  for (const CaseFact& one : file.facts)
    fact_list.push_back(boost::json::object{{"name", one.name}, {"value", one.value}});
  for (const CaseStep& one : file.steps)
    step_list.push_back(
        boost::json::object{{"seq", one.seq}, {"when", one.when}, {"by", one.by}, {"what", one.what}});
  twin["facts"] = std::move(fact_list);
  twin["steps"] = std::move(step_list);
  return {200, framed(site.language, &site, frame), serialized(twin)};
}

}  // namespace seethrough::pages
