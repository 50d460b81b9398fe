// Merchants' batches, notices, payment orders and what the bank says.

#include <doctest/doctest.h>

#include "subsidies/given.h"

using namespace subsidies_test;

namespace {

const Part two_fridges{"goods.appliance", district, 2, Fen{30'000}}, one_fridge{"goods.appliance", district, 1, Fen{15'000}};
RecordCheck check(int n, bool passed) { return {claim(n), today, passed, HoldReason::serial_number_wrong, "不符"}; }

}  // namespace

TEST_CASE("a merchant files sales that it made, of one fund, with their sum") {
  const Scene sold = town().did(Redeem{fridge(1)}).did(Redeem{fridge(2)});
  sold.when(files({1, 2})).then(BatchFiled{files({1, 2}), "goods"});
  const Scene filed = sold.did(files({1, 2}));
  CHECK(state_of(filed, 1) == "filed");
  filed.when(files({1}, "b2")).refused(NotInThisState{claim(1), "filed", "subsidies.file_batch"});
  filed.when(files({1})).refused(NameTaken{"batch", "b"});
  sold.when(files({})).refused(NothingAsked{"claims"});
  sold.when(files({1, 3})).refused(UnknownClaim{claim(3)});
  sold.when(files({1}, "")).refused(NothingAsked{"batch"});
  FileBatch other = files({1});
  other.merchant = "nobody";
  sold.when(other).refused(UnknownMerchant{"nobody"});
}

TEST_CASE("a batch goes through review, sample, checks, passing and notice, and in no other order") {
  filed_two().by("first").when(ReviewBatch{"b", today}).then(BatchReviewed{"b", today, "first"});
  const auto stage = [](const char* name, std::string_view command) { return BatchNotInThisStage{"b", name, std::string(command)}; };
  filed_two().when(samples()).refused(stage("filed", DrawSample::type));
  reviewed_two().when(ReviewBatch{"b", today}).refused(stage("reviewed", ReviewBatch::type));
  reviewed_two().when(PassBatch{"b", today}).refused(stage("reviewed", PassBatch::type));
  sampled_two().when(notice("n", {"b"})).refused(stage("sampled", PostNotice::type));
  passed_two().when(orders("o", {"b"})).refused(stage("passed", OrderPayment::type));
  ordered_two().when(HoldBatch{"b", today, HoldReason::other, ""}).refused(stage("ordered", HoldBatch::type));
  paid_two().when(ReleaseBatch{"b", today, ""}).refused(stage("paid", ReleaseBatch::type));
  filed_two().when(ReviewBatch{"b", today + 1}).refused(DayInFuture{today + 1, today});
}

TEST_CASE("the sample is what the seed on record draws") {
  const auto drawn = draw_lot(seed_of(1), "sample", "b", std::vector<std::int64_t>{1, 2}, 1);
  reviewed_two().when(samples(1)).then(SampleDrawn{"b", today, "seed", seed_of(1), {claim(static_cast<int>(drawn.front()))}});
  const Scene all = reviewed_two().did(samples(9));
  CHECK(all.state().batches.front().to_check.size() == 2);
  reviewed_two().when(samples(0)).refused(NothingAsked{"size"});
  DrawSample other = samples();
  other.seed = seed_of(2);
  reviewed_two().when(other).refused(NotTheCommittedSeed{"seed"});
  other.seed_name = "none";
  reviewed_two().when(other).refused(UnknownSeed{"none"});
}

TEST_CASE("a seed that was committed after the filing, or shown before it, draws no sample") {
  const Scene late = town().did(Redeem{fridge(1)}).did(files({1})).did(commits("seed")).did(ReviewBatch{"b", today});
  late.when(samples()).refused(SeedNotBeforehand{"seed"});
  const Scene shown = sampled_two().did(Redeem{fridge(3)}).did(files({3}, "b2")).did(ReviewBatch{"b2", today});
  shown.when(samples(1, "b2")).refused(SeedNotBeforehand{"seed"});
  const Scene both = filed_two().did(Redeem{fridge(3)}).did(files({3}, "b2")).did(ReviewBatch{"b", today}).did(ReviewBatch{"b2", today});
  CHECK(both.did(samples()).when(samples(1, "b2")).decision());  // shown after either was filed
}

