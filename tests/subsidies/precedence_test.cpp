// Two faults at once: the answer is the one that comes first in the order stated in subsidies/rejections.h.

#include <doctest/doctest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "subsidies/given.h"

using namespace subsidies_test;

namespace {

const std::string bad_shop = credit_code(9), cooler_code = "6901234567892";
const Instant after_phones = clock(today + 11, 0);

/// What is asked, and what of the scene differs from one in which it is granted.
struct Asked {
  Purchase purchase;
  Draw draw = draws(2);
  bool apply = false, paused = false, quota = false;
  Fen cap{1'000'000};
  Instant at = now;
};

/// A fault, and what it needs: two faults that need the same thing can't occur together.
struct Fault {
  std::string_view type;
  std::set<std::string> needs;
  std::function<void(Asked&)> make;
};
using Faults = std::vector<Fault>;

bool can_meet(const Fault& a, const Fault& b) {
  for (const std::string& need : a.needs) {
    if (b.needs.contains(need)) return false;
  }
  return true;
}

Sale& sale_of(Asked& a) {
  if (!a.purchase.sale) a.purchase.sale.emplace().channel = Channel::online;
  return *a.purchase.sale;
}

/// What is refused of any claim before the rules are asked.
Faults before_the_rules() {
  return {
      {DayInFuture::type, {"day"}, [](Asked& a) { a.purchase.day = today + 100; }},
      {UnknownPlace::type, {"place"}, [](Asked& a) { a.purchase.place = elsewhere; }},
      {UnknownMerchant::type, {"merchant"}, [](Asked& a) { a.purchase.merchant = "nobody"; }},
      {MerchantNotYetAdmitted::type,
       {"merchant", "day"},
       [](Asked& a) {
         a.purchase.merchant = late_shop;
         a.purchase.day = today - 1;
       }},
      {MerchantNotInGoodStanding::type, {"merchant"}, [](Asked& a) { a.purchase.merchant = bad_shop; }},
      {UnknownStore::type, {"store"}, [](Asked& a) { sale_of(a).store = "9"; }},
      {NoRules::type, {"day"}, [](Asked& a) { a.purchase.day = day("2030-06-15"); }},
      {UnknownKind::type, {"kind"}, [](Asked& a) { a.purchase.kind = "boat"; }},
      {WrongPath::type, {"path"}, [](Asked& a) { a.apply = true; }},
      {OnPause::type, {"pause"}, [](Asked& a) { a.paused = true; }},
      {StepOutOfOrder::type, {"steps"}, [](Asked& a) { sale_of(a).steps = {{rules::Giver::government, Fen{1}}}; }},
      {StepsDoNotAddUp::type, {"steps"}, [](Asked& a) { sale_of(a).list_price = a.purchase.price + Fen{1}; }},
      {ProductDiffers::type, {"kind", "product"}, [](Asked& a) { sale_of(a).product = cooler_code; }},
  };
}
/// What was used before, and the money.
Faults after_the_rules() {
  return {
      {ItemAlreadySubsidised::type, {"item"}, [](Asked& a) { a.purchase.item = fridge(1).item; }},
      {VehicleAlreadySurrendered::type, {"old"}, [](Asked& a) { a.purchase.surrendered = car(1).surrendered; }},
      {InvoiceAlreadyUsed::type, {"invoice"}, [](Asked& a) { a.purchase.invoice = fridge(1).invoice; }},
  };
}
Faults joined(std::initializer_list<Faults> parts) {
  Faults all;
  for (const Faults& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

/// In the documented order, of a fridge: a class without entitlements.
Faults of_a_fridge() {
  const Faults rules = {
      {TwoClauses::type, {"kind", "facts"}, [](Asked& a) { a.purchase.kind = "twin"; }},
      {FactMissing::type, {"facts"}, [](Asked& a) { a.purchase.facts = {}; }},
      {NoClause::type, {"kind", "facts"}, [](Asked& a) { a.purchase.kind = "spring"; }},
      {NotEligible::type, {"facts"}, [](Asked& a) { a.purchase.facts.set(Field::efficiency, 5); }},
      {UnknownEntitlement::type, {"entitlement"}, [](Asked& a) { a.purchase.entitlement = EntitlementNumber{99}; }},
  };
  const Faults money = {
      {LimitUsedUp::type, {"person", "kind of claim"}, [](Asked& a) { a.purchase.person = someone(1); }},
      {NoFund::type, {"kind", "facts", "kind of claim", "fund", "quota"}, [](Asked& a) { a.purchase.kind = "lamp"; }},
      {QuotaUsedUp::type, {"quota"}, [](Asked& a) { a.quota = true; }},
      {FundExhausted::type, {"fund"}, [](Asked& a) { a.cap = Fen{1}; }},
  };
  return joined({before_the_rules(), rules, after_the_rules(), money});
}

/// In the documented order, of a phone: a class with entitlements and checks.
Faults of_a_phone() {
  const Faults rules = {
      {EntitlementRequired::type, {"entitlement"}, [](Asked& a) { a.purchase.entitlement.reset(); }},
      {UnknownEntitlement::type, {"entitlement"}, [](Asked& a) { a.purchase.entitlement = EntitlementNumber{99}; }},
      {EntitlementDiffers::type, {"entitlement"}, [](Asked& a) { a.purchase.entitlement = EntitlementNumber{3}; }},
      {EntitlementNotOpen::type, {"time"}, [](Asked& a) { a.at = after_phones; }},
      {CheckFailed::type, {"buyer"}, [](Asked& a) { a.purchase.facts.set(Field::buyer_is_company, true); }},
  };
  const Faults money = {
      {LimitUsedUp::type,
       {"person", "entitlement"},
       [](Asked& a) {
         a.purchase.person = someone(1);
         a.purchase.entitlement = EntitlementNumber{3};
       }},
      {FundExhausted::type, {"fund"}, [](Asked& a) { a.cap = Fen{1}; }},
  };
  return joined({before_the_rules(), rules, after_the_rules(), money});
}

EntitlementDrawn drawn(int number, const Draw& draw, Fen reserved = Fen{1}) {
  return {EntitlementNumber{number}, draw, "digital", reserved, after_phones, {}};
}

/// Claims 1 and 2 by buyer 1, who holds entitlement 3; buyer 2 holds entitlement 2. `cap` is what the funds have left.
Scene scene_for(const Asked& a) {
  Purchase first = fridge(1);
  first.surrendered = car(1).surrendered;
  Purchase watch = phone(1, 1);
  watch.item = someone(1'500);
  watch.invoice = someone(2'500);
  OpenRound round = phone_round(100, Fen{1});
  round.closes = clock(day("2033-01-01"), 0);
  const ClaimRedeemed second{claim(2), watch, {"digital", "digital", "2031/1", "phones", phone_subsidy, {}}, {}, {}, {}};
  Scene scene = given(fund(fridge_subsidy + a.cap), fund(phone_subsidy + Fen{2} + a.cap, "phones", "digital"), admitted(),
                      admitted(late_shop, today), admitted(bad_shop),
                      ProductRegistered{{cooler_code, "空调甲", "cooler", 0, today}}, RoundOpened{round}, drawn(1, draws(1)),
                      drawn(2, draws(2)), redeemed(1, first), second, drawn(3, draws(1)))
                    .did(ChangeStanding{bad_shop, Standing::suspended, today, "", 0, Fen{}});
  if (a.quota) scene = scene.did(quota(fridge_subsidy));
  if (a.paused) scene = scene.did(pause(""));
  return scene.at(a.at);
}
std::string_view type_of(const Decision& decision) {
  if (decision) return "accepted";
  return std::visit([](const auto& r) { return std::string_view(r.type); }, decision.error());
}
std::string_view answer_to_claim(const Asked& a) {
  return type_of(scene_for(a).when(a.apply ? Command{Apply{a.purchase}} : Command{Redeem{a.purchase}}).decision());
}

/// In the documented order, of a draw.
Faults of_a_draw() {
  return {
      {UnknownRound::type, {"round"}, [](Asked& a) { a.draw.round = "none"; }},
      {RoundNotOpen::type, {"round"}, [](Asked& a) { a.draw.round = "shut"; }},
      {UnknownPlace::type, {"place"}, [](Asked& a) { a.draw.place = elsewhere; }},
      {OutsideRound::type, {"place"}, [](Asked& a) { a.draw.place = city; }},
      {NoRules::type, {"time"}, [](Asked& a) { a.at = clock(day("2032-01-15"), 12); }},
      {UnknownKind::type, {"kind"}, [](Asked& a) { a.draw.kind = "boat"; }},
      {KindNotInRound::type, {"round"}, [](Asked& a) { a.draw.round = "others"; }},
      {OnPause::type, {"pause"}, [](Asked& a) { a.paused = true; }},
      {EntitlementForfeited::type, {"person"}, [](Asked& a) { a.draw.person = someone(5); }},
      {AlreadyHolds::type, {"person"}, [](Asked& a) { a.draw.person = someone(6); }},
      {LimitUsedUp::type, {"person"}, [](Asked& a) { a.draw.person = someone(1); }},
      {RoundUsedUp::type, {"round"}, [](Asked& a) { a.draw.round = "full"; }},
      {FundExhausted::type, {"fund"}, [](Asked& a) { a.cap = Fen{1}; }},
  };
}
/// Buyer 1 has had a phone, 5 left four draws unused, 6 holds one; round "full" has given its only one.
std::string_view answer_to_draw(const Asked& a) {
  const auto round = [](const char* name, int count, const char* cls = "digital") {
    OpenRound r = phone_round(count, Fen{50'000});
    r.round = name;
    r.cls = cls;
    r.place = district;
    r.closes = clock(day("2033-01-01"), 0);
    return r;
  };
  OpenRound shut = round("shut", 9);
  shut.opens = clock(day("2032-12-01"), 0);
  shut.fund = "phones";
  const ClaimRedeemed had{claim(1), phone(1, 1), {"digital", "digital", "2031/1", "phones", phone_subsidy, {}}, {}, {}, {}};
  Scene scene = given(fund(phone_subsidy + Fen{2} + a.cap, "phones", "digital"), admitted(), RoundOpened{round("r", 99)},
                      RoundOpened{shut}, RoundOpened{round("others", 9, "digital.other")}, RoundOpened{round("full", 1)},
                      drawn(1, draws(1)), had, drawn(2, draws(6)), drawn(3, draws(7, "full")), drawn(4, draws(5), Fen{}),
                      drawn(5, draws(5), Fen{}), drawn(6, draws(5), Fen{}), drawn(7, draws(5), Fen{}),
                      EntitlementsExpired{{EntitlementNumber{4}, EntitlementNumber{5}, EntitlementNumber{6}, EntitlementNumber{7}}});
  if (a.paused) scene = scene.did(pause(""));
  return type_of(scene.at(a.at).when(a.draw).decision());
}

template <class Answer>
int hold_to_order(const Faults& faults, const Asked& sound, Answer answer) {
  CHECK(answer(sound) == "accepted");
  int pairs = 0;
  for (std::size_t i = 0; i < faults.size(); ++i) {
    Asked alone = sound;
    faults[i].make(alone);
    CHECK(answer(alone) == faults[i].type);
    for (std::size_t j = i + 1; j < faults.size(); ++j) {
      if (!can_meet(faults[i], faults[j])) continue;
      Asked both = sound;
      faults[j].make(both);
      faults[i].make(both);
      CAPTURE(faults[j].type);
      CHECK(answer(both) == faults[i].type);
      ++pairs;
    }
  }
  return pairs;
}

}  // namespace

TEST_CASE("of two faults of a claim the one that comes first in the documented order is named") {
  CHECK(hold_to_order(of_a_fridge(), {.purchase = fridge(2)}, answer_to_claim) > 200);
  CHECK(hold_to_order(of_a_phone(), {.purchase = phone(2, 2)}, answer_to_claim) > 180);
}

TEST_CASE("of two faults of a draw the one that comes first in the documented order is named") {
  CHECK(hold_to_order(of_a_draw(), {.purchase = {}}, answer_to_draw) > 50);
}
