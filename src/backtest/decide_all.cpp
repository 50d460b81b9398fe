#include <algorithm>
#include <limits>

#include "backtest/decided.h"
#include "subsidies/state.h"

namespace seethrough::backtest {
namespace {

constexpr std::size_t progress_every = 1 << 16;
constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// An edition under test with everything resolved that a claim would otherwise look up by name.
struct Plan {
  const rules::Edition* edition = nullptr;
  std::vector<std::optional<rules::KindId>> kinds;  ///< by the kind's name in Recorded
  struct PerClause {
    std::uint16_t cls = 0;       ///< what a limit of the class counts; its number is not one of a kind
    bool counts_class = false;   ///< some kind of the class is limited by the class
    std::uint32_t fund = none;   ///< an index into Recorded::funds
    std::uint32_t verdict = none;
  };
  std::vector<PerClause> clauses;
};

/// The person, what is counted, and the year, in one word. Kinds and classes are numbered side by side.
std::uint64_t limit_key(std::uint32_t person, std::uint16_t what, std::int16_t year) {
  return std::uint64_t{person} << 32 | std::uint64_t{what} << 16 | static_cast<std::uint16_t>(year);
}

/// What a refusal says, as texts that it owns or that the rules own.
struct Reason {
  Outcome outcome{};
  std::string_view clause, detail;
};
Reason reason_of(const rules::Refusal& refusal) {
  return std::visit(
      Overloaded{
          [](const rules::NoRules&) -> Reason { return {Outcome::untouched, {}, {}}; },
          [](const rules::UnknownKind& r) -> Reason { return {Outcome::unknown_kind, {}, r.kind}; },
          [](const rules::NoClause& r) -> Reason { return {Outcome::no_clause, {}, r.kind}; },
          [](const rules::TwoClauses& r) -> Reason { return {Outcome::two_clauses, r.first, r.second}; },
          [](const rules::FactMissing& r) -> Reason { return {Outcome::fact_missing, r.clause, rules::name(r.field)}; },
          [](const rules::NotEligible& r) -> Reason { return {Outcome::not_eligible, r.clause, r.condition}; },
      },
      refusal);
}

class Pass {
 public:
  Pass(const Recorded& recorded, const rules::Book& rules, const Options& options)
      : recorded_(recorded), rules_(rules), options_(options) {
    open_funds();
    for (std::size_t i = 0; i < recorded_.names.size(); ++i)
      names_.number(recorded_.names[static_cast<std::uint16_t>(i)]);
    for (const rules::Edition* edition : rules_.editions()) plans_.push_back(plan_for(*edition));
    decided_.verdict.assign(recorded_.claims(), 0);
    decided_.subsidy.assign(recorded_.claims(), Fen{});
    decided_.verdicts.push_back({Outcome::untouched, {}, {}, 0, {}});
    clause_.assign(recorded_.claims(), 0);
    per_class_.assign(recorded_.claims(), 0);
    used_.reserve(recorded_.claims());
  }

  std::optional<Decided> decide() {
    const std::size_t total = recorded_.steps.size();
    for (std::size_t i = 0; i < total; ++i) {
      if (i % progress_every == 0 && options_.progress && !options_.progress(i, total)) return std::nullopt;
      const Step step = recorded_.steps[i];
      switch (step.what) {
        case Step::What::claimed: decide_claim(step.index, true); break;
        case Step::What::granted_again: decide_claim(step.index, false); break;
        case Step::What::taken_back: let_go(step.index); break;
        case Step::What::cap_changed: change_cap(recorded_.cap_changes[step.index]); break;
      }
    }
    if (options_.progress) options_.progress(total, total);
    for (std::size_t i = 0; i < left_.size(); ++i) decided_.funds[i].granted = decided_.funds[i].cap - left_[i];
    return std::move(decided_);
  }

 private:
  void open_funds() {
    for (const Fund& fund : recorded_.funds) {
      Fen cap = fund.cap;
      for (const OtherCap& other : options_.caps) {
        if (other.fund == fund.id) cap = other.cap;
      }
      decided_.funds.push_back({fund.id, fund.year, cap, {}, {}, {}, 0, {}});
      left_.push_back(cap);
    }
  }

  Plan plan_for(const rules::Edition& edition) {
    subsidies::State finder;  // which fund pays for a class is the programme's to say
    for (const Fund& fund : recorded_.funds) {
      subsidies::Fund& known = finder.roster.funds.emplace_back();
      known.id = fund.id;
      known.year = fund.year;
      known.classes = fund.classes;
    }
    Plan plan;
    plan.edition = &edition;
    for (std::size_t i = 0; i < recorded_.names.size(); ++i) {
      const std::string& name = recorded_.names[static_cast<std::uint16_t>(i)];
      plan.kinds.push_back(edition.find_kind(name) ? rules_.kind(name) : std::nullopt);
    }
    for (const rules::Clause& clause : edition.clauses) {
      Plan::PerClause resolved;
      resolved.cls = static_cast<std::uint16_t>(names_.number(clause.cls));
      resolved.counts_class = std::any_of(edition.kinds.begin(), edition.kinds.end(), [&](const rules::Kind& kind) {
        return kind.cls == clause.cls && kind.limit.per == rules::Limit::Per::cls;
      });
      if (const auto fund = finder.fund_for(clause.cls, edition.year)) resolved.fund = static_cast<std::uint32_t>(*fund);
      plan.clauses.push_back(resolved);
    }
    return plan;
  }

