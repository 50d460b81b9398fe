// apply(): merchants' batches, public notices, payment orders.

#include <algorithm>

#include "base/check.h"
#include "subsidies/applying.h"

namespace seethrough::subsidies {
namespace {

Batch& batch_of(State& state, const std::string& id) {
  const auto found = state.batch_by_id.find(id);
  INVARIANT(found != state.batch_by_id.end(), "an event names a batch that was never filed");
  return state.batches[found->second];
}

std::uint32_t order_index(const State& state, const std::string& id) {
  const auto found = state.order_by_id.find(id);
  INVARIANT(found != state.order_by_id.end(), "an event names an order that was never made");
  return found->second;
}

OrderLine& line_of(State& state, const std::string& order, int line) {
  std::vector<OrderLine>& lines = state.orders[order_index(state, order)].lines;
  INVARIANT(line >= 1 && static_cast<std::size_t>(line) <= lines.size(), "an event names a line that its order lacks");
  return lines[static_cast<std::size_t>(line - 1)];
}

Terms moving(State& state, ClaimNumber number) {
  const Terms* terms = terms_of(existing(state, number));
  INVARIANT(terms, "an event moves a claim that has ended");
  return *terms;
}

/// The claims of a line: of its batch, or the one it names.
std::vector<ClaimNumber> claims_of(State& state, const PaymentLine& line) {
  return line.batch.empty() ? std::vector{line.claim} : batch_of(state, line.batch).claims;
}

/// What is owed on a claim goes from the fund's ordered money to paid, borne by the levels.
void settle(State& state, ClaimNumber number) {
  Terms terms = moving(state, number);
  state.ledger.post(paid_postings(state, terms.fund, terms.paid, terms.subsidy, state.fund_accounts[terms.fund].ordered));
  terms.paid = terms.subsidy;
  move_to(state, number, Paid{terms});
}

}  // namespace

void leave_batch(State& state, std::uint32_t batch, ClaimNumber number) {
  Batch& left = state.batches[batch];
  std::erase(left.claims, number);
  std::erase(left.to_check, number);
}

void take(State& state, const BatchFiled& event) {
  const FileBatch& filed = event.batch;
  const auto index = static_cast<std::uint32_t>(state.batches.size());
  state.batch_by_id.emplace(filed.batch, index);
  state.batches.push_back({filed.batch, merchant_of(state, filed.merchant), fund_of(state, event.fund), BatchStage::filed,
                           state.moment, filed.day, 0, 0, filed.claims, {}});
  for (const ClaimNumber number : filed.claims) move_to(state, number, Filed{moving(state, number), index});
}

void take(State& state, const BatchReviewed& event) {
  const std::uint16_t by = intern(state, event.by);
  Batch& batch = batch_of(state, event.batch);
  batch.stage = BatchStage::reviewed;
  batch.reviewed_by = by;
}

void take(State& state, const SampleDrawn& event) {
  Batch& batch = batch_of(state, event.batch);
  batch.stage = BatchStage::sampled;
  batch.to_check = event.sample;
  for (Seed& seed : state.seeds) {
    if (seed.committed.seed == event.seed_name && seed.shown == 0) seed.shown = state.moment;
  }
}

void take(State& state, const CheckRecorded& event) {
  Batch& batch = batch_of(state, event.batch);
  std::erase(batch.to_check, event.check.claim);
  if (!event.held) return;
  const Terms terms = moving(state, event.check.claim);
  std::erase(batch.claims, event.check.claim);
  move_to(state, event.check.claim, Held{terms, event.check.reason});
}

void take(State& state, const BatchPassed& event) { batch_of(state, event.batch).stage = BatchStage::passed; }
void take(State& state, const BatchHeld& event) { batch_of(state, event.batch).stage = BatchStage::held; }
void take(State& state, const BatchReleased& event) {
  Batch& batch = batch_of(state, event.batch);
  batch.stage = BatchStage::filed;
  batch.to_check.clear();
}

void take(State& state, const NoticePosted& event) {
  const auto index = static_cast<std::uint32_t>(state.notices.size());
  state.notices.push_back({event.notice.notice, event.notice.day, event.notice.until});
  for (const std::string& id : event.notice.batches) {
    Batch& batch = batch_of(state, id);
    batch.stage = BatchStage::on_notice;
    batch.notice = index;
  }
  for (const ClaimNumber number : event.notice.claims) move_to(state, number, Noticed{moving(state, number), index});
}

void take(State& state, const PaymentOrdered& event) {
  const auto index = static_cast<std::uint32_t>(state.orders.size());
  const std::uint16_t fund = fund_of(state, event.fund);
  Order order{event.order, fund, {}};
  Fen sum;
  for (const PaymentLine& line : event.lines) {
    order.lines.push_back({line, OrderLine::Status::sent, 1, {}});
    sum += line.amount;
    if (line.batch.empty()) {
      move_to(state, line.claim, Ordered{moving(state, line.claim), index});
    } else {
      batch_of(state, line.batch).stage = BatchStage::ordered;
    }
  }
  state.ledger.post(Posting{state.fund_accounts[fund].granted, state.fund_accounts[fund].ordered, sum});
  state.order_by_id.emplace(event.order, index);
  state.orders.push_back(std::move(order));
}

void take(State& state, const PaymentSettled& event) {
  OrderLine& line = line_of(state, event.result.order, event.result.line);
  line.status = OrderLine::Status::paid;
  line.bank_reference = event.result.bank_reference;
  for (const ClaimNumber number : claims_of(state, line.line)) settle(state, number);
  if (!line.line.batch.empty()) batch_of(state, line.line.batch).stage = BatchStage::paid;
}

void take(State& state, const PaymentFailed& event) {
  line_of(state, event.result.order, event.result.line).status = OrderLine::Status::failed;
}

void take(State& state, const PaymentRetried& event) {
  OrderLine& line = line_of(state, event.order, event.line);
  line.status = OrderLine::Status::sent;
  line.attempt = event.attempt;
}

}  // namespace seethrough::subsidies
