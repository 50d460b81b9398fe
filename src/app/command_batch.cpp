// seethrough batch …: handing a batch over under its cover sheet; what a batch holds.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "app/commands.h"
#include "app/remote.h"
#include "complaints/tally.h"
#include "exchange/cover_sheet.h"

namespace seethrough::app {
namespace {

namespace json = boost::json;
using complaints::Campaign;

struct Options {
  std::string campaign, day, forwarded_on, header, sheet, folder, server, key_file;
  int batch = 0;
  bool reconstructed = false;
};

/// Whether a day was given in its form; says so if not.
bool is_day(const Common& common, const char* option, const std::string& text) {
  if (parse_day(text)) return true;
  say(common, fmt::format("{} 的值 {} 不对：应为存在的日期，形如 2025-06-10", option, text),
      fmt::format("{} is {}: expected a day that exists, like 2025-06-10", option, text));
  return false;
}

Result<complaints::HandOverBatch, Failure> hand_over_of(const Options& options) {
  const auto files = city_files();
  if (!files) return Unexpected{files.error()};
  auto reader = exchange::TableReader::open(options.header, exchange::cover_sheet_columns(), options.sheet);
  if (!reader) return Unexpected{reader.error()};
  auto header = exchange::read_cover_sheet(*reader, options.header, files->places);
  if (!header) return Unexpected{header.error()};
  const Day day = *parse_day(options.day);
  return complaints::HandOverBatch{options.campaign,
                                   options.batch,
                                   day,
                                   options.forwarded_on.empty() ? day : *parse_day(options.forwarded_on),
                                   std::move(header).value(),
                                   options.reconstructed};
}

int hand_over(const Common& common, const Options& options) {
  if (!is_day(common, "--day", options.day)) return wrong_use;
  if (!options.forwarded_on.empty() && !is_day(common, "--forwarded-on", options.forwarded_on)) return wrong_use;
  const auto command = hand_over_of(options);
  if (!command) return say(common, command.error());
  // Every try is a request of its own: what was refused for a missing case is handed over once the case is there, and a
  // batch that was handed over is not handed over again.
  const std::string key = fmt::format("batch {} {} {}", options.campaign, options.batch, now().ms);
  const auto outcome =
      submit_one(common, {options.folder, options.server, options.key_file}, key, complaints::Command{*command});
  if (!outcome) return say(common, outcome.error());
  if (outcome->rejection) return say(common, outcome->rejection->zh, outcome->rejection->en);
  if (common.json)
    return print(json::serialize(json::object{{"campaign", options.campaign},
                                              {"batch", options.batch},
                                              {"cases", command->header.cases},
                                              {"seq", outcome->seq}}) +
                 "\n")
               ? done
               : refused;
  print(common.language == Language::zh
            ? fmt::format("第 {} 批 {} 件已交办，流水 {}\n", options.batch, command->header.cases, outcome->seq)
            : fmt::format("batch {} with {} cases is handed over, entry {}\n", options.batch, command->header.cases,
                          outcome->seq));
  return done;
}

/// A batch as its cover sheet has it, or as its cases count if it was not handed over.
struct Shown {
  int batch = 0;
  const complaints::Batch* handed_over = nullptr;
  complaints::StatedTable table{};
};

std::vector<complaints::StatedLine> lines_of(const complaints::Lines& lines, std::int64_t unit) {
  std::vector<complaints::StatedLine> made;
  for (const auto& [name, cases] : lines)
    made.push_back({name, cases.after_splitting / unit, (cases.after_splitting % unit) * (10'000 / unit), {}, {}});
  return made;
}

Shown shown(const Campaign& campaign, int batch) {
  Shown made{batch};
  if (batch <= static_cast<int>(campaign.batches.size())) {
    made.handed_over = &campaign.batches[static_cast<std::size_t>(batch - 1)];
    made.table = complaints::table_of(made.handed_over->header);
    return made;
  }
  const complaints::Count counted = complaints::count(campaign, {batch, {}});
  made.table.cases = counted.cases.received;
  made.table.key_cases = counted.key_cases.received;
  made.table.by_place = lines_of(counted.by_place, 10'000);
  made.table.by_type = lines_of(counted.by_type, 1);
  made.table.by_channel = lines_of(counted.by_channel, 1);
  return made;
}

/// What a batch's line is called: a place by its name, a channel by its word.
std::string named(const Common& common, const Tree& places, const char* kind, const std::string& of) {
  const bool zh = common.language == Language::zh;
  if (std::string_view(kind) == "place") {
    const Place* place = places.find_by_name(of);
    return place ? (zh ? place->zh : place->en) : of;
  }
  if (zh && std::string_view(kind) == "channel") return of == "phone" ? "来电" : of == "letter" ? "来信" : "网络";
  return of;
}

struct Breakdown {
  const char* kind;
  const char* zh;
  std::vector<complaints::StatedLine> complaints::StatedTable::* lines;
};
constexpr Breakdown breakdowns[] = {{"place", "地区", &complaints::StatedTable::by_place},
                                    {"type", "类型", &complaints::StatedTable::by_type},
                                    {"channel", "来源", &complaints::StatedTable::by_channel}};

void tell(const Common& common, const Tree& places, const Shown& one, bool lines) {
  const bool zh = common.language == Language::zh;
  const std::string when = !one.handed_over ? (zh ? "未交办" : "not handed over")
                           : fmt::format("{}{}", zh ? "交办 " : "handed over ", to_string(one.handed_over->day));
  print(fmt::format(fmt::runtime(zh ? "第 {} 批  {}  {} 件，重点件 {}\n" : "batch {}  {}  {} cases, {} key\n"), one.batch, when,
                    one.table.cases.value_or(0), one.table.key_cases.value_or(0)));
  if (!lines) return;
  for (const Breakdown& breakdown : breakdowns)
    for (const auto& line : one.table.*breakdown.lines)
      print(fmt::format("  {}  {}  {}\n", zh ? breakdown.zh : breakdown.kind,
                        named(common, places, breakdown.kind, line.of), line.cases));
}

json::object to_json(const Shown& one) {
  json::object made{{"batch", one.batch},
                    {"handed_over", nullptr},
                    {"disclosed", nullptr},
                    {"cases", one.table.cases.value_or(0)},
                    {"key_cases", one.table.key_cases.value_or(0)}};
  if (one.handed_over) {
    made["handed_over"] = to_string(one.handed_over->day);
    if (one.handed_over->disclosed) made["disclosed"] = to_string(*one.handed_over->disclosed);
  }
  json::array lines;
  for (const Breakdown& breakdown : breakdowns)
    for (const auto& line : one.table.*breakdown.lines)
      lines.push_back(json::object{{"kind", breakdown.kind}, {"name", line.of}, {"cases", line.cases}});
  made["lines"] = std::move(lines);
  return made;
}

/// The last batch that has a case.
int last_batch(const Campaign& campaign) {
  int last = static_cast<int>(campaign.batches.size());
  for (const complaints::Case& one : campaign.cases) last = std::max(last, one.entry.batch);
  return last;
}

int show(const Common& common, const Options& options) {
  const auto city = open_to_read(common, options.folder, 0);
  if (!city) return say(common, city.error());
  const complaints::State& state = (*city)->reading->complaints();
  const bool only = options.campaign.empty() && state.campaigns.size() == 1;
  const Campaign* campaign = only ? &state.campaigns.front() : state.campaign(options.campaign);
  if (!campaign)
    return say(common, fmt::format("没有督察活动“{}”；请用 --campaign 指明", options.campaign),
               fmt::format("there is no campaign \"{}\": name one with --campaign", options.campaign));
  const int last = last_batch(*campaign);
  if (options.batch > last)
    return say(common, fmt::format("第 {} 批还没有任何件；现有 1 至 {} 批", options.batch, last),
               fmt::format("batch {} has no case; there are batches 1 to {}", options.batch, last));
  json::array all;
  for (int batch = options.batch == 0 ? 1 : options.batch; batch <= (options.batch == 0 ? last : options.batch); ++batch) {
    const Shown one = shown(*campaign, batch);
    if (common.json) all.push_back(to_json(one));
    else tell(common, (*city)->files.places, one, options.batch != 0);
  }
  if (common.json)
    print(json::serialize(json::object{{"campaign", campaign->declared.campaign}, {"batches", std::move(all)}}) + "\n");
  return done;
}

}  // namespace

void add_batch(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* batch = app.add_subcommand("batch", zh ? "信访举报批次：按封面清单交办、查看"
                                                   : "batches of complaints: hand over under the cover sheet, show");
  batch->require_subcommand(1);
  const auto add = [&](const char* name, const char* text_zh, const char* text_en,
                       int (*run)(const Common&, const Options&)) {
    CLI::App* command = batch->add_subcommand(name, zh ? text_zh : text_en);
    add_data(*command, options->folder);
    command->callback([&common, &chosen, options, run] { chosen = [&common, options, run] { return run(common, *options); }; });
    return command;
  };
  CLI::App* hand =
      add("hand-over", "交办一批：与封面清单对不上就拒绝，并指出差额",
          "hand a batch over: refused, with the difference, if its cases do not add up to the cover sheet", hand_over);
  hand->add_option("--campaign", options->campaign, zh ? "督察活动" : "the campaign")->required();
  hand->add_option("--batch", options->batch, zh ? "批次号" : "batch number")->required()->check(CLI::PositiveNumber);
  hand->add_option("--day", options->day, zh ? "交办日期" : "the day of the hand-over")->required();
  hand->add_option("--forwarded-on", options->forwarded_on,
                   zh ? "转交县区的日期（默认同日）" : "the day it went on to the counties (by default the same)");
  hand->add_option("--header", options->header, zh ? "封面清单：类别、名称、件数（CSV、NDJSON、XLSX）"
                                                   : "the cover sheet: kind, name, cases (CSV, NDJSON, XLSX)")
      ->required();
  hand->add_option("--sheet", options->sheet, zh ? "XLSX 的工作表名称（缺省为第一张可见的）"
                                                 : "the worksheet of an XLSX workbook; the first visible one if not given");
  hand->add_flag("--reconstructed", options->reconstructed,
                 zh ? "补录：由公布的汇总数重建" : "reconstructed from published totals");
  hand->add_option("--server", options->server, zh ? "由运行中的服务交办" : "let the running server hand it over");
  add_key_file(*hand, common, options->key_file);
  CLI::App* one = add("show", "查看各批或一批", "show the batches, or one of them", show);
  one->add_option("--campaign", options->campaign,
                  zh ? "督察活动（只有一个时可不写）" : "the campaign, unless there is only one");
  one->add_option("--batch", options->batch, zh ? "批次号：列出各地区、类型、来源" : "batch number: with its places, types and channels")
      ->check(CLI::PositiveNumber);
}

}  // namespace seethrough::app
