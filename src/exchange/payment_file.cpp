#include "exchange/payment_file.h"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "base/csv_cell.h"
#include "exchange/cell_reader.h"

namespace seethrough::exchange {

namespace json = boost::json;

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t named_payees = 10;

using subsidies::DifferenceKind;
struct Wording {
  DifferenceKind kind;
  const char *zh, *en;
};
constexpr Wording wordings[] = {
    {DifferenceKind::granted, "资金池 {0}：未付补贴，申领记录合计 {1} 元，账簿 {2} 元",
     "fund {0}: granted and not paid: claims {1} yuan, ledger {2} yuan"},
    {DifferenceKind::ordered, "资金池 {0}：拨付中，申领记录合计 {1} 元，账簿 {2} 元",
     "fund {0}: with the bank: claims {1} yuan, ledger {2} yuan"},
    {DifferenceKind::paid, "资金池 {0}：已拨付，申领记录合计 {1} 元，账簿 {2} 元",
     "fund {0}: paid: claims {1} yuan, ledger {2} yuan"},
    {DifferenceKind::to_claw_back, "资金池 {0}：待追缴，申领记录合计 {1} 元，账簿 {2} 元",
     "fund {0}: to claw back: claims {1} yuan, ledger {2} yuan"},
    {DifferenceKind::not_at_the_bank, "{0}：已登记拨付 {1} 元，银行没有这笔付款",
     "{0}: {1} yuan are recorded as paid; the bank has no such payment"},
    {DifferenceKind::not_recorded, "{0}：银行已付 {2} 元（应付 {1} 元），尚未登记",
     "{0}: the bank paid {2} yuan (ordered: {1}); it is not recorded"},
    {DifferenceKind::amount, "{0}：应付 {1} 元，银行付了 {2} 元", "{0}: {1} yuan were ordered, the bank paid {2}"},
    {DifferenceKind::paid_twice, "{0}：应付 {1} 元，银行重复付款，共 {2} 元",
     "{0}: {1} yuan were ordered; the bank paid more than once, {2} in all"},
    {DifferenceKind::unknown, "{0}：银行付了 {2} 元，没有这条拨付指令",
     "{0}: the bank paid {2} yuan; no such line was ordered"},
};

constexpr Word<bool> statuses[] = {{"paid", true},    {"failed", false}, {"成功", true},   {"失败", false},
                                   {"success", true}, {"failure", false}, {"已付", true}, {"退票", false}};

void append_row(std::string& out, std::initializer_list<std::string> cells) {
  bool first = true;
  for (const std::string& cell : cells) {
    if (!first) out.push_back(',');
    first = false;
    append_csv_cell(out, cell);
  }
  out += "\r\n";
}

Failure without_account(const std::vector<std::string>& payees) {
  std::string names;
  for (std::size_t i = 0; i < std::min(payees.size(), named_payees); ++i) names += (i ? ", " : "") + payees[i];
  if (payees.size() > named_payees) names += ", …";
  return {FailureKind::not_found,
          fmt::format("{} 个收款人还没有登记银行账号：{}。请先导入收款人账号（seethrough payment payees），再生成拨付文件。",
                      payees.size(), names),
          fmt::format("{} payees have no bank account on record: {}. Bring their accounts in first (seethrough payment "
                      "payees), then make the payment file.",
                      payees.size(), names)};
}

Fen amount_in(CellReader& cells) {
  const auto amount = parse_yuan(cells.raw("amount_yuan"));
  if (amount) return *amount;
  cells.fail("amount_yuan", "以元为单位的数字，如 3299.00，不带逗号和单位",
             "a number of yuan like 3299.00, without commas and unit");
  return {};
}

Result<BankResult, RowFault> read_result(const Row& row) {
  if (row.fault) return Unexpected{*row.fault};
  CellReader cells(row, bank_result_columns());
  BankResult result;
  result.row = row.number;
  if (auto spelled = subsidies::parse_instruction(cells.text("instruction", 200, true))) {
    result.instruction = std::move(*spelled);
  } else {
    cells.fail("instruction", "拨付文件中的指令号，形如 批次号-行号-次数", "an instruction of the payment file: ORDER-LINE-ATTEMPT");
  }
  result.paid = cells.word("status", statuses);
  result.amount = amount_in(cells);
  result.day = cells.day("day");
  result.reference = cells.text("bank_reference", 64, result.paid);
  result.reason = cells.text("reason", 200, false);
  if (cells.fault()) return Unexpected{*cells.fault()};
  return result;
}

}  // namespace

std::string sentence(const subsidies::Difference& one, Language language) {
  const std::string about = one.fund.empty() ? fmt::format("{}-{}", one.order, one.line) : one.fund;
  for (const Wording& wording : wordings) {
    if (wording.kind == one.kind)
      return fmt::format(fmt::runtime(language == Language::zh ? wording.zh : wording.en), about, yuan(one.ours),
                         yuan(one.theirs));
  }
  return about;
}

