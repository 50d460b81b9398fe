#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "app/city.h"
#include "app/commands.h"
#include "app/remote.h"
#include "exchange/import.h"

namespace seethrough::app {
namespace {

/// Nobody else waits for this process's engine.
constexpr std::size_t rows_of_own_run = 4096;

struct Options {
  std::string what, file, folder, server, key_file, campaign, round, sheet;
  bool template_only = false;
};

void print_report(const Common& common, const exchange::ImportReport& report) {
  if (common.json) {
    boost::json::array first;
    for (const auto& one : report.first)
      first.push_back(boost::json::object{{"row", one.row}, {"column", one.column}, {"reason", one.reason}});
    print(boost::json::serialize(boost::json::object{{"rows", report.rows},
                                                     {"accepted", report.accepted},
                                                     {"repeated", report.repeated},
                                                     {"rejected", report.rejected},
                                                     {"stopped", report.stopped},
                                                     {"rejected_file", report.rejected_file.string()},
                                                     {"first_rejected", std::move(first)}}) +
          "\n");
    return;
  }
  const bool zh = common.language == Language::zh;
  print(zh ? fmt::format("共 {} 行：受理 {}，此前已受理 {}，退回 {}{}\n", report.rows, report.accepted, report.repeated,
                         report.rejected, report.stopped ? "（中途停止；再次运行会接着做）" : "")
           : fmt::format("{} rows: {} accepted, {} repeated, {} rejected{}\n", report.rows, report.accepted,
                         report.repeated, report.rejected, report.stopped ? " (stopped; a second run goes on)" : ""));
  for (const auto& one : report.first)
    print(zh ? fmt::format("  第 {} 行 {}：{}\n", one.row, one.column, one.reason)
             : fmt::format("  row {} {}: {}\n", one.row, one.column, one.reason));
  if (!report.rejected_file.empty())
    print(zh ? fmt::format("退回的行和原因在 {}\n", report.rejected_file.string())
             : fmt::format("The rejected rows and their reasons are in {}\n", report.rejected_file.string()));
}

int import_into(const Common& common, const Options& options, const CityFiles& files, stores::Vault& vault,
                exchange::Sink& sink, const std::string& campaign, std::size_t run_rows) {
  const exchange::ImportKind kind =
      options.what == "claims" ? exchange::ImportKind::claims : exchange::ImportKind::cases;
  ProgressBar bar(common, "导入", "Importing");
  exchange::ImportOptions how;
  how.by = "local";
  how.now = now;
  how.language = common.language;
  how.campaign = campaign;
  how.round = options.round;
  how.sheet = options.sheet;
  how.run_rows = run_rows;
  how.limits = exchange::own_file_limits();
  how.stop = &interrupted();
  how.progress = [&](std::uint64_t bytes, std::uint64_t total, std::uint64_t) { bar.show(bytes, total); };
  const auto report = exchange::import_file(options.file, kind, {files.rules, files.places, vault, sink}, how);
  if (!report) return say(common, report.error());
  print_report(common, *report);
  return report->rejected == 0 && !report->stopped ? done : refused;
}

std::string only_campaign(const figures::Reading& reading) {
  const auto& campaigns = reading.complaints().campaigns;
  return campaigns.size() == 1 ? campaigns.front().declared.campaign : "";
}

int import_here(const Common& common, const Options& options) {
  auto city = open_to_write(common, options.folder);
  if (!city) return say(common, city.error());
  exchange::EngineSink sink(*(*city)->engine, *(*city)->journal);
  const std::string campaign =
      options.campaign.empty()
          ? (*city)->engine->look([](const auto& reading, const auto&) { return only_campaign(reading); })
          : options.campaign;
  return import_into(common, options, (*city)->files, *(*city)->vault, sink, campaign, rows_of_own_run);
}

/// The identifiers become pseudonyms here, with this machine's vault, so no personal data goes over the wire.
int import_to_server(const Common& common, const Options& options) {
  auto files = city_files();
  if (!files) return say(common, files.error());
  auto directory = stores::DataDirectory::open(options.folder);
  if (!directory) return say(common, directory.error());
  auto vault = stores::SqliteVault::open(directory->vault_file(), directory->vault_key());
  if (!vault) return say(common, vault.error());
  auto sink = ServerSink::to({options.folder, options.server, options.key_file});
  if (!sink) return say(common, sink.error());
  return import_into(common, options, *files, **vault, **sink, options.campaign, exchange::ImportOptions{}.run_rows);
}

}  // namespace

void add_import(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* command = app.add_subcommand(
      "import", zh ? "导入 CSV（带表头）、XLSX 或 NDJSON：逐行答复，退回的行另存 FILE.rejected.csv"
                   : "import CSV or XLSX with a header, or NDJSON: every row answered, wrong rows go to FILE.rejected.csv");
  command->add_option("what", options->what, "claims | complaints")->required()->check(CLI::IsMember({"claims", "complaints"}));
  command->add_option("file", options->file, zh ? "文件" : "the file");
  add_data(*command, options->folder);
  command->add_option("--server", options->server, zh ? "提交给运行中的服务，如 http://127.0.0.1:8080"
                                                      : "submit to a running server, e.g. http://127.0.0.1:8080");
  add_key_file(*command, common, options->key_file);
  command->add_option("--campaign", options->campaign, zh ? "督察活动（行内未写时用）" : "campaign of rows that name none");
  command->add_option("--round", options->round, zh ? "一个词，使同样的行成为新的请求（改正原因后重交）"
                                                     : "a word that makes the same rows new requests");
  command->add_option("--sheet", options->sheet, zh ? "XLSX 的工作表名称（缺省为第一张可见的）"
                                                    : "the worksheet of an XLSX workbook; the first visible one if not given");
  command->add_flag("--template", options->template_only, zh ? "只打印空表头" : "print the empty table's header only");
  command->callback([&common, &chosen, options] {
    chosen = [&common, options]() -> int {
      const auto kind = options->what == "claims" ? exchange::ImportKind::claims : exchange::ImportKind::cases;
      if (options->template_only) return print(exchange::template_csv(kind, common.language)) ? done : refused;
      if (options->file.empty()) {
        say(common, "缺少要导入的文件", "the file to import is missing");
        return wrong_use;
      }
      return options->server.empty() ? import_here(common, *options) : import_to_server(common, *options);
    };
  });
}

}  // namespace seethrough::app
