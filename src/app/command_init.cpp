#include <fmt/format.h>

#include "app/city.h"
#include "app/commands.h"
#include "proof/note.h"

namespace seethrough::app {
namespace {

int init(const Common& common, const std::string& folder, const std::string& log) {
  if (!proof::is_key_name(log)) {
    say(common, fmt::format("--log 的值 {} 不能作日志名：应为不含空格和 + 的名字，如 example.gov.cn/seethrough", log),
        fmt::format("--log is {}: expected a name without spaces and +, like example.gov.cn/seethrough", log));
    return wrong_use;
  }
  const auto directory = stores::DataDirectory::create(folder);
  if (!directory) return say(common, directory.error());
  if (auto wrote = stores::write_file_whole(directory->city_file(), fmt::format("log: {}\n", log)); !wrote)
    return say(common, wrote.error());
  const auto key = signing_key(*directory);
  if (!key) return say(common, key.error());
  const std::string text = proof::verifier_key_text(key->verifier);
  if (common.json) {
    print(fmt::format("{{\"key\":\"{}\",\"log\":\"{}\"}}\n", text, log));
  } else {
    print(common.language == Language::zh
              ? fmt::format("已建立 {}。验证公钥（请公开）：{}\n请另行保管 {}/keys 的备份。\n", folder, text, folder)
              : fmt::format("{} is ready. Verifier key (make it public): {}\nKeep a backup of {}/keys elsewhere.\n", folder,
                            text, folder));
  }
  return done;
}

}  // namespace

void add_init(CLI::App& app, const Common& common, Chosen& chosen) {
  struct Options {
    std::string folder, log;
  };
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* command = app.add_subcommand("init", zh ? "建立一座城市的空数据目录和密钥" : "make a city's empty data directory and its keys");
  command->add_option("--data", options->folder, zh ? "数据目录（不存在或为空）" : "data directory: missing or empty")->required();
  command->add_option("--log", options->log, zh ? "日志名，如 example.gov.cn/seethrough" : "the log's name, like example.gov.cn/seethrough")
      ->required();
  command->callback([&common, &chosen, options] {
    chosen = [&common, options] { return init(common, options->folder, options->log); };
  });
}

}  // namespace seethrough::app
