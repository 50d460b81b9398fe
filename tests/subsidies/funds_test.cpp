// Money itself: what is added and reclaimed, who bears it, quotas and pauses; merchants, their stores and standing.

#include <doctest/doctest.h>

#include "subsidies/given.h"

using namespace subsidies_test;

namespace {

DeclareShares thirds(FundLevel remainder_to = FundLevel::county) {
  return {"goods",
          {{FundLevel::central, 3'333}, {FundLevel::city, 3'333}, {FundLevel::county, 3'334}},
          remainder_to,
          "文件"};
}

}  // namespace

TEST_CASE("a fund is added to, and what it does not use is reclaimed to the last fen") {
  const Scene used = given(fund(Fen{20'000}), admitted()).did(Redeem{fridge(1)});
  used.when(AddToFund{"goods", Fen{1}, today, "追加"}).then(FundRaised{"goods", Fen{1}, today, "追加"});
  used.when(Reclaim{"goods", Fen{5'000}, today, "收回"}).then(FundReclaimed{"goods", Fen{5'000}, today, "收回"});
  used.when(Reclaim{"goods", Fen{5'001}, today, ""}).refused(FundExhausted{"goods", Fen{5'000}, Fen{5'001}});
  used.when(Reclaim{"goods", Fen{}, today, ""}).refused(NothingAsked{"amount"});
  used.when(Reclaim{"none", Fen{1}, today, ""}).refused(UnknownFund{"none"});
  used.when(AddToFund{"goods", Fen{1}, today + 1, ""}).refused(DayInFuture{today + 1, today});
  const Scene more = used.did(AddToFund{"goods", Fen{10'000}, today, ""});
  CHECK(more.state().roster.fund("goods")->cap == Fen{30'000});
  more.when(Redeem{fridge(2)}).then(redeemed(2, fridge(2)));
  more.did(Reclaim{"goods", Fen{1}, today, ""}).when(Redeem{fridge(2)}).refused(FundExhausted{"goods", Fen{14'999}, Fen{15'000}});
}

TEST_CASE("shares are declared once, of distinct levels that sum to the whole, before a payment") {
  town().when(thirds()).then(SharesDeclared{thirds()});
  const auto with = [](std::vector<FundShare> list) { return DeclareShares{"goods", std::move(list), FundLevel::city, ""}; };
  town().when(with({{FundLevel::city, 5'000}, {FundLevel::city, 5'000}})).refused(SharesUnclear{"goods", FundLevel::city});
  town().when(with({{FundLevel::city, 10'000}, {FundLevel::county, 0}})).refused(SharesDoNotAddUp{"goods", 0});
  town().when(with({{FundLevel::city, 9'999}})).refused(SharesDoNotAddUp{"goods", 9'999});
  town().when(with({})).refused(SharesDoNotAddUp{"goods", 0});
  town().when(thirds(FundLevel::province)).refused(SharesUnclear{"goods", FundLevel::province});
  town().did(thirds()).when(thirds()).refused(SharesAlreadyDeclared{"goods"});
  CHECK(ordered_two().when(thirds()).decision());  // nothing is paid yet
  paid_two().when(thirds()).refused(FundHasPaid{"goods"});
}

TEST_CASE("a quota binds its place and class and not others, and is used to the last fen") {
  const Scene scene = town().did(quota(Fen{30'000}));
  const Scene full = scene.did(Redeem{fridge(1)}).did(Redeem{fridge(2)});
  full.when(Redeem{fridge(3)}).refused(QuotaUsedUp{"q", Fen{}, Fen{15'000}});
  Purchase in_county = fridge(3);
  in_county.place = county;
  full.when(Redeem{in_county}).then(redeemed(3, in_county));
  full.did(ReturnGoods{claim(1), today, "退货", {}}).when(Redeem{fridge(3)}).then(redeemed(3, fridge(3)));
  town().did(quota(Fen{30'000}, false, "goods.appliance", city)).did(Redeem{in_county}).did(Redeem{fridge(1)})
      .when(Redeem{fridge(2)}).refused(QuotaUsedUp{"q", Fen{}, Fen{15'000}});
}

TEST_CASE("a quota per day is a day's, by the day of the purchase") {
  const Scene full = town().did(quota(Fen{15'000}, true)).did(Redeem{fridge(1)});
  full.when(Redeem{fridge(2)}).refused(QuotaUsedUp{"q", Fen{}, Fen{15'000}});
  Purchase yesterday = fridge(2);
  yesterday.day = today - 1;
  full.when(Redeem{yesterday}).then(redeemed(2, yesterday));
  CHECK(full.on(today + 1).when(Redeem{[] { Purchase p = fridge(2); p.day = today + 1; return p; }()}).decision());
}

TEST_CASE("a quota that is set late counts what was granted before, and is changed in its amount alone") {
  const Scene sold = town().did(Redeem{fridge(1)}).did(Redeem{fridge(2)}).did(ReturnGoods{claim(2), today, "", {}});
  sold.when(quota(Fen{14'999})).refused(QuotaBelowUse{"q", Fen{15'000}});
  const Scene set = sold.did(quota(Fen{15'000}));
  set.when(Redeem{fridge(2)}).refused(QuotaUsedUp{"q", Fen{}, Fen{15'000}});
  set.did(quota(Fen{30'000})).when(Redeem{fridge(2)}).then(redeemed(3, fridge(2)));
  set.when(quota(Fen{15'000}, true)).refused(QuotaChanged{"q"});
  set.when(quota(Fen{14'999})).refused(QuotaBelowUse{"q", Fen{15'000}});
  SetQuota nameless = quota(Fen{15'000});
  nameless.quota.clear();
  set.when(nameless).refused(NothingAsked{"quota"});
}

TEST_CASE("a pause holds for all below its place and class until exactly it is lifted") {
  const Scene paused = town().did(pause("", city));
  paused.when(Redeem{fridge(1)}).refused(OnPause{"goods.appliance", city, today, "额度将尽"});
  paused.when(Apply{car(1)}).refused(OnPause{"vehicle.scrappage", city, today, "额度将尽"});
  paused.when(Resume{"goods", city, today, ""}).refused(NotPaused{"goods", city});
  paused.when(Resume{"", district, today, ""}).refused(NotPaused{"", district});
  paused.did(Resume{"", city, today, "恢复"}).when(Redeem{fridge(1)}).then(redeemed(1, fridge(1)));
  town().did(pause("goods", county)).when(Redeem{fridge(1)}).then(redeemed(1, fridge(1)));
  town().did(pause("goods.appliance.x")).when(Redeem{fridge(1)}).then(redeemed(1, fridge(1)));
  town().when(pause("goods", elsewhere)).refused(UnknownPlace{elsewhere});
}

TEST_CASE("from its first store on a merchant's sales name one") {
  const OpenStore store{shop, "1", "一店", district, today};
  town().when(store).then(StoreOpened{store});
  const Scene with_store = town().did(store);
  Purchase unnamed = told(fridge(1)), named_one = unnamed;
  named_one.sale->store = "1";
  with_store.when(Redeem{unnamed}).refused(UnknownStore{shop, ""});
  CHECK(with_store.when(Redeem{named_one}).decision());
  with_store.when(OpenStore{shop, "", "", district, today}).refused(NothingAsked{"store"});
  with_store.when(OpenStore{"nobody", "2", "", district, today}).refused(UnknownMerchant{"nobody"});
}

TEST_CASE("nobody is struck off unseen: what hangs on the merchant is stated") {
  const Scene sold = town().did(Redeem{fridge(1)}).did(Redeem{fridge(2)});
  const auto change = [](Standing to, std::int64_t open, Fen subsidy) { return ChangeStanding{shop, to, today, "违规", open, subsidy}; };
  sold.when(change(Standing::struck_off, 1, Fen{30'000})).refused(OpenClaimsDiffer{shop, 2, Fen{30'000}});
  sold.when(change(Standing::struck_off, 2, Fen{29'999})).refused(OpenClaimsDiffer{shop, 2, Fen{30'000}});
  const auto right = change(Standing::struck_off, 2, Fen{30'000});
  sold.when(right).then(StandingChanged{right});
  sold.did(right).when(Redeem{fridge(3)}).refused(MerchantNotInGoodStanding{shop, Standing::struck_off, today});
  const Scene paid_off = paid_two();
  CHECK(paid_off.when(change(Standing::struck_off, 0, Fen{})).decision());
  const Scene warned = sold.did(change(Standing::warned, 2, Fen{30'000}));
  CHECK(warned.when(Redeem{fridge(3)}).decision());
  const Scene back = warned.did(change(Standing::suspended, 2, Fen{30'000})).did(change(Standing::good, 2, Fen{30'000}));
  CHECK(back.when(Redeem{fridge(3)}).decision());
}

TEST_CASE("a registered product is sold as what it is") {
  const RegisterProduct product{"6901234567892", "冰箱甲", "fridge", 1, today};
  town().when(product).then(ProductRegistered{product});
  Purchase other = told(fridge(1));
  other.sale->product = product.product;
  CHECK(town().did(product).when(Redeem{other}).decision());
  other.facts.set(Field::efficiency, 2);
  town().did(product).when(Redeem{other}).refused(ProductDiffers{product.product, "efficiency", "1", "2"});
  RegisterProduct unsound = product;
  unsound.efficiency = 6;
  town().when(unsound).refused(NothingAsked{"efficiency"});
  unsound = product;
  unsound.kind = "boat";
  town().when(unsound).refused(UnknownKind{"boat", 2031});
}
