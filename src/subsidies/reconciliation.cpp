#include "subsidies/reconciliation.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace seethrough::subsidies {
namespace {

/// What each claim has with its fund.
void add_claims(const State& state, std::vector<FundSums>& funds) {
  for (const Claim& claim : state.claims) {
    const Terms* terms = terms_of(claim);
    if (!terms) continue;
    FundSums& fund = funds[terms->fund];
    if (const auto* due = std::get_if<ClawbackDue>(&claim)) {
      fund.claims_to_claw_back += due->due;
      if (!due->ends) fund.claims_paid += terms->paid;
      continue;
    }
    if (!occupies(claim)) continue;
    const auto* filed = std::get_if<Filed>(&claim);
    const bool ordered = std::holds_alternative<Ordered>(claim) ||
                         (filed && state.batches[filed->batch].stage == BatchStage::ordered);
    (ordered ? fund.claims_ordered : fund.claims_granted) += terms->subsidy - terms->paid;
    fund.claims_paid += terms->paid;
  }
}

void add_ledger(const State& state, std::vector<FundSums>& funds) {
  for (std::size_t i = 0; i < funds.size(); ++i) {
    const State::FundAccounts& accounts = state.fund_accounts[i];
    funds[i].ledger_granted = state.ledger.balance(accounts.granted);
    funds[i].ledger_ordered = state.ledger.balance(accounts.ordered);
    funds[i].ledger_to_claw_back = state.ledger.balance(accounts.to_claw_back);
    for (const AccountId paid : accounts.paid) funds[i].ledger_paid += state.ledger.balance(paid);
  }
}

void compare_sums(const FundSums& fund, std::vector<Difference>& differences) {
  const auto compare = [&](DifferenceKind kind, Fen claims, Fen ledger) {
    if (claims != ledger) differences.push_back({kind, fund.fund, {}, 0, claims, ledger});
  };
  compare(DifferenceKind::granted, fund.claims_granted, fund.ledger_granted);
  compare(DifferenceKind::ordered, fund.claims_ordered, fund.ledger_ordered);
  compare(DifferenceKind::paid, fund.claims_paid, fund.ledger_paid);
  compare(DifferenceKind::to_claw_back, fund.claims_to_claw_back, fund.ledger_to_claw_back);
}

using LineKey = std::pair<std::string, int>;

/// The bank's payments of each line, in the statement's order.
std::map<LineKey, std::vector<const BankRecord*>> payments_by_line(std::span<const BankRecord> statement) {
  std::map<LineKey, std::vector<const BankRecord*>> paid;
  for (const BankRecord& record : statement) {
    if (record.paid) paid[{record.order, record.line}].push_back(&record);
  }
  return paid;
}

Difference about(DifferenceKind kind, const std::string& order, int line, Fen ours, Fen theirs) {
  return {kind, {}, order, line, ours, theirs};
}

void compare_line(const Order& order, const OrderLine& line, const std::vector<const BankRecord*>& payments,
                  std::vector<Difference>& differences) {
  const Fen ordered = line.line.amount;
  const bool recorded = line.status == OrderLine::Status::paid;
  Fen paid;
  for (const BankRecord* one : payments) paid += one->amount;
  if (payments.empty()) {
    if (recorded) differences.push_back(about(DifferenceKind::not_at_the_bank, order.id, line.line.line, ordered, Fen{}));
    return;
  }
  if (payments.size() > 1) differences.push_back(about(DifferenceKind::paid_twice, order.id, line.line.line, ordered, paid));
  if (!recorded) differences.push_back(about(DifferenceKind::not_recorded, order.id, line.line.line, ordered, paid));
  if (payments.size() == 1 && paid != ordered)
    differences.push_back(about(DifferenceKind::amount, order.id, line.line.line, ordered, paid));
}

void compare_bank(const State& state, std::span<const BankRecord> statement, Reconciliation& result) {
  auto payments = payments_by_line(statement);
  for (const Order& order : state.orders) {
    for (const OrderLine& line : order.lines) {
      const auto found = payments.find({order.id, line.line.line});
      const auto paid = found == payments.end() ? std::vector<const BankRecord*>{} : found->second;
      for (const BankRecord* one : paid) result.funds[order.fund].bank_paid += one->amount;
      compare_line(order, line, paid, result.differences);
      if (found != payments.end()) payments.erase(found);
    }
  }
  for (const auto& [key, records] : payments) {
    for (const BankRecord* one : records)
      result.differences.push_back(about(DifferenceKind::unknown, key.first, key.second, Fen{}, one->amount));
  }
}

}  // namespace

std::string instruction(std::string_view order, int line, int attempt) {
  return fmt::format("{}-{}-{}", order, line, attempt);
}

std::optional<Instruction> parse_instruction(std::string_view text) {
  const auto number_at_end = [&]() -> std::optional<int> {
    const auto dash = text.rfind('-');
    if (dash == std::string_view::npos || dash == 0) return std::nullopt;
    const std::string_view digits = text.substr(dash + 1);
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || value < 1 || digits.front() == '0')
      return std::nullopt;
    text = text.substr(0, dash);
    return value;
  };
  const auto attempt = number_at_end();
  if (!attempt) return std::nullopt;
  const auto line = number_at_end();
  if (!line) return std::nullopt;
  return Instruction{std::string(text), *line, *attempt};
}

Reconciliation reconcile(const State& state, std::optional<std::span<const BankRecord>> statement) {
  Reconciliation result;
  for (const Fund& fund : state.roster.funds) {
    FundSums sums;
    sums.fund = fund.id;
    result.funds.push_back(std::move(sums));
  }
  add_claims(state, result.funds);
  add_ledger(state, result.funds);
  for (const Order& order : state.orders) {
    for (const OrderLine& line : order.lines) {
      if (line.status == OrderLine::Status::paid) result.funds[order.fund].lines_paid += line.line.amount;
    }
  }
  for (const FundSums& fund : result.funds) compare_sums(fund, result.differences);
  if (statement) compare_bank(state, *statement, result);
  return result;
}

}  // namespace seethrough::subsidies
