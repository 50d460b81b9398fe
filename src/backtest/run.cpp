#include "backtest/run.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "backtest/decided.h"

namespace seethrough::backtest {
namespace {

constexpr std::array<std::string_view, 10> outcomes{"untouched",    "granted",      "unknown_kind", "no_clause",
                                                    "two_clauses",  "fact_missing", "not_eligible", "limit_used_up",
                                                    "no_fund",      "fund_exhausted"};

void add(Balance& balance, Fen before, Fen after) {
  ++balance.claims;
  balance.before += before;
  balance.after += after;
  if (after > before) {
    ++balance.gainers;
    balance.gained += after - before;
  } else if (after < before) {
    ++balance.losers;
    balance.lost += before - after;
  }
}

/// The rows that differ most, the most first, of equal ones the lower number.
class MostChanged {
 public:
  explicit MostChanged(std::size_t at_most) : at_most_(at_most) {}
  void offer(std::uint32_t row, Fen difference) {
    const Fen by = difference < Fen{} ? -difference : difference;
    if (by == Fen{} || at_most_ == 0 || (rows_.size() == at_most_ && by <= rows_.back().by)) return;
    const auto place = std::upper_bound(rows_.begin(), rows_.end(), by,
                                        [](Fen mine, const Row& other) { return mine > other.by; });
    rows_.insert(place, {row, by});
    if (rows_.size() > at_most_) rows_.pop_back();
  }
  template <class Take>
  void each(Take&& take) const {
    for (const Row& one : rows_) take(one.row);
  }

 private:
  struct Row {
    std::uint32_t row;
    Fen by;
  };
  std::size_t at_most_;
  std::vector<Row> rows_;
};

Change change_of(const Recorded& recorded, const Decided& decided, std::uint32_t row) {
  const Verdict& verdict = decided.verdicts[decided.verdict[row]];
  return {claim_in(row),
          recorded.day[row],
          recorded.places[recorded.place[row]],
          recorded.names[recorded.kind[row]],
          recorded.subsidy[row],
          decided.subsidy[row],
          recorded.names[recorded.clause[row]],
          verdict.outcome,
          verdict.clause,
          verdict.detail};
}

class Sums {
 public:
  Sums(const Recorded& recorded, const Decided& decided, std::size_t most_changed)
      : recorded_(recorded), decided_(decided), most_changed_(most_changed), by_class_(recorded.names.size()),
        by_place_(recorded.places.size()), by_person_(recorded.persons()) {}

  Report report() {
    report_.claims = static_cast<std::int64_t>(recorded_.claims());
    for (std::uint32_t row = 0; row < recorded_.claims(); ++row) take(row);
    for (const Fen net : by_person_) {
      report_.persons_gaining += net > Fen{} ? 1 : 0;
      report_.persons_losing += net < Fen{} ? 1 : 0;
    }
    order();
    most_changed_.each([&](std::uint32_t row) { report_.most_changed.push_back(change_of(recorded_, decided_, row)); });
    return std::move(report_);
  }

 private:
  void take(std::uint32_t row) {
    const Outcome outcome = decided_.verdicts[decided_.verdict[row]].outcome;
    const Fen before = recorded_.subsidy[row], after = decided_.subsidy[row];
    if (outcome == Outcome::untouched) {
      ++report_.untouched;
      if (recorded_.stands(row)) report_.untouched_subsidy += before;
      const int year = recorded_.year[row];
      if (std::find(report_.untouched_years.begin(), report_.untouched_years.end(), year) == report_.untouched_years.end())
        report_.untouched_years.push_back(year);
      return;
    }
    ++(outcome == Outcome::granted ? report_.granted : report_.refused);
    if (!recorded_.stands(row)) {
      ++report_.taken_back;
      return;
    }
    add(report_.total, before, after);
    add(by_class_[recorded_.cls[row]], before, after);
    add(by_place_[recorded_.place[row]], before, after);
    by_person_[recorded_.person[row]] += after - before;
    most_changed_.offer(row, after - before);
  }

  void order() {
    std::sort(report_.untouched_years.begin(), report_.untouched_years.end());
    for (std::size_t i = 0; i < by_class_.size(); ++i) {
      if (by_class_[i].claims != 0) report_.by_class.push_back({recorded_.names[static_cast<std::uint16_t>(i)], by_class_[i]});
    }
    std::sort(report_.by_class.begin(), report_.by_class.end(), [](const auto& a, const auto& b) { return a.cls < b.cls; });
    for (std::size_t i = 0; i < by_place_.size(); ++i) {
      if (by_place_[i].claims != 0) report_.by_place.push_back({recorded_.places[i], by_place_[i]});
    }
    std::sort(report_.by_place.begin(), report_.by_place.end(),
              [](const auto& a, const auto& b) { return a.place < b.place; });
    for (const Verdict& verdict : decided_.verdicts) {
      if (verdict.claims != 0 && verdict.outcome != Outcome::untouched) report_.verdicts.push_back(verdict);
    }
    std::sort(report_.verdicts.begin(), report_.verdicts.end(), [](const Verdict& a, const Verdict& b) {
      return std::tie(a.outcome, b.claims, a.clause, a.detail) < std::tie(b.outcome, a.claims, b.clause, b.detail);
    });
  }

  const Recorded& recorded_;
  const Decided& decided_;
  MostChanged most_changed_;
  std::vector<Balance> by_class_, by_place_;
  std::vector<Fen> by_person_;
  Report report_;
};

}  // namespace

std::string_view name(Outcome outcome) { return outcomes[static_cast<std::size_t>(outcome)]; }

Report sum_up(const Recorded& recorded, const Decided& decided, std::size_t most_changed) {
  return Sums(recorded, decided, most_changed).report();
}

std::optional<Report> run(const Recorded& recorded, const rules::Book& rules, const Options& options) {
  auto decided = decide_all(recorded, rules, options);
  if (!decided) return std::nullopt;
  Report report = sum_up(recorded, *decided, options.most_changed);
  const std::vector<int> years = rules.years();
  for (FundCourse& course : decided->funds) {
    if (std::find(years.begin(), years.end(), course.year) != years.end()) report.funds.push_back(std::move(course));
  }
  return report;
}

}  // namespace seethrough::backtest
