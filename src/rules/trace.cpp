// Book::explain: the outcome comes from evaluate; here it is only put into words, with the same judge and the same
// subsidy_of, so that the reasons cannot say something else than the decision.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "money/print.h"
#include "rules/book.h"

namespace seethrough::rules {
namespace {

/// "3,299.00"
std::string grouped_yuan(Fen amount) {
  const std::string plain = yuan(amount);
  return group_digits(amount.value / 100) + plain.substr(plain.find('.'));
}

/// "20%", "12.5%"
std::string percent(BasisPoints rate) {
  std::string text = fmt::format("{}", rate.value / 100);
  const std::int64_t rest = rate.value % 100;
  if (rest != 0) text += rest % 10 == 0 ? fmt::format(".{}", rest / 10) : fmt::format(".{:02}", rest);
  return text + "%";
}

Text in_words(Powertrain powertrain) {
  switch (powertrain) {
    case Powertrain::petrol: return {"汽油", "petrol"};
    case Powertrain::diesel: return {"柴油", "diesel"};
    case Powertrain::other: return {"其他燃料", "other fuel"};
    case Powertrain::new_energy: return {"新能源", "new energy"};
  }
  return {};
}

Text in_words(Battery battery) {
  switch (battery) {
    case Battery::none: return {"无电池", "no battery"};
    case Battery::lithium: return {"锂离子电池", "lithium"};
    case Battery::lead_acid: return {"铅酸电池", "lead-acid"};
  }
  return {};
}

Text same(std::string text) { return {text, text}; }

Text in_words(Field field, std::int64_t value) {
  if (value == Facts::absent) return {"未提供", "not given"};
  const bool known_code = value >= 0 && value <= 3;
  switch (type_of(field)) {
    case FieldType::money: return {grouped_yuan(Fen{value}) + " 元", grouped_yuan(Fen{value}) + " yuan"};
    case FieldType::day: return same(to_string(Day{static_cast<std::int32_t>(value)}));
    case FieldType::yes_no: return value != 0 ? Text{"是", "yes"} : Text{"否", "no"};
    case FieldType::powertrain:
      return known_code ? in_words(static_cast<Powertrain>(value)) : same(std::to_string(value));
    case FieldType::battery:
      return known_code && value < 3 ? in_words(static_cast<Battery>(value)) : same(std::to_string(value));
    case FieldType::number: return same(std::to_string(value));
  }
  return {};
}

Text in_words(Op op) {
  switch (op) {
    case Op::equals: return {"为", "is"};
    case Op::one_of: return {"属于", "is one of"};
    case Op::at_most: return {"不高于", "is at most"};
    case Op::at_least: return {"不低于", "is at least"};
    case Op::on_or_before: return {"不晚于", "is on or before"};
    case Op::on_or_after: return {"不早于", "is on or after"};
    case Op::present: return {"已提供", "is given"};
  }
  return {};
}

Text in_words(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds: return {"符合", "holds"};
    case Verdict::fails: return {"不符合", "does not hold"};
    case Verdict::missing: return {"缺少这项信息", "not known"};
  }
  return {};
}

/// "能效等级为 1"
Text in_words(const Test& test) {
  const Text op = in_words(test.op);
  Text words{fmt::format("{}{}", name_zh(test.field), op.zh), fmt::format("{} {}", name_en(test.field), op.en)};
  for (std::size_t i = 0; i < test.values.size(); ++i) {
    const Text value = in_words(test.field, test.values[i]);
    const bool latin = static_cast<unsigned char>(value.zh.front()) < 0x80;
    words.zh += (i > 0 ? "、" : latin ? " " : "") + value.zh;
    words.en += (i == 0 ? " " : ", ") + value.en;
  }
  return words;
}

Text given_and_verdict(const Test& test, const Facts& facts) {
  const Text given = in_words(test.field, facts.get(test.field));
  const Text verdict = in_words(judge(test, facts));
  return {fmt::format("申报：{}；{}", given.zh, verdict.zh), fmt::format("given: {}; {}", given.en, verdict.en)};
}

bool all_hold(const std::vector<Test>& tests, const Facts& facts) {
  return std::all_of(tests.begin(), tests.end(),
                     [&](const Test& test) { return judge(test, facts) == Verdict::holds; });
}

Text tell_dispute(const Dispute& dispute) {
  const std::string values = fmt::format("{}", fmt::join(dispute.values, " / "));
  return {fmt::format("来源不一致：{}；取 {}：{}", values, dispute.values.front(), dispute.why.zh),
          fmt::format("Sources disagree: {}; taken: {}: {}", values, dispute.values.front(), dispute.why.en)};
}

void tell_requirements(const Clause& clause, const Facts& facts, std::vector<TraceLine>& lines) {
  for (const Condition& condition : clause.requires_) {
    if (std::any_of(condition.given.begin(), condition.given.end(),
                    [&](const Test& test) { return judge(test, facts) == Verdict::fails; }))
      continue;
    const Text said = given_and_verdict(condition.test, facts);
    lines.push_back({{fmt::format("要求：{}（{}）", condition.text.zh, said.zh),
                      fmt::format("Required: {} ({})", condition.text.en, said.en)},
                     condition.source});
    if (condition.dispute) lines.push_back({tell_dispute(*condition.dispute), condition.source});
  }
}

void tell_clause(const Clause& clause, const Facts& facts, Day day, std::vector<TraceLine>& lines) {
  lines.push_back({{fmt::format("条款 {}：{}", clause.id, clause.text.zh),
                    fmt::format("Clause {}: {}", clause.id, clause.text.en)},
                   clause.source});
  const Text period{fmt::format("购买日期在 {} 至 {}", to_string(clause.days.first), to_string(clause.days.last)),
                    fmt::format("bought from {} to {}", to_string(clause.days.first), to_string(clause.days.last))};
  const bool in_period = clause.days.contains(day);
  const Text verdict = in_words(in_period ? Verdict::holds : Verdict::fails);
  lines.push_back({{fmt::format("适用：{}（{}；{}）", period.zh, to_string(day), verdict.zh),
                    fmt::format("Applies: {} ({}; {})", period.en, to_string(day), verdict.en)},
                   clause.source});
  if (!in_period) return;
  for (const Test& test : clause.when) {
    const Text words = in_words(test);
    const Text said = given_and_verdict(test, facts);
    lines.push_back({{fmt::format("适用：{}（{}）", words.zh, said.zh),
                      fmt::format("Applies: {} ({})", words.en, said.en)},
                     clause.source});
  }
  if (all_hold(clause.when, facts)) tell_requirements(clause, facts, lines);
}

Text tell_award(const Award& award, Fen price) {
  const std::string sum = grouped_yuan(award.subsidy);
  if (const Rate* rate = std::get_if<Rate>(&award.spoken().amount)) {
    const std::string share = grouped_yuan(share_of(price, rate->of_price, Rounding::down));
    return {fmt::format("最终销售价格 {} × {} = {}，上限 {} → 补贴 {} 元", grouped_yuan(price),
                        percent(rate->of_price), share, grouped_yuan(rate->cap), sum),
            fmt::format("price {} × {} = {}, cap {} → subsidy {} yuan", grouped_yuan(price),
                        percent(rate->of_price), share, grouped_yuan(rate->cap), sum)};
  }
  const std::string flat = grouped_yuan(std::get<Flat>(award.spoken().amount).amount);
  return {fmt::format("定额 {}，不超过最终销售价格 {} → 补贴 {} 元", flat, grouped_yuan(price), sum),
          fmt::format("flat {}, at most the price {} → subsidy {} yuan", flat, grouped_yuan(price), sum)};
}

const Text* requirement(const Edition* edition, const NotEligible& refusal) {
  if (!edition) return nullptr;
  for (const Clause& clause : edition->clauses)
    if (clause.id == refusal.clause)
      for (const Condition& condition : clause.requires_)
        if (condition.id == refusal.condition) return &condition.text;
  return nullptr;
}

Text tell_refusal(const Refusal& refusal, const Edition* edition) {
  return std::visit(
      Overloaded{
          [](const NoRules& no) {
            return Text{fmt::format("不予补贴：没有 {} 年的补贴规则", no.year),
                        fmt::format("No subsidy: there are no rules for {}", no.year)};
          },
          [](const UnknownKind& no) {
            return Text{fmt::format("不予补贴：{} 年的规则没有品类 {}", no.year, no.kind),
                        fmt::format("No subsidy: the rules of {} have no kind {}", no.year, no.kind)};
          },
          [](const NoClause& no) {
            return Text{fmt::format("不予补贴：{} 年没有适用于品类 {} 的条款", no.year, no.kind),
                        fmt::format("No subsidy: in {} no clause applies to kind {}", no.year, no.kind)};
          },
          [](const TwoClauses& two) {
            return Text{fmt::format("无法计算：条款 {} 与 {} 同时适用，须先更正规则", two.first, two.second),
                        fmt::format("Undecided: clauses {} and {} both apply; the rules must be corrected", two.first,
                                    two.second)};
          },
          [](const FactMissing& no) {
            return Text{fmt::format("无法计算：条款 {} 需要“{}”，请补充", no.clause, name_zh(no.field)),
                        fmt::format("Undecided: clause {} needs to know: {}; please supply it", no.clause,
                                    name_en(no.field))};
          },
          [&](const NotEligible& no) {
            const Text* what = requirement(edition, no);
            return Text{fmt::format("不予补贴：不符合条款 {} 的要求：{}", no.clause, what ? what->zh : no.condition),
                        fmt::format("No subsidy: clause {} is not met: {}", no.clause, what ? what->en : no.condition)};
          },
      },
      refusal);
}

}  // namespace

