#pragma once
// Statements of one connection, each prepared at its first use and kept. SQL is given as a literal: its address is the
// key. Values are bound in their order; they must live until the call returns.

#include <map>

#include "stores/sqlite/database.h"

namespace seethrough::stores {

class Prepared {
 public:
  explicit Prepared(Database& database) : database_(&database) {}

  /// Runs a statement whose rows don't matter.
  template <class... Values>
  Result<void, Failure> run(const char* sql, const Values&... values) {
    auto statement = bound(sql, values...);
    if (!statement) return Unexpected{statement.error()};
    return (*statement)->execute();
  }

  /// Calls `take` with each row; false stops it.
  template <class Take, class... Values>
  Result<void, Failure> each(const char* sql, Take&& take, const Values&... values) {
    auto statement = bound(sql, values...);
    if (!statement) return Unexpected{statement.error()};
    while (true) {
      auto row = (*statement)->step();
      if (!row) return Unexpected{row.error()};
      if (!*row) return {};
      if (take(static_cast<const Statement&>(**statement))) continue;
      (*statement)->reset();
      return {};
    }
  }

  /// Calls `take` with the first row; false if there is none.
  template <class Take, class... Values>
  Result<bool, Failure> first(const char* sql, Take&& take, const Values&... values) {
    bool found = false;
    auto read = each(
        sql,
        [&](const Statement& row) {
          take(row);
          found = true;
          return false;
        },
        values...);
    if (!read) return Unexpected{read.error()};
    return found;
  }

  template <class... Values>
  Result<bool, Failure> exists(const char* sql, const Values&... values) {
    return first(sql, [](const Statement&) {}, values...);
  }

 private:
  template <class... Values>
  Result<Statement*, Failure> bound(const char* sql, const Values&... values) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
      auto made = database_->prepare(sql);
      if (!made) return Unexpected{made.error()};
      found = statements_.emplace(sql, std::move(*made)).first;
    }
    found->second.reset();
    int parameter = 0;
    (found->second.bind(++parameter, values), ...);
    return &found->second;
  }

  Database* database_;
  std::map<const char*, Statement> statements_;
};

}  // namespace seethrough::stores
