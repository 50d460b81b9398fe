#include <doctest/doctest.h>

#include "subsidies/given.h"

using namespace subsidies_test;

TEST_CASE("a fund is opened") {
  const OpenFund open{"goods", 2031, {"goods"}, Fen{100}, "预算", false};
  given().when(open).then(fund(Fen{100}));
}

TEST_CASE("a fund's identifier is used once, in any year") {
  given(fund()).when(OpenFund{"goods", 2032, {"home"}, Fen{100}, "", false}).refused(FundAlreadyOpen{"goods"});
}

TEST_CASE("a class has one fund a year, whether it is named whole or in part") {
  const auto scene = given(fund());
  scene.when(OpenFund{"b", 2031, {"home", "goods"}, Fen{1}, "", false}).refused(ClassAlreadyFunded{"goods", "goods"});
  scene.when(OpenFund{"b", 2031, {"goods.appliance"}, Fen{1}, "", false})
      .refused(ClassAlreadyFunded{"goods.appliance", "goods"});
  scene.when(OpenFund{"b", 2031, {"goodsome"}, Fen{1}, "", false})
      .then(FundOpened{"b", 2031, {"goodsome"}, Fen{1}, "", false});
  scene.when(OpenFund{"b", 2032, {"goods"}, Fen{1}, "", false})
      .then(FundOpened{"b", 2032, {"goods"}, Fen{1}, "", false});
}

TEST_CASE("a merchant is admitted once, with a sound code, at a known place, not in the future") {
  const std::string code = credit_code(1);
  AdmitMerchant admit{code, "商店", district, today, false};
  given().when(admit).then(MerchantAdmitted{code, "商店", district, today, false});
  given(admitted(code)).when(admit).refused(MerchantAlreadyAdmitted{code, day("2025-01-01")});
  admit.place = elsewhere;
  given(admitted(code)).when(admit).refused(UnknownPlace{elsewhere});
  admit.merchant = "123";
  given().when(admit).refused(NotACreditCode{"123"});
  admit.day = today + 1;
  given().when(admit).refused(DayInFuture{today + 1, today});
}

TEST_CASE("a merchant's profile is recorded once it is admitted") {
  const ProfileMerchant profile{shop, "连锁", today, {{"stores", 12, "count", Bound::over}}};
  given(admitted()).when(profile).then(MerchantProfiled{shop, "连锁", today, {{"stores", 12, "count", Bound::over}}});
  given().when(profile).refused(UnknownMerchant{shop});
  given(admitted()).on(today - 1).when(profile).refused(DayInFuture{today, today - 1});
}

TEST_CASE("goods are redeemed at the till") {
  given(fund(), admitted()).when(Redeem{fridge(1)}).then(redeemed(1, fridge(1)));
}

TEST_CASE("a vehicle is applied for") {
  given(vehicle_fund(), admitted()).when(Apply{car(1)}).then(applied(1, car(1)));
}

TEST_CASE("claims are numbered in turn, whatever became of the earlier ones") {
  given(fund(), admitted(), redeemed(1, fridge(1)), returned(1)).when(Redeem{fridge(2)}).then(redeemed(2, fridge(2)));
}

TEST_CASE("returned goods give their subsidy back") {
  given(fund(), admitted(), redeemed(1, fridge(1)))
      .when(ReturnGoods{ClaimNumber{1}, today, "退货"})
      .then(GoodsReturned{ClaimNumber{1}, today, "退货", fridge_back()});
}

TEST_CASE("an application is withdrawn") {
  given(vehicle_fund(), admitted(), applied(1, car(1)))
      .when(Withdraw{ClaimNumber{1}, today, "撤回"})
      .then(ClaimWithdrawn{ClaimNumber{1}, today, "撤回", car_back()});
}

TEST_CASE("a claim in another state is not moved") {
  const auto goods = given(fund(), admitted(), redeemed(1, fridge(1)));
  goods.when(Withdraw{ClaimNumber{1}, today, ""})
      .refused(NotInThisState{ClaimNumber{1}, "redeemed", "subsidies.withdraw"});
  const auto back = given(fund(), admitted(), redeemed(1, fridge(1)), returned(1));
  back.when(ReturnGoods{ClaimNumber{1}, today, ""})
      .refused(NotInThisState{ClaimNumber{1}, "returned", "subsidies.return_goods"});
  const auto vehicle = given(vehicle_fund(), admitted(), applied(1, car(1)));
  vehicle.when(ReturnGoods{ClaimNumber{1}, today, ""})
      .refused(NotInThisState{ClaimNumber{1}, "applied", "subsidies.return_goods"});
  const auto gone = given(vehicle_fund(), admitted(), applied(1, car(1)), withdrawn(1));
  gone.when(Withdraw{ClaimNumber{1}, today, ""})
      .refused(NotInThisState{ClaimNumber{1}, "withdrawn", "subsidies.withdraw"});
}