  /// Of the year's editions the last in force when the claim was decided, or, if none was, the first.
  Plan* plan_of(std::uint32_t row) {
    Plan* found = nullptr;
    for (Plan& plan : plans_) {
      if (plan.edition->year != recorded_.year[row]) continue;
      if (!found || plan.edition->in_force <= recorded_.decided_on[row]) found = &plan;
    }
    return found;
  }

  /// Counts the claim under its verdict; a claim that was granted again is counted once, under the last.
  void conclude(std::uint32_t row, std::uint32_t verdict, Fen subsidy, bool first_time) {
    if (!first_time) {
      Verdict& earlier = decided_.verdicts[decided_.verdict[row]];
      --earlier.claims;
      earlier.subsidy -= recorded_.subsidy[row];
    }
    decided_.verdict[row] = verdict;
    decided_.subsidy[row] = subsidy;
    ++decided_.verdicts[verdict].claims;
    decided_.verdicts[verdict].subsidy += recorded_.subsidy[row];
  }

  std::uint32_t verdict_number(const Reason& reason) {
    for (std::uint32_t i = 0; i < decided_.verdicts.size(); ++i) {
      const Verdict& known = decided_.verdicts[i];
      if (known.outcome == reason.outcome && known.clause == reason.clause && known.detail == reason.detail) return i;
    }
    decided_.verdicts.push_back({reason.outcome, std::string(reason.clause), std::string(reason.detail), 0, {}});
    return static_cast<std::uint32_t>(decided_.verdicts.size() - 1);
  }

  void decide_claim(std::uint32_t row, bool first_time) {
    const auto refuse = [&](const Reason& reason) { conclude(row, verdict_number(reason), Fen{}, first_time); };
    Plan* plan = plan_of(row);
    if (!plan) return conclude(row, 0, Fen{}, first_time);
    const std::uint16_t kind = recorded_.kind[row];
    if (!plan->kinds[kind]) return refuse({Outcome::unknown_kind, {}, recorded_.names[kind]});
    rules::Facts facts = recorded_.facts_pool[recorded_.facts[row]];
    facts.set(rules::Field::price_fen, recorded_.price[row]);
    const auto award = rules_.evaluate_under(*plan->edition, *plan->kinds[kind], facts, recorded_.day[row]);
    if (!award) return refuse(reason_of(award.error()));

    Plan::PerClause& clause = plan->clauses[award->clause];
    const std::uint64_t key =
        limit_key(recorded_.person[row], award->per_class ? clause.cls : kind, recorded_.year[row]);
    if (const auto used = used_.find(key); used != used_.end() && used->second >= award->limit_count)
      return refuse({Outcome::limit_used_up, award->clause_id(), award->per_class ? award->cls() : recorded_.names[kind]});
    if (clause.fund == none) return refuse({Outcome::no_fund, award->clause_id(), award->cls()});
    if (left_[clause.fund] < award->subsidy) {
      refuse({Outcome::fund_exhausted, award->clause_id(), decided_.funds[clause.fund].fund});
      return leave_unpaid(row, clause.fund, award->subsidy);
    }
    if (clause.verdict == none) clause.verdict = verdict_number({Outcome::granted, award->clause_id(), {}});
    conclude(row, clause.verdict, award->subsidy, first_time);
    clause_[row] = award->clause;
    per_class_[row] = award->per_class;
    count_use(row, clause, 1);
    left_[clause.fund] -= award->subsidy;
    if (left_[clause.fund] == Fen{}) run_out(row, clause.fund);
  }

  /// As State counts them: for the kind and for the class, each only where some limit looks at it.
  void count_use(std::uint32_t row, const Plan::PerClause& clause, std::int32_t by) {
    const std::uint16_t kind = recorded_.kind[row];
    if (!per_class_[row]) used_[limit_key(recorded_.person[row], kind, recorded_.year[row])] += by;
    if (clause.counts_class && (per_class_[row] || clause.cls != kind))
      used_[limit_key(recorded_.person[row], clause.cls, recorded_.year[row])] += by;
  }

  void run_out(std::uint32_t row, std::uint32_t fund) {
    if (!decided_.funds[fund].ran_out) decided_.funds[fund].ran_out = recorded_.day[row];
  }

  void leave_unpaid(std::uint32_t row, std::uint32_t fund, Fen needed) {
    run_out(row, fund);
    FundCourse& course = decided_.funds[fund];
    if (!course.first_unpaid) course.first_unpaid = claim_in(row);
    ++course.unpaid;
    course.short_by += needed;
  }

  void let_go(std::uint32_t row) {
    if (decided_.verdicts[decided_.verdict[row]].outcome != Outcome::granted) return;
    const Plan::PerClause& clause = plan_of(row)->clauses[clause_[row]];
    count_use(row, clause, -1);
    left_[clause.fund] += decided_.subsidy[row];
  }

  void change_cap(const CapChange& change) {
    left_[change.fund] += change.amount;
    decided_.funds[change.fund].cap += change.amount;
  }

  const Recorded& recorded_;
  const rules::Book& rules_;
  const Options& options_;
  Names names_;  ///< the recorded ones and the classes under test
  std::vector<Plan> plans_;
  std::vector<Fen> left_;               ///< of each fund
  std::vector<std::uint16_t> clause_;   ///< that granted, by row
  std::vector<std::uint8_t> per_class_; ///< whether that clause's limit was the class's, by row
  boost::unordered_flat_map<std::uint64_t, std::int32_t> used_;
  Decided decided_;
};

}  // namespace

std::optional<Decided> decide_all(const Recorded& recorded, const rules::Book& rules, const Options& options) {
  return Pass(recorded, rules, options).decide();
}

}  // namespace seethrough::backtest
