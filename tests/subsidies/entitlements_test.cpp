// Entitlements: rounds, draws, lots, what expires, and the money that is reserved meanwhile.

#include <doctest/doctest.h>

#include "subsidies/given.h"

using namespace subsidies_test;

namespace {

/// A fund for phones with room for `cap`, and the shop.
Scene phones_with(Fen cap) { return given(fund(cap, "phones", "digital"), admitted()); }
EntitlementDrawn drawn(int number, const Draw& draw, Instant expires, std::vector<EntitlementNumber> expired = {},
                       Fen reserved = Fen{50'000}) {
  return {EntitlementNumber{number}, draw, "digital", reserved, expires, std::move(expired)};
}
std::vector<EntitlementNumber> entitlements(std::initializer_list<int> numbers) {
  std::vector<EntitlementNumber> all;
  for (const int n : numbers) all.push_back(EntitlementNumber{n});
  return all;
}
const Instant online_end = clock(today + 11, 0);

}  // namespace

TEST_CASE("a draw lives online for its days, offline until Sunday is over") {
  const Scene open = town().did(phone_round());
  open.when(draws(1)).then(drawn(1, draws(1), online_end));
  const Draw offline = draws(1, "r", Channel::offline);
  open.when(offline).then(drawn(1, offline, clock(day("2031-06-23"), 0)));
  open.on(day("2031-06-22")).when(offline).then(drawn(1, offline, clock(day("2031-06-23"), 0)));
  open.on(day("2031-06-23")).when(offline).then(drawn(1, offline, clock(day("2031-06-30"), 0)));
}

TEST_CASE("a round takes draws from the instant it opens and until the one at which it closes") {
  OpenRound hour = phone_round();
  hour.opens = clock(today, 10);
  hour.closes = clock(today, 11);
  const Scene scene = town().did(hour);
  const RoundNotOpen shut{"r", hour.opens, hour.closes};
  scene.at(clock(today, 9, 59)).when(draws(1)).refused(shut);
  scene.at(hour.opens).when(draws(1)).then(drawn(1, draws(1), online_end));
  scene.at(Instant{hour.closes.ms - 1}).when(draws(1)).then(drawn(1, draws(1), online_end));
  scene.at(hour.closes).when(draws(1)).refused(shut);
}

TEST_CASE("a draw reserves its money, a claim takes what it needs of it and frees the rest") {
  const Scene one = phones_with(Fen{50'000}).did(phone_round()).did(draws(1));
  CHECK(balance(one.state(), "phones/reserved") == Fen{50'000});
  CHECK(balance(one.state(), "phones/available") == Fen{});
  one.when(draws(2)).refused(FundExhausted{"phones", Fen{}, Fen{50'000}});
  const Scene used = one.did(Redeem{phone(1, 1)});
  CHECK(balance(used.state(), "phones/reserved") == Fen{});
  CHECK(balance(used.state(), "phones/granted") == phone_subsidy);
  CHECK(balance(used.state(), "phones/available") == Fen{20'000});
  used.when(Redeem{phone(1, 1)}).refused(EntitlementNotOpen{EntitlementNumber{1}, "used", online_end});
}

TEST_CASE("an entitlement is good until the instant before its time is over") {
  const Scene one = town().did(phone_round()).did(draws(1));
  CHECK(one.at(Instant{online_end.ms - 1}).when(Redeem{phone(1, 1)}).decision());
  one.at(online_end).when(Redeem{phone(1, 1)}).refused(EntitlementNotOpen{EntitlementNumber{1}, "expired", online_end});
  one.at(Instant{online_end.ms - 1}).when(Expire{}).refused(NothingExpired{});
  one.at(online_end).when(Expire{}).then(EntitlementsExpired{entitlements({1})});
}

TEST_CASE("an entitlement is its holder's, for its kind and its channel") {
  const Scene one = town().did(phone_round()).did(draws(1));
  Purchase other_kind = of_kind("watch", phone(1, 1)), other_channel = told(phone(1, 1));
  one.when(Redeem{other_kind}).refused(EntitlementDiffers{EntitlementNumber{1}, "kind"});
  one.when(Redeem{other_channel}).refused(EntitlementDiffers{EntitlementNumber{1}, "channel"});
}

TEST_CASE("what expired ones hold is freed by the draw that needs it, the longest over first") {
  OpenRound long_open = phone_round();
  long_open.closes = clock(today + 60, 0);
  const Scene two = phones_with(Fen{100'000}).did(long_open).did(draws(1, "r", Channel::offline)).did(draws(2));
  two.on(today + 3).when(draws(3)).refused(FundExhausted{"phones", Fen{}, Fen{50'000}});
  const Instant until = clock(today + 23, 0);
  two.on(today + 12).when(draws(3)).then(drawn(3, draws(3), until, entitlements({1})));
  const Scene after = two.on(today + 12).did(draws(3)).did(draws(4));
  CHECK(balance(after.state(), "phones/reserved") == Fen{100'000});
  CHECK(after.state().by_expiry.size() == 2);
}

TEST_CASE("a sale frees what expired ones hold if the fund has too little") {
  const Scene tight = phones_with(Fen{70'000}).did(phone_round(9, Fen{10'000})).did(draws(1, "r", Channel::offline)).did(draws(2));
  Purchase dear = phone(2, 2);
  dear.price = Fen{400'000};  // 50,000.00 fen at most: 10,000 reserved, 50,000 available
  CHECK(tight.on(today + 5).when(Redeem{dear}).decision());
  const Scene tighter = phones_with(Fen{50'000}).did(phone_round(9, Fen{10'000})).did(draws(1, "r", Channel::offline)).did(draws(2));
  ClaimRedeemed expected{claim(1), dear, {"digital", "digital", "2031/1", "phones", Fen{50'000}, {}}, {}, {}, {}};
  expected.expired = entitlements({1});
  tighter.on(today + 5).when(Redeem{dear}).then(expected);
  tighter.on(today + 4).when(Redeem{dear}).refused(FundExhausted{"phones", Fen{40'000}, Fen{50'000}});
}

TEST_CASE("an application frees what expired entitlements of its fund hold, and is paid out of it") {
  const FundOpened both{"both", 2031, {"digital", "vehicle"}, Fen{100'000}, "预算", false};
  OpenRound round = phone_round();
  round.fund = "both";
  const Scene drawn_one = given(both, admitted()).did(round).did(draws(1));
  drawn_one.when(Apply{car(1)}).refused(FundExhausted{"both", Fen{50'000}, Fen{100'000}});
  const Scene over = drawn_one.on(today + 11).did(Apply{car(1)});
  CHECK(over.state().by_expiry.empty());
  CHECK(balance(over.state(), "both/reserved") == Fen{});
  CHECK(balance(over.state(), "both/granted") == Fen{100'000});
}

TEST_CASE("money that waits to be freed pays for a claim that is reopened or gets more, and can be reclaimed") {
  const FundOpened both{"both", 2031, {"digital", "vehicle"}, Fen{2'050'000}, "预算", false};
  OpenRound round = phone_round();
  round.fund = "both";
  Purchase dear = car(1);
  dear.price = Fen{9'000'000};  // the flat sums of the editions lie below it
  const Scene waiting = given(both, admitted()).did(Apply{dear}).did(round).did(draws(2));

  const Reclaim back{"both", Fen{50'000}, today + 11, ""};
  waiting.on(today + 10).when(Reclaim{"both", Fen{50'000}, today, ""}).refused(FundExhausted{"both", Fen{}, Fen{50'000}});
  waiting.on(today + 11).when(back).then(FundReclaimed{"both", Fen{50'000}, today + 11, "", entitlements({1})});
  CHECK(balance(waiting.on(today + 11).did(back).state(), "both/reserved") == Fen{});

  const Scene gone = waiting.did(Withdraw{claim(1), today, ""}).did(Reclaim{"both", Fen{50'000}, today, ""});
  const Reopen again{claim(1), today, ""};
  gone.when(again).refused(FundExhausted{"both", Fen{1'950'000}, Fen{2'000'000}});
  const Scene reopened = gone.on(today + 11).did(again);
  CHECK(reopened.state().by_expiry.empty());
  CHECK(balance(reopened.state(), "both/available") == Fen{});

  const Day july = day("2031-07-01");
  const Adjust up{claim(1), july, "2031/2", Fen{2'500'000}, ""};
  const Scene more = waiting.on(july).did(AddToFund{"both", Fen{450'000}, july, ""});
  CHECK(balance(more.state(), "both/available") == Fen{450'000});
  CHECK(balance(more.did(up).state(), "both/reserved") == Fen{});
  waiting.on(july).did(AddToFund{"both", Fen{449'999}, july, ""}).when(up)
      .refused(FundExhausted{"both", Fen{499'999}, Fen{500'000}});
}

TEST_CASE("a lot gives what is over of the fund's other rounds as well") {
  const Scene other = phones_with(Fen{50'000}).did(commits("lot seed")).did(phone_round()).did(draws(9));
  OpenRound lot = phone_lot();
  lot.opens = clock(today + 10, 13);
  lot.closes = clock(today + 10, 14);
  const Scene entered = other.did(lot).at(lot.opens).did(draws(1, "lot"));
  const DrawLot draw{"lot", seed_of(1)};
  entered.at(lot.closes).when(draw).refused(FundExhausted{"phones", Fen{}, Fen{50'000}});
  const Scene drawn_one = entered.at(online_end).did(draw);
  REQUIRE(drawn_one.state().entitlements.size() == 2);
  CHECK(drawn_one.state().entitlements[0].status == Entitlement::Status::expired);
  CHECK(balance(drawn_one.state(), "phones/reserved") == Fen{50'000});
}

TEST_CASE("a round that is drawn to the last gives again what is over of its own") {
  const Scene full = town().did(phone_round(1)).did(draws(1, "r", Channel::offline));
  full.when(draws(2)).refused(RoundUsedUp{"r", 1});
  full.on(today + 5).when(draws(2)).then(drawn(2, draws(2), clock(today + 16, 0), entitlements({1})));
  full.did(Redeem{phone(1, 1)}).on(today + 5).when(draws(2)).refused(RoundUsedUp{"r", 1});
}

TEST_CASE("a person holds one entitlement of a kind, within the year's limit") {
  const Scene one = town().did(phone_round()).did(draws(1));
  one.when(draws(1, "r", Channel::offline)).refused(AlreadyHolds{"phone", "r"});
  const Draw watch = draws(1, "r", Channel::online, "watch");
  one.when(watch).then(drawn(2, watch, online_end));
  one.did(Redeem{phone(1, 1)}).when(draws(1)).refused(LimitUsedUp{"phone", 2031, 1});
}

TEST_CASE("after four draws left unused there are no more of the class, and those of others go on") {
  OpenRound long_open = phone_round();
  long_open.closes = clock(today + 120, 0);
  Scene scene = town().did(long_open);
  for (int turn = 0; turn < 4; ++turn) {
    scene.when(draws(1)).then(drawn(turn + 1, draws(1), clock(today + 11 * (turn + 1), 0)));
    scene = scene.did(draws(1)).on(today + 11 * (turn + 1)).did(Expire{});
  }
  scene.when(draws(1)).refused(EntitlementForfeited{"digital", 4});
  scene.when(draws(1, "r", Channel::online, "watch")).refused(EntitlementForfeited{"digital", 4});
  CHECK(scene.when(draws(2)).decision());
}

TEST_CASE("a draw is refused where the class is paused or the place is not the round's") {
  town().did(phone_round()).did(pause("digital", district)).when(draws(1)).refused(OnPause{"digital", district, today, "额度将尽"});
  OpenRound in_county = phone_round();
  in_county.place = county;
  town().did(in_county).when(draws(1)).refused(OutsideRound{"r", district});
}

TEST_CASE("a round is opened for a fund that pays for its class in its year, with something to give") {
  OpenRound r = phone_round();
  town().when(r).then(RoundOpened{r});
  town().did(r).when(r).refused(NameTaken{"round", "r"});
  r.fund = "goods";
  town().when(r).refused(NoFund{"digital", 2031});
  r = phone_round();
  r.opens = clock(day("2032-01-01"), 0);
  town().when(r).refused(NoFund{"digital", 2032});
  r = phone_round(0);
  town().when(r).refused(NothingAsked{"count"});
  r = phone_round(1, Fen{});
  town().when(r).refused(NothingAsked{"each"});
  r = phone_round();
  r.place = elsewhere;
  town().when(r).refused(UnknownPlace{elsewhere});
}

TEST_CASE("a lot is entered while it is open and drawn when it is closed, in the order that anyone can repeat") {
  const Scene open = town().did(commits("lot seed")).did(phone_lot(2)).at(clock(today, 13));
  open.when(draws(1, "lot")).then(LotEntered{1, draws(1, "lot"), "digital"});
  Scene entered = open;
  for (int person = 1; person <= 5; ++person) entered = entered.did(draws(person, "lot"));
  entered.when(draws(3, "lot")).refused(AlreadyHolds{"phone", "lot"});
  const Scene closed = entered.at(clock(today, 14));
  closed.when(DrawLot{"lot", seed_of(1)})
      .then(LotDrawn{"lot", seed_of(1), 5, 2, EntitlementNumber{1}, clock(day("2031-06-23"), 0), online_end});
  const Scene over = closed.did(DrawLot{"lot", seed_of(1)});
  const auto ranks = draw_lot(seed_of(1), "lot", "lot", std::vector<std::int64_t>{1, 2, 3, 4, 5}, 2);
  REQUIRE(over.state().entitlements.size() == 2);
  for (std::size_t i = 0; i < 2; ++i)
    CHECK(over.state().entitlements[i].person == someone(static_cast<int>(ranks[i])));
  CHECK(balance(over.state(), "phones/reserved") == Fen{100'000});
  over.when(DrawLot{"lot", seed_of(1)}).refused(NoLotToDraw{"lot"});
  const Scene next = over.did(phone_round());
  int losers = 0;
  for (int person = 1; person <= 5; ++person) losers += next.when(draws(person)).decision() ? 1 : 0;
  CHECK(losers == 3);
}

TEST_CASE("a lot gives no more than the fund has, and nothing if it has nothing") {
  const auto entered = [](Fen cap) {
    return phones_with(cap).did(commits("lot seed")).did(phone_lot(5)).at(clock(today, 13)).did(draws(1, "lot")).did(draws(2, "lot"))
        .did(draws(3, "lot")).at(clock(today, 14));
  };
  const Scene two = entered(Fen{149'999}).did(DrawLot{"lot", seed_of(1)});
  CHECK(two.state().entitlements.size() == 2);
  CHECK(balance(two.state(), "phones/available") == Fen{49'999});
  entered(Fen{49'999}).when(DrawLot{"lot", seed_of(1)}).refused(FundExhausted{"phones", Fen{49'999}, Fen{50'000}});
}

TEST_CASE("a lot's seed is on record before it opens and not shown before it is drawn") {
  town().when(phone_lot()).refused(UnknownSeed{"lot seed"});
  town().did(commits("lot seed")).at(clock(today, 13)).when(phone_lot()).refused(SeedNotBeforehand{"lot seed"});
  const Scene closed = town().did(commits("lot seed")).did(phone_lot()).at(clock(today, 13)).did(draws(1, "lot"));
  closed.when(DrawLot{"lot", seed_of(1)}).refused(LotStillOpen{"lot", clock(today, 14)});
  closed.at(clock(today, 14)).when(DrawLot{"lot", seed_of(2)}).refused(NotTheCommittedSeed{"lot seed"});
  town().did(commits("lot seed")).did(phone_lot()).at(clock(today, 14)).when(DrawLot{"lot", seed_of(1)}).refused(NoLotToDraw{"lot"});
  town().when(DrawLot{"none", seed_of(1)}).refused(UnknownRound{"none"});
}

TEST_CASE("a seed's hash is put on record once, not in the future") {
  town().when(commits("s")).then(SeedCommitted{commits("s")});
  CommitSeed later = commits("s");
  later.day = today + 1;
  town().when(later).refused(DayInFuture{today + 1, today});
  town().when(commits("")).refused(NothingAsked{"seed"});
}

TEST_CASE("an entitlement's number is read as it is printed and not otherwise") {
  CHECK(to_string(EntitlementNumber{7}) == "E0000007");
  CHECK(parse_entitlement_number("E0000007") == EntitlementNumber{7});
  for (const char* wrong : {"", "E", "C0000007", "E0000000", "E7", "E0000007 "}) CHECK_FALSE(parse_entitlement_number(wrong));
}
