// seethrough (明督): the command line. Exit codes: 0 done, 1 refused or false, 2 wrong use.

#include <fmt/format.h>
#include <malloc.h>
#include <sodium.h>

#include <cstdlib>

#include "app/commands.h"

namespace seethrough::app {
namespace {

Language language_from_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("en") ? Language::en : Language::zh;
  }
  return Language::zh;
}

/// The language is needed before the command line is parsed: for what is wrong with the command line.
Language language_asked(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--lang" && i + 1 < argc) return parse_language(argv[i + 1]).value_or(Language::zh);
    if (word.starts_with("--lang=")) return parse_language(word.substr(7)).value_or(Language::zh);
  }
  return language_from_environment();
}

int parse_failed(CLI::App& app, const CLI::ParseError& error, const Common& common) {
  if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
  const std::string help = app.get_name() + " --help";
  if (common.language == Language::zh) {
    fmt::print(stderr, "seethrough: 命令用法不对：{}。用法见 {}\n", error.what(), help);
  } else {
    fmt::print(stderr, "seethrough: wrong use: {}. See {}\n", error.what(), help);
  }
  return wrong_use;
}

int run(int argc, char** argv) {
  Common common;
  common.language = language_asked(argc, argv);
  CLI::App app{in(common.language, "明督：城市承诺的记录、督办、统计与公开，每个数字都可追溯、可重建、可核验",
                  "Seethrough: what a city promised, recorded, driven to its end, counted and published"),
               "seethrough"};
  app.set_version_flag("--version", "seethrough " SEETHROUGH_VERSION);
  std::string language;
  app.add_option("--lang", language, in(common.language, "语言：zh 或 en", "language: zh or en"))
      ->check(CLI::IsMember({"zh", "en"}));
  app.add_flag("--json", common.json, in(common.language, "输出 JSON，供程序读取", "print JSON, for programs"));
  app.require_subcommand(1);
  app.fallthrough();
  Chosen chosen;
  for (auto add : {add_demo, add_init, add_serve, add_front, add_bulletin, add_import, add_export, add_submit, add_verify,
                   add_log, add_user, add_audit, add_backup, add_restore, add_keys, add_vault, add_payment, add_rules,
                   add_campaign, add_batch, add_bench, add_backtest, add_forecast, add_doctor})
    add(app, common, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return parse_failed(app, error, common);
  }
  watch_interrupts();
  return chosen();
}

}  // namespace

CLI::Option* add_key_file(CLI::App& command, const Common& common, std::string& file) {
  return command.add_option("--key-file", file,
                            in(common.language, "接口密钥文件（默认用该数据目录的本机令牌）",
                               "a file with an API key (by default the token in the data directory)"));
}

CLI::Option* add_data(CLI::App& command, std::string& folder) {
  folder = "var/demo";
  return command.add_option("--data", folder, "数据目录 / data directory")->capture_default_str();
}

}  // namespace seethrough::app

int main(int argc, char** argv) {
  // Keep freed memory: batches and readings come and go, and a page fault costs more than a decision.
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  if (sodium_init() < 0) {
    std::fputs("seethrough: libsodium does not start\n", stderr);
    return 1;
  }
  return seethrough::app::run(argc, argv);
}
