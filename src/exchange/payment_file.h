#pragma once
// The payment file (拨付文件) that goes to the bank, and the bank's result (银行回单) that comes back.
//
//   payment file: instruction, payee, account_name, bank, account, amount_yuan, claims, remark
//   result:       instruction, status (成功/失败, paid/failed), amount_yuan, day, bank_reference, reason
//
// An instruction is ORDER-LINE-ATTEMPT (subsidies/reconciliation.h): the same line sent again is another instruction, so
// that a bank which refuses an instruction twice can't pay a line twice.

#include <boost/json/object.hpp>
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "exchange/payee.h"
#include "subsidies/reconciliation.h"

namespace seethrough::exchange {

/// Gives a line's payee: a merchant's credit code, or a person's pseudonym in hexadecimal.
using FindPayee = std::function<Result<std::optional<Payee>, Failure>(const subsidies::PaymentLine& line)>;
/// The payees as the vault knows them.
FindPayee payees_in(stores::Vault& vault);

/// The lines that are with the bank and not settled, as CSV in UTF-8 with a byte order mark. Failure `not_found` names
/// the payees without an account: a file that leaves somebody out is not written.
Result<std::string, Failure> payment_csv(const subsidies::Order& order, const FindPayee& find);

/// What the bank says of one instruction.
struct BankResult {
  subsidies::Instruction instruction;
  bool paid = false;
  Fen amount;
  Day day;
  std::string reference;
  std::string reason;
  std::uint64_t row = 0;
};
const std::vector<Column>& bank_result_columns();
/// All rows, or a Failure `malformed` that names the first row that can't be understood: of a bank's result nothing is
/// passed over.
Result<std::vector<BankResult>, Failure> read_bank_results(TableReader& reader, const std::string& name);

/// The command that records it.
subsidies::RecordResult to_command(const BankResult& result);
std::vector<subsidies::BankRecord> to_records(const std::vector<BankResult>& results);

/// A difference as a sentence: what it is about, and both sums in yuan.
std::string sentence(const subsidies::Difference& difference, Language language);

/// A reconciliation as JSON: `with_bank`, the sums of each fund in fen (the bank's only with its statement), and each
/// difference with its sentence in both languages.
boost::json::object to_json(const subsidies::Reconciliation& result, bool with_bank);

}  // namespace seethrough::exchange
