#include "pages/demonstration.h"

#include <fmt/format.h>

namespace seethrough::pages {
namespace {

constexpr std::int64_t yuan = 100;

Place unit(std::int32_t code, const char* zh, const char* en, int column, int row) {
  return {PlaceCode{code}, PlaceCode{140400}, zh, en, code == 140471, column, row};
}

/// Feeds events with the next position.
struct Feeder {
  figures::Reading& reading;
  std::uint64_t seq = 0;
  template <class Event>
  void operator()(const Event& event) {
    reading.take(++seq, event);
  }
};

struct ClassTotal {
  const char* cls;
  std::int64_t count, consumption_yuan, subsidy_yuan;
  bool applied;
};
constexpr std::array class_totals{
    ClassTotal{"vehicle.replacement", 8847, 920'000'000, 118'000'000, true},
    ClassTotal{"vehicle.scrappage", 5012, 531'000'000, 92'000'000, true},
    ClassTotal{"appliance_digital.appliance", 121'064, 437'000'000, 72'000'000, false},
    ClassTotal{"appliance_digital.digital", 66'000, 180'000'000, 26'000'000, false},
    ClassTotal{"ebike", 30'271, 88'299'000, 15'000'000, false},
    ClassTotal{"home", 12'502, 127'500'000, 22'000'000, false},
};

PlaceCode weighted_place(const Tree& places, std::int64_t i) {
  const std::span<const PlaceCode> units = places.children(places.root().code);
  const auto n = static_cast<std::int64_t>(units.size());
  const std::int64_t draw = (i * 7919) % (n * (n + 1) / 2);
  std::int64_t upto = 0;
  for (std::int64_t k = 0; k < n; ++k) {
    upto += n - k;
    if (draw < upto) return units[static_cast<std::size_t>(k)];
  }
  return units.front();
}

void feed_claims(Feeder& feed, const Tree& places) {
  std::int64_t number = 0;
  for (const ClassTotal& total : class_totals) {
    for (std::int64_t i = 0; i < total.count; ++i) {
      const bool last = i + 1 == total.count;
      const auto part = [&](std::int64_t all) {
        const std::int64_t each = all * yuan / total.count;
        return Fen{last ? all * yuan - each * (total.count - 1) : each};
      };
      subsidies::Purchase purchase;
      purchase.place = weighted_place(places, i);
      const std::int64_t draw = (i * 104'729) % 161;
      const std::int64_t shifted = i % 3 == 0 ? (draw + 160) / 2 : draw;
      const bool to_weekend = i % 5 == 0 && shifted > 6;
      purchase.day = day_of(2025, 1, 1) + static_cast<int>(to_weekend ? shifted / 7 * 7 + 3 : shifted);
      if (purchase.day > day_of(2025, 6, 10)) purchase.day = day_of(2025, 6, 7);
      purchase.price = part(total.consumption_yuan);
      purchase.reconstructed = true;
      subsidies::Grant grant;
      grant.cls = total.cls;
      grant.subsidy = part(total.subsidy_yuan);
      const subsidies::ClaimNumber claim{++number};
      if (total.applied) {
        feed(subsidies::Event{subsidies::ClaimApplied{claim, purchase, grant}});
      } else {
        feed(subsidies::Event{subsidies::ClaimRedeemed{claim, purchase, grant}});
      }
    }
  }
}

void feed_merchants(Feeder& feed, const Tree& places) {
  for (int i = 0; i < 1036; ++i)
    feed(subsidies::Event{subsidies::MerchantAdmitted{fmt::format("91140400MA0{:07}X", i), "<script>alert(1)</script>",
                                                      weighted_place(places, i), day_of(2025, 1, 1) + i % 90, true}});
}

struct PlaceCases {
  std::int32_t place;
  int before, batch18;
};
constexpr std::array place_cases{
    PlaceCases{140403, 19, 2}, PlaceCases{140404, 5, 0}, PlaceCases{140406, 8, 0}, PlaceCases{140405, 7, 0},
    PlaceCases{140428, 5, 0},  PlaceCases{140427, 3, 1}, PlaceCases{140425, 1, 1}, PlaceCases{140426, 2, 0},
    PlaceCases{140423, 17, 1}, PlaceCases{140429, 8, 0}, PlaceCases{140430, 2, 0}, PlaceCases{140431, 4, 0},
    PlaceCases{140471, 2, 0}};

/// The 83 cases before batch 18, then its five.
std::vector<complaints::RegisterCase> cases() {
  std::vector<complaints::RegisterCase> all;
  std::vector<std::string> types;
  for (const auto& [type, count] : {std::pair{"水", 13}, std::pair{"大气", 24}, std::pair{"土壤", 21},
                                    std::pair{"生态", 5}, std::pair{"噪声", 10}, std::pair{"其他", 10}})
    types.insert(types.end(), static_cast<std::size_t>(count), type);
  std::vector<PlaceCode> places;
  for (const PlaceCases& one : place_cases)
    places.insert(places.end(), static_cast<std::size_t>(one.before), PlaceCode{one.place});
  for (std::size_t i = 0; i < places.size(); ++i) {
    complaints::RegisterCase one;
    one.batch = static_cast<int>(i * 17 / places.size()) + 1;
    one.place = places[(i * 31) % places.size()];
    one.pollution = types[(i * 17) % types.size()];
    one.key_case = i == 20 || i == 41 || i == 70;
    if (one.place.value == 140429 &&
        std::none_of(all.begin(), all.end(), [](const auto& c) { return !c.split_from.empty(); }))
      one.split_from = "太原市";
    all.push_back(one);
  }
  constexpr std::array<std::int32_t, 5> today{140403, 140403, 140427, 140425, 140423};
  constexpr std::array<const char*, 5> kinds{"土壤", "土壤", "生态", "生态", "噪声"};
  for (std::size_t i = 0; i < today.size(); ++i) {
    complaints::RegisterCase one;
    one.batch = 18;
    one.place = PlaceCode{today[i]};
    one.pollution = kinds[i];
    one.key_case = i == 0 || i == 4;
    all.push_back(one);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].campaign = "central-3-shanxi";
    all[i].day = press_day - (18 - all[i].batch);
    all[i].number = fmt::format("D3SX{}{:04}", 20250528 + all[i].batch, i + 1);
    all[i].reconstructed = true;
  }
  return all;
}

void feed_complaints(Feeder& feed) {
  complaints::DeclareCampaign campaign;
  campaign.campaign = "central-3-shanxi";
  campaign.name_zh = "第三轮中央生态环境保护督察（山西）";
  campaign.name_en = "Third central inspection of environmental protection (Shanxi)";
  campaign.place = PlaceCode{140400};
  campaign.stationed_from = day_of(2025, 5, 28);
  campaign.stationed_to = day_of(2025, 6, 28);
  campaign.types = {"水", "大气", "土壤", "生态", "噪声", "其他"};
  feed(complaints::Event{complaints::CampaignDeclared{campaign}});
  const std::vector<complaints::RegisterCase> all = cases();
  for (int batch = 1; batch <= 18; ++batch) {
    complaints::BatchHeader header;
    std::map<std::string, std::int64_t> types;
    std::map<PlaceCode, std::int64_t> places;
    for (const complaints::RegisterCase& one : all) {
      if (one.batch != batch) continue;
      feed(complaints::Event{complaints::CaseRegistered{one}});
      ++header.cases;
      header.key_cases += one.key_case ? 1 : 0;
      ++types[one.pollution];
      ++places[one.place];
    }
    for (const auto& [type, count] : types) header.by_type.push_back({type, count});
    for (const auto& [place, count] : places) header.by_place.push_back({place, count});
    const Day day = press_day - (18 - batch);
    feed(complaints::Event{complaints::BatchHandedOver{campaign.campaign, batch, day, day, header, true}});
    if (batch <= 10) feed(complaints::Event{complaints::BatchDisclosed{campaign.campaign, batch, day}});
  }
}

projects::RegisterProject named(const char* zh, const char* en, std::int32_t place, projects::Stage stage) {
  projects::RegisterProject one;
  one.name_zh = zh;
  one.name_en = en;
  one.place = PlaceCode{place};
  one.stage = stage;
  one.named = true;
  return one;
}

std::vector<projects::RegisterProject> named_projects() {
  using projects::Stage;
  std::vector<projects::RegisterProject> out{
      named("工业固废高值化低碳利用产业园一期", "Industrial solid-waste low-carbon park, phase 1", 140405, Stage::under_construction),
      named("PVDF车间", "PVDF workshop", 140406, Stage::in_production),
      named("年产5000吨超轻高强航空航天材料", "Ultra-light high-strength aerospace materials", 140425, Stage::under_construction),
      named("电子信息产业园一期", "Electronic-information industrial park, phase 1", 140427, Stage::under_construction),
      named("潞党参口服液生产线", "Lu'an codonopsis oral-liquid line", 140427, Stage::in_production)};
  out[0].stated = {{"solid_waste_a_year", 3'000'000, "tonne", Bound::exactly},
                   {"annual_output", 200'000'000'000, "fen", Bound::exactly}};
  out[1].stated = {{"annual_profit", 72'000'000'000, "fen", Bound::exactly}};
  out[2].stated = {{"annual_output", 50'000'000'000, "fen", Bound::exactly},
                   {"steel_structure_installed", 6000, "basis_points", Bound::exactly}};
  out[4].stated = {{"vials_a_day", 2'000'000, "vial", Bound::exactly},
                   {"codonopsis_a_year", 5000, "tonne", Bound::exactly},
                   {"products", 20, "count", Bound::over}};
  return out;
}

void feed_projects(Feeder& feed, const Tree& places) {
  projects::DeclarePlan plan;
  plan.plan = "3131";
  plan.dispatch_meeting = "weekly";
  plan.inspection_tour = "quarterly";
  plan.progress_refresh = "daily";
  plan.day = day_of(2025, 1, 2);
  feed(projects::Event{projects::PlanDeclared{plan}});
  constexpr std::array<int, 6> upto{161, 262, 349, 612, 738, 777};
  std::vector<projects::RegisterProject> list = named_projects();
  for (int i = static_cast<int>(list.size()); i < 777; ++i) {
    projects::RegisterProject one;
    one.name_zh = fmt::format("重点项目{}", i + 1);
    one.name_en = fmt::format("Key project {}", i + 1);
    one.place = weighted_place(places, i);
    std::size_t stage = 0;
    while (i >= upto[stage]) ++stage;
    one.stage = static_cast<projects::Stage>(stage);
    one.level = i % 4 == 0 ? projects::Level::provincial : projects::Level::municipal;
    list.push_back(one);
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    list[i].project = fmt::format("2301-140400-89-01-{:06}", i + 1);
    list[i].day = day_of(2025, 1, 2) + static_cast<int>(i * 13 % 160);
    list[i].investment = Fen{(i < 180 ? 1'200'000'000 : 240'000'000) * yuan};
    list[i].reconstructed = true;
    feed(projects::Event{projects::ProjectRegistered{list[i]}});
  }
}

void feed_chains(Feeder& feed) {
  const auto chain = [&](const char* id, const char* zh, const char* en, std::vector<std::string> links,
                         std::vector<StatedQuantity> stated, std::vector<std::string> technologies) {
    feed(chains::Event{chains::ChainDeclared{
        {id, zh, en, std::move(links), std::move(technologies), std::move(stated), {}, day_of(2025, 6, 15), true}}});
  };
  chain("led", "LED", "LED", {"半导体材料", "芯片设计", "封装测试"},
        {{"leaders", 2, "count", Bound::exactly}, {"packaging_and_display_rank_nationally", 3, "count", Bound::within},
         {"supporting_firms", 20, "count", Bound::over}, {"annual_output", 800'000'000'000, "fen", Bound::over}}, {});
  chain("pv", "太阳能光伏", "Photovoltaics", {},
        {{"module_capacity_added", 15, "gigawatt", Bound::exactly},
         {"one_firm_capacity_rank_nationally", 3, "count", Bound::within},
         {"another_firm_capacity_rank_nationally", 5, "count", Bound::within},
         {"share_of_province", 6500, "basis_points", Bound::exactly}},
        {"双玻双面", "叠瓦", "精密切割"});
  chain("xinchuang", "信创", "IT application innovation", {"芯片设计", "主板生产", "整机制造", "系统集成"},
        {{"local_adapting_firms", 10, "count", Bound::over}, {"computers_a_year", 180'000, "computer", Bound::exactly}},
        {});
  chain("biomedicine", "生物医药与现代中药", "Biomedicine and Chinese medicine", {},
        {{"leaders", 2, "count", Bound::exactly}}, {});
}

void issue(Feeder& feed, publication::Series series, int number, Day cut_off, int batch) {
  publication::BulletinIssued one;
  one.series = series;
  one.number = number;
  one.cut_off = cut_off;
  one.batch = batch;
  one.known_at = static_cast<std::int64_t>(feed.seq);
  one.digest.bytes.fill(static_cast<std::uint8_t>(0x3b + number * 7));
  feed(publication::Event{one});
}

}  // namespace

Tree changzhi() {
  std::vector<Place> all{{PlaceCode{140400}, PlaceCode{0}, "长治市", "Changzhi", false, 0, 0},
                         unit(140403, "潞州区", "Luzhou District", 2, 2),
                         unit(140404, "上党区", "Shangdang District", 2, 3),
                         unit(140405, "屯留区", "Tunliu District", 1, 1),
                         unit(140406, "潞城区", "Lucheng District", 3, 2),
                         unit(140423, "襄垣县", "Xiangyuan County", 2, 1),
                         unit(140425, "平顺县", "Pingshun County", 4, 2),
                         unit(140426, "黎城县", "Licheng County", 3, 1),
                         unit(140427, "壶关县", "Huguan County", 3, 3),
                         unit(140428, "长子县", "Zhangzi County", 1, 3),
                         unit(140429, "武乡县", "Wuxiang County", 2, 0),
                         unit(140430, "沁县", "Qin County", 1, 0),
                         unit(140431, "沁源县", "Qinyuan County", 0, 1),
                         unit(140471, "高新区", "High-tech Zone", 1, 2)};
  return Tree::make(std::move(all)).value();
}

City::City() : places(changzhi()), reading(places) {}

const City& demonstration() {
  static const City& city = *[] {
    auto* made = new City;  // lives as long as the program
    Feeder feed{made->reading};
    feed_merchants(feed, made->places);
    feed_claims(feed, made->places);
    feed_projects(feed, made->places);
    feed_chains(feed);
    feed_complaints(feed);
    issue(feed, publication::Series::subsidies, 1, day_of(2025, 6, 10), 0);
    issue(feed, publication::Series::complaints, 1, press_day, 18);
    issue(feed, publication::Series::projects, 1, press_day, 0);
    return made;
  }();
  return city;
}

const City& empty_city() {
  static const City& city = *new City;
  return city;
}

}  // namespace seethrough::pages
