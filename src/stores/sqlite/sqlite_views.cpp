#include "stores/sqlite/sqlite_views.h"

#include <fmt/format.h>

#include <fstream>
#include <unordered_map>

#include "stores/sqlite/lists.h"

namespace seethrough::stores {
namespace {

namespace fs = std::filesystem;

constexpr Format format{0x5354'5657, 4, "列表", "lists"};  // "STVW"

constexpr const char* tables = R"(
CREATE TABLE about(id INTEGER PRIMARY KEY CHECK(id=1), position INTEGER NOT NULL, boot TEXT NOT NULL);
INSERT INTO about VALUES(1, 0, '');
CREATE TABLE claims(number INTEGER PRIMARY KEY, seq INTEGER NOT NULL, class TEXT NOT NULL, kind TEXT NOT NULL,
  merchant TEXT NOT NULL, merchant_name TEXT NOT NULL, place INTEGER NOT NULL, day INTEGER NOT NULL,
  price INTEGER NOT NULL, subsidy INTEGER NOT NULL, state TEXT NOT NULL, reconstructed INTEGER NOT NULL,
  since INTEGER NOT NULL, batch TEXT NOT NULL, hold_reason TEXT NOT NULL, flagged INTEGER NOT NULL);
CREATE TABLE cases(id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, campaign TEXT NOT NULL, batch TEXT NOT NULL,
  day INTEGER NOT NULL, place INTEGER NOT NULL, type TEXT NOT NULL, channel TEXT NOT NULL, key INTEGER NOT NULL,
  split_from TEXT NOT NULL, state TEXT NOT NULL, finding TEXT NOT NULL, due INTEGER NOT NULL, unit TEXT NOT NULL);
CREATE TABLE projects(code TEXT PRIMARY KEY, seq INTEGER NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
  place INTEGER NOT NULL, level TEXT NOT NULL, stage TEXT NOT NULL, investment INTEGER NOT NULL,
  progress_bp INTEGER NOT NULL, day INTEGER NOT NULL) WITHOUT ROWID;
)";

// Those that begin with a place, a class or a day answer a filter and its count by themselves.
constexpr std::pair<const char*, const char*> indices[] = {
    {"claims_place", "claims(place, class, day, state)"},
    {"claims_class", "claims(class, day, place, state)"},
    {"claims_day", "claims(day, number, place, class, state)"},
    {"claims_price", "claims(price)"},
    {"claims_subsidy", "claims(subsidy)"},
    {"claims_merchant", "claims(merchant)"},
    {"claims_state", "claims(state, since, place, class)"},
    {"cases_place", "cases(place, type, day, state)"},
    {"cases_day", "cases(day, number)"},
    {"cases_type", "cases(type, number)"},
    {"cases_state", "cases(state, number)"},
    {"cases_due", "cases(due, number)"},
    {"cases_finding", "cases(finding)"},
    {"cases_batch", "cases(batch)"},
    {"cases_unit", "cases(unit)"},
    {"projects_place", "projects(place, level, day, stage)"},
    {"projects_day", "projects(day)"}};

constexpr ListColumn claims_sortable[] = {{"number", false}, {"day", false},   {"merchant", true},
                                          {"state", true},   {"price", false}, {"subsidy", false}, {"since", false}};
constexpr const char* claims_searched[] = {"number", "kind", "merchant", "merchant_name"};
constexpr ListTable claims_table{
    "claims", "number, seq, class, kind, merchant, merchant_name, place, day, price, subsidy, state, reconstructed, "
    "since, batch, hold_reason, flagged",
    {"number", false}, "class", "state", nullptr, claims_sortable, claims_searched};

constexpr ListColumn cases_sortable[] = {
    {"number", true}, {"day", false}, {"place", false}, {"type", true}, {"state", true}, {"due", false}};
constexpr ListTable cases_table{"cases",
                                "number, seq, campaign, batch, day, place, type, channel, key, split_from, state, "
                                "finding, due, unit, (SELECT text FROM case_texts WHERE case_texts.id = cases.id)",
                                {"number", true}, "type", "state", "case_grams", cases_sortable, {}};

constexpr ListColumn projects_sortable[] = {{"code", true},  {"day", false},        {"place", false},
                                            {"level", true}, {"stage", true}, {"investment", false}, {"progress_bp", false}};
constexpr const char* projects_searched[] = {"code", "name_zh", "name_en"};
constexpr ListTable projects_table{
    "projects", "code, seq, name_zh, name_en, place, level, stage, investment, progress_bp, day",
    {"code", true}, "level", "stage", nullptr, projects_sortable, projects_searched};

/// Changes at every start of the machine: a file that was not closed since is what the disk happened to keep.
std::string boot_id() {
  std::ifstream in("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(in, id);
  return id.empty() ? "unknown" : id;
}

void remove_files(const fs::path& file) {
  std::error_code ignored;
  for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file.string() + ending, ignored);
}

std::string text_of(const Statement& row, int column) { return std::string(row.text(column)); }

ClaimRow read_row(const Statement& row, const ClaimRow*) {
  return {row.integer(0), row.integer(1), text_of(row, 2), text_of(row, 3), text_of(row, 4), text_of(row, 5),
          row.integer(6), static_cast<std::int32_t>(row.integer(7)), row.integer(8), row.integer(9), text_of(row, 10),
          row.integer(11) != 0, static_cast<std::int32_t>(row.integer(12)), text_of(row, 13), text_of(row, 14),
          row.integer(15) != 0};
}

CaseRow read_row(const Statement& row, const CaseRow*) {
  return {text_of(row, 0), row.integer(1), text_of(row, 2), text_of(row, 3), static_cast<std::int32_t>(row.integer(4)),
          row.integer(5), text_of(row, 6), text_of(row, 7), row.integer(8) != 0, text_of(row, 9), text_of(row, 10),
          text_of(row, 11), static_cast<std::int32_t>(row.integer(12) == never_due ? 0 : row.integer(12)),
          text_of(row, 13), text_of(row, 14)};
}

ProjectRow read_row(const Statement& row, const ProjectRow*) {
  return {text_of(row, 0), row.integer(1), text_of(row, 2), text_of(row, 3), row.integer(4), text_of(row, 5),
          text_of(row, 6), row.integer(7), static_cast<std::int32_t>(row.integer(8)),
          static_cast<std::int32_t>(row.integer(9))};
}

void bind_or_null(Statement& statement, int index, const std::optional<std::string>& text) {
  if (text) statement.bind(index, std::string_view(*text));
  else statement.bind_null(index);
}

template <class Row>
Result<Page<Row>, Failure> ask(Readers& readers, const ListTable& table, int columns, const ListQuery& query) {
  auto question = ListQuestion::make(table, query);
  if (!question) return Unexpected{question.error()};
  auto reader = readers.borrow();
  if (!reader) return Unexpected{reader.error()};
  auto transaction = Transaction::begin(**reader, Transaction::Kind::read);  // the total and the rows agree
  if (!transaction) return Unexpected{transaction.error()};
  auto count = (*reader)->prepare(question->count_sql());
  if (!count) return Unexpected{count.error()};
  question->bind_count(*count);
  if (auto counted = count->step(); !counted) return Unexpected{counted.error()};
  Page<Row> page;
  page.total = static_cast<std::uint64_t>(count->integer(0));

  auto rows = (*reader)->prepare(question->page_sql(page.total));
  if (!rows) return Unexpected{rows.error()};
  question->bind_page(*rows);
  std::string after;
  while (true) {
    auto row = rows->step();
    if (!row) return Unexpected{row.error()};
    if (!*row) return page;
    if (page.rows.size() == question->limit()) {
      page.next = std::move(after);
      return page;
    }
    page.rows.push_back(read_row(*rows, static_cast<const Row*>(nullptr)));
    if (page.rows.size() == question->limit()) after = question->token(rows->text(columns), rows->text(columns + 1));
  }
}

template <class Row>
Result<void, Failure> visit_all(Readers& readers, const ListTable& table, ListQuery query,
                                const std::function<bool(const Row&)>& visit) {
  query.next.clear();
  auto question = ListQuestion::make(table, query);
  if (!question) return Unexpected{question.error()};
  auto reader = readers.borrow();
  if (!reader) return Unexpected{reader.error()};
  auto rows = (*reader)->prepare(question->all_sql());
  if (!rows) return Unexpected{rows.error()};
  question->bind_page(*rows);
  while (true) {
    auto row = rows->step();
    if (!row) return Unexpected{row.error()};
    if (!*row || !visit(read_row(*rows, static_cast<const Row*>(nullptr)))) return {};
  }
}

}  // namespace

Result<std::unique_ptr<SqliteViews>, Failure> SqliteViews::open(const fs::path& file) {
  std::unique_ptr<SqliteViews> opened(new SqliteViews(file));
  if (auto started = opened->start(); !started) return Unexpected{started.error()};
  return opened;
}

Result<void, Failure> SqliteViews::start() {
  for (const bool again : {false, true}) {
    auto writer = Database::open(file_, Database::Mode::read_write);
    if (!writer) return Unexpected{writer.error()};
    writer_ = std::move(*writer);
    auto fit = usable();
    if (!fit) return Unexpected{fit.error()};
    if (*fit) break;
    INVARIANT(!again, "new lists are usable");
    writer_ = {};
    remove_files(file_);
  }
  if (auto marked = writer_.run(fmt::format("UPDATE about SET boot='{}'", boot_id())); !marked) return marked;
  auto made = make_indices();
  return made ? prepare() : made;
}

Result<void, Failure> SqliteViews::drop_indices() {
  const std::lock_guard lock(writing_);
  for (const auto& [name, columns] : indices) {
    if (auto dropped = writer_.run(fmt::format("DROP INDEX IF EXISTS {}", name)); !dropped) return dropped;
  }
  return {};
}

Result<void, Failure> SqliteViews::make_indices() {
  const std::lock_guard lock(writing_);
  for (const auto& [name, columns] : indices) {
    auto made = writer_.run(fmt::format("CREATE INDEX IF NOT EXISTS {} ON {}", name, columns));
    if (!made) return made;
  }
  return {};
}

Result<bool, Failure> SqliteViews::usable() {
  auto ours = has_format(writer_, file_, format);
  if (!ours) {
    if (ours.error().kind == FailureKind::corrupt) return false;
    auto application = writer_.number("PRAGMA application_id");
    if (application && *application == format.application) return false;  // another version of ours
    return Unexpected{ours.error()};
  }
  // A rebuild touches every index at random: 64 MiB of cache keep it from writing the same pages again and again.
  auto set = writer_.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
                         "PRAGMA wal_autocheckpoint=16384");
  if (!set) return Unexpected{set.error()};
  if (!*ours) {
    auto made = make_tables();
    if (!made) return Unexpected{made.error()};
    return true;
  }
  auto boot = writer_.prepare("SELECT boot FROM about");
  if (!boot) return false;
  auto row = boot->step();
  return row && *row && (boot->text(0).empty() || boot->text(0) == boot_id());
}

