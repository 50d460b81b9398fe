#pragma once
// A small edition for the tests of this room: made-up rules, so that a change of a real year changes no test here.

#include <string>

#include "calendar/day.h"
#include "rules/book.h"

namespace sample {

using namespace seethrough;
using namespace seethrough::rules;

inline Day day(const char* text) { return *parse_day(text); }

inline Edition edition(int year = 2031) {
  const std::string y = std::to_string(year);
  const Period all_year{day_of(year, 1, 1), day_of(year, 12, 31)};
  const Period late{day_of(year, 7, 1), day_of(year, 12, 31)};
  Edition e;
  e.year = year;
  e.version = y + "/1";
  e.sources = {{"notice", {"通知", "Notice"}, "商务部门", "", y, false, {}}};
  e.classes = {{"goods", {"商品", "Goods"}}, {"car", {"汽车", "Car"}}};
  e.kinds = {{"fridge", {"冰箱", "Fridge"}, "goods", {1, Limit::Per::kind}},
             {"cooler", {"空调", "Cooler"}, "goods", {3, Limit::Per::kind}},
             {"late", {"下半年品类", "Late"}, "goods", {1, Limit::Per::kind}},
             {"car", {"汽车", "Car"}, "car", {1, Limit::Per::cls}}};
  const Condition level{"level", {}, {Field::efficiency, Op::equals, {2}}, {"达到2级", "Level 2"}, "notice"};
  const Condition price{"price", {}, {Field::price_fen, Op::at_most, {600000}}, {"不超过6,000元", "At most 6,000 yuan"},
                        "notice"};
  const Condition petrol{"petrol", {{Field::old_powertrain, Op::equals, {0}}},
                         {Field::old_first_registered, Op::on_or_before, {day("2012-06-30").value}},
                         {"2012年6月30日前登记", "Registered by 30 June 2012"}, "notice"};
  const Condition owner{"owner", {}, {Field::same_owner, Op::equals, {1}}, {"同一人", "Same owner"}, "notice"};
  e.clauses = {
      {"one", "goods", {"fridge", "cooler"}, all_year, {{Field::efficiency, Op::equals, {1}}}, {},
       Rate{BasisPoints{2000}, Fen{200000}}, "notice", {"1级20%", "Level 1: 20%"}},
      {"two", "goods", {"fridge", "cooler"}, all_year, {{Field::efficiency, Op::one_of, {0, 2, 3}}}, {level},
       Rate{BasisPoints{1500}, Fen{200000}}, "notice", {"2级15%", "Level 2: 15%"}},
      {"late", "goods", {"late"}, late, {}, {price}, Rate{BasisPoints{1250}, Fen{50000}}, "notice", {"12.5%", "12.5%"}},
      {"car", "car", {"car"}, all_year, {{Field::powertrain, Op::present, {}}}, {petrol, owner}, Flat{Fen{2000000}},
       "notice", {"定额20,000元", "Flat 20,000 yuan"}},
  };
  return e;
}

inline Book book() {
  Book b;
  INVARIANT(b.add(edition()), "the sample's year is free");
  return b;
}

}  // namespace sample
