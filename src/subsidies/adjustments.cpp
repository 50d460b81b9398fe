#include "subsidies/adjustments.h"

namespace seethrough::subsidies {
namespace {

bool can_be_adjusted(const State& state, const Claim& claim) {
  if (const auto* filed = std::get_if<Filed>(&claim)) {
    const BatchStage stage = state.batches[filed->batch].stage;
    return stage != BatchStage::ordered && stage != BatchStage::held;
  }
  return occupies(claim) && !std::holds_alternative<Ordered>(claim) && !std::holds_alternative<Noticed>(claim) &&
         !std::holds_alternative<Held>(claim) && !std::holds_alternative<ClawbackDue>(claim);
}

std::optional<Proposal> proposal_for(const State& state, const rules::Book& rules, ClaimNumber number, const Terms& terms,
                                     const rules::Edition& latest) {
  rules::Facts facts = state.facts[terms.facts];
  facts.set(rules::Field::price_fen, terms.base);
  const std::string& kind = state.names[terms.kind];
  const auto award = rules.evaluate_under(latest, kind, facts, terms.day);
  if (award && award->subsidy == terms.subsidy) return std::nullopt;
  const std::string& cls = state.names[terms.cls];
  const std::string& fund = state.roster.funds[terms.fund].id;
  Proposal proposal{number, terms.place, terms.day, kind,
                    {cls, state.names[terms.clause], state.names[terms.edition], fund, terms.subsidy, {}},
                    {cls, {}, latest.version, fund, Fen{}, {}},
                    terms.paid, false};
  if (!award) return proposal;
  proposal.eligible = true;
  proposal.after.clause = std::string(award->clause_id());
  proposal.after.subsidy = award->subsidy;
  return proposal;
}

}  // namespace

std::vector<Proposal> propose_adjustments(const State& state, const rules::Book& rules, Day today) {
  std::vector<Proposal> proposals;
  for (std::size_t i = 0; i < state.claims.size(); ++i) {
    const Claim& claim = state.claims[i];
    if (!can_be_adjusted(state, claim)) continue;
    const Terms& terms = *terms_of(claim);
    const rules::Edition* latest = rules.edition_in_force(civil(terms.day).year, today);
    if (!latest || latest->version == state.names[terms.edition]) continue;
    const ClaimNumber number{static_cast<std::int64_t>(i) + 1};
    if (auto proposal = proposal_for(state, rules, number, terms, *latest)) proposals.push_back(std::move(*proposal));
  }
  return proposals;
}

ProposalSums sums_of(const std::vector<Proposal>& proposals) {
  ProposalSums sums;
  for (const Proposal& one : proposals) {
    if (!one.eligible) {
      ++sums.no_longer_eligible;
    } else if (one.after.subsidy > one.before.subsidy) {
      ++sums.top_ups;
      sums.top_up += one.after.subsidy - one.before.subsidy;
    } else {
      ++sums.claw_backs;
      sums.claw_back += one.before.subsidy - one.after.subsidy;
    }
  }
  return sums;
}

}  // namespace seethrough::subsidies
