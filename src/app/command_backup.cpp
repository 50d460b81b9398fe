#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "app/city.h"
#include "app/local_note.h"
#include "app/commands.h"
#include "app/exported_keys.h"
#include "audit/journal_file.h"
#include "audit/verify_journal.h"
#include "stores/backup.h"
#include "stores/file_evidence.h"
#include "stores/sqlite/sqlite_credentials.h"
#include "stores/sqlite/sqlite_trail.h"

namespace seethrough::app {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

struct Options {
  std::string data, backup, keys, passphrase_file;
  bool with_keys = false;
};

stores::BackupStep step_of(ProgressBar& bar) {
  return [&bar](std::uint64_t done, std::uint64_t total) {
    bar.show(done, total);
    return !interrupted();
  };
}

/// The structure of a database file; a failure says what SQLite found.
Result<void, Failure> check_structure(const fs::path& file) {
  auto database = stores::Database::open(file, stores::Database::Mode::read);
  if (!database) return Unexpected{database.error()};
  auto statement = database->prepare("PRAGMA quick_check(1)");
  if (!statement) return Unexpected{statement.error()};
  auto row = statement->step();
  if (!row) return Unexpected{row.error()};
  if (*row && statement->text(0) == "ok") return {};
  const std::string said(*row ? statement->text(0) : "?");
  return Unexpected{stores::corrupt_file(file, said, said)};
}

/// The copy's databases, and its journal down to the last entry: hashes, tree, checkpoint, bulletins.
Result<void, Failure> verify_copy(const Common& common, const fs::path& folder, const stores::Manifest& manifest,
                                  const proof::VerifierKey& key) {
  bool has_journal = false;
  for (const stores::BackupFile& one : manifest.files) {
    if (!one.name.ends_with(".db")) continue;
    has_journal = has_journal || one.name == "journal.db";
    if (auto checked = check_structure(folder / one.name); !checked) return checked;
  }
  if (!has_journal) return {};
  const auto files = city_files();
  if (!files) return Unexpected{files.error()};
  auto journal = audit::JournalFile::open(folder / "journal.db");
  if (!journal) return Unexpected{journal.error()};
  ProgressBar bar(common, "核验流水", "Verifying the journal");
  const auto report = audit::verify_journal(*journal, key, files->places,
                                            [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); });
  if (!report) return Unexpected{report.error()};
  if (interrupted()) return Unexpected{stores::backup_interrupted()};
  if (!report->findings.empty()) {
    const audit::Finding& first = report->findings.front();
    return Unexpected{Failure{FailureKind::corrupt, fmt::format("流水核验不相符：{}", first.zh),
                              fmt::format("The journal does not verify: {}", first.en)}};
  }
  if (report->entries == manifest.journal_size && report->checkpoint == manifest.checkpoint) return {};
  return Unexpected{Failure{FailureKind::corrupt, "流水的检查点与备份清单中的不同。请换用另一份备份。",
                            "The journal's checkpoint is another than the manifest's: take another backup."}};
}

int report(const Common& common, const stores::Manifest& manifest, const fs::path& folder, const char* zh, const char* en) {
  std::uint64_t octets = 0;
  for (const stores::BackupFile& one : manifest.files) octets += one.size;
  if (common.json) {
    print(json::serialize(json::object{{"folder", folder.string()},
                                       {"made_at", to_string(manifest.made_at)},
                                       {"journal_size", manifest.journal_size},
                                       {"files", manifest.files.size()},
                                       {"octets", octets},
                                       {"keys", manifest.keys}}) +
          "\n");
  } else if (common.language == Language::zh) {
    print(fmt::format("{} {}：流水 {} 条，文件 {} 个，{} MiB，已核验。\n", zh, folder.string(), manifest.journal_size,
                      manifest.files.size(), (octets + (1 << 19)) >> 20));
  } else {
    print(fmt::format("{} {}: {} journal entries, {} files, {} MiB, verified.\n", en, folder.string(),
                      manifest.journal_size, manifest.files.size(), (octets + (1 << 19)) >> 20));
  }
  return done;
}

