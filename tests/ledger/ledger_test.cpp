#include "ledger/ledger.h"

#include <limits>

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace seethrough;

namespace {

/// A treasury outside, a fund that it pays into, and a city's awards of at most 10 yuan.
struct Books {
  Ledger ledger;
  AccountId treasury = ledger.open_source("treasury");
  AccountId fund = ledger.open("fund");
  AccountId awarded = ledger.open("awarded", Fen{1000});
};

}  // namespace

TEST_CASE("accounts are found by the name they were opened with") {
  Books books;
  CHECK(books.ledger.find("fund") == books.fund);
  CHECK_FALSE(books.ledger.find("found"));
  CHECK(books.ledger.name(books.awarded) == "awarded");
  CHECK(books.ledger.cap(books.awarded) == Fen{1000});
  CHECK_FALSE(books.ledger.cap(books.fund));
  CHECK(books.ledger.size() == 3u);
}

TEST_CASE("a fund is never overdrawn") {
  Books books;
  books.ledger.post(Posting{books.treasury, books.fund, Fen{500}});
  CHECK(books.ledger.balance(books.treasury) == Fen{-500});
  CHECK(books.ledger.check(Posting{books.fund, books.awarded, Fen{500}}));
  CHECK(books.ledger.check(Posting{books.fund, books.awarded, Fen{501}}).error() ==
        Refusal{books.fund, Fen{500}, Fen{501}, Fen{0}});
}

TEST_CASE("a cap is never exceeded, to the fen") {
  Books books;
  books.ledger.post(Posting{books.treasury, books.fund, Fen{5000}});
  books.ledger.post(Posting{books.fund, books.awarded, Fen{999}});
  CHECK(books.ledger.check(Posting{books.fund, books.awarded, Fen{1}}));
  CHECK(books.ledger.check(Posting{books.fund, books.awarded, Fen{2}}).error() ==
        Refusal{books.awarded, Fen{999}, Fen{2}, Fen{1000}});
}

TEST_CASE("postings made together count by what they come to") {
  Books books;
  const Posting through[] = {{books.fund, books.awarded, Fen{700}}, {books.treasury, books.fund, Fen{700}}};
  REQUIRE(books.ledger.check(through));
  books.ledger.post(through);
  CHECK(books.ledger.balance(books.fund) == Fen{0});
  CHECK(books.ledger.balance(books.awarded) == Fen{700});
  const Posting too_much[] = {{books.treasury, books.fund, Fen{400}}, {books.fund, books.awarded, Fen{400}}};
  CHECK(books.ledger.check(too_much).error() == Refusal{books.awarded, Fen{700}, Fen{400}, Fen{1000}});
  CHECK(books.ledger.balance(books.fund) == Fen{0});
}

TEST_CASE("the account opened first is named when several refuse") {
  Books books;
  CHECK(books.ledger.check(Posting{books.fund, books.awarded, Fen{2000}}).error().account == books.fund);
  const Posting twice[] = {{books.fund, books.awarded, Fen{1000}}, {books.fund, books.awarded, Fen{1000}}};
  CHECK(books.ledger.check(twice).error() == Refusal{books.fund, Fen{0}, Fen{2000}, Fen{0}});
}

TEST_CASE("sums beyond 64 bits are refused or cancel out, and never wrap") {
  Ledger ledger;
  const AccountId outside = ledger.open_source("outside");
  const AccountId inside = ledger.open("inside");
  const Fen most{std::numeric_limits<std::int64_t>::max()};
  const Posting twice[] = {{outside, inside, most}, {outside, inside, most}};
  CHECK(ledger.check(twice).error().account == outside);
  const Posting and_back[] = {{outside, inside, most},
                              {outside, inside, most},
                              {inside, outside, most},
                              {inside, outside, Fen{most.value - 5}}};
  REQUIRE(ledger.check(and_back));
  ledger.post(and_back);
  CHECK(ledger.balance(inside) == Fen{5});
  CHECK(ledger.total() == Fen{0});
}

TEST_CASE("whatever is posted, money is conserved and every limit holds") {
  CHECK(rc::check("conservation", [] {
    Ledger ledger;
    ledger.open_source("outside");
    ledger.open("fund");
    ledger.open("capped", Fen{500});
    ledger.open("also capped", Fen{0});
    const auto steps = *rc::gen::inRange(0, 60);
    for (int step = 0; step < steps; ++step) {
      std::vector<Posting> postings;
      for (int count = *rc::gen::inRange(1, 4); count > 0; --count) {
        const auto from = *rc::gen::inRange<std::uint32_t>(0, 4);
        const auto to = (from + *rc::gen::inRange<std::uint32_t>(1, 4)) % 4;
        postings.push_back({AccountId(from), AccountId(to), Fen{*rc::gen::inRange<std::int64_t>(0, 400)}});
      }
      if (!ledger.check(postings)) continue;
      ledger.post(postings);
      RC_ASSERT(ledger.total() == Fen{0});
      for (std::uint32_t i = 1; i < 4; ++i) {
        const AccountId account(i);
        RC_ASSERT(ledger.balance(account) >= Fen{0});
        RC_ASSERT(!ledger.cap(account) || ledger.balance(account) <= *ledger.cap(account));
      }
    }
  }));
}

TEST_CASE("one posting is judged alike alone and in a span") {
  CHECK(rc::check("same", [] {
    Books books;
    books.ledger.post(Posting{books.treasury, books.fund, Fen{*rc::gen::inRange<std::int64_t>(0, 3000)}});
    const auto from = *rc::gen::inRange<std::uint32_t>(0, 3);
    const auto to = (from + *rc::gen::inRange<std::uint32_t>(1, 3)) % 3;
    const Posting posting{AccountId(from), AccountId(to), Fen{*rc::gen::inRange<std::int64_t>(0, 3000)}};
    const Posting with_nothing[] = {posting, {books.treasury, books.fund, Fen{0}}};
    const auto alone = books.ledger.check(posting);
    const auto together = books.ledger.check(with_nothing);
    RC_ASSERT(alone.has_value() == together.has_value());
    if (!alone) RC_ASSERT(alone.error() == together.error());
  }));
}
