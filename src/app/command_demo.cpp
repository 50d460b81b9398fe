#include <fmt/format.h>

#include "app/city.h"
#include "app/commands.h"
#include "demo/city.h"

namespace seethrough::app {
namespace {

int make_demo(const Common& common, const std::string& folder, std::uint64_t seed) {
  const auto files = city_files();
  if (!files) return say(common, files.error());
  ProgressBar bar(common, "生成演示城市", "Making the demonstration city");
  const auto made = demo::make_city(folder, seed, files->rules, files->places,
                                    [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); });
  if (!made) return say(common, made.error());
  if (made->refused != 0)
    return say(common, fmt::format("演示城市的 {} 条命令被拒绝", made->refused),
               fmt::format("{} commands of the demonstration city were refused", made->refused));
  if (common.json) {
    print(fmt::format("{{\"data\":\"{}\",\"entries\":{},\"seed\":{}}}\n", folder, made->entries, seed));
  } else if (common.language == Language::zh) {
    print(fmt::format("演示城市已写入 {}：流水 {} 条，全部标明由公布数重建\n", folder, made->entries));
  } else {
    print(fmt::format("The demonstration city is in {}: {} journal entries, all marked as reconstructed\n", folder,
                      made->entries));
  }
  return done;
}

}  // namespace

void add_demo(CLI::App& app, const Common& common, Chosen& chosen) {
  struct Options {
    std::string folder;
    std::uint64_t seed = 1;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "demo", in(common.language, "生成演示城市：记录合计等于 2025 年 6 月公布的数字",
                 "make the demonstration city, whose records carry the figures published in June 2025"));
  add_data(*command, options->folder);
  command->add_option("--seed", options->seed, in(common.language, "随机种子：同一种子得到同一座城市",
                                                  "the same seed gives the same city"))
      ->capture_default_str();
  command->callback([&common, &chosen, options] {
    chosen = [&common, options] { return make_demo(common, options->folder, options->seed); };
  });
}

}  // namespace seethrough::app
