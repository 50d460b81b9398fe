#include <doctest/doctest.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "journal/memory_journal.h"
#include "stores/faulty_journal.h"
#include "stores/journal_contract.h"
#include "stores/scratch_folder.h"
#include "stores/sqlite/sqlite_journal.h"

namespace seethrough::stores {
namespace {

using contract::append_numbered;
using contract::read_all;
using journal::Journal;

/// Lends the one journal it keeps.
class MemoryShelf {
 public:
  std::unique_ptr<Journal> open() { return std::make_unique<Lent>(kept_); }

 private:
  struct Lent : Journal {
    explicit Lent(Journal& kept) : kept(kept) {}
    Result<journal::Head, Failure> head() override { return kept.head(); }
    Result<void, Failure> append(std::uint64_t expected_size, std::span<const journal::NewEntry> entries,
                                 std::string_view checkpoint) override {
      return kept.append(expected_size, entries, checkpoint);
    }
    Result<void, Failure> read(std::uint64_t from, std::uint64_t to, const Visit& visit) override {
      return kept.read(from, to, visit);
    }
    Journal& kept;
  };
  journal::MemoryJournal kept_;
};

class SqliteShelf {
 public:
  std::unique_ptr<Journal> open() {
    auto opened = SqliteJournal::open(file(), SqliteJournal::Mode::write);
    REQUIRE(opened);
    return std::move(*opened);
  }
  std::filesystem::path file() const { return folder_ / "journal.db"; }

 private:
  ScratchFolder folder_;
};

void damage(const std::filesystem::path& file, const std::string& sql) {
  auto database = Database::open(file, Database::Mode::read_write);
  REQUIRE(database);
  REQUIRE(database->run(sql));
}

TEST_CASE_TEMPLATE("every journal keeps the contract", Shelf, MemoryShelf, SqliteShelf) {
  Shelf shelf;
  SUBCASE("an empty journal has size nought") { contract::an_empty_journal_has_size_nought(shelf); }
  SUBCASE("what was appended is read back") { contract::what_was_appended_is_read_back(shelf); }
  SUBCASE("a part is read in order") { contract::a_part_is_read_in_order_and_the_visitor_may_stop(shelf); }
  SUBCASE("an append at another size is a conflict") {
    contract::an_append_at_another_size_is_a_conflict_and_changes_nothing(shelf);
  }
  SUBCASE("a reopened journal goes on where it was") { contract::a_reopened_journal_goes_on_where_it_was(shelf); }
  SUBCASE("two threads read while one appends") { contract::two_threads_read_while_one_appends(shelf); }
}

TEST_CASE("a faulty journal fails once, before or after writing") {
  for (const auto fault : {FaultyJournal::Fault::before_writing, FaultyJournal::Fault::after_writing}) {
    journal::MemoryJournal kept;
    FaultyJournal faulty(kept, 2, fault);
    REQUIRE(append_numbered(faulty, 0, 3));
    CHECK_FALSE(append_numbered(faulty, 3, 3));
    const std::uint64_t size = fault == FaultyJournal::Fault::before_writing ? 3 : 6;
    CHECK(faulty.head()->size == size);
    CHECK(append_numbered(faulty, size, 1));
    CHECK(read_all(faulty) == size + 1);
  }
}

TEST_CASE("a missing entry and a cut tail are noticed") {
  SqliteShelf shelf;
  REQUIRE(append_numbered(*shelf.open(), 0, 10));
  const auto ignore = [](std::uint64_t, std::string_view, const Digest&) { return true; };
  SUBCASE("in the middle") {
    damage(shelf.file(), "DELETE FROM journal WHERE seq=5");
    auto journal = shelf.open();
    auto read = journal->read(1, 10, ignore);
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == FailureKind::corrupt);
    CHECK(read.error().en.find("entry 5 is missing") != std::string::npos);
    CHECK(journal->read(6, 10, ignore));
  }
  SUBCASE("at the end, at the beginning, and one too many") {
    SUBCASE("end") { damage(shelf.file(), "DELETE FROM journal WHERE seq=10"); }
    SUBCASE("beginning") { damage(shelf.file(), "DELETE FROM journal WHERE seq=1"); }
    SUBCASE("too many") { damage(shelf.file(), "INSERT INTO journal VALUES(11, '{}', zeroblob(32))"); }
    auto opened = SqliteJournal::open(shelf.file(), SqliteJournal::Mode::write);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == FailureKind::corrupt);
    CHECK(opened.error().zh.find("流水头记为 10 条") != std::string::npos);
  }
  SUBCASE("while it is open") {
    auto journal = shelf.open();
    damage(shelf.file(), "DELETE FROM journal WHERE seq>8");
    auto read = journal->read(1, 5, ignore);
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == FailureKind::corrupt);
  }
}

