#include "stores/backup.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "stores/file_evidence.h"
#include "stores/key_export.h"
#include "stores/scratch_folder.h"
#include "stores/sqlite/sqlite_trail.h"
#include "stores/sqlite/sqlite_vault.h"

namespace seethrough::stores {
namespace {

namespace fs = std::filesystem;

constexpr ExportCost cheap{1, 1024};

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Keys some_keys() {
  Keys keys;
  std::uint8_t fill = 1;
  for (const char* name : {"log.key", "vault.key", "vault-seal-3.key"}) keys[name].fill(fill++);
  return keys;
}

TEST_CASE("keys under a passphrase come back as they were, and with no other passphrase") {
  const Keys keys = some_keys();
  const auto text = seal_keys(keys, "haitang-4827-mudan", system_random(), cheap);
  REQUIRE(text);
  CHECK(text->starts_with("seethrough-keys 1\nargon2id passes=1 memory_kib=1024 salt="));
  CHECK(text->find("0101010101") == std::string::npos);
  CHECK(*open_keys(*text, "haitang-4827-mudan") == keys);
  CHECK(open_keys(*text, "haitang-4827-mudaN").error().kind == FailureKind::corrupt);
  CHECK(open_keys(*text, "").error().kind == FailureKind::corrupt);
  for (std::size_t at = 0; at < text->size(); at += 3) {  // any octet changed, anywhere
    std::string changed = *text;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    if (changed != *text) CHECK_FALSE(open_keys(changed, "haitang-4827-mudan").has_value());
  }
  for (std::size_t size = 0; size < text->size(); size += 7)
    CHECK_FALSE(open_keys(text->substr(0, size), "haitang-4827-mudan").has_value());
  std::string newer = *text;
  newer.replace(newer.find("keys 1"), 6, "keys 2");
  CHECK(open_keys(newer, "haitang-4827-mudan").error().en.find("newer release") != std::string::npos);
  std::string greedy = *text;
  greedy.replace(greedy.find("=1024"), 5, "=999999999");
  CHECK(open_keys(greedy, "haitang-4827-mudan").error().kind == FailureKind::malformed);
}

TEST_CASE("key files are put back where they are missing, never over others") {
  ScratchFolder folder;
  const fs::path place = folder / "keys";
  const Keys keys = some_keys();
  REQUIRE(write_keys(place, keys));
  CHECK(*read_keys(place) == keys);
  fs::remove(place / "log.key");
  CHECK(read_keys(place).error().kind == FailureKind::not_found);
  REQUIRE(write_keys(place, keys));
  CHECK(*read_keys(place) == keys);
  Keys others = keys;
  others["vault.key"].fill(9);
  fs::remove(place / "log.key");
  CHECK(write_keys(place, others).error().kind == FailureKind::conflict);
  CHECK_FALSE(fs::exists(place / "log.key"));
}

/// A city with a vault and a trail, and a folder for its backup.
struct Scene {
  Scene() {
    auto made = DataDirectory::create(folder / "city");
    REQUIRE(made);
    directory = std::make_unique<DataDirectory>(std::move(*made));
    std::ofstream(directory->city_file()) << "log: example.gov.cn/test\n";
    vault = std::move(*SqliteVault::open(directory->vault_file(), directory->vault_key()));
    for (int i = 0; i < 2000; ++i) documents.push_back("{\"n\":" + std::to_string(i) + "}");
    put(0, 1000);
    auto trail = std::move(*SqliteTrail::open(directory->folder() / "audit.db", directory->vault_key()));
    TrailRow row;
    row.subject = "x";
    trail->add(row);
    REQUIRE(trail->flush());
    fs::create_directory(folder / "copy");
  }
  void put(std::size_t from, std::size_t to) {
    std::vector<NewRecord> records;
    for (std::size_t i = from; i < to; ++i) records.push_back({vault->pseudonym("name", documents[i]), documents[i]});
    REQUIRE(vault->put(records));
  }
  Result<Manifest, Failure> copy(bool with_keys = false, const BackupStep& step = {}) {
    return copy_city(*directory, folder / "copy", with_keys, Instant{1'700'000'000'000}, step);
  }
  ScratchFolder folder;
  std::unique_ptr<DataDirectory> directory;
  std::unique_ptr<SqliteVault> vault;
  std::vector<std::string> documents;
};

TEST_CASE("a copy is the state at one moment, while others write") {
  Scene scene;
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    for (std::size_t i = 1000; i < 2000 && !stop; ++i) scene.put(i, i + 1);
  });
  auto manifest = scene.copy();
  stop = true;
  writer.join();
  REQUIRE(manifest);
  std::vector<std::string> names;
  for (const BackupFile& one : manifest->files) names.push_back(one.name);
  CHECK(names == std::vector<std::string>{"audit.db", "vault.db", "city.yaml"});
  CHECK_FALSE(fs::exists(scene.folder / "copy/keys"));
  auto copied = SqliteVault::open(scene.folder / "copy/vault.db", scene.directory->vault_key());
  REQUIRE(copied);
  auto checked = (*copied)->check();
  CHECK(checked->bad.empty());
  CHECK(checked->documents >= 1000);
  auto trail = SqliteTrail::open(scene.folder / "copy/audit.db", scene.directory->vault_key());
  CHECK(*(*trail)->check() == 1);
}

