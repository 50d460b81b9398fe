#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

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

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string_view raw(const Pseudonym& subject) {
  return {reinterpret_cast<const char*>(subject.bytes.data()), subject.bytes.size()};
}

TEST_CASE_TEMPLATE("every vault gives back what was put in, once, until it is erased", Shelf, MemoryShelf, SqliteShelf) {
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

}  // namespace
}  // namespace seethrough::stores
