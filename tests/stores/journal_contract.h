#pragma once
// What every journal promises. Each body takes a Shelf: a place that keeps one journal, with
//   std::unique_ptr<Journal> open()   opens it, first empty, later as it was left.

#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "journal/journal.h"

namespace seethrough::stores::contract {

using journal::Journal;
using journal::NewEntry;

inline std::string entry_text(std::uint64_t seq) { return "{\"seq\":" + std::to_string(seq) + ",\"place\":\"长治\"}"; }

inline Digest entry_leaf(std::uint64_t seq) {
  Digest leaf;
  for (std::size_t i = 0; i < 8; ++i) leaf.bytes[i] = static_cast<std::uint8_t>(seq >> (8 * i));
  return leaf;
}

/// Appends entries size + 1 .. size + count, whose contents follow from their numbers.
inline Result<void, Failure> append_numbered(Journal& journal, std::uint64_t size, std::uint64_t count) {
  std::vector<std::string> texts;
  for (std::uint64_t i = 1; i <= count; ++i) texts.push_back(entry_text(size + i));
  std::vector<NewEntry> entries;
  for (std::uint64_t i = 1; i <= count; ++i) entries.push_back({texts[i - 1], entry_leaf(size + i)});
  return journal.append(size, entries, "checkpoint " + std::to_string(size + count));
}

/// How many entries a full reading gives, each checked against its number.
inline std::uint64_t read_all(Journal& journal) {
  std::uint64_t read = 0;
  bool right = true;
  auto done = journal.read(1, UINT64_MAX, [&](std::uint64_t seq, std::string_view bytes, const Digest& leaf) {
    right = right && seq == ++read && bytes == entry_text(seq) && leaf == entry_leaf(seq);
    return true;
  });
  CHECK(done);
  CHECK(right);
  return read;
}

template <class Shelf>
void an_empty_journal_has_size_nought(Shelf& shelf) {
  auto journal = shelf.open();
  CHECK(journal->head()->size == 0);
  CHECK(journal->head()->checkpoint.empty());
  CHECK(read_all(*journal) == 0);
}

template <class Shelf>
void what_was_appended_is_read_back(Shelf& shelf) {
  auto journal = shelf.open();
  REQUIRE(append_numbered(*journal, 0, 3));
  REQUIRE(append_numbered(*journal, 3, 1000));
  CHECK(journal->head()->size == 1003);
  CHECK(journal->head()->checkpoint == "checkpoint 1003");
  CHECK(read_all(*journal) == 1003);
}

template <class Shelf>
void a_part_is_read_in_order_and_the_visitor_may_stop(Shelf& shelf) {
  auto journal = shelf.open();
  REQUIRE(append_numbered(*journal, 0, 10));
  std::vector<std::uint64_t> seen;
  const auto note = [&](std::uint64_t seq, std::string_view, const Digest&) {
    seen.push_back(seq);
    return seq != 6;
  };
  REQUIRE(journal->read(4, 5, note));
  CHECK(seen == std::vector<std::uint64_t>{4, 5});
  seen.clear();
  REQUIRE(journal->read(4, 99, note));
  CHECK(seen == std::vector<std::uint64_t>{4, 5, 6});
  seen.clear();
  REQUIRE(journal->read(11, 99, note));
  CHECK(seen.empty());
}

template <class Shelf>
void an_append_at_another_size_is_a_conflict_and_changes_nothing(Shelf& shelf) {
  auto journal = shelf.open();
  REQUIRE(append_numbered(*journal, 0, 3));
  for (const std::uint64_t size : {0, 2, 4}) {
    auto refused = append_numbered(*journal, size, 2);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == FailureKind::conflict);
    CHECK(journal->head()->size == 3);
    CHECK(journal->head()->checkpoint == "checkpoint 3");
    CHECK(read_all(*journal) == 3);
  }
  CHECK(append_numbered(*journal, 3, 2));
}

template <class Shelf>
void a_reopened_journal_goes_on_where_it_was(Shelf& shelf) {
  auto journal = shelf.open();
  REQUIRE(append_numbered(*journal, 0, 5));
  journal.reset();
  journal = shelf.open();
  CHECK(journal->head()->size == 5);
  REQUIRE(append_numbered(*journal, 5, 5));
  CHECK(read_all(*journal) == 10);
}

template <class Shelf>
void two_threads_read_while_one_appends(Shelf& shelf) {
  auto journal = shelf.open();
  std::atomic<bool> writing = true;
  std::atomic<std::uint64_t> wrong = 0;
  std::atomic<std::uint64_t> readings = 0;
  const auto watch = [&] {
    std::uint64_t before = 0;
    do {
      std::uint64_t read = 0;
      bool right = true;
      auto done = journal->read(1, UINT64_MAX, [&](std::uint64_t seq, std::string_view bytes, const Digest& leaf) {
        right = right && seq == ++read && bytes == entry_text(seq) && leaf == entry_leaf(seq);
        return true;
      });
      // Only whole batches of ten are ever seen, and what was seen once stays.
      if (!done || !right || read % 10 != 0 || read < before) ++wrong;
      before = read;
      ++readings;
    } while (writing);
  };
  std::thread first(watch);
  std::thread second(watch);
  bool appended = true;
  for (std::uint64_t size = 0; size < 1000; size += 10) {
    if (!append_numbered(*journal, size, 10)) appended = false;
  }
  writing = false;
  first.join();
  second.join();
  CHECK(appended);
  CHECK(wrong == 0);
  CHECK(readings >= 2);
  CHECK(read_all(*journal) == 1000);
}

}  // namespace seethrough::stores::contract