Result<void, Failure> SqliteViews::make_tables() {
  auto transaction = Transaction::begin(writer_);
  if (!transaction) return Unexpected{transaction.error()};
  if (auto made = writer_.run(tables); !made) return made;
  if (auto made = writer_.run(CaseIndex::tables); !made) return made;
  if (auto marked = set_format(writer_, format); !marked) return marked;
  return transaction->commit();
}

Result<void, Failure> SqliteViews::prepare() {
  const std::pair<Statement*, const char*> statements[] = {
      {&claim_, "INSERT OR REPLACE INTO claims VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
      {&claim_change_,
       "UPDATE claims SET seq=?2, since=?3, state=COALESCE(?4, state), subsidy=COALESCE(?5, subsidy), "
       "batch=COALESCE(?6, batch), hold_reason=COALESCE(?7, hold_reason) WHERE number=?1"},
      {&case_, "INSERT OR REPLACE INTO cases VALUES((SELECT id FROM cases WHERE number=?1), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
       "?10, ?11, ?12, ?13, ?14) RETURNING id"},
      {&project_, "INSERT OR REPLACE INTO projects VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
      {&move_position_, "UPDATE about SET position=?"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = writer_.prepare(sql);
    if (!prepared) return Unexpected{prepared.error()};
    *statement = std::move(*prepared);
  }
  return case_index_.prepare(writer_);
}

SqliteViews::~SqliteViews() {
  readers_.close();
  // Whole on disk, then marked as closed. Where this fails the file is emptied after the machine's next start.
  const char* close = "PRAGMA synchronous=FULL; PRAGMA wal_checkpoint(TRUNCATE); UPDATE about SET boot=''";
  static_cast<void>(writer_.run(close).has_value());
}

Result<std::uint64_t, Failure> SqliteViews::position() {
  auto reader = readers_.borrow();
  if (!reader) return Unexpected{reader.error()};
  auto position = (*reader)->number("SELECT position FROM about");
  if (!position) return Unexpected{position.error()};
  return static_cast<std::uint64_t>(*position);
}

Result<void, Failure> SqliteViews::apply(const ViewBatch& batch) {
  const std::lock_guard lock(writing_);
  auto transaction = Transaction::begin(writer_);
  if (!transaction) return Unexpected{transaction.error()};
  if (auto put = upsert(batch); !put) return put;
  if (auto moved = move_position_.bind(1, static_cast<std::int64_t>(batch.position)).execute(); !moved) return moved;
  return transaction->commit();
}

Result<void, Failure> SqliteViews::upsert(const ViewBatch& batch) {
  const auto text = [](const std::string& value) { return std::string_view(value); };
  const auto number = [](bool value) { return std::int64_t{value}; };
  for (const ClaimRow& row : batch.claims) {
    claim_.bind(1, row.number).bind(2, row.seq).bind(3, text(row.item_class)).bind(4, text(row.kind));
    claim_.bind(5, text(row.merchant)).bind(6, text(row.merchant_name)).bind(7, row.place);
    claim_.bind(8, std::int64_t{row.day}).bind(9, row.price_fen).bind(10, row.subsidy_fen);
    claim_.bind(11, text(row.state)).bind(12, number(row.reconstructed)).bind(13, std::int64_t{row.since});
    claim_.bind(14, text(row.batch)).bind(15, text(row.hold_reason)).bind(16, number(row.flagged));
    if (auto put = claim_.execute(); !put) return put;
  }
  for (const ClaimChange& change : batch.claim_changes) {
    claim_change_.bind(1, change.number).bind(2, change.seq).bind(3, std::int64_t{change.since});
    bind_or_null(claim_change_, 4, change.state);
    if (change.subsidy_fen) claim_change_.bind(5, *change.subsidy_fen);
    else claim_change_.bind_null(5);
    bind_or_null(claim_change_, 6, change.batch);
    bind_or_null(claim_change_, 7, change.hold_reason);
    if (auto put = claim_change_.execute(); !put) return put;
  }
  std::unordered_map<std::string_view, const CaseRow*> last;  // a batch may tell of a case several times
  for (const CaseRow& row : batch.cases) last[row.number] = &row;
  for (const CaseRow& row : batch.cases) {
    if (last[row.number] != &row) continue;
    if (auto put = upsert(row); !put) return put;
  }
  for (const ProjectRow& row : batch.projects) {
    project_.bind(1, text(row.code)).bind(2, row.seq).bind(3, text(row.name_zh)).bind(4, text(row.name_en));
    project_.bind(5, row.place).bind(6, text(row.level)).bind(7, text(row.stage)).bind(8, row.investment_fen);
    project_.bind(9, std::int64_t{row.progress_bp}).bind(10, std::int64_t{row.day});
    if (auto put = project_.execute(); !put) return put;
  }
  return {};
}

Result<void, Failure> SqliteViews::upsert(const CaseRow& row) {
  const auto text = [](const std::string& value) { return std::string_view(value); };
  case_.bind(1, text(row.number)).bind(2, row.seq).bind(3, text(row.campaign)).bind(4, text(row.batch));
  case_.bind(5, std::int64_t{row.day}).bind(6, row.place).bind(7, text(row.type)).bind(8, text(row.channel));
  case_.bind(9, std::int64_t{row.key}).bind(10, text(row.split_from)).bind(11, text(row.state));
  case_.bind(12, text(row.finding)).bind(13, row.due == 0 ? never_due : std::int64_t{row.due}).bind(14, text(row.unit));
  auto put = case_.step();
  if (!put) return Unexpected{put.error()};
  const std::int64_t id = case_.integer(0);
  case_.reset();
  return case_index_.put(id, row);
}

Result<Page<ClaimRow>, Failure> SqliteViews::claims(const ListQuery& query) {
  return ask<ClaimRow>(readers_, claims_table, 16, query);
}
Result<Page<CaseRow>, Failure> SqliteViews::cases(const ListQuery& query) {
  return ask<CaseRow>(readers_, cases_table, 15, query);
}
Result<Page<ProjectRow>, Failure> SqliteViews::projects(const ListQuery& query) {
  return ask<ProjectRow>(readers_, projects_table, 10, query);
}

Result<void, Failure> SqliteViews::each_claim(const ListQuery& query, const Visit<ClaimRow>& visit) {
  return visit_all<ClaimRow>(readers_, claims_table, query, visit);
}
Result<void, Failure> SqliteViews::each_case(const ListQuery& query, const Visit<CaseRow>& visit) {
  return visit_all<CaseRow>(readers_, cases_table, query, visit);
}
Result<void, Failure> SqliteViews::each_project(const ListQuery& query, const Visit<ProjectRow>& visit) {
  return visit_all<ProjectRow>(readers_, projects_table, query, visit);
}

}  // namespace seethrough::stores
