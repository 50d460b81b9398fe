#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <filesystem>

#include "app/city.h"
#include "app/commands.h"
#include "stores/file_evidence.h"
#include "stores/sqlite/sqlite_views.h"

namespace seethrough::app {
namespace {

struct Check {
  std::string name;
  bool good = false;
  std::string zh, en;
};

Check from(std::string name, const std::optional<Failure>& failure, std::string zh, std::string en) {
  if (failure) return {std::move(name), false, failure->zh, failure->en};
  return {std::move(name), true, std::move(zh), std::move(en)};
}

Check disk_space(const std::string& folder) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  const std::uintmax_t mib = error ? 0 : space.available >> 20;
  constexpr std::uintmax_t enough_mib = 1024;
  return {"disk", mib >= enough_mib, fmt::format("磁盘可用 {} MiB（建议不少于 {} MiB）", mib, enough_mib),
          fmt::format("{} MiB free on the disk (at least {} MiB advised)", mib, enough_mib)};
}

Check journal_check(const stores::DataDirectory& directory) {
  auto journal = stores::SqliteJournal::open(directory.journal_file(), stores::SqliteJournal::Mode::read);
  if (!journal) return from("journal", journal.error(), "", "");
  auto head = (*journal)->head();
  if (!head) return from("journal", head.error(), "", "");
  if (head->size != 0) {
    const auto key = signing_key(directory);
    if (!key) return from("journal", key.error(), "", "");
    const auto checkpoint = proof::open_checkpoint(head->checkpoint, key->verifier);
    if (!checkpoint || checkpoint->size != head->size)
      return {"journal", false, "检查点的签名与密钥不符：密钥不是这份数据的，或检查点被改动过",
              "the checkpoint's signature does not fit the key: the key belongs to other data, or the checkpoint was changed"};
  }
  return {"journal", true, fmt::format("流水 {} 条，检查点签名有效", head->size),
          fmt::format("{} journal entries, the checkpoint's signature is valid", head->size)};
}

Check integrity(const std::filesystem::path& file, const char* name) {
  auto database = stores::Database::open(file, stores::Database::Mode::read);
  if (!database) return from(name, database.error(), "", "");
  auto statement = database->prepare("PRAGMA quick_check(1)");
  if (!statement) return from(name, statement.error(), "", "");
  auto row = statement->step();
  if (!row) return from(name, row.error(), "", "");
  const std::string verdict = *row ? std::string(statement->text(0)) : "no answer";
  return {name, verdict == "ok", fmt::format("{} 结构检查：{}", file.filename().string(), verdict),
          fmt::format("{} structure check: {}", file.filename().string(), verdict)};
}

/// How much there is; that it is whole, `vault check` finds out, which reads all of it.
Check evidence_check(const stores::DataDirectory& directory) {
  const auto files = stores::list_evidence(directory.evidence_folder());
  if (!files) return from("evidence", files.error(), "", "");
  std::size_t originals = 0;
  std::uint64_t octets = 0;
  for (const stores::EvidenceFile& one : *files) {
    originals += one.shelf == stores::Shelf::original;
    octets += one.size;
  }
  return {"evidence", true, fmt::format("佐证原件 {} 个，公开副本 {} 个，共 {} MiB", originals, files->size() - originals, octets >> 20),
          fmt::format("{} originals of evidence, {} public copies, {} MiB", originals, files->size() - originals, octets >> 20)};
}

std::vector<Check> examine(const std::string& folder) {
  std::vector<Check> checks;
  auto files = city_files();
  checks.push_back(from("rules", files ? std::nullopt : std::optional(files.error()), "规则和行政区划可以读取",
                        "rules and places can be read"));
  auto directory = stores::DataDirectory::open(folder);
  checks.push_back(from("keys", directory ? std::nullopt : std::optional(directory.error()),
                        "数据目录和密钥可用，密钥仅所有者可读", "the data directory and its keys can be used"));
  checks.push_back(disk_space(folder));
  if (!directory) return checks;
  checks.push_back(journal_check(*directory));
  checks.push_back(integrity(directory->journal_file(), "journal.db"));
  checks.push_back(integrity(directory->vault_file(), "vault.db"));
  checks.push_back(evidence_check(*directory));
  const auto lock = stores::WriterLock::take(folder);
  checks.push_back({"writer", true, lock ? "当前没有写入进程" : lock.error().zh,
                    lock ? "no process is writing" : lock.error().en});
  return checks;
}

int doctor(const Common& common, const std::string& folder) {
  const std::vector<Check> checks = examine(folder);
  bool good = true;
  boost::json::array list;
  for (const Check& one : checks) {
    good &= one.good;
    const std::string& words = common.language == Language::zh ? one.zh : one.en;
    if (common.json) {
      list.push_back(boost::json::object{{"check", one.name}, {"good", one.good}, {"what", words}});
    } else {
      print(fmt::format("{} {:<11} {}\n", one.good ? "✓" : "✗", one.name, words));
    }
  }
  if (common.json) print(boost::json::serialize(boost::json::object{{"good", good}, {"checks", std::move(list)}}) + "\n");
  return good ? done : refused;
}

}  // namespace

void add_doctor(CLI::App& app, const Common& common, Chosen& chosen) {
  auto folder = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("doctor", in(common.language, "体检：数据目录、密钥、磁盘、流水", "examine data directory, keys, disk, journal"));
  add_data(*command, *folder);
  command->callback([&common, &chosen, folder] { chosen = [&common, folder] { return doctor(common, *folder); }; });
}

}  // namespace seethrough::app