TEST_CASE("a claim that was never made is not moved") {
  for (const int number : {-1, 0, 2}) {
    const ClaimNumber claim{number};
    given(fund(), admitted(), redeemed(1, fridge(1))).when(ReturnGoods{claim, today, ""}).refused(UnknownClaim{claim});
    given(fund(), admitted(), redeemed(1, fridge(1))).when(Withdraw{claim, today, ""}).refused(UnknownClaim{claim});
  }
}

TEST_CASE("a return or withdrawal is dated from the purchase to today") {
  const ClaimNumber one{1};
  const auto goods = given(fund(), admitted(), redeemed(1, fridge(1)));
  goods.when(ReturnGoods{one, today - 1, ""}).refused(BeforePurchase{one, today - 1, today});
  goods.when(ReturnGoods{one, today + 1, ""}).refused(DayInFuture{today + 1, today});
  const auto vehicle = given(vehicle_fund(), admitted(), applied(1, car(1)));
  vehicle.when(Withdraw{one, today - 1, ""}).refused(BeforePurchase{one, today - 1, today});
  vehicle.when(Withdraw{one, today + 1, ""}).refused(DayInFuture{today + 1, today});
}

TEST_CASE("the rules refuse a claim with their reason") {
  const auto scene = given(fund(), vehicle_fund(), admitted());
  Purchase old = fridge(1);
  old.day = day("2030-06-15");
  scene.when(Redeem{old}).refused(NoRules{2030});
  scene.when(Redeem{of_kind("boat", fridge(1))}).refused(UnknownKind{"boat", 2031});
  scene.when(Redeem{car(1)}).refused(WrongPath{"car", "vehicle.scrappage"});
  scene.when(Apply{fridge(1)}).refused(WrongPath{"fridge", "goods.appliance"});
  scene.when(Redeem{of_kind("twin", fridge(1))}).refused(TwoClauses{"twin.a", "twin.b"});
  scene.when(Redeem{of_kind("spring", fridge(1))}).refused(NoClause{"spring", today});
  Purchase silent = fridge(1);
  silent.facts = {};
  scene.when(Redeem{silent}).refused(FactMissing{"efficiency", "goods"});
  Purchase wasteful = fridge(1);
  wasteful.facts.set(Field::efficiency, 3);
  scene.when(Redeem{wasteful}).refused(NotEligible{"goods", "level", "达到2级", "Level 2 or better"});
}

TEST_CASE("the price that the rules see is the purchase's own") {
  Purchase p = fridge(1);
  p.facts.set(Field::price_fen, Fen{1});
  given(fund(), admitted()).when(Redeem{p}).then(ClaimRedeemed{ClaimNumber{1}, p, goods_grant()});
}

TEST_CASE("a claim needs a known merchant, admitted by then, and a known place") {
  const auto scene = given(fund(), admitted(late_shop, today));
  scene.when(Redeem{fridge(1)}).refused(UnknownMerchant{shop});
  Purchase p = fridge(1);
  p.merchant = late_shop;
  p.day = today - 1;
  scene.when(Redeem{p}).refused(MerchantNotYetAdmitted{late_shop, today - 1, today});
  p.place = elsewhere;
  scene.when(Redeem{p}).refused(UnknownPlace{elsewhere});
  p.day = today + 1;
  scene.when(Redeem{p}).refused(DayInFuture{today + 1, today});
}

