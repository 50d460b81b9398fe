#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "app/city.h"
#include "app/commands.h"
#include "exchange/export.h"

namespace seethrough::app {
namespace {

struct Options {
  std::string what, folder, format = "csv", out;
};

int export_records(const Common& common, const Options& options) {
  auto directory = stores::DataDirectory::open(options.folder);
  if (!directory) return say(common, directory.error());
  auto journal = stores::SqliteJournal::open(directory->journal_file(), stores::SqliteJournal::Mode::read);
  if (!journal) return say(common, journal.error());
  exchange::ExportOptions how;
  how.kind = options.what == "claims"       ? exchange::ExportKind::claims
             : options.what == "complaints" ? exchange::ExportKind::complaints
                                            : exchange::ExportKind::projects;
  how.format = options.format == "csv"    ? exchange::ExportFormat::csv
               : options.format == "xlsx" ? exchange::ExportFormat::xlsx
                                          : exchange::ExportFormat::ndjson;
  how.language = common.language;
  if (how.format == exchange::ExportFormat::xlsx && options.out.empty() && isatty(STDOUT_FILENO))
    return say(common, "XLSX 不是文本，终端显示不了：请用 --out 指明文件",
               "XLSX is no text and a terminal cannot show it: name a file with --out");
  std::ofstream file;
  if (!options.out.empty()) {
    file.open(options.out, std::ios::binary | std::ios::trunc);
    if (!file)
      return say(common, fmt::format("无法写入 {}：请检查文件夹是否存在、可写", options.out),
                 fmt::format("cannot write {}: check that its folder exists and can be written", options.out));
  }
  ProgressBar bar(common, "导出", "Exporting");
  const auto report =
      exchange::export_records(how, **journal, options.out.empty() ? std::cout : file,
                               [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); });
  if (!report) return say(common, report.error());
  if (report->sheets > 1) {
    const bool zh = common.language == Language::zh;
    std::cerr << (zh ? fmt::format("{} 条记录超过一张工作表的 1048576 行，分在 {} 张工作表中。\n", report->records, report->sheets)
                     : fmt::format("{} records are more than the 1048576 rows of a worksheet: they fill {} worksheets.\n",
                                   report->records, report->sheets));
  }
  return done;
}

}  // namespace

void add_export(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* command = app.add_subcommand("export", zh ? "导出全部记录，不含个人信息" : "give every record back, no personal data");
  command->add_option("what", options->what, "claims | complaints | projects")
      ->required()
      ->check(CLI::IsMember({"claims", "complaints", "projects"}));
  add_data(*command, options->folder);
  command->add_option("--format", options->format, "csv | ndjson | xlsx")->check(CLI::IsMember({"csv", "ndjson", "xlsx"}));
  command->add_option("--out", options->out, zh ? "写入文件（默认标准输出）" : "file to write (default: standard output)");
  command->callback([&common, &chosen, options] {
    chosen = [&common, options] { return export_records(common, *options); };
  });
}

}  // namespace seethrough::app