TEST_CASE("a claim whose check fails leaves the batch and is held") {
  sampled_two().when(check(1, true)).then(CheckRecorded{check(1, true), "b", {}});
  sampled_two().when(check(1, false)).then(CheckRecorded{check(1, false), "b", one_fridge});
  const Scene failed = sampled_two().did(check(1, false));
  CHECK(state_of(failed, 1) == "held");
  failed.when(check(1, true)).refused(NotInThisState{claim(1), "held", "subsidies.record_check"});
  failed.by("second").when(PassBatch{"b", today}).refused(ChecksOutstanding{"b", 1});
  const Scene passed = failed.did(check(2, true)).by("second").did(PassBatch{"b", today});
  passed.did(notice("n", {"b"})).on(today + 1).when(orders("o", {"b"}))
      .then(PaymentOrdered{"o", "goods", today, {{1, "b", ClaimNumber{0}, shop, 1, Fen{15'000}}}});
  CHECK(failed.did(Release{claim(1), today, ""}).when(files({1}, "b2")).decision());
}

TEST_CASE("a batch is passed by another person than its reviewer, when all is checked") {
  const Scene checked = sampled_two().did(check(1, true)).did(check(2, true));
  checked.by("first").when(PassBatch{"b", today}).refused(SamePerson{"first"});
  checked.by("second").when(PassBatch{"b", today}).then(BatchPassed{"b", today, "second"});
  sampled_two().by("first").when(PassBatch{"b", today}).refused(SamePerson{"first"});  // who, before what is left
}

TEST_CASE("a whole batch is held and released with what is in it") {
  const HoldBatch hold{"b", today, HoldReason::merchant_violation, "违规"};
  for (const Scene& scene : {filed_two(), reviewed_two(), sampled_two(), passed_two(), noticed_two()}) {
    scene.when(hold).then(BatchHeld{"b", today, HoldReason::merchant_violation, "违规", {two_fridges}});
    const Scene held = scene.did(hold);
    held.when(ReleaseBatch{"b", today, "已查"}).then(BatchReleased{"b", today, "已查", {two_fridges}});
    held.when(Hold{claim(1), today, HoldReason::other, ""}).refused(BatchNotInThisStage{"b", "held", "subsidies.hold"});
    held.on(day("2031-07-01")).when(Adjust{claim(1), today, "2031/2", Fen{20'000}, ""})
        .refused(BatchNotInThisStage{"b", "held", "subsidies.adjust"});
    held.when(check(1, true)).refused(NothingToCheck{claim(1)});
    const Scene again = held.did(ReleaseBatch{"b", today, ""});
    CHECK(again.when(ReviewBatch{"b", today}).decision());
  }
  const auto back = filed_two().did(hold).when(ReturnGoods{claim(1), today, "", {}}).decision();
  REQUIRE(back);
  CHECK(std::get<GoodsReturned>(*back).was_held == true);
}

TEST_CASE("parts are told by class and place") {
  Purchase in_county = fridge(2);
  in_county.place = county;
  const Scene filed = town().did(Redeem{fridge(1)}).did(Redeem{in_county}).did(Redeem{fridge(3)}).did(files({1, 2, 3}));
  filed.when(HoldBatch{"b", today, HoldReason::other, ""})
      .then(BatchHeld{"b", today, HoldReason::other, "", {two_fridges, {"goods.appliance", county, 1, Fen{15'000}}}});
}

TEST_CASE("a notice names batches that passed and applications that were approved, each once") {
  passed_two().when(notice("n", {"b"})).then(NoticePosted{notice("n", {"b"})});
  approved_one().when(notice("n", {}, claims({1}))).then(NoticePosted{notice("n", {}, claims({1}))});
  passed_two().when(notice("n", {})).refused(NothingAsked{"batches"});
  passed_two().when(notice("n", {"b", "b"})).refused(NamedTwice{"b"});
  passed_two().when(notice("n", {"none"})).refused(UnknownBatch{"none"});
  passed_two().when(notice("n", {}, claims({1}))).refused(NotInThisState{claim(1), "filed", "subsidies.post_notice"});
  passed_two().when(notice("", {"b"})).refused(NothingAsked{"notice"});
  noticed_two().when(notice("n", {"b"})).refused(NameTaken{"notice", "n"});
}

TEST_CASE("payment waits until the day after the notice's last") {
  const Scene long_notice = passed_two().did(notice("n", {"b"}, {}, today + 4));
  long_notice.on(today + 4).when(orders("o", {"b"})).refused(NoticeNotOver{"n", today + 4});
  const std::vector<PaymentLine> line{{1, "b", ClaimNumber{0}, shop, 2, Fen{30'000}}};
  long_notice.on(today + 5).when(orders("o", {"b"})).then(PaymentOrdered{"o", "goods", today, line});
  noticed_one().on(today).when(orders("o", {}, claims({1}), "vehicles")).refused(NoticeNotOver{"n", today});
  const std::vector<PaymentLine> to_person{{1, "", claim(1), to_hex(someone(1)), 1, car_subsidy}};
  noticed_one().when(orders("o", {}, claims({1}), "vehicles")).then(PaymentOrdered{"o", "vehicles", today, to_person});
}

TEST_CASE("an order is of one fund, has lines, each once, at most 300") {
  noticed_two().when(orders("o", {"b"}, {}, "vehicles")).refused(ClaimOfAnotherFund{claim(1), "vehicles"});
  noticed_two().when(orders("o", {"b"}, {}, "none")).refused(UnknownFund{"none"});
  noticed_two().when(orders("o", {})).refused(NothingAsked{"batches"});
  noticed_two().when(orders("o", {"b", "b"})).refused(NamedTwice{"b"});
  noticed_two().when(orders("o", {"b"}, claims({1}))).refused(NotInThisState{claim(1), "filed", "subsidies.order_payment"});
  noticed_one().when(orders("o", {}, claims({1}))).refused(ClaimOfAnotherFund{claim(1), "goods"});
  noticed_two().when(orders("o", std::vector<std::string>(301, "b"))).refused(TooManyLines{301, 300});
  noticed_two().when(orders("o", std::vector<std::string>(300, "b"))).refused(NamedTwice{"b"});
  const Scene empty = noticed_two().did(Hold{claim(1), today, HoldReason::other, ""}).did(Hold{claim(2), today, HoldReason::other, ""});
  empty.when(orders("o", {"b"})).refused(NothingAsked{"batches"});
  ordered_two().when(orders("o", {"b"})).refused(NameTaken{"order", "o"});
}

TEST_CASE("what is with the bank does not move") {
  const Scene ordered = ordered_two();
  CHECK(balance(ordered.state(), "goods/ordered") == Fen{30'000});
  CHECK(balance(ordered.state(), "goods/granted") == Fen{});
  const PaymentUnderWay under_way{claim(1), "o"};
  ordered.when(Hold{claim(1), today, HoldReason::other, ""}).refused(under_way);
  ordered.when(ReturnGoods{claim(1), today, "", {}}).refused(under_way);
  ordered.when(Adjust{claim(1), today, "2031/2", Fen{}, ""}).refused(under_way);
  ordered_one().when(Adjust{claim(1), today, "2031/2", Fen{}, ""}).refused(under_way);
}

TEST_CASE("the bank pays a line, once, and contradicts itself no further") {
  const RecordResult result = paid("o", 1, Fen{30'000});
  ordered_two().when(result).then(PaymentSettled{result, {}, {two_fridges}});
  const Scene done = paid_two();
  CHECK(balance(done.state(), "goods/paid") == Fen{30'000});
  CHECK(state_of(done, 1) == "paid");
  done.when(result).refused(AlreadyPaid{"o", 1, "银行1"});
  done.when(failed("o", 1, Fen{30'000})).refused(AlreadyPaid{"o", 1, "银行1"});
  done.when(RetryPayment{"o", 1, today}).refused(AlreadyPaid{"o", 1, "银行1"});
  for (const int line : {-1, 0, 2}) ordered_two().when(paid("o", line, Fen{30'000})).refused(UnknownOrder{"o", line});
  ordered_two().when(paid("none", 1, Fen{30'000})).refused(UnknownOrder{"none", 1});
  RecordResult later = result;
  later.day = today + 2;
  ordered_two().when(later).refused(DayInFuture{today + 2, today + 1});
}

TEST_CASE("a line that failed is sent again as its next attempt, and results of another attempt are refused") {
  const RecordResult failure = failed("o", 1, Fen{30'000});
  ordered_two().when(failure).then(PaymentFailed{failure});
  const Scene once = ordered_two().did(failure);
  CHECK(balance(once.state(), "goods/ordered") == Fen{30'000});
  once.when(failure).refused(NotThisAttempt{"o", 1, 1, 2});
  once.when(paid("o", 1, Fen{30'000})).refused(NotThisAttempt{"o", 1, 1, 2});
  once.when(RetryPayment{"o", 1, today}).then(PaymentRetried{"o", 1, 2, today});
  const Scene twice = once.did(RetryPayment{"o", 1, today});
  twice.when(paid("o", 1, Fen{30'000}, 1)).refused(NotThisAttempt{"o", 1, 1, 2});
  twice.when(RetryPayment{"o", 1, today}).refused(NotFailed{"o", 1});
  CHECK(twice.when(paid("o", 1, Fen{30'000}, 2)).decision());
  twice.when(paid("o", 1, Fen{30'001}, 2)).refused(AmountDiffers{"o", 1, Fen{30'000}, Fen{30'001}});
}

TEST_CASE("levels bear what was paid to the fen, and what is claimed back") {
  // Of 15,000 fen 4,999.5 are rounded down to 4,999 twice, and 5,002 are left.
  const DeclareShares shares{"goods",
                             {{FundLevel::central, 3'333}, {FundLevel::city, 3'333}, {FundLevel::county, 3'334}},
                             FundLevel::county,
                             "文件"};
  const RecordResult result = paid("o", 1, Fen{30'000});
  const Scene settled = ordered_two().did(shares).did(result);
  CHECK(balance(settled.state(), "goods/paid/central") == Fen{2 * 4'999});
  CHECK(balance(settled.state(), "goods/paid/county") == Fen{2 * 5'002});
  ordered_two().did(shares).when(result).then(PaymentSettled{
      result, {{FundLevel::central, Fen{9'998}}, {FundLevel::city, Fen{9'998}}, {FundLevel::county, Fen{10'004}}}, {two_fridges}});
  const Scene back = settled.did(ReturnGoods{claim(1), today, "", {}});
  CHECK(balance(back.state(), "goods/paid/central") == Fen{4'999});
  CHECK(balance(back.state(), "goods/paid/county") == Fen{5'002});
  CHECK(balance(back.state(), "goods/to_claw_back") == Fen{15'000});
}

TEST_CASE("a top-up can take a fen from the level that bears the remainder") {
  const DeclareShares shares{"goods",
                             {{FundLevel::central, 5'000}, {FundLevel::city, 4'000}, {FundLevel::county, 1'000}},
                             FundLevel::county,
                             "文件"};
  Purchase small = fridge(1);
  small.price = Fen{50};  // 7 fen: 3 + 2 + 2; under the second edition 10 fen: 5 + 4 + 1
  FileBatch filing = files({1});
  filing.subsidy = Fen{7};
  const Scene passed = town()
                           .did(shares)
                           .did(commits("seed"))
                           .did(Redeem{small})
                           .did(filing)
                           .by("first")
                           .did(ReviewBatch{"b", today})
                           .did(samples())
                           .did(RecordCheck{claim(1), today, true, {}, {}})
                           .by("second")
                           .did(PassBatch{"b", today});
  const Scene paid_first = passed.did(notice("n", {"b"})).on(today + 1).did(orders("o", {"b"})).did(paid("o", 1, Fen{7}));
  CHECK(balance(paid_first.state(), "goods/paid/county") == Fen{2});
  const Scene owed = paid_first.on(day("2031-07-01"))
                         .did(Adjust{claim(1), today, "2031/2", Fen{10}, ""})
                         .did(orders("o2", {}, claims({1})));
  const RecordResult result = paid("o2", 1, Fen{3});
  owed.when(result).then(PaymentSettled{
      result,
      {{FundLevel::central, Fen{2}}, {FundLevel::city, Fen{2}}, {FundLevel::county, Fen{-1}}},
      {{"goods.appliance", district, 0, Fen{3}}}});
  CHECK(balance(owed.did(result).state(), "goods/paid/county") == Fen{1});
}
