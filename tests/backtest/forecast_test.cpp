// Until when a fund lasts. The histories are short enough to work out by hand.

#include "backtest/forecast.h"

#include "backtest/given.h"

using namespace backtest_test;

namespace {

/// A fund of 2031 that committed these sums on the days from 1 March on.
FundHistory history(Fen cap, const std::vector<std::int64_t>& committed) {
  FundHistory made{"goods", {day_of(2031, 1, 1), day_of(2031, 12, 31)}, day_of(2031, 3, 1), {}, {}};
  for (const std::int64_t one : committed) {
    made.committed.push_back(Fen{one});
    made.cap.push_back(cap);
  }
  return made;
}
std::vector<std::int64_t> steady(int days, std::int64_t each) {
  return std::vector<std::int64_t>(static_cast<std::size_t>(days), each);
}
Day after(int days) { return day_of(2031, 3, 1) + (days - 1); }

}  // namespace

TEST_CASE("a steady fund has one pace, rounded up to the day") {
  struct Row {
    std::int64_t cap;
    int days;
    Alarm alarm;
  };
  // 28 days at 100: 2,800 committed, 700 a week.
  for (const Row& row : {Row{2'800, 0, Alarm::exhausted}, Row{2'801, 1, Alarm::act}, Row{2'900, 1, Alarm::act},
                         Row{2'901, 2, Alarm::act}, Row{4'900, 21, Alarm::act}, Row{4'901, 22, Alarm::watch},
                         Row{7'300, 45, Alarm::watch}, Row{7'301, 46, Alarm::none}}) {
    CAPTURE(row.cap);
    const Forecast made = forecast(history(Fen{row.cap}, steady(28, 100)), after(28), {});
    CHECK(made.granted == Fen{2'800});
    CHECK(made.left == Fen{row.cap - 2'800});
    CHECK(made.blocks == 22);
    const Pace pace{Fen{700}, row.days, after(28) + row.days};
    CHECK(made.fast == pace);
    CHECK(made.middle == pace);
    CHECK(made.slow == pace);
    CHECK(made.alarm == row.alarm);
  }
}

TEST_CASE("the range is what the weeks were: ten in a hundred were faster, ten slower") {
  // A week at 10 a day, then a week at 40 a day: eight runs of seven days, of 70, 100, 130 … 280.
  std::vector<std::int64_t> committed = steady(7, 10);
  const auto more = steady(7, 40);
  committed.insert(committed.end(), more.begin(), more.end());
  const Forecast made = forecast(history(Fen{350 + 1'000}, committed), after(14), {});
  CHECK(made.blocks == 8);
  CHECK(made.fast == Pace{Fen{280}, 25, after(14) + 25});    // rank 8 of 8
  CHECK(made.middle == Pace{Fen{160}, 44, after(14) + 44});  // rank 4: 7,000 / 160 = 43.75
  CHECK(made.slow == Pace{Fen{70}, 100, after(14) + 100});   // rank 1
  CHECK(made.alarm == Alarm::watch);
}

TEST_CASE("only the last days count, and nothing after the day of the forecast") {
  std::vector<std::int64_t> committed = steady(30, 1'000);
  const auto later = steady(56, 10);
  committed.insert(committed.end(), later.begin(), later.end());
  committed.push_back(1'000'000);
  const Forecast made = forecast(history(Fen{2'000'000}, committed), after(86), {});
  CHECK(made.fast->a_week == Fen{70});
  CHECK(made.slow->a_week == Fen{70});
  CHECK(made.granted == Fen{30'560});
}

TEST_CASE("too little history gives no range, and no alarm from a guess") {
  const Forecast made = forecast(history(Fen{1'400}, steady(13, 100)), after(13), {});
  CHECK(!made.fast);
  CHECK(!made.middle);
  CHECK(made.blocks == 0);
  CHECK(made.alarm == Alarm::none);
  CHECK(forecast(history(Fen{1'300}, steady(13, 100)), after(13), {}).alarm == Alarm::exhausted);
}

TEST_CASE("a fund that nobody draws on any more, or that outlasts its year, alarms nobody") {
  const Forecast idle = forecast(history(Fen{10'000}, steady(28, 0)), after(28), {});
  CHECK(idle.middle == Pace{Fen{}, {}, {}});
  CHECK(idle.alarm == Alarm::none);
  // Until 25 December, with 2,000 left at 100 a day: 14 January of the next year.
  const int to_christmas = day_of(2031, 12, 25) - day_of(2031, 3, 1) + 1;
  const Forecast late = forecast(history(Fen{100 * to_christmas + 2'000}, steady(to_christmas, 100)), after(to_christmas), {});
  CHECK(late.middle->runs_out == day_of(2032, 1, 14));
  CHECK(late.alarm == Alarm::none);
}

TEST_CASE("a huge fund and a trickle do not leave the calendar") {
  const Forecast made = forecast(history(Fen{9'000'000'000'000'000'000}, steady(28, 1)), after(28), {});
  CHECK(made.middle == Pace{Fen{7}, {}, {}});
}

TEST_CASE("the burn-down stands beside an even pace") {
  const FundHistory one = history(Fen{36'500}, {300, 0, -100});
  const std::vector<BurnDay> days = burn_down(one, day_of(2031, 3, 4));
  REQUIRE(days.size() == 63);  // January 31, February 28, and four
  CHECK(days.front() == BurnDay{day_of(2031, 1, 1), Fen{}, Fen{36'500}, Fen{100}});
  CHECK(days[59] == BurnDay{day_of(2031, 3, 1), Fen{300}, Fen{36'500}, Fen{6'000}});
  CHECK(days[62] == BurnDay{day_of(2031, 3, 4), Fen{200}, Fen{36'500}, Fen{6'300}});
  // 200 of 36,500 is two days of an even pace; 63 days have passed.
  CHECK(forecast(one, day_of(2031, 3, 4), {}).days_ahead == -61);
}

TEST_CASE("a record becomes histories: claims on their day, what was taken back on the day it was") {
  using namespace subsidies_test;
  subsidies::Purchase early = fridge(1);
  early.day = backtest_test::day("2031-06-16");
  const Recorded record = recorded(fund(Fen{100'000}), vehicle_fund(), redeemed(1, fridge(2)), redeemed(2, early), returned(1),
                                   redeemed(3, fridge(3)));
  const std::vector<FundHistory> histories = fund_histories(record);
  REQUIRE(histories.size() == 2);
  CHECK(histories[0].first == backtest_test::day("2031-06-16"));
  CHECK(histories[0].committed == std::vector<Fen>{fridge_subsidy, Fen{}, fridge_subsidy});
  CHECK(histories[0].cap == std::vector<Fen>(3, Fen{100'000}));
  CHECK(histories[1].committed == std::vector<Fen>{Fen{}});
  CHECK(last_day(histories) == backtest_test::day("2031-06-18"));
  CHECK(!last_day(fund_histories(recorded(fund()))));
  CHECK(forecast(histories[1], backtest_test::day("2031-06-18"), {}).left == Fen{10'000'000});
}
