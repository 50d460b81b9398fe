#pragma once
// forecast (预警): until when a fund lasts, as a range of days, and an alarm when that is soon. Whole numbers only, no
// random numbers: the same records give the same range.
//
// Method. What a fund committed on the last `history_days` days (granted less taken back) is cut into every run of
// seven consecutive days, overlapping ones included: the blocks of a moving-block bootstrap (H. R. Künsch, The Annals of
// Statistics 17, 1989), taken all instead of drawn, so that each holds one of every weekday. Their sums in order give
// three paces by nearest rank (R. J. Hyndman and Y. Fan, The American Statistician 50, 1996, type 1): the 90th
// percentile is the fast pace, the median the middle, the 10th the slow. What is left, divided by a pace and rounded up
// to the day, is the range. Weeks even out over a long time, so far ahead the true range is narrower than this one;
// a new rule, a holiday or a rush before the end is in it only if the last days had one.
//
// The burn-down stands beside an even pace, the cap spread over the days of the year; how many days the fund is ahead of
// it is read off in time, not in money, as earned schedule does (W. Lipke, Schedule is Different, 2003).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backtest/recorded.h"

namespace seethrough::backtest {

/// What a fund committed, day by day.
struct FundHistory {
  std::string fund;
  Period season;         ///< its year
  Day first;             ///< of the earliest day in `committed`
  std::vector<Fen> committed;  ///< from `first`: granted less taken back; negative on a day of returns
  std::vector<Fen> cap;        ///< beside `committed`: the cap at the end of the day
};

/// The histories of all funds, in the order in which they were opened. A claim counts on its day, a claim taken back on
/// the day it was; a fund that was never drawn on has one day without anything.
[[nodiscard]] std::vector<FundHistory> fund_histories(const Recorded& recorded);

enum class Alarm : std::uint8_t {
  none,       ///< it lasts longer than any bound, or beyond its year
  watch,      ///< at the fast pace it runs out within `watch_days`
  act,        ///< at the middle pace it runs out within `act_days`
  exhausted,  ///< nothing is left
};
[[nodiscard]] std::string_view name(Alarm alarm);

struct Bounds {
  int history_days = 56;
  int watch_days = 45;
  int act_days = 21;
};

/// One pace and where it leads.
struct Pace {
  Fen a_week;
  std::optional<int> days;    ///< from the day of the forecast; none if the pace does not draw on the fund
  std::optional<Day> runs_out;  ///< none likewise, or after the year 9999
  friend bool operator==(const Pace&, const Pace&) = default;
};

struct BurnDay {
  Day day;
  Fen granted;  ///< cumulative
  Fen cap;
  Fen even;     ///< the cap's share of the days of the year that have passed, this one included, rounded down
  friend bool operator==(const BurnDay&, const BurnDay&) = default;
};

struct Forecast {
  std::string fund;
  Day as_of;
  Day season_ends;
  Fen cap, granted, left;
  int blocks = 0;                     ///< runs of seven days it rests on
  std::optional<Pace> fast, middle, slow;  ///< none where there are fewer than 14 days of history
  int days_ahead = 0;                 ///< of an even pace; negative: behind it
  Alarm alarm = Alarm::none;
};

/// The forecast for the end of the day `as_of`; what is later in the history is not looked at.
[[nodiscard]] Forecast forecast(const FundHistory& history, Day as_of, const Bounds& bounds);

/// Every day from the first of the year to `as_of`, for the chart.
[[nodiscard]] std::vector<BurnDay> burn_down(const FundHistory& history, Day as_of);

/// The last day on which any fund committed something; nothing if none did.
[[nodiscard]] std::optional<Day> last_day(const std::vector<FundHistory>& histories);

}  // namespace seethrough::backtest
