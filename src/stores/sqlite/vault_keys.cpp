// The vault's generations of keys: reading them, making the next, sealing everything anew, checking every row.

#include <fmt/format.h>

#include <charconv>

#include "base/check.h"
#include "stores/key_file.h"
#include "stores/sqlite/sqlite_vault.h"

namespace seethrough::stores {
namespace {

namespace fs = std::filesystem;

constexpr int rows_at_once = 500;  // of one transaction: some milliseconds in which nobody else writes
constexpr std::size_t most_listed = 100;
constexpr std::string_view file_begin = "vault-seal-", file_end = ".key";

/// The generation that a key file's name tells; 0 if it is another file.
std::int64_t generation_of(std::string_view name) {
  if (!name.starts_with(file_begin) || !name.ends_with(file_end)) return 0;
  name.remove_prefix(file_begin.size());
  name.remove_suffix(std::min(name.size(), file_end.size()));
  std::int64_t generation = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), generation);
  return read.ec == std::errc() && read.ptr == name.data() + name.size() && generation > 0 ? generation : 0;
}

}  // namespace

fs::path SqliteVault::seal_file(std::int64_t generation) const {
  return file_.parent_path() / "keys" / fmt::format("{}{}{}", file_begin, generation, file_end);
}

std::int64_t SqliteVault::last_seal_file() const {
  std::int64_t last = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(file_.parent_path() / "keys", error))
    last = std::max(last, generation_of(entry.path().filename().string()));
  return last;
}

Result<SealKey, Failure> SqliteVault::read_seal_key(std::int64_t generation, const Sameness& check) const {
  const fs::path file = seal_file(generation);
  auto octets = read_key_file(file);
  if (!octets && octets.error().kind == FailureKind::not_found) {
    return Unexpected{Failure{
        FailureKind::not_found,
        fmt::format("个人信息保险箱 {} 需要第 {} 代密钥，但找不到 {}。请从密钥备份中放回这个文件。", file_.string(), generation,
                    file.string()),
        fmt::format("The vault {} needs its key of generation {}, and {} is missing: put that file back from the copy of "
                    "the keys.",
                    file_.string(), generation, file.string())}};
  }
  if (!octets) return Unexpected{octets.error()};
  SealKey key = SealKey::of_file(*octets);
  if (key.key_check() == check) return key;
  return Unexpected{Failure{
      FailureKind::conflict,
      fmt::format("{} 不是个人信息保险箱 {} 的第 {} 代密钥。请放回与它配套的文件。", file.string(), file_.string(), generation),
      fmt::format("{} is not the key of generation {} of the vault {}: put back the file that belongs to it.",
                  file.string(), generation, file_.string())}};
}

Result<void, Failure> SqliteVault::read_seal_keys() {
  auto generation = writer_.number("SELECT generation FROM about");
  if (!generation) return Unexpected{generation.error()};
  generation_ = *generation;
  seal_keys_.emplace(0, key_.first_seal());
  auto rows = writer_.prepare("SELECT generation, key_check FROM seal_key");
  if (!rows) return Unexpected{rows.error()};
  while (true) {
    auto row = rows->step();
    if (!row) return Unexpected{row.error()};
    if (!*row) break;
    Sameness check;
    const bool whole = rows->octets(1, check);
    auto key = read_seal_key(rows->integer(0), whole ? check : Sameness{});
    if (!key) return Unexpected{key.error()};
    seal_keys_.emplace(rows->integer(0), std::move(*key));
  }
  if (seal_keys_.contains(generation_)) return {};
  return Unexpected{corrupt_file(file_, fmt::format("第 {} 代密钥没有登记", generation_),
                                 fmt::format("its key of generation {} is not on record", generation_))};
}

/// Nothing if the file has no such key on record, or its key file can't be used.
std::optional<SealKey> SqliteVault::seal_key(std::int64_t generation) {
  const std::lock_guard lock(keys_guard_);
  if (const auto found = seal_keys_.find(generation); found != seal_keys_.end()) return found->second;
  // Another process may have made it since.
  auto reader = readers_.borrow();
  if (!reader) return std::nullopt;
  auto row = (*reader)->prepare("SELECT key_check FROM seal_key WHERE generation=?");
  if (!row) return std::nullopt;
  auto there = row->bind(1, generation).step();
  Sameness check;
  if (!there || !*there || !row->octets(0, check)) return std::nullopt;
  auto key = read_seal_key(generation, check);
  if (!key) return std::nullopt;
  return seal_keys_.emplace(generation, std::move(*key)).first->second;
}

