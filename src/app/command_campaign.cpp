// seethrough campaign …: what a campaign file holds or which line is wrong; declaring it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "app/commands.h"
#include "app/remote.h"
#include "app/text_file.h"
#include "complaints/disclosure.h"
#include "journal/codec.h"
#include "proof/hash.h"
#include "rule_files/campaign_file.h"

namespace seethrough::app {
namespace {

namespace json = boost::json;
using complaints::CampaignTerms;
using complaints::DeclareCampaign;
using complaints::TimeLimit;

struct Options {
  std::string file, folder, server, key_file;
};

Result<DeclareCampaign, Failure> read(const Options& options) {
  const auto text = text_of(options.file);
  if (!text) return Unexpected{text.error()};
  const auto files = city_files();
  if (!files) return Unexpected{files.error()};
  return read_campaign_file(*text, options.file, files->places);
}

std::string days(const Common& common, const TimeLimit& limit) {
  if (common.language == Language::zh) return fmt::format("{} 个{}", limit.days, limit.working ? "工作日" : "自然日");
  return fmt::format("{} {} days", limit.days, limit.working ? "working" : "calendar");
}

void tell_limits(const Common& common, const CampaignTerms& terms) {
  const auto line = [&](const TimeLimit& limit, const char* zh, const char* en) {
    if (limit.days != 0) print(fmt::format("  {}  {}\n", in(common.language, zh, en), days(common, limit)));
  };
  line(terms.accept, "接收或退回", "accept or return");
  line(terms.report, "上报办理情况", "report");
  line(terms.publish, "公开", "publish");
  line(terms.notice, "逾期后通报", "notice after the day due");
  line(terms.summons, "逾期后约谈", "summons after the day due");
}

void tell(const Common& common, const DeclareCampaign& one) {
  const bool zh = common.language == Language::zh;
  const auto& counting = *one.terms->counting;
  print(fmt::format("{} {}, {}..{}\n", one.campaign, zh ? one.name_zh : one.name_en, to_string(one.stationed_from),
                    to_string(one.stationed_to)));
  print(fmt::format("  {}  {}\n", zh ? "受理编号" : "numbers", one.number_pattern));
  print(fmt::format("  {}  {}\n", zh ? "污染类型" : "types", fmt::join(one.types, zh ? "、" : "; ")));
  print(fmt::format("  {}  types {}, splits {}, joint {}, duplicates {}\n", zh ? "计数口径" : "counting",
                    boost::describe::enum_to_string(counting.types, "?"),
                    boost::describe::enum_to_string(counting.splits, "?"),
                    boost::describe::enum_to_string(counting.joint, "?"),
                    boost::describe::enum_to_string(counting.duplicates, "?")));
  tell_limits(common, *one.terms);
  std::vector<std::string_view> columns;
  for (const std::string& id : one.terms->columns) {
    const auto* column = complaints::find_column(id);
    columns.push_back(zh ? column->zh : column->en);
  }
  if (!columns.empty()) print(fmt::format("  {}  {}\n", zh ? "公开表" : "table", fmt::join(columns, zh ? "、" : "; ")));
}

/// {"data":{…},"type":…}: what would be declared, as it would be submitted.
int check(const Common& common, const Options& options) {
  const auto campaign = read(options);
  if (!campaign) return say(common, campaign.error());
  if (common.json)
    return print(journal::encode_command(complaints::Command{*campaign}) + "\n") ? done : refused;
  tell(common, *campaign);
  return done;
}

int declare(const Common& common, const Options& options) {
  const auto campaign = read(options);
  if (!campaign) return say(common, campaign.error());
  const journal::Command command{complaints::Command{*campaign}};
  const std::string key =
      fmt::format("campaign {} {}", campaign->campaign, to_hex(proof::sha256(journal::encode_command(command))));
  const auto outcome = submit_one(common, {options.folder, options.server, options.key_file}, key, command);
  if (!outcome) return say(common, outcome.error());
  if (outcome->rejection) return say(common, outcome->rejection->zh, outcome->rejection->en);
  if (common.json)
    return print(json::serialize(json::object{
                     {"campaign", campaign->campaign}, {"seq", outcome->seq}, {"repeated", outcome->repeated}}) +
                 "\n")
               ? done
               : refused;
  print(common.language == Language::zh
            ? fmt::format("已登记督察活动 {}，流水 {}{}\n", campaign->campaign, outcome->seq, outcome->repeated ? "（此前已登记）" : "")
            : fmt::format("campaign {} is declared, entry {}{}\n", campaign->campaign, outcome->seq,
                          outcome->repeated ? " (it was already)" : ""));
  return done;
}

}  // namespace

void add_campaign(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  const bool zh = common.language == Language::zh;
  CLI::App* campaign = app.add_subcommand("campaign", zh ? "督察活动：检查文件、登记"
                                                         : "inspection campaigns: check a file, declare it");
  campaign->require_subcommand(1);
  const auto add = [&](const char* name, const char* text_zh, const char* text_en,
                       int (*run)(const Common&, const Options&)) {
    CLI::App* command = campaign->add_subcommand(name, zh ? text_zh : text_en);
    command->add_option("file", options->file, "YAML")->required();
    command->callback([&common, &chosen, options, run] { chosen = [&common, options, run] { return run(common, *options); }; });
    return command;
  };
  add("check", "检查督察活动文件：有什么，或哪一行不对", "check a campaign file: what it holds, or the line that is wrong", check);
  CLI::App* one = add("declare", "按文件登记督察活动", "declare the campaign of a file", declare);
  add_data(*one, options->folder);
  one->add_option("--server", options->server, zh ? "由运行中的服务登记" : "let the running server declare it");
  add_key_file(*one, common, options->key_file);
}

}  // namespace seethrough::app
