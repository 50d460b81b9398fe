#include "stores/sqlite/sqlite_journal.h"

#include <fmt/format.h>

#include <algorithm>

namespace seethrough::stores {
namespace {

using journal::Head;
using journal::NewEntry;

constexpr Format format{0x5354'4a4c, 1, "流水", "journal"};  // "STJL"
constexpr int log_limit_pages = 4096;                        // 64 MiB

constexpr const char* tables =
    "CREATE TABLE journal(seq INTEGER PRIMARY KEY, entry TEXT NOT NULL, leaf BLOB NOT NULL);"
    "CREATE TABLE head(id INTEGER PRIMARY KEY CHECK(id=1), size INTEGER NOT NULL, checkpoint TEXT NOT NULL);"
    "INSERT INTO head VALUES(1, 0, '');";

Result<void, Failure> make_tables(Database& database) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return Unexpected{transaction.error()};
  if (auto made = database.run(tables); !made) return made;
  if (auto marked = set_format(database, format); !marked) return marked;
  return transaction->commit();
}

Failure entry_missing(const std::filesystem::path& file, std::uint64_t seq) {
  return corrupt_file(file, fmt::format("流水缺少第 {} 条", seq), fmt::format("entry {} is missing", seq));
}

}  // namespace

Result<std::unique_ptr<SqliteJournal>, Failure> SqliteJournal::open(const std::filesystem::path& file, Mode mode) {
  std::unique_ptr<SqliteJournal> opened(new SqliteJournal(file, mode));
  if (mode == Mode::write) {
    if (auto started = opened->start_writing(); !started) return Unexpected{started.error()};
  }
  auto reader = opened->readers_.borrow();
  if (!reader) return Unexpected{reader.error()};
  auto ours = has_format(**reader, file, format);
  if (!ours) return Unexpected{ours.error()};
  if (!*ours) return Unexpected{corrupt_file(file, "文件是空的", "it is empty")};
  if (auto head = opened->checked_head(**reader); !head) return Unexpected{head.error()};
  return opened;
}

Result<void, Failure> SqliteJournal::start_writing() {
  auto writer = Database::open(file_, Database::Mode::read_write);
  if (!writer) return Unexpected{writer.error()};
  writer_ = std::move(*writer);
  auto ours = has_format(writer_, file_, format);
  if (!ours) return Unexpected{ours.error()};
  if (auto set = writer_.run("PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"); !set) {
    return set;
  }
  if (!*ours) {
    if (auto made = make_tables(writer_); !made) return made;
  }
  auto insert = writer_.prepare("INSERT INTO journal(seq, entry, leaf) VALUES(?, ?, ?)");
  if (!insert) return Unexpected{insert.error()};
  insert_ = std::move(*insert);
  auto move_head = writer_.prepare("UPDATE head SET size=?, checkpoint=? WHERE id=1 AND size=?");
  if (!move_head) return Unexpected{move_head.error()};
  move_head_ = std::move(*move_head);

  auto mover = Database::open(file_, Database::Mode::read_write);
  if (!mover) return Unexpected{mover.error()};
  if (auto set = mover->run("PRAGMA busy_timeout=0; PRAGMA synchronous=FULL"); !set) return set;
  checkpointer_ = std::make_unique<Checkpointer>(std::move(*mover), writing_, log_limit_pages);
  writer_.on_commit(checkpointer_->watch());
  return {};
}

SqliteJournal::~SqliteJournal() {
  readers_.close();
  if (checkpointer_ == nullptr) return;
  writer_.stop_watching();
  checkpointer_.reset();
  static_cast<void>(writer_.checkpoint(Database::Checkpoint::truncate).has_value());  // else the log stays, unharmed
}

Result<Head, Failure> SqliteJournal::checked_head(Database& database) const {
  auto statement = database.prepare(
      "SELECT size, checkpoint, (SELECT min(seq) FROM journal), (SELECT max(seq) FROM journal) FROM head");
  if (!statement) return Unexpected{statement.error()};
  auto row = statement->step();
  if (!row) return Unexpected{row.error()};
  if (!*row) return Unexpected{corrupt_file(file_, "缺少流水头", "the head is missing")};
  const std::int64_t size = statement->integer(0);
  const std::int64_t first = statement->integer(2);
  const std::int64_t last = statement->integer(3);
  if (last != size || first != (size == 0 ? 0 : 1)) {
    return Unexpected{corrupt_file(
        file_, fmt::format("流水头记为 {} 条，实际序号为 {} 至 {}", size, first, last),
        fmt::format("the head says {} entries, but they are numbered {} to {}", size, first, last))};
  }
  return Head{static_cast<std::uint64_t>(size), std::string(statement->text(1))};
}

Result<Head, Failure> SqliteJournal::head() {
  auto reader = readers_.borrow();
  if (!reader) return Unexpected{reader.error()};
  return checked_head(**reader);
}

Result<void, Failure> SqliteJournal::append(std::uint64_t expected_size, std::span<const NewEntry> entries,
                                            std::string_view checkpoint) {
  if (mode_ == Mode::read) {
    return Unexpected{Failure{FailureKind::unavailable,
                              fmt::format("流水文件 {} 以只读方式打开，不能写入。", file_.string()),
                              fmt::format("The journal {} was opened for reading only.", file_.string())}};
  }
  const std::lock_guard lock(writing_);
  auto transaction = Transaction::begin(writer_);
  if (!transaction) return Unexpected{transaction.error()};
  move_head_.bind(1, static_cast<std::int64_t>(expected_size + entries.size()))
      .bind(2, checkpoint)
      .bind(3, static_cast<std::int64_t>(expected_size));
  if (auto moved = move_head_.execute(); !moved) return moved;
  if (writer_.changes() != 1) {
    return Unexpected{Failure{
        FailureKind::conflict,
        fmt::format("流水 {} 已不在第 {} 条处：另有程序写入过。请停止其他写入程序后重启。", file_.string(), expected_size),
        fmt::format("The journal {} is no longer at entry {}: another process wrote to it. Stop that process, then "
                    "start again.",
                    file_.string(), expected_size)}};
  }
  if (auto inserted = insert(expected_size, entries); !inserted) return inserted;
  return transaction->commit();
}

Result<void, Failure> SqliteJournal::insert(std::uint64_t expected_size, std::span<const NewEntry> entries) {
  auto seq = static_cast<std::int64_t>(expected_size);
  for (const NewEntry& entry : entries) {
    insert_.bind(1, ++seq).bind(2, entry.bytes).bind(3, entry.leaf);
    if (auto inserted = insert_.execute(); !inserted) return inserted;
  }
  return {};
}

Result<void, Failure> SqliteJournal::read(std::uint64_t from, std::uint64_t to, const Visit& visit) {
  auto reader = readers_.borrow();
  if (!reader) return Unexpected{reader.error()};
  auto transaction = Transaction::begin(**reader, Transaction::Kind::read);
  if (!transaction) return Unexpected{transaction.error()};
  auto head = checked_head(**reader);
  if (!head) return Unexpected{head.error()};
  std::uint64_t expected = std::max<std::uint64_t>(from, 1);
  to = std::min(to, head->size);
  if (expected > to) return {};
  auto rows = (*reader)->prepare("SELECT seq, entry, leaf FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq");
  if (!rows) return Unexpected{rows.error()};
  rows->bind(1, static_cast<std::int64_t>(expected)).bind(2, static_cast<std::int64_t>(to));
  for (; expected <= to; ++expected) {
    auto row = rows->step();
    if (!row) return Unexpected{row.error()};
    if (!*row || rows->integer(0) != static_cast<std::int64_t>(expected)) {
      return Unexpected{entry_missing(file_, expected)};
    }
    Digest leaf;
    if (!rows->octets(2, leaf)) {
      return Unexpected{corrupt_file(file_, fmt::format("第 {} 条的哈希长度不对", expected),
                                     fmt::format("the hash of entry {} has the wrong length", expected))};
    }
    if (!visit(expected, rows->text(1), leaf)) break;
  }
  return {};
}

Result<void, Failure> SqliteJournal::limit_pages(std::int64_t pages) {
  const std::lock_guard lock(writing_);
  return writer_.run(fmt::format("PRAGMA max_page_count={}", pages));
}

}  // namespace seethrough::stores