TEST_CASE("of two writers that know the same head only one goes on") {
  SqliteShelf shelf;
  auto first = shelf.open();
  auto second = shelf.open();
  REQUIRE(append_numbered(*first, 0, 2));
  auto refused = append_numbered(*second, 0, 1);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == FailureKind::conflict);
  CHECK(append_numbered(*second, 2, 1));
  CHECK(read_all(*first) == 3);
}

TEST_CASE("a reader beside the writer sees each append and may not append") {
  SqliteShelf shelf;
  auto writer = shelf.open();
  auto reader = SqliteJournal::open(shelf.file(), SqliteJournal::Mode::read);
  REQUIRE(reader);
  CHECK((*reader)->head()->size == 0);
  REQUIRE(append_numbered(*writer, 0, 7));
  CHECK((*reader)->head()->size == 7);
  CHECK(read_all(**reader) == 7);
  auto refused = append_numbered(**reader, 7, 1);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == FailureKind::unavailable);
  writer.reset();
  CHECK(read_all(**reader) == 7);
}

TEST_CASE("a cleanly closed journal is one file and can be read as immutable") {
  SqliteShelf shelf;
  REQUIRE(append_numbered(*shelf.open(), 0, 7));
  CHECK_FALSE(std::filesystem::exists(shelf.file().string() + "-wal"));
  auto database = Database::open(shelf.file(), Database::Mode::immutable);
  REQUIRE(database);
  CHECK(*database->number("SELECT count(*) FROM journal") == 7);
  CHECK_FALSE(std::filesystem::exists(shelf.file().string() + "-shm"));
}

TEST_CASE("a journal in a read-only folder can be read") {
  if (::geteuid() == 0) {
    MESSAGE("skipped: permissions don't bind root");
    return;
  }
  SqliteShelf shelf;
  REQUIRE(append_numbered(*shelf.open(), 0, 7));
  const auto folder = shelf.file().parent_path();
  std::filesystem::permissions(folder, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  auto reader = SqliteJournal::open(shelf.file(), SqliteJournal::Mode::read);
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  REQUIRE(reader);
  CHECK(read_all(**reader) == 7);
}

TEST_CASE("a full disk refuses the whole append, and the journal goes on when there is space again") {
  SqliteShelf shelf;
  auto opened = SqliteJournal::open(shelf.file(), SqliteJournal::Mode::write);
  REQUIRE(opened);
  SqliteJournal& journal = **opened;
  REQUIRE(append_numbered(journal, 0, 10));
  REQUIRE(journal.limit_pages(5));
  auto refused = append_numbered(journal, 10, 5000);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == FailureKind::unavailable);
  CHECK(refused.error().en.find("The disk is full") != std::string::npos);
  CHECK(refused.error().zh.find("磁盘已满") != std::string::npos);
  CHECK(refused.error().en.find(shelf.file().string()) != std::string::npos);
  CHECK(read_all(journal) == 10);
  REQUIRE(journal.limit_pages(100000));
  REQUIRE(append_numbered(journal, 10, 5000));
  CHECK(read_all(journal) == 5010);
}