/// Another process (an import beside the server's) may have the vault open while keys are replaced: what it puts in
/// must be sealed under the key that stays.
Result<void, Failure> SqliteVault::follow_generation() {
  auto generation = writer_.number("SELECT generation FROM about");
  if (!generation) return Unexpected{generation.error()};
  if (*generation == generation_) return {};
  if (!seal_key(*generation)) {
    return Unexpected{corrupt_file(file_, fmt::format("第 {} 代密钥不可用", *generation),
                                   fmt::format("its key of generation {} can't be used", *generation))};
  }
  generation_ = *generation;
  return {};
}

/// Of a row of: id, commitment, sealed, generation. Nothing if it can't be opened.
std::optional<SealKey::Opened> SqliteVault::open_row(const Statement& row, const Pseudonym& subject) {
  const auto key = seal_key(row.integer(3));
  if (!key) return std::nullopt;
  return key->open(subject, row.blob(2));
}

Result<SqliteVault::Rotation, Failure> SqliteVault::rotate(const Progress& progress, const Stop& stop) {
  const std::lock_guard one_at_a_time(rotating_);
  auto generation = next_generation();
  if (!generation) return Unexpected{generation.error()};
  Rotation rotation{*generation, 0, false};
  auto reader = readers_.borrow();
  if (!reader) return Unexpected{reader.error()};
  auto total = (*reader)->number(fmt::format("SELECT count(*) FROM record WHERE generation<>{}", *generation));
  if (!total) return Unexpected{total.error()};
  std::int64_t after = 0;
  while (true) {
    if (stop && stop()) return rotation;
    auto sealed = reseal_some(*generation, after);
    if (!sealed) return Unexpected{sealed.error()};
    if (*sealed == 0) break;
    rotation.resealed += *sealed;
    if (progress) progress(rotation.resealed, static_cast<std::uint64_t>(*total));
  }
  if (auto retired = retire(*generation); !retired) return Unexpected{retired.error()};
  rotation.finished = true;
  return rotation;
}

/// The generation of a rotation that was interrupted, or a new one whose key file is on disk.
Result<std::int64_t, Failure> SqliteVault::next_generation() {
  const std::lock_guard lock(writing_);
  if (auto followed = follow_generation(); !followed) return Unexpected{followed.error()};
  auto behind = writer_.number(
      "SELECT EXISTS(SELECT 1 FROM record WHERE generation<>(SELECT generation FROM about))"
      " OR EXISTS(SELECT 1 FROM seal_key WHERE generation<>(SELECT generation FROM about))");
  if (!behind) return behind;
  if (*behind != 0) return generation_;
  // Beyond any file that is there: one that was made just before a crash has never sealed anything.
  const std::int64_t next = std::max(generation_, last_seal_file()) + 1;
  KeyOctets octets;
  random_(octets);
  std::error_code error;
  fs::create_directory(seal_file(next).parent_path(), error);
  if (auto wrote = write_key_file(seal_file(next), octets); !wrote) return Unexpected{wrote.error()};
  SealKey key = SealKey::of_file(octets);
  auto transaction = Transaction::begin(writer_);
  if (!transaction) return Unexpected{transaction.error()};
  auto insert = writer_.prepare("INSERT INTO seal_key VALUES(?, ?)");
  if (!insert) return Unexpected{insert.error()};
  const Sameness check = key.key_check();
  if (auto inserted = insert->bind(1, next).bind(2, check).execute(); !inserted) return Unexpected{inserted.error()};
  if (auto moved = writer_.run(fmt::format("UPDATE about SET generation={}", next)); !moved)
    return Unexpected{moved.error()};
  {
    const std::lock_guard keys(keys_guard_);  // before a reader can see a row of it
    seal_keys_.emplace(next, std::move(key));
  }
  if (auto committed = transaction->commit(); !committed) return Unexpected{committed.error()};
  generation_ = next;
  return next;
}

