// Every kind of tampering with a journal is found, and the entry is named.

#include <doctest/doctest.h>

#include <algorithm>

#include "audit/journal_file.h"
#include "audit/scene.h"
#include "audit/verify_journal.h"
#include "stores/scratch_folder.h"
#include "stores/sqlite/sqlite_journal.h"

using namespace audit_test;
using namespace seethrough::audit;

namespace {

City& city() {
  static City one;
  return one;
}

JournalReport verified(journal::Journal& journal) {
  auto report = verify_journal(journal, city().key.verifier, places());
  if (!report) FAIL(report.error().en);
  return *std::move(report);
}

bool names(const JournalReport& report, std::uint64_t seq) {
  return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& one) {
    return one.seq == seq && !one.zh.empty() && !one.en.empty();
  });
}
bool says(const JournalReport& report, std::string_view part) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const Finding& one) { return one.en.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("a journal as it was written has no finding, and its bulletins come out again") {
  OpenJournal journal(city().journal);
  const JournalReport report = verified(journal);
  for (const Finding& one : report.findings) MESSAGE(one.en);
  CHECK(report.findings.empty());
  CHECK(report.entries == 14);
  CHECK(report.bulletins == 2);
  CHECK(report.bulletins_recomputed == 2);
  CHECK(report.checkpoint == city().engine->checkpoint());
  city().engine->look_at_tree([&](const proof::Tree& tree) { CHECK(report.root == tree.root()); });
  CHECK(verified(city().journal).findings.empty());
}

TEST_CASE("an empty journal is sound") {
  journal::MemoryJournal empty;
  const JournalReport report = verified(empty);
  CHECK(report.findings.empty());
  CHECK(report.entries == 0);
}

TEST_CASE("one changed byte anywhere in an entry names that entry") {
  for (std::size_t i = 0; i < 14; ++i) {
    const OpenJournal sound(city().journal);
    for (std::size_t at = 0; at < sound.rows[i].bytes.size(); at += 7) {
      OpenJournal journal(city().journal);
      journal.rows[i].bytes[at] = static_cast<char>(journal.rows[i].bytes[at] ^ 1);
      CHECK(names(verified(journal), i + 1));
    }
  }
}

TEST_CASE("one changed byte in a stored hash names its entry") {
  for (std::size_t i = 0; i < 14; ++i) {
    OpenJournal journal(city().journal);
    journal.rows[i].leaf.bytes[i] ^= 0x80;
    const JournalReport report = verified(journal);
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].seq == i + 1);
    CHECK(report.bulletins_recomputed == 2);
  }
}

TEST_CASE("an entry changed together with its hash is found by the root, and by the bulletin that counted it") {
  OpenJournal journal(city().journal);
  std::string& bytes = journal.rows[2].bytes;
  bytes.replace(bytes.find("\"price\":329900"), 14, "\"price\":329901");
  journal.rows[2].leaf = proof::leaf_hash(bytes);
  const JournalReport report = verified(journal);
  CHECK(says(report, "the Merkle root"));
  CHECK(says(report, "another digest"));
  CHECK(names(report, 11));
}

TEST_CASE("an entry that can't be read is named and does not end the verification") {
  OpenJournal journal(city().journal);
  journal.rows[4].bytes = "not JSON";
  journal.rows[4].leaf = proof::leaf_hash("not JSON");
  journal.rows[12].leaf = {};
  const JournalReport report = verified(journal);
  CHECK(report.entries == 14);
  CHECK(names(report, 5));
  CHECK(names(report, 13));
  CHECK(says(report, "cannot be read"));
  CHECK(report.bulletins_recomputed == 0);
}

TEST_CASE("swapped entries are both named") {
  OpenJournal journal(city().journal);
  std::swap(journal.rows[3].bytes, journal.rows[4].bytes);
  std::swap(journal.rows[3].leaf, journal.rows[4].leaf);
  const JournalReport report = verified(journal);
  CHECK(names(report, 4));
  CHECK(names(report, 5));
  CHECK(says(report, "entries were moved"));
}

TEST_CASE("entries removed from the middle or the end, and entries added, are named") {
  OpenJournal middle(city().journal);
  middle.rows.erase(middle.rows.begin() + 3, middle.rows.begin() + 5);
  CHECK(says(verified(middle), "journal entries 4 to 5 are missing"));
  OpenJournal end(city().journal);
  end.rows.resize(12);
  CHECK(says(verified(end), "journal entries 13 to 14 are missing"));
  OpenJournal added(city().journal);
  added.rows.push_back({15, added.rows.back().bytes, added.rows.back().leaf});
  CHECK(says(verified(added), "journal entries 15 to 15 are beyond the checkpoint"));
}