TEST_CASE("the log is moved into the file while the writer writes, and nothing is lost") {
  SqliteShelf shelf;
  auto journal = shelf.open();
  const std::string text(60'000, 'x');
  const std::vector<journal::NewEntry> entries(256, {text, {}});
  for (std::uint64_t size = 0; size < 40 * 256; size += 256) REQUIRE(journal->append(size, entries, "c"));
  // 600 MB went through a log that is moved from 64 MiB on, by a thread of its own: sooner or later, so it is waited for.
  std::uintmax_t moved = 0;
  for (int tries = 0; moved < 100'000'000 && tries < 600; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    moved = std::filesystem::file_size(shelf.file());
  }
  CHECK(moved >= 100'000'000);
  std::uint64_t read = 0;
  REQUIRE(journal->read(1, UINT64_MAX, [&](std::uint64_t, std::string_view bytes, const Digest&) {
    read += bytes == text;
    return true;
  }));
  CHECK(read == 40 * 256);
}

TEST_CASE("a file that is no journal is refused with a sentence and left as it is") {
  ScratchFolder folder;
  const auto file = folder / "journal.db";
  const auto kind_of_failure = [&](SqliteJournal::Mode mode) {
    auto opened = SqliteJournal::open(file, mode);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().en.find(file.string()) != std::string::npos);
    CHECK(opened.error().zh.find(file.string()) != std::string::npos);
    return opened.error().kind;
  };
  SUBCASE("text") {
    std::ofstream(file) << std::string(4096, 'a');
    CHECK(kind_of_failure(SqliteJournal::Mode::write) == FailureKind::corrupt);
  }
  SUBCASE("another program's database") {
    damage(file, "CREATE TABLE notes(text)");
    CHECK(kind_of_failure(SqliteJournal::Mode::write) == FailureKind::malformed);
    damage(file, "INSERT INTO notes VALUES('still there')");
  }
  SUBCASE("a newer version") {
    REQUIRE(SqliteJournal::open(file, SqliteJournal::Mode::write));
    damage(file, "PRAGMA user_version=2");
    CHECK(kind_of_failure(SqliteJournal::Mode::write) == FailureKind::malformed);
    CHECK(kind_of_failure(SqliteJournal::Mode::read) == FailureKind::malformed);
  }
  SUBCASE("nothing, for a reader") { CHECK(kind_of_failure(SqliteJournal::Mode::read) == FailureKind::not_found); }
  SUBCASE("a folder") {
    std::filesystem::create_directory(file);
    CHECK(kind_of_failure(SqliteJournal::Mode::write) == FailureKind::not_found);
  }
}

TEST_CASE("a missing folder and a file in a folder's place are told apart") {
  ScratchFolder folder;
  auto missing = SqliteJournal::open(folder / "none" / "journal.db", SqliteJournal::Mode::write);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == FailureKind::not_found);
  CHECK(missing.error().en.find("is missing") != std::string::npos);
  std::ofstream(folder / "file") << "x";
  auto misplaced = SqliteJournal::open(folder / "file" / "journal.db", SqliteJournal::Mode::write);
  REQUIRE_FALSE(misplaced);
  CHECK(misplaced.error().en.find("is a file where a folder is expected") != std::string::npos);
}

TEST_CASE("a database that another process holds is a conflict with a sentence") {
  SqliteShelf shelf;
  shelf.open();
  auto holder = Database::open(shelf.file(), Database::Mode::read_write);
  auto waiter = Database::open(shelf.file(), Database::Mode::read_write);
  REQUIRE(holder);
  REQUIRE(waiter);
  REQUIRE(waiter->run("PRAGMA busy_timeout=0"));
  auto held = Transaction::begin(*holder);
  REQUIRE(held);
  auto refused = Transaction::begin(*waiter);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == FailureKind::conflict);
}

}  // namespace
}  // namespace seethrough::stores
