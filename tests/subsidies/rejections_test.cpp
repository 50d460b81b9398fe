// Every rejection at least once, with all that it says. The last test holds the tables to rejections.h: a rejection
// that no row expects fails it.

#include <doctest/doctest.h>

#include <boost/mp11/algorithm.hpp>
#include <set>

#include "subsidies/given.h"

using namespace subsidies_test;

namespace {

struct Row {
  Rejection expected;
  Scene scene;
  Command command;
};
using Rows = std::vector<Row>;

Purchase with(Purchase p, auto member, auto value) {
  p.*member = value;
  return p;
}

DeclareShares shares(const std::vector<FundShare>& list, FundLevel remainder_to = FundLevel::city) {
  return {"goods", list, remainder_to, "文件"};
}
const std::vector<FundShare> sound{{FundLevel::central, 9'000}, {FundLevel::province, 600}, {FundLevel::city, 400}};

Rows of_a_new_claim() {
  const Scene one = town().did(Redeem{fridge(1)});
  const Scene late = given(fund(), admitted(late_shop, today));
  Purchase yesterday = with(fridge(2), &Purchase::merchant, late_shop);
  yesterday.day = today - 1;
  Purchase wasteful = fridge(1);
  wasteful.facts.set(Field::efficiency, 3);
  return {
      {DayInFuture{today + 1, today}, town(), Redeem{with(fridge(1), &Purchase::day, today + 1)}},
      {UnknownPlace{elsewhere}, town(), Redeem{with(fridge(1), &Purchase::place, elsewhere)}},
      {UnknownMerchant{"nobody"}, town(), Redeem{with(fridge(1), &Purchase::merchant, "nobody")}},
      {MerchantNotYetAdmitted{late_shop, today - 1, today}, late, Redeem{yesterday}},
      {NoRules{2030}, town(), Redeem{with(fridge(1), &Purchase::day, day("2030-06-15"))}},
      {UnknownKind{"boat", 2031}, town(), Redeem{of_kind("boat", fridge(1))}},
      {WrongPath{"car", "vehicle.scrappage"}, town(), Redeem{car(1)}},
      {NoClause{"spring", today}, town(), Redeem{of_kind("spring", fridge(1))}},
      {TwoClauses{"twin.a", "twin.b"}, town(), Redeem{of_kind("twin", fridge(1))}},
      {FactMissing{"efficiency", "goods"}, town(), Redeem{with(fridge(1), &Purchase::facts, rules::Facts{})}},
      {NotEligible{"goods", "level", "达到2级", "Level 2 or better"}, town(), Redeem{wasteful}},
      {ItemAlreadySubsidised{claim(1)}, one, Redeem{with(fridge(2), &Purchase::item, fridge(1).item)}},
      {VehicleAlreadySurrendered{claim(1)},
       applied_one(),
       Apply{with(car(2), &Purchase::surrendered, car(1).surrendered)}},
      {InvoiceAlreadyUsed{claim(1)}, one, Redeem{with(fridge(2), &Purchase::invoice, fridge(1).invoice)}},
      {LimitUsedUp{"fridge", 2031, 1}, one, Redeem{with(fridge(2), &Purchase::person, someone(1))}},
      {NoFund{"home", 2031}, town(), Redeem{of_kind("lamp", fridge(1))}},
      {FundExhausted{"goods", Fen{14'999}, Fen{15'000}}, given(fund(Fen{14'999}), admitted()), Redeem{fridge(1)}},
      {QuotaUsedUp{"q", Fen{14'999}, Fen{15'000}}, town().did(quota(Fen{14'999})), Redeem{fridge(1)}},
      {OnPause{"goods.appliance", city, today, "额度将尽"}, town().did(pause("goods")), Redeem{fridge(1)}},
  };
}

Rows of_what_the_till_tells() {
  const std::string code = "6901234567892";
  const Scene shelf = town().did(RegisterProduct{code, "冰箱甲", "fridge", 1, today});
  const Scene drawn = town().did(phone_round()).did(draws(1));
  const Scene suspended = town().did(ChangeStanding{shop, Standing::suspended, today, "", 0, Fen{}});
  Purchase elsewhere_store = told(fridge(1)), cooler = told(of_kind("cooler", fridge(1))), steps = told(phone(1, 1));
  elsewhere_store.sale->store = "9";
  cooler.sale->product = code;
  steps.sale->list_price = Fen{210'000};
  Purchase late_step = steps, company = phone(1, 1);
  steps.sale->steps = {{rules::Giver::maker, Fen{9'000}}};
  late_step.sale->steps = {{rules::Giver::store, Fen{5'000}}, {rules::Giver::maker, Fen{5'000}}};
  company.facts.set(Field::buyer_is_company, true);
  return {
      {MerchantNotInGoodStanding{shop, Standing::suspended, today}, suspended, Redeem{fridge(1)}},
      {UnknownStore{shop, "9"}, town(), Redeem{elsewhere_store}},
      {ProductDiffers{code, "kind", "fridge", "cooler"}, shelf, Redeem{cooler}},
      {StepOutOfOrder{2, rules::Giver::maker, "maker > channel > government > store"}, drawn, Redeem{late_step}},
      {StepsDoNotAddUp{Fen{210'000}, Fen{201'000}, Fen{200'000}}, drawn, Redeem{steps}},
      {CheckFailed{rules::CheckId::company_buyer, "1", "个人", "A person"}, drawn, Redeem{company}},
      {EntitlementRequired{"digital"}, drawn, Redeem{with(phone(1, 1), &Purchase::entitlement, std::nullopt)}},
      {UnknownEntitlement{EntitlementNumber{2}}, drawn, Redeem{phone(1, 2)}},
      {EntitlementDiffers{EntitlementNumber{1}, "person"}, drawn, Redeem{phone(2, 1)}},
      {EntitlementNotOpen{EntitlementNumber{1}, "expired", clock(today + 11, 0)},
       drawn.at(clock(today + 11, 0)),
       Redeem{phone(1, 1)}},
  };
}

Rows of_money_and_quotas() {
  const Scene used = town().did(Redeem{fridge(1)});
  SetQuota other_place = quota(Fen{90'000});
  other_place.place = county;
  return {
      {UnknownFund{"none"}, town(), AddToFund{"none", Fen{1}, today, ""}},
      {FundAlreadyOpen{"goods"}, town(), OpenFund{"goods", 2032, {"home"}, Fen{1}, "", false}},
      {ClassAlreadyFunded{"goods", "goods"}, town(), OpenFund{"b", 2031, {"goods"}, Fen{1}, "", false}},
      {SharesAlreadyDeclared{"goods"}, town().did(shares(sound)), shares(sound)},
      {SharesDoNotAddUp{"goods", 9'000}, town(), shares({{FundLevel::central, 9'000}})},
      {SharesUnclear{"goods", FundLevel::county}, town(), shares(sound, FundLevel::county)},
      {FundHasPaid{"goods"}, paid_two(), shares(sound)},
      {NameTaken{"seed", "seed"}, town().did(commits("seed")), commits("seed", 2)},
      {QuotaBelowUse{"q", Fen{15'000}}, used, quota(Fen{14'999})},
      {QuotaChanged{"q"}, town().did(quota(Fen{90'000})), other_place},
      {NothingAsked{"amount"}, town(), AddToFund{"goods", Fen{}, today, ""}},
      {AlreadyPaused{"goods", city, today}, town().did(pause("goods")), pause("goods")},
      {NotPaused{"goods", district}, town().did(pause("goods")), Resume{"goods", district, today, ""}},
  };
}

Rows of_merchants_and_products() {
  const AdmitMerchant admit{credit_code(1), "商店", district, today, false};
  const OpenStore store{shop, "1", "一店", district, today};
  const RegisterProduct product{"6901234567892", "冰箱甲", "fridge", 1, today};
  RegisterProduct unsound = product;
  unsound.product = "6901234567891";
  return {
      {NotACreditCode{"123"}, town(), AdmitMerchant{"123", "商店", district, today, false}},
      {MerchantAlreadyAdmitted{credit_code(1), today}, town().did(admit), admit},
      {StoreAlreadyOpen{shop, "1"}, town().did(store), store},
      {StandingUnchanged{shop, Standing::good}, town(), ChangeStanding{shop, Standing::good, today, "", 0, Fen{}}},
      {OpenClaimsDiffer{shop, 1, Fen{15'000}},
       town().did(Redeem{fridge(1)}),
       ChangeStanding{shop, Standing::struck_off, today, "", 0, Fen{}}},
      {NotAProductCode{"6901234567891"}, town(), unsound},
      {ProductAlreadyRegistered{"6901234567892"}, town().did(product), product},
  };
}

Rows of_entitlements() {
  OpenRound swapped = phone_round(), in_district = phone_round(), others = phone_round();
  swapped.closes = swapped.opens;
  in_district.place = district;
  others.cls = "digital.other";
  Draw far = draws(1);
  far.place = county;
  const Scene lot = town().did(commits("lot seed")).did(phone_lot());
  const Scene before = town().did(commits("lot seed")).at(clock(today, 13));
  const Scene entered = lot.at(clock(today, 13)).did(draws(1, "lot"));
  OpenRound long_open = phone_round();
  long_open.closes = clock(today + 90, 0);
  Scene idle = town().did(long_open);
  for (int turn = 0; turn < 4; ++turn) idle = idle.did(draws(1)).at(clock(today + 11 * (turn + 1), 0)).did(Expire{});
  return {
      {UnknownRound{"none"}, town(), draws(1, "none")},
      {RoundNotOpen{"lot", clock(today, 13), clock(today, 14)}, lot, draws(1, "lot")},
      {RoundTimesSwapped{"r"}, town(), swapped},
      {OutsideRound{"r", county}, town().did(in_district), far},
      {KindNotInRound{"r", "phone"}, town().did(others), draws(1)},
      {RoundUsedUp{"r", 1}, town().did(phone_round(1)).did(draws(1)), draws(2)},
      {EntitlementForfeited{"digital", 4}, idle, draws(1)},
      {AlreadyHolds{"phone", "r"}, town().did(phone_round()).did(draws(1)), draws(1)},
      {NoLotToDraw{"r"}, town().did(phone_round()), DrawLot{"r", seed_of(1)}},
      {LotStillOpen{"lot", clock(today, 14)}, entered, DrawLot{"lot", seed_of(1)}},
      {UnknownSeed{"lot seed"}, town(), phone_lot()},
      {NotTheCommittedSeed{"lot seed"}, entered.at(clock(today, 14)), DrawLot{"lot", seed_of(2)}},
      {SeedNotBeforehand{"lot seed"}, before, phone_lot()},
      {NothingExpired{}, town().did(phone_round()).did(draws(1)), Expire{}},
  };
}

Rows of_steps_of_a_claim() {
  const Scene sold = town().did(Redeem{fridge(1)});
  return {
      {UnknownClaim{claim(2)}, sold, Void{claim(2), today, ""}},
      {NotInThisState{claim(1), "redeemed", "subsidies.accept"}, sold, Accept{claim(1), today}},
      {BeforePurchase{claim(1), today - 1, today}, applied_one(), Accept{claim(1), today - 1}},
      {SamePerson{"first"}, first_reviewed_one(), SecondReview{claim(1), today}},
      {UnknownClause{"level 9", "2031/1"}, accepted_one(), Refuse{claim(1), today, "level 9", ""}},
      {VoidTooLate{claim(1), today}, sold.on(today + 1), Void{claim(1), today + 1, ""}},
      {PaymentUnderWay{claim(1), "o"}, ordered_two(), ReturnGoods{claim(1), today + 1, "", {}}},
      {UnknownEdition{"2031/2", 2031}, sold, Adjust{claim(1), today, "2031/2", Fen{20'000}, ""}},
      {NothingToAdjust{claim(1), "2031/1"}, sold, Adjust{claim(1), today, "2031/1", fridge_subsidy, ""}},
      {AdjustmentDiffers{claim(1), Fen{20'000}, Fen{19'999}},
       sold.on(day("2031-07-01")),
       Adjust{claim(1), today, "2031/2", Fen{19'999}, ""}},
  };
}

Rows of_batches() {
  const Scene sold = town().did(Redeem{fridge(1)});
  const Scene mixed = sold.did(phone_round()).did(draws(2)).did(Redeem{phone(2, 1)});
  FileBatch other = files({1}), less = files({1, 2});
  other.merchant = late_shop;
  less.subsidy = Fen{29'999};
  const Scene two_shops = given(fund(), admitted(), admitted(late_shop), redeemed(1, fridge(1)));
  FileBatch many = files({1});
  for (int n = 2; n <= 501; ++n) many.claims.push_back(claim(n));
  return {
      {UnknownBatch{"none"}, town(), ReviewBatch{"none", today}},
      {BatchNotInThisStage{"b", "filed", "subsidies.pass_batch"}, filed_two(), PassBatch{"b", today}},
      {ClaimOfAnotherMerchant{claim(1), late_shop}, two_shops, other},
      {ClaimOfAnotherFund{claim(2), "goods"}, mixed, files({1, 2})},
      {NamedTwice{"C0000001"}, sold, files({1, 1})},
      {BatchTotalsDiffer{"b", Fen{29'999}, Fen{30'000}}, sold.did(Redeem{fridge(2)}), less},
      {TooManyLines{501, 500}, sold, many},
      {NothingToCheck{claim(1)}, filed_two(), RecordCheck{claim(1), today, true, {}, {}}},
      {ChecksOutstanding{"b", 2}, sampled_two().by("second"), PassBatch{"b", today}},
      {NoticeTooShort{today, today - 1}, passed_two(), notice("n", {"b"}, {}, today - 1)},
      {NoticeNotOver{"n", today}, noticed_two().on(today), orders("o", {"b"})},
  };
}

Rows of_orders() {
  return {
      {UnknownOrder{"o", 2}, ordered_two(), paid("o", 2, Fen{30'000})},
      {AlreadyPaid{"o", 1, "银行1"}, paid_two(), paid("o", 1, Fen{30'000})},
      {NotThisAttempt{"o", 1, 2, 1}, ordered_two(), paid("o", 1, Fen{30'000}, 2)},
      {AmountDiffers{"o", 1, Fen{30'000}, Fen{29'999}}, ordered_two(), paid("o", 1, Fen{29'999})},
      {NotFailed{"o", 1}, ordered_two(), RetryPayment{"o", 1, today}},
  };
}

Rows all_rows() {
  Rows all;
  for (const Rows& some :
       {of_a_new_claim(), of_what_the_till_tells(), of_money_and_quotas(), of_merchants_and_products(), of_entitlements(),
        of_steps_of_a_claim(), of_batches(), of_orders()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace

TEST_CASE("every rejection is given where it should be, with what it says") {
  for (const Row& row : all_rows()) row.scene.when(row.command).refused(row.expected);
}

TEST_CASE("every rejection has a row") {
  std::set<std::size_t> expected;
  for (const Row& row : all_rows()) expected.insert(row.expected.index());
  boost::mp11::mp_for_each<boost::mp11::mp_iota_c<std::variant_size_v<Rejection>>>([&](auto index) {
    CHECK_MESSAGE(expected.contains(index), "no row expects ", std::variant_alternative_t<index, Rejection>::type);
  });
}
