#include <fmt/format.h>

#include "app/city.h"
#include "app/commands.h"
#include "app/tiles.h"
#include "proof/tile.h"

namespace seethrough::app {
namespace {

struct Options {
  std::string folder, out;
};

int print_key(const Common& common, const Options& options) {
  const auto directory = stores::DataDirectory::open(options.folder);
  if (!directory) return say(common, directory.error());
  const auto key = signing_key(*directory);
  if (!key) return say(common, key.error());
  print(proof::verifier_key_text(key->verifier) + "\n");
  return done;
}

int with_journal(const Common& common, const Options& options, const std::function<int(journal::Journal&)>& use) {
  const auto directory = stores::DataDirectory::open(options.folder);
  if (!directory) return say(common, directory.error());
  auto journal = stores::SqliteJournal::open(directory->journal_file(), stores::SqliteJournal::Mode::read);
  if (!journal) return say(common, journal.error());
  return use(**journal);
}

int print_checkpoint(const Common& common, journal::Journal& journal) {
  const auto head = journal.head();
  if (!head) return say(common, head.error());
  print(head->checkpoint);
  return done;
}

/// Tiles first, the checkpoint last: a reader never meets a checkpoint whose tiles are not there.
int export_log(const Common& common, const Options& options, journal::Journal& journal) {
  auto tiles = JournalTiles::of(journal);
  if (!tiles) return say(common, tiles.error());
  ProgressBar bar(common, "写出日志", "Writing the log");
  std::vector<std::string> paths;
  for (const proof::TileAddress& address : proof::tiles_of((*tiles)->size())) paths.push_back(proof::tile_path(address));
  paths.emplace_back("checkpoint");
  std::uint64_t written = 0;
  for (const std::string& path : paths) {
    const auto bytes = (*tiles)->read(path);
    if (!bytes) return say(common, bytes.error());
    const std::filesystem::path file = std::filesystem::path(options.out) / path;
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    if (auto wrote = stores::write_file_whole(file, *bytes); !wrote) return say(common, wrote.error());
    bar.show(++written, paths.size());
  }
  return done;
}

}  // namespace

void add_log(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* log = app.add_subcommand("log", zh ? "公开日志：公钥、检查点、导出" : "the public log: its key, checkpoint, export");
  log->require_subcommand(1);
  CLI::App* key = log->add_subcommand("key", zh ? "打印验证公钥" : "print the verifier key");
  CLI::App* checkpoint = log->add_subcommand("checkpoint", zh ? "打印签名检查点" : "print the signed checkpoint");
  CLI::App* write = log->add_subcommand("export", zh ? "把公开日志写成文件夹（检查点和瓦片）"
                                                      : "write the published log as a folder: checkpoint and tiles");
  for (CLI::App* command : {key, checkpoint, write}) add_data(*command, options->folder);
  write->add_option("--out", options->out, zh ? "目标文件夹" : "the folder to write")->required();
  key->callback([&common, &chosen, options] { chosen = [&common, options] { return print_key(common, *options); }; });
  checkpoint->callback([&common, &chosen, options] {
    chosen = [&common, options] {
      return with_journal(common, *options, [&](journal::Journal& j) { return print_checkpoint(common, j); });
    };
  });
  write->callback([&common, &chosen, options] {
    chosen = [&common, options] {
      return with_journal(common, *options, [&](journal::Journal& j) { return export_log(common, *options, j); });
    };
  });
}

}  // namespace seethrough::app
