#include <fmt/format.h>

#include "demo/dice.h"
#include "demo/script.h"

namespace seethrough::demo {
namespace {

using projects::Level;
using projects::RegisterProject;
using projects::Stage;

constexpr int project_count = 777, large_count = 180;
constexpr std::int64_t yuan_fen = 100;
const Day register_opened = day_of(2025, 1, 2);
const Day last_day = day_of(2025, 6, 15);

struct StageCount {
  Stage stage;
  int count;
};
// How many stand in which stage was not published: an assumption that sums to 777.
constexpr StageCount stages[] = {{Stage::reserve, 118},      {Stage::signed_up, 94},       {Stage::started, 61},
                                 {Stage::under_construction, 329}, {Stage::in_production, 121}, {Stage::at_design_output, 47},
                                 {Stage::stopped, 7}};

std::string project_code(PlaceCode place, int serial) {
  return fmt::format("2501-{:06}-89-01-{:06}", place.value, 100'000 + serial);
}

std::vector<RegisterProject> named_projects(const Tree& places) {
  const PlaceCode city = places.root().code;
  const auto at = [&](const char* zh) { return places.find_by_name(zh)->code; };
  std::vector<RegisterProject> all(5);
  all[0].name_zh = "工业固废高值化低碳利用产业园一期";
  all[0].name_en = "Industrial solid-waste high-value low-carbon utilisation park, phase 1";
  all[0].place = at("屯留区");
  all[0].park = "屯留经开区渔泽工业园";
  all[0].stage = Stage::under_construction;
  all[0].stated = {{"solid_waste_a_year", 3'000'000, "tonne", Bound::exactly},
                   {"annual_output", 2'000'000'000 * yuan_fen, "fen", Bound::exactly}};
  all[1].name_zh = "PVDF车间";
  all[1].name_en = "PVDF workshop";
  all[1].place = city;
  all[1].stage = Stage::in_production;
  all[1].stated = {{"annual_profit", 720'000'000 * yuan_fen, "fen", Bound::exactly}};
  all[2].name_zh = "年产5000吨超轻高强航空航天材料项目";
  all[2].name_en = "Ultra-light high-strength aerospace materials, 5,000 t a year";
  all[2].place = at("平顺县");
  all[2].park = "平顺县新型工业园区";
  all[2].stage = Stage::under_construction;
  all[2].stated = {{"materials_a_year", 5'000, "tonne", Bound::exactly},
                   {"annual_output", 500'000'000 * yuan_fen, "fen", Bound::exactly},
                   {"steel_structure_installed", 6'000, "basis_points", Bound::exactly}};
  all[3].name_zh = "电子信息产业园一期";
  all[3].name_en = "Electronic-information industrial park, phase 1";
  all[3].place = at("壶关县");
  all[3].stage = Stage::under_construction;
  all[4].name_zh = "潞安党参口服液生产线";
  all[4].name_en = "Lu'an codonopsis oral-liquid line";
  all[4].place = city;
  all[4].stage = Stage::in_production;
  all[4].chain = "biomedicine";
  all[4].stated = {{"vials_a_day", 2'000'000, "vial", Bound::exactly},
                   {"codonopsis_a_year", 5'000, "tonne", Bound::exactly},
                   {"products", 20, "count", Bound::over}};
  for (RegisterProject& one : all) one.named = true;
  return all;
}

/// The stages of all projects, those of the named ones taken out.
std::vector<Stage> stage_deck(const std::vector<RegisterProject>& named, Dice& dice) {
  std::vector<Stage> deck;
  for (const StageCount& one : stages) {
    int count = one.count;
    for (const RegisterProject& project : named) count -= project.stage == one.stage ? 1 : 0;
    deck.insert(deck.end(), static_cast<std::size_t>(count), one.stage);
  }
  dice.shuffle(deck);
  return deck;
}

Step step(Day day, int hour, int minute, projects::Command command) {
  return {instant_in_china(day, hour, minute, 0, 0), std::move(command), {}, {}};
}

/// The stage before, with the command that leads on; registered there, moved later.
std::optional<std::pair<Stage, projects::Command>> last_move(Stage stage, const std::string& code, Day day) {
  switch (stage) {
    case Stage::signed_up: return {{Stage::reserve, projects::SignProject{code, day}}};
    case Stage::started: return {{Stage::signed_up, projects::StartProject{code, day}}};
    case Stage::under_construction: return {{Stage::started, projects::BuildProject{code, day}}};
    case Stage::in_production: return {{Stage::under_construction, projects::PutIntoProduction{code, day}}};
    case Stage::stopped:
      return {{Stage::under_construction, projects::StopProject{code, day, "演示：等待要素保障"}}};
    default: return std::nullopt;
  }
}

void add_project(std::vector<Step>& steps, RegisterProject project, int index, Dice& dice) {
  project.day = register_opened + static_cast<int>(dice.between(0, 80));
  project.plan = "3131";
  project.reconstructed = true;
  const Stage stage = project.stage;
  const Day moved = register_opened + static_cast<int>(dice.between(90, 160));
  auto move = index % 6 == 0 || stage == Stage::stopped ? last_move(stage, project.project, moved) : std::nullopt;
  if (move) project.stage = move->first;
  const std::string code = project.project;
  const bool named = project.named;
  steps.push_back(step(project.day, 10, static_cast<int>(dice.between(0, 59)), std::move(project)));
  if (move) steps.push_back(step(moved, 16, static_cast<int>(dice.between(0, 59)), std::move(move->second)));
  // Of the named projects nothing was published beyond what they state; inventing a percentage would add to it.
  if (named || (stage != Stage::under_construction && stage != Stage::started)) return;
  const int percent = static_cast<int>(stage == Stage::started ? dice.between(1, 12) : dice.between(15, 95));
  const Day reported = last_day - static_cast<int>(dice.between(0, 3));
  steps.push_back(step(reported, 17, static_cast<int>(dice.between(0, 59)),
                       projects::ReportProgress{code, reported, percent * 100, fmt::format("形象进度{}%", percent)}));
}

chains::DeclareChain chain(const char* id, const char* zh, const char* en, std::vector<std::string> links,
                           std::vector<StatedQuantity> stated) {
  chains::DeclareChain c;
  c.chain = id;
  c.name_zh = zh;
  c.name_en = en;
  c.links = std::move(links);
  c.stated = std::move(stated);
  c.day = day_of(2025, 6, 10);
  c.reconstructed = true;
  return c;
}

std::vector<chains::DeclareChain> all_chains() {
  std::vector<chains::DeclareChain> all;
  all.push_back(chain("led", "LED", "LED", {"半导体材料", "芯片设计", "封装测试"},
                      {{"leaders", 2, "count", Bound::exactly},
                       {"packaging_and_display_rank_nationally", 3, "count", Bound::within},
                       {"supporting_firms", 20, "count", Bound::over},
                       {"annual_output", 8'000'000'000 * yuan_fen, "fen", Bound::over}}));
  all.back().remarks = {"建成全球首条量产深紫外LED生产线"};
  all.push_back(chain("pv", "太阳能光伏", "Photovoltaics", {},
                      {{"module_capacity_added", 15, "gigawatt", Bound::exactly},
                       {"one_firm_capacity_rank_nationally", 3, "count", Bound::within},
                       {"another_firm_capacity_rank_nationally", 5, "count", Bound::within},
                       {"share_of_province", 6'500, "basis_points", Bound::exactly}}));
  all.back().technologies = {"双玻双面", "叠瓦", "精密切割"};
  all.push_back(chain("xinchuang", "信创", "IT application innovation",
                      {"芯片设计", "主板生产", "整机制造", "系统集成"},
                      {{"local_adapting_firms", 10, "count", Bound::over},
                       {"computers_a_year", 180'000, "computer", Bound::exactly}}));
  all.push_back(chain("biomedicine", "生物医药与现代中药", "Biomedicine and modern Chinese medicine", {},
                      {{"leaders", 2, "count", Bound::exactly}}));
  all.back().remarks = {"依托本地道地药材和链主企业"};
  return all;
}

}  // namespace

std::vector<Step> project_steps(const Workshop& workshop) {
  Dice dice(workshop.seed ^ 0x70726F6Au);
  const auto units = workshop.places.children(workshop.places.root().code);
  std::vector<RegisterProject> all = named_projects(workshop.places);
  const std::vector<Stage> deck = stage_deck(all, dice);
  for (const Stage stage : deck) {
    RegisterProject one;
    const auto index = static_cast<int>(all.size());
    const Place& place = *workshop.places.find(units[static_cast<std::size_t>(index) % units.size()]);
    one.name_zh = fmt::format("演示项目{:03}（{}）", index + 1, place.zh);
    one.name_en = fmt::format("Demonstration project {:03} ({})", index + 1, place.en);
    one.place = place.code;
    one.stage = stage;
    all.push_back(std::move(one));
  }
  std::vector<Step> steps;
  steps.push_back(step(register_opened, 8, 30,
                       projects::DeclarePlan{"3131", "总体布局的名称；各位数字的含义未在此公布", "weekly", "quarterly",
                                             "daily", register_opened}));
  for (int i = 0; i < project_count; ++i) {
    RegisterProject& one = all[static_cast<std::size_t>(i)];
    one.project = project_code(one.place, i + 1);
    one.level = i % 5 == 0 ? Level::provincial : Level::municipal;
    // 100 is coprime to 777, so this spreads exactly 180 large ones over the register.
    const bool large = i * 100 % project_count < large_count;
    one.investment = Fen{(large ? dice.between(1'000, 6'800) : dice.between(30, 990)) * 1'000'000 * yuan_fen};
    add_project(steps, one, i, dice);
  }
  for (chains::DeclareChain& one : all_chains())
    steps.push_back({instant_in_china(day_of(2025, 6, 10), 9, 0, 0, 0), chains::Command{std::move(one)}, {}, {}});
  return steps;
}

}  // namespace seethrough::demo
