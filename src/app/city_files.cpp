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

Result<CityFiles, Failure> city_files() {
  auto places = read_places(embedded("data/places/140400.yaml"), "data/places/140400.yaml");
  if (!places) return Unexpected{places.error()};
  CityFiles files{std::move(places).value(), {}};
  for (const char* name : {"rules/2024-1.yaml", "rules/2024-2.yaml", "rules/2025.yaml", "rules/2026.yaml"}) {
    auto edition = read_rule_file(embedded(name), name);
    if (!edition) return Unexpected{edition.error()};
    INVARIANT(files.rules.add(std::move(edition).value()), "two rule files are the same edition");
  }
  return files;
}

}  // namespace seethrough::app
