#include "backtest/forecast.h"

#include <algorithm>
#include <array>

namespace seethrough::backtest {
namespace {

constexpr int week = 7;
constexpr int least_history_days = 14;
constexpr std::array<std::string_view, 4> alarms{"none", "watch", "act", "exhausted"};
__extension__ typedef __int128 Wide;

/// What the history says of one day: 0 committed outside of it, the cap as it was last.
Fen committed_on(const FundHistory& history, Day day) {
  const int at = day - history.first;
  return at < 0 || at >= static_cast<int>(history.committed.size()) ? Fen{} : history.committed[static_cast<std::size_t>(at)];
}
Fen cap_on(const FundHistory& history, Day day) {
  if (history.cap.empty()) return {};
  const int last = static_cast<int>(history.cap.size()) - 1;
  return history.cap[static_cast<std::size_t>(std::clamp(day - history.first, 0, last))];
}

/// Days of the season that have passed at the end of `day`, and all of them.
int days_passed(const Period& season, Day day) {
  return std::clamp(day - season.first + 1, 0, season.last - season.first + 1);
}
int days_of(const Period& season) { return season.last - season.first + 1; }

Fen even_pace(Fen cap, const Period& season, Day day) {
  return Fen{static_cast<std::int64_t>(Wide{cap.value} * days_passed(season, day) / days_of(season))};
}

/// The sums of every run of seven days within the last `days` days, ascending.
std::vector<Fen> block_sums(const FundHistory& history, Day as_of, int days) {
  std::vector<Fen> sums;
  Fen sum{};
  for (int i = 0; i < days; ++i) {
    const Day day = as_of - (days - 1 - i);
    sum += committed_on(history, day);
    if (i >= week) sum -= committed_on(history, day - week);
    if (i >= week - 1) sums.push_back(sum);
  }
  std::sort(sums.begin(), sums.end());
  return sums;
}

/// Nearest rank: the smallest value that at least `percent` of a hundred are not above. `sorted` is not empty.
Fen quantile(const std::vector<Fen>& sorted, std::size_t percent) {
  const std::size_t rank = (sorted.size() * percent + 99) / 100;
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

Pace pace_of(Fen a_week, Fen left, Day as_of) {
  Pace pace{a_week, {}, {}};
  if (left <= Fen{}) {
    pace.days = 0;
    pace.runs_out = as_of;
    return pace;
  }
  if (a_week <= Fen{}) return pace;
  const Wide days = (Wide{left.value} * week + a_week.value - 1) / a_week.value;
  const Day end_of_calendar = day_of(9999, 12, 31);
  if (days > end_of_calendar - as_of) return pace;
  pace.days = static_cast<int>(days);
  pace.runs_out = as_of + *pace.days;
  return pace;
}

bool within(const std::optional<Pace>& pace, int days, Day season_ends) {
  return pace && pace->days && *pace->days <= days && *pace->runs_out <= season_ends;
}

Alarm alarm_of(const Forecast& forecast, const Bounds& bounds) {
  if (forecast.left <= Fen{}) return Alarm::exhausted;
  if (within(forecast.middle, bounds.act_days, forecast.season_ends)) return Alarm::act;
  if (within(forecast.fast, bounds.watch_days, forecast.season_ends)) return Alarm::watch;
  return Alarm::none;
}

/// A fund's history while it is written: days may come in any order.
class Diary {
 public:
  Diary(const Fund& fund) : cap_(fund.cap) {
    history_.fund = fund.id;
    history_.season = {day_of(fund.year, 1, 1), day_of(fund.year, 12, 31)};
  }
  void commit(Day day, Fen amount) { at(history_.committed, day) += amount; }
  void change_cap(Day day, Fen amount) { at(history_.cap, day) += amount; }

  FundHistory history() && {
    Fen cap = cap_;
    for (Fen& one : history_.cap) one = cap += one;
    if (history_.cap.empty()) {  // nothing was committed: one day without, so that the cap is known
      history_.first = history_.season.first;
      history_.committed.push_back({});
      history_.cap.push_back(cap);
    }
    return std::move(history_);
  }

 private:
  Fen& at(std::vector<Fen>& column, Day day) {
    if (history_.committed.empty()) {
      history_.first = day;
      history_.committed.resize(1);
      history_.cap.resize(1);
    }
    if (day < history_.first) {
      const auto missing = static_cast<std::size_t>(history_.first - day);
      history_.committed.insert(history_.committed.begin(), missing, Fen{});
      history_.cap.insert(history_.cap.begin(), missing, Fen{});
      history_.first = day;
    }
    const auto index = static_cast<std::size_t>(day - history_.first);
    if (index >= history_.committed.size()) {
      history_.committed.resize(index + 1);
      history_.cap.resize(index + 1);
    }
    return column[index];
  }
  FundHistory history_;
  Fen cap_;
};

}  // namespace

std::string_view name(Alarm alarm) { return alarms[static_cast<std::size_t>(alarm)]; }

std::vector<FundHistory> fund_histories(const Recorded& recorded) {
  std::vector<Diary> diaries(recorded.funds.begin(), recorded.funds.end());
  for (std::size_t row = 0; row < recorded.claims(); ++row) {
    Diary& diary = diaries[recorded.fund[row]];
    diary.commit(recorded.day[row], recorded.subsidy[row]);
    if (!recorded.stands(row)) diary.commit(recorded.taken_back_on[row], -recorded.subsidy[row]);
  }
  for (const CapChange& change : recorded.cap_changes) diaries[change.fund].change_cap(change.day, change.amount);
  std::vector<FundHistory> histories;
  for (Diary& diary : diaries) histories.push_back(std::move(diary).history());
  return histories;
}

Forecast forecast(const FundHistory& history, Day as_of, const Bounds& bounds) {
  Forecast made;
  made.fund = history.fund;
  made.as_of = as_of;
  made.season_ends = history.season.last;
  made.cap = cap_on(history, as_of);
  for (std::size_t i = 0; i < history.committed.size() && history.first + static_cast<int>(i) <= as_of; ++i)
    made.granted += history.committed[i];
  made.left = made.cap - made.granted;
  const int days = std::min(bounds.history_days, as_of - history.first + 1);
  if (days >= least_history_days) {
    const std::vector<Fen> sums = block_sums(history, as_of, days);
    made.blocks = static_cast<int>(sums.size());
    made.fast = pace_of(quantile(sums, 90), made.left, as_of);
    made.middle = pace_of(quantile(sums, 50), made.left, as_of);
    made.slow = pace_of(quantile(sums, 10), made.left, as_of);
  }
  if (made.cap > Fen{}) {
    const auto earned = static_cast<int>(Wide{made.granted.value} * days_of(history.season) / made.cap.value);
    made.days_ahead = earned - days_passed(history.season, as_of);
  }
  made.alarm = alarm_of(made, bounds);
  return made;
}

std::vector<BurnDay> burn_down(const FundHistory& history, Day as_of) {
  std::vector<BurnDay> days;
  Fen granted{};
  const Day from = std::min(history.season.first, history.first);
  for (Day day = from; day <= as_of; day = day + 1) {
    granted += committed_on(history, day);
    const Fen cap = cap_on(history, day);
    if (history.season.first <= day) days.push_back({day, granted, cap, even_pace(cap, history.season, day)});
  }
  return days;
}

std::optional<Day> last_day(const std::vector<FundHistory>& histories) {
  std::optional<Day> last;
  for (const FundHistory& history : histories) {
    if (std::all_of(history.committed.begin(), history.committed.end(), [](Fen one) { return one == Fen{}; })) continue;
    const Day mine = history.first + static_cast<int>(history.committed.size() - 1);
    last = last ? std::max(*last, mine) : mine;
  }
  return last;
}

}  // namespace seethrough::backtest
