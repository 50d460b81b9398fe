// The steps of one claim: what the till tells, the checks, the way of an application, refusal and appeal, holds, goods
// that come back, other editions of the rules.

#include <doctest/doctest.h>

#include "subsidies/given.h"

using namespace subsidies_test;
using rules::CheckId;
using rules::Giver;
using rules::Severity;

namespace {

const std::string code = "6901234567892";
const Day july = day("2031-07-01"), august = day("2031-08-01");

/// Entitlements 1 to `count` for phones, drawn by the people of those numbers for the counter, and watches for the rest.
Scene with_draws(int count, const std::string& kind = "phone") {
  OpenRound round = phone_round(count, Fen{1});
  round.closes = clock(today + 190, 0);
  round.opens = clock(day("2031-01-01"), 0);
  Scene scene = town().did(round);
  for (int n = 1; n <= count; ++n) scene = std::move(scene).did(draws(n, "r", Channel::offline, kind));
  return scene;
}
Purchase at_price(Purchase p, Fen price, const std::string& product = code) {
  p.price = price;
  p.sale->product = product;
  return p;
}
std::optional<std::vector<Finding>> findings_of(const Scene& scene, const Purchase& p) {
  const auto decision = scene.when(Redeem{p}).decision();
  REQUIRE(decision);
  return std::get<ClaimRedeemed>(*decision).findings;
}
using Findings = std::vector<Finding>;

}  // namespace

