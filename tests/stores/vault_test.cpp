#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

#include "stores/memory_vault.h"
#include "stores/scratch_folder.h"
#include "stores/sqlite/sqlite_vault.h"

namespace seethrough::stores {
namespace {

MasterKey key_of(std::uint8_t octet) {
  MasterKey key;
  key.bytes.fill(octet);
  return key;
}

/// Counts upwards: reproducible, and never the same twice.
RandomSource counting_random() {
  return [next = std::uint8_t{0}](std::span<std::uint8_t> out) mutable {
    for (auto& octet : out) octet = next++;
  };
}

class MemoryShelf {
 public:
  Vault& vault() { return vault_; }

 private:
  MemoryVault vault_{key_of(1)};
};

class SqliteShelf {
 public:
  SqliteShelf() {
    auto opened = SqliteVault::open(folder_ / "vault.db", key_of(1));
    REQUIRE(opened);
    vault_ = std::move(*opened);
  }
  Vault& vault() { return *vault_; }

 private:
  ScratchFolder folder_;
  std::unique_ptr<SqliteVault> vault_;
};

/// A vault whose documents are sealed under a key of its own file.
class RotatedShelf : public SqliteShelf {
 public:
  RotatedShelf() { REQUIRE(static_cast<SqliteVault&>(vault()).rotate()); }
};

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string_view raw(const Pseudonym& subject) {
  return {reinterpret_cast<const char*>(subject.bytes.data()), subject.bytes.size()};
}

TEST_CASE_TEMPLATE("every vault gives back what was put in, once, until it is erased", Shelf, MemoryShelf, SqliteShelf,
                   RotatedShelf) {
  Shelf shelf;
  Vault& vault = shelf.vault();
  const auto li = vault.pseudonym("identity_number", "11010519491231002X");
  const auto wang = vault.pseudonym("identity_number", "440524188001010014");
  const NewRecord records[] = {{li, R"({"name":"李"})"}, {wang, R"({"name":"王"})"}, {li, R"({"phone":"1"})"}};
  auto first = vault.put(records);
  REQUIRE(first);
  REQUIRE(first->size() == 3);
  CHECK(*vault.count() == 3);

  auto kept = vault.get(li);
  REQUIRE(kept);
  REQUIRE(kept->size() == 2);
  CHECK((*kept)[0].document == R"({"name":"李"})");
  CHECK((*kept)[1].document == R"({"phone":"1"})");
  CHECK((*kept)[0].commitment == (*first)[0]);
  CHECK(commitment((*kept)[0].salt, (*kept)[0].document) == (*first)[0]);
  CHECK((*kept)[0].salt != (*kept)[1].salt);

  auto again = vault.put(records);
  REQUIRE(again);
  CHECK(*again == *first);
  CHECK(*vault.count() == 3);
  const NewRecord same_document_of_another[] = {{wang, R"({"name":"李"})"}};
  CHECK(vault.put(same_document_of_another)->front() != (*first)[0]);

  CHECK(*vault.erase(li) == 2);
  CHECK(vault.get(li)->empty());
  CHECK(*vault.erase(li) == 0);
  CHECK(*vault.count() == 2);
  CHECK(vault.put(records)->front() != (*first)[0]);  // a new salt: the old commitment stays unopened
}

TEST_CASE("a pseudonym depends on the key, the kind and the value's normal form alone") {
  const MemoryVault vault(key_of(1));
  const auto pseudonym = vault.pseudonym("identity_number", "11010519491231002X");
  CHECK(pseudonym == vault.pseudonym("identity_number", " 110105 19491231 002x\n"));
  CHECK(pseudonym == vault.pseudonym("identity_number", "１１０１０５１９４９１２３１００２Ｘ"));
  CHECK(pseudonym == vault.pseudonym("identity_number", "１１０１０５１９４９１２３１００２ｘ\u3000"));
  CHECK(pseudonym != vault.pseudonym("phone", "11010519491231002X"));
  CHECK(pseudonym != vault.pseudonym("identity_number", "110105194912310021"));
  CHECK(pseudonym != MemoryVault(key_of(2)).pseudonym("identity_number", "11010519491231002X"));
  CHECK(vault.pseudonym("name", "李明") != vault.pseudonym("name", "李朋"));
  CHECK(vault.fingerprint("a") == vault.fingerprint("a"));
  CHECK(vault.fingerprint("a") != vault.fingerprint("b"));
}

TEST_CASE("a reproducible random source gives reproducible commitments") {
  MemoryVault first(key_of(1), counting_random());
  MemoryVault second(key_of(1), counting_random());
  const NewRecord records[] = {{first.pseudonym("name", "李"), "{}"}};
  CHECK(*first.put(records) == *second.put(records));
}

TEST_CASE("the vault's file shows nothing in the clear, survives reopening, and forgets the erased") {
  ScratchFolder folder;
  const auto file = folder / "vault.db";
  auto vault = std::move(*SqliteVault::open(file, key_of(1)));
  const auto li = vault->pseudonym("name", "李");
  const NewRecord records[] = {{li, R"({"identity_number":"11010519491231002X"})"}};
  const auto commitments = vault->put(records);
  REQUIRE(commitments);
  vault.reset();
  CHECK(contents(file).find("11010519491231002X") == std::string::npos);
  CHECK(contents(file).find(raw(li)) != std::string::npos);

  vault = std::move(*SqliteVault::open(file, key_of(1)));
  CHECK(*vault->put(records) == *commitments);
  CHECK(vault->get(li)->front().document == records[0].document);
  CHECK(*vault->erase(li) == 1);
  CHECK(contents(file).find(raw(li)) == std::string::npos);
  CHECK(contents(file.string() + "-wal").find(raw(li)) == std::string::npos);
}

TEST_CASE("another key is refused when the vault is opened") {
  ScratchFolder folder;
  REQUIRE(SqliteVault::open(folder / "vault.db", key_of(1)));
  auto refused = SqliteVault::open(folder / "vault.db", key_of(2));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == FailureKind::conflict);
  CHECK(refused.error().zh.find("keys/vault.key") != std::string::npos);
}

TEST_CASE("a row that was tampered with is refused") {
  ScratchFolder folder;
  const auto file = folder / "vault.db";
  auto vault = std::move(*SqliteVault::open(file, key_of(1)));
  const auto li = vault->pseudonym("name", "李");
  const auto wang = vault->pseudonym("name", "王");
  const NewRecord records[] = {{li, "{\"n\":1}"}, {wang, "{\"n\":2}"}};
  REQUIRE(vault->put(records));
  auto database = Database::open(file, Database::Mode::read_write);
  REQUIRE(database);
  SUBCASE("another person's document in its place") {
    REQUIRE(database->run("UPDATE record SET sealed=(SELECT sealed FROM record WHERE id=2) WHERE id=1"));
  }
  SUBCASE("another commitment") { REQUIRE(database->run("UPDATE record SET commitment=zeroblob(32) WHERE id=1")); }
  SUBCASE("cut short") { REQUIRE(database->run("UPDATE record SET sealed=substr(sealed, 1, 60) WHERE id=1")); }
  SUBCASE("emptied") { REQUIRE(database->run("UPDATE record SET sealed=x'' WHERE id=1")); }
  auto refused = vault->get(li);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == FailureKind::corrupt);
  CHECK(refused.error().en.find("row 1") != std::string::npos);
  CHECK(vault->get(wang)->size() == 1);
}