int backup(const Common& common, const Options& options) {
  const auto directory = stores::DataDirectory::open(options.data);
  if (!directory) return say(common, directory.error());
  const auto key = signing_key(*directory);
  if (!key) return say(common, key.error());
  auto folder = stores::FolderInMaking::begin(options.backup, stores::backup_size(*directory));
  if (!folder) return say(common, folder.error());
  Result<stores::Manifest, Failure> manifest = Unexpected{Failure{}};
  {
    ProgressBar bar(common, "备份", "Backing up");
    manifest = stores::copy_city(*directory, folder->path(), options.with_keys, now(), step_of(bar));
  }
  if (!manifest) return say(common, manifest.error());
  if (auto verified = verify_copy(common, folder->path(), *manifest, key->verifier); !verified)
    return say(common, verified.error());
  if (auto wrote = stores::write_manifest(folder->path(), *manifest, directory->log_seed()); !wrote)
    return say(common, wrote.error());
  if (interrupted()) return say(common, stores::backup_interrupted());
  if (auto finished = folder->finish(); !finished) return say(common, finished.error());
  const std::string entries = std::to_string(manifest->journal_size) + " entries";
  if (auto noted = note_locally(*directory, stores::TrailKind::backup, "backup", entries); !noted)
    return say(common, noted.error());
  return report(common, *manifest, options.backup, "已备份到", "Backed up to");
}

Result<stores::Keys, Failure> keys_for(const Common& common, const Options& options, const stores::Manifest& manifest) {
  if (!options.keys.empty()) return read_exported_keys(common, options.keys, options.passphrase_file);
  if (manifest.keys) return stores::read_keys(fs::path(options.backup) / "keys");
  return Unexpected{Failure{
      FailureKind::not_found,
      fmt::format("备份 {} 不含密钥。请用 --keys 给出密钥导出文件（seethrough keys export 所写）。", options.backup),
      fmt::format("The backup {} holds no keys: give the file that seethrough keys export wrote with --keys.",
                  options.backup)}};
}

/// Every file of evidence, with the key that opens it.
Result<void, Failure> try_out_evidence(const Common& common, const stores::DataDirectory& directory) {
  auto evidence = stores::FileEvidence::open(directory.evidence_folder(), directory.vault_key(), stores::FileEvidence::Mode::read);
  if (!evidence) return Unexpected{evidence.error()};
  ProgressBar bar(common, "检查佐证", "Checking the evidence");
  auto checked = (*evidence)->check([&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); },
                                    [] { return interrupted().load(); });
  if (!checked) return Unexpected{checked.error()};
  if (!checked->finished) return Unexpected{stores::backup_interrupted()};
  if (checked->bad_total == 0) return {};
  return Unexpected{stores::corrupt_file(directory.evidence_folder() / checked->bad.front(),
                                         fmt::format("共 {} 个佐证文件已损坏，这是第一个", checked->bad_total),
                                         fmt::format("it is the first of {} files of evidence that are", checked->bad_total))};
}

/// Opens what was restored, as the server will, and looks at every document, every file of evidence and every row of the trail.
Result<void, Failure> try_out(const Common& common, const stores::DataDirectory& directory) {
  std::error_code error;
  if (fs::exists(directory.vault_file(), error)) {
    auto vault = stores::SqliteVault::open(directory.vault_file(), directory.vault_key());
    if (!vault) return Unexpected{vault.error()};
    ProgressBar bar(common, "检查保险箱", "Checking the vault");
    auto checked = (*vault)->check([&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); },
                                   [] { return interrupted().load(); });
    if (!checked) return Unexpected{checked.error()};
    if (!checked->finished) return Unexpected{stores::backup_interrupted()};
    if (checked->bad_total != 0) {
      return Unexpected{stores::corrupt_file(directory.vault_file(),
                                             fmt::format("{} 份文书无法解密", checked->bad_total),
                                             fmt::format("{} documents can't be opened", checked->bad_total))};
    }
  }
  if (auto tried = try_out_evidence(common, directory); !tried) return tried;
  const fs::path credentials = directory.folder() / "credentials.db", trail = directory.folder() / "audit.db";
  if (fs::exists(credentials, error)) {
    if (auto opened = stores::SqliteCredentials::open(credentials, directory.vault_key()); !opened)
      return Unexpected{opened.error()};
  }
  if (fs::exists(trail, error)) {
    auto opened = stores::SqliteTrail::open(trail, directory.vault_key());
    if (!opened) return Unexpected{opened.error()};
    if (auto checked = (*opened)->check(); !checked) return Unexpected{checked.error()};
  }
  return {};
}

