#pragma once
// Payees (收款人): where a subsidy is sent. A bank account is personal data, so it lies in the vault, under the merchant's
// or the person's subject; the newest document counts.

#include <optional>
#include <string>
#include <vector>

#include "exchange/table_reader.h"
#include "stores/vault.h"

namespace seethrough::exchange {

struct Payee {
  std::string name;
  std::string bank;
  std::string account;  ///< 8 to 32 digits
};

/// A row of a payees file: whose account it is (a merchant's credit code or a person's identity number), and the account.
struct PayeeInput {
  std::string payee;
  bool merchant = false;
  Payee to;
};
const std::vector<Column>& payee_columns();
Result<PayeeInput, RowFault> read_payee(const Row& row);

Pseudonym subject_of(const PayeeInput& input, const stores::Vault& vault);
Pseudonym merchant_subject(const std::string& credit_code, const stores::Vault& vault);
/// What the vault keeps: canonical JSON.
std::string document_of(const Payee& payee);
/// The subject's account, if there is one.
Result<std::optional<Payee>, Failure> find_payee(stores::Vault& vault, const Pseudonym& subject);

}  // namespace seethrough::exchange
