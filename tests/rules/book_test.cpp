#include "rules/book.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

#include "rules/sample.h"

using namespace sample;

namespace {

const Day june = day("2031-06-15");

Facts fridge(std::int64_t price, int level) {
  return Facts{}.set(Field::price_fen, Fen{price}).set(Field::efficiency, level);
}

Facts car() {
  return Facts{}
      .set(Field::price_fen, Fen{15000000})
      .set(Field::powertrain, Powertrain::new_energy)
      .set(Field::old_powertrain, Powertrain::petrol)
      .set(Field::old_first_registered, day("2012-06-30"))
      .set(Field::same_owner, true);
}

Refusal refusal(const Result<Award, Refusal>& result) {
  REQUIRE_FALSE(result.has_value());
  return result.error();
}

}  // namespace

TEST_CASE("a share of the price is rounded down to the fen and held by the cap") {
  const Book b = book();
  struct Row {
    std::int64_t price;
    int level;
    std::int64_t subsidy;
    const char* clause;
  };
  for (const Row& row : {Row{329900, 1, 65980, "one"}, Row{329900, 2, 49485, "two"}, Row{99, 1, 19, "one"},
                         Row{0, 1, 0, "one"}, Row{1000000, 1, 200000, "one"}, Row{999999, 1, 199999, "one"},
                         Row{1000001, 1, 200000, "one"}, Row{1333333, 2, 199999, "two"},
                         Row{1333334, 2, 200000, "two"}}) {
    CAPTURE(row.price);
    const auto award = b.evaluate("fridge", fridge(row.price, row.level), june);
    REQUIRE(award.has_value());
    CHECK(award->subsidy == Fen{row.subsidy});
    CHECK(award->clause_id() == row.clause);
    CHECK(award->version() == "2031/1");
    CHECK(award->cls() == "goods");
  }
}

TEST_CASE("a flat sum is never above the price") {
  const Book b = book();
  CHECK(b.evaluate("car", car(), june)->subsidy == Fen{2000000});
  CHECK(b.evaluate("car", car().set(Field::price_fen, Fen{1999999}), june)->subsidy == Fen{1999999});
}

TEST_CASE("an award states the limit of its kind") {
  const Book b = book();
  const auto one = b.evaluate("fridge", fridge(100, 1), june);
  CHECK(one->limit_count == 1);
  CHECK_FALSE(one->per_class);
  CHECK(b.evaluate("cooler", fridge(100, 1), june)->limit_count == 3);
  CHECK(b.evaluate("car", car(), june)->per_class);
}

TEST_CASE("a kind resolved once gives the same answer as its name") {
  const Book b = book();
  const auto kind = b.kind(2031, "fridge");
  REQUIRE(kind.has_value());
  CHECK(b.evaluate(*kind, fridge(329900, 1), june)->subsidy == Fen{65980});
  CHECK_FALSE(b.kind(2031, "piano").has_value());
  CHECK_FALSE(b.kind(2032, "fridge").has_value());
  CHECK(b.describe(2031, "cooler")->name.zh == "空调");
  CHECK(b.describe(2031, "piano") == nullptr);
  CHECK(b.describe(2032, "cooler") == nullptr);
}

TEST_CASE("a year without rules is refused and not taken from its neighbour") {
  const Book b = book();
  CHECK(refusal(b.evaluate("fridge", fridge(100, 1), day("2032-01-01"))) == Refusal{NoRules{2032}});
  CHECK(refusal(b.evaluate("fridge", fridge(100, 1), day("2030-12-31"))) == Refusal{NoRules{2030}});
  CHECK(refusal(b.evaluate("piano", fridge(100, 1), day("2032-01-01"))) == Refusal{NoRules{2032}});
}