FindPayee payees_in(stores::Vault& vault) {
  return [&vault](const subsidies::PaymentLine& line) -> Result<std::optional<Payee>, Failure> {
    if (!line.batch.empty()) return find_payee(vault, merchant_subject(line.payee, vault));
    const auto person = octets_from_hex<Pseudonym>(line.payee);
    if (!person) return std::optional<Payee>{};
    return find_payee(vault, *person);
  };
}

Result<std::string, Failure> payment_csv(const subsidies::Order& order, const FindPayee& find) {
  std::string out(byte_order_mark);
  append_row(out, {"instruction", "payee", "account_name", "bank", "account", "amount_yuan", "claims", "remark"});
  std::vector<std::string> missing;
  for (const subsidies::OrderLine& line : order.lines) {
    if (line.status != subsidies::OrderLine::Status::sent) continue;
    const auto payee = find(line.line);
    if (!payee) return Unexpected{payee.error()};
    const std::string what = line.line.batch.empty() ? to_string(line.line.claim) : line.line.batch;
    if (!*payee) {
      missing.push_back(line.line.batch.empty() ? what : line.line.payee);
      continue;
    }
    append_row(out, {subsidies::instruction(order.id, line.line.line, line.attempt),
                     line.line.batch.empty() ? what : line.line.payee, (*payee)->name, (*payee)->bank, (*payee)->account,
                     yuan(line.line.amount), std::to_string(line.line.claims), what});
  }
  if (!missing.empty()) return Unexpected{without_account(missing)};
  return out;
}

const std::vector<Column>& bank_result_columns() {
  static const std::vector<Column> columns = {{"instruction", "指令号", true}, {"status", "状态", true},
                                              {"amount_yuan", "金额（元）", true}, {"day", "日期", true},
                                              {"bank_reference", "银行流水号", true}, {"reason", "失败原因"}};
  return columns;
}

Result<std::vector<BankResult>, Failure> read_bank_results(TableReader& reader, const std::string& name) {
  std::vector<BankResult> results;
  Row row;
  for (;;) {
    const auto more = reader.next(row);
    if (!more) return Unexpected{more.error()};
    if (!*more) return results;
    auto result = read_result(row);
    if (!result)
      return Unexpected{Failure{
          FailureKind::malformed,
          fmt::format("{} 第 {} 行：{} 整个回单都没有登记，请改正后重新提交。", name, row.number,
                      sentence(result.error(), Language::zh)),
          fmt::format("{}, row {}: {} Nothing of the result was recorded; correct it and send it again.", name, row.number,
                      sentence(result.error(), Language::en))}};
    results.push_back(std::move(result).value());
  }
}

subsidies::RecordResult to_command(const BankResult& result) {
  return {result.instruction.order, result.instruction.line, result.instruction.attempt, result.paid, result.amount,
          result.day,               result.reference,        result.reason};
}

std::vector<subsidies::BankRecord> to_records(const std::vector<BankResult>& results) {
  std::vector<subsidies::BankRecord> records;
  for (const BankResult& one : results)
    records.push_back({one.instruction.order, one.instruction.line, one.instruction.attempt, one.paid, one.amount,
                       one.reference});
  return records;
}

namespace {

json::object to_json(const subsidies::FundSums& one, bool with_bank) {
  json::object out{{"fund", one.fund},
                   {"claims_granted_fen", one.claims_granted.value},
                   {"ledger_granted_fen", one.ledger_granted.value},
                   {"claims_ordered_fen", one.claims_ordered.value},
                   {"ledger_ordered_fen", one.ledger_ordered.value},
                   {"claims_paid_fen", one.claims_paid.value},
                   {"ledger_paid_fen", one.ledger_paid.value},
                   {"claims_to_claw_back_fen", one.claims_to_claw_back.value},
                   {"ledger_to_claw_back_fen", one.ledger_to_claw_back.value},
                   {"lines_paid_fen", one.lines_paid.value}};
  if (with_bank) out["bank_paid_fen"] = one.bank_paid.value;
  return out;
}

json::object to_json(const subsidies::Difference& one) {
  return {{"kind", boost::describe::enum_to_string(one.kind, "")},
          {"fund", one.fund},
          {"order", one.order},
          {"line", one.line},
          {"ours_fen", one.ours.value},
          {"theirs_fen", one.theirs.value},
          {"zh", sentence(one, Language::zh)},
          {"en", sentence(one, Language::en)}};
}

}  // namespace

json::object to_json(const subsidies::Reconciliation& result, bool with_bank) {
  json::array funds, differences;
  for (const auto& one : result.funds) funds.push_back(to_json(one, with_bank));
  for (const auto& one : result.differences) differences.push_back(to_json(one));
  return {{"with_bank", with_bank}, {"funds", std::move(funds)}, {"differences", std::move(differences)}};
}

}  // namespace seethrough::exchange
