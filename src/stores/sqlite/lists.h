#pragma once
// How one list is asked for in SQL: filters, order, and the keyset that a `next` token carries.
//
// A token is hex(sort value) "." hex(key) "." hex(sum): the last row seen, and eight octets of a hash over both and the
// query, so that a damaged token and another query's are noticed. It is no secret; its values are only ever bound.

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "stores/list_query.h"
#include "stores/sqlite/database.h"

namespace seethrough::stores {

struct ListColumn {
  const char* name;
  bool is_text;
};

/// What the column `due` holds where nothing is due, so that such a case comes after all others.
constexpr std::int64_t never_due = 0x7FFFFFFF;

/// One table of views.db and what may be asked of it.
struct ListTable {
  const char* name;
  const char* columns;  ///< of the SELECT, in the order the row is read
  ListColumn key;       ///< the primary key, which breaks ties
  const char* class_column;
  const char* state_column;
  const char* text_index;  ///< an FTS5 table by the rowid `id`, asked with match_expression(); null: `searched` are
  std::span<const ListColumn> sortable;
  std::span<const char* const> searched;
};

/// The SQL of one question. The table and the query must outlive it.
class ListQuestion {
 public:
  /// Failure `malformed` for an unknown sort column or a `next` that is damaged or another query's.
  static Result<ListQuestion, Failure> make(const ListTable& table, const ListQuery& query);

  /// Rows of all pages together.
  std::string count_sql() const;
  /// The table's columns, then the sort column as text and the key as text; one row more than limit(), so that the last
  /// page is known. `total` is the answer to count_sql(): few rows are found by the filters and then sorted, many are
  /// walked in the order asked for until the page is full.
  std::string page_sql(std::uint64_t total) const;
  /// The rows of all pages in one, in the order asked for.
  std::string all_sql() const;
  void bind_count(Statement& statement) const;
  void bind_page(Statement& statement) const;
  std::uint32_t limit() const { return limit_; }
  /// The token for what follows the row with this sort value and key.
  std::string token(std::string_view sort_value, std::string_view key) const;

 private:
  using Value = std::variant<std::int64_t, std::string>;
  enum class Way { by_filter, by_order };

  ListQuestion(const ListTable& table, const ListQuery& query) : table_(&table), query_(&query) {}
  Result<void, Failure> choose_sort();
  Result<void, Failure> read_token();
  struct Pick {
    const char* column;
    const char* condition;
    std::vector<Value> values;
  };
  std::vector<Pick> picks() const;
  std::string text_condition(std::string_view off) const;
  std::vector<std::string> conditions(Way way) const;
  std::vector<Value> filter_values() const;
  std::string checksum(std::string_view sort_value, std::string_view key) const;

  const ListTable* table_;
  const ListQuery* query_;
  ListColumn sort_{};
  std::uint32_t limit_ = 1;
  std::optional<std::string> match_;  ///< of a table with a text index, if a text is asked for that can be found
  std::vector<Value> filter_values_;
  std::vector<Value> after_;  ///< sort value and key of the last row seen; empty on the first page
};

}  // namespace seethrough::stores
