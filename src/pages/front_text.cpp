#include <fmt/format.h>

#include "money/print.h"
#include "pages/front.h"

namespace seethrough::pages {
namespace {

using bulletins::Column;
using bulletins::Paragraph;
using bulletins::TableBlock;

constexpr std::array lead_figures{Figure::subsidy_granted, Figure::consumption,         Figure::subsidy_claims,
                                  Figure::complaint_cases, Figure::complaint_key_cases, Figure::projects,
                                  Figure::large_projects,  Figure::chains};

TableBlock leads(const View& view) {
  TableBlock table{view.t("要目", "Lead figures"),
                   {{view.t("指标", "Figure"), false},
                    {view.t("数值", "Value"), true},
                    {view.t("变化", "Change"), false},
                    {view.t("编号", "Id"), false}},
                   {}};
  for (const Figure figure : lead_figures)
    table.rows.push_back({view.name(figure), print(figure, view.sum(figure), view.language).text(),
                          change_sentence(view, figure), std::string(figures::definition(figure).id)});
  return table;
}

TableBlock by_dimension(const View& view, Figure figure, const std::string& caption) {
  TableBlock table{caption, {{"", false}, {unit_head(figure, view.language), true}}, {}};
  for (const std::string& dimension : dimension_order(view, figure)) {
    const bool part = dimension.find('.') != std::string::npos;
    table.rows.push_back(
        {(part ? "  " : "") + view.label(dimension), digits(figure, view.sum(figure, view.city, dimension))});
  }
  return table;
}

TableBlock by_place(const View& view) {
  TableBlock table{view.t("各县区", "By unit"), {{view.t("县区", "Unit"), false}}, {}};
  constexpr std::array shown{Figure::complaint_cases, Figure::projects, Figure::subsidy_claims};
  for (const Figure figure : shown) table.columns.push_back({view.name(figure), true});
  for (const PlaceCode place : view.site.reading.places().children(view.city)) {
    std::vector<std::string> row{view.name(place)};
    for (const Figure figure : shown) row.push_back(digits(figure, view.sum(figure, place)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

std::string front_text(const Site& site, Day day) {
  const View view(site, day);
  const Headline top = headline(view);
  bulletins::Document document;
  document.title = fmt::format("{} · {} · {} {}", view.t("明督", "Seethrough"), view.name(view.city), view.date(day),
                               view.weekday_name(day));
  document.subtitle = fmt::format("{} {} 24:00 · {} {}", view.t("截至", "Cut-off"), to_string(day),
                                  view.t("流水位置", "journal position"), site.reading.position());
  document.blocks.push_back(Paragraph{top.title});
  document.blocks.push_back(leads(view));
  const auto add = [&](Figure figure, const char* zh, const char* en) {
    TableBlock table = by_dimension(view, figure, view.t(zh, en));
    if (!table.rows.empty()) document.blocks.push_back(std::move(table));
  };
  add(Figure::consumption, "以旧换新拉动消费额，按品类", "Trade-in spending by class");
  add(Figure::complaint_cases, "举报件，按主要类型", "Complaint cases by primary type");
  add(Figure::projects, "重点项目，按阶段", "Key projects by stage");
  document.blocks.push_back(by_place(view));
  return bulletins::plain_text(document);
}

}  // namespace seethrough::pages
