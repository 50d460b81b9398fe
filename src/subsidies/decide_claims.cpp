// The legal moves of a claim (moves.h).

#include <algorithm>

#include "subsidies/deciding.h"
#include "subsidies/granting.h"
#include "subsidies/moves.h"

namespace seethrough::subsidies {
namespace {

ClaimNumber next_number(const State& state) {
  return ClaimNumber{static_cast<std::int64_t>(state.claims.size()) + 1};
}

template <class Command>
std::optional<Rejection> badly_dated(const Context& context, const Terms& terms, const Command& command) {
  return subsidies::badly_dated(command.claim, command.day, terms.day, context.today);
}

/// A step that asks for nothing but its day.
template <class Event_, class State_, class Command>
Decision step(const State_& claim, const Command& command, const Context& context, auto&&... rest) {
  if (auto bad = badly_dated(context, claim.terms, command)) return refuse(std::move(*bad));
  return Event{Event_{command.claim, command.day, std::forward<decltype(rest)>(rest)...}};
}

template <class State_>
Decision send_back(const State_& claim, const SendBack& command, const Context& context) {
  return step<ClaimSentBack>(claim, command, context, command.reason);
}

template <class State_>
Decision withdraw(const State_& claim, const Withdraw& command, const Context& context) {
  return step<ClaimWithdrawn>(claim, command, context, command.reason, reversal_of(context.state, claim.terms));
}

/// Whether the edition knows the id as a clause's or a requirement's.
bool knows(const rules::Edition& edition, std::string_view id) {
  return std::any_of(edition.clauses.begin(), edition.clauses.end(), [&](const rules::Clause& clause) {
    return clause.id == id || std::any_of(clause.requires_.begin(), clause.requires_.end(),
                                          [&](const rules::Condition& condition) { return condition.id == id; });
  });
}

template <class State_>
Decision turn_down(const State_& claim, const Refuse& command, const Context& context, bool was_held = false) {
  if (auto bad = badly_dated(context, claim.terms, command)) return refuse(std::move(*bad));
  const std::string& version = context.state.names[claim.terms.edition];
  const rules::Edition* edition = context.rules.edition_of(version);
  if (!edition || !knows(*edition, command.clause)) return refuse(UnknownClause{command.clause, version});
  return Event{ClaimRefused{command.claim, command.day, command.clause, command.reason,
                            reversal_of(context.state, claim.terms), was_held}};
}

Decision reopen(const Terms& terms, ClaimNumber number, Day day, const std::string& reason, bool upheld,
                const Context& context) {
  if (auto bad = subsidies::badly_dated(number, day, terms.day, context.today)) return refuse(std::move(*bad));
  if (auto taken = taken_meanwhile(context, terms)) return refuse(std::move(*taken));
  auto overdue = money_for(context, terms.fund, terms.subsidy);
  if (!overdue) return refuse(std::move(overdue).error());
  return Event{ClaimReopened{number, day, reason, upheld, reversal_of(context.state, terms), std::move(overdue).value()}};
}

template <class State_>
Decision hold(const State_& claim, const Hold& command, const Context& context) {
  return step<ClaimHeld>(claim, command, context, command.reason, command.note, part_of(context.state, claim.terms));
}

const Batch& batch_of(const Context& context, const Filed& claim) { return context.state.batches[claim.batch]; }

/// The order that pays the batch.
std::string order_of(const State& state, const Batch& batch) {
  const auto pays = [&](const Order& order) {
    return std::any_of(order.lines.begin(), order.lines.end(),
                       [&](const OrderLine& line) { return line.line.batch == batch.id; });
  };
  const auto found = std::find_if(state.orders.rbegin(), state.orders.rend(), pays);
  return found == state.orders.rend() ? std::string{} : found->id;
}

/// A claim whose batch is with the bank can't move.
std::optional<Rejection> with_the_bank(const Context& context, const Filed& claim, ClaimNumber number) {
  const Batch& batch = batch_of(context, claim);
  if (batch.stage != BatchStage::ordered) return std::nullopt;
  return PaymentUnderWay{number, order_of(context.state, batch)};
}

/// What the rules say of goods whose price the buyer has not back.
std::optional<std::vector<Finding>> kept_the_price(const Context& context, const Terms& terms, const ReturnGoods& c) {
  if (c.refunded != std::optional(false)) return std::nullopt;
  const rules::Edition* edition = context.rules.edition_of(context.state.names[terms.edition]);
  const rules::Check* check =
      edition ? edition->find_check(rules::CheckId::return_without_refund, context.state.names[terms.cls])
              : nullptr;
  if (!check) return std::nullopt;
  return std::vector{Finding{check->id, check->severity, std::to_string(terms.price.value)}};
}

Decision return_unpaid(const Terms& terms, const ReturnGoods& command, const Context& context, bool was_held) {
  if (auto bad = badly_dated(context, terms, command)) return refuse(std::move(*bad));
  GoodsReturned event{command.claim, command.day, command.reason, reversal_of(context.state, terms), {}, {}, {}};
  if (was_held) event.was_held = true;
  event.findings = kept_the_price(context, terms, command);
  return Event{std::move(event)};
}

/// The claim under the edition that the command names.
Decision adjust(const Terms& terms, const Adjust& command, const Context& context) {
  const State& state = context.state;
  if (auto bad = badly_dated(context, terms, command)) return refuse(std::move(*bad));
  const int year = civil(terms.day).year;
  const rules::Edition* edition = context.rules.edition_of(command.edition);
  if (!edition || edition->year != year || edition->in_force > context.today)
    return refuse(UnknownEdition{command.edition, year});
  rules::Facts facts = state.facts[terms.facts];
  facts.set(rules::Field::price_fen, terms.base);
  const auto award = context.rules.evaluate_under(*edition, state.names[terms.kind], facts, terms.day);
  if (!award) return refuse(from_rules(award.error(), terms.day, edition));
  if (award->subsidy == terms.subsidy) return refuse(NothingToAdjust{command.claim, command.edition});
  if (award->subsidy != command.subsidy) return refuse(AdjustmentDiffers{command.claim, award->subsidy, command.subsidy});

  const std::string& fund = state.roster.funds[terms.fund].id;
  Overdue overdue;
  if (award->subsidy > terms.subsidy) {
    const Fen more = award->subsidy - terms.subsidy;
    if (auto over = over_quota(state, terms.fund, award->cls(), terms.place, terms.day, more)) return refuse(std::move(*over));
    auto found = money_for(context, terms.fund, more);
    if (!found) return refuse(std::move(found).error());
    overdue = std::move(found).value();
  }
  const std::string& cls = state.names[terms.cls];
  const Grant before{cls, state.names[terms.clause], state.names[terms.edition], fund, terms.subsidy, {}};
  const Grant after{cls, std::string(award->clause_id()), edition->version, fund, award->subsidy, {}};
  return Event{ClaimAdjusted{command.claim, command.day, command.reason, terms.place, before, after,
                             std::max(Fen{}, terms.paid - award->subsidy), std::move(overdue)}};
}

}  // namespace

// Into being.

Decision decide_move(const Unclaimed&, const Redeem& command, const Context& context) {
  auto granted = grant_for(context, command.purchase, Path::till);
  if (!granted) return refuse(std::move(granted).error());
  ClaimRedeemed event{next_number(context.state), command.purchase, std::move(granted->grant), {}, {}, {}};
  if (command.purchase.sale) event.at = context.now;
  event.findings = std::move(granted->findings);
  event.expired = std::move(granted->expired);
  return Event{std::move(event)};
}

Decision decide_move(const Unclaimed&, const Apply& command, const Context& context) {
  auto granted = grant_for(context, command.purchase, Path::application);
  if (!granted) return refuse(std::move(granted).error());
  return Event{ClaimApplied{next_number(context.state), command.purchase, std::move(granted->grant),
                            std::move(granted->findings), std::move(granted->expired)}};
}

// The way of an application.

Decision decide_move(const Applied& claim, const Accept& command, const Context& context) {
  return step<ClaimAccepted>(claim, command, context);
}
Decision decide_move(const Accepted& claim, const FirstReview& command, const Context& context) {
  return step<FirstReviewPassed>(claim, command, context, std::string(context.by));
}
Decision decide_move(const FirstReviewed& claim, const SecondReview& command, const Context& context) {
  if (auto bad = badly_dated(context, claim.terms, command)) return refuse(std::move(*bad));
  if (context.state.names[claim.by] == context.by) return refuse(SamePerson{std::string(context.by)});
  return Event{SecondReviewPassed{command.claim, command.day, std::string(context.by)}};
}
Decision decide_move(const Applied& claim, const SendBack& command, const Context& context) {
  return send_back(claim, command, context);
}
Decision decide_move(const Accepted& claim, const SendBack& command, const Context& context) {
  return send_back(claim, command, context);
}
Decision decide_move(const FirstReviewed& claim, const SendBack& command, const Context& context) {
  return send_back(claim, command, context);
}
Decision decide_move(const InCorrection& claim, const Resubmit& command, const Context& context) {
  return step<ClaimResubmitted>(claim, command, context, command.evidence);
}
Decision decide_move(const Applied& claim, const Withdraw& command, const Context& context) {
  return withdraw(claim, command, context);
}
Decision decide_move(const InCorrection& claim, const Withdraw& command, const Context& context) {
  return withdraw(claim, command, context);
}
Decision decide_move(const Accepted& claim, const Withdraw& command, const Context& context) {
  return withdraw(claim, command, context);
}
Decision decide_move(const FirstReviewed& claim, const Withdraw& command, const Context& context) {
  return withdraw(claim, command, context);
}
Decision decide_move(const Approved& claim, const Withdraw& command, const Context& context) {
  return withdraw(claim, command, context);
}

// Refusal and what may follow it.

Decision decide_move(const Applied& claim, const Refuse& command, const Context& context) {
  return turn_down(claim, command, context);
}
Decision decide_move(const InCorrection& claim, const Refuse& command, const Context& context) {
  return turn_down(claim, command, context);
}
Decision decide_move(const Accepted& claim, const Refuse& command, const Context& context) {
  return turn_down(claim, command, context);
}
Decision decide_move(const FirstReviewed& claim, const Refuse& command, const Context& context) {
  return turn_down(claim, command, context);
}
Decision decide_move(const Redeemed& claim, const Refuse& command, const Context& context) {
  return turn_down(claim, command, context);
}
Decision decide_move(const Held& claim, const Refuse& command, const Context& context) {
  return turn_down(claim, command, context, true);
}
Decision decide_move(const Refused& claim, const Appeal& command, const Context& context) {
  return step<ClaimAppealed>(claim, command, context, command.reason);
}
Decision decide_move(const Appealed& claim, const DecideAppeal& command, const Context& context) {
  if (!command.upheld) return step<AppealDismissed>(claim, command, context, command.reason);
  return reopen(claim.terms, command.claim, command.day, command.reason, true, context);
}
Decision decide_move(const Refused& claim, const Reopen& command, const Context& context) {
  return reopen(claim.terms, command.claim, command.day, command.reason, false, context);
}
Decision decide_move(const Dismissed& claim, const Reopen& command, const Context& context) {
  return reopen(claim.terms, command.claim, command.day, command.reason, false, context);
}
Decision decide_move(const Withdrawn& claim, const Reopen& command, const Context& context) {
  return reopen(claim.terms, command.claim, command.day, command.reason, false, context);
}

// Holds.

Decision decide_move(const Redeemed& claim, const Hold& command, const Context& context) {
  return hold(claim, command, context);
}
Decision decide_move(const Filed& claim, const Hold& command, const Context& context) {
  if (auto no = with_the_bank(context, claim, command.claim)) return refuse(std::move(*no));
  const Batch& batch = batch_of(context, claim);
  if (batch.stage == BatchStage::held)  // it is held already, and counted so
    return refuse(BatchNotInThisStage{batch.id, "held", std::string(Hold::type)});
  return hold(claim, command, context);
}
Decision decide_move(const Applied& claim, const Hold& command, const Context& context) {
  return hold(claim, command, context);
}
Decision decide_move(const Accepted& claim, const Hold& command, const Context& context) {
  return hold(claim, command, context);
}
Decision decide_move(const FirstReviewed& claim, const Hold& command, const Context& context) {
  return hold(claim, command, context);
}
Decision decide_move(const Approved& claim, const Hold& command, const Context& context) {
  return hold(claim, command, context);
}
Decision decide_move(const Noticed& claim, const Hold& command, const Context& context) {
  return hold(claim, command, context);
}
Decision decide_move(const Held& claim, const Release& command, const Context& context) {
  return step<ClaimReleased>(claim, command, context, command.note, part_of(context.state, claim.terms));
}

// Goods that come back.

namespace {

Decision void_sale(const Terms& terms, const Void& command, const Context& context, bool was_held) {
  if (auto bad = badly_dated(context, terms, command)) return refuse(std::move(*bad));
  if (command.day != terms.day) return refuse(VoidTooLate{command.claim, terms.day});
  return Event{ClaimVoided{command.claim, command.day, command.reason, reversal_of(context.state, terms), was_held}};
}

}  // namespace

Decision decide_move(const Redeemed& claim, const Void& command, const Context& context) {
  return void_sale(claim.terms, command, context, false);
}
Decision decide_move(const Held& claim, const Void& command, const Context& context) {
  if (claim.terms.application)  // an application is withdrawn or refused
    return refuse(NotInThisState{command.claim, std::string(Held::name), std::string(Void::type)});
  return void_sale(claim.terms, command, context, true);
}
Decision decide_move(const Redeemed& claim, const ReturnGoods& command, const Context& context) {
  return return_unpaid(claim.terms, command, context, false);
}
Decision decide_move(const Filed& claim, const ReturnGoods& command, const Context& context) {
  if (auto no = with_the_bank(context, claim, command.claim)) return refuse(std::move(*no));
  return return_unpaid(claim.terms, command, context, batch_of(context, claim).stage == BatchStage::held);
}
Decision decide_move(const Held& claim, const ReturnGoods& command, const Context& context) {
  return return_unpaid(claim.terms, command, context, true);
}
Decision decide_move(const Paid& claim, const ReturnGoods& command, const Context& context) {
  auto returned = return_unpaid(claim.terms, command, context, false);
  if (returned) std::get<GoodsReturned>(*returned).to_claw_back = claim.terms.paid;
  return returned;
}
Decision decide_move(const ClawbackDue& claim, const RecordRepayment& command, const Context& context) {
  if (auto bad = badly_dated(context, claim.terms, command)) return refuse(std::move(*bad));
  const Part part{context.state.names[claim.terms.cls], claim.terms.place, claim.ends ? 1 : 0, claim.due};
  return Event{RepaymentRecorded{command.claim, command.day, command.bank_reference, part}};
}

// Another edition of the rules.

Decision decide_move(const Redeemed& claim, const Adjust& command, const Context& context) {
  return adjust(claim.terms, command, context);
}
Decision decide_move(const Filed& claim, const Adjust& command, const Context& context) {
  if (auto no = with_the_bank(context, claim, command.claim)) return refuse(std::move(*no));
  const Batch& batch = batch_of(context, claim);
  if (batch.stage == BatchStage::held)
    return refuse(BatchNotInThisStage{batch.id, "held", std::string(Adjust::type)});
  return adjust(claim.terms, command, context);
}
Decision decide_move(const Applied& claim, const Adjust& command, const Context& context) {
  return adjust(claim.terms, command, context);
}
Decision decide_move(const InCorrection& claim, const Adjust& command, const Context& context) {
  return adjust(claim.terms, command, context);
}
Decision decide_move(const Accepted& claim, const Adjust& command, const Context& context) {
  return adjust(claim.terms, command, context);
}
Decision decide_move(const FirstReviewed& claim, const Adjust& command, const Context& context) {
  return adjust(claim.terms, command, context);
}
Decision decide_move(const Approved& claim, const Adjust& command, const Context& context) {
  return adjust(claim.terms, command, context);
}
Decision decide_move(const Paid& claim, const Adjust& command, const Context& context) {
  return adjust(claim.terms, command, context);
}

// In a batch.

Decision decide_move(const Filed& claim, const RecordCheck& command, const Context& context) {
  const Batch& batch = batch_of(context, claim);
  if (std::find(batch.to_check.begin(), batch.to_check.end(), command.claim) == batch.to_check.end() ||
      batch.stage != BatchStage::sampled)
    return refuse(NothingToCheck{command.claim});
  if (auto bad = badly_dated(context, claim.terms, command)) return refuse(std::move(*bad));
  CheckRecorded event{command, batch.id, {}};
  if (!command.passed) event.held = part_of(context.state, claim.terms);
  return Event{std::move(event)};
}

}  // namespace seethrough::subsidies