Trace Book::explain(std::string_view kind, const Facts& facts, Day day) const {
  const Edition* latest = edition(civil(day).year);
  if (latest) return explain(*latest, kind, facts, day);
  Trace trace{{}, evaluate(kind, facts, day)};
  trace.lines.push_back({tell_refusal(trace.outcome.error(), nullptr), ""});
  return trace;
}

Trace Book::explain(const Edition& in_force, std::string_view kind, const Facts& facts, Day day) const {
  Trace trace{{}, evaluate_under(in_force, kind, facts, day)};
  if (const Kind* described = in_force.find_kind(kind)) {
    trace.lines.push_back({{fmt::format("规则 {}，品类“{}”，购买日期 {}", in_force.version, described->name.zh, to_string(day)),
                            fmt::format("Rules {}, kind \"{}\", bought on {}", in_force.version, described->name.en,
                                        to_string(day))},
                           ""});
    for (const Clause& clause : in_force.clauses)
      if (std::find(clause.kinds.begin(), clause.kinds.end(), kind) != clause.kinds.end())
        tell_clause(clause, facts, day, trace.lines);
  }
  trace.lines.push_back({trace.outcome ? tell_award(*trace.outcome, Fen{facts.get(Field::price_fen)})
                                       : tell_refusal(trace.outcome.error(), &in_force),
                         ""});
  return trace;
}

}  // namespace seethrough::rules
