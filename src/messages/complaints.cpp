#include "messages/sentence.h"
#include "messages/sentence_of.h"

namespace seethrough {
namespace messages {

template <>
struct Sentence<complaints::DayInFuture> {
  static constexpr std::string_view zh = "日期 {day} 晚于今天（{today}）；应填写今天或以前的日期，请改正后重新提交。";
  static constexpr std::string_view en =
      "The date {day} is after today, {today}; give today or an earlier day and send it again.";
};
template <>
struct Sentence<complaints::CampaignAlreadyDeclared> {
  static constexpr std::string_view zh = "活动编号“{campaign}”已经登记；请换一个编号，或直接使用已登记的活动。";
  static constexpr std::string_view en =
      "Campaign “{campaign}” is already declared; choose another identifier or use the one declared.";
};
template <>
struct Sentence<complaints::CampaignNotSound> {
  static constexpr std::string_view zh =
      "活动登记内容有误：{field:words}缺失或不合要求（格式须含日期和序号，结束日期不早于开始日期，污染类型至少"
      "一种）；请改正该项。";
  static constexpr std::string_view en =
      "The campaign cannot be declared: {field:words} is missing or wrong (a pattern needs a date and a "
      "serial, the last day is not before the first, there is at least one pollution type); correct it.";
};
template <>
struct Sentence<complaints::UnknownCampaign> {
  static constexpr std::string_view zh = "没有编号为“{campaign}”的督察活动；请核对编号，或先登记活动。";
  static constexpr std::string_view en =
      "There is no campaign “{campaign}”; check the identifier or declare the campaign first.";
};
template <>
struct Sentence<complaints::NumberMalformed> {
  static constexpr std::string_view zh =
      "受理编号“{number}”不符合本次活动的格式 {pattern}（来电为 D、来信为 X、网络为 W，日期须存在，不带星号）；请对照交"
      "办单重新填写。";
  static constexpr std::string_view en =
      "The case number “{number}” does not follow the campaign’s pattern {pattern} (D for a call, X for a "
      "letter, W for the network, a day that exists, no star); copy it from the hand-over sheet again.";
};
template <>
struct Sentence<complaints::CaseAlreadyRegistered> {
  static constexpr std::string_view zh =
      "举报件 {number} 已登记在第 {batch} 批；请核对受理编号，内容有误的应办理更正。";
  static constexpr std::string_view en =
      "Case {number} is already registered in batch {batch}; check the number, or correct that case.";
};
template <>
struct Sentence<complaints::OutsideStation> {
  static constexpr std::string_view zh = "日期 {day} 不在进驻期间（{from} 至 {to}）；请核对受理日期。";
  static constexpr std::string_view en =
      "The date {day} is outside the station, {from} to {to}; check the day on which the case was received.";
};
template <>
struct Sentence<complaints::UnknownPlace> {
  static constexpr std::string_view zh = "地区代码 {place} 不在本次活动的地区范围内；请从地区列表中选择。";
  static constexpr std::string_view en =
      "Place code {place} is not within the campaign’s city; choose a place from the list.";
};
template <>
struct Sentence<complaints::UnknownType> {
  static constexpr std::string_view zh = "污染类型“{pollution}”不在本次活动的类型之列；请从活动登记的类型中选择。";
  static constexpr std::string_view en =
      "Pollution type “{pollution}” is not one of the campaign’s; choose one of the types it declared.";
};
template <>
struct Sentence<complaints::BatchAlreadyHandedOver> {
  static constexpr std::string_view zh =
      "第 {batch} 批已于 {day} 交办，不能再增加或重复交办；请核对批次，需要改动的应更正举报件。";
  static constexpr std::string_view en =
      "Batch {batch} was handed over on {day} and is closed; check the batch number; to change a case in it, "
      "correct the case.";
};
template <>
struct Sentence<complaints::BatchOutOfTurn> {
  static constexpr std::string_view zh =
      "批次应依次办理，现在应为第 {expected} 批，所填为第 {batch} 批；请改正批次号。";
  static constexpr std::string_view en =
      "Batches go in order and the next one is {expected}, but {batch} was given; correct the batch number.";
};
template <>
struct Sentence<complaints::BatchDoesNotTally> {
  static constexpr std::string_view zh =
      "第 {batch} 批{part:words}不符：交办单为 {stated} 件，已登记 {counted} 件；请逐件核对，补登或改正后再交办"
      "。";
  static constexpr std::string_view en =
      "Batch {batch} does not tally in {part:words}: the cover sheet states {stated}, but {counted} are "
      "registered; compare them case by case and correct before handing over.";
};
template <>
struct Sentence<complaints::UnknownBatch> {
  static constexpr std::string_view zh = "第 {batch} 批尚未交办；请核对批次号，未交办的批次不能公开。";
  static constexpr std::string_view en =
      "Batch {batch} has not been handed over; check the batch number: only a batch that was handed over can "
      "be disclosed.";
};
template <>
struct Sentence<complaints::UnknownCase> {
  static constexpr std::string_view zh = "没有受理编号为 {number} 的举报件；请核对编号。";
  static constexpr std::string_view en = "There is no case {number}; check the number.";
};
template <>
struct Sentence<complaints::NothingToCorrect> {
  static constexpr std::string_view zh =
      "举报件 {number} 的地区、类型和重点标记与现有记录相同，无需更正；请核对要改的内容。";
  static constexpr std::string_view en =
      "Case {number} already has this place, type and key mark, so there is nothing to correct; check what "
      "should change.";
};
template <>
struct Sentence<complaints::NotInThisState> {
  static constexpr std::string_view zh =
      "举报件 {number} 当前为“{state:words}”，不能“{command:words}”；请核对举报件，尚未交办的请先交办所在批次。";
  static constexpr std::string_view en =
      "Case {number} is “{state:words}”, so one cannot {command:words}; check the case, and hand over its batch if that has not been done.";
};
template <>
struct Sentence<complaints::NotSound> {
  static constexpr std::string_view zh =
      "“{field:words}”缺失、超长、超出范围或与其他栏目矛盾；请改正该项后重新提交。";
  static constexpr std::string_view en =
      "The field “{field:words}” is missing, too long, out of range or contradicts another field; correct it and send again.";
};
template <>
struct Sentence<complaints::UnknownUnit> {
  static constexpr std::string_view zh =
      "承办单位“{place} {organ}”不在本次活动的地区范围内，或重复填写；请从地区列表中选择，每个单位只填一次。";
  static constexpr std::string_view en =
      "The unit “{place} {organ}” is outside the campaign’s places or stands twice; choose it from the list, once.";
};
template <>
struct Sentence<complaints::SharesNotWhole> {
  static constexpr std::string_view zh =
      "各承办单位的份额合计为 {sum_bp:percent}；每份须大于零，合计须为 100%，请改正。";
  static constexpr std::string_view en =
      "The units’ shares come to {sum_bp:percent}; each must be above zero and together 100%; correct them.";
};
template <>
struct Sentence<complaints::NotHandedToUnit> {
  static constexpr std::string_view zh =
      "举报件 {number} 没有转给“{place} {organ}”，或该单位已经答复；请核对承办单位。";
  static constexpr std::string_view en =
      "Case {number} was not handed to “{place} {organ}”, or that unit has answered already; check the unit.";
};
template <>
struct Sentence<complaints::AlreadyLinked> {
  static constexpr std::string_view zh =
      "举报件 {number} 已关联为 {first} 的重复件；请先解除关联，或关联到最早的一件。";
  static constexpr std::string_view en =
      "Case {number} is linked already, as a repeat of {first}; undo that link first, or link to the earliest case.";
};
template <>
struct Sentence<complaints::NotLinked> {
  static constexpr std::string_view zh =
      "举报件 {number} 没有关联为重复件；无需解除。";
  static constexpr std::string_view en =
      "Case {number} is not linked as a repeat; there is nothing to undo.";
};
template <>
struct Sentence<complaints::UnknownIssue> {
  static constexpr std::string_view zh =
      "举报件 {number} 共有 {issues} 个问题，没有第 {issue} 个；请核对问题序号。";
  static constexpr std::string_view en =
      "Case {number} has {issues} issues and no issue {issue}; check the issue’s number.";
};
template <>
struct Sentence<complaints::FindingMissing> {
  static constexpr std::string_view zh =
      "举报件 {number} 的第 {issue} 个问题还没有调查结论；请先登记是否属实，再上报办结。";
  static constexpr std::string_view en =
      "Issue {issue} of case {number} has no finding yet; record whether it is substantiated, then report.";
};
template <>
struct Sentence<complaints::UnknownMeasure> {
  static constexpr std::string_view zh =
      "举报件 {number} 没有第 {measure} 项整改措施，下一项应为第 {next} 项；请核对序号。";
  static constexpr std::string_view en =
      "Case {number} has no measure {measure}; the next one is {next}; check the number.";
};
template <>
struct Sentence<complaints::MeasureOpen> {
  static constexpr std::string_view zh =
      "举报件 {number} 的第 {measure} 项整改措施（目标 {goal}）尚未完成；请完成后上报办结，或上报阶段性办结。";
  static constexpr std::string_view en =
      "Measure {measure} of case {number} (goal {goal}) is not done; finish it, or report the case as closed in stages.";
};
template <>
struct Sentence<complaints::EvidenceMissing> {
  static constexpr std::string_view zh =
      "重点件 {number} 没有整改后的佐证材料；请先上传，再签批。";
  static constexpr std::string_view en =
      "Key case {number} has no evidence from after the rectification; attach it before signing off.";
};
template <>
struct Sentence<complaints::SamePerson> {
  static constexpr std::string_view zh =
      "账号 {account} 已上报或签批过这一结果，签批须由另一人办理；请换一人。";
  static constexpr std::string_view en =
      "Account {account} reported or signed this result already; signing off takes another person.";
};
template <>
struct Sentence<complaints::NotOverdue> {
  static constexpr std::string_view zh =
      "举报件 {number} 在 {from} 之后才可“{step}”；请到期后再办。";
  static constexpr std::string_view en =
      "Case {number} can have a {step} from {from}; do it on that day or later.";
};
template <>
struct Sentence<complaints::StepOutOfTurn> {
  static constexpr std::string_view zh =
      "举报件 {number} 的督办应依次进行，现在应为“{expected}”，所选为“{step}”；请改正。";
  static constexpr std::string_view en =
      "The steps for case {number} go in order: now a {expected}, not a {step}; choose that one.";
};
template <>
struct Sentence<complaints::NoLimit> {
  static constexpr std::string_view zh =
      "举报件 {number} 没有办理时限；请核对活动的时限规定。";
  static constexpr std::string_view en =
      "Case {number} has no day by which it is due; check the campaign’s limits.";
};
template <>
struct Sentence<complaints::ExtensionTooLate> {
  static constexpr std::string_view zh =
      "举报件 {number} 已于 {due} 到期，延期须在到期前申请；请按逾期办理。";
  static constexpr std::string_view en =
      "Case {number} was due on {due}, and an extension is asked for before that; handle it as overdue.";
};
template <>
struct Sentence<complaints::ExtensionTooLong> {
  static constexpr std::string_view zh =
      "延期至 {until} 超出规定，最晚可至 {at_most}；请改正日期。";
  static constexpr std::string_view en =
      "An extension to {until} is longer than allowed; {at_most} is the latest day; correct it.";
};
template <>
struct Sentence<complaints::AlreadySuspended> {
  static constexpr std::string_view zh =
      "自 {since} 起已经中止计时；请先恢复。";
  static constexpr std::string_view en =
      "The clock has been stopped since {since}; resume it first.";
};
template <>
struct Sentence<complaints::NotSuspended> {
  static constexpr std::string_view zh =
      "现在没有中止计时；无需恢复。";
  static constexpr std::string_view en =
      "The clock is running; there is nothing to resume.";
};
template <>
struct Sentence<complaints::NoHolidayNotice> {
  static constexpr std::string_view zh =
      "没有 {year:plain} 年的国务院放假通知，无法计算工作日；请先补充该年的通知。";
  static constexpr std::string_view en =
      "There is no State Council holiday notice for {year:plain}, so working days can’t be counted; add that year’s notice.";
};
template <>
struct Sentence<complaints::OutcomeMissing> {
  static constexpr std::string_view zh =
      "举报件 {number} 的办理结果尚未签批，不能公开；请先上报并签批。";
  static constexpr std::string_view en =
      "The result of case {number} is not signed off and can’t be made public; report it and have it signed.";
};
template <>
struct Sentence<complaints::TextMissing> {
  static constexpr std::string_view zh =
      "举报件 {number} 没有经审定的公开文本，不能公开；请先审定。";
  static constexpr std::string_view en =
      "Case {number} has no approved public text and can’t be made public; approve one first.";
};
template <>
struct Sentence<complaints::CaseOfAnotherBatch> {
  static constexpr std::string_view zh =
      "举报件 {number} 属于第 {batch} 批；请核对批次。";
  static constexpr std::string_view en =
      "Case {number} belongs to batch {batch}; check the batch.";
};
template <>
struct Sentence<complaints::TextHoldsPersonalData> {
  static constexpr std::string_view zh =
      "公开文本的“{field:words}”含有个人信息（{kind:words}），不能公开；请按涂黑提示删去后重新审定。";
  static constexpr std::string_view en =
      "The public text’s “{field:words}” holds personal data ({kind:words}) and can’t be published; take out what is blacked out and approve again.";
};

}  // namespace messages

std::string sentence(const complaints::Rejection& rejection, Language language) {
  return messages::sentence_of(rejection, language);
}

}  // namespace seethrough
