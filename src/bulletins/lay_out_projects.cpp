#include <fmt/format.h>

#include <boost/describe/enum_to_string.hpp>

#include "bulletins/lay_out.h"
#include "money/print.h"

namespace seethrough::bulletins {
namespace {

Paragraph summary(const Bulletin& bulletin, const figures::Reading& reading, Language language) {
  const std::int64_t count = bulletin.at("projects.count").value;
  const std::int64_t large = bulletin.at("projects.at_least_1bn").value;
  const std::string investment = printed(bulletin.at("projects.investment"), language);
  const auto& plan = reading.projects().plan;
  std::string cadence;
  if (plan) {
    const std::string meeting = label(plan->dispatch_meeting, language), tour = label(plan->inspection_tour, language),
                      refresh = label(plan->progress_refresh, language);
    cadence = language == Language::zh
                  ? fmt::format("项目纳入“{}”总体布局，{}调度、{}观摩、{}更新进度。", plan->plan, meeting, tour, refresh)
                  : fmt::format(" The projects are driven under the {} plan: a {} dispatch meeting, a {} inspection "
                                "tour, a {} refresh of progress.",
                                plan->plan, meeting, tour, refresh);
  }
  if (language == Language::zh)
    return {fmt::format("截至{}，全市省、市重点项目 {} 个，其中十亿元以上项目 {} 个，计划总投资{}。{}",
                        day_zh(bulletin.cut_off), count, large, investment, cadence)};
  return {fmt::format("By {}, the register held {} provincial and municipal key projects, {} of them of at least one "
                      "billion yuan, with a planned investment of {}.{}",
                      day_en(bulletin.cut_off), count, large, investment, cadence)};
}

TableBlock by_stage(const Bulletin& bulletin, Language language) {
  return table_by(bulletin, "projects.count", "stage", in(language, "分阶段", "By stage"),
                  {{in(language, "阶段", "Stage"), false},
                   {in(language, "项目（个）", "Projects"), true},
                   {in(language, "十亿元以上（个）", "At least CNY 1 bn"), true},
                   {in(language, "计划总投资（元）", "Planned investment (CNY)"), true}},
                  [&](const Value& one) {
                    return std::vector<std::string>{
                        label(one.dimensions.at("stage"), language), group_digits(one.value),
                        group_digits(bulletin.at("projects.at_least_1bn", one.dimensions).value),
                        group_yuan(Fen{bulletin.at("projects.investment", one.dimensions).value})};
                  });
}

TableBlock by_place(const Bulletin& bulletin, const figures::Reading& reading, Language language) {
  return table_by(bulletin, "projects.count", "place", in(language, "分县区", "By place"),
                  {{in(language, "县区", "Place"), false}, {in(language, "项目（个）", "Projects"), true}},
                  [&](const Value& one) {
                    return std::vector<std::string>{place_name(reading, one.dimensions.at("place"), language),
                                                    group_digits(one.value)};
                  });
}

TableBlock named(const Bulletin& bulletin, const figures::Reading& reading, Language language) {
  TableBlock table{in(language, "通报点名的项目（数量为项目单位自述）", "Projects named (quantities as stated by the projects)"),
                   {{in(language, "项目", "Project"), false},
                    {in(language, "所在地", "Place"), false},
                    {in(language, "阶段", "Stage"), false},
                    {in(language, "自述数量", "Stated"), false}},
                   {}};
  for (const projects::Project& one : reading.projects().projects) {
    const projects::RegisterProject& r = one.registered;
    if (!r.named || r.day > bulletin.cut_off) continue;
    const std::string stage = boost::describe::enum_to_string(projects::stage_of(one.life), "?");
    std::string stated = stated_sentence(r.stated, language);
    if (!one.words.empty()) stated += (stated.empty() ? "" : in(language, "；", "; ")) + one.words;
    table.rows.push_back({in(language, r.name_zh, r.name_en),
                          place_name(reading, std::to_string(r.place.value), language), label(stage, language),
                          stated});
  }
  return table;
}

Paragraph chain(const chains::DeclareChain& c, Language language) {
  std::string links;
  for (const std::string& link : c.links) links += (links.empty() ? "" : "—") + label(link, language);
  std::string extra;
  for (const auto* list : {&c.technologies, &c.remarks}) {
    for (const std::string& one : *list) extra += (extra.empty() ? "" : in(language, "、", ", ")) + label(one, language);
  }
  std::string text = language == Language::zh ? fmt::format("产业链　{}：", c.name_zh)
                                              : fmt::format("Industry chain, {}: ", c.name_en);
  const auto append = [&](const std::string& part) {
    if (part.empty()) return;
    if (!text.ends_with("：") && !text.ends_with(": ")) text += in(language, "；", "; ");
    text += part;
  };
  append(links);
  append(stated_sentence(c.stated, language));
  append(extra);
  return {text + in(language, "。", ".")};
}

}  // namespace

Document lay_out_projects(const Bulletin& bulletin, const figures::Reading& reading, Language language) {
  const std::string city = place_name(reading, std::to_string(reading.places().root().code.value), language);
  Document document{
      language == Language::zh ? city + "重点项目和产业链情况通报" : city + ": key projects and industry chains", {}, {}};
  document.blocks.emplace_back(summary(bulletin, reading, language));
  document.blocks.emplace_back(by_stage(bulletin, language));
  document.blocks.emplace_back(by_place(bulletin, reading, language));
  document.blocks.emplace_back(named(bulletin, reading, language));
  for (const chains::DeclareChain& one : reading.chains().chains) {
    if (one.day <= bulletin.cut_off) document.blocks.emplace_back(chain(one, language));
  }
  return document;
}

}  // namespace seethrough::bulletins