Result<stores::Manifest, Failure> restore_into(const Common& common, const Options& options) {
  // A backup is complete when its folder has its name: one that was cut off just before may look whole.
  if (options.backup.ends_with(".part")) {
    return Unexpected{Failure{FailureKind::malformed,
                              fmt::format("{} 是没有做完的备份，不能用来恢复。请改用做完的备份。", options.backup),
                              fmt::format("{} is a backup that was not finished: restore from a finished one.",
                                          options.backup)}};
  }
  auto manifest = stores::read_manifest(options.backup);
  if (!manifest) return manifest;
  std::uint64_t octets = 0;
  for (const stores::BackupFile& one : manifest->files) octets += one.size;
  auto folder = stores::FolderInMaking::begin(options.data, octets + (octets >> 3));
  if (!folder) return Unexpected{folder.error()};
  const auto keys = keys_for(common, options, *manifest);
  if (!keys) return Unexpected{keys.error()};
  const auto log = keys->find("log.key");
  if (log == keys->end() || !keys->contains("vault.key")) {
    return Unexpected{Failure{FailureKind::malformed, "密钥导出文件里没有 log.key 或 vault.key。请换用另一份。",
                              "The export of keys lacks log.key or vault.key: take another one."}};
  }
  {
    ProgressBar bar(common, "检查备份", "Checking the backup");
    auto checked = stores::check_backup(options.backup, *manifest, stores::LogSeed{log->second}, step_of(bar));
    if (!checked) return Unexpected{checked.error()};
  }
  {
    ProgressBar bar(common, "恢复", "Restoring");
    auto copied = stores::copy_back(options.backup, *manifest, folder->path(), step_of(bar));
    if (!copied) return Unexpected{copied.error()};
  }
  if (auto wrote = stores::write_keys(folder->path() / "keys", *keys); !wrote) return Unexpected{wrote.error()};
  const auto directory = stores::DataDirectory::open(folder->path());
  if (!directory) return Unexpected{directory.error()};
  const auto key = signing_key(*directory);
  if (!key) return Unexpected{key.error()};
  if (auto verified = verify_copy(common, folder->path(), *manifest, key->verifier); !verified)
    return Unexpected{verified.error()};
  if (auto tried = try_out(common, *directory); !tried) return Unexpected{tried.error()};
  if (interrupted()) return Unexpected{stores::backup_interrupted()};
  if (auto finished = folder->finish(); !finished) return Unexpected{finished.error()};
  return manifest;
}

int restore(const Common& common, const Options& options) {
  const auto manifest = restore_into(common, options);
  if (!manifest) return say(common, manifest.error());
  return report(common, *manifest, options.data, "已恢复到", "Restored to");
}

}  // namespace

void add_backup(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* command = app.add_subcommand("backup", zh ? "备份数据目录并核验副本；服务运行中也可" : "back the data directory up and verify the copy, also while serving");
  add_data(*command, options->data);
  command->add_option("--to", options->backup, zh ? "备份文件夹（不存在或为空）" : "the backup's folder: missing or empty")->required();
  command->add_flag("--with-keys", options->with_keys, zh ? "连同密钥（默认不含）" : "with the keys, which are left out otherwise");
  command->callback([&common, &chosen, options] {
    chosen = [&common, options] { return backup(common, *options); };
  });
}

void add_restore(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* command = app.add_subcommand("restore", zh ? "由备份恢复到新的数据目录，先核验再启用" : "restore a backup to a new data directory, verified before it appears");
  command->add_option("--from", options->backup, zh ? "备份文件夹" : "the backup's folder")->required();
  command->add_option("--data", options->data, zh ? "新的数据目录（不存在或为空）" : "the new data directory: missing or empty")->required();
  command->add_option("--keys", options->keys, zh ? "密钥导出文件（备份不含密钥时）" : "the export of keys, if the backup has none");
  command->add_option("--passphrase-file", options->passphrase_file,
                      zh ? "第一行为密码短语的文件；不给则在终端输入" : "a file whose first line is the passphrase; without it, typed at the terminal");
  command->callback([&common, &chosen, options] {
    chosen = [&common, options] { return restore(common, *options); };
  });
}

}  // namespace seethrough::app
