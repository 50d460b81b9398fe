#pragma once
// The index that finds cases by any part of what is said of them (全文检索), in views.db.
//
// SQLite's FTS5 holds it; its own trigrams would find nothing for one or two Chinese characters. What is written are
// the characters and pairs of wording/grams.h, and a query becomes the same, a part of a text as its pairs one behind
// another. That is exact: nothing is found that does not have the part. SQLite 3.40 keeps no copy of what was written
// (content='') and must be told it to take a row out, so the folded text is kept in case_texts.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/failure.h"
#include "base/result.h"
#include "stores/list_query.h"
#include "stores/sqlite/database.h"

namespace seethrough::stores {

class CaseIndex {
 public:
  /// The SQL that makes its tables.
  static constexpr const char* tables =
      "CREATE TABLE case_texts(id INTEGER PRIMARY KEY, text TEXT NOT NULL, searched TEXT NOT NULL);"
      "CREATE VIRTUAL TABLE case_grams USING fts5(characters, pairs, content='', tokenize='ascii', columnsize=0);";

  Result<void, Failure> prepare(Database& writer);
  /// The text of case `id` and what finds it, in the place of what there was.
  Result<void, Failure> put(std::int64_t id, const CaseRow& row);

 private:
  Statement find_, keep_, add_, remove_;
};

/// What a case is found by, folded: number, type, names, text.
std::string searched_text(const CaseRow& row);

/// The FTS5 expression that finds every part that blanks and punctuation separate in `text`. Its quoted strings hold
/// nothing but letters, digits and Chinese characters, so nothing in a query is ever read as syntax. Nothing if the
/// text has no such character: then it finds no case.
std::optional<std::string> match_expression(std::string_view text);

}  // namespace seethrough::stores