TEST_CASE("an erased document leaves no octet of its row in the files") {
  ScratchFolder folder;
  const auto file = folder / "vault.db";
  auto vault = std::move(*SqliteVault::open(file, key_of(1)));
  const auto li = vault->pseudonym("name", "李"), wang = vault->pseudonym("name", "王");
  const std::string long_document = "{\"text\":\"" + std::string(20'000, 'x') + "\"}";  // over several pages
  const NewRecord records[] = {{li, "{\"n\":1}"}, {wang, "{\"n\":2}"}, {li, long_document}};
  const auto commitments = vault->put(records);
  std::vector<std::string> sealed;
  {
    auto database = Database::open(file, Database::Mode::read);
    auto rows = database->prepare("SELECT sealed FROM record WHERE subject=?");
    rows->bind(1, li);
    while (*rows->step()) sealed.emplace_back(reinterpret_cast<const char*>(rows->blob(0).data()), rows->blob(0).size());
  }
  REQUIRE(sealed.size() == 2);
  const auto everything = [&] { return contents(file) + contents(file.string() + "-wal"); };
  CHECK(everything().find(sealed[0]) != std::string::npos);
  CHECK(*vault->erase(li) == 2);
  const std::string left = everything();
  CHECK(left.find(raw(li)) == std::string::npos);
  for (const std::string& one : sealed) {
    for (std::size_t from = 0; from + 64 <= one.size(); from += 64)
      REQUIRE(left.find(one.substr(from, 64)) == std::string::npos);
  }
  for (const std::size_t row : {0U, 2U}) {
    const auto& bytes = (*commitments)[row].bytes;
    CHECK(left.find(std::string(bytes.begin(), bytes.end())) == std::string::npos);
  }
  CHECK(vault->get(wang)->size() == 1);
}

/// A city's folder with a vault of 1,200 documents of 400 people.
struct City {
  City() {
    std::filesystem::create_directory(folder / "keys");
    reopen();
    std::vector<std::string> documents;
    std::vector<NewRecord> records;
    for (int i = 0; i < 1200; ++i) documents.push_back("{\"n\":" + std::to_string(i) + "}");
    for (int i = 0; i < 1200; ++i)
      records.push_back({vault->pseudonym("name", std::to_string(i % 400)), documents[static_cast<std::size_t>(i)]});
    commitments = *vault->put(records);
  }
  void reopen() {
    vault.reset();
    auto opened = SqliteVault::open(file(), key_of(1));
    REQUIRE(opened);
    vault = std::move(*opened);
  }
  std::filesystem::path file() const { return folder / "vault.db"; }
  std::filesystem::path key(int generation) const {
    return folder / "keys" / ("vault-seal-" + std::to_string(generation) + ".key");
  }
  std::map<std::int64_t, std::uint64_t> generations() {
    auto checked = vault->check();
    REQUIRE(checked);
    CHECK(checked->finished);
    CHECK(checked->bad.empty());
    return checked->by_generation;
  }
  void all_there() {
    for (int person = 0; person < 400; ++person) {
      const auto kept = vault->get(vault->pseudonym("name", std::to_string(person)));
      REQUIRE(kept);
      REQUIRE(kept->size() == 3);
      CHECK((*kept)[2].document == "{\"n\":" + std::to_string(800 + person) + "}");
      CHECK((*kept)[2].commitment == commitments[static_cast<std::size_t>(800 + person)]);
    }
  }
  ScratchFolder folder;
  std::unique_ptr<SqliteVault> vault;
  std::vector<Digest> commitments;
};

using Generations = std::map<std::int64_t, std::uint64_t>;

TEST_CASE("keys are replaced: every document is sealed anew, pseudonyms and commitments stay") {
  City city;
  CHECK(city.generations() == Generations{{0, 1200}});
  std::string sealed;
  {
    auto database = Database::open(city.file(), Database::Mode::read);
    auto row = database->prepare("SELECT sealed FROM record WHERE id=600");
    REQUIRE(*row->step());
    sealed.assign(reinterpret_cast<const char*>(row->blob(0).data()), row->blob(0).size());
  }
  const auto everything = [&] { return contents(city.file()) + contents(city.file().string() + "-wal"); };
  CHECK(everything().find(sealed) != std::string::npos);
  std::vector<std::uint64_t> steps;
  auto rotated = city.vault->rotate([&](std::uint64_t done, std::uint64_t total) {
    CHECK(total == 1200);
    steps.push_back(done);
  });
  REQUIRE(rotated);
  CHECK(rotated->generation == 1);
  CHECK(rotated->resealed == 1200);
  CHECK(rotated->finished);
  CHECK(steps == std::vector<std::uint64_t>{500, 1000, 1200});
  CHECK(everything().find(sealed) == std::string::npos);  // nor in the log
  CHECK(city.generations() == Generations{{1, 1200}});
  CHECK(std::filesystem::exists(city.key(1)));
  CHECK((std::filesystem::status(city.key(1)).permissions() & std::filesystem::perms::group_all) ==
        std::filesystem::perms::none);
  city.all_there();

  REQUIRE(city.vault->rotate());
  CHECK_FALSE(std::filesystem::exists(city.key(1)));
  CHECK(std::filesystem::exists(city.key(2)));
  city.reopen();
  CHECK(city.generations() == Generations{{2, 1200}});
  city.all_there();
}

TEST_CASE("a rotation that was interrupted leaves everything in use, and goes on where it was") {
  City city;
  int asked = 0;
  auto cut = city.vault->rotate({}, [&] { return ++asked > 1; });
  REQUIRE(cut);
  CHECK_FALSE(cut->finished);
  CHECK(cut->resealed == 500);
  city.reopen();
  CHECK(city.generations() == Generations{{0, 700}, {1, 500}});
  city.all_there();
  const NewRecord fresh[] = {{city.vault->pseudonym("name", "new"), "{}"}};
  REQUIRE(city.vault->put(fresh));
  CHECK(city.generations() == Generations{{0, 700}, {1, 501}});
  auto rest = city.vault->rotate();
  REQUIRE(rest);
  CHECK(rest->generation == 1);
  CHECK(rest->resealed == 700);
  CHECK(rest->finished);
  CHECK(city.generations() == Generations{{1, 1201}});

  // Stopped with generation 1 still in use: its file stays until no row needs it.
  asked = 0;
  REQUIRE_FALSE(city.vault->rotate({}, [&] { return ++asked > 1; })->finished);
  city.reopen();
  CHECK(std::filesystem::exists(city.key(1)));
  city.all_there();
  REQUIRE(city.vault->rotate()->finished);
  CHECK_FALSE(std::filesystem::exists(city.key(1)));
  city.all_there();
}

TEST_CASE("a key file that was made just before a crash is left aside") {
  City city;
  std::ofstream(city.key(1)) << std::string(64, '7') << "\n";
  auto rotated = city.vault->rotate();
  REQUIRE(rotated);
  CHECK(rotated->generation == 2);
  CHECK_FALSE(std::filesystem::exists(city.key(1)));
  city.reopen();
  city.all_there();
}

TEST_CASE("readers and writers go on while keys are replaced") {
  City city;
  std::atomic<bool> stop{false};
  std::atomic<int> strange{0};
  std::thread reader([&] {
    for (int person = 0; !stop; person = (person + 1) % 400) {
      auto kept = city.vault->get(city.vault->pseudonym("name", std::to_string(person)));
      if (!kept || kept->size() != 3) ++strange;
    }
  });
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) {
      const std::string document = "{\"w\":" + std::to_string(i) + "}";
      const NewRecord records[] = {{city.vault->pseudonym("name", "writer"), document}};
      if (!city.vault->put(records)) ++strange;
    }
  });
  for (int i = 0; i < 3; ++i) CHECK(city.vault->rotate()->finished);
  stop = true;
  reader.join();
  writer.join();
  CHECK(strange == 0);
  CHECK(city.generations().size() == 1);
  city.all_there();
}

