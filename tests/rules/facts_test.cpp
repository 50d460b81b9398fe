#include "rules/facts.h"

#include <doctest/doctest.h>

#include "rules/edition.h"

using namespace seethrough;
using namespace seethrough::rules;

TEST_CASE("every field, powertrain, battery and comparison is found by its name") {
  for (std::size_t i = 0; i < field_count; ++i)
    CHECK(parse_field(name(static_cast<Field>(i))) == static_cast<Field>(i));
  for (const Powertrain p : {Powertrain::petrol, Powertrain::diesel, Powertrain::other, Powertrain::new_energy})
    CHECK(parse_powertrain(name(p)) == p);
  for (const Battery b : {Battery::none, Battery::lithium, Battery::lead_acid}) CHECK(parse_battery(name(b)) == b);
  for (const Op op : {Op::equals, Op::one_of, Op::at_most, Op::at_least, Op::on_or_before, Op::on_or_after,
                      Op::present})
    CHECK(parse_op(name(op)) == op);
  CHECK_FALSE(parse_field("colour").has_value());
  CHECK_FALSE(parse_powertrain("steam").has_value());
  CHECK_FALSE(parse_battery("").has_value());
  CHECK_FALSE(parse_op("about").has_value());
}

TEST_CASE("a fact that was not set is absent, and nought is not absence") {
  Facts facts;
  CHECK_FALSE(facts.has(Field::efficiency));
  facts.set(Field::efficiency, 0);
  CHECK(facts.has(Field::efficiency));
  CHECK(facts.get(Field::efficiency) == 0);
  CHECK_FALSE(facts.has(Field::price_fen));
}

TEST_CASE("a comparison with an absent fact is missing, except that `present` fails") {
  Facts facts;
  CHECK(judge({Field::efficiency, Op::equals, {1}}, facts) == Verdict::missing);
  CHECK(judge({Field::efficiency, Op::present, {}}, facts) == Verdict::fails);
  facts.set(Field::efficiency, 2);
  CHECK(judge({Field::efficiency, Op::present, {}}, facts) == Verdict::holds);
  CHECK(judge({Field::efficiency, Op::one_of, {1, 2}}, facts) == Verdict::holds);
  CHECK(judge({Field::efficiency, Op::at_least, {3}}, facts) == Verdict::fails);
  CHECK(judge({Field::efficiency, Op::at_least, {2}}, facts) == Verdict::holds);
}
