#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "app/city.h"
#include "app/commands.h"
#include "stores/file_evidence.h"

namespace seethrough::app {
namespace {

namespace json = boost::json;

struct OpenedVault {
  stores::DataDirectory directory;
  std::optional<stores::WriterLock> lock;
  std::unique_ptr<stores::SqliteVault> vault;
};

Result<OpenedVault, Failure> open_vault(const std::string& folder, bool to_write) {
  auto directory = stores::DataDirectory::open(folder);
  if (!directory) return Unexpected{directory.error()};
  std::error_code error;
  if (!std::filesystem::exists(directory->vault_file(), error)) {
    return Unexpected{Failure{FailureKind::not_found,
                              fmt::format("{} 里还没有个人信息保险箱（vault.db）。请检查 --data 的路径。", folder),
                              fmt::format("{} has no vault (vault.db) yet: check the path given with --data.", folder)}};
  }
  OpenedVault opened{std::move(directory).value(), std::nullopt, nullptr};
  if (to_write) {
    auto lock = stores::WriterLock::take(folder);
    if (!lock) return Unexpected{lock.error()};
    opened.lock = std::move(lock).value();
  }
  auto vault = stores::SqliteVault::open(opened.directory.vault_file(), opened.directory.vault_key());
  if (!vault) return Unexpected{vault.error()};
  opened.vault = std::move(vault).value();
  return opened;
}

int rotate(const Common& common, const std::string& folder) {
  auto opened = open_vault(folder, true);
  if (!opened) return say(common, opened.error());
  Result<stores::SqliteVault::Rotation, Failure> rotation = Unexpected{Failure{}};
  {
    ProgressBar bar(common, "重新加密", "Sealing anew");
    rotation = opened->vault->rotate([&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); },
                                     [] { return interrupted().load(); });
  }
  if (!rotation) return say(common, rotation.error());
  if (common.json) {
    print(json::serialize(json::object{{"generation", rotation->generation},
                                       {"resealed", rotation->resealed},
                                       {"finished", rotation->finished}}) +
          "\n");
    return rotation->finished ? done : refused;
  }
  if (!rotation->finished) {
    return say(common,
               fmt::format("已中断：{} 份文书已改用第 {} 代密钥，其余仍用旧密钥，数据完好。再次运行本命令即可继续。",
                           rotation->resealed, rotation->generation),
               fmt::format("Interrupted: {} documents are sealed under generation {} now, the others under older keys; all "
                           "can be read. Run the command again to go on.",
                           rotation->resealed, rotation->generation));
  }
  print(common.language == Language::zh
            ? fmt::format("已启用第 {} 代密钥，重新加密 {} 份文书。请重新导出密钥（seethrough keys export），"
                          "并保留旧备份所用的那份密钥导出文件。\n",
                          rotation->generation, rotation->resealed)
            : fmt::format("The key of generation {} is in use; {} documents were sealed anew. Export the keys again "
                          "(seethrough keys export), and keep the export that older backups need.\n",
                          rotation->generation, rotation->resealed));
  return done;
}

using Documents = stores::SqliteVault::Checked;
using Files = stores::FileEvidence::Checked;

Result<Documents, Failure> check_documents(const Common& common, OpenedVault& opened) {
  ProgressBar bar(common, "检查文书", "Checking the documents");
  return opened.vault->check([&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); },
                             [] { return interrupted().load(); });
}

Result<Files, Failure> check_evidence(const Common& common, const stores::DataDirectory& directory) {
  auto evidence = stores::FileEvidence::open(directory.evidence_folder(), directory.vault_key(), stores::FileEvidence::Mode::read);
  if (!evidence) return Unexpected{evidence.error()};
  ProgressBar bar(common, "检查佐证", "Checking the evidence");
  return (*evidence)->check([&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); },
                            [] { return interrupted().load(); });
}

