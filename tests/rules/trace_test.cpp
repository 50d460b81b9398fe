#include <doctest/doctest.h>

#include <string>

#include "rules/sample.h"

using namespace sample;

namespace {

std::string told(const Trace& trace, std::string Text::*language) {
  std::string all;
  for (const TraceLine& line : trace.lines) {
    all += line.text.*language;
    if (!line.source.empty()) all += " [" + line.source + "]";
    all += "\n";
  }
  return all;
}

std::string in_chinese(const Trace& trace) { return told(trace, &Text::zh); }
std::string in_english(const Trace& trace) { return told(trace, &Text::en); }

const Day june = day("2031-06-15");

}  // namespace

TEST_CASE("an explanation names each clause considered, each test with its value, and the arithmetic") {
  const Book b = book();
  const Trace trace =
      b.explain("fridge", Facts{}.set(Field::price_fen, Fen{329900}).set(Field::efficiency, 1), june);
  CHECK(in_chinese(trace) ==
        "规则 2031/1，品类“冰箱”，购买日期 2031-06-15\n"
        "条款 one：1级20% [notice]\n"
        "适用：购买日期在 2031-01-01 至 2031-12-31（2031-06-15；符合） [notice]\n"
        "适用：能效或水效等级为 1（申报：1；符合） [notice]\n"
        "条款 two：2级15% [notice]\n"
        "适用：购买日期在 2031-01-01 至 2031-12-31（2031-06-15；符合） [notice]\n"
        "适用：能效或水效等级属于 0、2、3（申报：1；不符合） [notice]\n"
        "最终销售价格 3,299.00 × 20% = 659.80，上限 2,000.00 → 补贴 659.80 元\n");
  CHECK(in_english(trace) ==
        "Rules 2031/1, kind \"Fridge\", bought on 2031-06-15\n"
        "Clause one: Level 1: 20% [notice]\n"
        "Applies: bought from 2031-01-01 to 2031-12-31 (2031-06-15; holds) [notice]\n"
        "Applies: efficiency level is 1 (given: 1; holds) [notice]\n"
        "Clause two: Level 2: 15% [notice]\n"
        "Applies: bought from 2031-01-01 to 2031-12-31 (2031-06-15; holds) [notice]\n"
        "Applies: efficiency level is one of 0, 2, 3 (given: 1; does not hold) [notice]\n"
        "price 3,299.00 × 20% = 659.80, cap 2,000.00 → subsidy 659.80 yuan\n");
}

TEST_CASE("a refused claim is told every requirement with its value, and why it was refused") {
  const Book b = book();
  const Facts facts = Facts{}
                          .set(Field::price_fen, Fen{15000000})
                          .set(Field::powertrain, Powertrain::new_energy)
                          .set(Field::old_powertrain, Powertrain::petrol)
                          .set(Field::old_first_registered, day("2012-07-01"))
                          .set(Field::same_owner, true);
  const std::string english = in_english(b.explain("car", facts, june));
  CHECK(english.find("Required: Registered by 30 June 2012 (given: 2012-07-01; does not hold) [notice]\n"
                  "Required: Same owner (given: yes; holds) [notice]\n"
                  "No subsidy: clause car is not met: Registered by 30 June 2012\n") != std::string::npos);
  CHECK(in_chinese(b.explain("car", facts, june))
            .find("不予补贴：不符合条款 car 的要求：2012年6月30日前登记\n") != std::string::npos);
}

TEST_CASE("an explanation without rules is one line that says so") {
  const Book b = book();
  CHECK(in_chinese(b.explain("fridge", Facts{}, day("2032-01-01"))) == "不予补贴：没有 2032 年的补贴规则\n");
  CHECK(in_english(b.explain("piano", Facts{}, june)) == "No subsidy: the rules of 2031 have no kind piano\n");
}

TEST_CASE("an explanation outside a clause's days tells the days") {
  const std::string english = in_english(book().explain("late", Facts{}.set(Field::price_fen, Fen{1}), june));
  CHECK(english.find("Applies: bought from 2031-07-01 to 2031-12-31 (2031-06-15; does not hold) [notice]\n"
                  "No subsidy: in 2031 no clause applies to kind late\n") != std::string::npos);
}

TEST_CASE("a flat sum and a missing fact are told in words") {
  const Book b = book();
  Facts facts;
  facts.set(Field::price_fen, Fen{1500000}).set(Field::powertrain, Powertrain::petrol);
  facts.set(Field::old_powertrain, Powertrain::diesel);
  CHECK(b.explain("car", facts, june).lines.back().text ==
        Text{"无法计算：条款 car 需要“新旧车是否同属一人”，请补充",
             "Undecided: clause car needs to know: whether old and new have the same owner; please supply it"});
  facts.set(Field::same_owner, true);
  CHECK(b.explain("car", facts, june).lines.back().text ==
        Text{"定额 20,000.00，不超过最终销售价格 15,000.00 → 补贴 15,000.00 元",
             "flat 20,000.00, at most the price 15,000.00 → subsidy 15,000.00 yuan"});
}
