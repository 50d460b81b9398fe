#include "app/city_settings.h"

#include <fmt/format.h>

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>

namespace seethrough::app {
namespace {

/// A fault in the file, thrown to where it is read.
struct Fault {
  int line;
  std::string zh, en;
};

[[noreturn]] void fault(const YAML::Node& node, std::string zh, std::string en) {
  throw Fault{node.Mark().line + 1, std::move(zh), std::move(en)};
}

void know(const YAML::Node& map, std::initializer_list<std::string_view> keys) {
  if (!map.IsMap()) fault(map, "应为“键: 值”的形式", "expected keys and values");
  for (const auto& entry : map) {
    const std::string key = entry.first.as<std::string>();
    if (std::find(keys.begin(), keys.end(), key) == keys.end())
      fault(entry.first, fmt::format("不认识的键 {}", key), fmt::format("the key {} is not known", key));
  }
}

std::string text(const YAML::Node& map, const char* key, bool needed) {
  const YAML::Node value = map[key];
  if (!value) {
    if (needed) fault(map, fmt::format("缺少 {}", key), fmt::format("{} is missing", key));
    return {};
  }
  if (!value.IsScalar()) fault(value, fmt::format("{} 应为一段文字", key), fmt::format("{} must be a text", key));
  return value.as<std::string>();
}

std::string beside(const stores::DataDirectory& directory, const std::string& file) {
  return file.empty() ? file : (directory.folder() / file).string();
}

std::shared_ptr<http::OpenIdProvider> read_provider(const stores::DataDirectory& directory, const YAML::Node& node) {
  know(node, {"id", "name", "issuer", "client_id", "client_secret_file", "redirect_uri", "ca_file", "scope"});
  http::OpenIdSettings settings;
  settings.id = text(node, "id", true);
  settings.name = text(node, "name", true);
  settings.issuer = text(node, "issuer", true);
  settings.client_id = text(node, "client_id", true);
  settings.redirect_uri = text(node, "redirect_uri", true);
  settings.ca_file = beside(directory, text(node, "ca_file", false));
  if (const std::string scope = text(node, "scope", false); !scope.empty()) settings.scope = scope;
  if (const std::string file = beside(directory, text(node, "client_secret_file", false)); !file.empty()) {
    std::ifstream in(file);
    if (!std::getline(in, settings.client_secret))
      fault(node["client_secret_file"], fmt::format("读不到 {}", file), fmt::format("{} cannot be read", file));
  }
  auto provider = http::OpenIdProvider::of(std::move(settings));
  if (!provider) fault(node, provider.error().zh, provider.error().en);
  return std::move(provider).value();
}

CitySettings read(const stores::DataDirectory& directory, const YAML::Node& root) {
  CitySettings settings;
  if (root.IsNull()) return settings;
  know(root, {"log", "contact", "openid"});
  settings.log = text(root, "log", false);
  settings.contact = text(root, "contact", false);
  if (!settings.contact.empty() && !settings.contact.starts_with("mailto:") && !settings.contact.starts_with("https://"))
    fault(root["contact"], "contact 应以 mailto: 或 https:// 开头", "contact must begin with mailto: or https://");
  for (const YAML::Node& node : root["openid"]) settings.providers.push_back(read_provider(directory, node));
  return settings;
}

}  // namespace

Result<CitySettings, Failure> read_city_settings(const stores::DataDirectory& directory) {
  const std::string file = directory.city_file().string();
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return CitySettings{};
  const auto bad = [&](int line, std::string_view zh, std::string_view en) {
    return Unexpected{Failure{FailureKind::malformed, fmt::format("城市设置 {} 第 {} 行：{}", file, line, zh),
                              fmt::format("the city's settings {}, line {}: {}", file, line, en)}};
  };
  try {
    return read(directory, YAML::LoadFile(file));
  } catch (const Fault& found) {
    return bad(found.line, found.zh, found.en);
  } catch (const YAML::Exception& found) {
    return bad(found.mark.line + 1, "不是正确的 YAML：" + found.msg, "this is no YAML: " + found.msg);
  }
}

}  // namespace seethrough::app
