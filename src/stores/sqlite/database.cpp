#include "stores/sqlite/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/check.h"

namespace seethrough::stores {
namespace {

namespace fs = std::filesystem;

constexpr int busy_wait_ms = 5000;

Failure cannot_open(const fs::path& file) {
  std::error_code ignored;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const std::string name = file.string();
  if (!fs::exists(folder, ignored)) {
    return {FailureKind::not_found,
            fmt::format("找不到文件夹 {}，因此无法打开 {}。请检查路径，或先建立该文件夹。", folder.string(), name),
            fmt::format("The folder {} is missing, so {} can't be opened: check the path or create the folder.",
                        folder.string(), name)};
  }
  if (!fs::is_directory(folder, ignored)) {
    return {FailureKind::not_found,
            fmt::format("{} 是一个文件，而此处应为文件夹，因此无法打开 {}。请检查路径。", folder.string(), name),
            fmt::format("{} is a file where a folder is expected, so {} can't be opened: check the path.",
                        folder.string(), name)};
  }
  if (fs::is_directory(file, ignored)) {
    return {FailureKind::not_found, fmt::format("{} 是一个文件夹，而此处应为文件。请检查路径。", name),
            fmt::format("{} is a folder where a file is expected: check the path.", name)};
  }
  if (!fs::exists(file, ignored)) {
    return {FailureKind::not_found,
            fmt::format("找不到文件 {}，或者所在文件夹不允许新建文件。请检查路径和权限。", name),
            fmt::format("There is no file {}, or its folder doesn't allow new files: check the path and permissions.",
                        name)};
  }
  return {FailureKind::unavailable,
          fmt::format("无法打开文件 {}。请确认运行本程序的用户对该文件及所在文件夹有读写权限。", name),
          fmt::format("The file {} can't be opened: give the user who runs this program access to it and its folder.",
                      name)};
}

Failure failure_of(int code, const fs::path& file, std::string_view said) {
  const std::string name = file.string();
  switch (code & 0xff) {
    case SQLITE_FULL:
      return {FailureKind::unavailable, fmt::format("磁盘已满，无法写入 {}。请清理磁盘空间后重试。", name),
              fmt::format("The disk is full, so {} can't be written: free some space, then try again.", name)};
    case SQLITE_READONLY:
      return {FailureKind::unavailable,
              fmt::format("文件 {} 或其所在文件夹为只读，无法写入。请修改权限，或换到可写的位置。", name),
              fmt::format("The file {} or its folder is read-only: change the permissions or move it.", name)};
    case SQLITE_CANTOPEN:
      return cannot_open(file);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {FailureKind::conflict, fmt::format("文件 {} 正被另一个程序占用。请稍候重试，或先停止那个程序。", name),
              fmt::format("Another process holds the file {}: try again shortly, or stop that process.", name)};
    case SQLITE_NOTADB:
      return {FailureKind::corrupt,
              fmt::format("文件 {} 不是数据库文件，或已严重损坏。请检查路径，或从备份恢复。", name),
              fmt::format("The file {} is no database or is badly damaged: check the path or restore a backup.", name)};
    case SQLITE_CORRUPT:
      return {FailureKind::corrupt, fmt::format("文件 {} 已损坏（{}）。请从备份恢复。", name, said),
              fmt::format("The file {} is damaged ({}): restore it from a backup.", name, said)};
    case SQLITE_IOERR:
      return {FailureKind::unavailable,
              fmt::format("读写文件 {} 时磁盘出错（{}）。请检查磁盘后重启本程序。", name, said),
              fmt::format("The disk failed while {} was read or written ({}): check the disk, then start again.", name,
                          said)};
    default:
      return {FailureKind::unavailable, fmt::format("无法使用文件 {}（{}）。请检查该文件和磁盘。", name, said),
              fmt::format("The file {} can't be used ({}): check the file and the disk.", name, said)};
  }
}

Failure failure_of(sqlite3* handle) {
  const char* name = sqlite3_db_filename(handle, "main");
  return failure_of(sqlite3_extended_errcode(handle), name == nullptr ? "" : name, sqlite3_errmsg(handle));
}

std::string immutable_uri(const fs::path& file) {
  std::string uri = "file:";
  for (const char c : fs::absolute(file).string()) {
    if (c == '?' || c == '#' || c == '%') {
      uri += fmt::format("%{:02x}", static_cast<unsigned>(c));
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Statement& Statement::bind(int parameter, std::int64_t value) {
  INVARIANT(sqlite3_bind_int64(statement_.get(), parameter, value) == SQLITE_OK, "a bound parameter exists");
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  const char* data = text.data() == nullptr ? "" : text.data();  // a null pointer would store NULL
  const int code = sqlite3_bind_text64(statement_.get(), parameter, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  INVARIANT(code == SQLITE_OK, "a bound parameter exists and its text is below SQLite's limit");
  return *this;
}

Statement& Statement::bind_null(int parameter) {
  INVARIANT(sqlite3_bind_null(statement_.get(), parameter) == SQLITE_OK, "a bound parameter exists");
  return *this;
}

Statement& Statement::bind(int parameter, std::span<const std::uint8_t> blob) {
  const void* data = blob.empty() ? static_cast<const void*>("") : blob.data();
  const int code = sqlite3_bind_blob64(statement_.get(), parameter, data, blob.size(), SQLITE_STATIC);
  INVARIANT(code == SQLITE_OK, "a bound parameter exists and its octets are below SQLite's limit");
  return *this;
}

Result<bool, Failure> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(statement_.get());
    return false;
  }
  Failure failure = failure_of(sqlite3_db_handle(statement_.get()));
  sqlite3_reset(statement_.get());
  return Unexpected{std::move(failure)};
}

Result<void, Failure> Statement::execute() {
  while (true) {
    auto row = step();
    if (!row) return Unexpected{std::move(row).error()};
    if (!*row) return {};
  }
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string_view Statement::text(int column) const {
  const auto* data = sqlite3_column_text(statement_.get(), column);
  if (data == nullptr) return {};
  return {reinterpret_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::span<const std::uint8_t> Statement::blob(int column) const {
  const void* data = sqlite3_column_blob(statement_.get(), column);
  if (data == nullptr) return {};
  return {static_cast<const std::uint8_t*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Result<Database, Failure> Database::open(const fs::path& file, Mode mode) {
  Database database;
  database.immutable_ = mode == Mode::immutable;
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= mode == Mode::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  if (database.immutable_) flags |= SQLITE_OPEN_URI;
  const std::string name = database.immutable_ ? immutable_uri(file) : file.string();
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags, nullptr);
  database.handle_.reset(handle);
  if (code != SQLITE_OK) return Unexpected{failure_of(code, file, sqlite3_errstr(code))};
  sqlite3_busy_timeout(handle, busy_wait_ms);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);  // a foreign file may be a hostile one
  return database;
}

Result<void, Failure> Database::run(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return Unexpected{failure_of(handle_.get())};
  }
  return {};
}

Result<Statement, Failure> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int size = static_cast<int>(sql.size());
  if (sqlite3_prepare_v3(handle_.get(), sql.data(), size, 0, &statement, nullptr) != SQLITE_OK) {
    return Unexpected{failure_of(handle_.get())};
  }
  return Statement(statement);
}

Result<std::int64_t, Failure> Database::number(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return Unexpected{std::move(statement).error()};
  auto row = statement->step();
  if (!row) return Unexpected{std::move(row).error()};
  return *row ? statement->integer(0) : std::int64_t{0};
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_.get()); }

Result<Database::WalState, Failure> Database::checkpoint(Checkpoint kind) {
  const int mode = kind == Checkpoint::passive   ? SQLITE_CHECKPOINT_PASSIVE
                   : kind == Checkpoint::restart ? SQLITE_CHECKPOINT_RESTART
                                                 : SQLITE_CHECKPOINT_TRUNCATE;
  WalState state;
  const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, mode, &state.pages, &state.moved);
  if (code != SQLITE_OK && code != SQLITE_BUSY) return Unexpected{failure_of(handle_.get())};
  state.complete = code == SQLITE_OK;
  return state;
}

void Database::on_commit(const std::function<void(int)>* watch) {
  sqlite3_wal_hook(
      handle_.get(),
      [](void* context, sqlite3*, const char*, int pages) {
        (*static_cast<const std::function<void(int)>*>(context))(pages);
        return SQLITE_OK;
      },
      const_cast<std::function<void(int)>*>(watch));
}

void Database::stop_watching() { sqlite3_wal_hook(handle_.get(), nullptr, nullptr); }

Result<Transaction, Failure> Transaction::begin(Database& database, Kind kind) {
  if (auto begun = database.run(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN"); !begun) {
    return Unexpected{begun.error()};
  }
  return Transaction(&database);
}

Transaction::~Transaction() {
  // Where SQLite has already rolled back by itself (a full disk), this fails and nothing is left to do.
  if (database_ != nullptr) static_cast<void>(database_->run("ROLLBACK").has_value());
}

Result<void, Failure> Transaction::commit() {
  auto committed = database_->run("COMMIT");
  if (committed) database_ = nullptr;
  return committed;
}

Result<bool, Failure> copy_database(const fs::path& from, const fs::path& to,
                                    const std::function<bool(std::uint64_t, std::uint64_t)>& step) {
  constexpr int pages_at_once = 1024;
  auto source = Database::open(from, Database::Mode::read);
  if (!source) return Unexpected{source.error()};
  auto target = Database::open(to, Database::Mode::read_write);
  if (!target) return Unexpected{target.error()};
  // One reading for all steps: else each commit of the writer would start the copy again.
  auto same_state = Transaction::begin(*source, Transaction::Kind::read);
  if (!same_state) return Unexpected{same_state.error()};
  if (auto begun = source->number("SELECT count(*) FROM sqlite_schema"); !begun) return Unexpected{begun.error()};
  sqlite3_backup* copy = sqlite3_backup_init(target->handle_.get(), "main", source->handle_.get(), "main");
  if (copy == nullptr) return Unexpected{failure_of(target->handle_.get())};
  bool going_on = true;
  int code = SQLITE_OK;
  while (going_on && code == SQLITE_OK) {
    code = sqlite3_backup_step(copy, pages_at_once);
    const auto pages = static_cast<std::uint64_t>(sqlite3_backup_pagecount(copy));
    going_on = step(pages - static_cast<std::uint64_t>(sqlite3_backup_remaining(copy)), pages);
  }
  const int finished = sqlite3_backup_finish(copy);
  if (code != SQLITE_OK && code != SQLITE_DONE) {
    const bool of_target = (code & 0xff) == SQLITE_FULL || (code & 0xff) == SQLITE_READONLY;
    return Unexpected{failure_of(code, of_target ? to : from, sqlite3_errstr(code))};
  }
  if (code == SQLITE_OK) return false;
  if (finished != SQLITE_OK) return Unexpected{failure_of(finished, to, sqlite3_errstr(finished))};
  *target = Database();  // the copied header asks for a write-ahead log
  auto again = Database::open(to, Database::Mode::read_write);
  if (!again) return Unexpected{again.error()};
  if (auto set = again->run("PRAGMA journal_mode=DELETE"); !set) return Unexpected{set.error()};
  return true;
}

Result<bool, Failure> has_format(Database& database, const fs::path& file, const Format& format) {
  auto application = database.number("PRAGMA application_id");
  if (!application) return Unexpected{std::move(application).error()};
  auto version = database.number("PRAGMA user_version");
  if (!version) return Unexpected{std::move(version).error()};
  auto tables = database.number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return Unexpected{std::move(tables).error()};
  if (*application == 0 && *version == 0 && *tables == 0) return false;
  if (*application != format.application) {
    return Unexpected{Failure{
        FailureKind::malformed,
        fmt::format("文件 {} 不是明督的{}，而是其他程序的数据库。请检查路径，本程序不会改动它。", file.string(), format.zh),
        fmt::format("The file {} is not Seethrough's {} but another program's database: check the path; it was left "
                    "as it is.",
                    file.string(), format.en)}};
  }
  if (*version != format.version) {
    return Unexpected{Failure{
        FailureKind::malformed,
        fmt::format("{}文件 {} 的格式版本为 {}，本程序只认版本 {}。请使用与之相符的程序版本。", format.zh, file.string(),
                    *version, format.version),
        fmt::format("The {} {} has format version {}, and this program reads version {}: use the release that fits.",
                    format.en, file.string(), *version, format.version)}};
  }
  return true;
}

Result<void, Failure> set_format(Database& database, const Format& format) {
  return database.run(
      fmt::format("PRAGMA application_id={}; PRAGMA user_version={}", format.application, format.version));
}

Failure corrupt_file(const fs::path& file, std::string_view zh, std::string_view en) {
  return {FailureKind::corrupt, fmt::format("文件 {} 已损坏：{}。请从备份恢复。", file.string(), zh),
          fmt::format("The file {} is damaged: {}. Restore it from a backup.", file.string(), en)};
}

}  // namespace seethrough::stores