TEST_CASE("the share is of the price that is reached where the rules' order names the government") {
  Purchase p = told(phone(1, 1));
  p.sale->list_price = Fen{220'000};
  p.sale->steps = {{Giver::maker, Fen{9'000}}, {Giver::channel, Fen{1'000}}, {Giver::store, Fen{10'000}}};
  const Scene scene = with_draws(1);
  const Grant grant{"digital", "digital", "2031/1", "phones", Fen{31'500}, Fen{210'000}};
  scene.when(Redeem{p}).then(ClaimRedeemed{claim(1), p, grant, now, {}, {}});
  p.sale->steps = {{Giver::maker, Fen{20'000}}};
  scene.when(Redeem{p}).then(ClaimRedeemed{claim(1), p, {"digital", "digital", "2031/1", "phones", phone_subsidy, {}}, now, {}, {}});
  p.sale->steps = {{Giver::government, Fen{20'000}}};
  scene.when(Redeem{p}).refused(StepOutOfOrder{1, Giver::government, "maker > channel > government > store"});
  p.sale->steps = {{Giver::maker, Fen{}}};
  scene.when(Redeem{p}).refused(NothingAsked{"purchase.sale.steps[0].amount"});
  p.sale->list_price.reset();
  p.sale->steps = {{Giver::maker, Fen{1}}};
  scene.when(Redeem{p}).refused(StepsDoNotAddUp{Fen{200'000}, Fen{199'999}, Fen{200'000}});
  Purchase plain = told(fridge(1));
  plain.sale->list_price = Fen{110'000};
  plain.sale->steps = {{Giver::store, Fen{10'000}}};
  town().when(Redeem{plain}).refused(StepOutOfOrder{1, Giver::store, ""});
}

TEST_CASE("a price above what was asked in the months before holds the claim") {
  const Scene draws_of = with_draws(9, "watch");
  const auto sale = [](int n, Fen price, Day on) {
    Purchase p = at_price(told(of_kind("watch", phone(n, n))), price);
    p.day = on;
    return p;
  };
  const Scene sold = draws_of.did(Redeem{sale(1, Fen{100'000}, day("2031-03-01"))})
                         .did(Redeem{sale(2, Fen{90'000}, day("2031-05-31"))});
  CHECK_FALSE(findings_of(sold, sale(3, Fen{110'000}, today)));  // a tenth above the highest since March
  CHECK(findings_of(sold, sale(3, Fen{110'001}, today)) == Findings{{CheckId::price_history, Severity::hold, "110001 > 110000"}});
  const Scene held = sold.did(Redeem{sale(3, Fen{110'001}, today)});
  CHECK(state_of(held, 3) == "held");
  // In July March is four months ago: May's price is the highest.
  const Scene later = draws_of.did(Redeem{sale(2, Fen{100'000}, day("2031-02-28"))}).did(Redeem{sale(1, Fen{90'000}, day("2031-05-31"))});
  CHECK(findings_of(later, sale(3, Fen{99'001}, today)) == Findings{{CheckId::price_history, Severity::hold, "99001 > 99000"}});
  CHECK_FALSE(findings_of(later, sale(3, Fen{99'001}, day("2031-05-01"))));  // February's
  CHECK_FALSE(findings_of(later, sale(3, Fen{900'000}, day("2031-02-28"))));  // nothing before
  CHECK_FALSE(findings_of(sold, at_price(sale(3, Fen{900'000}, today), Fen{900'000}, "6900000000007")));
}

TEST_CASE("the history of prices goes back over the turn of the year") {
  // A made-up earlier December stands in the state as if it had been sold then.
  Scene scene = with_draws(2, "watch");
  State state = scene.state();
  const int december = 2030 * 12 + 11;
  state.prices[code][december] = MonthPrices{1, Fen{100'000}};
  Purchase p = at_price(told(of_kind("watch", phone(1, 1))), Fen{120'000});
  p.day = day("2031-03-31");
  const auto findings = [&] {
    const auto decision = Programme::decide(state, Redeem{p}, {today, now, {}});
    REQUIRE(decision);
    return std::get<ClaimRedeemed>(*decision).findings;
  };
  CHECK(findings() == Findings{{CheckId::price_history, Severity::hold, "120000 > 110000"}});
  p.day = day("2031-04-01");
  CHECK_FALSE(findings());
}

TEST_CASE("more sales of one till within the window than the rules allow hold the claim") {
  const Scene draws_of = with_draws(4);
  const auto sale = [](int n, const char* till = "7") {
    Purchase p = told(phone(n, n));
    p.sale->till = till;
    return p;
  };
  const Scene two = draws_of.did(Redeem{sale(1)}).at(clock(today, 12, 5)).did(Redeem{sale(2)});
  CHECK(findings_of(two.at(Instant{clock(today, 12, 10).ms - 1}), sale(3)) == Findings{{CheckId::burst, Severity::hold, "3 / 10 min"}});
  CHECK_FALSE(findings_of(two.at(clock(today, 12, 10)), sale(3)));  // the first is ten minutes ago
  CHECK_FALSE(findings_of(two.at(clock(today, 12, 9)), sale(3, "8")));
  CHECK_FALSE(findings_of(two.at(clock(today, 12, 9)), sale(3, "")));
}

TEST_CASE("a delivery outside the city, or an online sale that names no place, is marked") {
  const Scene scene = with_draws(1);
  Purchase p = told(phone(1, 1));
  CHECK_FALSE(findings_of(scene, p));
  p.sale->delivered_to = county;
  CHECK_FALSE(findings_of(scene, p));
  p.sale->delivered_to = elsewhere;
  CHECK(findings_of(scene, p) == Findings{{CheckId::delivery_place, Severity::flag, "990000"}});
  CHECK(state_of(scene.did(Redeem{p}), 1) == "redeemed");
  Purchase online = told(phone(1, 1));
  online.sale->channel = Channel::online;
  CHECK(findings_of(town().did(phone_round()).did(draws(1)), online) == Findings{{CheckId::delivery_place, Severity::flag, "-"}});
}

TEST_CASE("a company is no buyer, whether the facts say so or the till") {
  Purchase p = told(phone(1, 1));
  p.sale->company_buyer = true;
  with_draws(1).when(Redeem{p}).refused(CheckFailed{CheckId::company_buyer, "1", "个人", "A person"});
}

TEST_CASE("both numbers of a phone of two cards are used once, and free together") {
  Purchase two_cards = told(fridge(1)), other = told(fridge(2));
  two_cards.sale->second_imei = someone(7'000);
  other.item = someone(7'000);
  const Scene one = town().did(Redeem{two_cards});
  one.when(Redeem{other}).refused(ItemAlreadySubsidised{claim(1)});
  other = told(fridge(2));
  other.sale->second_imei = two_cards.item;
  one.when(Redeem{other}).refused(ItemAlreadySubsidised{claim(1)});
  CHECK(one.did(ReturnGoods{claim(1), today, "", {}}).when(Redeem{other}).decision());
}

TEST_CASE("a till voids on the day of the sale, and everything is free as if it had not been") {
  const Scene sold = given(fund(fridge_subsidy), admitted()).did(Redeem{fridge(1)});
  sold.when(Void{claim(1), today, "误扫"}).then(ClaimVoided{claim(1), today, "误扫", fridge_back(), false});
  sold.did(Void{claim(1), today, "误扫"}).when(Redeem{fridge(1)}).then(redeemed(2, fridge(1)));
  held_one().when(Void{claim(1), today, ""}).then(ClaimVoided{claim(1), today, "", fridge_back(), true});
  applied_one().did(Hold{claim(1), today, HoldReason::other, ""}).when(Void{claim(1), today, ""})
      .refused(NotInThisState{claim(1), "held", "subsidies.void"});
}

TEST_CASE("an application is accepted, reviewed by two people, and may go back for correction") {
  applied_one().when(Accept{claim(1), today}).then(ClaimAccepted{claim(1), today});
  accepted_one().when(FirstReview{claim(1), today}).then(FirstReviewPassed{claim(1), today, "first"});
  first_reviewed_one().when(SecondReview{claim(1), today}).refused(SamePerson{"first"});
  first_reviewed_one().by("second").when(SecondReview{claim(1), today}).then(SecondReviewPassed{claim(1), today, "second"});
  for (const Scene& scene : {applied_one(), accepted_one(), first_reviewed_one()}) {
    scene.when(SendBack{claim(1), today, "缺页"}).then(ClaimSentBack{claim(1), today, "缺页"});
    const Scene back = scene.did(SendBack{claim(1), today, "缺页"});
    back.when(Accept{claim(1), today}).refused(NotInThisState{claim(1), "in_correction", "subsidies.accept"});
    back.when(Resubmit{claim(1), today, named<Digest>(9)}).then(ClaimResubmitted{claim(1), today, named<Digest>(9)});
    CHECK(state_of(back.did(Resubmit{claim(1), today, named<Digest>(9)}), 1) == "applied");
  }
  for (const Scene& scene : {applied_one(), accepted_one(), first_reviewed_one(), approved_one()})
    scene.when(Withdraw{claim(1), today, "撤回"}).then(withdrawn(1));
}

TEST_CASE("a refusal names a clause or requirement of the edition that granted the claim") {
  accepted_one().when(Refuse{claim(1), today, "owner", "非同一人"})
      .then(ClaimRefused{claim(1), today, "owner", "非同一人", car_back(), false});
  CHECK(accepted_one().when(Refuse{claim(1), today, "scrappage", ""}).decision());
  accepted_one().when(Refuse{claim(1), today, "", ""}).refused(UnknownClause{"", "2031/1"});
  held_one().when(Refuse{claim(1), today, "level", "不符"})
      .then(ClaimRefused{claim(1), today, "level", "不符", fridge_back(), true});
  CHECK(refused_one().when(Apply{car(1)}).decision());  // the vehicle is free again
}

TEST_CASE("an appeal is upheld into review or dismissed for good, unless somebody takes the case up again") {
  const Scene appealed = refused_one().did(Appeal{claim(1), today, "有证"});
  refused_one().when(Appeal{claim(1), today, "有证"}).then(ClaimAppealed{claim(1), today, "有证"});
  appealed.when(DecideAppeal{claim(1), today, true, "属实"}).then(ClaimReopened{claim(1), today, "属实", true, car_back()});
  appealed.when(DecideAppeal{claim(1), today, false, "不实"}).then(AppealDismissed{claim(1), today, "不实"});
  CHECK(state_of(appealed.did(DecideAppeal{claim(1), today, true, ""}), 1) == "accepted");
  const Scene dismissed = appealed.did(DecideAppeal{claim(1), today, false, ""});
  dismissed.when(Appeal{claim(1), today, ""}).refused(NotInThisState{claim(1), "dismissed", "subsidies.appeal"});
  dismissed.when(Reopen{claim(1), today, "复查"}).then(ClaimReopened{claim(1), today, "复查", false, car_back()});
  CHECK(state_of(refused_one().did(Reopen{claim(1), today, ""}), 1) == "accepted");
  const Scene away = applied_one().did(Withdraw{claim(1), today, ""});
  CHECK(balance(away.state(), "vehicles/granted") == Fen{});
  CHECK(balance(away.did(Reopen{claim(1), today, ""}).state(), "vehicles/granted") == car_subsidy);
}

TEST_CASE("an ended claim is not taken up again if what it needs was used meanwhile") {
  const Scene gone = applied_one().did(Withdraw{claim(1), today, ""});
  const Reopen again{claim(1), today, ""};
  Purchase other = car(2);
  other.item = car(1).item;
  gone.did(Apply{other}).when(again).refused(ItemAlreadySubsidised{claim(2)});
  other = car(2);
  other.surrendered = car(1).surrendered;
  gone.did(Apply{other}).when(again).refused(VehicleAlreadySurrendered{claim(2)});
  other = car(2);
  other.invoice = car(1).invoice;
  gone.did(Apply{other}).when(again).refused(InvoiceAlreadyUsed{claim(2)});
  other = car(2);
  other.person = car(1).person;
  gone.did(Apply{other}).when(again).refused(LimitUsedUp{"car", 2031, 1});
  gone.did(Reclaim{"vehicles", Fen{9'900'001}, today, ""}).when(again).refused(FundExhausted{"vehicles", Fen{99'999}, Fen{100'000}});
  SetQuota small = quota(Fen{99'999}, false, "vehicle");
  small.fund = "vehicles";
  gone.did(small).when(again).refused(QuotaUsedUp{"q", Fen{99'999}, Fen{100'000}});
}

TEST_CASE("a hold is lifted: a sale may be filed again, an application is reviewed from acceptance") {
  const Part fridges{"goods.appliance", district, 1, fridge_subsidy}, cars{"vehicle.scrappage", district, 1, car_subsidy};
  const Hold hold{claim(1), today, HoldReason::location_differs, "偏差"};
  town().did(Redeem{fridge(1)}).when(hold).then(ClaimHeld{claim(1), today, HoldReason::location_differs, "偏差", fridges});
  held_one().when(Release{claim(1), today, "已补"}).then(ClaimReleased{claim(1), today, "已补", fridges});
  CHECK(state_of(held_one().did(Release{claim(1), today, ""}), 1) == "redeemed");
  for (const Scene& scene : {applied_one(), accepted_one(), first_reviewed_one(), approved_one(), noticed_one()}) {
    const Scene held = scene.did(hold);
    CHECK(balance(held.state(), "vehicles/granted") == car_subsidy);
    held.when(Release{claim(1), today, ""}).then(ClaimReleased{claim(1), today, "", cars});
    CHECK(state_of(held.did(Release{claim(1), today, ""}), 1) == "accepted");
  }
}

TEST_CASE("goods come back without the money: the rules' mark stands on the return") {
  const Scene sold = with_draws(1).did(Redeem{told(phone(1, 1))});
  const auto returned_with = [&](std::optional<bool> refunded) {
    const auto decision = sold.when(ReturnGoods{claim(1), today, "", refunded}).decision();
    REQUIRE(decision);
    return std::get<GoodsReturned>(*decision).findings;
  };
  CHECK_FALSE(returned_with(std::nullopt));
  CHECK_FALSE(returned_with(true));
  CHECK(returned_with(false) == Findings{{CheckId::return_without_refund, Severity::flag, "200000"}});
}

TEST_CASE("goods that come back after payment are claimed back, and the money is there for others when it has come in") {
  const ReturnGoods back{claim(1), today + 1, "退货", {}};
  GoodsReturned expected{claim(1), today + 1, "退货", fridge_back(), fridge_subsidy, {}, {}};
  paid_two().when(back).then(expected);
  const Scene due = paid_two().did(back);
  CHECK(balance(due.state(), "goods/paid") == fridge_subsidy);
  CHECK(balance(due.state(), "goods/to_claw_back") == fridge_subsidy);
  CHECK(state_of(due, 1) == "clawback_due");
  CHECK(due.when(Redeem{fridge(1)}).decision());  // limit, item and invoice are free
  due.when(RecordRepayment{claim(1), today + 1, "银行2"})
      .then(RepaymentRecorded{claim(1), today + 1, "银行2", {"goods.appliance", district, 1, fridge_subsidy}});
  const Scene in = due.did(RecordRepayment{claim(1), today + 1, "银行2"});
  CHECK(balance(in.state(), "goods/to_claw_back") == Fen{});
  CHECK(state_of(in, 1) == "clawed_back");
  in.when(RecordRepayment{claim(1), today + 1, ""}).refused(NotInThisState{claim(1), "clawed_back", "subsidies.record_repayment"});
}

TEST_CASE("a claim is brought under another edition before payment: up out of the fund, down back into it") {
  const Scene sold = given(fund(Fen{20'000}), admitted()).did(Redeem{fridge(1)});
  const Grant before = goods_grant(), more{"goods.appliance", "goods", "2031/2", "goods", Fen{20'000}, {}};
  const Adjust up{claim(1), july, "2031/2", Fen{20'000}, "提标"};
  sold.on(july).when(up).then(ClaimAdjusted{claim(1), july, "提标", district, before, more, Fen{}});
  sold.on(july - 1).when(Adjust{claim(1), today, "2031/2", Fen{20'000}, ""}).refused(UnknownEdition{"2031/2", 2031});
  sold.on(july).when(Adjust{claim(1), july, "2030/1", Fen{20'000}, ""}).refused(UnknownEdition{"2030/1", 2031});
  sold.on(july).did(Reclaim{"goods", Fen{1}, july, ""}).when(up).refused(FundExhausted{"goods", Fen{4'999}, Fen{5'000}});
  sold.on(july).did(quota(Fen{19'999})).when(up).refused(QuotaUsedUp{"q", Fen{4'999}, Fen{5'000}});
  const Scene down = sold.on(august).did(Adjust{claim(1), august, "2031/3", Fen{10'000}, "降标"});
  CHECK(balance(down.state(), "goods/granted") == Fen{10'000});
  CHECK(balance(down.state(), "goods/available") == Fen{10'000});
  CHECK(state_of(down, 1) == "redeemed");
}

TEST_CASE("a claim that was paid is topped up by another order") {
  const Adjust up{claim(1), july, "2031/2", Fen{20'000}, "提标"};
  const Scene owed = paid_two().on(july).did(up);
  CHECK(balance(owed.state(), "goods/granted") == Fen{5'000});
  CHECK(owed.state().open_claims.front().subsidy == Fen{5'000});
  OrderPayment top_up = orders("o2", {}, claims({1}));
  owed.when(top_up).then(PaymentOrdered{"o2", "goods", today, {{1, "", claim(1), to_hex(someone(1)), 1, Fen{5'000}}}});
  const Scene again = owed.did(top_up);
  again.when(ReturnGoods{claim(1), july, "", {}}).refused(PaymentUnderWay{claim(1), "o2"});
  const RecordResult result = paid("o2", 1, Fen{5'000});
  again.when(result).then(PaymentSettled{result, {}, {{"goods.appliance", district, 0, Fen{5'000}}}});
  const Scene done = again.did(result);
  CHECK(balance(done.state(), "goods/paid") == Fen{35'000});
  done.when(orders("o3", {}, claims({1}))).refused(NotInThisState{claim(1), "paid", "subsidies.order_payment"});
}

TEST_CASE("a claim that was paid too much owes the difference, and is paid again when it has come in") {
  const Adjust down{claim(1), august, "2031/3", Fen{10'000}, "降标"};
  const Scene owes = paid_two().on(august).did(down);
  CHECK(state_of(owes, 1) == "clawback_due");
  CHECK(balance(owes.state(), "goods/paid") == Fen{25'000});
  CHECK(balance(owes.state(), "goods/to_claw_back") == Fen{5'000});
  owes.when(Redeem{fridge(1)}).refused_as<ItemAlreadySubsidised>();
  owes.when(RecordRepayment{claim(1), august, "银行"})
      .then(RepaymentRecorded{claim(1), august, "银行", {"goods.appliance", district, 0, Fen{5'000}}});
  const Scene whole = owes.did(RecordRepayment{claim(1), august, "银行"});
  CHECK(state_of(whole, 1) == "paid");
  whole.when(ReturnGoods{claim(1), august, "", {}})
      .then(GoodsReturned{claim(1), august, "", {"goods.appliance", "fridge", "goods", district, Fen{100'000}, Fen{10'000}}, Fen{10'000}, {}, {}});
}

TEST_CASE("goods come back while a top-up is owed: only what was paid is claimed back") {
  const Scene owed = paid_two().on(july).did(Adjust{claim(1), july, "2031/2", Fen{20'000}, ""});
  const Scene due = owed.did(ReturnGoods{claim(1), july, "", {}});
  CHECK(balance(due.state(), "goods/to_claw_back") == Fen{15'000});
  CHECK(balance(due.state(), "goods/granted") == Fen{});
}