TEST_CASE("a copy needs no write-ahead log, and reading it leaves it as it is") {
  Scene scene;
  const auto manifest = scene.copy(true);
  REQUIRE(manifest);
  REQUIRE(write_manifest(scene.folder / "copy", *manifest, scene.directory->log_seed()));
  {
    auto read = Database::open(scene.folder / "copy/vault.db", Database::Mode::read);
    CHECK(*read->number("SELECT count(*) FROM record") == 1000);
  }
  CHECK_FALSE(fs::exists(scene.folder / "copy/vault.db-wal"));
  const auto read = read_manifest(scene.folder / "copy");
  REQUIRE(read);
  CHECK(read->keys);
  CHECK(read->made_at == Instant{1'700'000'000'000});
  REQUIRE(check_backup(scene.folder / "copy", *read, scene.directory->log_seed(), {}));
  CHECK(*read_keys(scene.folder / "copy/keys") == *read_keys(scene.directory->folder() / "keys"));
  const LogSeed another;
  CHECK(check_backup(scene.folder / "copy", *read, another, {}).error().kind == FailureKind::corrupt);
}

TEST_CASE("a manifest that was changed in any octet is refused") {
  Scene scene;
  const fs::path folder = scene.folder / "copy", file = folder / "manifest.json";
  REQUIRE(write_manifest(folder, *scene.copy(), scene.directory->log_seed()));
  const std::string whole = contents(file);
  const auto accepted = [&](const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
    const auto read = read_manifest(folder);
    return read && check_backup(folder, *read, scene.directory->log_seed(), {});
  };
  REQUIRE(accepted(whole));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] ^= 1;
    CHECK_MESSAGE(!accepted(changed), changed);
  }
  CHECK_FALSE(accepted(whole + " "));
  CHECK_FALSE(accepted(whole.substr(0, whole.size() - 1)));
  std::string outside = whole;
  outside.replace(outside.find("vault.db"), 8, "../vault");
  std::ofstream(file, std::ios::binary) << outside;
  CHECK(read_manifest(folder).error().kind == FailureKind::malformed);  // never a path out of the folder
}

