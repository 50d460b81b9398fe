// Events as sentences for a record's timeline.
#include <boost/describe/enum_to_string.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bulletins/document.h"
#include "complaints/words.h"
#include "http/case_file.h"
#include "messages/labels.h"
#include "pages/view.h"

namespace seethrough::http {
namespace {

/// One overload an event that a record's timeline can hold; the rest say their type.
struct Teller {
  const City& city;
  Language language;

  template <class... Arguments>
  std::string say(const char* zh, const char* en, const Arguments&... arguments) const {
    return fmt::format(fmt::runtime(in(language, zh, en)), arguments...);
  }
  std::string money(Fen amount) const {
    const std::string digits = pages::digits(figures::Figure::consumption, amount.value);
    return language == Language::zh ? digits + " 元" : "CNY " + digits;
  }
  std::string place(PlaceCode code) const {
    const Place* found = city.places.find(code);
    return found ? in(language, found->zh, found->en) : std::to_string(code.value);
  }
  std::string day(Day day) const { return language == Language::zh ? day_zh(day) : day_en(day); }
  std::string label(std::string_view id) const { return bulletins::label(id, language); }
  std::string because(const std::string& reason) const {
    return reason.empty() ? "" : say("，原因：{}", "; reason: {}", reason);
  }

  /// What the checks of the rules found, if anything.
  std::string found(const std::optional<std::vector<subsidies::Finding>>& findings) const {
    std::string text;
    if (!findings) return text;
    for (const subsidies::Finding& one : *findings)
      text += say("；疑点：{}（{}）", "; found: {} ({})", finding_in_words(one.check, one.detail, language),
                  seethrough::label(one.severity, language));
    return text;
  }

