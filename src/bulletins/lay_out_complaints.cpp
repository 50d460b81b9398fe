#include <fmt/format.h>

#include "bulletins/lay_out.h"
#include "money/print.h"

namespace seethrough::bulletins {
namespace {

/// "潞州区2件、壶关县1件" from the values of `id` with the given dimension names.
std::string listed(const Bulletin& bulletin, const figures::Reading& reading, std::string_view id,
                   const std::string& dimension, std::size_t dimensions, Language language) {
  std::string out;
  for (const Value& one : bulletin.figures) {
    const auto it = one.dimensions.find(dimension);
    if (one.id != id || it == one.dimensions.end() || one.dimensions.size() != dimensions || one.value == 0) continue;
    const std::string name =
        dimension == "place" ? place_name(reading, it->second, language) : label(it->second, language);
    if (!out.empty()) out += in(language, "、", ", ");
    out += language == Language::zh ? fmt::format("{}{}件", name, one.value) : fmt::format("{} {}", name, one.value);
  }
  return out;
}

Paragraph this_batch(const Bulletin& bulletin, const figures::Reading& reading,
                     const complaints::Campaign& campaign, Language language) {
  const std::map<std::string, std::string> batch{{"batch", std::to_string(bulletin.batch)}};
  const std::int64_t cases = bulletin.at("complaints.batch.cases", batch).value;
  const std::int64_t keys = bulletin.at("complaints.batch.key_cases", batch).value;
  const std::string places = listed(bulletin, reading, "complaints.batch.cases", "place", 2, language);
  const std::string types = listed(bulletin, reading, "complaints.batch.cases", "type", 2, language);
  const complaints::Batch& handed_over = campaign.batches[static_cast<std::size_t>(bulletin.batch - 1)];
  const bool same_day = handed_over.forwarded_on == handed_over.day;
  if (language == Language::zh)
    return {fmt::format("{}，{}向我市交办第 {} 批群众信访举报件 {} 件，其中重点件 {} 件。按县区分：{}；按污染类型分：{}。"
                        "该批举报件已于{}转交各县区办理。",
                        day_zh(bulletin.cut_off), campaign.declared.name_zh, bulletin.batch, cases, keys, places,
                        types, same_day ? "当日" : day_zh(handed_over.forwarded_on))};
  return {fmt::format("On {}, {} handed over batch {}: {} complaint cases, {} of them key cases. By place: {}. By type: "
                      "{}. The batch was forwarded to the counties {}.",
                      day_en(bulletin.cut_off), campaign.declared.name_en, bulletin.batch, cases, keys, places, types,
                      same_day ? "the same day" : "on " + day_en(handed_over.forwarded_on))};
}

Paragraph so_far(const Bulletin& bulletin, const figures::Reading& reading, Language language) {
  const std::int64_t cases = bulletin.at("complaints.cases").value;
  const std::int64_t keys = bulletin.at("complaints.key_cases").value;
  std::string splits;
  for (const Value& one : bulletin.figures) {
    if (one.id != "complaints.split_cases" || !one.dimensions.contains("case")) continue;
    const std::string from = label(one.dimensions.at("from"), language);
    const std::string place = place_name(reading, one.dimensions.at("place"), language);
    splits += language == Language::zh ? fmt::format("含由{}交办件拆分、计入{}的 1 件。", from, place)
                                       : fmt::format(" One was split from a case of {} and counts in {}.", from, place);
  }
  if (language == Language::zh)
    return {fmt::format("截至{}，累计交办 {} 批 {} 件，其中重点件 {} 件。{}每件只计一个主要类型，分县区、分类型之和均为 {} 件。",
                        day_zh(bulletin.cut_off), bulletin.at("complaints.batches").value, cases, keys, splits,
                        cases)};
  return {fmt::format("By {}, {} cases had been handed over in {} batches, {} of them key cases.{} Each case counts under "
                      "its primary type alone, so places and types each sum to {}.",
                      day_en(bulletin.cut_off), cases, bulletin.at("complaints.batches").value, keys, splits, cases)};
}

Paragraph how_to_complain(const Bulletin& bulletin, const complaints::Campaign& campaign, Language language) {
  const complaints::DeclareCampaign& c = campaign.declared;
  const std::int64_t disclosed = bulletin.at("complaints.disclosed_batches").value;
  if (language == Language::zh)
    return {fmt::format("进驻时间：{}至{}。受理时间：每日 {}。{}。前 {} 批举报件的办理结果已另行公开。",
                        day_zh(c.stationed_from), day_zh(c.stationed_to), c.phone_hours,
                        stated_sentence(c.stated, language), disclosed)};
  return {fmt::format("Stationed from {} to {}. Calls are taken daily from {}. {}. The handling results of the first {} "
                      "batches have been published in their own series.",
                      day_en(c.stationed_from), day_en(c.stationed_to), c.phone_hours,
                      stated_sentence(c.stated, language), disclosed)};
}

}  // namespace

Document lay_out_complaints(const Bulletin& bulletin, const figures::Reading& reading, Language language) {
  const complaints::Campaign& campaign = reading.complaints().campaigns.back();
  Document document{language == Language::zh
                        ? fmt::format("第 {} 批群众信访举报件交办情况通报", bulletin.batch)
                        : fmt::format("Complaint cases handed over: batch {}", bulletin.batch),
                    {},
                    {}};
  document.blocks.emplace_back(this_batch(bulletin, reading, campaign, language));
  document.blocks.emplace_back(so_far(bulletin, reading, language));
  const auto row = [&](const std::string& dimension) {
    return [&, dimension](const Value& one) {
      const std::string& key = one.dimensions.at(dimension);
      return std::vector<std::string>{
          dimension == "place" ? place_name(reading, key, language) : label(key, language), group_digits(one.value)};
    };
  };
  const Column cases{in(language, "累计（件）", "Cases so far"), true};
  document.blocks.emplace_back(table_by(bulletin, "complaints.cases", "place", in(language, "累计，分县区", "So far, by place"),
                                        {{in(language, "县区", "Place"), false}, cases}, row("place")));
  document.blocks.emplace_back(table_by(bulletin, "complaints.cases", "type", in(language, "累计，分类型", "So far, by type"),
                                        {{in(language, "类型", "Type"), false}, cases}, row("type")));
  document.blocks.emplace_back(how_to_complain(bulletin, campaign, language));
  return document;
}

}  // namespace seethrough::bulletins
