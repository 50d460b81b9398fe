#include <fmt/format.h>

#include <array>

#include "bulletins/document.h"

#include "money/print.h"

namespace seethrough::bulletins {
namespace {

struct Label {
  std::string_view id, zh, en;
};

constexpr std::array labels{
    // classes
    Label{"vehicle", "汽车", "Vehicles"},
    Label{"vehicle.replacement", "汽车置换更新", "Vehicle replacement"},
    Label{"vehicle.scrappage", "汽车报废更新", "Vehicle scrappage"},
    Label{"appliance_digital", "家电和3C数码", "Appliances and digital"},
    Label{"appliance_digital.appliance", "家电", "Appliances"},
    Label{"appliance_digital.digital", "3C数码", "Digital (3C)"},
    Label{"ebike", "电动自行车", "E-bikes"},
    Label{"home", "家装厨卫", "Home, kitchen and bath"},
    // stages and levels
    Label{"reserve", "储备", "Reserve"},
    Label{"signed_up", "签约", "Signed"},
    Label{"started", "开工", "Started"},
    Label{"under_construction", "在建", "Under construction"},
    Label{"in_production", "投产", "In production"},
    Label{"at_design_output", "达产", "At design output"},
    Label{"stopped", "停工", "Stopped"},
    Label{"withdrawn", "退库", "Withdrawn"},
    Label{"provincial", "省级", "Provincial"},
    Label{"municipal", "市级", "Municipal"},
    // pollution types
    Label{"水", "水", "Water"},
    Label{"大气", "大气", "Air"},
    Label{"土壤", "土壤", "Soil"},
    Label{"生态", "生态", "Ecology"},
    Label{"噪声", "噪声", "Noise"},
    Label{"固废", "固废", "Solid waste"},
    Label{"辐射", "辐射", "Radiation"},
    Label{"其他", "其他", "Other"},
    Label{"太原市", "太原市", "Taiyuan"},
    Label{"phone", "来电", "Phone"},
    Label{"letter", "来信", "Letter"},
    Label{"online", "网络", "Online"},
    // stated quantities
    Label{"brands", "入驻品牌（个）", "Brands"},
    Label{"brands_home", "其中家居品牌（个）", "Of these, home furnishing"},
    Label{"brands_appliance", "其中家电品牌（个）", "Of these, appliances"},
    Label{"promotions", "促销活动（场）", "Promotions held"},
    Label{"sales", "销售额", "Sales"},
    Label{"orders", "成交订单（笔）", "Orders"},
    Label{"subsidy_level_1", "一级能效补贴比例", "Subsidy, efficiency level 1"},
    Label{"subsidy_level_2", "二级能效补贴比例", "Subsidy, efficiency level 2"},
    Label{"lowest_price_share", "部分商品折后价占标价", "Some items, share of list price"},
    Label{"phone_lines", "举报电话（部）", "Telephone lines"},
    Label{"post_boxes", "邮政信箱（个）", "Post boxes"},
    Label{"annual_output", "年产值", "Annual output"},
    Label{"annual_profit", "年利润", "Annual profit"},
    Label{"solid_waste_a_year", "年处理固废", "Solid waste a year"},
    Label{"materials_a_year", "年产材料", "Materials a year"},
    Label{"steel_structure_installed", "5号车间钢结构安装", "Workshop no. 5, steel structure installed"},
    Label{"vials_a_day", "日产口服液", "Vials a day"},
    Label{"codonopsis_a_year", "年加工党参", "Codonopsis a year"},
    Label{"products", "产品", "Products"},
    Label{"leaders", "链主企业", "Leading firms"},
    Label{"packaging_and_display_rank_nationally", "封装、显示全国排名", "Packaging and display, national rank"},
    Label{"supporting_firms", "配套企业", "Supporting firms"},
    Label{"module_capacity_added", "新增组件产能", "Module capacity added"},
    Label{"one_firm_capacity_rank_nationally", "一家企业产能全国排名", "One firm's capacity, national rank"},
    Label{"another_firm_capacity_rank_nationally", "另一家企业产能全国排名",
          "Another firm's capacity, national rank"},
    Label{"share_of_province", "占全省比重", "Share of the province"},
    Label{"local_adapting_firms", "本地适配企业", "Local adapting firms"},
    Label{"computers_a_year", "年产计算机", "Computers a year"},
    // links and technologies of chains
    Label{"半导体材料", "半导体材料", "semiconductor materials"},
    Label{"芯片设计", "芯片设计", "chip design"},
    Label{"封装测试", "封装测试", "packaging and testing"},
    Label{"主板生产", "主板生产", "mainboard production"},
    Label{"整机制造", "整机制造", "assembly of complete machines"},
    Label{"系统集成", "系统集成", "system integration"},
    Label{"双玻双面", "双玻双面", "double-glass bifacial modules"},
    Label{"叠瓦", "叠瓦", "shingled modules"},
    Label{"精密切割", "精密切割", "precision cutting"},
    Label{"建成全球首条量产深紫外LED生产线", "建成全球首条量产深紫外LED生产线",
          "the world's first mass-production line of deep-ultraviolet LEDs"},
    Label{"依托本地道地药材和链主企业", "依托本地道地药材和链主企业",
          "built on local medicinal herbs and the leading firms"},
    Label{"某家居商场", "某家居商场", "a home-furnishing mall"},
    Label{"某家电门店（政府补、企业让、卖场降）", "某家电门店（政府补、企业让、卖场降）",
          "an appliance store (subsidy, maker's discount and store's discount stacked)"},
    // cadences
    Label{"daily", "每日", "daily"},
    Label{"weekly", "每周", "weekly"},
    Label{"monthly", "每月", "monthly"},
    Label{"quarterly", "每季度", "quarterly"},
    // units
    Label{"tonne", "吨", "t"},
    Label{"gigawatt", "吉瓦", "GW"},
    Label{"vial", "支", "vials"},
    Label{"computer", "台", "computers"},
};

bool is_whole(Fen amount, std::int64_t unit_fen) { return amount.value % unit_fen == 0; }

/// Below 亿 in 万, with as few decimals as print the sum exactly: at most three of 亿, one of 万. A sum that needs more
/// is truncated: to two of 亿, one of 万.
std::string printed_yuan(Fen amount, Language language) {
  if (language == Language::en) return in_million_yuan(amount, 2);
  constexpr std::int64_t yi_fen = 10'000'000'000, wan_fen = 1'000'000;
  if (amount.value >= yi_fen) {
    int decimals = 0;
    std::int64_t unit = yi_fen;
    while (decimals < 3 && !is_whole(amount, unit)) ++decimals, unit /= 10;
    return in_yi(amount, is_whole(amount, unit) ? decimals : 2);
  }
  if (amount.value >= wan_fen) return in_wan(amount, is_whole(amount, wan_fen) ? 0 : 1);
  return yuan(amount) + "元";
}

std::string share(std::int64_t basis_points) {
  if (basis_points % 100 == 0) return fmt::format("{}%", basis_points / 100);
  return fmt::format("{}.{:02}%", basis_points / 100, basis_points % 100);
}

}  // namespace

std::string label(std::string_view id, Language language) {
  for (const Label& one : labels) {
    if (one.id == id) return std::string(language == Language::zh ? one.zh : one.en);
  }
  return std::string(id);
}

std::string printed(const Value& value, Language language) {
  std::string text;
  if (value.unit == "fen") {
    text = printed_yuan(Fen{value.value}, language);
  } else if (value.unit == "basis_points") {
    text = share(value.value);
  } else if (value.unit == "count") {
    text = group_digits(value.value);
  } else if (language == Language::zh) {
    text = (value.value >= 10'000 ? in_wan_count(value.value) : std::to_string(value.value)) + label(value.unit, language);
  } else {
    text = group_digits(value.value) + " " + label(value.unit, language);
  }
  switch (value.bound) {
    case Bound::exactly: return text;
    case Bound::over: return (language == Language::zh ? "超" : "over ") + text;
    case Bound::within: return language == Language::zh ? "前" + text : "within the first " + text;
  }
  INVARIANT(false, "a bound has no words");
}

}  // namespace seethrough::bulletins
