#pragma once
// The scene of the backtest's tests: the made-up edition and purchases of the subsidy tests on record, and variations of
// that edition.

#include <functional>

#include "backtest/run.h"
#include "subsidies/given.h"

namespace backtest_test {

using namespace seethrough;
using namespace seethrough::backtest;
using subsidies_test::day;
using subsidies_test::fridge;

inline const PlaceCode elsewhere{140404};

/// A record of these events, each decided on its scene's day.
template <class... Events>
Recorded recorded(const Events&... events) {
  Recorded made;
  (made.take(subsidies::Event{events}, subsidies_test::today), ...);
  return made;
}

/// The scene's edition after a change, alone in a book.
inline rules::Book changed(const std::function<void(rules::Edition&)>& change) {
  rules::Edition edition = *subsidies_test::book().edition_of("2031/1");
  change(edition);
  rules::Book book;
  INVARIANT(book.add(std::move(edition)), "the year is free");
  return book;
}
/// Goods at this share of the price instead of 15%.
inline rules::Book at_rate(int basis_points) {
  return changed([&](rules::Edition& e) {
    e.clauses[0].amount = rules::Rate{BasisPoints{basis_points}, Fen{200'000}};
  });
}

inline Report backtested(const Recorded& record, const rules::Book& book, Options options = {}) {
  auto report = run(record, book, options);
  REQUIRE(report);
  return std::move(*report);
}

/// What a verdict counted; 0 if there is none.
inline std::int64_t counted(const Report& report, Outcome outcome) {
  std::int64_t claims = 0;
  for (const Verdict& verdict : report.verdicts) claims += verdict.outcome == outcome ? verdict.claims : 0;
  return claims;
}

}  // namespace backtest_test
