// Random sequences of commands: whatever is accepted can be applied, money is conserved, nothing is paid twice.

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <map>
#include <set>
#include <tuple>

#include "subsidies/given.h"

using namespace subsidies_test;

namespace {

Command any_command() {
  const int n = *rc::gen::inRange(0, 10);
  const ClaimNumber claim{*rc::gen::inRange(0, 6)};
  const Day on = today - *rc::gen::inRange(-1, 3);
  if (n == 0) return ReturnGoods{claim, today, "退货"};
  if (n == 1) return Withdraw{claim, today, "撤回"};
  if (n == 2) return OpenFund{"late", 2031, {"home"}, Fen{20'000}, "", false};
  const bool vehicle = *rc::gen::inRange(0, 3) == 0;
  Purchase p = vehicle ? car(0) : fridge(0);
  p.kind = vehicle ? *rc::gen::element<std::string>("car", "van", "cooler")
                   : *rc::gen::element<std::string>("fridge", "cooler", "cooler", "lamp", "car");
  p.day = on;
  p.price = Fen{*rc::gen::inRange(0, 200'000)};
  p.person = someone(*rc::gen::inRange(0, 3));
  p.item = someone(1000 + *rc::gen::inRange(0, 8));
  p.invoice = someone(2000 + *rc::gen::inRange(0, 8));
  if (vehicle) p.surrendered = someone(3000 + *rc::gen::inRange(0, 4));
  return vehicle ? Command{Apply{p}} : Command{Redeem{p}};
}

/// An auditor that knows only the events: what stands, recounted from scratch.
struct Recount {
  std::map<std::int64_t, std::pair<Purchase, Grant>> standing;

  void see(const Event& event) {
    std::visit(Overloaded{[&](const ClaimRedeemed& e) { standing[e.claim.value] = {e.purchase, e.grant}; },
                          [&](const ClaimApplied& e) { standing[e.claim.value] = {e.purchase, e.grant}; },
                          [&](const GoodsReturned& e) { standing.erase(e.claim.value); },
                          [&](const ClaimWithdrawn& e) { standing.erase(e.claim.value); }, [](const auto&) {}},
               event);
  }

  void agree(const State& state) const {
    std::map<std::string, Fen> granted;
    std::map<std::tuple<Pseudonym, std::string>, int> used;
    std::set<Pseudonym> items, invoices, surrendered;
    for (const auto& [number, claim] : standing) {
      const auto& [purchase, grant] = claim;
      granted[grant.fund] += grant.subsidy;
      ++used[{purchase.person, purchase.kind}];
      ++used[{purchase.person, grant.cls}];
      RC_ASSERT(items.insert(purchase.item).second);
      RC_ASSERT(invoices.insert(purchase.invoice).second);
      if (purchase.surrendered) RC_ASSERT(surrendered.insert(*purchase.surrendered).second);
      RC_ASSERT(grant.subsidy <= purchase.price);
    }
    RC_ASSERT(state.items.size() == items.size());
    RC_ASSERT(state.invoices.size() == invoices.size());
    RC_ASSERT(state.surrendered.size() == surrendered.size());
    RC_ASSERT(state.ledger.total() == Fen{0});
    for (const Fund& fund : state.roster.funds) {
      const Fen spent = state.ledger.balance(*state.ledger.find(fund.id + "/granted"));
      RC_ASSERT(spent == granted[fund.id]);
      RC_ASSERT(spent <= fund.cap);
      RC_ASSERT(state.ledger.balance(*state.ledger.find(fund.id + "/available")) == fund.cap - spent);
    }
    agree_on_limits(state, used);
  }

  void agree_on_limits(const State& state, const std::map<std::tuple<Pseudonym, std::string>, int>& used) const {
    std::map<std::string, int> limits{{"fridge", 1}, {"cooler", 3}, {"lamp", 1}, {"vehicle.scrappage", 1}};
    for (const auto& [who_what, count] : used) {
      const auto& [person, what] = who_what;
      const auto name = state.interned.find(what);
      RC_ASSERT(name != state.interned.end());
      RC_ASSERT(state.used.at(LimitKey{person, name->second, 2031}) == count);
      if (limits.contains(what)) RC_ASSERT(count <= limits[what]);
    }
    std::int64_t total = 0, recounted = 0;
    for (const auto& entry : state.used) total += entry.second;
    for (const auto& entry : used) recounted += entry.second;
    RC_ASSERT(total == recounted);
  }
};

}  // namespace

TEST_CASE("whatever the commands, every accepted event applies, money is conserved and nothing is paid twice") {
  CHECK(rc::check("sequence of commands", [] {
    State state;
    Recount recount;
    Programme::apply(state, fund(Fen{60'000}));
    Programme::apply(state, vehicle_fund(Fen{250'000}));
    Programme::apply(state, admitted());
    const int length = *rc::gen::inRange(0, 60);
    int accepted = 0;
    for (int i = 0; i < length; ++i) {
      const auto decision = Programme::decide(state, any_command(), today);
      if (!decision) continue;
      ++accepted;
      Programme::apply(state, *decision);
      recount.see(*decision);
      recount.agree(state);
    }
    RC_CLASSIFY(accepted > 5, "more than five accepted");
  }));
}
