#include "backtest/replay.h"

#include <array>

namespace seethrough::backtest {
namespace {

constexpr std::array<std::string_view, 5> names_of_differences{"edition", "granted", "class", "clause", "subsidy"};

std::string said(const rules::Refusal& refusal) {
  return std::visit(
      Overloaded{
          [](const rules::NoRules& r) { return "no_rules " + std::to_string(r.year); },
          [](const rules::UnknownKind& r) { return "unknown_kind " + r.kind; },
          [](const rules::NoClause& r) { return "no_clause " + r.kind; },
          [](const rules::TwoClauses& r) { return "two_clauses " + r.first + " " + r.second; },
          [](const rules::FactMissing& r) { return "fact_missing " + r.clause + " " + std::string(rules::name(r.field)); },
          [](const rules::NotEligible& r) { return "not_eligible " + r.clause + " " + r.condition; },
      },
      refusal);
}

std::optional<Mismatch> difference(const Recorded& recorded, const rules::Book& book, std::size_t row) {
  const auto differs = [&](Differs what, std::string was, std::string is) {
    return Mismatch{claim_in(row), what, std::move(was), std::move(is)};
  };
  const std::string& version = recorded.names[recorded.edition[row]];
  const rules::Edition* edition = book.edition_of(version);
  if (!edition) return differs(Differs::edition, version, "");
  rules::Facts facts = recorded.facts_pool[recorded.facts[row]];
  facts.set(rules::Field::price_fen, recorded.price[row]);
  const auto award = book.evaluate_under(*edition, recorded.names[recorded.kind[row]], facts, recorded.day[row]);
  const std::string& clause = recorded.names[recorded.clause[row]];
  if (!award) return differs(Differs::granted, clause, said(award.error()));
  if (const std::string& cls = recorded.names[recorded.cls[row]]; award->cls() != cls)
    return differs(Differs::cls, cls, std::string(award->cls()));
  if (award->clause_id() != clause) return differs(Differs::clause, clause, std::string(award->clause_id()));
  if (award->subsidy != recorded.subsidy[row])
    return differs(Differs::subsidy, std::to_string(recorded.subsidy[row].value), std::to_string(award->subsidy.value));
  return std::nullopt;
}

}  // namespace

std::string_view name(Differs differs) { return names_of_differences[static_cast<std::size_t>(differs)]; }

Replay replay(const Recorded& recorded, const rules::Book& book, std::size_t name_at_most) {
  Replay replayed;
  replayed.claims = static_cast<std::int64_t>(recorded.claims());
  for (std::size_t row = 0; row < recorded.claims(); ++row) {
    auto mismatch = difference(recorded, book, row);
    if (!mismatch) continue;
    ++replayed.mismatches;
    if (replayed.first.size() < name_at_most) replayed.first.push_back(std::move(*mismatch));
  }
  return replayed;
}

}  // namespace seethrough::backtest
