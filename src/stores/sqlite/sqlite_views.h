#pragma once
// SqliteViews: lists for the pages and the API, kept in views.db. Disposable: deleted, it is rebuilt from the journal.
//
// A file of another version, or one that a power cut may have left half-written (it is not forced to disk), is emptied
// when it is opened; position() then says 0 and the owner plays the journal in again.

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <span>

#include "stores/list_query.h"
#include "stores/sqlite/case_index.h"
#include "stores/sqlite/database.h"
#include "stores/sqlite/readers.h"

namespace seethrough::stores {

/// Rows to insert or replace, then claims to change, and the journal position they bring the lists to.
struct ViewBatch {
  std::uint64_t position = 0;
  std::span<const ClaimRow> claims;
  std::span<const CaseRow> cases;
  std::span<const ProjectRow> projects;
  std::span<const ClaimChange> claim_changes{};
};

class SqliteViews {
 public:
  static Result<std::unique_ptr<SqliteViews>, Failure> open(const std::filesystem::path& file);
  ~SqliteViews();

  /// The journal position the lists reflect.
  Result<std::uint64_t, Failure> position();
  /// All rows and the position in one transaction.
  Result<void, Failure> apply(const ViewBatch& batch);

  /// Many rows are put in several times as fast without the indices; meanwhile the lists answer slowly. A file that is
  /// closed without them has them again when it is opened.
  Result<void, Failure> drop_indices();
  Result<void, Failure> make_indices();

  /// The lists. May be called from several threads, also while apply() runs. Failure `malformed` for a column that
  /// can't be sorted by or a `next` that is damaged or belongs to another query.
  /// Claims sort by number, day, merchant, state, price, subsidy, since.
  Result<Page<ClaimRow>, Failure> claims(const ListQuery& query);
  /// Cases sort by number, day, place, type, state, due.
  Result<Page<CaseRow>, Failure> cases(const ListQuery& query);
  /// Projects sort by code, day, place, level, stage, investment, progress_bp.
  Result<Page<ProjectRow>, Failure> projects(const ListQuery& query);

  /// Every row of all pages, in the order asked for and as of one moment; `next` and `limit` are passed over. A visitor
  /// that returns false ends it.
  template <class Row>
  using Visit = std::function<bool(const Row&)>;
  Result<void, Failure> each_claim(const ListQuery& query, const Visit<ClaimRow>& visit);
  Result<void, Failure> each_case(const ListQuery& query, const Visit<CaseRow>& visit);
  Result<void, Failure> each_project(const ListQuery& query, const Visit<ProjectRow>& visit);

 private:
  explicit SqliteViews(const std::filesystem::path& file) : file_(file), readers_(file) {}
  Result<void, Failure> start();
  Result<bool, Failure> usable();
  Result<void, Failure> make_tables();
  Result<void, Failure> prepare();
  Result<void, Failure> upsert(const ViewBatch& batch);
  Result<void, Failure> upsert(const CaseRow& row);

  std::filesystem::path file_;
  Readers readers_;
  std::mutex writing_;
  Database writer_;
  Statement claim_;
  Statement claim_change_;
  Statement case_;
  CaseIndex case_index_;
  Statement project_;
  Statement move_position_;
};

}  // namespace seethrough::stores