TEST_CASE("an item, an invoice and a surrendered vehicle are each used once") {
  const auto scene = given(fund(), vehicle_fund(), admitted(), redeemed(1, fridge(1)), applied(2, car(2)));
  Purchase same_item = fridge(3);
  same_item.item = fridge(1).item;
  scene.when(Redeem{same_item}).refused(ItemAlreadySubsidised{ClaimNumber{1}});
  Purchase same_invoice = fridge(3);
  same_invoice.invoice = fridge(1).invoice;
  scene.when(Redeem{same_invoice}).refused(InvoiceAlreadyUsed{ClaimNumber{1}});
  Purchase same_vehicle = car(3);
  same_vehicle.surrendered = car(2).surrendered;
  scene.when(Apply{same_vehicle}).refused(VehicleAlreadySurrendered{ClaimNumber{2}});
}

TEST_CASE("a person's limit counts a kind, or the whole class, within a calendar year") {
  const auto by = [](int person, Purchase p) {
    p.person = someone(person);
    return p;
  };
  const auto one = given(fund(), vehicle_fund(), admitted(), redeemed(1, fridge(1)), applied(2, car(2)));
  one.when(Redeem{by(1, fridge(3))}).refused(LimitUsedUp{"fridge", 2031, 1});
  one.when(Redeem{by(1, of_kind("cooler", fridge(3)))}).then(redeemed(3, by(1, of_kind("cooler", fridge(3)))));
  one.when(Apply{by(2, of_kind("van", car(3)))}).refused(LimitUsedUp{"van", 2031, 1});
  const auto cooler = [&](int n) { return by(9, of_kind("cooler", fridge(n))); };
  const auto two = given(fund(), admitted(), redeemed(1, cooler(1)), redeemed(2, cooler(2)));
  two.when(Redeem{cooler(3)}).then(redeemed(3, cooler(3)));
  given(fund(), admitted(), redeemed(1, cooler(1)), redeemed(2, cooler(2)), redeemed(3, cooler(3)))
      .when(Redeem{cooler(4)})
      .refused(LimitUsedUp{"cooler", 2031, 3});
}

TEST_CASE("a class without a fund of the year is not paid") {
  given(fund(), admitted()).when(Redeem{of_kind("lamp", fridge(1))}).refused(NoFund{"home", 2031});
  FundOpened next_year = fund();
  next_year.year = 2032;
  given(next_year, admitted()).when(Redeem{fridge(1)}).refused(NoFund{"goods.appliance", 2031});
}

TEST_CASE("a fund may be exhausted exactly and is not overdrawn by one fen") {
  given(fund(fridge_subsidy), admitted()).when(Redeem{fridge(1)}).then(redeemed(1, fridge(1)));
  given(fund(fridge_subsidy - Fen{1}), admitted())
      .when(Redeem{fridge(1)})
      .refused(FundExhausted{"goods", fridge_subsidy - Fen{1}, fridge_subsidy});
  given(fund(fridge_subsidy), admitted(), redeemed(1, fridge(1)))
      .when(Redeem{fridge(2)})
      .refused(FundExhausted{"goods", Fen{0}, fridge_subsidy});
}

TEST_CASE("a return frees the limit, the item, the invoice and the fund") {
  const auto sold = given(fund(fridge_subsidy), admitted(), redeemed(1, fridge(1)));
  sold.when(Redeem{fridge(1)}).refused_as<ItemAlreadySubsidised>();
  const auto back = given(fund(fridge_subsidy), admitted(), redeemed(1, fridge(1)), returned(1));
  back.when(Redeem{fridge(1)}).then(redeemed(2, fridge(1)));
  CHECK(back.state().ledger.balance(*back.state().ledger.find("goods/available")) == fridge_subsidy);
  CHECK(back.state().ledger.balance(*back.state().ledger.find("goods/granted")) == Fen{0});
}

TEST_CASE("a withdrawal frees the surrendered vehicle too") {
  given(vehicle_fund(car_subsidy), admitted(), applied(1, car(1)), withdrawn(1))
      .when(Apply{car(1)})
      .then(applied(2, car(1)));
}

TEST_CASE("a claim's number is read as it is printed and not otherwise") {
  CHECK(to_string(ClaimNumber{1}) == "C0000001");
  CHECK(to_string(ClaimNumber{12345678}) == "C12345678");
  CHECK(parse_claim_number("C0000001") == ClaimNumber{1});
  CHECK(parse_claim_number("C12345678") == ClaimNumber{12345678});
  for (const char* wrong : {"", "C", "C000001", "c0000001", "C0000000", "C00000001", "C000000x", "C-000001", "C0000001 "})
    CHECK_FALSE(parse_claim_number(wrong));
}
