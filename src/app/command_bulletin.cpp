#include <fmt/format.h>
#include <unistd.h>

#include <boost/describe/enum_from_string.hpp>
#include <fstream>

#include "app/city.h"
#include "app/commands.h"
#include "app/remote.h"
#include "bulletins/document.h"
#include "bulletins/publish.h"
#include "journal/codec.h"
#include "messages/sentence.h"
#include "printing/printing.h"
#include "proof/hash.h"

namespace seethrough::app {
namespace {

using bulletins::Series;

struct Options {
  std::string series, folder, cut_off, format = "text", out, server, key_file;
  int batch = 0;
  std::uint64_t known_at = 0;
  bool issue = false;
};

std::optional<Series> parse_series(const std::string& name) {
  Series series{};
  return boost::describe::enum_from_string(name.c_str(), series) ? std::optional(series) : std::nullopt;
}

/// The number that the bulletin was issued under; 0: it was not. What was issued after `city` was read, or lies beyond
/// the position that it was asked for, only the whole journal knows.
Result<int, Failure> number_of(const Options& options, const Common& common, const ReadableCity& city,
                               const Digest& digest) {
  const auto in = [&](const ReadableCity& one) {
    int number = 0;
    for (const auto& issued : one.reading->publication().issued) number = issued.digest == digest ? issued.number : number;
    return number;
  };
  if (const int number = in(city); number != 0 || (!options.issue && options.known_at == 0)) return number;
  const auto whole = open_to_read(common, options.folder, 0);
  if (!whole) return Unexpected{whole.error()};
  return in(**whole);
}

Result<std::string, Failure> printed(const Options& options, const Common& common, const ReadableCity& city,
                                     const bulletins::Bulletin& bulletin, const bulletins::Document& document,
                                     const Digest& digest) {
  const auto number = number_of(options, common, city, digest);
  if (!number) return Unexpected{number.error()};
  const std::string address =
      *number == 0 ? "" : fmt::format("https://{}/{}/b/{}/{}", city.key.verifier.name, code(common.language), options.series, *number);
  const printing::Imprint imprint{common.language, bulletin.series, *number, bulletin.cut_off,
                                  bulletin.known_at, digest, address, bulletin.reconstructed};
  if (options.format == "xlsx") return printing::xlsx(document, imprint);
  if (options.format == "pdf") return printing::pdf(document, imprint);
  return printing::html(document, imprint);
}

Result<std::string, Failure> rendered(const Options& options, const Common& common, const ReadableCity& city,
                                      const bulletins::Bulletin& bulletin, const Digest& digest) {
  if (options.format == "json" || common.json)
    return bulletins::published_json(bulletin, *city.reading, city.checkpoint,
                                     proof::verifier_key_text(city.key.verifier), digest);
  const bulletins::Document document = bulletins::lay_out(bulletin, *city.reading, common.language);
  if (options.format == "text") return bulletins::plain_text(document);
  return printed(options, common, city, bulletin, document, digest);
}

int write(const Options& options, const Common& common, const std::string& octets) {
  if (options.out.empty()) {
    if (print(octets)) return done;
    return say(common, "标准输出写不进去：磁盘可能已满", "standard output refuses the text: the disk may be full");
  }
  std::ofstream file(options.out, std::ios::binary | std::ios::trunc);
  if (file.write(octets.data(), static_cast<std::streamsize>(octets.size())).flush()) return done;
  return say(common, fmt::format("无法写入 {}：请检查文件夹是否存在、可写、有空间", options.out),
             fmt::format("cannot write {}: check that its folder exists, can be written and has room", options.out));
}

int issue(const Options& options, const Common& common, const bulletins::Bulletin& bulletin, const Digest& digest) {
  const publication::Command command{publication::IssueBulletin{bulletin.series, bulletin.cut_off, bulletin.batch,
                                                                static_cast<std::int64_t>(bulletin.known_at), digest}};
  const std::string key = fmt::format("bulletin {} {} {} {}", options.series, to_string(bulletin.cut_off),
                                      bulletin.batch, bulletin.known_at);
  const auto outcome = submit_one(common, {options.folder, options.server, options.key_file}, key, command);
  if (!outcome) return say(common, outcome.error());
  if (outcome->rejection) return say(common, outcome->rejection->zh, outcome->rejection->en);
  return done;
}

int show(const Options& options, const Common& common) {
  const auto series = parse_series(options.series);
  INVARIANT(series, "the parser let an unknown series pass");
  if ((options.format == "xlsx" || options.format == "pdf") && !common.json && options.out.empty() && isatty(STDOUT_FILENO))
    return say(common, "XLSX 和 PDF 不是文本，终端显示不了：请用 --out 指明文件",
               "XLSX and PDF are no text and a terminal cannot show them: name a file with --out");
  bulletins::Request request{*series, Day{}, options.batch};
  auto city = open_to_read(common, options.folder, options.known_at);
  if (!city) return say(common, city.error());
  request.cut_off = bulletins::latest_cut_off(*(*city)->reading, *series);
  if (!options.cut_off.empty()) {
    const auto day = parse_day(options.cut_off);
    if (!day) {
      say(common, fmt::format("--cut-off 的值 {} 不对：应为存在的日期，形如 2025-06-10", options.cut_off),
          fmt::format("--cut-off is {}: expected a day that exists, like 2025-06-10", options.cut_off));
      return wrong_use;
    }
    request.cut_off = *day;
  }
  const auto bulletin = bulletins::compose(*(*city)->reading, request);
  if (!bulletin)
    return say(common, bulletins::sentence(bulletin.error(), Language::zh),
               bulletins::sentence(bulletin.error(), Language::en));
  const Digest digest = proof::sha256(bulletins::canonical_json(*bulletin));
  if (options.issue) {
    if (const int code = issue(options, common, *bulletin, digest); code != done) return code;
  }
  const auto octets = rendered(options, common, **city, *bulletin, digest);
  if (!octets) return say(common, octets.error());
  return write(options, common, *octets);
}

}  // namespace

void add_bulletin(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* command = app.add_subcommand(
      "bulletin", zh ? "编制通报：按截止日和已知的流水重建，各项之和对不上就拒绝"
                     : "compose a bulletin as of a cut-off and a journal position; refused when it does not tally");
  command->add_option("series", options->series, "subsidies | complaints | projects | disclosures | corrections")
      ->required()
      ->check(CLI::IsMember({"subsidies", "complaints", "projects", "disclosures", "corrections"}));
  add_data(*command, options->folder);
  command->add_option("--cut-off", options->cut_off, zh ? "截止日，如 2025-06-10" : "cut-off day, e.g. 2025-06-10");
  command->add_option("--batch", options->batch, zh ? "批次号（信访举报）" : "batch number (complaints)")
      ->check(CLI::PositiveNumber);
  command->add_option("--known-at", options->known_at, zh ? "只用流水的前若干条重建" : "rebuild what was known at this position")
      ->check(CLI::PositiveNumber);
  command->add_option("--format", options->format, "text | json | html | xlsx | pdf")
      ->check(CLI::IsMember({"text", "json", "html", "xlsx", "pdf"}));
  command->add_option("--out,--output", options->out, zh ? "写入文件（默认标准输出）" : "file to write (default: standard output)");
  command->add_flag("--issue", options->issue, zh ? "正式发布：把摘要记入流水" : "issue it: its digest enters the journal");
  command->add_option("--server", options->server, zh ? "由运行中的服务记入" : "let the running server record it");
  add_key_file(*command, common, options->key_file);
  command->callback([&common, &chosen, options] {
    chosen = [&common, options] { return show(*options, common); };
  });
}

}  // namespace seethrough::app
