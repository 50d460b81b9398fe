#include "stores/sqlite/sqlite_trail.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <charconv>
#include <chrono>

#include "base/check.h"

namespace seethrough::stores {
namespace {

constexpr Format format{0x5354'5452, 1, "审计记录", "audit trail"};  // "STTR"
constexpr char context[crypto_kdf_CONTEXTBYTES + 1] = "audtrail";
constexpr int log_limit_pages = 8192;  // 32 MiB
constexpr std::size_t queue_limit = 100'000;
constexpr std::size_t rows_at_once = 20'000;  // of one transaction
constexpr auto gather = std::chrono::milliseconds(50);
constexpr auto retry = std::chrono::seconds(1);
constexpr std::int64_t count_limit = 100'000;
constexpr std::uint32_t most_rows = 200;

constexpr const char* tables =
    "CREATE TABLE trail(id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, account TEXT NOT NULL, kind TEXT NOT NULL,"
    " outcome TEXT NOT NULL, subject TEXT NOT NULL, address TEXT NOT NULL, detail TEXT NOT NULL, seq INTEGER NOT NULL,"
    " chain BLOB NOT NULL);"
    "CREATE INDEX trail_at ON trail(at_ms);"
    "CREATE INDEX trail_account ON trail(account, at_ms);"
    "CREATE INDEX trail_kind ON trail(kind, at_ms);"
    "CREATE TABLE head(id INTEGER PRIMARY KEY CHECK(id=1), size INTEGER NOT NULL, last_seq INTEGER NOT NULL,"
    " chain BLOB NOT NULL, seal BLOB NOT NULL);";

constexpr std::string_view columns = "id, at_ms, account, kind, outcome, subject, address, detail, seq, chain";

const unsigned char* octets(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// BLAKE2b-256 under the trail's key, of fields with their lengths.
class Chained {
 public:
  explicit Chained(const std::array<std::uint8_t, 32>& key) {
    crypto_generichash_init(&state_, key.data(), key.size(), 32);
  }
  Chained& add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    crypto_generichash_update(&state_, octets(text), text.size());
    return *this;
  }
  Chained& add(std::int64_t number) {
    std::array<unsigned char, 8> little_endian;
    for (std::size_t i = 0; i < little_endian.size(); ++i)
      little_endian[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
    crypto_generichash_update(&state_, little_endian.data(), little_endian.size());
    return *this;
  }
  std::array<std::uint8_t, 32> finish() {
    std::array<std::uint8_t, 32> out;
    crypto_generichash_final(&state_, out.data(), out.size());
    return out;
  }

 private:
  crypto_generichash_state state_;
};

std::string_view text_of(const Octets<struct TrailChainTag, 32>& chain) {
  return {reinterpret_cast<const char*>(chain.bytes.data()), chain.bytes.size()};
}

/// A row of `columns`; false if a kind or an outcome is none of ours.
bool read_row(const Statement& from, TrailRow& row) {
  row.id = from.integer(0);
  row.at = Instant{from.integer(1)};
  row.account = from.text(2);
  const auto kind = trail_kind(from.text(3));
  const auto outcome = trail_outcome(from.text(4));
  row.subject = from.text(5);
  row.address = from.text(6);
  row.detail = from.text(7);
  row.seq = from.integer(8);
  if (!kind || !outcome) return false;
  row.kind = *kind;
  row.outcome = *outcome;
  return true;
}

Failure malformed(std::string zh, std::string en) {
  return {FailureKind::malformed, std::move(zh), std::move(en)};
}

/// Where a page ends: the time and number of its last row.
struct Place {
  std::int64_t at_ms = 0, id = 0;
};
std::optional<Place> parse_place(std::string_view text) {
  Place place;
  const char* const end = text.data() + text.size();
  const auto at = std::from_chars(text.data(), end, place.at_ms);
  if (at.ec != std::errc() || at.ptr == end || *at.ptr != '.') return std::nullopt;
  const auto id = std::from_chars(at.ptr + 1, end, place.id);
  if (id.ec != std::errc() || id.ptr != end) return std::nullopt;
  return place;
}

/// `text` anywhere, with its own % and _ meant as they stand.
std::string like_pattern(std::string_view text) {
  std::string out = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return out + "%";
}

/// The condition of a query and what is bound to it, in order.
struct Condition {
  std::string sql;
  std::vector<std::string> texts;
  std::vector<std::int64_t> numbers;
  std::vector<char> order;  // 't' the next text, 'n' the next number

  void text(const char* condition, std::string value) {
    sql += sql.empty() ? " WHERE " : " AND ";
    sql += condition;
    texts.push_back(std::move(value));
    order.push_back('t');
  }
  void number(const char* condition, std::int64_t value) {
    sql += sql.empty() ? " WHERE " : " AND ";
    sql += condition;
    numbers.push_back(value);
    order.push_back('n');
  }
  void bind(Statement& statement) const {
    std::size_t text = 0, number = 0;
    int parameter = 0;
    for (const char kind : order) {
      if (kind == 't') {
        statement.bind(++parameter, texts[text++]);
      } else {
        statement.bind(++parameter, numbers[number++]);
      }
    }
  }
};

Result<Condition, Failure> condition_of(const TrailQuery& query) {
  if (!query.kind.empty() && !trail_kind(query.kind)) {
    return Unexpected{malformed(
        fmt::format("类别 {} 不存在。可用：command、sign_in、sign_out、credential、look、refusal、export、backup。", query.kind),
        fmt::format("There is no kind {}: use command, sign_in, sign_out, credential, look, refusal, export or backup.",
                    query.kind))};
  }
  if (!query.outcome.empty() && !trail_outcome(query.outcome)) {
    return Unexpected{malformed(fmt::format("结果 {} 不存在。可用：done、refused、failed。", query.outcome),
                                fmt::format("There is no outcome {}: use done, refused or failed.", query.outcome))};
  }
  Condition condition;
  if (!query.account.empty()) condition.text("account=?", query.account);
  if (!query.kind.empty()) condition.text("kind=?", query.kind);
  if (!query.outcome.empty()) condition.text("outcome=?", query.outcome);
  if (query.from) condition.number("at_ms>=?", query.from->ms);
  if (query.to) condition.number("at_ms<?", query.to->ms);
  if (!query.text.empty())
    condition.text("account||char(10)||subject||char(10)||detail||char(10)||address LIKE ? ESCAPE '\\'",
                   like_pattern(query.text));
  return condition;
}

Failure does_not_follow(const std::filesystem::path& file, std::int64_t id) {
  return {FailureKind::corrupt,
          fmt::format("审计记录 {} 的第 {} 行与前一行不衔接：有人在本程序之外改动、插入或删除过记录。请查明原因，并从备份恢复。",
                      file.string(), id),
          fmt::format("Row {} of the audit trail {} does not follow from the one before: somebody changed, put in or took "
                      "out rows behind this program's back. Find out why, and restore the file from a backup.",
                      id, file.string())};
}

}  // namespace

std::string_view name_of(TrailKind kind) {
  return kind == TrailKind::export_ ? "export" : boost::describe::enum_to_string(kind, "?");
}
std::string_view name_of(TrailOutcome outcome) { return boost::describe::enum_to_string(outcome, "?"); }

std::optional<TrailKind> trail_kind(std::string_view name) {
  if (name == "export") return TrailKind::export_;
  TrailKind kind{};
  if (name == "export_" || !boost::describe::enum_from_string(std::string(name).c_str(), kind)) return std::nullopt;
  return kind;
}

std::optional<TrailOutcome> trail_outcome(std::string_view name) {
  TrailOutcome outcome{};
  if (!boost::describe::enum_from_string(std::string(name).c_str(), outcome)) return std::nullopt;
  return outcome;
}

SqliteTrail::SqliteTrail(const std::filesystem::path& file, const MasterKey& master) : file_(file), readers_(file) {
  INVARIANT(sodium_init() >= 0, "libsodium starts");
  crypto_kdf_derive_from_key(key_.data(), key_.size(), 1, context, master.bytes.data());
}

Result<std::unique_ptr<SqliteTrail>, Failure> SqliteTrail::open(const std::filesystem::path& file,
                                                                const MasterKey& master) {
  std::unique_ptr<SqliteTrail> opened(new SqliteTrail(file, master));
  if (auto started = opened->start(); !started) return Unexpected{started.error()};
  return opened;
}

Result<void, Failure> SqliteTrail::start() {
  // Made before SQLite makes it, for its mode: the write-ahead log takes the mode of the file.
  if (const int made = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); made >= 0) ::close(made);
  auto opened = Database::open(file_, Database::Mode::read_write);
  if (!opened) return Unexpected{opened.error()};
  writer_ = std::move(*opened);
  auto ours = has_format(writer_, file_, format);
  if (!ours) return Unexpected{ours.error()};
  if (auto set = writer_.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768"); !set)
    return set;
  if (!*ours) {
    auto transaction = Transaction::begin(writer_);
    if (!transaction) return Unexpected{transaction.error()};
    if (auto made = writer_.run(tables); !made) return made;
    auto insert = writer_.prepare("INSERT INTO head VALUES(1, 0, 0, ?, ?)");
    if (!insert) return Unexpected{insert.error()};
    const Head first;
    const Chain sealed = seal(first);
    if (auto inserted = insert->bind(1, first.chain).bind(2, sealed).execute(); !inserted) return inserted;
    if (auto marked = set_format(writer_, format); !marked) return marked;
    if (auto committed = transaction->commit(); !committed) return committed;
  }
  if (auto head = read_head(writer_); !head) return Unexpected{head.error()};
  return prepare();
}

Result<void, Failure> SqliteTrail::prepare() {
  const std::pair<Statement*, const char*> statements[] = {
      {&insert_, "INSERT INTO trail VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
      {&move_head_, "UPDATE head SET size=?, last_seq=?, chain=?, seal=?"}};
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
  thread_ = std::thread([this] { work(); });
  return {};
}

SqliteTrail::~SqliteTrail() {
  if (thread_.joinable()) {
    {
      const std::lock_guard lock(guard_);
      stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }
  readers_.close();
  if (checkpointer_ != nullptr) {
    writer_.stop_watching();
    checkpointer_.reset();
    static_cast<void>(writer_.checkpoint(Database::Checkpoint::truncate).has_value());
  }
  sodium_memzero(key_.data(), key_.size());
}

Result<SqliteTrail::Head, Failure> SqliteTrail::read_head(Database& database) const {
  auto statement = database.prepare("SELECT size, last_seq, chain, seal FROM head");
  if (!statement) return Unexpected{statement.error()};
  auto row = statement->step();
  if (!row) return Unexpected{row.error()};
  Head head;
  Chain sealed;
  bool whole = *row && statement->octets(2, head.chain) && statement->octets(3, sealed);
  if (whole) {
    head.size = statement->integer(0);
    head.last_seq = statement->integer(1);
    whole = sealed == seal(head);
  }
  if (whole) return head;
  return Unexpected{Failure{
      FailureKind::conflict,
      fmt::format("审计记录 {} 是在另一把密钥下写成的，或其末尾标记已被改动。请放回与它配套的 keys/vault.key，或从备份恢复该文件。",
                  file_.string()),
      fmt::format("The audit trail {} was written under another key, or the mark of its end was changed: put back the "
                  "keys/vault.key that belongs to it, or restore the file from a backup.",
                  file_.string())}};
}

SqliteTrail::Chain SqliteTrail::follow(const Chain& before, const TrailRow& row) const {
  return {Chained(key_)
              .add(text_of(before))
              .add(row.id)
              .add(row.at.ms)
              .add(row.account)
              .add(name_of(row.kind))
              .add(name_of(row.outcome))
              .add(row.subject)
              .add(row.address)
              .add(row.detail)
              .add(row.seq)
              .finish()};
}

SqliteTrail::Chain SqliteTrail::seal(const Head& head) const {
  return {Chained(key_).add("head").add(head.size).add(head.last_seq).add(text_of(head.chain)).finish()};
}

void SqliteTrail::add(TrailRow row) {
  std::unique_lock lock(guard_);
  written_.wait(lock, [this] { return queue_.size() < queue_limit; });
  queue_.push_back(std::move(row));
  ++added_;
  if (queue_.size() == 1) wake_.notify_all();
}

Result<void, Failure> SqliteTrail::flush() {
  std::unique_lock lock(guard_);
  const std::uint64_t wanted = added_, tries = tries_;
  ++flushing_;
  wake_.notify_all();
  // A try that began before this call may fail for what was queued then; so one more than that is waited for.
  written_.wait(lock, [&] { return on_disk_ >= wanted || (failure_ && tries_ >= tries + 2); });
  --flushing_;
  if (on_disk_ >= wanted) return {};
  return Unexpected{*failure_};
}

void SqliteTrail::work() {
  std::unique_lock lock(guard_);
  while (true) {
    wake_.wait(lock, [this] { return !queue_.empty() || stopping_; });
    if (queue_.empty()) return;
    const auto pause = failure_ ? std::chrono::milliseconds(retry) : gather;
    wake_.wait_for(lock, pause, [this] {
      return flushing_ > 0 || stopping_ || (!failure_ && queue_.size() >= rows_at_once);
    });
    // Rows stay where they are while others are added behind them.
    std::vector<const TrailRow*> rows;
    for (std::size_t i = 0; i < std::min(queue_.size(), rows_at_once); ++i) rows.push_back(&queue_[i]);
    lock.unlock();
    auto wrote = write(rows);
    lock.lock();
    ++tries_;
    if (wrote) {
      failure_.reset();
      queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(rows.size()));
      on_disk_ += rows.size();
    } else {
      failure_ = wrote.error();
    }
    written_.notify_all();
    if (!wrote && stopping_) return;
  }
}

Result<void, Failure> SqliteTrail::write(const std::vector<const TrailRow*>& rows) {
  const std::lock_guard lock(writing_);
  auto transaction = Transaction::begin(writer_);
  if (!transaction) return Unexpected{transaction.error()};
  auto head = read_head(writer_);  // another process may have added rows
  if (!head) return Unexpected{head.error()};
  for (const TrailRow* queued : rows) {
    TrailRow row = *queued;
    row.id = ++head->size;
    head->last_seq = std::max(head->last_seq, row.seq);
    head->chain = follow(head->chain, row);
    insert_.bind(1, row.id).bind(2, row.at.ms).bind(3, row.account).bind(4, name_of(row.kind));
    insert_.bind(5, name_of(row.outcome)).bind(6, row.subject).bind(7, row.address).bind(8, row.detail);
    insert_.bind(9, row.seq).bind(10, head->chain);
    if (auto inserted = insert_.execute(); !inserted) return inserted;
  }
  const Chain sealed = seal(*head);
  move_head_.bind(1, head->size).bind(2, head->last_seq).bind(3, head->chain).bind(4, sealed);
  if (auto moved = move_head_.execute(); !moved) return moved;
  return transaction->commit();
}

Result<std::int64_t, Failure> SqliteTrail::last_seq() {
  auto reader = readers_.borrow();
  if (!reader) return Unexpected{reader.error()};
  return (*reader)->number("SELECT last_seq FROM head");
}

Result<Page<TrailRow>, Failure> SqliteTrail::list(const TrailQuery& query) {
  auto condition = condition_of(query);
  if (!condition) return Unexpected{condition.error()};
  auto reader = readers_.borrow();
  if (!reader) return Unexpected{reader.error()};
  auto same_state = Transaction::begin(**reader, Transaction::Kind::read);
  if (!same_state) return Unexpected{same_state.error()};
  Page<TrailRow> page;
  if (query.text.empty()) {
    auto total = count(**reader, condition->sql, [&](Statement& statement) { condition->bind(statement); });
    if (!total) return Unexpected{total.error()};
    page.total = *total;
  }
  if (!query.next.empty()) {
    const auto place = parse_place(query.next);
    if (!place) {
      return Unexpected{malformed(fmt::format("翻页标记 {} 不对。请从第一页重新查询。", query.next),
                                  fmt::format("The page mark {} is not one of this list: start at the first page again.",
                                              query.next))};
    }
    condition->number("at_ms<=?", place->at_ms);
    condition->number("(at_ms, id)<(?,", place->at_ms);
    condition->sql += "?)";
    condition->numbers.push_back(place->id);
    condition->order.push_back('n');
  }
  const std::size_t limit = std::clamp(query.limit, 1U, most_rows);
  auto rows = (*reader)->prepare(fmt::format("SELECT {} FROM trail{} ORDER BY at_ms DESC, id DESC LIMIT {}", columns,
                                             condition->sql, limit + 1));
  if (!rows) return Unexpected{rows.error()};
  condition->bind(*rows);
  while (true) {
    auto more = rows->step();
    if (!more) return Unexpected{more.error()};
    if (!*more) return page;
    if (page.rows.size() == limit) {
      page.next = fmt::format("{}.{}", page.rows.back().at.ms, page.rows.back().id);
      return page;
    }
    if (!read_row(*rows, page.rows.emplace_back())) return Unexpected{does_not_follow(file_, rows->integer(0))};
  }
}

/// How many rows meet the condition; 0 if there are more than are counted.
Result<std::uint64_t, Failure> SqliteTrail::count(Database& database, const std::string& condition,
                                                  const std::function<void(Statement&)>& bind) const {
  if (condition.empty()) {
    auto head = read_head(database);
    if (!head) return Unexpected{head.error()};
    return static_cast<std::uint64_t>(head->size);
  }
  auto counted = database.prepare(
      fmt::format("SELECT count(*) FROM (SELECT 1 FROM trail{} LIMIT {})", condition, count_limit + 1));
  if (!counted) return Unexpected{counted.error()};
  bind(*counted);
  auto row = counted->step();
  if (!row) return Unexpected{row.error()};
  const std::int64_t total = *row ? counted->integer(0) : 0;
  return static_cast<std::uint64_t>(total > count_limit ? 0 : total);
}

Result<void, Failure> SqliteTrail::each(const TrailQuery& query, const std::function<bool(const TrailRow&)>& visit) {
  auto condition = condition_of(query);
  if (!condition) return Unexpected{condition.error()};
  auto reader = readers_.borrow();
  if (!reader) return Unexpected{reader.error()};
  auto rows = (*reader)->prepare(
      fmt::format("SELECT {} FROM trail{} ORDER BY at_ms DESC, id DESC", columns, condition->sql));
  if (!rows) return Unexpected{rows.error()};
  condition->bind(*rows);
  TrailRow row;
  while (true) {
    auto more = rows->step();
    if (!more) return Unexpected{more.error()};
    if (!*more) return {};
    if (!read_row(*rows, row)) return Unexpected{does_not_follow(file_, row.id)};
    if (!visit(row)) return {};
  }
}

Result<std::uint64_t, Failure> SqliteTrail::check() {
  auto reader = readers_.borrow();
  if (!reader) return Unexpected{reader.error()};
  auto same_state = Transaction::begin(**reader, Transaction::Kind::read);
  if (!same_state) return Unexpected{same_state.error()};
  auto head = read_head(**reader);
  if (!head) return Unexpected{head.error()};
  auto rows = (*reader)->prepare(fmt::format("SELECT {} FROM trail ORDER BY id", columns));
  if (!rows) return Unexpected{rows.error()};
  Chain chain;
  std::int64_t last = 0;
  TrailRow row;
  while (true) {
    auto more = rows->step();
    if (!more) return Unexpected{more.error()};
    if (!*more) break;
    Chain kept;
    const bool whole = read_row(*rows, row) && row.id == last + 1 && rows->octets(9, kept);
    if (!whole || kept != (chain = follow(chain, row))) return Unexpected{does_not_follow(file_, row.id)};
    last = row.id;
  }
  if (last == head->size && chain == head->chain) return static_cast<std::uint64_t>(last);
  return Unexpected{corrupt_file(
      file_, fmt::format("末尾缺了记录：应有 {} 行，现只有 {} 行", head->size, last),
      fmt::format("its end is missing: there should be {} rows, and there are {}", head->size, last))};
}

Result<void, Failure> SqliteTrail::limit_pages(std::int64_t pages) {
  const std::lock_guard lock(writing_);
  return writer_.run(fmt::format("PRAGMA max_page_count={}", pages));
}

}  // namespace seethrough::stores
