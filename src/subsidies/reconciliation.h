#pragma once
// Three-way reconciliation (三方对账): what the claims say was granted, ordered and paid, what the ledger's accounts hold,
// and what the bank says it paid. Each difference is named; where there are none the lists are empty.

#include <span>
#include <string>
#include <vector>

#include "subsidies/state.h"

namespace seethrough::subsidies {

/// One line of the bank's statement, by the instruction that it carried out.
struct BankRecord {
  std::string order;
  int line = 0;
  int attempt = 0;
  bool paid = false;
  Fen amount;
  std::string reference;
};

/// "ORDER-LINE-ATTEMPT": what a payment file calls a line, and a bank's result repeats. The line and the attempt are the
/// last two numbers, so an order's name may contain dashes.
std::string instruction(std::string_view order, int line, int attempt);
struct Instruction {
  std::string order;
  int line = 0;
  int attempt = 0;
};
/// Nothing for a text that is no instruction.
std::optional<Instruction> parse_instruction(std::string_view text);

enum class DifferenceKind {
  granted,            ///< claims' unpaid subsidy ≠ the ledger's granted
  ordered,            ///< lines with the bank ≠ the ledger's ordered
  paid,               ///< claims' paid subsidy ≠ the ledger's paid
  to_claw_back,       ///< claims' claw-backs ≠ the ledger's
  not_at_the_bank,    ///< recorded as paid; the bank has no such payment
  not_recorded,       ///< the bank paid; the line is not recorded as paid
  amount,             ///< the bank paid another amount than was ordered
  paid_twice,         ///< the bank paid two attempts of one line
  unknown,            ///< the bank names a line that was never ordered
};
BOOST_DESCRIBE_ENUM(DifferenceKind, granted, ordered, paid, to_claw_back, not_at_the_bank, not_recorded, amount,
                    paid_twice, unknown)

/// `ours` and `theirs`: for the first four, claims and ledger; for the others, what was ordered and what the bank says.
struct Difference {
  DifferenceKind kind = DifferenceKind::granted;
  std::string fund;   ///< of the first four
  std::string order;  ///< of the others
  int line = 0;
  Fen ours;
  Fen theirs;
  friend bool operator==(const Difference&, const Difference&) = default;
};
BOOST_DESCRIBE_STRUCT(Difference, (), (kind, fund, order, line, ours, theirs))

struct FundSums {
  std::string fund;
  Fen claims_granted, ledger_granted;
  Fen claims_ordered, ledger_ordered;
  Fen claims_paid, ledger_paid;
  Fen claims_to_claw_back, ledger_to_claw_back;
  Fen lines_paid;  ///< of all orders, whatever came back since
  Fen bank_paid;   ///< of the statement, for this fund's orders
};
BOOST_DESCRIBE_STRUCT(FundSums, (), (fund, claims_granted, ledger_granted, claims_ordered, ledger_ordered, claims_paid,
                                     ledger_paid, claims_to_claw_back, ledger_to_claw_back, lines_paid, bank_paid))

struct Reconciliation {
  std::vector<FundSums> funds;
  std::vector<Difference> differences;  ///< by fund, then as the orders and the statement have them
};

/// Without a statement only claims and ledger are compared. The statement is taken to hold everything the bank did.
Reconciliation reconcile(const State& state, std::optional<std::span<const BankRecord>> statement);

}  // namespace seethrough::subsidies
