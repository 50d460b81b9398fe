#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fstream>
#include <sstream>

#include "app/city.h"
#include "app/commands.h"
#include "app/tiles.h"
#include "audit/directory_tiles.h"
#include "audit/journal_file.h"
#include "audit/verify_bulletin.h"
#include "audit/verify_journal.h"

namespace seethrough::app {
namespace {

namespace json = boost::json;

struct Options {
  std::string bulletin, folder, log, key;
};

int report_journal(const Common& common, const audit::JournalReport& report) {
  const bool zh = common.language == Language::zh;
  const bool good = report.findings.empty();
  if (common.json) {
    json::array findings;
    for (const audit::Finding& one : report.findings)
      findings.push_back(json::object{{"seq", one.seq}, {"what", zh ? one.zh : one.en}});
    print(json::serialize(json::object{{"verdict", good ? "matches" : "does_not_match"},
                                       {"entries", report.entries},
                                       {"bulletins", report.bulletins},
                                       {"bulletins_recomputed", report.bulletins_recomputed},
                                       {"root", to_hex(report.root)},
                                       {"findings", std::move(findings)},
                                       {"more_findings", report.more_findings}}) +
          "\n");
    return good ? done : refused;
  }
  for (const audit::Finding& one : report.findings) fmt::print(stderr, "{}\n", zh ? one.zh : one.en);
  if (report.more_findings != 0)
    fmt::print(stderr, "{}\n", zh ? fmt::format("另有 {} 处", report.more_findings)
                                  : fmt::format("and {} more", report.more_findings));
  const std::string counts =
      zh ? fmt::format("流水 {} 条，通报 {} 份（重新编制 {} 份），根 {}", report.entries, report.bulletins,
                       report.bulletins_recomputed, to_hex(report.root))
         : fmt::format("{} entries, {} bulletins ({} recomputed), root {}", report.entries, report.bulletins,
                       report.bulletins_recomputed, to_hex(report.root));
  print((good ? (zh ? "相符：" : "Matches: ") : (zh ? "不相符：" : "Does not match: ")) + counts + "\n");
  return good ? done : refused;
}

int verify_data(const Common& common, const Options& options) {
  const auto files = city_files();
  if (!files) return say(common, files.error());
  const auto directory = stores::DataDirectory::open(options.folder);
  if (!directory) return say(common, directory.error());
  auto journal = audit::JournalFile::open(directory->journal_file());
  if (!journal) return say(common, journal.error());
  const auto key = signing_key(*directory);
  if (!key) return say(common, key.error());
  ProgressBar bar(common, "核验", "Verifying");
  const auto report =
      audit::verify_journal(*journal, key->verifier, files->places,
                            [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); });
  if (!report) return say(common, report.error());
  return report_journal(common, *report);
}

/// The log's files: of a server, of a data directory, or of a folder with published tiles.
struct OpenedLog {
  std::unique_ptr<stores::SqliteJournal> journal;
  std::unique_ptr<proof::TileSource> tiles;
};
Result<OpenedLog, Failure> open_log(const std::string& where) {
  OpenedLog log;
  if (where.starts_with("http://")) {
    auto client = http::Client::of(where);
    if (!client) return Unexpected{client.error()};
    log.tiles = std::make_unique<ServerTiles>(std::move(client).value());
    return log;
  }
  std::error_code error;
  if (!std::filesystem::is_directory(where, error)) {
    return Unexpected{Failure{FailureKind::not_found, fmt::format("--log 的值 {} 不是文件夹，也不是 http:// 地址", where),
                              fmt::format("--log is {}: expected a folder or an http:// address", where)}};
  }
  const std::filesystem::path file = std::filesystem::path(where) / "journal.db";
  if (!std::filesystem::exists(file, error)) {
    log.tiles = std::make_unique<audit::DirectoryTiles>(where);
    return log;
  }
  auto journal = stores::SqliteJournal::open(file, stores::SqliteJournal::Mode::read);
  if (!journal) return Unexpected{journal.error()};
  log.journal = std::move(journal).value();
  auto tiles = JournalTiles::of(*log.journal);
  if (!tiles) return Unexpected{tiles.error()};
  log.tiles = std::move(tiles).value();
  return log;
}

json::value report_json(const audit::BulletinReport& report, Language language) {
  json::array steps, differences;
  for (const audit::Step& one : report.steps)
    steps.push_back(json::object{{"good", one.good}, {"what", language == Language::zh ? one.zh : one.en}});
  for (const audit::FigureDifference& one : report.differences) {
    json::object dimensions;
    for (const auto& [name, value] : one.dimensions) dimensions.emplace(name, value);
    differences.push_back(json::object{{"id", one.id},
                                       {"dimensions", std::move(dimensions)},
                                       {"printed", one.printed},
                                       {"recomputed", one.recomputed}});
  }
  const char* verdict = report.verdict == audit::Verdict::matches          ? "matches"
                        : report.verdict == audit::Verdict::does_not_match ? "does_not_match"
                                                                           : "could_not_check";
  return json::object{{"verdict", verdict},
                      {"key_from_bulletin", report.key_from_bulletin},
                      {"journal_position", report.journal_position},
                      {"log_size", report.log_size},
                      {"issued_at", report.issued_at ? json::value(*report.issued_at) : json::value(nullptr)},
                      {"digest", to_hex(report.digest)},
                      {"steps", std::move(steps)},
                      {"differences", std::move(differences)}};
}

int verify_as_stranger(const Common& common, const Options& options) {
  std::ifstream file(options.bulletin, std::ios::binary);
  std::stringstream text;
  if (!file || !(text << file.rdbuf()))
    return say(common, fmt::format("无法读取通报文件 {}：请检查文件名", options.bulletin),
               fmt::format("cannot read the bulletin file {}: check its name", options.bulletin));
  const auto files = city_files();
  if (!files) return say(common, files.error());
  std::optional<proof::VerifierKey> pinned;
  if (!options.key.empty()) {
    const auto key = proof::parse_verifier_key(options.key);
    if (!key)
      return say(common, fmt::format("--key 的值不是验证公钥：{}", key.error()),
                 fmt::format("--key is no verifier key: {}", key.error()));
    pinned = *key;
  }
  auto log = open_log(options.log.empty() ? options.folder : options.log);
  if (!log) return say(common, log.error());
  const audit::BulletinReport report = audit::verify_bulletin(text.str(), *log->tiles, files->places, pinned);
  print(common.json ? json::serialize(report_json(report, common.language)) + "\n"
                    : audit::in_words(report, common.language));
  return report.verdict == audit::Verdict::matches ? done : refused;
}

}  // namespace

void add_verify(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* command = app.add_subcommand(
      "verify", zh ? "核验：由流水重算哈希树、检查点和每份通报；或凭公开的日志核验一份通报"
                   : "recompute tree, checkpoint and every issued bulletin; or verify a bulletin from the published log");
  command->add_option("bulletin", options->bulletin, zh ? "通报的 JSON 文件" : "a bulletin's JSON file");
  add_data(*command, options->folder);
  command->add_option("--log", options->log, zh ? "公开日志：文件夹或 http:// 地址" : "the published log: a folder or an http:// address");
  command->add_option("--key", options->key, zh ? "你信任的验证公钥" : "the verifier key you trust");
  command->callback([&common, &chosen, options] {
    chosen = [&common, options] {
      return options->bulletin.empty() ? verify_data(common, *options) : verify_as_stranger(common, *options);
    };
  });
}

}  // namespace seethrough::app
