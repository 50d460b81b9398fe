#pragma once
// The scene of the subsidy tests: a small made-up edition, so that a change of a real year changes no test here.

#include <string>

#include "programme/given.h"
#include "subsidies/decide.h"

namespace subsidies_test {

using namespace seethrough;
using namespace seethrough::subsidies;
using rules::Field;

inline Day day(const char* text) { return *parse_day(text); }

template <class O>
O named(int n) {
  O octets;
  octets.bytes[0] = static_cast<std::uint8_t>(n);
  octets.bytes[1] = static_cast<std::uint8_t>(n >> 8);
  return octets;
}
inline Pseudonym someone(int n) { return named<Pseudonym>(n); }

inline const PlaceCode city{140400}, district{140403}, elsewhere{990000};
inline const std::string shop = "91140400MA0KXXXX1A", late_shop = "911404000000000002";
inline const Day today = day("2031-06-15");

inline const Tree& places() {
  static const Tree tree =
      *Tree::make({{city, PlaceCode{0}, "市", "City", false, 0, 0}, {district, city, "区", "District", false, 0, 0}});
  return tree;
}

/// 2031: goods at 15% up to 2,000 yuan for level 1 or 2; a class of the home without a fund; vehicles by application.
inline const rules::Book& book() {
  using namespace rules;
  static const Book made = [] {
    Edition e;
    e.year = 2031;
    e.version = "2031/1";
    e.sources = {{"notice", {"通知", "Notice"}, "商务部门", "", "2031", false, {}}};
    e.classes = {{"goods.appliance", {"家电", "Appliances"}},
                 {"home", {"家装", "Home"}},
                 {"vehicle.scrappage", {"报废", "Scrappage"}}};
    const Limit one{1, Limit::Per::kind}, three{3, Limit::Per::kind}, one_of_class{1, Limit::Per::cls};
    e.kinds = {{"fridge", {"冰箱", "Fridge"}, "goods.appliance", one},
               {"cooler", {"空调", "Cooler"}, "goods.appliance", three},
               {"twin", {"重复", "Twin"}, "goods.appliance", one},
               {"spring", {"春季", "Spring"}, "goods.appliance", one},
               {"lamp", {"灯具", "Lamp"}, "home", one},
               {"car", {"轿车", "Car"}, "vehicle.scrappage", one_of_class},
               {"van", {"客车", "Van"}, "vehicle.scrappage", one_of_class}};
    const Period year{day_of(2031, 1, 1), day_of(2031, 12, 31)}, spring{day_of(2031, 1, 1), day_of(2031, 3, 31)};
    const Condition level{
        "level", {}, {Field::efficiency, Op::at_most, {2}}, {"达到2级", "Level 2 or better"}, "notice"};
    const Condition owner{"owner", {}, {Field::same_owner, Op::equals, {1}}, {"同一人", "Same owner"}, "notice"};
    const Rate rate{BasisPoints{1500}, Fen{200000}};
    e.clauses = {
        {"goods", "goods.appliance", {"fridge", "cooler"}, year, {}, {level}, rate, "notice", {"15%", "15%"}},
        {"twin.a", "goods.appliance", {"twin"}, year, {}, {}, rate, "notice", {"15%", "15%"}},
        {"twin.b", "goods.appliance", {"twin"}, year, {}, {}, rate, "notice", {"15%", "15%"}},
        {"spring", "goods.appliance", {"spring"}, spring, {}, {}, rate, "notice", {"15%", "15%"}},
        {"lamp", "home", {"lamp"}, year, {}, {}, rate, "notice", {"15%", "15%"}},
        {"scrappage", "vehicle.scrappage", {"car", "van"}, year, {}, {owner}, Flat{Fen{2000000}}, "notice",
         {"定额", "Flat"}},
    };
    Book b;
    INVARIANT(b.add(std::move(e)), "the year is free");
    return b;
  }();
  return made;
}

struct Programme {
  using State = subsidies::State;
  using Command = subsidies::Command;
  using Event = subsidies::Event;
  using Rejection = subsidies::Rejection;
  using Decision = subsidies::Decision;
  static Decision decide(const State& state, const Command& command, Day today) {
    return subsidies::decide({state, book(), places(), today}, command);
  }
  static void apply(State& state, const Event& event) { subsidies::apply(state, event); }
};
template <class... Events>
programme::Scene<Programme> given(const Events&... events) {
  return programme::given_in<Programme>(today, events...);
}

inline FundOpened fund(Fen cap = Fen{10'000'000}, const std::string& id = "goods", const std::string& cls = "goods") {
  return {id, 2031, {cls}, cap, "预算", false};
}
inline FundOpened vehicle_fund(Fen cap = Fen{10'000'000}) { return fund(cap, "vehicles", "vehicle"); }
inline MerchantAdmitted admitted(const std::string& merchant = shop, Day on = day("2025-01-01")) {
  return {merchant, "商店", district, on, false};
}

/// A fridge of level 1 at 1,000.00 yuan, told from others by `n`: its buyer, serial number and invoice.
inline Purchase fridge(int n) {
  Purchase p;
  p.kind = "fridge";
  p.merchant = shop;
  p.place = district;
  p.day = today;
  p.price = Fen{100'000};
  p.person = someone(n);
  p.item = someone(1000 + n);
  p.invoice = someone(2000 + n);
  p.evidence = named<Digest>(n);
  p.facts.set(Field::efficiency, 1);
  return p;
}
inline Purchase of_kind(const std::string& kind, Purchase p) {
  p.kind = kind;
  return p;
}
inline Purchase car(int n) {
  Purchase p = of_kind("car", fridge(n));
  p.surrendered = someone(3000 + n);
  p.facts.set(Field::same_owner, true);
  return p;
}

inline const Fen fridge_subsidy{15'000}, car_subsidy{100'000};  // the flat sum stops at the price
inline Grant goods_grant(Fen subsidy = fridge_subsidy) { return {"goods.appliance", "goods", "2031/1", "goods", subsidy}; }
inline Grant car_grant() { return {"vehicle.scrappage", "scrappage", "2031/1", "vehicles", car_subsidy}; }
inline ClaimRedeemed redeemed(int claim, const Purchase& p) { return {ClaimNumber{claim}, p, goods_grant()}; }
inline ClaimApplied applied(int claim, const Purchase& p) { return {ClaimNumber{claim}, p, car_grant()}; }
inline Reversal fridge_back() { return {"goods.appliance", "fridge", "goods", district, Fen{100'000}, fridge_subsidy}; }
inline Reversal car_back() { return {"vehicle.scrappage", "car", "vehicles", district, Fen{100'000}, car_subsidy}; }
inline GoodsReturned returned(int claim) { return {ClaimNumber{claim}, today, "退货", fridge_back()}; }
inline ClaimWithdrawn withdrawn(int claim) { return {ClaimNumber{claim}, today, "撤回", car_back()}; }

}  // namespace subsidies_test
