#include "app/backtest_text.h"

#include <fmt/format.h>

#include <array>

#include "bulletins/document.h"
#include "money/print.h"

namespace seethrough::app {
namespace {

using namespace backtest;
using bulletins::Document;
using bulletins::Paragraph;
using bulletins::TableBlock;

struct Words {
  std::string_view zh, en;
};
std::string said(Language language, Words words) { return std::string(language == Language::zh ? words.zh : words.en); }

/// By Outcome.
constexpr std::array<Words, 10> outcomes{{{"未回测", "not tested"},
                                          {"给予补贴", "granted"},
                                          {"规则中没有该品类", "no such kind in the rules"},
                                          {"没有适用的条款", "no clause applies"},
                                          {"两条条款同时适用", "two clauses apply at once"},
                                          {"缺少条款要求的要素", "a fact the clause asks for is missing"},
                                          {"不符合条款的条件", "a requirement is not met"},
                                          {"超过每人限额", "the person's limit is used up"},
                                          {"类别没有资金池", "no fund pays for the class"},
                                          {"资金池不足", "the fund cannot pay"}}};

std::string said(Outcome outcome, Language language) { return said(language, outcomes[static_cast<std::size_t>(outcome)]); }

std::string money(Fen amount, Language language) {
  return language == Language::zh ? group_yuan(amount) + " 元" : "CNY " + group_yuan(amount);
}

std::vector<bulletins::Column> balance_columns(Language language, Words first) {
  std::vector<bulletins::Column> columns{{said(language, first), false}};
  for (const Words head : {Words{"笔数", "Claims"}, Words{"原支出（元）", "Before (CNY)"}, Words{"新支出（元）", "After (CNY)"},
                           Words{"增加笔数", "Gain"}, Words{"增加（元）", "Gained (CNY)"}, Words{"减少笔数", "Lose"},
                           Words{"减少（元）", "Lost (CNY)"}})
    columns.push_back({said(language, head), true});
  return columns;
}

std::vector<std::string> balance_row(std::string head, const Balance& sums) {
  return {std::move(head),           group_digits(sums.claims),  group_yuan(sums.before),
          group_yuan(sums.after),    group_digits(sums.gainers), group_yuan(sums.gained),
          group_digits(sums.losers), group_yuan(sums.lost)};
}

std::string place_name(PlaceCode code, const Tree& places, Language language) {
  const Place* place = places.find(code);
  return place ? in(language, place->zh, place->en) : std::to_string(code.value);
}

std::string cost_sentence(const Report& report, Language language) {
  if (report.granted + report.refused == 0)
    return said(language, {"没有一笔申领属于这些规则的年份，因此没有可比的结果。",
                           "No claim on record is of a year that these rules cover: there is nothing to compare."});
  const Fen change = report.total.after - report.total.before;
  const Fen by = change < Fen{} ? -change : change;
  if (language == Language::zh)
    return fmt::format("支出由 {}变为 {}，{}。受益 {} 人，受损 {} 人。", money(report.total.before, language),
                       money(report.total.after, language),
                       change == Fen{} ? "没有变化" : fmt::format("{} {}", change > Fen{} ? "增加" : "减少", money(by, language)),
                       group_digits(report.persons_gaining), group_digits(report.persons_losing));
  return fmt::format("The cost goes from {} to {}: {}. {} persons gain, {} lose.", money(report.total.before, language),
                     money(report.total.after, language),
                     change == Fen{} ? "no change" : fmt::format("{} {}", money(by, language), change > Fen{} ? "more" : "less"),
                     group_digits(report.persons_gaining), group_digits(report.persons_losing));
}

std::string replay_sentence(const Replay& replay, Language language) {
  const bool zh = language == Language::zh;
  if (replay.mismatches == 0)
    return zh ? fmt::format("重算：{} 笔原决定按各自的规则版本重新计算，类别、条款、金额完全一致。", group_digits(replay.claims))
              : fmt::format("Replay: {} recorded decisions, taken again under their own editions, are the same in class, "
                            "clause and amount.", group_digits(replay.claims));
  const Mismatch& one = replay.first.front();
  const std::string is = one.recomputed.empty() ? std::string("–") : one.recomputed;
  return zh ? fmt::format("重算：{} 笔原决定中有 {} 笔与规则不符，第一笔是 {}（{}：记录为 {}，重算为 {}）。请先核对规则文件是否被改动。",
                          group_digits(replay.claims), group_digits(replay.mismatches), to_string(one.claim),
                          name(one.differs), one.recorded, is)
            : fmt::format("Replay: {} of {} recorded decisions do not follow from the rules, the first {} ({}: {} on "
                          "record, {} recomputed). Check first whether the rule file was changed.",
                          group_digits(replay.mismatches), group_digits(replay.claims), to_string(one.claim),
                          name(one.differs), one.recorded, is);
}

std::string untouched_sentence(const Report& report, Language language) {
  const bool zh = language == Language::zh;
  const std::string years = fmt::format("{}", fmt::join(report.untouched_years, zh ? "、" : ", "));
  return zh ? fmt::format("规则文件不含 {} 年：这些年份的 {} 笔（{}）原样未动，不计入以下各数。", years,
                          group_digits(report.untouched), money(report.untouched_subsidy, language))
            : fmt::format("The rule files have nothing for {}: {} claims of those years ({}) are left as they are and "
                          "counted in no figure below.", years, group_digits(report.untouched),
                          money(report.untouched_subsidy, language));
}

std::string fund_sentence(const FundCourse& fund, Language language) {
  const bool zh = language == Language::zh;
  std::string text = zh ? fmt::format("资金池 {}：上限 {}，支出 {}，", fund.fund, money(fund.cap, language), money(fund.granted, language))
                        : fmt::format("Fund {}: cap {}, granted {}; ", fund.fund, money(fund.cap, language), money(fund.granted, language));
  if (!fund.ran_out) return text + (zh ? "没有用完。" : "it lasts.");
  text += zh ? fmt::format("{} 用完", to_string(*fund.ran_out)) : fmt::format("it runs out on {}", to_string(*fund.ran_out));
  if (!fund.first_unpaid) return text + (zh ? "，没有付不出的申领。" : ", and every claim was paid.");
  return text + (zh ? fmt::format("，自 {} 起有 {} 笔付不出，共缺 {}。", to_string(*fund.first_unpaid), group_digits(fund.unpaid),
                                  money(fund.short_by, language))
                    : fmt::format(", and from {} on {} claims go unpaid, {} short.", to_string(*fund.first_unpaid),
                                  group_digits(fund.unpaid), money(fund.short_by, language)));
}

TableBlock verdict_table(const Report& report, Language language) {
  TableBlock table{said(language, {"逐笔结果", "What became of the claims"}), {}, {}};
  for (const Words head : {Words{"结果", "Outcome"}, Words{"条款", "Clause"}, Words{"原因", "Detail"}})
    table.columns.push_back({said(language, head), false});
  table.columns.push_back({said(language, {"笔数", "Claims"}), true});
  table.columns.push_back({said(language, {"原补贴（元）", "On record (CNY)"}), true});
  for (const Verdict& one : report.verdicts)
    table.rows.push_back({said(one.outcome, language), one.clause, one.detail, group_digits(one.claims), group_yuan(one.subsidy)});
  return table;
}

TableBlock change_table(const Report& report, const Tree& places, Language language) {
  TableBlock table{said(language, {"变化最大的申领", "The claims that change most"}), {}, {}};
  for (const Words head : {Words{"申领单", "Claim"}, Words{"日期", "Day"}, Words{"地区", "Place"}, Words{"品类", "Kind"}})
    table.columns.push_back({said(language, head), false});
  table.columns.push_back({said(language, {"原补贴（元）", "Before (CNY)"}), true});
  table.columns.push_back({said(language, {"新补贴（元）", "After (CNY)"}), true});
  table.columns.push_back({said(language, {"原条款", "Clause before"}), false});
  table.columns.push_back({said(language, {"新条款或原因", "Clause after, or why not"}), false});
  for (const Change& one : report.most_changed) {
    std::string after = one.clause_after;
    if (one.outcome != Outcome::granted)
      after = fmt::format("{}{}{}", said(one.outcome, language), one.detail.empty() ? "" : language == Language::zh ? "：" : ": ", one.detail);
    table.rows.push_back({to_string(one.claim), to_string(one.day), place_name(one.place, places, language), one.kind,
                          group_yuan(one.before), group_yuan(one.after), one.clause_before, std::move(after)});
  }
  return table;
}

std::string pace_text(const std::optional<Pace>& pace, Language language) {
  const bool zh = language == Language::zh;
  if (!pace) return zh ? "数据不足" : "too little history";
  if (!pace->days) return zh ? "不会用完" : "never";
  return fmt::format("{} ({}{})", to_string(*pace->runs_out), *pace->days,
                     zh ? " 天" : *pace->days == 1 ? " day" : " days");
}

/// By Alarm.
constexpr std::array<Words, 4> alarms{{{"无", "none"}, {"关注", "watch"}, {"紧急", "act now"}, {"已用完", "exhausted"}}};

}  // namespace

std::string backtest_text(const Backtested& found, const Tree& places, Language language) {
  const Report& report = found.report;
  const bool zh = language == Language::zh;
  Document document;
  document.title = said(language, {"规则回测", "Backtest of rules"});
  document.subtitle = zh ? fmt::format("规则 {}；历史申领 {} 笔：给予 {}，不予 {}，其中 {} 笔后来退回",
                                       fmt::join(found.editions, "、"), group_digits(report.claims), group_digits(report.granted),
                                       group_digits(report.refused), group_digits(report.taken_back))
                         : fmt::format("Rules {}; {} claims on record: {} granted, {} refused, {} of them taken back later",
                                       fmt::join(found.editions, ", "), group_digits(report.claims), group_digits(report.granted),
                                       group_digits(report.refused), group_digits(report.taken_back));
  document.blocks.push_back(Paragraph{cost_sentence(report, language)});
  document.blocks.push_back(Paragraph{replay_sentence(found.replay, language)});
  if (report.untouched != 0) document.blocks.push_back(Paragraph{untouched_sentence(report, language)});
  for (const FundCourse& fund : report.funds) document.blocks.push_back(Paragraph{fund_sentence(fund, language)});
  if (report.granted + report.refused == 0) return bulletins::plain_text(document);
  document.blocks.push_back(verdict_table(report, language));
  TableBlock classes{said(language, {"按类别", "By class"}), balance_columns(language, {"类别", "Class"}), {}};
  for (const ClassBalance& one : report.by_class)
    classes.rows.push_back(balance_row(bulletins::label(one.cls, language), one.balance));
  classes.rows.push_back(balance_row(said(language, {"合计", "Total"}), report.total));
  document.blocks.push_back(std::move(classes));
  TableBlock by_place{said(language, {"按地区", "By place"}), balance_columns(language, {"地区", "Place"}), {}};
  for (const PlaceBalance& one : report.by_place)
    by_place.rows.push_back(balance_row(place_name(one.place, places, language), one.balance));
  document.blocks.push_back(std::move(by_place));
  if (!report.most_changed.empty()) document.blocks.push_back(change_table(report, places, language));
  document.blocks.push_back(Paragraph{said(language, {
      "按记录的顺序逐笔重新决定，重新计算每人限额和资金池。当时被拒绝的申请没有记录要素，规则变化引起的购买变化也无从知道，更宽的规则的支出只会比这里多。",
      "Each claim is decided again in recorded order, limits and funds counted anew. Requests refused at the time are not on "
      "record with their facts, and how people would have bought under other rules is not known: more generous rules cost "
      "at least this much."})});
  document.blocks.push_back(Paragraph{zh ? fmt::format("每秒回测 {} 笔。", group_digits(found.claims_per_second))
                                         : fmt::format("{} claims decided a second.", group_digits(found.claims_per_second))});
  return bulletins::plain_text(document);
}

std::string forecast_text(const std::vector<Forecast>& forecasts, Language language) {
  const bool zh = language == Language::zh;
  Document document;
  document.title = said(language, {"资金池预警", "How long the funds last"});
  document.subtitle = zh ? fmt::format("截至 {}；快、中、慢是近期每周支出的第 90、50、10 百分位", to_string(forecasts.front().as_of))
                         : fmt::format("As of {}; fast, middle and slow are the 90th, 50th and 10th percentile of recent weeks",
                                       to_string(forecasts.front().as_of));
  TableBlock table{said(language, {"资金池", "Funds"}), {{said(language, {"资金池", "Fund"}), false}}, {}};
  for (const Words head : {Words{"上限（元）", "Cap (CNY)"}, Words{"已支出（元）", "Granted (CNY)"}, Words{"剩余（元）", "Left (CNY)"},
                           Words{"快", "Fast"}, Words{"中", "Middle"}, Words{"慢", "Slow"}, Words{"比均匀进度早（天）", "Days ahead of even"}})
    table.columns.push_back({said(language, head), true});
  table.columns.push_back({said(language, {"预警", "Alarm"}), false});
  for (const Forecast& one : forecasts)
    table.rows.push_back({one.fund, group_yuan(one.cap), group_yuan(one.granted), group_yuan(one.left),
                          pace_text(one.fast, language), pace_text(one.middle, language), pace_text(one.slow, language),
                          std::to_string(one.days_ahead), said(language, alarms[static_cast<std::size_t>(one.alarm)])});
  document.blocks.push_back(std::move(table));
  return bulletins::plain_text(document);
}

}  // namespace seethrough::app
