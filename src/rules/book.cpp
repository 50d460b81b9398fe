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

}  // namespace

bool Book::add(Edition edition) {
  const auto when = [](const Edition& one) { return std::pair(one.year, one.in_force); };
  for (const Volume& known : volumes_)
    if (known.edition->version == edition.version || when(*known.edition) == when(edition)) return false;
  const auto place = std::lower_bound(volumes_.begin(), volumes_.end(), when(edition),
                                      [&](const Volume& v, const auto& day) { return when(*v.edition) < day; });
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
  const Volume* latest = nullptr;
  for (const Volume& candidate : volumes_)
    if (candidate.edition->year == year) latest = &candidate;
  return latest;
}

const Book::Volume& Book::volume_of(const Edition& edition) const {
  for (const Volume& candidate : volumes_)
    if (candidate.edition.get() == &edition) return candidate;
  INVARIANT(false, "an edition of another book");
}

const Book::Entry* Book::entry(const Volume& volume, KindId kind) const {
  if (kind.value >= volume.by_kind.size() || volume.by_kind[kind.value].kind < 0) return nullptr;
  return &volume.by_kind[kind.value];
}

const Edition* Book::edition(int year) const {
  const Volume* found = volume(year);
  return found ? found->edition.get() : nullptr;
}

const Edition* Book::edition_in_force(int year, Day decided_on) const {
  const Edition* in_force = nullptr;
  for (const Volume& candidate : volumes_)
    if (candidate.edition->year == year && candidate.edition->in_force <= decided_on) in_force = candidate.edition.get();
  return in_force;
}

const Edition* Book::edition_of(std::string_view version) const {
  for (const Volume& candidate : volumes_)
    if (candidate.edition->version == version) return candidate.edition.get();
  return nullptr;
}

std::vector<const Edition*> Book::editions() const {
  std::vector<const Edition*> all;
  for (const Volume& volume : volumes_) all.push_back(volume.edition.get());
  return all;
}

std::vector<int> Book::years() const {
  std::vector<int> years;
  for (const Volume& volume : volumes_)
    if (years.empty() || years.back() != volume.edition->year) years.push_back(volume.edition->year);
  return years;
}

std::optional<KindId> Book::kind(std::string_view id) const {
  const auto known = kind_ids_.find(id);
  return known == kind_ids_.end() ? std::nullopt : std::optional(known->second);
}

std::optional<KindId> Book::kind(int year, std::string_view id) const {
  const Volume* found = volume(year);
  const auto known = kind(id);
  if (!found || !known || !entry(*found, *known)) return std::nullopt;
  return known;
}

const Kind* Book::describe(int year, std::string_view id) const {
  const Edition* latest = edition(year);
  return latest ? latest->find_kind(id) : nullptr;
}

Result<Award, Refusal> Book::evaluate_in(const Volume& volume, KindId kind, const Facts& facts, Day day) const {
  INVARIANT(kind.value < kind_names_.size(), "a kind of another book");
  const int year = volume.edition->year;
  const Entry* in_edition = entry(volume, kind);
  if (!in_edition) return Unexpected{UnknownKind{year, kind_names_[kind.value]}};

  const std::vector<Clause>& clauses = volume.edition->clauses;
  const Clause* chosen = nullptr;
  std::optional<std::pair<Field, const Clause*>> undecided;
  for (const std::uint16_t index : in_edition->clauses) {
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
  const Limit& limit = volume.edition->kinds[static_cast<std::size_t>(in_edition->kind)].limit;
  return Award{subsidy_of(chosen->amount, price), static_cast<std::uint16_t>(chosen - clauses.data()), limit.count,
               limit.per == Limit::Per::cls, volume.edition.get()};
}

Result<Award, Refusal> Book::evaluate(KindId kind, const Facts& facts, Day day) const {
  const int year = civil(day).year;
  const Volume* latest = volume(year);
  if (!latest) return Unexpected{NoRules{year}};
  return evaluate_in(*latest, kind, facts, day);
}

Result<Award, Refusal> Book::evaluate(std::string_view kind, const Facts& facts, Day day) const {
  const int year = civil(day).year;
  const Edition* latest = edition(year);
  if (!latest) return Unexpected{NoRules{year}};
  return evaluate_under(*latest, kind, facts, day);
}

Result<Award, Refusal> Book::evaluate_under(const Edition& edition, KindId kind, const Facts& facts, Day day) const {
  return evaluate_in(volume_of(edition), kind, facts, day);
}

Result<Award, Refusal> Book::evaluate_under(const Edition& edition, std::string_view id, const Facts& facts,
                                            Day day) const {
  const auto known = kind(id);
  if (!known) return Unexpected{UnknownKind{edition.year, std::string(id)}};
  return evaluate_in(volume_of(edition), *known, facts, day);
}

}  // namespace seethrough::rules
