#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "app/city.h"
#include "app/commands.h"
#include "app/exported_keys.h"
#include "app/passphrase.h"

namespace seethrough::app {

Result<stores::Keys, Failure> read_exported_keys(const Common& common, const std::string& file,
                                                 const std::string& passphrase_file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    return Unexpected{Failure{FailureKind::not_found, fmt::format("无法读取密钥导出文件 {}。请检查路径。", file),
                              fmt::format("The export of keys {} can't be read: check the path.", file)}};
  }
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  auto passphrase = read_passphrase(common, passphrase_file, false);
  if (!passphrase) return Unexpected{passphrase.error()};
  return stores::open_keys(text, *passphrase);
}

namespace {

struct Options {
  std::string folder, file, passphrase_file;
};

int report(const Common& common, std::size_t count, const std::string& zh, const std::string& en) {
  if (common.json) {
    print(fmt::format("{{\"keys\":{}}}\n", count));
  } else {
    print(common.language == Language::zh ? zh : en);
  }
  return done;
}

int export_keys(const Common& common, const Options& options) {
  const auto directory = stores::DataDirectory::open(options.folder);
  if (!directory) return say(common, directory.error());
  const auto keys = stores::read_keys(directory->folder() / "keys");
  if (!keys) return say(common, keys.error());
  std::error_code error;
  if (std::filesystem::exists(options.file, error)) {
    return say(common, fmt::format("{} 已存在，没有覆盖。请换一个文件名。", options.file),
               fmt::format("{} is there already and was left as it is: choose another name.", options.file));
  }
  const auto passphrase = read_passphrase(common, options.passphrase_file, true);
  if (!passphrase) return say(common, passphrase.error());
  const auto sealed = stores::seal_keys(*keys, *passphrase);
  if (!sealed) return say(common, sealed.error());
  if (auto wrote = stores::write_file_whole(options.file, *sealed, 0600); !wrote) return say(common, wrote.error());
  return report(common, keys->size(),
                fmt::format("已把 {} 把密钥写入 {}。请与备份分开存放；密码短语丢失后无法恢复。\n", keys->size(), options.file),
                fmt::format("{} keys were written to {}. Keep it apart from the backups; without the passphrase it can't be "
                            "opened.\n",
                            keys->size(), options.file));
}

int import_keys(const Common& common, const Options& options) {
  std::error_code error;
  if (!std::filesystem::is_directory(options.folder, error)) {
    return say(common, fmt::format("{} 不是文件夹。请检查 --data 的路径。", options.folder),
               fmt::format("{} is no folder: check the path given with --data.", options.folder));
  }
  const auto keys = read_exported_keys(common, options.file, options.passphrase_file);
  if (!keys) return say(common, keys.error());
  if (auto wrote = stores::write_keys(std::filesystem::path(options.folder) / "keys", *keys); !wrote)
    return say(common, wrote.error());
  return report(common, keys->size(), fmt::format("已放回 {} 把密钥。\n", keys->size()),
                fmt::format("{} keys were put back.\n", keys->size()));
}

}  // namespace

void add_keys(CLI::App& app, const Common& common, Chosen& chosen) {
  const bool zh = common.language == Language::zh;
  CLI::App* keys = app.add_subcommand("keys", zh ? "把密钥导出为一个受密码短语保护的文件，或由它放回" : "export the keys under a passphrase, or put them back");
  keys->require_subcommand(1);
  const auto add = [&](const char* name, const char* help, const char* file_option, const char* file_help,
                       int (*run)(const Common&, const Options&)) {
    auto options = std::make_shared<Options>();
    CLI::App* command = keys->add_subcommand(name, help);
    add_data(*command, options->folder);
    command->add_option(file_option, options->file, file_help)->required();
    command->add_option("--passphrase-file", options->passphrase_file,
                        zh ? "第一行为密码短语的文件；不给则在终端输入" : "a file whose first line is the passphrase; without it, typed at the terminal");
    command->callback([&common, &chosen, options, run] {
      chosen = [&common, options, run] { return run(common, *options); };
    });
  };
  add("export", zh ? "导出全部密钥" : "export all keys", "--to", zh ? "要写的文件" : "the file to write", export_keys);
  add("import", zh ? "放回密钥；已有的不覆盖" : "put keys back; none that is there is replaced", "--from",
      zh ? "密钥导出文件" : "the export of keys", import_keys);
}

}  // namespace seethrough::app
