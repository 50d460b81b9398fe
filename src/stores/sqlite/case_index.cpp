#include "stores/sqlite/case_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "wording/grams.h"
#include "wording/words.h"

namespace seethrough::stores {

std::string searched_text(const CaseRow& row) {
  return wording::utf8_of(wording::folded(fmt::format("{}\n{}\n{}\n{}", row.number, row.type, row.names, row.text)));
}

std::optional<std::string> match_expression(std::string_view text) {
  const std::u32string folded = wording::folded(text);
  std::set<std::string> parts;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(U' ', at), folded.size());
    const auto part = std::u32string_view(folded).substr(at, end - at);
    parts.insert(part.size() == 1 ? fmt::format("characters:\"{}\"", wording::utf8_of(part))
                                  : fmt::format("pairs:\"{}\"", wording::pairs_of(part)));
    at = end + 1;
  }
  if (parts.empty()) return std::nullopt;
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : " AND ") + part;
  return out;
}

Result<void, Failure> CaseIndex::prepare(Database& writer) {
  const std::pair<Statement*, const char*> statements[] = {
      {&find_, "SELECT text, searched FROM case_texts WHERE id=?"},
      {&keep_, "INSERT OR REPLACE INTO case_texts VALUES(?, ?, ?)"},
      {&add_, "INSERT INTO case_grams(rowid, characters, pairs) VALUES(?, ?, ?)"},
      {&remove_, "INSERT INTO case_grams(case_grams, rowid, characters, pairs) VALUES('delete', ?, ?, ?)"}};
  for (const auto& [statement, sql] : statements) {
    auto prepared = writer.prepare(sql);
    if (!prepared) return Unexpected{prepared.error()};
    *statement = std::move(*prepared);
  }
  return {};
}

Result<void, Failure> CaseIndex::put(std::int64_t id, const CaseRow& row) {
  const std::string searched = searched_text(row);
  auto there = find_.bind(1, id).step();
  if (!there) return Unexpected{there.error()};
  std::optional<std::string> before;
  if (*there) {
    const bool same_text = find_.text(0) == row.text;
    before = std::string(find_.text(1));
    find_.reset();
    if (same_text && *before == searched) return {};
  }
  keep_.bind(1, id).bind(2, std::string_view(row.text)).bind(3, std::string_view(searched));
  if (auto kept = keep_.execute(); !kept) return kept;
  if (before == searched) return {};
  const auto change = [id](Statement& statement, const std::string& text) {
    const wording::Grams made = wording::grams(wording::folded(text));
    statement.bind(1, id).bind(2, std::string_view(made.characters)).bind(3, std::string_view(made.pairs));
    return statement.execute();
  };
  if (before) {
    if (auto removed = change(remove_, *before); !removed) return removed;
  }
  return change(add_, searched);
}

}  // namespace seethrough::stores