void tell_as_json(const Documents& documents, const Files& files, bool good) {
  json::object generations;
  for (const auto& [generation, count] : documents.by_generation) generations[std::to_string(generation)] = count;
  print(json::serialize(json::object{{"good", good},
                                     {"documents", documents.documents},
                                     {"by_generation", std::move(generations)},
                                     {"bad", documents.bad_total},
                                     {"bad_rows", json::array(documents.bad.begin(), documents.bad.end())},
                                     {"evidence_originals", files.originals},
                                     {"evidence_published", files.published},
                                     {"bad_evidence", files.bad_total},
                                     {"bad_files", json::array(files.bad.begin(), files.bad.end())}}) +
        "\n");
}

std::string counts(const Documents& documents, const Files& files, bool zh) {
  std::string text = zh ? fmt::format("文书 {} 份", documents.documents) : fmt::format("{} documents", documents.documents);
  for (const auto& [generation, count] : documents.by_generation)
    text += zh ? fmt::format("，第 {} 代密钥 {} 份", generation, count) : fmt::format(", {} of generation {}", count, generation);
  text += zh ? fmt::format("；佐证原件 {} 个，公开副本 {} 个。\n", files.originals, files.published)
             : fmt::format("; {} originals of evidence, {} public copies.\n", files.originals, files.published);
  return text;
}

int check(const Common& common, const std::string& folder) {
  auto opened = open_vault(folder, false);
  if (!opened) return say(common, opened.error());
  const auto documents = check_documents(common, *opened);
  if (!documents) return say(common, documents.error());
  const auto files = check_evidence(common, opened->directory);
  if (!files) return say(common, files.error());
  if (!documents->finished || !files->finished) return say(common, "已中断，没有查完。", "Interrupted before all was checked.");
  const bool good = documents->bad_total == 0 && files->bad_total == 0;
  if (common.json) {
    tell_as_json(*documents, *files, good);
    return good ? done : refused;
  }
  print(counts(*documents, *files, common.language == Language::zh));
  if (good) return done;
  if (documents->bad_total != 0)
    return say(common,
               fmt::format("其中 {} 份文书无法解密或与承诺值不符，首先是第 {} 行。请从备份恢复。", documents->bad_total,
                           documents->bad.front()),
               fmt::format("{} of the documents can't be opened or differ from their commitments, the first in row {}: "
                           "restore a backup.",
                           documents->bad_total, documents->bad.front()));
  return say(common,
             fmt::format("其中 {} 个佐证文件已损坏，首先是 evidence/{}。请从备份恢复，或重新上传原件。", files->bad_total,
                         files->bad.front()),
             fmt::format("{} files of evidence are damaged, the first evidence/{}: restore a backup, or upload the originals "
                         "again.",
                         files->bad_total, files->bad.front()));
}

}  // namespace

void add_vault(CLI::App& app, const Common& common, Chosen& chosen) {
  const bool zh = common.language == Language::zh;
  CLI::App* vault = app.add_subcommand("vault", zh ? "个人信息保险箱：更换密钥、检查" : "the vault of personal data: replace its key, check it");
  vault->require_subcommand(1);
  struct Sub {
    const char* name;
    const char* help;
    int (*run)(const Common&, const std::string&);
  };
  for (const Sub& sub :
       {Sub{"rotate", zh ? "更换加密密钥，重新加密全部文书（服务须先停止）" : "replace the key and seal every document anew (stop the server first)", rotate},
        Sub{"check", zh ? "逐份解密并核对承诺值，佐证文件核对摘要" : "open every document and hold it against its commitment, and the evidence against its digests", check}}) {
    auto folder = std::make_shared<std::string>();
    CLI::App* command = vault->add_subcommand(sub.name, sub.help);
    add_data(*command, *folder);
    command->callback([&common, &chosen, folder, run = sub.run] {
      chosen = [&common, folder, run] { return run(common, *folder); };
    });
  }
}

}  // namespace seethrough::app