TEST_CASE("another process that has the vault open follows to the new key") {
  City city;
  auto beside = std::move(*SqliteVault::open(city.file(), key_of(1)));
  REQUIRE(city.vault->rotate());
  REQUIRE(city.vault->rotate());
  CHECK(beside->get(beside->pseudonym("name", "7"))->size() == 3);
  const NewRecord records[] = {{beside->pseudonym("name", "new"), "{}"}};
  REQUIRE(beside->put(records));
  CHECK(city.generations() == Generations{{2, 1201}});
}

TEST_CASE("a generation's key file that is missing, of another vault, or readable by others is named") {
  City city;
  REQUIRE(city.vault->rotate());
  city.vault.reset();
  SUBCASE("missing") { std::filesystem::remove(city.key(1)); }
  SUBCASE("another") { std::ofstream(city.key(1)) << std::string(64, '7') << "\n"; }
  SUBCASE("cut short") { std::ofstream(city.key(1)) << "77\n"; }
  SUBCASE("open to others") {
    std::filesystem::permissions(city.key(1), std::filesystem::perms::group_read, std::filesystem::perm_options::add);
  }
  auto refused = SqliteVault::open(city.file(), key_of(1));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().en.find(city.key(1).string()) != std::string::npos);
  CHECK(refused.error().zh.find(city.key(1).string()) != std::string::npos);
}

