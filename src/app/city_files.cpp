#include "app/city_files.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "app/embedded.h"
#include "rule_files/rule_file.h"

namespace seethrough::app {

Result<Tree, Failure> read_places(std::string_view text, std::string_view file_name) {
  std::vector<Place> places;
  std::string fault;
  try {
    for (const YAML::Node& node : YAML::Load(std::string(text))["places"]) {
      places.push_back({PlaceCode{node["code"].as<std::int32_t>()}, PlaceCode{node["parent"].as<std::int32_t>()},
                        node["zh"].as<std::string>(), node["en"].as<std::string>(), node["statistical"].as<bool>(),
                        node["tile_column"].as<int>(), node["tile_row"].as<int>()});
    }
    auto tree = Tree::make(std::move(places));
    if (tree) return std::move(tree).value();
    fault = tree.error();
  } catch (const YAML::Exception& error) {
    fault = error.what();
  }
  return Unexpected{Failure{FailureKind::malformed, fmt::format("行政区划文件 {} 不对：{}", file_name, fault),
                            fmt::format("the places file {} is not right: {}", file_name, fault)}};
}

Result<HolidayNotice, Failure> read_holidays(std::string_view text, std::string_view file_name) {
  std::string fault;
  try {
    const YAML::Node file = YAML::Load(std::string(text));
    HolidayNotice notice{file["year"].as<int>(), {}, {}, file["source"].as<std::string>()};
    for (const auto& [key, days] : {std::pair{"holidays", &notice.holidays}, std::pair{"make_up_days", &notice.make_up_days}}) {
      for (const YAML::Node& node : file[key]) {
        const auto day = parse_day(node.as<std::string>());
        if (!day) fault = node.as<std::string>();
        else days->push_back(*day);
      }
    }
    if (fault.empty()) return notice;
  } catch (const YAML::Exception& error) {
    fault = error.what();
  }
  return Unexpected{Failure{FailureKind::malformed, fmt::format("放假安排文件 {} 不对：{}", file_name, fault),
                            fmt::format("the holiday file {} is not right: {}", file_name, fault)}};
}

Result<CityFiles, Failure> city_files() {
  auto places = read_places(embedded("data/places/140400.yaml"), "data/places/140400.yaml");
  if (!places) return Unexpected{places.error()};
  CityFiles files{std::move(places).value(), {}, {}};
  for (const char* name : {"rules/2024-1.yaml", "rules/2024-2.yaml", "rules/2025.yaml", "rules/2026.yaml"}) {
    auto edition = read_rule_file(embedded(name), name);
    if (!edition) return Unexpected{edition.error()};
    INVARIANT(files.rules.add(std::move(edition).value()), "two rule files are the same edition");
  }
  std::vector<HolidayNotice> notices;
  for (const char* name : {"data/calendar/2025.yaml", "data/calendar/2026.yaml"}) {
    auto notice = read_holidays(embedded(name), name);
    if (!notice) return Unexpected{notice.error()};
    notices.push_back(std::move(notice).value());
  }
  files.calendar = WorkCalendar(std::move(notices));
  return files;
}

}  // namespace seethrough::app
