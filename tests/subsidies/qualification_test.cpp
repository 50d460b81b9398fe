// What a till is told before a sale. The redemption that follows must agree with it.

#include <doctest/doctest.h>

#include "subsidies/given.h"
#include "subsidies/qualification.h"

namespace subsidies_test {
namespace {

/// 2031: telephones with an entitlement at 15% up to 500 yuan, at most 6,000 yuan; tablets without one; cars by application.
const rules::Book& ruled() {
  using namespace rules;
  static const Book made = [] {
    Edition e;
    e.year = 2031;
    e.version = "2031/1";
    e.sources = {{"notice", {"通知", "Notice"}, "商务部门", "", "2031", false, {}}};
    Class phones{"digital.phone", {"手机", "Telephones"}};
    phones.entitlement = rules::Entitlement{true, 3, true, 4, "notice"};
    e.classes = {phones, {"digital.tablet", {"平板", "Tablets"}}, {"vehicle.scrappage", {"报废", "Scrappage"}}};
    const Limit one{1, Limit::Per::kind};
    e.kinds = {{"phone", {"手机", "Telephone"}, "digital.phone", one},
               {"tablet", {"平板", "Tablet"}, "digital.tablet", Limit{2, Limit::Per::cls}},
               {"car", {"轿车", "Car"}, "vehicle.scrappage", one}};
    const Period year{day_of(2031, 1, 1), day_of(2031, 12, 31)};
    const Condition cheap{"cheap", {}, {Field::price_fen, Op::at_most, {600'000}}, {"不超过6000元", "At most 6,000"}, "notice"};
    const Condition level{"level", {}, {Field::efficiency, Op::at_most, {2}}, {"达到2级", "Level 2"}, "notice"};
    const Rate rate{BasisPoints{1500}, Fen{50'000}};
    e.clauses = {{"phone", "digital.phone", {"phone"}, year, {}, {cheap}, rate, "notice", {"15%", "15%"}},
                 {"tablet", "digital.tablet", {"tablet"}, year, {}, {level}, rate, "notice", {"15%", "15%"}},
                 {"car", "vehicle.scrappage", {"car"}, year, {}, {}, rate, "notice", {"15%", "15%"}}};
    Book book;
    INVARIANT(book.add(std::move(e)), "the year is free");
    return book;
  }();
  return made;
}

struct Till {
  State state;
  Instant now = instant_in_china(today, 12, 0, 0, 0);

  explicit Till(Fen cap = Fen{10'000'000}) {
    subsidies::apply(state, fund(cap, "digital", "digital"));
    subsidies::apply(state, admitted());
    OpenRound round{"june", "digital", "digital.phone", city, instant_in_china(today, 8, 0, 0, 0),
                    instant_in_china(today, 20, 0, 0, 0), 2, Fen{50'000}, RoundMethod::first_come, ""};
    subsidies::apply(state, RoundOpened{round});
  }
  Context context() const { return {state, ruled(), places(), day_in_china(now), now, "till"}; }
  Decision give(const Command& command) {
    Decision decision = decide(context(), command);
    if (decision) subsidies::apply(state, *decision);
    return decision;
  }
  Qualification ask(int person, const std::string& kind = "phone", std::optional<Fen> price = Fen{100'000}) const {
    QualificationAsked asked{someone(person), kind, Channel::offline, district, today, price, {}};
    if (kind == "tablet") asked.facts.set(Field::efficiency, 1);
    return qualify(context(), asked);
  }
  void draw(int person) { REQUIRE(give(Draw{"june", someone(person), "phone", Channel::offline, district})); }
  Decision sell(int n, const std::string& kind, std::optional<EntitlementNumber> entitlement = {}) {
    Purchase p = of_kind(kind, fridge(n));
    p.entitlement = entitlement;
    return give(Redeem{p});
  }
};

template <class R>
const R* reason(const Qualification& q) {
  return q.why ? std::get_if<R>(&*q.why) : nullptr;
}

TEST_CASE("without an entitlement the till hears that one is needed and where it is drawn; with one, how much") {
  Till till;
  const Qualification before = till.ask(1);
  CHECK(reason<EntitlementRequired>(before));
  CHECK(before.subsidy == Fen{15'000});
  CHECK(before.rounds == std::vector<std::string>{"june"});
  CHECK(before.entitlements.empty());
  CHECK(before.limit == 1);
  till.draw(1);
  const Qualification after = till.ask(1);
  CHECK_FALSE(after.why);
  REQUIRE(after.entitlements.size() == 1);
  CHECK(after.entitlements[0].entitlement == EntitlementNumber{1});
  CHECK(after.subsidy == Fen{15'000});
  CHECK(reason<EntitlementRequired>(till.ask(2)));  // hers is not his
  const auto sold = till.sell(1, "phone", EntitlementNumber{1});
  REQUIRE(sold);
  CHECK(std::get<ClaimRedeemed>(*sold).grant.subsidy == *after.subsidy);
  CHECK(till.ask(1).used == 1);
  CHECK(till.ask(1).entitlements.empty());
}

TEST_CASE("an entitlement of the other channel or whose time is over is none, and a round that is drawn or closed is not named") {
  Till till;
  till.draw(1);
  QualificationAsked online{someone(1), "phone", Channel::online, district, today, Fen{100'000}, {}};
  CHECK(reason<EntitlementDiffers>(qualify(till.context(), online)));
  till.draw(2);
  CHECK(till.ask(3).rounds.empty());  // two were there
  till.now = instant_in_china(day("2031-06-23"), 0, 0, 0, 0);  // the week is over
  CHECK(till.ask(1).entitlements.empty());
  CHECK(reason<EntitlementRequired>(till.ask(1)));
}

TEST_CASE("kinds that want no entitlement: the limit of the class, the facts, the price") {
  Till till;
  CHECK_FALSE(till.ask(1, "tablet").why);
  CHECK(till.ask(1, "tablet").limit == 2);
  REQUIRE(till.sell(1, "tablet"));
  Purchase second = of_kind("tablet", fridge(2));
  second.person = someone(1);
  REQUIRE(till.give(Redeem{second}));
  CHECK(till.ask(1, "tablet").used == 2);
  CHECK(reason<LimitUsedUp>(till.ask(1, "tablet")));
  CHECK_FALSE(till.ask(3, "tablet").why);
  QualificationAsked silent{someone(3), "tablet", Channel::offline, district, today, Fen{100'000}, {}};
  CHECK(reason<FactMissing>(qualify(till.context(), silent)));
  const Qualification dear = till.ask(3, "phone", Fen{600'001});
  CHECK(reason<NotEligible>(dear));
  CHECK_FALSE(dear.subsidy);
}

TEST_CASE("without a price nothing is said of the subsidy, and what else holds is") {
  Till till;
  const Qualification asked = till.ask(1, "phone", std::nullopt);
  CHECK(reason<EntitlementRequired>(asked));
  CHECK_FALSE(asked.subsidy);
  CHECK_FALSE(till.ask(1, "tablet", std::nullopt).why);
}

TEST_CASE("day, place, kind, path, pause, fund and quota are told in the order of a new claim") {
  Till till;
  const auto of = [&](QualificationAsked asked) { return qualify(till.context(), asked); };
  const QualificationAsked good{someone(1), "tablet", Channel::offline, district, today, Fen{100'000},
                                rules::Facts{}.set(Field::efficiency, 1)};
  CHECK_FALSE(of(good).why);
  QualificationAsked bad = good;
  bad.day = today + 1;
  bad.place = elsewhere;
  CHECK(reason<DayInFuture>(of(bad)));
  bad.day = today;
  CHECK(reason<UnknownPlace>(of(bad)));
  bad.place = district;
  bad.day = day("2030-06-15");
  CHECK(reason<NoRules>(of(bad)));
  bad = good;
  bad.kind = "boat";
  CHECK(reason<UnknownKind>(of(bad)));
  CHECK(of(bad).limit == 0);
  bad.kind = "car";
  CHECK(reason<WrongPath>(of(bad)));

  CHECK(reason<FundExhausted>(Till{Fen{14'999}}.ask(1, "tablet")));
  REQUIRE(till.give(SetQuota{"q", "digital", "digital.tablet", district, true, Fen{14'999}, today, "文件"}));
  CHECK(reason<QuotaUsedUp>(of(good)));
  REQUIRE(till.give(Pause{"digital.tablet", city, today, "检查"}));
  CHECK(reason<OnPause>(of(good)));
}

TEST_CASE("what the person's own entitlement reserves pays for the sale, when nothing else is left") {
  Till till(Fen{50'000});
  till.draw(1);
  CHECK_FALSE(till.ask(1).why);
  CHECK(reason<EntitlementRequired>(till.ask(2)));
  CHECK(reason<FundExhausted>(till.ask(2, "tablet")));
  REQUIRE(till.sell(1, "phone", EntitlementNumber{1}));
}

}  // namespace
}  // namespace subsidies_test