TEST_CASE("a file from before keys had generations is taken over as it is") {
  City city;
  city.vault.reset();
  {
    auto database = Database::open(city.file(), Database::Mode::read_write);
    REQUIRE(database->run("DROP TABLE seal_key; ALTER TABLE about DROP COLUMN generation;"
                          "ALTER TABLE record DROP COLUMN generation; PRAGMA user_version=1"));
  }
  CHECK(SqliteVault::open(city.file(), key_of(2)).error().kind == FailureKind::conflict);
  city.reopen();
  CHECK(city.generations() == Generations{{0, 1200}});
  city.all_there();
}

TEST_CASE("a changed row is found by check and stops a rotation, which loses nothing") {
  City city;
  auto database = Database::open(city.file(), Database::Mode::read_write);
  REQUIRE(database->run("CREATE TABLE aside AS SELECT sealed FROM record WHERE id=700;"
                        "UPDATE record SET sealed=zeroblob(100) WHERE id=700"));
  auto checked = city.vault->check();
  REQUIRE(checked);
  CHECK(checked->bad == std::vector<std::int64_t>{700});
  CHECK(checked->documents == 1200);
  auto rotated = city.vault->rotate();
  REQUIRE_FALSE(rotated);
  CHECK(rotated.error().en.find("row 700") != std::string::npos);
  REQUIRE(database->run("UPDATE record SET sealed=(SELECT sealed FROM aside) WHERE id=700"));
  CHECK(city.vault->rotate()->finished);
  city.all_there();
  REQUIRE(database->run("UPDATE record SET generation=9 WHERE id=1"));
  CHECK(city.vault->check()->bad == std::vector<std::int64_t>{1});
}

}  // namespace
}  // namespace seethrough::stores
