// seethrough payment …: payees' accounts, the file for the bank, its result, the three-way reconciliation.
#include <fmt/format.h>

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fstream>
#include <iostream>

#include "app/city.h"
#include "app/commands.h"
#include "app/remote.h"
#include "app/subsidy_state.h"
#include "exchange/payment_file.h"
#include "money/print.h"

namespace seethrough::app {
namespace {

namespace json = boost::json;
struct Options {
  std::string folder, server, key_file, file, order, out;
};

Result<std::unique_ptr<stores::SqliteVault>, Failure> open_vault(const stores::DataDirectory& directory) {
  return stores::SqliteVault::open(directory.vault_file(), directory.vault_key());
}

struct Folded {
  stores::DataDirectory directory;
  std::unique_ptr<subsidies::State> state;
};

Result<Folded, Failure> fold(const Common& common, const std::string& folder) {
  auto directory = stores::DataDirectory::open(folder);
  if (!directory) return Unexpected{directory.error()};
  auto journal = stores::SqliteJournal::open(directory->journal_file(), stores::SqliteJournal::Mode::read);
  if (!journal) return Unexpected{journal.error()};
  ProgressBar bar(common, "读取记录", "Reading the records");
  auto state = fold_subsidies(**journal, [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); });
  if (!state) return Unexpected{state.error()};
  return Folded{std::move(directory).value(), std::move(state).value()};
}

int bring_payees(const Common& common, const Options& options) {
  auto directory = stores::DataDirectory::open(options.folder);
  if (!directory) return say(common, directory.error());
  auto reader = exchange::TableReader::open(options.file, exchange::payee_columns());
  if (!reader) return say(common, reader.error());
  std::vector<exchange::PayeeInput> payees;
  exchange::Row row;
  for (;;) {
    const auto more = reader->next(row);
    if (!more) return say(common, more.error());
    if (!*more) break;
    auto payee = exchange::read_payee(row);
    if (!payee)
      return say(common,
                 fmt::format("{} 第 {} 行：{} 一个账号都没有登记。", options.file, row.number,
                             sentence(payee.error(), Language::zh)),
                 fmt::format("{}, row {}: {} No account was taken in.", options.file, row.number,
                             sentence(payee.error(), Language::en)));
    payees.push_back(std::move(payee).value());
  }
  auto vault = open_vault(*directory);
  if (!vault) return say(common, vault.error());
  std::vector<std::string> documents;
  std::vector<stores::NewRecord> records;
  for (const exchange::PayeeInput& one : payees) documents.push_back(exchange::document_of(one.to));
  for (std::size_t i = 0; i < payees.size(); ++i)
    records.push_back({exchange::subject_of(payees[i], **vault), documents[i]});
  if (auto kept = (*vault)->put(records); !kept) return say(common, kept.error());
  if (common.json) {
    print(json::serialize(json::object{{"payees", payees.size()}}) + "\n");
  } else {
    print(common.language == Language::zh ? fmt::format("已登记 {} 个收款账号。\n", payees.size())
                                          : fmt::format("{} accounts are on record.\n", payees.size()));
  }
  return done;
}

int write_payment_file(const Common& common, const Options& options) {
  auto folded = fold(common, options.folder);
  if (!folded) return say(common, folded.error());
  const subsidies::Order* order = folded->state->order(options.order);
  if (!order)
    return say(common, fmt::format("没有拨付批次“{}”；请核对批次号", options.order),
               fmt::format("there is no payment order “{}”: check its name", options.order));
  auto vault = open_vault(folded->directory);
  if (!vault) return say(common, vault.error());
  const auto text = exchange::payment_csv(*order, exchange::payees_in(**vault));
  if (!text) return say(common, text.error());
  if (options.out.empty()) return print(*text) ? done : refused;
  std::ofstream file(options.out, std::ios::binary | std::ios::trunc);
  file << *text;
  file.flush();
  if (!file)
    return say(common, fmt::format("无法写入 {}：请检查文件夹是否存在、可写、有空间", options.out),
               fmt::format("cannot write {}: check that its folder exists, can be written and has room", options.out));
  return done;
}

Result<std::vector<exchange::BankResult>, Failure> read_results(const std::string& file) {
  auto reader = exchange::TableReader::open(file, exchange::bank_result_columns());
  if (!reader) return Unexpected{reader.error()};
  return exchange::read_bank_results(*reader, file);
}

struct Recorded {
  std::uint64_t recorded = 0, repeated = 0, refused = 0;
};

void tell(const Common& common, const Recorded& sums) {
  if (common.json) {
    print(json::serialize(json::object{
              {"recorded", sums.recorded}, {"repeated", sums.repeated}, {"refused", sums.refused}}) +
          "\n");
  } else if (common.language == Language::zh) {
    print(fmt::format("登记 {} 行，此前已登记 {} 行，不予登记 {} 行。\n", sums.recorded, sums.repeated, sums.refused));
  } else {
    print(fmt::format("{} lines recorded, {} were on record, {} refused.\n", sums.recorded, sums.repeated, sums.refused));
  }
}

/// Each row is a request of its own: the same file again records nothing twice.
int record_results(const Common& common, const Options& options) {
  const auto results = read_results(options.file);
  if (!results) return say(common, results.error());
  Recorded sums;
  ProgressBar bar(common, "登记回单", "Recording");
  for (const exchange::BankResult& one : *results) {
    if (interrupted()) return say(common, "已中断；再次运行本命令即可继续。", "Interrupted; run the command again to go on.");
    const subsidies::RecordResult command = exchange::to_command(one);
    const std::string key =
        fmt::format("bank result {} {} {}", subsidies::instruction(command.order, command.line, command.attempt),
                    command.paid ? "paid" : "failed", command.bank_reference);
    const auto outcome = submit_one(common, {options.folder, options.server, options.key_file}, key,
                                    journal::Command{subsidies::Command{command}});
    if (!outcome) return say(common, outcome.error());
    if (outcome->rejection) {
      ++sums.refused;
      say(common, fmt::format("第 {} 行：{}", one.row, outcome->rejection->zh),
          fmt::format("row {}: {}", one.row, outcome->rejection->en));
    } else {
      ++(outcome->repeated ? sums.repeated : sums.recorded);
    }
    bar.show(sums.recorded + sums.repeated + sums.refused, results->size());
  }
  tell(common, sums);
  return sums.refused == 0 ? done : refused;
}

void tell(const Common& common, const subsidies::Reconciliation& result, bool with_bank) {
  if (common.json) {
    print(json::serialize(exchange::to_json(result, with_bank)) + "\n");
    return;
  }
  const bool zh = common.language == Language::zh;
  for (const subsidies::FundSums& one : result.funds) {
    print(fmt::format(fmt::runtime(zh ? "{}：未付 {}，拨付中 {}，已拨付 {}，待追缴 {}（元）\n"
                                      : "{}: granted {}, with the bank {}, paid {}, to claw back {} (yuan)\n"),
                      one.fund, yuan(one.ledger_granted), yuan(one.ledger_ordered), yuan(one.ledger_paid),
                      yuan(one.ledger_to_claw_back)));
    if (with_bank)
      print(fmt::format(fmt::runtime(zh ? "  历次拨付 {}，银行 {}（元）\n" : "  all lines paid {}, the bank {} (yuan)\n"),
                        yuan(one.lines_paid), yuan(one.bank_paid)));
  }
  for (const subsidies::Difference& one : result.differences) print(exchange::sentence(one, common.language) + "\n");
  if (result.differences.empty()) print(zh ? "三方一致，没有差异。\n" : "No difference.\n");
}

int reconcile(const Common& common, const Options& options) {
  std::optional<std::vector<subsidies::BankRecord>> statement;
  if (!options.file.empty()) {
    const auto results = read_results(options.file);
    if (!results) return say(common, results.error());
    statement = exchange::to_records(*results);
  }
  const auto folded = fold(common, options.folder);
  if (!folded) return say(common, folded.error());
  const auto result = subsidies::reconcile(
      *folded->state, statement ? std::optional(std::span<const subsidies::BankRecord>(*statement)) : std::nullopt);
  tell(common, result, statement.has_value());
  return result.differences.empty() ? done : refused;
}

}  // namespace

