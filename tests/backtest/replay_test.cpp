// Recorded decisions taken again under the edition that made them.

#include "backtest/replay.h"

#include "backtest/given.h"

using namespace backtest_test;
using namespace subsidies_test;

namespace {

const Recorded& record() {
  static const Recorded made =
      recorded(fund(), vehicle_fund(), redeemed(1, fridge(1)), applied(2, car(2)), redeemed(3, fridge(3)), returned(3));
  return made;
}

}  // namespace

TEST_CASE("the same rules give the same decisions") {
  const Replay replayed = replay(record(), book());
  CHECK(replayed.claims == 3);
  CHECK(replayed.mismatches == 0);
  CHECK(replayed.first.empty());
}

TEST_CASE("an edition that was changed after the fact is named, claim by claim") {
  const Replay dearer = replay(record(), at_rate(1600), 1);
  CHECK(dearer.mismatches == 2);
  CHECK(dearer.first == std::vector<Mismatch>{{ClaimNumber{1}, Differs::subsidy, "15000", "16000"}});

  const Replay renamed = replay(record(), changed([](rules::Edition& e) { e.clauses[0].id = "goods.new"; }));
  CHECK(renamed.first.front() == Mismatch{ClaimNumber{1}, Differs::clause, "goods", "goods.new"});

  const Replay moved = replay(record(), changed([](rules::Edition& e) { e.clauses[0].cls = "home"; }));
  CHECK(moved.first.front() == Mismatch{ClaimNumber{1}, Differs::cls, "goods.appliance", "home"});

  const Replay stricter = replay(record(), changed([](rules::Edition& e) { e.clauses[0].requires_[0].test.values = {0}; }));
  CHECK(stricter.first.front() == Mismatch{ClaimNumber{1}, Differs::granted, "goods", "not_eligible goods level"});

  const Replay other = replay(record(), changed([](rules::Edition& e) { e.version = "2031/2"; }));
  CHECK(other.mismatches == 3);
  CHECK(other.first.front() == Mismatch{ClaimNumber{1}, Differs::edition, "2031/1", ""});
  CHECK(replay(record(), rules::Book{}).first.front() == Mismatch{ClaimNumber{1}, Differs::edition, "2031/1", ""});
}
