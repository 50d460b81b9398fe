#include "bulletins/document.h"

#include <fmt/format.h>

#include "bulletins/lay_out.h"
#include "money/print.h"

namespace seethrough::bulletins {

std::string series_name(Series series, Language language) {
  switch (series) {
    case Series::subsidies: return in(language, "消费品以旧换新通报", "Trade-in subsidies bulletin");
    case Series::complaints: return in(language, "信访举报件交办公开", "Complaint hand-over bulletin");
    case Series::projects: return in(language, "重点项目通报", "Key projects bulletin");
    case Series::disclosures: return in(language, "信访举报办理情况公开", "Complaint results made public");
    case Series::corrections: return in(language, "更正公告", "Notice of corrections");
  }
  return {};
}

std::string place_name(const figures::Reading& reading, const std::string& code, Language language) {
  const Place* place = reading.places().find_by_name(code);
  if (!place) return code;
  return language == Language::zh ? place->zh : place->en;
}

std::string stated_sentence(const std::vector<StatedQuantity>& stated, Language language) {
  std::string out;
  for (const StatedQuantity& one : stated) {
    if (!out.empty()) out += language == Language::zh ? "，" : "; ";
    const Value value{one.name, one.value, one.unit, {}, one.bound};
    out += label(one.name, language) + (language == Language::zh ? "" : ": ") + printed(value, language);
  }
  return out;
}

std::string day_text(Day day, Language language) { return language == Language::zh ? day_zh(day) : day_en(day); }

std::string coarse_count(std::int64_t count) {
  if (count < 10'000) return group_digits(count);
  std::int64_t unit = 10'000;
  while (count / unit >= 10) unit *= 10;
  const std::int64_t truncated = count / unit * unit;
  return fmt::format("{}{}", truncated / 10'000, truncated == count ? "万" : "余万");
}

TableBlock table_by(const Bulletin& bulletin, std::string_view id, const std::string& dimension,
                    const std::string& caption, const std::vector<Column>& columns,
                    const std::function<std::vector<std::string>(const Value&)>& row) {
  TableBlock table{caption, columns, {}};
  for (const Value& one : bulletin.figures) {
    if (one.id == id && one.dimensions.size() == 1 && one.dimensions.contains(dimension)) table.rows.push_back(row(one));
  }
  return table;
}

Document lay_out(const Bulletin& bulletin, const figures::Reading& reading, Language language) {
  Document document;
  switch (bulletin.series) {
    case Series::subsidies: document = lay_out_subsidies(bulletin, reading, language); break;
    case Series::complaints: document = lay_out_complaints(bulletin, reading, language); break;
    case Series::projects: document = lay_out_projects(bulletin, reading, language); break;
    case Series::disclosures: document = lay_out_disclosures(bulletin, reading, language); break;
    case Series::corrections: document = lay_out_corrections(bulletin, reading, language); break;
  }
  document.subtitle =
      language == Language::zh
          ? fmt::format("截至 {} 24:00 · 流水位置 {}{}", to_string(bulletin.cut_off), bulletin.known_at,
                        bulletin.reconstructed ? " · 记录由已公布的汇总数重建" : "")
          : fmt::format("Cut-off {} 24:00 · journal position {}{}", to_string(bulletin.cut_off), bulletin.known_at,
                        bulletin.reconstructed ? " · records reconstructed from published totals" : "");
  return document;
}

}  // namespace seethrough::bulletins
