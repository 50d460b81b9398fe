#include "stores/sqlite/sqlite_trail.h"

#include <doctest/doctest.h>

#include <thread>

#include "stores/scratch_folder.h"

namespace seethrough::stores {
namespace {

MasterKey key_of(std::uint8_t octet) {
  MasterKey key;
  key.bytes.fill(octet);
  return key;
}

TrailRow row(std::int64_t at_ms, std::string account, TrailKind kind, std::string subject, std::int64_t seq = 0) {
  TrailRow made;
  made.at = Instant{at_ms};
  made.account = std::move(account);
  made.kind = kind;
  made.subject = std::move(subject);
  made.address = "192.0.2.1";
  made.seq = seq;
  return made;
}

struct Shelf {
  Shelf() { reopen(); }
  void reopen() {
    trail.reset();
    auto opened = SqliteTrail::open(file(), key_of(1));
    REQUIRE(opened);
    trail = std::move(*opened);
  }
  std::filesystem::path file() const { return folder / "audit.db"; }
  std::vector<std::string> subjects(const TrailQuery& query) {
    std::vector<std::string> all;
    REQUIRE(trail->each(query, [&](const TrailRow& one) {
      all.push_back(one.subject);
      return true;
    }));
    TrailQuery paged = query;  // and page by page it is the same
    paged.limit = 2;
    std::vector<std::string> pages;
    do {
      auto page = trail->list(paged);
      REQUIRE(page);
      for (const TrailRow& one : page->rows) pages.push_back(one.subject);
      paged.next = page->next;
      CHECK(page->total == (query.text.empty() ? all.size() : 0));
    } while (!paged.next.empty());
    CHECK(pages == all);
    return all;
  }
  ScratchFolder folder;
  std::unique_ptr<SqliteTrail> trail;
};

using Subjects = std::vector<std::string>;

TEST_CASE("rows come back newest first, by account, kind, outcome, time and text") {
  Shelf shelf;
  shelf.trail->add(row(3000, "li.min", TrailKind::command, "subsidies.submit_claim", 7));
  shelf.trail->add(row(1000, "", TrailKind::sign_in, "li.min"));
  shelf.trail->add(row(2000, "li.min", TrailKind::look, "/claims/100%_1"));
  shelf.trail->add(row(2000, "wang.fang", TrailKind::export_, "申领清单"));
  TrailRow refused = row(4000, "wang.fang", TrailKind::refusal, "/keys");
  refused.outcome = TrailOutcome::refused;
  refused.detail = "No Right";
  shelf.trail->add(refused);
  REQUIRE(shelf.trail->flush());

  CHECK(shelf.subjects({}) == Subjects{"/keys", "subsidies.submit_claim", "申领清单", "/claims/100%_1", "li.min"});
  TrailQuery query;
  query.account = "li.min";
  CHECK(shelf.subjects(query) == Subjects{"subsidies.submit_claim", "/claims/100%_1"});
  query = {};
  query.kind = "export";
  CHECK(shelf.subjects(query) == Subjects{"申领清单"});
  query = {};
  query.outcome = "refused";
  CHECK(shelf.subjects(query) == Subjects{"/keys"});
  query = {};
  query.from = Instant{2000};
  query.to = Instant{3000};
  CHECK(shelf.subjects(query) == Subjects{"申领清单", "/claims/100%_1"});
  query = {};
  for (const auto& [text, found] : {std::pair{"领", 1}, {"li.min", 3}, {"no right", 1}, {"%", 1}, {"_1", 1}, {"192.0.2.1", 5},
                                    {"absent", 0}}) {
    query.text = text;
    CHECK_MESSAGE(shelf.subjects(query).size() == static_cast<std::size_t>(found), text);
  }
  const auto page = shelf.trail->list({});
  CHECK(page->rows.front().detail == "No Right");
  CHECK(page->rows.front().outcome == TrailOutcome::refused);
  CHECK(page->rows[1].seq == 7);
  CHECK(page->rows[1].at == Instant{3000});
  CHECK(page->rows[2].kind == TrailKind::export_);
  CHECK(page->rows[2].id == 4);
}

TEST_CASE("a query that can't be meant is refused") {
  Shelf shelf;
  for (const char* next : {"x", "1", "1.", "1.2x", ".1"}) {
    TrailQuery query;
    query.next = next;
    CHECK(shelf.trail->list(query).error().kind == FailureKind::malformed);
  }
  TrailQuery query;
  query.kind = "export_";
  CHECK(shelf.trail->list(query).error().kind == FailureKind::malformed);
  query = {};
  query.outcome = "good";
  CHECK(shelf.trail->list(query).error().kind == FailureKind::malformed);
  for (const char* kind : {"command", "sign_in", "sign_out", "credential", "look", "refusal", "export", "backup"})
    CHECK(name_of(*trail_kind(kind)) == kind);
}

TEST_CASE("what was added is on disk without being asked for, and where the journal's reader goes on") {
  Shelf shelf;
  CHECK(*shelf.trail->last_seq() == 0);
  shelf.trail->add(row(1, "a", TrailKind::command, "x", 41));
  shelf.trail->add(row(2, "a", TrailKind::look, "x"));
  for (int i = 0; i < 200 && *shelf.trail->last_seq() == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK(*shelf.trail->last_seq() == 41);
  shelf.trail->add(row(3, "a", TrailKind::command, "x", 42));
  shelf.reopen();  // closing writes what is queued
  CHECK(*shelf.trail->last_seq() == 42);
  CHECK(*shelf.trail->check() == 3);
}

TEST_CASE("many rows from several threads, none lost, the chain whole, also beside another process") {
  Shelf shelf;
  auto beside = SqliteTrail::open(shelf.file(), key_of(1));
  REQUIRE(beside);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      SqliteTrail& trail = t == 0 ? **beside : *shelf.trail;
      for (int i = 0; i < 15'000; ++i) trail.add(row(i, "account" + std::to_string(t), TrailKind::command, "x", i));
      CHECK(trail.flush());
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(*shelf.trail->check() == 60'000);
  TrailQuery query;
  query.account = "account0";
  CHECK(shelf.trail->list(query)->total == 15'000);
}

TEST_CASE("rows that were changed, put in or taken out behind the trail's back are found") {
  Shelf shelf;
  for (int i = 1; i <= 9; ++i) shelf.trail->add(row(i, "a", TrailKind::command, "x" + std::to_string(i), i));
  REQUIRE(shelf.trail->flush());
  CHECK(*shelf.trail->check() == 9);
  auto database = Database::open(shelf.file(), Database::Mode::read_write);
  const std::pair<const char*, const char*> cases[] = {
      {"UPDATE trail SET subject='y' WHERE id=4", "Row 4"},
      {"UPDATE trail SET account='', subject='ax4' WHERE id=4", "Row 4"},  // the same letters, divided otherwise
      {"UPDATE trail SET outcome='good' WHERE id=4", "Row 4"},
      {"DELETE FROM trail WHERE id=4", "Row 5"},
      {"DELETE FROM trail WHERE id=1", "Row 2"},
      {"DELETE FROM trail WHERE id>=8", "9 rows, and there are 7"},
      {"DELETE FROM trail", "9 rows, and there are 0"},
      {"INSERT INTO trail SELECT 10, at_ms, account, kind, outcome, subject, address, detail, seq, chain FROM trail"
       " WHERE id=9",
       "Row 10"}};
  for (const auto& [sql, said] : cases) {
    REQUIRE(database->run("CREATE TABLE kept AS SELECT * FROM trail"));
    REQUIRE(database->run(sql));
    auto found = shelf.trail->check();
    REQUIRE_FALSE(found);
    CHECK(found.error().kind == FailureKind::corrupt);
    CHECK_MESSAGE(found.error().en.find(said) != std::string::npos, found.error().en);
    REQUIRE(database->run("DELETE FROM trail; INSERT INTO trail SELECT * FROM kept; DROP TABLE kept"));
    CHECK(*shelf.trail->check() == 9);
  }
  REQUIRE(database->run("UPDATE head SET size=8, chain=(SELECT chain FROM trail WHERE id=8)"));
  REQUIRE(database->run("DELETE FROM trail WHERE id=9"));
  CHECK_FALSE(shelf.trail->check());  // the end can't be moved without the key
}

TEST_CASE("another key is refused") {
  Shelf shelf;
  auto refused = SqliteTrail::open(shelf.file(), key_of(2));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == FailureKind::conflict);
}

TEST_CASE("on a full disk flush says so, and nothing is lost") {
  Shelf shelf;
  shelf.trail->add(row(1, "a", TrailKind::command, "x", 1));
  REQUIRE(shelf.trail->flush());
  REQUIRE(shelf.trail->limit_pages(20));
  for (int i = 2; i <= 5000; ++i) shelf.trail->add(row(i, "a", TrailKind::command, std::string(200, 'x'), i));
  for (int i = 0; i < 2; ++i) {
    auto full = shelf.trail->flush();
    REQUIRE_FALSE(full);
    CHECK(full.error().kind == FailureKind::unavailable);
    CHECK(full.error().en.find("disk is full") != std::string::npos);
  }
  CHECK(*shelf.trail->last_seq() == 1);
  CHECK(*shelf.trail->check() == 1);
  REQUIRE(shelf.trail->limit_pages(1'000'000));
  REQUIRE(shelf.trail->flush());
  CHECK(*shelf.trail->last_seq() == 5000);
  CHECK(*shelf.trail->check() == 5000);
}

}  // namespace
}  // namespace seethrough::stores
