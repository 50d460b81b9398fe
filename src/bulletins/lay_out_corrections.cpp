#include <boost/describe/enum_from_string.hpp>
#include <fmt/format.h>

#include "bulletins/lay_out.h"
#include "figures/series.h"

namespace seethrough::bulletins {
namespace {

/// "潞州区", "类型 水" or the whole city.
std::string scope(const Value& one, const figures::Reading& reading, Language language) {
  for (const auto& [name, value] : one.dimensions) {
    if (name == "place") return place_name(reading, value, language);
    if (name == "type" || name == "class" || name == "stage" || name == "from") return label(value, language);
  }
  return in(language, "全市", "The whole city");
}

}  // namespace

Document lay_out_corrections(const Bulletin& bulletin, const figures::Reading& reading, Language language) {
  const bool zh = language == Language::zh;
  Document document;
  document.title = zh ? "更正公告" : "Notice of corrections";
  TableBlock table{zh ? "更正的数字" : "Figures corrected",
                   {{zh ? "通报" : "Bulletin", false}, {zh ? "截止日" : "Cut-off", false}, {zh ? "指标" : "Figure", false},
                    {zh ? "范围" : "Scope", false}, {zh ? "原公布" : "As printed", true}, {zh ? "更正为" : "Corrected to", true}},
                   {}};
  for (const Value& one : bulletin.figures) {
    const auto figure = figures::parse_figure(one.dimensions.at("figure"));
    INVARIANT(figure, "a notice corrects a figure that there is not");
    const figures::Definition& definition = figures::definition(*figure);
    Value was = one;
    was.value = std::stoll(one.dimensions.at("was"));
    Series series{};
    const bool known = boost::describe::enum_from_string(one.dimensions.at("series").c_str(), series);
    INVARIANT(known, "a notice corrects a series that there is not");
    table.rows.push_back({fmt::format("{} {}", series_name(series, language), one.dimensions.at("number")),
                          one.dimensions.at("cut_off"), std::string(zh ? definition.name_zh : definition.name_en),
                          scope(one, reading, language), printed(was, language), printed(one, language)});
  }
  const std::size_t changed = table.rows.size();
  document.blocks.emplace_back(Paragraph{
      zh ? fmt::format("已发布通报中的 {} 个数字，因其后的更正与原公布不同。原通报不改动，仍可查阅。", changed)
         : fmt::format("{} figures of issued bulletins are known otherwise by now. The bulletins stay as they were issued.",
                       changed)});
  document.blocks.emplace_back(std::move(table));
  return document;
}

}  // namespace seethrough::bulletins
