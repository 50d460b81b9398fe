// seethrough audit: the audit trail on the command line, and whether it is whole.
#include <fmt/format.h>

#include "app/city.h"
#include "app/commands.h"
#include "http/trail_rows.h"
#include "stores/sqlite/sqlite_trail.h"

namespace seethrough::app {
namespace {

struct Options {
  std::string folder, format = "text";
  stores::TrailQuery query;
  bool check = false;
};

std::string line_of(const stores::TrailRow& row, const std::string& format) {
  std::string out;
  if (format == "csv") {
    http::append_trail_csv(out, row);
    return out;
  }
  return fmt::format("{}  {:<12} {:<10} {:<7} {} {}{}{}\n", to_string(row.at), row.account.empty() ? "-" : row.account,
                     name_of(row.kind), name_of(row.outcome), row.subject, row.detail,
                     row.address.empty() ? "" : "  " + row.address, row.seq == 0 ? "" : fmt::format("  #{}", row.seq));
}

int audit(const Common& common, const Options& options) {
  const auto directory = stores::DataDirectory::open(options.folder);
  if (!directory) return say(common, directory.error());
  auto trail = stores::SqliteTrail::open(directory->trail_file(), directory->vault_key());
  if (!trail) return say(common, trail.error());
  if (options.check) {
    const auto rows = (*trail)->check();
    if (!rows) return say(common, rows.error());
    print(common.language == Language::zh ? fmt::format("审计记录完整：{} 条，前后相接。\n", *rows)
                                          : fmt::format("The audit trail is whole: {} rows, each follows from the last.\n",
                                                        *rows));
    return done;
  }
  if (options.format == "csv") print(http::trail_csv_head);
  bool written = true;
  auto read = (*trail)->each(options.query, [&](const stores::TrailRow& row) {
    written = print(line_of(row, options.format));
    return written && !interrupted();
  });
  if (!read) return say(common, read.error());
  return written ? done : refused;
}

}  // namespace

void add_audit(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* command = app.add_subcommand("audit", zh ? "审计记录：谁在何时做了、试了、看了什么" : "the audit trail: who did, tried or looked at what");
  add_data(*command, options->folder);
  command->add_option("--account", options->query.account, zh ? "账号" : "account");
  command->add_option("--kind", options->query.kind, zh ? "类别" : "kind")
      ->check(CLI::IsMember({"command", "sign_in", "sign_out", "credential", "look", "refusal", "export", "backup"}));
  command->add_option("--outcome", options->query.outcome, zh ? "结果" : "outcome")
      ->check(CLI::IsMember({"done", "refused", "failed"}));
  command->add_option("--text", options->query.text, zh ? "包含的文字" : "text that is anywhere in it");
  command->add_option("--format", options->format, "text | csv")->check(CLI::IsMember({"text", "csv"}))->capture_default_str();
  command->add_flag("--check", options->check, zh ? "检查记录是否完整" : "check that the trail is whole");
  command->callback([&common, &chosen, options] {
    chosen = [&common, options] { return audit(common, *options); };
  });
}

}  // namespace seethrough::app