  std::string operator()(const subsidies::ClaimRedeemed& e) const {
    return say("{}核销：价格 {}，补贴 {}（规则 {} 第 {} 条）{}",
               "Redeemed on {}: price {}, subsidy {} (rules {}, clause {}){}", day(e.purchase.day),
               money(e.purchase.price), money(e.grant.subsidy), e.grant.edition, e.grant.clause, found(e.findings));
  }
  std::string operator()(const subsidies::ClaimApplied& e) const {
    return say("{}提交申请：价格 {}，补贴 {}（规则 {} 第 {} 条）{}",
               "Applied for on {}: price {}, subsidy {} (rules {}, clause {}){}", day(e.purchase.day),
               money(e.purchase.price), money(e.grant.subsidy), e.grant.edition, e.grant.clause, found(e.findings));
  }
  std::string operator()(const subsidies::GoodsReturned& e) const {
    if (e.to_claw_back)
      return say("{}退货，已拨付的 {} 待追缴{}{}", "Goods returned on {}; the {} already paid is to be clawed back{}{}",
                 day(e.day), money(*e.to_claw_back), because(e.reason), found(e.findings));
    return say("{}退货，补贴 {} 退回资金池{}{}", "Goods returned on {}; the subsidy of {} went back to the fund{}{}",
               day(e.day), money(e.reversal.subsidy), because(e.reason), found(e.findings));
  }
  std::string operator()(const subsidies::ClaimHeld& e) const { return held(e.day, e.reason, e.note); }
  std::string operator()(const subsidies::BatchHeld& e) const { return held(e.day, e.reason, e.note); }
  std::string operator()(const subsidies::CheckRecorded& e) const {
    if (e.held) return held(e.check.day, e.check.reason, e.check.note);
    return say("{}抽查通过{}", "Spot check passed on {}{}", day(e.check.day), because(e.check.note));
  }
  std::string operator()(const subsidies::ClaimRefused& e) const {
    return say("{}驳回（{}），补贴 {} 退回资金池{}", "Refused on {} by {}; the subsidy of {} went back to the fund{}", day(e.day),
               e.clause, money(e.reversal.subsidy), because(e.reason));
  }
  std::string operator()(const subsidies::ClaimAdjusted& e) const {
    return say("{}按规则 {} 重算：补贴由 {} 改为 {}{}", "On {} by the rules {}: subsidy from {} to {}{}", day(e.day),
               e.after.edition, money(e.before.subsidy), money(e.after.subsidy), because(e.reason));
  }
  std::string operator()(const subsidies::BatchFiled& e) const {
    return say("{}随批次 {} 申报，批内共 {}", "Filed on {} in batch {}, {} in all", day(e.batch.day), e.batch.batch,
               money(e.batch.subsidy));
  }
  std::string operator()(const subsidies::SampleDrawn& e) const {
    return say("{}从批次 {} 抽查 {} 件", "{2} claims of batch {1} were drawn for a spot check on {0}", day(e.day), e.batch,
               e.sample.size());
  }
  std::string operator()(const subsidies::NoticePosted& e) const {
    return say("{}至{}公示（{}）", "On public notice from {} to {} ({})", day(e.notice.day), day(e.notice.until),
               e.notice.notice);
  }
  std::string operator()(const subsidies::PaymentOrdered& e) const {
    return say("{}下达拨付（{}）", "Payment ordered on {} ({})", day(e.day), e.order);
  }
  std::string operator()(const subsidies::PaymentSettled& e) const {
    return say("{}已拨付，银行流水号 {}", "Paid on {}, bank reference {}", day(e.result.day), e.result.bank_reference);
  }
  std::string operator()(const subsidies::PaymentFailed& e) const {
    return say("{}拨付失败{}", "Payment failed on {}{}", day(e.result.day), because(e.result.reason));
  }
  std::string operator()(const subsidies::RepaymentRecorded& e) const {
    return say("{}追缴到账 {}", "{1} came back on {0}", day(e.day), money(e.part.subsidy));
  }
  std::string held(Day on, subsidies::HoldReason reason, const std::string& note) const {
    return say("{}暂缓（{}）{}", "Held on {} ({}){}", day(on), seethrough::label(reason, language), because(note));
  }
  /// What an event of the programme is called, its day and its reason where it has them.
  template <class Event>
  std::string brief(const Event& e) const {
    std::string text(event_label(e.type, language));
    if constexpr (requires { e.asked.day; }) text = say("{}{}", "{1} on {0}", day(e.asked.day), text);
    if constexpr (requires { e.asked.reason; }) text += because(e.asked.reason);
    if constexpr (requires { e.day; }) text = say("{}{}", "{1} on {0}", day(e.day), text);
    if constexpr (requires { std::string(e.reason); }) text += because(e.reason);
    if constexpr (requires { std::string(e.note); }) text += because(e.note);
    return text;
  }
  std::string operator()(const subsidies::ClaimWithdrawn& e) const {
    return say("{}撤回申请，补贴 {} 退回资金池{}", "Withdrawn on {}; the subsidy of {} went back to the fund{}", day(e.day),
               money(e.reversal.subsidy), because(e.reason));
  }
  std::string operator()(const complaints::CaseRegistered& e) const {
    return say("登记：第 {} 批，{}，主要类型为{}", "Registered: batch {}, {}, primary type {}", e.entry.batch,
               place(e.entry.place), label(e.entry.pollution));
  }
  std::string operator()(const complaints::BatchHandedOver& e) const {
    return say("{}随第 {} 批交办，{}转办县区", "Handed over on {} with batch {}, forwarded to the unit on {}", day(e.day),
               e.batch, day(e.forwarded_on));
  }
  std::string operator()(const complaints::CaseCorrected& e) const {
    return say("{}更正为：{}，主要类型{}{}{}", "Corrected on {}: {}, primary type {}{}{}", day(e.day), place(e.place),
               label(e.pollution), e.key_case ? say("，重点件", ", key case") : "", because(e.reason));
  }
  std::string operator()(const complaints::BatchDisclosed& e) const {
    return say("{}公开第 {} 批的办理情况", "The results of batch {1} were made public on {0}", day(e.day), e.batch);
  }
  std::string unit(const complaints::Unit& one) const { return place(one.place) + (one.organ.empty() ? "" : " " + one.organ); }
  std::string operator()(const complaints::CaseAssigned& e) const {
    std::string to;
    for (const complaints::UnitShare& share : e.asked.to) {
      to += (to.empty() ? "" : in(language, "、", ", ")) + unit(share.unit);
      if (e.asked.to.size() > 1) to += fmt::format(" {}.{:02}%", share.share_bp / 100, share.share_bp % 100);
    }
    return say("{}由{}转办：{}{}", "Handed on by {1} on {0} to {2}{3}", day(e.asked.day), unit(e.from), to,
               e.accept_by ? say("，{}前接收", ", to be accepted by {}", day(*e.accept_by)) : "");
  }
  std::string operator()(const complaints::CaseAccepted& e) const {
    return say("{}{}接收", "{1} accepted it on {0}", day(e.asked.day), unit(e.asked.unit));
  }
  std::string operator()(const complaints::CaseReturned& e) const {
    return say("{}{}退回{}", "{1} returned it on {0}{2}", day(e.asked.day), unit(e.asked.unit), because(e.asked.reason));
  }
  std::string operator()(const complaints::CaseSplit& e) const {
    return say("{}拆分为 {} 件（{}-1 起）{}", "Split on {} into {} cases, from {}-1{}", day(e.asked.day), e.asked.parts.size(),
               e.asked.number, because(e.asked.reason));
  }
  std::string operator()(const complaints::CasesMerged& e) const {
    return say("{}将 {} 并入 {} 办理{}", "On {} {} were merged into {}{}", day(e.asked.day), fmt::join(e.asked.merged, "、"),
               e.asked.number, because(e.asked.reason));
  }
  std::string operator()(const complaints::DuplicateLinked& e) const {
    return say("{}关联：{} 重复反映 {}{}", "On {} {} was linked as a repeat of {}{}", day(e.asked.day), e.asked.number,
               e.asked.first, because(e.asked.reason));
  }
  std::string operator()(const complaints::FindingRecorded& e) const {
    return say("{}第 {} 个问题：{}", "On {}, issue {}: {}", day(e.asked.day), e.asked.issue,
               complaints::words(e.asked.finding).in(language));
  }
  std::string operator()(const complaints::MeasureRecorded& e) const {
    return say("{}第 {} 项整改措施，目标 {}{}", "On {}, measure {}, goal {}{}", day(e.asked.day), e.asked.measure,
               day(e.asked.goal), e.asked.done ? say("，已完成", ", done") : "");
  }
  std::string operator()(const complaints::SanctionRecorded& e) const {
    const complaints::SanctionWords kind = complaints::words(e.asked.kind);
    return say("{}{} {} {}{}", "On {}: {}, {} {}{}", day(e.asked.day), kind.in(language), e.asked.count,
               kind.unit.in(language), e.asked.amount.value == 0 ? "" : say("，{}", ", {}", money(e.asked.amount)));
  }
  std::string operator()(const complaints::OutcomeReported& e) const {
    return say("{}上报{}{}", "Reported on {} as {}{}", day(e.asked.day), complaints::words(e.asked.closure).in(language),
               e.finding ? say("，{}", ", {}", complaints::words(*e.finding).in(language)) : "");
  }
  std::string operator()(const complaints::OutcomeSigned& e) const {
    return say("{}签批：{}{}", "Signed off on {}: {}{}", day(e.asked.day), complaints::words(e.closure).in(language),
               e.final ? "" : say("，待第二人签批", ", a second signature is needed"));
  }
  std::string operator()(const complaints::CaseExtended& e) const {
    return say("{}延期：由 {} 至 {}{}", "Extended on {} from {} to {}{}", day(e.asked.day), day(e.was_due), day(e.asked.until),
               because(e.asked.reason));
  }
  std::string operator()(const complaints::CaseEscalated& e) const {
    return say("{}{}（应于 {} 上报）", "{1} on {0} (it was due on {2})", day(e.asked.day),
               complaints::words(e.asked.step).in(language), day(e.was_due));
  }
  std::string operator()(const complaints::UpdatePosted& e) const {
    return say("{}进展：{}", "Update on {}: {}", day(e.asked.day), e.asked.text);
  }
  std::string operator()(const projects::ProjectRegistered& e) const {
    return say("登记：{}，总投资 {}，{}起{}", "Registered: {}, investment {}, since {} at the stage {}", e.project.name_zh,
               money(e.project.investment), day(e.project.day), state_label(e.project.stage, language));
  }
  std::string operator()(const projects::StageMoved& e) const {
    return say("{}由{}转为{}{}", "On {} from the stage {} to {}{}", day(e.day), state_label(e.from, language),
               state_label(e.to, language), because(e.reason));
  }
  std::string operator()(const projects::ProgressReported& e) const {
    return say("{}形象进度 {}.{:02}%：{}", "On {} progress {}.{:02}%: {}", day(e.day), e.progress_bp / 100,
               e.progress_bp % 100, e.words);
  }
  std::string operator()(const access::AccountOpened& e) const {
    return say("开立账号，属于机关 {}", "Opened for the organ {}", e.account.organ);
  }
  std::string operator()(const access::RoleGranted& e) const {
    return say("授予角色：{}（{}，{}）", "Role granted: {} ({}, {})", seethrough::label(e.grant.role, language),
               seethrough::label(e.grant.programme, language), place(e.grant.place));
  }
  std::string operator()(const access::RoleRevoked& e) const {
    return say("收回角色：{}（{}，{}）", "Role taken away: {} ({}, {})", seethrough::label(e.grant.role, language),
               seethrough::label(e.grant.programme, language), place(e.grant.place));
  }
  std::string operator()(const access::AccountSuspended& e) const {
    return say("停用{}", "Suspended{}", because(e.reason));
  }
  std::string operator()(const access::AccountResumed&) const { return say("恢复使用", "Resumed"); }
  std::string operator()(const access::AccountClosed& e) const { return say("注销{}", "Closed{}", because(e.reason)); }
  std::string operator()(const access::KeyIssued& e) const {
    return say("发放接口密钥 {}，有效至{}", "Key {} issued, good until {}", e.key.key, day(e.key.until));
  }
  std::string operator()(const access::KeyRevoked& e) const {
    return say("收回接口密钥 {}", "Key {} revoked", e.key);
  }
  template <class Other>
  std::string operator()(const Other& other) const {
    return brief(other);
  }
};

}  // namespace

std::string told(const City& city, const journal::Event& event, Language language) {
  const Teller teller{city, language};
  return std::visit(
      [&](const auto& one) -> std::string {
        if constexpr (requires { one.type; }) {
          return teller(one);
        } else {
          return std::visit(teller, one);
        }
      },
      event);
}

}  // namespace seethrough::http
