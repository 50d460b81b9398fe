// backtest: what other rules would have cost. forecast: until when the funds last.

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <fstream>
#include <sstream>

#include "app/backtest_text.h"
#include "app/city.h"
#include "app/commands.h"
#include "http/backtest_json.h"
#include "http/claim_record.h"
#include "rule_files/rule_file.h"

namespace seethrough::app {
namespace {

namespace json = boost::json;

struct Options {
  std::vector<std::string> rules, caps;
  std::string folder, as_of;
  int rounds = 1;
};

Result<backtest::Recorded, Failure> read_record(const Common& common, const std::string& folder) {
  auto directory = stores::DataDirectory::open(folder);
  if (!directory) return Unexpected{directory.error()};
  auto journal = stores::SqliteJournal::open(directory->journal_file(), stores::SqliteJournal::Mode::read);
  if (!journal) return Unexpected{journal.error()};
  auto head = (*journal)->head();
  if (!head) return Unexpected{head.error()};
  backtest::Recorded recorded;
  if (head->size == 0) return recorded;
  ProgressBar bar(common, "读取流水", "Reading the journal");
  auto taken = http::take_entries(recorded, **journal, 1, head->size, [&](std::uint64_t done, std::uint64_t total) {
    bar.show(done, total);
    return !interrupted();
  });
  if (!taken) return Unexpected{taken.error()};
  return recorded;
}

Result<void, Failure> add_rule_file(rules::Book& book, const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  std::ostringstream read;
  read << file.rdbuf();  // fails, but does not throw, on a folder
  const std::string text = std::move(read).str();
  if (!file || text.empty()) {
    return Unexpected{Failure{FailureKind::not_found, fmt::format("规则文件 {} 无法读取或是空的：请检查路径和权限", name),
                              fmt::format("the rule file {} cannot be read or is empty: check its path and permissions", name)}};
  }
  auto edition = read_rule_file(text, name);
  if (!edition) return Unexpected{edition.error()};
  const std::string version = edition->version;
  if (!book.add(std::move(edition).value())) {
    return Unexpected{Failure{FailureKind::malformed, fmt::format("规则文件 {}（{}）与前面的文件版本相同或同日施行：请只给其中一个", name, version),
                              fmt::format("the rule file {} ({}) has the version of an earlier one or comes into force on the same day: give only one of them", name, version)}};
  }
  return {};
}

Result<backtest::OtherCap, Failure> read_cap(const std::string& text, const backtest::Recorded& recorded) {
  const std::size_t equals = text.rfind('=');
  const std::string fund = text.substr(0, equals);
  const auto cap = parse_yuan(equals == std::string::npos ? "" : std::string_view(text).substr(equals + 1));
  const bool known = std::any_of(recorded.funds.begin(), recorded.funds.end(), [&](const auto& one) { return one.id == fund; });
  if (cap && known) return backtest::OtherCap{fund, *cap};
  std::vector<std::string> ids;
  for (const backtest::Fund& one : recorded.funds) ids.push_back(one.id);
  return Unexpected{Failure{FailureKind::malformed,
                            fmt::format("--cap 的值 {} 不对：应为 资金池=元，如 {}=1000000.00；资金池有：{}", text,
                                        ids.empty() ? "2025" : ids.front(), ids.empty() ? "（无）" : fmt::format("{}", fmt::join(ids, "、"))),
                            fmt::format("--cap is {}: expected FUND=YUAN, like {}=1000000.00; the funds are: {}", text,
                                        ids.empty() ? "2025" : ids.front(), ids.empty() ? "(none)" : fmt::format("{}", fmt::join(ids, ", ")))}};
}

/// Decides all claims `rounds` times and takes the median time, sums included; nothing if interrupted.
std::optional<backtest::Report> measured(const Common& common, const backtest::Recorded& recorded, const rules::Book& book,
                                         backtest::Options how, int rounds, std::int64_t& claims_per_second) {
  using Clock = std::chrono::steady_clock;
  ProgressBar bar(common, "回测", "Backtesting");
  std::vector<std::int64_t> microseconds;
  std::optional<backtest::Report> report;
  for (int round = 0; round < rounds; ++round) {
    how.progress = [&](std::size_t done, std::size_t total) {
      bar.show(static_cast<std::uint64_t>(round) * total + done, static_cast<std::uint64_t>(rounds) * total);
      return !interrupted();
    };
    const auto start = Clock::now();
    report = backtest::run(recorded, book, how);
    if (!report) return std::nullopt;
    microseconds.push_back(std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count());
  }
  std::sort(microseconds.begin(), microseconds.end());
  const std::int64_t median = std::max<std::int64_t>(microseconds[microseconds.size() / 2], 1);
  claims_per_second = (report->claims - report->untouched) * 1'000'000 / median;
  return report;
}

int full_output(const Common& common, const std::string& text) {
  if (print(text)) return done;
  return say(common, "标准输出写不进去：磁盘可能已满", "standard output refuses the text: the disk may be full");
}

int run_backtest(const Common& common, const Options& options) {
  rules::Book book;
  for (const std::string& name : options.rules) {
    if (auto added = add_rule_file(book, name); !added) return say(common, added.error());
  }
  const auto files = city_files();
  if (!files) return say(common, files.error());
  const auto recorded = read_record(common, options.folder);
  if (!recorded) return say(common, recorded.error());
  backtest::Options how;
  for (const std::string& text : options.caps) {
    const auto cap = read_cap(text, *recorded);
    if (!cap) {
      say(common, cap.error());
      return wrong_use;
    }
    how.caps.push_back(*cap);
  }
  Backtested found;
  auto report = measured(common, *recorded, book, how, options.rounds, found.claims_per_second);
  if (!report) return say(common, "已按要求停止，没有改动任何数据", "stopped as asked; nothing was changed");
  found.report = std::move(*report);
  found.replay = backtest::replay(*recorded, files->rules);
  for (const rules::Edition* edition : book.editions()) found.editions.push_back(edition->version);
  if (!common.json) return full_output(common, backtest_text(found, files->places, common.language));
  json::object all = http::backtest_json(found.report, files->places);
  all["editions"] = json::array(found.editions.begin(), found.editions.end());
  all["replay"] = http::replay_json(found.replay);
  all["claims_per_second"] = found.claims_per_second;
  return full_output(common, json::serialize(all) + "\n");
}

int run_forecast(const Common& common, const Options& options) {
  const auto recorded = read_record(common, options.folder);
  if (!recorded) return say(common, recorded.error());
  const auto histories = backtest::fund_histories(*recorded);
  if (histories.empty())
    return say(common, "还没有资金池：请先设立资金池", "there is no fund yet: open one first");
  Day as_of = backtest::last_day(histories).value_or(histories.front().season.first);
  if (!options.as_of.empty()) {
    const auto day = parse_day(options.as_of);
    if (!day) {
      say(common, fmt::format("--as-of 的值 {} 不对：应为存在的日期，形如 2025-06-10", options.as_of),
          fmt::format("--as-of is {}: expected a day that exists, like 2025-06-10", options.as_of));
      return wrong_use;
    }
    as_of = *day;
  }
  std::vector<backtest::Forecast> forecasts;
  for (const auto& one : histories) forecasts.push_back(backtest::forecast(one, as_of, {}));
  if (!common.json) return full_output(common, forecast_text(forecasts, common.language));
  json::array funds;
  for (std::size_t i = 0; i < forecasts.size(); ++i) {
    json::object one = http::forecast_json(forecasts[i]);
    one["burn_down"] = http::burn_down_json(backtest::burn_down(histories[i], as_of));
    funds.push_back(std::move(one));
  }
  return full_output(common, json::serialize(json::object{{"as_of", to_string(as_of)}, {"funds", std::move(funds)}}) + "\n");
}

}  // namespace

void add_backtest(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "backtest", in(common.language, "规则回测：历史申领按另一套规则会怎样", "what the claims on record would have come to under other rules"));
  command->add_option("--rules", options->rules, in(common.language, "规则文件，可给多个", "rule files"))
      ->required()
      ->type_name("FILE");
  add_data(*command, options->folder);
  command->add_option("--cap", options->caps, in(common.language, "改用另一个资金上限：资金池=元", "another cap for a fund: FUND=YUAN"));
  command->add_option("--rounds", options->rounds, in(common.language, "重复次数，用于测速（取中位数）", "how often to repeat it, to measure (median)"))
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command->callback([&common, &chosen, options] {
    chosen = [&common, options] { return run_backtest(common, *options); };
  });
}

void add_forecast(CLI::App& app, const Common& common, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "forecast", in(common.language, "资金池预警：还能用多久", "until when the funds last"));
  add_data(*command, options->folder);
  command->add_option("--as-of", options->as_of, in(common.language, "截至哪一天（默认最后有支出的一天）", "as of which day (default: the last day with a grant)"));
  command->callback([&common, &chosen, options] {
    chosen = [&common, options] { return run_forecast(common, *options); };
  });
}

}  // namespace seethrough::app
