// Claims on record decided again: every figure here was worked out by hand. A fridge costs 1,000.00 yuan and got 15%.

#include <tuple>

#include "backtest/given.h"

using namespace backtest_test;
using namespace subsidies_test;

namespace {

subsidies::Purchase priced(subsidies::Purchase p, std::int64_t price_fen) {
  p.price = Fen{price_fen};
  return p;
}
subsidies::Purchase on(subsidies::Purchase p, const char* when) {
  p.day = backtest_test::day(when);
  return p;
}
subsidies::Purchase at(subsidies::Purchase p, PlaceCode place) {
  p.place = place;
  return p;
}
subsidies::Purchase by(subsidies::Purchase p, int person) {
  p.person = someone(person);
  return p;
}
subsidies::ClaimRedeemed got(int claim, const subsidies::Purchase& p, std::int64_t subsidy_fen) {
  return {subsidies::ClaimNumber{claim}, p, goods_grant(Fen{subsidy_fen})};
}

}  // namespace

TEST_CASE("the rules of the record change nothing") {
  const Recorded record = recorded(fund(), vehicle_fund(), redeemed(1, fridge(1)), applied(2, car(2)),
                                   redeemed(3, of_kind("cooler", fridge(1))), returned(1), redeemed(4, fridge(1)));
  const Report report = backtested(record, book());
  CHECK(report.claims == 4);
  CHECK(report.untouched == 0);
  CHECK(report.granted == 4);
  CHECK(report.refused == 0);
  CHECK(report.taken_back == 1);
  CHECK(report.total == Balance{3, Fen{130'000}, Fen{130'000}, 0, {}, 0, {}});
  CHECK(report.most_changed.empty());
  CHECK(report.persons_gaining == 0);
  CHECK(report.persons_losing == 0);
  REQUIRE(report.funds.size() == 2);
  CHECK(report.funds[0].granted == Fen{30'000});
  CHECK(report.funds[1].granted == Fen{100'000});
  CHECK(!report.funds[0].ran_out);
}

TEST_CASE("a higher rate: everybody gains, by class and by place") {
  const Recorded record = recorded(fund(), vehicle_fund(), redeemed(1, fridge(1)), redeemed(2, at(fridge(2), backtest_test::elsewhere)),
                                   got(3, priced(fridge(3), 33'333), 4'999), applied(4, car(4)));
  const Report report = backtested(record, at_rate(2000));
  // 20% of 333.33 yuan is 66.666: rounded down to 66.66.
  CHECK(report.total == Balance{4, Fen{134'999}, Fen{146'666}, 3, Fen{11'667}, 0, {}});
  CHECK(report.by_class == std::vector<ClassBalance>{
                               {"goods.appliance", {3, Fen{34'999}, Fen{46'666}, 3, Fen{11'667}, 0, {}}},
                               {"vehicle.scrappage", {1, Fen{100'000}, Fen{100'000}, 0, {}, 0, {}}}});
  CHECK(report.by_place == std::vector<PlaceBalance>{
                               {district, {3, Fen{119'999}, Fen{126'666}, 2, Fen{6'667}, 0, {}}},
                               {backtest_test::elsewhere, {1, Fen{15'000}, Fen{20'000}, 1, Fen{5'000}, 0, {}}}});
  CHECK(report.persons_gaining == 3);
  REQUIRE(report.most_changed.size() == 3);
  CHECK(report.most_changed[0].claim == ClaimNumber{1});  // of two that differ by 50.00 the lower number
  CHECK(report.most_changed[1].claim == ClaimNumber{2});
  CHECK(report.most_changed[2].after == Fen{6'666});
  CHECK(report.most_changed[2].clause_after == "goods");
}

TEST_CASE("the cap binds at the very claim, and a smaller claim after it is still paid") {
  const Recorded record = recorded(fund(), redeemed(1, on(fridge(1), "2031-02-01")), redeemed(2, on(fridge(2), "2031-03-01")),
                                   redeemed(3, on(fridge(3), "2031-04-01")), got(4, priced(on(fridge(4), "2031-05-01"), 10'000), 1'500));
  Options options;
  options.caps = {{"goods", Fen{42'000}}};
  const Report report = backtested(record, at_rate(2000), options);
  // 200 + 200 yuan leave 20.00: claim 3 needs 200.00 and is not paid, claim 4 needs exactly 20.00 and is.
  REQUIRE(report.funds.size() == 1);
  CHECK(report.funds[0].ran_out == backtest_test::day("2031-04-01"));
  CHECK(report.funds[0].first_unpaid == ClaimNumber{3});
  CHECK(report.funds[0].unpaid == 1);
  CHECK(report.funds[0].short_by == Fen{20'000});
  CHECK(report.funds[0].granted == Fen{42'000});
  CHECK(report.total == Balance{4, Fen{46'500}, Fen{42'000}, 3, Fen{10'500}, 1, Fen{15'000}});
  REQUIRE(report.verdicts.size() == 2);
  CHECK(report.verdicts[1] == Verdict{Outcome::fund_exhausted, "goods", "goods", 1, Fen{15'000}});
  CHECK(report.most_changed[0].claim == ClaimNumber{3});
  CHECK(report.most_changed[0].outcome == Outcome::fund_exhausted);
}

TEST_CASE("a fund that is spent to the last fen runs out on that day without refusing anybody") {
  const Recorded record = recorded(fund(Fen{30'000}), redeemed(1, on(fridge(1), "2031-02-01")), redeemed(2, on(fridge(2), "2031-03-01")));
  const Report report = backtested(record, book());
  CHECK(report.funds[0].ran_out == backtest_test::day("2031-03-01"));
  CHECK(!report.funds[0].first_unpaid);
}

TEST_CASE("a return puts money and limit back, in the order in which it happened") {
  const rules::Book one_cooler = changed([](rules::Edition& e) { e.kinds[1].limit.count = 1; });
  const auto cooler = [](int n) { return by(of_kind("cooler", fridge(n)), 1); };
  SUBCASE("before the next claim") {
    const Report report =
        backtested(recorded(fund(), redeemed(1, cooler(1)), returned(1), redeemed(2, cooler(2))), one_cooler);
    CHECK(report.refused == 0);
    CHECK(report.total == Balance{1, Fen{15'000}, Fen{15'000}, 0, {}, 0, {}});
  }
  SUBCASE("after it") {
    const Report report =
        backtested(recorded(fund(), redeemed(1, cooler(1)), redeemed(2, cooler(2)), returned(1)), one_cooler);
    CHECK(counted(report, Outcome::limit_used_up) == 1);
    CHECK(report.total == Balance{1, Fen{15'000}, Fen{}, 0, {}, 1, Fen{15'000}});
    CHECK(report.funds[0].granted == Fen{});
    CHECK(report.persons_losing == 1);
  }
  SUBCASE("of a claim that was not granted anew: nothing to put back") {
    const Report report = backtested(
        recorded(fund(), redeemed(1, cooler(1)), redeemed(2, cooler(2)), returned(2), redeemed(3, cooler(3))), one_cooler);
    CHECK(counted(report, Outcome::limit_used_up) == 2);
  }
}

TEST_CASE("a limit of the class counts every kind of it, whichever limit the kind has") {
  const rules::Book by_class = changed([](rules::Edition& e) { e.kinds[1].limit = {2, rules::Limit::Per::cls}; });
  // Person 1: a fridge (limited by kind) and two coolers (limited to two awards of the class): the second is one too many.
  const Report report = backtested(recorded(fund(), redeemed(1, by(fridge(1), 1)), redeemed(2, by(of_kind("cooler", fridge(2)), 1)),
                                            redeemed(3, by(of_kind("cooler", fridge(3)), 1))),
                                   by_class);
  CHECK(counted(report, Outcome::limit_used_up) == 1);
  CHECK(report.most_changed[0].claim == ClaimNumber{3});
}

TEST_CASE("each reason of a refusal is told apart") {
  const Recorded record = recorded(fund(), vehicle_fund(), redeemed(1, fridge(1)), applied(2, car(2)));
  const auto outcome = [&](const std::function<void(rules::Edition&)>& change) {
    const Report report = backtested(record, changed(change));
    REQUIRE(report.refused == 1);
    return report.verdicts.back();
  };
  CHECK(outcome([](rules::Edition& e) { e.clauses[0].requires_[0].test.values = {0}; }) ==
        Verdict{Outcome::not_eligible, "goods", "level", 1, Fen{15'000}});
  CHECK(outcome([](rules::Edition& e) { e.clauses[0].requires_[0].test.field = rules::Field::displacement_ml; }) ==
        Verdict{Outcome::fact_missing, "goods", "displacement_ml", 1, Fen{15'000}});
  CHECK(outcome([](rules::Edition& e) { e.clauses[0].days.last = backtest_test::day("2031-01-31"); }) ==
        Verdict{Outcome::no_clause, "", "fridge", 1, Fen{15'000}});
  CHECK(outcome([](rules::Edition& e) { e.clauses[1].kinds = {"fridge"}; }) ==
        Verdict{Outcome::two_clauses, "goods", "twin.a", 1, Fen{15'000}});
  CHECK(outcome([](rules::Edition& e) {
          e.kinds.erase(e.kinds.begin());
          e.clauses[0].kinds = {"cooler"};
        }) == Verdict{Outcome::unknown_kind, "", "fridge", 1, Fen{15'000}});
  CHECK(outcome([](rules::Edition& e) { e.clauses[0].cls = "home"; }) ==
        Verdict{Outcome::no_fund, "goods", "home", 1, Fen{15'000}});
}

TEST_CASE("claims of a year without an edition are left untouched and said to be") {
  const subsidies::FundOpened next{"next", 2032, {"goods"}, Fen{10'000'000}, "预算", false};
  subsidies::ClaimRedeemed later = redeemed(2, on(fridge(2), "2032-01-01"));
  later.grant = {"goods.appliance", "goods", "2032/1", "next", Fen{15'000}};
  const Report report = backtested(recorded(fund(), next, redeemed(1, fridge(1)), later), at_rate(1000));
  CHECK(report.claims == 2);
  CHECK(report.untouched == 1);
  CHECK(report.untouched_subsidy == Fen{15'000});
  CHECK(report.untouched_years == std::vector<int>{2032});
  CHECK(report.total == Balance{1, Fen{15'000}, Fen{10'000}, 0, {}, 1, Fen{5'000}});
  REQUIRE(report.funds.size() == 1);
  CHECK(report.funds[0].fund == "goods");
}

TEST_CASE("of several editions of a year the one in force on the day of the decision decides, before that the first") {
  rules::Book book;
  for (const auto& [version, from, rate] :
       {std::tuple{"2031/7", "2031-03-01", 1000}, std::tuple{"2031/8", "2031-09-01", 2000}}) {
    rules::Edition edition = *subsidies_test::book().edition(2031);
    edition.version = version;
    edition.in_force = backtest_test::day(from);
    edition.clauses[0].amount = rules::Rate{BasisPoints{rate}, Fen{200'000}};
    REQUIRE(book.add(std::move(edition)));
  }
  Recorded record = recorded(fund());
  int claim = 0;
  for (const char* decided : {"2031-01-15", "2031-03-01", "2031-08-31", "2031-09-01"}) {
    ++claim;
    record.take(subsidies::Event{redeemed(claim, on(fridge(claim), "2031-01-10"))}, backtest_test::day(decided));
  }
  const Report report = backtested(record, book);
  CHECK(report.total.after == Fen{10'000 + 10'000 + 10'000 + 20'000});
  CHECK(report.most_changed[0].claim == ClaimNumber{1});
}

TEST_CASE("an edition that comes into force later decides every claim of its year when it is alone") {
  const rules::Book later = changed([](rules::Edition& e) {
    e.in_force = backtest_test::day("2031-12-01");
    e.clauses[0].amount = rules::Rate{BasisPoints{1000}, Fen{200'000}};
  });
  CHECK(backtested(recorded(fund(), redeemed(1, fridge(1))), later).total.after == Fen{10'000});
}

TEST_CASE("an adjustment is what stands on record, a cap that was raised pays again") {
  const subsidies::ClaimAdjusted adjusted{ClaimNumber{1}, today, "规则追溯", district, goods_grant(),
                                          goods_grant(Fen{20'000}), {}};
  const Report report = backtested(recorded(fund(), redeemed(1, fridge(1)), adjusted), at_rate(2000));
  CHECK(report.total == Balance{1, Fen{20'000}, Fen{20'000}, 0, {}, 0, {}});

  const subsidies::FundRaised raised{"goods", Fen{15'000}, today, "追加"};
  const Recorded record = recorded(fund(Fen{15'000}), redeemed(1, fridge(1)), raised, redeemed(2, fridge(2)));
  const Report paid = backtested(record, subsidies_test::book());
  CHECK(paid.refused == 0);
  CHECK(paid.funds[0].cap == Fen{30'000});
  const subsidies::FundReclaimed reclaimed{"goods", Fen{1}, today, "收回"};
  const Recorded less = recorded(fund(Fen{15'000}), reclaimed, redeemed(1, fridge(1)));
  CHECK(counted(backtested(less, subsidies_test::book()), Outcome::fund_exhausted) == 1);
}

TEST_CASE("a claim that was refused later and reopened is decided again") {
  const Reversal back = fridge_back();
  const subsidies::ClaimRefused refused{ClaimNumber{1}, today, "goods", "材料不符", back, false};
  const subsidies::ClaimReopened reopened{ClaimNumber{1}, today, "复核", true, back};
  const Report gone = backtested(recorded(fund(), redeemed(1, fridge(1)), refused), at_rate(2000));
  CHECK(gone.total.claims == 0);
  CHECK(gone.taken_back == 1);
  const Report again = backtested(recorded(fund(), redeemed(1, fridge(1)), refused, reopened), at_rate(2000));
  CHECK(again.total == Balance{1, Fen{15'000}, Fen{20'000}, 1, Fen{5'000}, 0, {}});
  CHECK(again.granted == 1);
  CHECK(again.verdicts == std::vector<Verdict>{{Outcome::granted, "goods", "", 1, Fen{15'000}}});
}

TEST_CASE("where neither a limit nor a fund binds, the order of the claims changes no sum") {
  std::vector<subsidies::Purchase> purchases;
  for (int n = 1; n <= 60; ++n) purchases.push_back(at(priced(fridge(n), 10'000 + 977 * n), n % 3 == 0 ? backtest_test::elsewhere : district));
  const auto sums = [&](const std::vector<subsidies::Purchase>& in_order) {
    Recorded record = recorded(fund());
    for (std::size_t i = 0; i < in_order.size(); ++i)
      record.take(subsidies::Event{got(static_cast<int>(i) + 1, in_order[i], in_order[i].price.value * 15 / 100)}, today);
    return backtested(record, at_rate(1800));
  };
  const Report forwards = sums(purchases), backwards = sums({purchases.rbegin(), purchases.rend()});
  CHECK(forwards.total == backwards.total);
  CHECK(forwards.by_place == backwards.by_place);
  CHECK(forwards.verdicts == backwards.verdicts);
  CHECK(forwards.total.gainers == 60);
  CHECK(forwards.total.after == forwards.total.before + forwards.total.gained - forwards.total.lost);
}

TEST_CASE("the ten most changed are ten, the most first") {
  Recorded record = recorded(fund());
  for (int n = 1; n <= 12; ++n) record.take(subsidies::Event{got(n, priced(fridge(n), 10'000 * n), 1'500 * n)}, today);
  const Report report = backtested(record, at_rate(1000));
  REQUIRE(report.most_changed.size() == 10);
  CHECK(report.most_changed.front().claim == ClaimNumber{12});
  CHECK(report.most_changed.front().before == Fen{18'000});
  CHECK(report.most_changed.front().after == Fen{12'000});
  CHECK(report.most_changed.back().claim == ClaimNumber{3});
}

TEST_CASE("a run that is stopped has no report") {
  Options options;
  options.progress = [](std::size_t, std::size_t) { return false; };
  CHECK(!run(recorded(fund(), redeemed(1, fridge(1))), book(), options));
}
