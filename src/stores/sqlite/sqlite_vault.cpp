#include "stores/sqlite/sqlite_vault.h"

#include <fmt/format.h>

#include "base/check.h"

namespace seethrough::stores {
namespace {

constexpr Format format{0x5354'564c, 2, "个人信息保险箱", "vault"};  // "STVL"
constexpr int log_limit_pages = 8192;                                // 32 MiB

constexpr const char* tables =
    "CREATE TABLE record(id INTEGER PRIMARY KEY, subject BLOB NOT NULL, sameness BLOB NOT NULL,"
    " commitment BLOB NOT NULL, sealed BLOB NOT NULL, generation INTEGER NOT NULL DEFAULT 0, UNIQUE(subject, sameness));"
    "CREATE TABLE about(id INTEGER PRIMARY KEY CHECK(id=1), key_check BLOB NOT NULL,"
    " generation INTEGER NOT NULL DEFAULT 0);"
    "CREATE TABLE seal_key(generation INTEGER PRIMARY KEY, key_check BLOB NOT NULL);";

/// Version 1 had one key; its rows are of generation 0.
constexpr const char* from_version_1 =
    "ALTER TABLE record ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE about ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE seal_key(generation INTEGER PRIMARY KEY, key_check BLOB NOT NULL);";

Result<void, Failure> make_tables(Database& database, const Sameness& key_check) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return Unexpected{transaction.error()};
  if (auto made = database.run(tables); !made) return made;
  auto insert = database.prepare("INSERT INTO about(id, key_check) VALUES(1, ?)");
  if (!insert) return Unexpected{insert.error()};
  if (auto inserted = insert->bind(1, key_check).execute(); !inserted) return inserted;
  if (auto marked = set_format(database, format); !marked) return marked;
  return transaction->commit();
}

}  // namespace

Result<std::unique_ptr<SqliteVault>, Failure> SqliteVault::open(const std::filesystem::path& file,
                                                                const MasterKey& master, RandomSource random) {
  std::unique_ptr<SqliteVault> opened(new SqliteVault(file, master, std::move(random)));
  if (auto started = opened->start(); !started) return Unexpected{started.error()};
  return opened;
}

Result<void, Failure> SqliteVault::start() {
  auto writer = Database::open(file_, Database::Mode::read_write);
  if (!writer) return Unexpected{writer.error()};
  writer_ = std::move(*writer);
  if (auto made = make_or_take_over(); !made) return made;
  if (auto checked = check_key(); !checked) return checked;
  if (auto read = read_seal_keys(); !read) return read;

  const std::pair<Statement*, const char*> statements[] = {
      {&find_, "SELECT commitment FROM record WHERE subject=? AND sameness=?"},
      {&insert_, "INSERT INTO record(subject, sameness, commitment, sealed, generation) VALUES(?, ?, ?, ?, ?)"},
      {&delete_, "DELETE FROM record WHERE subject=?"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = writer_.prepare(sql);
    if (!prepared) return Unexpected{prepared.error()};
    *statement = std::move(*prepared);
  }
  auto mover = Database::open(file_, Database::Mode::read_write);
  if (!mover) return Unexpected{mover.error()};
  if (auto set = mover->run("PRAGMA busy_timeout=0; PRAGMA synchronous=FULL"); !set) return set;
  checkpointer_ = std::make_unique<Checkpointer>(std::move(*mover), writing_, log_limit_pages);
  writer_.on_commit(checkpointer_->watch());
  return {};
}

Result<void, Failure> SqliteVault::make_or_take_over() {
  auto version = writer_.number("PRAGMA user_version");
  if (!version) return Unexpected{version.error()};
  Format found = format;
  if (*version == 1) found.version = 1;
  auto ours = has_format(writer_, file_, found);
  if (!ours) return Unexpected{ours.error()};
  if (auto set = writer_.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON"); !set)
    return set;
  if (!*ours) return make_tables(writer_, key_.key_check());
  if (*version == format.version) return {};
  if (auto checked = check_key(); !checked) return checked;
  auto transaction = Transaction::begin(writer_);
  if (!transaction) return Unexpected{transaction.error()};
  if (auto taken = writer_.run(from_version_1); !taken) return taken;
  if (auto marked = set_format(writer_, format); !marked) return marked;
  return transaction->commit();
}

Result<void, Failure> SqliteVault::check_key() {
  auto statement = writer_.prepare("SELECT key_check FROM about");
  if (!statement) return Unexpected{statement.error()};
  auto row = statement->step();
  if (!row) return Unexpected{row.error()};
  Sameness kept;
  if (*row && statement->octets(0, kept) && kept == key_.key_check()) return {};
  return Unexpected{Failure{
      FailureKind::conflict,
      fmt::format("个人信息保险箱 {} 是用另一把密钥加密的。请放回与它配套的 keys/vault.key。", file_.string()),
      fmt::format("The vault {} was sealed with another key: put back the keys/vault.key that belongs to it.",
                  file_.string())}};
}

Failure SqliteVault::tampered(std::int64_t row) const {
  return corrupt_file(file_, fmt::format("第 {} 行已被改动，无法解密", row),
                      fmt::format("row {} was changed and can't be opened", row));
}

SqliteVault::~SqliteVault() {
  readers_.close();
  if (checkpointer_ == nullptr) return;
  writer_.stop_watching();
  checkpointer_.reset();
  static_cast<void>(writer_.checkpoint(Database::Checkpoint::truncate).has_value());
}

Result<std::vector<Digest>, Failure> SqliteVault::put(std::span<const NewRecord> records) {
  std::vector<Digest> commitments;
  if (records.empty()) return commitments;
  commitments.reserve(records.size());
  const std::lock_guard lock(writing_);
  auto transaction = Transaction::begin(writer_);
  if (!transaction) return Unexpected{transaction.error()};
  if (auto followed = follow_generation(); !followed) return Unexpected{followed.error()};
  for (const NewRecord& record : records) {
    auto kept = put_one(record);
    if (!kept) return Unexpected{kept.error()};
    commitments.push_back(*kept);
  }
  if (auto committed = transaction->commit(); !committed) return Unexpected{committed.error()};
  return commitments;
}

Result<Digest, Failure> SqliteVault::put_one(const NewRecord& record) {
  const Sameness sameness = key_.sameness(record.subject, record.document);
  auto known = find_.bind(1, record.subject).bind(2, sameness).step();
  if (!known) return Unexpected{known.error()};
  if (*known) {
    Digest kept;
    const bool whole = find_.octets(0, kept);
    find_.reset();
    if (!whole) return Unexpected{corrupt_file(file_, "一条承诺值的长度不对", "a commitment has the wrong length")};
    return kept;
  }
  Salt salt;
  random_(salt.bytes);
  const auto key = seal_key(generation_);
  INVARIANT(key.has_value(), "the generation that seals has its key");
  const auto sealed = key->seal(record.subject, salt, record.document, random_);
  const Digest promised = commitment(salt, record.document);
  insert_.bind(1, record.subject).bind(2, sameness).bind(3, promised).bind(4, std::span<const std::uint8_t>(sealed));
  insert_.bind(5, generation_);
  if (auto inserted = insert_.execute(); !inserted) return Unexpected{inserted.error()};
  return promised;
}

Result<std::vector<VaultRecord>, Failure> SqliteVault::get(const Pseudonym& subject) {
  auto reader = readers_.borrow();
  if (!reader) return Unexpected{reader.error()};
  auto rows = (*reader)->prepare("SELECT id, commitment, sealed, generation FROM record WHERE subject=? ORDER BY id");
  if (!rows) return Unexpected{rows.error()};
  rows->bind(1, subject);
  std::vector<VaultRecord> records;
  while (true) {
    auto row = rows->step();
    if (!row) return Unexpected{row.error()};
    if (!*row) return records;
    VaultRecord record{subject, {}, {}, {}};
    auto opened = open_row(*rows, subject);
    const bool whole = opened && rows->octets(1, record.commitment) &&
                       commitment(opened->salt, opened->document) == record.commitment;
    if (!whole) return Unexpected{tampered(rows->integer(0))};
    record.document = std::move(opened->document);
    record.salt = opened->salt;
    records.push_back(std::move(record));
  }
}

Result<std::uint64_t, Failure> SqliteVault::erase(const Pseudonym& subject) {
  const std::lock_guard lock(writing_);
  if (auto erased = delete_.bind(1, subject).execute(); !erased) return Unexpected{erased.error()};
  const auto erased = static_cast<std::uint64_t>(writer_.changes());
  // Older pages in the log still hold the sealed octets. A reader may keep them there until the next checkpoint.
  if (auto emptied = writer_.checkpoint(Database::Checkpoint::truncate); !emptied) return Unexpected{emptied.error()};
  return erased;
}

Result<std::uint64_t, Failure> SqliteVault::count() {
  auto reader = readers_.borrow();
  if (!reader) return Unexpected{reader.error()};
  auto total = (*reader)->number("SELECT count(*) FROM record");
  if (!total) return Unexpected{total.error()};
  return static_cast<std::uint64_t>(*total);
}

}  // namespace seethrough::stores
