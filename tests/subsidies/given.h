#pragma once
// The scene of the subsidy tests: a small made-up edition, so that a change of a real year changes no test here.

#include <string>

#include "identifiers/credit_code.h"
#include "lots/lot.h"
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

inline const PlaceCode city{140400}, district{140403}, county{140404}, elsewhere{990000};
inline const std::string shop = "91140400MA0KXXXX1A", late_shop = "911404000000000002";
inline const Day today = day("2031-06-18");  // a Wednesday
using programme::noon;
inline Instant clock(Day on, int hour, int minute = 0, int ms = 0) { return instant_in_china(on, hour, minute, 0, ms); }
inline const Instant now = noon(today);

inline const Tree& places() {
  static const Tree tree = *Tree::make({{city, PlaceCode{0}, "市", "City", false, 0, 0},
                                        {district, city, "区", "District", false, 0, 0},
                                        {county, city, "县", "County", false, 0, 0}});
  return tree;
}

/// The year's checks, of phones alone.
inline std::vector<rules::Check> checks() {
  using namespace rules;
  const std::vector<std::string> phones{"digital"};
  return {{CheckId::company_buyer, Severity::refuse, 0, 0, 0, 0, phones, {"个人", "A person"}, "notice"},
          {CheckId::price_history, Severity::hold, 3, 1000, 0, 0, phones, {"价格", "Price"}, "notice"},
          {CheckId::delivery_place, Severity::flag, 0, 0, 0, 0, phones, {"收货地", "Delivery"}, "notice"},
          {CheckId::burst, Severity::hold, 0, 0, 2, 10, phones, {"密集", "Burst"}, "notice"},
          {CheckId::return_without_refund, Severity::flag, 0, 0, 0, 0, phones, {"退款", "Refund"}, "notice"}};
}

/// Edition `n` of 2031. Goods at a share of the price up to 2,000 yuan for level 1 or 2; phones at 15% up to 500 yuan of
/// the price after the maker's discount, with an entitlement; a class of the home without a fund; vehicles by
/// application, at a flat sum.
inline rules::Edition edition(int n, Day in_force, BasisPoints of_goods, Fen of_vehicles) {
  using namespace rules;
  Edition e;
  e.year = 2031;
  e.version = "2031/" + std::to_string(n);
  e.in_force = in_force;
  e.sources = {{"notice", {"通知", "Notice"}, "商务部门", "", "2031", false, {}}};
  Class digital{"digital", {"数码", "Digital"}, {}, {Giver::maker, Giver::channel, Giver::government, Giver::store}};
  digital.price_order_source = "notice";
  digital.entitlement = rules::Entitlement{true, 10, true, 4, "notice"};
  e.classes = {{"goods.appliance", {"家电", "Appliances"}},
               {"home", {"家装", "Home"}},
               {"vehicle.scrappage", {"报废", "Scrappage"}, {{"accept", 3, true, "notice"}, {"pay", 15, false, "notice"}}},
               digital};
  const Limit one{1, Limit::Per::kind}, three{3, Limit::Per::kind}, one_of_class{1, Limit::Per::cls};
  e.kinds = {{"fridge", {"冰箱", "Fridge"}, "goods.appliance", one},
             {"cooler", {"空调", "Cooler"}, "goods.appliance", three},
             {"twin", {"重复", "Twin"}, "goods.appliance", one},
             {"spring", {"春季", "Spring"}, "goods.appliance", one},
             {"lamp", {"灯具", "Lamp"}, "home", one},
             {"car", {"轿车", "Car"}, "vehicle.scrappage", one_of_class},
             {"van", {"客车", "Van"}, "vehicle.scrappage", one_of_class},
             {"phone", {"手机", "Phone"}, "digital", one},
             {"watch", {"手表", "Watch"}, "digital", three}};
  const Period year{day_of(2031, 1, 1), day_of(2031, 12, 31)}, spring{day_of(2031, 1, 1), day_of(2031, 3, 31)};
  const Condition level{"level", {}, {Field::efficiency, Op::at_most, {2}}, {"达到2级", "Level 2 or better"}, "notice"};
  const Condition owner{"owner", {}, {Field::same_owner, Op::equals, {1}}, {"同一人", "Same owner"}, "notice"};
  const Rate rate{of_goods, Fen{200000}}, small{BasisPoints{1500}, Fen{50000}};
  e.clauses = {
      {"goods", "goods.appliance", {"fridge", "cooler"}, year, {}, {level}, rate, "notice", {"比例", "A share"}},
      {"twin.a", "goods.appliance", {"twin"}, year, {}, {}, rate, "notice", {"比例", "A share"}},
      {"twin.b", "goods.appliance", {"twin"}, year, {}, {}, rate, "notice", {"比例", "A share"}},
      {"spring", "goods.appliance", {"spring"}, spring, {}, {}, rate, "notice", {"比例", "A share"}},
      {"lamp", "home", {"lamp"}, year, {}, {}, rate, "notice", {"比例", "A share"}},
      {"scrappage", "vehicle.scrappage", {"car", "van"}, year, {}, {owner}, Flat{of_vehicles}, "notice", {"定额", "Flat"}},
      {"digital", "digital", {"phone", "watch"}, year, {}, {}, small, "notice", {"15%", "15%"}},
  };
  e.checks = checks();
  return e;
}

