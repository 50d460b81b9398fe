#include <fmt/format.h>

#include "bulletins/lay_out.h"
#include "money/print.h"

namespace seethrough::bulletins {
namespace {

/// "超千户" for 1,037: a thousand is the largest power of ten that the count exceeds.
std::string over_a_thousand(std::int64_t count) {
  if (count > 10'000) return "超万户";
  if (count > 1'000) return "超千户";
  return group_digits(count) + "户";
}

Paragraph summary(const Bulletin& bulletin, Language language) {
  const Value& claims = bulletin.at("subsidies.claims");
  const Value& merchants = bulletin.at("subsidies.merchants");
  const std::string subsidy = printed(bulletin.at("subsidies.subsidy"), language);
  const std::string consumption = printed(bulletin.at("subsidies.consumption"), language);
  if (language == Language::zh)
    return {fmt::format("截至{}，全市消费品以旧换新累计核销补贴资金{}，拉动消费{}，惠及消费者{}人次（{} 笔），"
                        "参与商户{}（{} 户）。金额截位不进位。",
                        day_text(bulletin.cut_off, language), subsidy, consumption, coarse_count(claims.value),
                        group_digits(claims.value), over_a_thousand(merchants.value), group_digits(merchants.value))};
  return {fmt::format("By {}, the trade-in programme had redeemed subsidies of {} and driven consumption of {}, in {} "
                      "claims at {} merchants. Sums of money are truncated, not rounded.",
                      day_text(bulletin.cut_off, language), subsidy, consumption, group_digits(claims.value),
                      group_digits(merchants.value))};
}

TableBlock by_class(const Bulletin& bulletin, Language language) {
  TableBlock table{in(language, "分品类", "By class"),
                   {{in(language, "品类", "Class"), false},
                    {in(language, "笔数", "Claims"), true},
                    {in(language, "消费额（元）", "Consumption (CNY)"), true},
                    {in(language, "印作", "Printed"), true},
                    {in(language, "补贴（元）", "Subsidy (CNY)"), true}},
                   {}};
  for (const char* cls : {"vehicle", "vehicle.replacement", "vehicle.scrappage", "appliance_digital",
                          "appliance_digital.appliance", "appliance_digital.digital", "ebike", "home"}) {
    const std::map<std::string, std::string> dimensions{{"class", cls}};
    const Value& consumption = bulletin.at("subsidies.consumption", dimensions);
    const bool part = std::string_view(cls).find('.') != std::string_view::npos;
    table.rows.push_back({(part ? in(language, "　其中：", "  of which: ") : "") + label(cls, language),
                          group_digits(bulletin.at("subsidies.claims", dimensions).value),
                          group_yuan(Fen{consumption.value}),
                          printed(consumption, language),
                          group_yuan(Fen{bulletin.at("subsidies.subsidy", dimensions).value})});
  }
  const Value& consumption = bulletin.at("subsidies.consumption");
  table.rows.push_back({in(language, "合计", "Total"), group_digits(bulletin.at("subsidies.claims").value),
                        group_yuan(Fen{consumption.value}), printed(consumption, language),
                        group_yuan(Fen{bulletin.at("subsidies.subsidy").value})});
  return table;
}

TableBlock by_place(const Bulletin& bulletin, const figures::Reading& reading, Language language) {
  return table_by(bulletin, "subsidies.claims", "place", in(language, "分县区", "By place"),
                  {{in(language, "县区", "Place"), false},
                   {in(language, "笔数", "Claims"), true},
                   {in(language, "消费额（元）", "Consumption (CNY)"), true},
                   {in(language, "补贴（元）", "Subsidy (CNY)"), true}},
                  [&](const Value& one) {
                    return std::vector<std::string>{
                        place_name(reading, one.dimensions.at("place"), language), group_digits(one.value),
                        group_yuan(Fen{bulletin.at("subsidies.consumption", one.dimensions).value}),
                        group_yuan(Fen{bulletin.at("subsidies.subsidy", one.dimensions).value})};
                  });
}

}  // namespace

Document lay_out_subsidies(const Bulletin& bulletin, const figures::Reading& reading, Language language) {
  const std::string city = place_name(reading, std::to_string(reading.places().root().code.value), language);
  Document document{language == Language::zh ? city + "消费品以旧换新情况通报"
                                             : city + ": consumer goods trade-in bulletin",
                    {},
                    {}};
  document.blocks.emplace_back(summary(bulletin, language));
  document.blocks.emplace_back(by_class(bulletin, language));
  document.blocks.emplace_back(by_place(bulletin, reading, language));
  for (const subsidies::Merchant& merchant : reading.roster().merchants) {
    if (merchant.stated.empty()) continue;
    const std::string who = merchant.description.empty() ? merchant.name : label(merchant.description, language);
    const std::string stated = stated_sentence(merchant.stated, language);
    document.blocks.emplace_back(Paragraph{
        language == Language::zh ? fmt::format("商户实例　{}（企业自述，不由记录相加）：{}。", who, stated)
                                 : fmt::format("A merchant's own statement (not added up from records), {}: {}.", who,
                                               stated)});
  }
  return document;
}

}  // namespace seethrough::bulletins