/// Seals the next rows after `after` anew and moves it on; gives how many.
Result<std::uint64_t, Failure> SqliteVault::reseal_some(std::int64_t generation, std::int64_t& after) {
  const std::lock_guard lock(writing_);
  const auto key = seal_key(generation);
  INVARIANT(key.has_value(), "the generation that seals has its key");
  auto transaction = Transaction::begin(writer_);
  if (!transaction) return Unexpected{transaction.error()};
  auto rows = writer_.prepare(
      "SELECT id, commitment, sealed, generation, subject FROM record WHERE id>? AND generation<>? ORDER BY id LIMIT ?");
  if (!rows) return Unexpected{rows.error()};
  auto update = writer_.prepare("UPDATE record SET sealed=?, generation=? WHERE id=?");
  if (!update) return Unexpected{update.error()};
  rows->bind(1, after).bind(2, generation).bind(3, rows_at_once);
  std::vector<std::pair<std::int64_t, std::vector<std::uint8_t>>> sealed;
  while (true) {
    auto row = rows->step();
    if (!row) return Unexpected{row.error()};
    if (!*row) break;
    Pseudonym subject;
    Digest promised;
    const bool whole = rows->octets(4, subject) && rows->octets(1, promised);
    auto opened = whole ? open_row(*rows, subject) : std::nullopt;
    if (!opened || commitment(opened->salt, opened->document) != promised)
      return Unexpected{tampered(rows->integer(0))};
    sealed.emplace_back(rows->integer(0), key->seal(subject, opened->salt, opened->document, random_));
  }
  for (const auto& [id, octets] : sealed) {
    auto put = update->bind(1, std::span<const std::uint8_t>(octets)).bind(2, generation).bind(3, id).execute();
    if (!put) return Unexpected{put.error()};
  }
  if (auto committed = transaction->commit(); !committed) return Unexpected{committed.error()};
  if (!sealed.empty()) after = sealed.back().first;
  return sealed.size();
}

/// Strikes the older generations off, empties the log of what they sealed, then deletes their key files.
Result<void, Failure> SqliteVault::retire(std::int64_t generation) {
  const std::lock_guard lock(writing_);
  auto needed = writer_.number(fmt::format("SELECT count(*) FROM record WHERE generation<>{}", generation));
  if (!needed) return Unexpected{needed.error()};
  INVARIANT(*needed == 0, "no row needs a generation that is retired");
  if (auto struck = writer_.run(fmt::format("DELETE FROM seal_key WHERE generation<>{}", generation)); !struck)
    return struck;
  if (auto emptied = writer_.checkpoint(Database::Checkpoint::truncate); !emptied) return Unexpected{emptied.error()};
  std::error_code error;
  std::vector<fs::path> old;
  for (const auto& entry : fs::directory_iterator(file_.parent_path() / "keys", error)) {
    const std::int64_t of = generation_of(entry.path().filename().string());
    if (of != 0 && of < generation) old.push_back(entry.path());
  }
  for (const fs::path& file : old) {
    fs::remove(file, error);
    if (!error) continue;
    return Unexpected{Failure{FailureKind::unavailable,
                              fmt::format("无法删除已停用的密钥文件 {}（{}）。请手工删除它。", file.string(), error.message()),
                              fmt::format("The key file {}, which is no longer used, can't be deleted ({}): delete it by "
                                          "hand.",
                                          file.string(), error.message())}};
  }
  return {};
}

Result<SqliteVault::Checked, Failure> SqliteVault::check(const Progress& progress, const Stop& stop) {
  auto reader = readers_.borrow();
  if (!reader) return Unexpected{reader.error()};
  auto same_state = Transaction::begin(**reader, Transaction::Kind::read);
  if (!same_state) return Unexpected{same_state.error()};
  auto total = (*reader)->number("SELECT count(*) FROM record");
  if (!total) return Unexpected{total.error()};
  auto rows = (*reader)->prepare("SELECT id, commitment, sealed, generation, subject, sameness FROM record ORDER BY id");
  if (!rows) return Unexpected{rows.error()};
  Checked checked;
  while (true) {
    auto row = rows->step();
    if (!row) return Unexpected{row.error()};
    if (!*row) break;
    if (checked.documents % 256 == 0) {
      if (stop && stop()) return checked;
      if (progress) progress(checked.documents, static_cast<std::uint64_t>(*total));
    }
    ++checked.documents;
    ++checked.by_generation[rows->integer(3)];
    Pseudonym subject;
    Digest promised;
    Sameness sameness;
    const bool whole = rows->octets(4, subject) && rows->octets(1, promised) && rows->octets(5, sameness);
    const auto opened = whole ? open_row(*rows, subject) : std::nullopt;
    if (opened && commitment(opened->salt, opened->document) == promised &&
        key_.sameness(subject, opened->document) == sameness)
      continue;
    ++checked.bad_total;
    if (checked.bad.size() < most_listed) checked.bad.push_back(rows->integer(0));
  }
  checked.finished = true;
  return checked;
}

}  // namespace seethrough::stores
