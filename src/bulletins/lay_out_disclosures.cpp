#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <fmt/format.h>

#include "bulletins/compose.h"
#include "bulletins/disclosure_row.h"
#include "bulletins/lay_out.h"
#include "complaints/disclosure.h"
#include "complaints/words.h"
#include "money/print.h"

namespace seethrough::bulletins {
namespace {

template <class Enum>
std::string word_of(const std::string& name, Language language) {
  Enum value{};
  return boost::describe::enum_from_string(name.c_str(), value) ? std::string(complaints::words(value).in(language)) : name;
}

/// "办结 2 件、未办结 1 件" from the published cases by `dimension`, in the order of the enumeration.
template <class Enum>
std::string split_by(const Bulletin& bulletin, const std::string& dimension, Language language) {
  std::string out;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto d) {
    for (const Value& one : bulletin.figures) {
      if (one.id != "disclosures.published" || one.dimensions != std::map<std::string, std::string>{{dimension, d.name}})
        continue;
      if (!out.empty()) out += in(language, "、", ", ");
      const std::string word(complaints::words(d.value).in(language));
      out += language == Language::zh ? fmt::format("{} {} 件", word, one.value) : fmt::format("{} {}", one.value, word);
    }
  });
  return out;
}

/// The totals line: 责令整改 N家，立案处罚 N家，罚款 … 元.
std::string sanctions_line(const Bulletin& bulletin, Language language) {
  std::string out;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<complaints::SanctionKind>>([&](auto d) {
    for (const Value& one : bulletin.figures) {
      if (one.id != "disclosures.sanctions" || one.dimensions.at("kind") != d.name) continue;
      const complaints::SanctionWords words = complaints::words(d.value);
      if (!out.empty()) out += in(language, "，", "; ");
      if (d.value == complaints::SanctionKind::fine) {
        const std::string amount = yuan(Fen{bulletin.at("disclosures.fines").value});
        out += language == Language::zh ? fmt::format("罚款 {} {}、{} 元", one.value, words.unit.zh, amount)
                                        : fmt::format("{} {} fined CNY {}", one.value, words.unit.en, amount);
      } else {
        out += language == Language::zh ? fmt::format("{} {} {}", words.zh, one.value, words.unit.zh)
                                        : fmt::format("{}: {} {}", words.en, one.value, words.unit.en);
      }
    }
  });
  return out;
}

Paragraph totals(const Bulletin& bulletin, Language language) {
  const std::int64_t cases = bulletin.at("disclosures.cases").value;
  const std::int64_t published = bulletin.at("disclosures.published").value;
  const std::int64_t late = bulletin.at("disclosures.late").value;
  const std::string closures = split_by<complaints::Closure>(bulletin, "closure", language);
  const std::string findings = split_by<complaints::Finding>(bulletin, "finding", language);
  const std::string sanctions = sanctions_line(bulletin, language);
  if (language == Language::zh)
    return {fmt::format("第 {} 批共 {} 件，截至{}公开 {} 件：{}{}{}。{}{}", bulletin.batch, cases, day_zh(bulletin.cut_off),
                        published, closures, findings.empty() ? "" : "；", findings,
                        late == 0 ? "" : fmt::format("其中补充公开 {} 件。", late),
                        sanctions.empty() ? "" : sanctions + "。")};
  return {fmt::format("Batch {} holds {} cases; {} are public by {}: {}{}{}.{}{}", bulletin.batch, cases, published,
                      day_en(bulletin.cut_off), closures, findings.empty() ? "" : "; ", findings,
                      late == 0 ? "" : fmt::format(" {} of them were published later.", late),
                      sanctions.empty() ? "" : " " + sanctions + ".")};
}

std::string cell(const Value& row, const std::string& column, const figures::Reading& reading, Language language) {
  const auto at = row.dimensions.find(column);
  if (column == "key") return at == row.dimensions.end() ? "" : "*";
  if (at == row.dimensions.end()) return "";
  const std::string& text = at->second;
  if (column == "serial") return std::to_string(std::stoi(text));
  if (column == "place" || column == "unit") return place_name(reading, text, language);
  if (column == "type") return label(text, language);
  if (column == "finding") return word_of<complaints::Finding>(text, language);
  if (column == "closure") return word_of<complaints::Closure>(text, language);
  if (column == "remarks" || column == "situation") {
    const auto merged = row.dimensions.find("merged_into");
    if (column == "situation" && merged != row.dimensions.end())
      return text + (language == Language::zh ? fmt::format("（与 {} 合并办理）", merged->second)
                                              : fmt::format(" (handled with {})", merged->second));
  }
  return text;
}

/// The campaign's columns, or the ten that every campaign has.
std::vector<std::string> columns_of(const complaints::Campaign& campaign) {
  if (!campaign.terms().columns.empty()) return campaign.terms().columns;
  std::vector<std::string> columns;
  for (std::size_t i = 0; i < 10; ++i) columns.emplace_back(complaints::disclosure_columns[i].id);
  return columns;
}

TableBlock table(const Bulletin& bulletin, const figures::Reading& reading, const complaints::Campaign& campaign,
                 Language language) {
  TableBlock made;
  made.caption = in(language, "办理情况", "Results, case by case");
  const std::vector<std::string> columns = columns_of(campaign);
  for (const std::string& id : columns) {
    const complaints::DisclosureColumn* column = complaints::find_column(id);
    made.columns.push_back({std::string(language == Language::zh ? column->zh : column->en), id == "serial"});
  }
  for (const Value& row : bulletin.figures) {
    if (row.id != "disclosures.case") continue;
    std::vector<std::string> cells;
    for (const std::string& id : columns) cells.push_back(cell(row, id, reading, language));
    made.rows.push_back(std::move(cells));
  }
  return made;
}

}  // namespace

Document lay_out_disclosures(const Bulletin& bulletin, const figures::Reading& reading, Language language) {
  const complaints::Campaign& campaign = reading.complaints().campaigns.back();
  const std::string& series = campaign.terms().series;
  Document document;
  if (language == Language::zh)
    document.title = fmt::format("{}（第 {} 批）", series.empty() ? "群众信访举报件边督边改公开情况" : series, bulletin.batch);
  else
    document.title = fmt::format("Results made public: batch {}", bulletin.batch);
  document.blocks.emplace_back(totals(bulletin, language));
  document.blocks.emplace_back(table(bulletin, reading, campaign, language));
  if (language == Language::en)
    document.blocks.emplace_back(Paragraph{"The texts of the cases are published in Chinese alone and stand as published."});
  return document;
}

std::vector<DisclosureCell> disclosure_row(const figures::Reading& reading, const complaints::Campaign& campaign,
                                           const complaints::Case& one, Language language) {
  const Value row{"disclosures.case", 1, "count", row_of(campaign, one, one, 1, false), Bound::exactly};
  std::vector<DisclosureCell> cells;
  for (const std::string& id : columns_of(campaign))
    cells.push_back({complaints::find_column(id), cell(row, id, reading, language)});
  return cells;
}

}  // namespace seethrough::bulletins
