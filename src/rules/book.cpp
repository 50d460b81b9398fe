#include "rules/book.h"

#include <algorithm>
#include <limits>

#include "base/check.h"

namespace seethrough::rules {
namespace {

struct Judged {
  Verdict verdict = Verdict::holds;
  Field field{};  ///< the first that is missing
};

/// Fails if any test fails, whatever is missing: what is known already decides.
Judged judge_all(const std::vector<Test>& tests, const Facts& facts) {
  Judged judged;
  for (const Test& test : tests) {
    const Verdict verdict = judge(test, facts);
    if (verdict == Verdict::fails) return {verdict, test.field};
    if (verdict == Verdict::missing && judged.verdict == Verdict::holds) judged = {verdict, test.field};
  }
  return judged;
}

/// The refusal by the first requirement that is not met, if any.
std::optional<Refusal> refused(const Clause& clause, const Facts& facts) {
  for (const Condition& condition : clause.requires_) {
    const Judged binds = judge_all(condition.given, facts);
    if (binds.verdict == Verdict::fails) continue;
    if (binds.verdict == Verdict::missing) return FactMissing{binds.field, clause.id};
    const Verdict verdict = judge(condition.test, facts);
    if (verdict == Verdict::missing) return FactMissing{condition.test.field, clause.id};
    if (verdict == Verdict::fails) return NotEligible{clause.id, condition.id};
  }
  return std::nullopt;
}

bool before(const std::unique_ptr<const Edition>& edition, int year) { return edition->year < year; }

}  // namespace

bool Book::add(Edition edition) {
  const auto place = std::lower_bound(volumes_.begin(), volumes_.end(), edition.year,
                                      [](const Volume& v, int year) { return before(v.edition, year); });
  if (place != volumes_.end() && place->edition->year == edition.year) return false;
  INVARIANT(edition.clauses.size() <= std::numeric_limits<std::uint16_t>::max(), "an edition of too many clauses");

  Volume added;
  for (std::size_t i = 0; i < edition.kinds.size(); ++i) {
    const KindId id = intern(edition.kinds[i].id);
    if (added.by_kind.size() <= id.value) added.by_kind.resize(id.value + std::size_t{1});
    added.by_kind[id.value].kind = static_cast<int>(i);
  }
  for (std::size_t i = 0; i < edition.clauses.size(); ++i)
    for (const std::string& kind : edition.clauses[i].kinds) {
      const auto known = kind_ids_.find(kind);
      INVARIANT(known != kind_ids_.end() && known->second.value < added.by_kind.size() &&
                    added.by_kind[known->second.value].kind >= 0,
                "a clause for a kind that its edition does not have");
      added.by_kind[known->second.value].clauses.push_back(static_cast<std::uint16_t>(i));
    }
  added.edition = std::make_unique<const Edition>(std::move(edition));
  volumes_.insert(place, std::move(added));
  return true;
}

KindId Book::intern(const std::string& id) {
  const auto known = kind_ids_.find(id);
  if (known != kind_ids_.end()) return known->second;
  INVARIANT(kind_names_.size() < std::numeric_limits<std::uint16_t>::max(), "a book of too many kinds");
  const KindId added{static_cast<std::uint16_t>(kind_names_.size())};
  kind_names_.push_back(id);
  kind_ids_.emplace(id, added);
  return added;
}

const Book::Volume* Book::volume(int year) const {
  for (const Volume& candidate : volumes_)
    if (candidate.edition->year == year) return &candidate;
  return nullptr;
}

const Book::Entry* Book::entry(const Volume& volume, KindId kind) const {
  if (kind.value >= volume.by_kind.size() || volume.by_kind[kind.value].kind < 0) return nullptr;
  return &volume.by_kind[kind.value];
}

const Edition* Book::edition(int year) const {
  const Volume* found = volume(year);
  return found ? found->edition.get() : nullptr;
}

std::vector<int> Book::years() const {
  std::vector<int> years;
  for (const Volume& volume : volumes_) years.push_back(volume.edition->year);
  return years;
}

std::optional<KindId> Book::kind(int year, std::string_view id) const {
  const Volume* found = volume(year);
  const auto known = kind_ids_.find(id);
  if (!found || known == kind_ids_.end() || !entry(*found, known->second)) return std::nullopt;
  return known->second;
}

const Kind* Book::describe(int year, std::string_view id) const {
  const Volume* found = volume(year);
  const auto known = kind_ids_.find(id);
  if (!found || known == kind_ids_.end()) return nullptr;
  const Entry* in_year = entry(*found, known->second);
  return in_year ? &found->edition->kinds[static_cast<std::size_t>(in_year->kind)] : nullptr;
}

Result<Award, Refusal> Book::evaluate(KindId kind, const Facts& facts, Day day) const {
  INVARIANT(kind.value < kind_names_.size(), "a kind of another book");
  const int year = civil(day).year;
  const Volume* in_force = volume(year);
  if (!in_force) return Unexpected{NoRules{year}};
  const Entry* in_year = entry(*in_force, kind);
  if (!in_year) return Unexpected{UnknownKind{year, kind_names_[kind.value]}};

  const std::vector<Clause>& clauses = in_force->edition->clauses;
  const Clause* chosen = nullptr;
  std::optional<std::pair<Field, const Clause*>> undecided;
  for (const std::uint16_t index : in_year->clauses) {
    const Clause& clause = clauses[index];
    if (!clause.days.contains(day)) continue;
    const Judged judged = judge_all(clause.when, facts);
    if (judged.verdict == Verdict::fails) continue;
    if (judged.verdict == Verdict::missing) {
      if (!undecided) undecided.emplace(judged.field, &clause);
      continue;
    }
    if (chosen) return Unexpected{TwoClauses{chosen->id, clause.id}};
    chosen = &clause;
  }
  if (undecided) return Unexpected{FactMissing{undecided->first, undecided->second->id}};
  if (!chosen) return Unexpected{NoClause{year, kind_names_[kind.value]}};
  if (std::optional<Refusal> refusal = refused(*chosen, facts)) return Unexpected{*std::move(refusal)};

  if (!facts.has(Field::price_fen)) return Unexpected{FactMissing{Field::price_fen, chosen->id}};
  const Fen price{facts.get(Field::price_fen)};
  INVARIANT(price.value >= 0, "a negative price reached the rules");
  const Limit& limit = in_force->edition->kinds[static_cast<std::size_t>(in_year->kind)].limit;
  return Award{subsidy_of(chosen->amount, price), static_cast<std::uint16_t>(chosen - clauses.data()), limit.count,
               limit.per == Limit::Per::cls, in_force->edition.get()};
}

Result<Award, Refusal> Book::evaluate(std::string_view kind, const Facts& facts, Day day) const {
  const int year = civil(day).year;
  if (!volume(year)) return Unexpected{NoRules{year}};
  const auto known = kind_ids_.find(kind);
  if (known == kind_ids_.end()) return Unexpected{UnknownKind{year, std::string(kind)}};
  return evaluate(known->second, facts, day);
}

}  // namespace seethrough::rules