void add_payment(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* payment = app.add_subcommand("payment", zh ? "拨付：收款账号、拨付文件、银行回单、三方对账"
                                                       : "payees' accounts, the bank's file and result, reconciliation");
  payment->require_subcommand(1);
  const auto add = [&](const char* name, const char* text_zh, const char* text_en,
                       int (*run)(const Common&, const Options&)) {
    CLI::App* command = payment->add_subcommand(name, zh ? text_zh : text_en);
    add_data(*command, options->folder);
    command->callback([&common, &chosen, options, run] { chosen = [&common, options, run] { return run(common, *options); }; });
    return command;
  };
  CLI::App* payees = add("payees", "登记收款账号（CSV、NDJSON、XLSX）", "take in payees' bank accounts", bring_payees);
  payees->add_option("file", options->file, "payee, account_name, bank, account")->required();
  CLI::App* file = add("file", "生成拨付文件", "make the file for the bank", write_payment_file);
  file->add_option("order", options->order, zh ? "拨付批次" : "the payment order")->required();
  file->add_option("--out", options->out, zh ? "写入文件（默认标准输出）" : "file to write (default: standard output)");
  CLI::App* result = add("result", "登记银行回单", "record the bank's result", record_results);
  result->add_option("file", options->file, "instruction, status, amount_yuan, day, bank_reference, reason")->required();
  result->add_option("--server", options->server, zh ? "正在运行的服务地址" : "the address of a running server");
  add_key_file(*result, common, options->key_file);
  CLI::App* reconciled = add("reconcile", "三方对账：申领、账簿、银行", "compare claims, ledger and bank", reconcile);
  reconciled->add_option("--bank", options->file, zh ? "银行对账单，格式同回单" : "the bank's statement, in the form of its result");
}

}  // namespace seethrough::app