/// Three editions of 2031: the second gives more and is in force from July, the third less, from August.
inline const rules::Book& book() {
  static const rules::Book made = [] {
    rules::Book b;
    INVARIANT(b.add(edition(1, day("2031-01-01"), BasisPoints{1500}, Fen{2'000'000})), "the day is free");
    INVARIANT(b.add(edition(2, day("2031-07-01"), BasisPoints{2000}, Fen{2'500'000})), "the day is free");
    INVARIANT(b.add(edition(3, day("2031-08-01"), BasisPoints{1000}, Fen{1'500'000})), "the day is free");
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
  static Decision decide(const State& state, const Command& command, const programme::Asking& asking) {
    return subsidies::decide({state, book(), places(), asking.today, asking.now, asking.by}, command);
  }
  static void apply(State& state, const Event& event) { subsidies::apply(state, event); }
};
using Scene = programme::Scene<Programme>;
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


// Scenes in the making: commands, in the order in which things happen.

/// A sound credit code of the shop `n`, from 0 to 99,999,999.
inline std::string credit_code(int n) {
  const std::string digits = std::to_string(n);
  std::string code = "91140400" + std::string(8 - digits.size(), '0') + digits;
  code += organisation_code_check(std::string_view(code).substr(8));
  code += credit_code_check(code);
  return code;
}

/// Funds of 100,000 yuan each for goods, vehicles and phones, and the shop.
inline Scene town() {
  return given(fund(), vehicle_fund(), fund(Fen{10'000'000}, "phones", "digital"), admitted());
}
inline ClaimNumber claim(int n) { return ClaimNumber{n}; }
inline std::vector<ClaimNumber> claims(std::initializer_list<int> numbers) {
  std::vector<ClaimNumber> all;
  for (const int n : numbers) all.push_back(ClaimNumber{n});
  return all;
}

inline Digest seed_of(int n) { return named<Digest>(n); }
inline CommitSeed commits(const std::string& name, int seed = 1) {
  return {name, seed_commitment(seed_of(seed)), today, "抽查"};
}

inline Pause pause(const std::string& cls, PlaceCode place = city) { return {cls, place, today, "额度将尽"}; }
inline SetQuota quota(Fen amount, bool per_day = false, const std::string& cls = "goods", PlaceCode place = district) {
  return {"q", "goods", cls, place, per_day, amount, today, "分县额度"};
}

/// A round of `count` entitlements for phones at the city, open all today.
inline OpenRound phone_round(int count = 10, Fen each = Fen{50'000}) {
  return {"r", "phones", "digital", city, clock(today, 0), clock(today + 30, 0), count, each, RoundMethod::first_come, {}};
}
inline OpenRound phone_lot(int count = 2, Fen each = Fen{50'000}) {
  return {"lot", "phones", "digital", city, clock(today, 13), clock(today, 14), count, each, RoundMethod::lot, "lot seed"};
}
inline Draw draws(int person, const std::string& round = "r", Channel channel = Channel::online,
                  const std::string& kind = "phone") {
  return {round, someone(person), kind, channel, district};
}
/// A phone at 2,000.00 yuan bought with entitlement `entitlement`, by the buyer of the same number unless told otherwise.
inline Purchase phone(int n, int entitlement) {
  Purchase p = of_kind("phone", fridge(n));
  p.price = Fen{200'000};
  p.facts = {};
  p.entitlement = EntitlementNumber{entitlement};
  return p;
}
inline const Fen phone_subsidy{30'000};
/// The same with what the till tells, of a sale over the counter.
inline Purchase told(Purchase p) {
  p.sale = Sale{};
  return p;
}

inline FileBatch files(std::initializer_list<int> numbers, const std::string& batch = "b") {
  return {batch, shop, today, claims(numbers), Fen{fridge_subsidy.value * static_cast<std::int64_t>(numbers.size())}};
}
inline DrawSample samples(int size = 1, const std::string& batch = "b") { return {batch, today, "seed", seed_of(1), size}; }
inline PostNotice notice(const std::string& id, std::vector<std::string> batches, std::vector<ClaimNumber> numbers = {},
                         Day until = today) {
  return {id, today, until, std::move(batches), std::move(numbers)};
}
inline OrderPayment orders(const std::string& id, std::vector<std::string> batches, std::vector<ClaimNumber> numbers = {},
                           const std::string& fund = "goods") {
  return {id, fund, today, std::move(batches), std::move(numbers)};
}
inline RecordResult paid(const std::string& order, int line, Fen amount, int attempt = 1) {
  return {order, line, attempt, true, amount, today, "银行1", {}};
}
inline RecordResult failed(const std::string& order, int line, Fen amount, int attempt = 1) {
  return {order, line, attempt, false, amount, today, "银行1", "户名不符"};
}

/// Two fridges sold, filed as batch "b", and brought to a stage. Claim 1's check is passed if it is drawn.
inline Scene filed_two() {
  return town().did(commits("seed")).did(Redeem{fridge(1)}).did(Redeem{fridge(2)}).did(files({1, 2}));
}
inline Scene reviewed_two() { return filed_two().by("first").did(ReviewBatch{"b", today}); }
inline Scene sampled_two() { return reviewed_two().did(samples(2)); }
inline Scene passed_two() {
  return sampled_two()
      .did(RecordCheck{claim(1), today, true, {}, {}})
      .did(RecordCheck{claim(2), today, true, {}, {}})
      .by("second")
      .did(PassBatch{"b", today});
}
/// On notice today; the scene is tomorrow.
inline Scene noticed_two() { return passed_two().did(notice("n", {"b"})).on(today + 1); }
inline Scene ordered_two() { return noticed_two().did(orders("o", {"b"})); }
inline Scene paid_two() { return ordered_two().did(paid("o", 1, Fen{30'000})); }

/// A car applied for as claim 1, brought to a stage.
inline Scene applied_one(Fen price = Fen{100'000}) {
  Purchase p = car(1);
  p.price = price;
  return town().did(Apply{p}).by("first");
}
inline Scene accepted_one(Fen price = Fen{100'000}) { return applied_one(price).did(Accept{claim(1), today}); }
inline Scene first_reviewed_one(Fen price = Fen{100'000}) { return accepted_one(price).did(FirstReview{claim(1), today}); }
inline Scene approved_one(Fen price = Fen{100'000}) {
  return first_reviewed_one(price).by("second").did(SecondReview{claim(1), today});
}
inline Scene noticed_one(Fen price = Fen{100'000}) {
  return approved_one(price).did(notice("n", {}, claims({1}))).on(today + 1);
}
inline Scene ordered_one(Fen price = Fen{100'000}) {
  return noticed_one(price).did(orders("o", {}, claims({1}), "vehicles"));
}
inline Scene paid_one(Fen price = Fen{100'000}) {
  return ordered_one(price).did(paid("o", 1, std::min(price, Fen{2'000'000})));
}
inline Scene refused_one() { return accepted_one().did(Refuse{claim(1), today, "owner", "非同一人"}); }
inline Scene held_one() { return town().did(Redeem{fridge(1)}).did(Hold{claim(1), today, HoldReason::location_missing, "无"}); }

/// What an account holds, by its name such as "goods/available".
inline Fen balance(const State& state, std::string_view account) {
  const auto id = state.ledger.find(account);
  REQUIRE(id.has_value());
  return state.ledger.balance(*id);
}
inline std::string_view state_of(const Scene& scene, int n) { return state_name(*scene.state().claim(claim(n))); }

}  // namespace subsidies_test
