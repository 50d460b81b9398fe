// Several editions of one year: which one a decision follows, and what a claim comes to by each.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "rules/sample.h"

using namespace sample;

namespace {

const Day june = day("2031-06-15");

Facts fridge(std::int64_t price) { return Facts{}.set(Field::price_fen, Fen{price}).set(Field::efficiency, 1); }

/// From January 20%, from July 25% for the whole year; the second is added first.
Book two_editions() {
  Edition first = edition(), second = edition();
  first.in_force = day("2031-01-10");
  second.in_force = day("2031-07-01");
  second.version = "2031/2";
  second.clauses[0].amount = Rate{BasisPoints{2500}, Fen{200000}};
  second.kinds.push_back({"glasses", {"智能眼镜", "Glasses"}, "goods", {}});
  second.clauses[0].kinds.push_back("glasses");
  Book b;
  REQUIRE(b.add(second));
  REQUIRE(b.add(first));
  return b;
}

}  // namespace

TEST_CASE("a decision follows the edition in force on its day, and none before the first") {
  const Book b = two_editions();
  CHECK(b.edition_in_force(2031, day("2031-01-09")) == nullptr);
  const auto version = [&](const char* on) { return b.edition_in_force(2031, day(on))->version; };
  CHECK(version("2031-01-10") == "2031/1");
  CHECK(version("2031-06-30") == "2031/1");
  CHECK(version("2031-07-01") == "2031/2");
  CHECK(version("2032-03-01") == "2031/2");  // a purchase of the year, decided in the next
  CHECK(b.edition_in_force(2032, day("2032-03-01")) == nullptr);
  CHECK(b.edition_in_force(2030, june) == nullptr);
}

TEST_CASE("the book lists its editions by the day they come into force, whatever order they were added in") {
  const Book b = two_editions();
  std::vector<std::string> versions;
  for (const Edition* one : b.editions()) versions.push_back(one->version);
  CHECK(versions == std::vector<std::string>{"2031/1", "2031/2"});
  CHECK(b.years() == std::vector<int>{2031});
  CHECK(b.edition(2031)->version == "2031/2");
  CHECK(b.edition_of("2031/1")->in_force == day("2031-01-10"));
  CHECK(b.edition_of("2031/3") == nullptr);
}

TEST_CASE("one purchase comes to what each edition grants, by number and by name") {
  const Book b = two_editions();
  const Edition &first = *b.edition_of("2031/1"), &second = *b.edition_of("2031/2");
  const auto kind = b.kind("fridge");
  REQUIRE(kind.has_value());
  CHECK(b.evaluate_under(first, *kind, fridge(100000), june)->subsidy == Fen{20000});
  CHECK(b.evaluate_under(second, *kind, fridge(100000), june)->subsidy == Fen{25000});
  CHECK(b.evaluate_under(first, "fridge", fridge(100000), june)->version() == "2031/1");
  CHECK(b.evaluate_under(second, "fridge", fridge(100000), june)->version() == "2031/2");
  CHECK(b.evaluate("fridge", fridge(100000), june)->version() == "2031/2");
  CHECK(b.explain(first, "fridge", fridge(100000), june).outcome->subsidy == Fen{20000});
  CHECK(b.explain(second, "fridge", fridge(100000), june).outcome->subsidy == Fen{25000});
}

TEST_CASE("a kind that a later edition brings is unknown under the earlier one") {
  const Book b = two_editions();
  const auto kind = b.kind("glasses");
  REQUIRE(kind.has_value());
  CHECK(b.evaluate_under(*b.edition_of("2031/2"), *kind, fridge(100000), june).has_value());
  const auto earlier = b.evaluate_under(*b.edition_of("2031/1"), *kind, fridge(100000), june);
  REQUIRE_FALSE(earlier.has_value());
  CHECK(earlier.error() == Refusal{UnknownKind{2031, "glasses"}});
}
