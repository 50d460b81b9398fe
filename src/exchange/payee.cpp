#include "exchange/payee.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "exchange/cell_reader.h"
#include "identifiers/credit_code.h"
#include "identifiers/digits.h"
#include "identifiers/identity_number.h"
#include "journal/canonical_json.h"

namespace seethrough::exchange {
namespace {

constexpr std::size_t shortest_account = 8, longest_account = 32;

std::string text_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : std::string{};
}

}  // namespace

const std::vector<Column>& payee_columns() {
  static const std::vector<Column> columns = {{"payee", "收款人代码", true},
                                              {"account_name", "户名", true},
                                              {"bank", "开户行", true},
                                              {"account", "账号", true}};
  return columns;
}

Result<PayeeInput, RowFault> read_payee(const Row& row) {
  if (row.fault) return Unexpected{*row.fault};
  CellReader cells(row, payee_columns());
  PayeeInput input;
  input.payee = cells.code("payee", true);
  input.merchant = static_cast<bool>(check_credit_code(input.payee));
  if (!input.merchant && !check_identity_number(input.payee))
    cells.fail("payee", "商户的统一社会信用代码，或个人的公民身份号码（校验位须相符）",
               "a merchant's unified social credit code or a person's identity number, whose check characters agree");
  input.to.name = cells.text("account_name", 120, true);
  input.to.bank = cells.text("bank", 120, true);
  std::string account = cells.text("account", 64, true);
  std::erase(account, ' ');
  if (account.size() < shortest_account || account.size() > longest_account || !all_digits(account))
    cells.fail("account", "8 至 32 位数字的银行账号（可带空格）", "a bank account of 8 to 32 digits (spaces are allowed)");
  input.to.account = std::move(account);
  if (cells.fault()) return Unexpected{*cells.fault()};
  return input;
}

Pseudonym merchant_subject(const std::string& credit_code, const stores::Vault& vault) {
  return vault.pseudonym("merchant", credit_code);
}

Pseudonym subject_of(const PayeeInput& input, const stores::Vault& vault) {
  return input.merchant ? merchant_subject(input.payee, vault) : vault.pseudonym("person", input.payee);
}

std::string document_of(const Payee& payee) {
  std::string out = "{\"account_name\":";
  journal::write_json(out, payee.name);
  out += ",\"bank\":";
  journal::write_json(out, payee.bank);
  out += ",\"bank_account\":";
  journal::write_json(out, payee.account);
  return out + '}';
}

Result<std::optional<Payee>, Failure> find_payee(stores::Vault& vault, const Pseudonym& subject) {
  auto records = vault.get(subject);
  if (!records) return Unexpected{records.error()};
  for (auto record = records->rbegin(); record != records->rend(); ++record) {
    boost::json::error_code error;
    const boost::json::value parsed = boost::json::parse(record->document, error);
    if (error || !parsed.is_object()) continue;
    Payee payee{text_of(parsed.get_object(), "account_name"), text_of(parsed.get_object(), "bank"),
                text_of(parsed.get_object(), "bank_account")};
    if (!payee.account.empty()) return std::optional(std::move(payee));
  }
  return std::optional<Payee>{};
}

}  // namespace seethrough::exchange
