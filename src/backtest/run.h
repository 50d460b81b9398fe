#pragma once
// run (规则回测): what the claims on record would have come to under other rules. Each claim is decided again in recorded
// order as subsidies/decide does it: the rules, then the limit of the person, kind or class and year, counted anew, then
// the fund. A claim the fund cannot pay is refused, and a smaller one after it may still be paid.
//
// A year's only edition decides all its claims, from whatever day it is in force. Of several editions of a year, the one
// in force on the day of the recorded decision decides, and the first before that.
//
// Pauses, quotas, entitlements and the checks of the rules are not repeated: they depend on what else happened that day.
// The price is that which the recorded subsidy was taken of.
//
// What it cannot know: who would have claimed, bought or waited under other rules. Claims that were refused at the time
// are not on record with their facts, so rules that are more generous cost at least what is said here.
//
// Claims of a year for which the other rules have no edition are left untouched: they are counted as such and stand in
// no other figure. Money is what stands at the end: a claim that was taken back on record costs nothing before or after.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "backtest/recorded.h"
#include "rules/book.h"

namespace seethrough::backtest {

/// What became of a claim. The refusals bear the names of subsidies/rejections.h.
enum class Outcome : std::uint8_t {
  untouched,  ///< no edition for its year
  granted,
  unknown_kind,
  no_clause,
  two_clauses,
  fact_missing,
  not_eligible,
  limit_used_up,
  no_fund,
  fund_exhausted,
};
[[nodiscard]] std::string_view name(Outcome outcome);

/// The claims that came to the same: granted by one clause, or refused for one reason.
struct Verdict {
  Outcome outcome{};
  std::string clause;  ///< that granted, or that asked; empty where none spoke
  std::string detail;  ///< the condition not met, the field missing, the other clause, the fund, the kind
  std::int64_t claims = 0;
  Fen subsidy;  ///< what these claims got on record
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// Sums over the claims that stand on record.
struct Balance {
  std::int64_t claims = 0;
  Fen before, after;
  std::int64_t gainers = 0;  ///< claims that would have got more
  Fen gained;
  std::int64_t losers = 0;  ///< claims that would have got less, or nothing
  Fen lost;                 ///< not negative; after = before + gained - lost
  friend bool operator==(const Balance&, const Balance&) = default;
};
struct ClassBalance {
  std::string cls;  ///< as recorded
  Balance balance;
  friend bool operator==(const ClassBalance&, const ClassBalance&) = default;
};
struct PlaceBalance {
  PlaceCode place;
  Balance balance;
  friend bool operator==(const PlaceBalance&, const PlaceBalance&) = default;
};

/// A fund under the other rules.
struct FundCourse {
  std::string fund;
  int year = 0;
  Fen cap;      ///< at the end
  Fen granted;  ///< at the end, less what was taken back
  /// The day of the claim that took its last fen or was the first it could not pay; none if it lasts.
  std::optional<Day> ran_out;
  std::optional<subsidies::ClaimNumber> first_unpaid;
  std::int64_t unpaid = 0;  ///< claims it could not pay
  Fen short_by;             ///< what they came to
};

/// A claim that would have come to something else.
struct Change {
  subsidies::ClaimNumber claim;
  Day day;
  PlaceCode place;
  std::string kind;
  Fen before, after;
  std::string clause_before;
  Outcome outcome{};
  std::string clause_after;  ///< empty where none spoke
  std::string detail;        ///< of the Verdict
};

struct Report {
  std::int64_t claims = 0;      ///< on record, untouched ones included
  std::int64_t untouched = 0;
  Fen untouched_subsidy;
  std::vector<int> untouched_years;  ///< ascending
  std::int64_t granted = 0, refused = 0, taken_back = 0;  ///< of the claims decided; those taken back are in the first two
  std::vector<Verdict> verdicts;     ///< granted by clause, then refused; in the order of Outcome, then the most claims first
  Balance total;
  std::vector<ClassBalance> by_class;  ///< by id
  std::vector<PlaceBalance> by_place;  ///< by code
  std::int64_t persons_gaining = 0, persons_losing = 0;  ///< all their claims taken together
  std::vector<FundCourse> funds;       ///< of the years decided, in the order in which they were opened
  std::vector<Change> most_changed;    ///< by the difference, then by number
};

/// Another cap for a fund that is on record; what was added to the fund later is added to it as well.
struct OtherCap {
  std::string fund;
  Fen cap;
};

struct Options {
  std::vector<OtherCap> caps;
  std::size_t most_changed = 10;
  /// Called now and then with steps done and in all; false stops the run.
  std::function<bool(std::size_t done, std::size_t total)> progress;
};

/// Decides all claims under `rules`. Nothing if `progress` stopped it. A cap for an unknown fund changes nothing.
[[nodiscard]] std::optional<Report> run(const Recorded& recorded, const rules::Book& rules, const Options& options);

}  // namespace seethrough::backtest