TEST_CASE("a kind that the year does not know is refused by its name") {
  Book b = book();
  CHECK(refusal(b.evaluate("piano", fridge(100, 1), june)) == Refusal{UnknownKind{2031, "piano"}});

  Edition next = edition(2032);
  next.kinds.push_back({"glasses", {"智能眼镜", "Glasses"}, "goods", {}});
  next.clauses[0].kinds.push_back("glasses");
  REQUIRE(b.add(next));
  CHECK(refusal(b.evaluate("glasses", fridge(100, 1), june)) == Refusal{UnknownKind{2031, "glasses"}});
  CHECK(b.evaluate("glasses", fridge(100, 1), day("2032-06-15")).has_value());
  CHECK(b.kind(2031, "fridge") == b.kind(2032, "fridge"));
  CHECK(b.years() == std::vector<int>{2031, 2032});
}

TEST_CASE("the book takes neither a version twice nor two editions of a year from the same day") {
  Book b = book();
  Edition again = edition();
  again.version = "2031/2";
  CHECK_FALSE(b.add(again));
  again.in_force = day("2031-07-01");
  again.version = "2031/1";
  CHECK_FALSE(b.add(again));
  CHECK(b.edition(2031)->version == "2031/1");
  CHECK(b.edition(2032) == nullptr);
  CHECK(b.editions().size() == 1);
}

TEST_CASE("a clause speaks only on its days, both ends included") {
  const Book b = book();
  const Facts facts = Facts{}.set(Field::price_fen, Fen{100000});
  CHECK(refusal(b.evaluate("late", facts, day("2031-06-30"))) == Refusal{NoClause{2031, "late"}});
  CHECK(b.evaluate("late", facts, day("2031-07-01"))->subsidy == Fen{12500});
  CHECK(b.evaluate("late", facts, day("2031-12-31"))->subsidy == Fen{12500});
}

TEST_CASE("a bound is inclusive") {
  const Book b = book();
  const Day autumn = day("2031-10-01");
  CHECK(b.evaluate("late", Facts{}.set(Field::price_fen, Fen{600000}), autumn)->subsidy == Fen{50000});
  CHECK(refusal(b.evaluate("late", Facts{}.set(Field::price_fen, Fen{600001}), autumn)) ==
        Refusal{NotEligible{"late", "price"}});
  CHECK(b.evaluate("car", car(), june).has_value());
  CHECK(refusal(b.evaluate("car", car().set(Field::old_first_registered, day("2012-07-01")), june)) ==
        Refusal{NotEligible{"car", "petrol"}});
}

TEST_CASE("a requirement binds only where what is given holds") {
  const Book b = book();
  const Facts diesel = car().set(Field::old_powertrain, Powertrain::diesel);
  CHECK(b.evaluate("car", Facts(diesel).set(Field::old_first_registered, day("2020-01-01")), june).has_value());
}

TEST_CASE("the first requirement in the order of the file is the one that is named") {
  const Book b = book();
  const Facts both = car().set(Field::old_first_registered, day("2020-01-01")).set(Field::same_owner, false);
  CHECK(refusal(b.evaluate("car", both, june)) == Refusal{NotEligible{"car", "petrol"}});
  CHECK(refusal(b.evaluate("car", car().set(Field::same_owner, false), june)) == Refusal{NotEligible{"car", "owner"}});
}

TEST_CASE("a fact that is not given is asked for and not taken for nought") {
  const Book b = book();
  const auto without = [](Field field) { return car().set(field, Facts::absent); };
  CHECK(refusal(b.evaluate("fridge", Facts{}.set(Field::price_fen, Fen{100}), june)) ==
        Refusal{FactMissing{Field::efficiency, "one"}});
  CHECK(refusal(b.evaluate("fridge", Facts{}.set(Field::efficiency, 1), june)) ==
        Refusal{FactMissing{Field::price_fen, "one"}});
  CHECK(refusal(b.evaluate("car", without(Field::old_powertrain), june)) ==
        Refusal{FactMissing{Field::old_powertrain, "car"}});
  CHECK(refusal(b.evaluate("car", without(Field::old_first_registered), june)) ==
        Refusal{FactMissing{Field::old_first_registered, "car"}});
  CHECK(refusal(b.evaluate("car", without(Field::powertrain), june)) == Refusal{NoClause{2031, "car"}});
}

