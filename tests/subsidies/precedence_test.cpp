// Two faults at once: the answer is the one that comes first in the order stated in subsidies/rejections.h.

#include <doctest/doctest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "subsidies/given.h"

using namespace subsidies_test;

namespace {

struct Claiming {
  Purchase purchase = fridge(2);
  bool apply = false;
  Fen cap{1'000'000};
};

/// A fault, and what it needs of the scene: two faults that need the same thing can't occur together.
struct Fault {
  std::string_view type;
  std::set<std::string> needs;
  std::function<void(Claiming&)> make;
};

/// In the documented order. Before the claim, claim 1 by buyer 1 stands on a fund that pays for it.
const std::vector<Fault>& faults() {
  static const std::vector<Fault> all = {
      {DayInFuture::type, {"day"}, [](Claiming& c) { c.purchase.day = today + 1; }},
      {UnknownPlace::type, {"place"}, [](Claiming& c) { c.purchase.place = elsewhere; }},
      {UnknownMerchant::type, {"merchant"}, [](Claiming& c) { c.purchase.merchant = "nobody"; }},
      {MerchantNotYetAdmitted::type,
       {"merchant", "day"},
       [](Claiming& c) {
         c.purchase.merchant = late_shop;
         c.purchase.day = today - 1;
       }},
      {NoRules::type, {"day"}, [](Claiming& c) { c.purchase.day = day("2030-06-15"); }},
      {UnknownKind::type, {"kind"}, [](Claiming& c) { c.purchase.kind = "boat"; }},
      {WrongPath::type, {"path"}, [](Claiming& c) { c.apply = true; }},
      {TwoClauses::type, {"kind", "facts"}, [](Claiming& c) { c.purchase.kind = "twin"; }},
      {FactMissing::type, {"facts"}, [](Claiming& c) { c.purchase.facts = {}; }},
      {NoClause::type, {"kind", "facts"}, [](Claiming& c) { c.purchase.kind = "spring"; }},
      {NotEligible::type, {"facts"}, [](Claiming& c) { c.purchase.facts.set(Field::efficiency, 5); }},
      {ItemAlreadySubsidised::type, {"item"}, [](Claiming& c) { c.purchase.item = fridge(1).item; }},
      {VehicleAlreadySurrendered::type, {"old"}, [](Claiming& c) { c.purchase.surrendered = car(1).surrendered; }},
      {InvoiceAlreadyUsed::type, {"invoice"}, [](Claiming& c) { c.purchase.invoice = fridge(1).invoice; }},
      {LimitUsedUp::type, {"person", "kind of claim"}, [](Claiming& c) { c.purchase.person = someone(1); }},
      {NoFund::type, {"kind", "facts", "kind of claim", "fund"}, [](Claiming& c) { c.purchase.kind = "lamp"; }},
      {FundExhausted::type, {"fund"}, [](Claiming& c) { c.cap = fridge_subsidy; }},
  };
  return all;
}

bool can_meet(const Fault& a, const Fault& b) {
  for (const std::string& need : a.needs) {
    if (b.needs.contains(need)) return false;
  }
  return true;
}

std::string_view answer(const Claiming& c) {
  Purchase first = fridge(1);
  first.surrendered = car(1).surrendered;
  const auto scene = given(fund(c.cap), admitted(), admitted(late_shop, today), redeemed(1, first));
  const auto decision = scene.when(c.apply ? Command{Apply{c.purchase}} : Command{Redeem{c.purchase}}).decision();
  if (decision) return "accepted";
  return std::visit([](const auto& r) { return std::string_view(r.type); }, decision.error());
}

}  // namespace

TEST_CASE("each fault alone is named") {
  CHECK(answer({}) == "accepted");
  for (const Fault& fault : faults()) {
    Claiming c;
    fault.make(c);
    CHECK(answer(c) == fault.type);
  }
}

TEST_CASE("of two faults the one that comes first in the documented order is named") {
  int pairs = 0;
  for (std::size_t i = 0; i < faults().size(); ++i) {
    for (std::size_t j = i + 1; j < faults().size(); ++j) {
      if (!can_meet(faults()[i], faults()[j])) continue;
      Claiming c;
      faults()[j].make(c);
      faults()[i].make(c);
      CAPTURE(faults()[j].type);
      CHECK(answer(c) == faults()[i].type);
      ++pairs;
    }
  }
  CHECK(pairs > 100);
}