TEST_CASE("a changed head is found") {
  OpenJournal size(city().journal);
  size.top.size = 13;
  CHECK(says(verified(size), "head says 13 entries, its signed checkpoint 14"));
  OpenJournal note(city().journal);
  note.top.checkpoint[30] ^= 1;
  CHECK(says(verified(note), "can't be trusted"));
  OpenJournal gone(city().journal);
  gone.top.checkpoint.clear();
  CHECK(says(verified(gone), "it was removed"));
  OpenJournal other(city().journal);
  auto report = verify_journal(other, key_of(8).verifier, places());
  REQUIRE(report);
  CHECK(says(*report, "did not sign it"));
}

TEST_CASE("an entry that contradicts the ones before is a finding and stops nothing") {
  OpenJournal journal(city().journal);
  std::string& bytes = journal.rows[9].bytes;  // the project signs up from reserve
  bytes.replace(bytes.find("\"from\":\"reserve\""), 16, "\"from\":\"stopped\"");
  journal.rows[9].leaf = proof::leaf_hash(bytes);
  const JournalReport report = verified(journal);
  CHECK(names(report, 10));
  CHECK(says(report, "moves a project from a stage it was not in"));
}

TEST_CASE("progress ends at the whole") {
  OpenJournal journal(city().journal);
  std::uint64_t done = 0, total = 0;
  REQUIRE(verify_journal(journal, city().key.verifier, places(),
                         [&](std::uint64_t d, std::uint64_t t) { done = d, total = t; }));
  CHECK(done == 28);
  CHECK(total == 28);
}

TEST_CASE("a journal file edited behind the program's back is seen as it is") {
  stores::ScratchFolder folder;
  const auto file = folder / "journal.db";
  {
    auto journal = stores::SqliteJournal::open(file, stores::SqliteJournal::Mode::write);
    REQUIRE(journal);
    const OpenJournal sound(city().journal);
    std::vector<journal::NewEntry> entries;
    for (const auto& row : sound.rows) entries.push_back({row.bytes, row.leaf});
    REQUIRE((*journal)->append(0, entries, sound.top.checkpoint));
    CHECK(verified(**journal).findings.empty());
  }
  const auto after = [&](const char* sql) {
    const auto copy = folder / "copy.db";
    std::filesystem::copy_file(file, copy, std::filesystem::copy_options::overwrite_existing);
    {
      auto database = stores::Database::open(copy, stores::Database::Mode::read_write);
      REQUIRE(database);
      REQUIRE(database->run(sql));
    }
    auto journal = JournalFile::open(copy);
    REQUIRE(journal);
    return verified(*journal);
  };
  CHECK(after("SELECT 1").findings.empty());
  CHECK(names(after("UPDATE journal SET entry = replace(entry, '329900', '329901') WHERE seq = 4"), 4));
  CHECK(names(after("UPDATE journal SET leaf = zeroblob(32) WHERE seq = 6"), 6));
  CHECK(names(after("UPDATE journal SET leaf = x'00' WHERE seq = 6"), 6));
  CHECK(names(after("DELETE FROM journal WHERE seq = 7"), 7));
  CHECK(names(after("DELETE FROM journal WHERE seq > 12"), 13));
  CHECK(names(after("DELETE FROM journal WHERE seq = 1"), 1));
  CHECK(names(after("INSERT INTO journal SELECT 15, entry, leaf FROM journal WHERE seq = 14"), 15));
  CHECK(says(after("INSERT INTO journal SELECT 0, entry, leaf FROM journal WHERE seq = 14"), "numbered below 1"));
  CHECK(says(after("UPDATE head SET size = 12; DELETE FROM journal WHERE seq > 12"), "head says 12 entries"));
  CHECK(says(after("UPDATE head SET checkpoint = ''"), "no checkpoint"));
  CHECK(names(after("DELETE FROM head"), 1));
  CHECK_FALSE(JournalFile::open(folder / "nothing.db"));
}

TEST_CASE("a journal that checks itself and stops at a gap still gives a finding") {
  stores::ScratchFolder folder;
  const auto file = folder / "journal.db";
  auto journal = stores::SqliteJournal::open(file, stores::SqliteJournal::Mode::write);
  REQUIRE(journal);
  const OpenJournal sound(city().journal);
  std::vector<journal::NewEntry> entries;
  for (const auto& row : sound.rows) entries.push_back({row.bytes, row.leaf});
  REQUIRE((*journal)->append(0, entries, sound.top.checkpoint));
  auto database = stores::Database::open(file, stores::Database::Mode::read_write);
  REQUIRE(database);
  REQUIRE(database->run("DELETE FROM journal WHERE seq = 7"));
  const JournalReport report = verified(**journal);
  CHECK_FALSE(report.findings.empty());
  CHECK(names(report, 7));
}