TEST_CASE("evidence is copied and restored with the city, and its change is found") {
  Scene scene;
  const fs::path folder = scene.folder / "copy";
  auto evidence = std::move(*FileEvidence::open(scene.directory->evidence_folder(), scene.directory->vault_key(),
                                                FileEvidence::Mode::read_write));
  const std::string photograph(300'000, 'p');
  const Digest original = *evidence->put(Shelf::original, photograph), published = *evidence->put(Shelf::published, "p");
  std::ofstream(scene.directory->evidence_folder() / (evidence_name(Shelf::original, original) + ".new")) << "unfinished";
  CHECK(backup_size(*scene.directory) > photograph.size());
  const auto manifest = scene.copy();
  REQUIRE(manifest);
  REQUIRE(write_manifest(folder, *manifest, scene.directory->log_seed()));
  CHECK(contents(folder / "manifest.json").starts_with("{\"format\":2,"));
  CHECK_FALSE(fs::exists(folder / "evidence" / (evidence_name(Shelf::original, original) + ".new")));
  const auto read = read_manifest(folder);
  REQUIRE(read);
  CHECK(read->files.size() == 5);
  REQUIRE(check_backup(folder, *read, scene.directory->log_seed(), {}));

  fs::create_directory(scene.folder / "restored");
  REQUIRE(copy_back(folder, *read, scene.folder / "restored", {}));
  auto restored = std::move(*FileEvidence::open(scene.folder / "restored/evidence", scene.directory->vault_key(),
                                                FileEvidence::Mode::read));
  CHECK(*restored->get(Shelf::original, original) == photograph);
  CHECK(*restored->get(Shelf::published, published) == "p");

  std::ofstream(folder / "evidence" / evidence_name(Shelf::published, published)) << "q";
  CHECK(check_backup(folder, *read, scene.directory->log_seed(), {}).error().kind == FailureKind::corrupt);
  std::string outside = contents(folder / "manifest.json");
  outside.replace(outside.find("evidence/original/"), 18, "evidence/original.");
  std::ofstream(folder / "manifest.json", std::ios::binary) << outside;
  CHECK(read_manifest(folder).error().kind == FailureKind::malformed);
}

TEST_CASE("a backup without evidence is one that older programs read") {
  Scene scene;
  REQUIRE(write_manifest(scene.folder / "copy", *scene.copy(), scene.directory->log_seed()));
  CHECK(contents(scene.folder / "copy/manifest.json").starts_with("{\"format\":1,"));
}

TEST_CASE("copying stops when asked to") {
  Scene scene;
  auto stopped = scene.copy(false, [](std::uint64_t, std::uint64_t) { return false; });
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().zh.find("已中断") != std::string::npos);
}

TEST_CASE("a folder in the making appears whole or goes") {
  ScratchFolder folder;
  {
    auto making = FolderInMaking::begin(folder / "new", 1);
    REQUIRE(making);
    std::ofstream(making->path() / "city.yaml") << "x";
  }
  CHECK(fs::is_empty(folder.path()));
  fs::create_directory(folder / "new.part");  // of a killed process
  std::ofstream(folder / "new.part/journal.db-journal") << "x";
  {
    auto making = FolderInMaking::begin((folder / "new").string() + "/", 1);
    REQUIRE(making);
    std::ofstream(making->path() / "city.yaml") << "x";
    REQUIRE(making->finish());
  }
  CHECK(contents(folder / "new/city.yaml") == "x");
  CHECK_FALSE(fs::exists(folder / "new.part"));
  CHECK(FolderInMaking::begin(folder / "new", 1).error().kind == FailureKind::conflict);
  CHECK(FolderInMaking::begin(folder / "none/new", 1).error().kind == FailureKind::not_found);
  const auto full = FolderInMaking::begin(folder / "other", std::uint64_t{1} << 60);
  REQUIRE_FALSE(full);
  CHECK(full.error().kind == FailureKind::unavailable);
  fs::create_directory(folder / "mine.part");
  std::ofstream(folder / "mine.part/letter.txt") << "keep me";
  CHECK(FolderInMaking::begin(folder / "mine", 1).error().kind == FailureKind::conflict);
  CHECK(fs::exists(folder / "mine.part/letter.txt"));
}

}  // namespace
}  // namespace seethrough::stores