TEST_CASE("two clauses that speak at once are an error naming both") {
  Edition e = edition();
  e.clauses[1].when[0].values.push_back(1);
  CHECK(first_overlap(e) == std::pair<std::size_t, std::size_t>{0, 1});
  Book b;
  REQUIRE(b.add(e));
  CHECK(refusal(b.evaluate("fridge", fridge(100, 1), june)) == Refusal{TwoClauses{"one", "two"}});
  CHECK(b.evaluate("fridge", fridge(100, 2), june).has_value());
}

TEST_CASE("clauses apart by kind, by days, by a list or by a bound do not overlap") {
  CHECK_FALSE(first_overlap(edition()).has_value());
  Edition e = edition();
  Clause early = e.clauses[2];
  early.id = "early";
  e.clauses.push_back(early);
  CHECK(first_overlap(e) == std::pair<std::size_t, std::size_t>{2, 4});

  SUBCASE("days") { e.clauses[4].days = {day("2031-01-01"), day("2031-06-30")}; }
  SUBCASE("bounds") {
    e.clauses[2].when = {{Field::price_fen, Op::at_most, {100}}};
    e.clauses[4].when = {{Field::price_fen, Op::at_least, {101}}};
  }
  SUBCASE("a list and a bound") {
    e.clauses[2].when = {{Field::applied_on, Op::on_or_before, {100}}};
    e.clauses[4].when = {{Field::applied_on, Op::one_of, {101, 102}}};
  }
  CHECK_FALSE(first_overlap(e).has_value());
}

TEST_CASE("bounds that touch overlap") {
  Edition e = edition();
  e.clauses.push_back(e.clauses[2]);
  e.clauses[2].when = {{Field::price_fen, Op::at_most, {100}}};
  e.clauses[4].when = {{Field::price_fen, Op::at_least, {100}}};
  CHECK(first_overlap(e).has_value());
}

TEST_CASE("an award is above neither the cap nor the price, and explain ends in the same amount") {
  CHECK(rc::check("award and explanation", [] {
    static const Book b = book();
    const std::string kind = *rc::gen::element<std::string>("fridge", "cooler", "late", "car", "piano");
    Facts facts;
    facts.set(Field::price_fen, Fen{*rc::gen::inRange<std::int64_t>(0, 30000000)});
    if (*rc::gen::inRange(0, 8) != 0) facts.set(Field::efficiency, *rc::gen::inRange(0, 5));
    if (*rc::gen::inRange(0, 8) != 0) facts.set(Field::powertrain, *rc::gen::inRange(0, 4));
    if (*rc::gen::inRange(0, 8) != 0) facts.set(Field::old_powertrain, *rc::gen::inRange(0, 4));
    if (*rc::gen::inRange(0, 8) != 0) facts.set(Field::same_owner, *rc::gen::inRange(0, 2) == 1);
    facts.set(Field::old_first_registered, day("2012-06-30") + *rc::gen::inRange(-3, 4));
    const Day on = june + *rc::gen::inRange(-250, 250);

    const auto result = b.evaluate(kind, facts, on);
    const Trace trace = b.explain(kind, facts, on);
    RC_ASSERT(trace.outcome.has_value() == result.has_value());
    RC_ASSERT(!trace.lines.empty());
    const Text& last = trace.lines.back().text;
    if (!result) {
      RC_ASSERT(trace.outcome.error() == result.error());
      RC_ASSERT(last.en.find("subsidy ") == std::string::npos);
      return;
    }
    RC_ASSERT(result->subsidy <= Fen{facts.get(Field::price_fen)});
    const Amount& amount = result->spoken().amount;
    const Fen cap = std::holds_alternative<Rate>(amount) ? std::get<Rate>(amount).cap : std::get<Flat>(amount).amount;
    RC_ASSERT(result->subsidy <= cap);
    RC_ASSERT(trace.outcome->subsidy == result->subsidy);

    std::string printed = last.en.substr(last.en.rfind("subsidy ") + 8);
    printed.resize(printed.find(" yuan"));
    printed.erase(std::remove(printed.begin(), printed.end(), ','), printed.end());
    RC_ASSERT(printed == yuan(result->subsidy));
    RC_ASSERT(last.zh.find("补贴 ") != std::string::npos);
  }));
}
