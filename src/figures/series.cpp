#include "figures/series.h"

#include "base/check.h"

namespace seethrough::figures {

const std::array<Definition, figure_count>& definitions() {
  static constexpr std::array<Definition, figure_count> all{{
      {Figure::subsidy_claims, "subsidies.claims", "subsidies", 1, Unit::count, "class", "申领笔数", "Claims", "笔",
       "claims",
       "汽车按受理的申请计，其他品类按核销的交易计；计入申请日或销售日。退货、撤回自发生之日起减去。",
       "Vehicle applications accepted and transactions redeemed in the other classes, on the day of the application or "
       "the sale. Returns and withdrawals are subtracted from their own day on."},
      {Figure::consumption, "subsidies.consumption", "subsidies", 1, Unit::fen, "class", "拉动消费额",
       "Consumption driven", "元", "CNY",
       "上述各笔的最终销售价格之和，即扣除企业、渠道优惠后、扣除政府补贴前的价格。",
       "The sum of the final prices of those claims: after every discount of maker, channel and store, before the "
       "subsidy."},
      {Figure::subsidy_granted, "subsidies.subsidy", "subsidies", 1, Unit::fen, "class", "补贴金额",
       "Subsidy redeemed", "元", "CNY",
       "按当年规则算出并从资金池占用的补贴之和。退货、撤回自发生之日起退回资金池并减去。",
       "The sum of the subsidies that the year's rules give and that were taken out of the fund. Returns and "
       "withdrawals go back to the fund and are subtracted from their own day on."},
      {Figure::claims_held, "subsidies.held_claims", "subsidies", 1, Unit::count, "class", "暂缓笔数", "Claims held", "笔",
       "claims", "审核或抽查中暂缓的申领，计入暂缓日；解除、驳回、退货、冲正自发生之日起减去。整批暂缓的按批内各笔计。",
       "Claims held in review or spot check, on the day of the hold; released, refused, returned and voided ones are "
       "subtracted from their own day on. Of a batch held as a whole each claim counts."},
      {Figure::subsidy_held, "subsidies.held", "subsidies", 1, Unit::fen, "class", "暂缓金额", "Subsidy held", "元", "CNY",
       "上述暂缓申领的补贴之和。", "The sum of the subsidies of those held claims."},
      {Figure::claims_paid, "subsidies.paid_claims", "subsidies", 1, Unit::count, "class", "拨付笔数", "Claims paid", "笔",
       "claims", "银行回单确认已付的申领，计入付款日；退货追缴到账后自到账日起减去。",
       "Claims that the bank confirms as paid, on the day of payment; subtracted from the day on which a claw-back came in "
       "whole."},
      {Figure::subsidy_paid, "subsidies.paid", "subsidies", 1, Unit::fen, "class", "拨付金额", "Subsidy paid", "元", "CNY",
       "银行已付的补贴之和，含补足差额；追缴到账的自到账日起减去。",
       "The sum of what the bank paid, top-ups included; what was clawed back is subtracted from the day it came in."},
      {Figure::merchants, "subsidies.merchants", "subsidies", 1, Unit::count, "", "参与商户", "Merchants admitted",
       "户", "merchants", "已准入、统一社会信用代码有效的商户，计入准入日、所在县区。",
       "Merchants admitted with a valid unified social credit code, on the day of admission, where they are."},
      {Figure::complaint_cases, "complaints.cases", "complaints", 1, Unit::count, "type", "交办举报件",
       "Complaint cases handed over", "件", "cases",
       "督察组交办的举报件，计入所在批次的交办日。每件只有一个主要类型，因此各类型、各县区之和都等于总数。更正后按更正的县区和类型计。",
       "Cases handed over by the inspection group, on the day of their batch. Each case has one primary type, so types "
       "and places each sum to the total. A corrected case counts as corrected."},
      {Figure::complaint_key_cases, "complaints.key_cases", "complaints", 1, Unit::count, "type", "重点件",
       "Key cases", "件", "cases", "其中编号带 * 的重点件。", "Of these, the cases marked as key cases (*)."},
      {Figure::complaint_splits, "complaints.split_cases", "complaints", 1, Unit::count, "from", "外市拆分件",
       "Cases split from another city's case", "件", "cases", "其中由其他城市的举报件拆分而来、在本地计数的件。",
       "Of these, the cases that were split from another city's case and count here."},
      {Figure::complaint_batches, "complaints.batches", "complaints", 1, Unit::count, "", "交办批次",
       "Batches handed over", "批", "batches", "督察组移交的批次，计入移交日。",
       "Batches handed over by the inspection group, on the day of the hand-over."},
      {Figure::complaint_outcomes, "complaints.outcomes", "complaints", 1, Unit::count, "closure", "签批办结情况",
       "Results signed off", "件", "cases",
       "结果已签批的举报件，按办结、阶段性办结、未办结分，计入签批日；再次签批的按最后一次计，重新办理的自原签批日减去。",
       "Cases whose result is signed off, by closed, closed in stages and not closed, on the day of signing; the last "
       "signature counts, and a case that is reopened is taken out of its day."},
      {Figure::complaint_findings, "complaints.findings", "complaints", 1, Unit::count, "finding", "是否属实",
       "Cases by finding", "件", "cases", "结果已签批的举报件，按属实、基本属实、部分属实、不属实分，计入签批日。",
       "Cases whose result is signed off, by what the investigation found, on the day of signing."},
      {Figure::complaint_sanctions, "complaints.sanctions", "complaints", 1, Unit::count, "kind", "处理问责",
       "Sanctions", "家（件、人）", "enterprises, cases or persons",
       "登记在举报件下的处理：责令整改、立案处罚等按家，立案侦查按件，拘留、约谈、问责按人，计入处理日。",
       "Sanctions recorded with cases, as each kind counts (enterprises, cases or persons), on their day."},
      {Figure::complaint_fines, "complaints.fines", "complaints", 1, Unit::fen, "", "罚款金额", "Fines", "元", "CNY",
       "登记在举报件下的罚款之和，精确到分，计入处理日。", "The sum of the fines recorded with cases, to the fen, on their day."},
      {Figure::projects, "projects.count", "projects", 1, Unit::count, "stage", "重点项目", "Key projects", "个",
       "projects", "登记在册的省级、市级重点项目，按所处阶段分；退库的不计。",
       "Provincial and municipal key projects in the register, by the stage they are in; withdrawn ones do not count."},
      {Figure::large_projects, "projects.at_least_1bn", "projects", 1, Unit::count, "stage", "十亿元以上项目",
       "Projects of at least CNY 1 bn", "个", "projects", "其中计划总投资不低于 10 亿元的项目。",
       "Of these, the projects with a planned investment of at least one billion yuan."},
      {Figure::investment, "projects.investment", "projects", 1, Unit::fen, "stage", "计划总投资",
       "Planned investment", "元", "CNY", "上述重点项目的计划总投资之和。",
       "The sum of the planned investment of those projects."},
      {Figure::chains, "chains.count", "chains", 1, Unit::count, "", "重点产业链", "Industry chains", "条", "chains",
       "已建立档案的产业链。", "Industry chains with a register of their own."},
  }};
  return all;
}

const Definition& definition(Figure figure) {
  const Definition& found = definitions()[static_cast<std::size_t>(figure)];
  INVARIANT(found.figure == figure, "the definitions are not in the order of the figures");
  return found;
}

std::optional<Figure> parse_figure(std::string_view id) {
  for (const Definition& one : definitions()) {
    if (one.id == id) return one.figure;
  }
  return std::nullopt;
}

std::string_view name(Unit unit) { return unit == Unit::count ? "count" : "fen"; }

}  // namespace seethrough::figures
