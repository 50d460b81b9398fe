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
      "受理编号“{number}”不符合本次活动的格式 {pattern}（来电为 D、来信为 X，日期须存在，不带星号）；请对照交"
      "办单重新填写。";
  static constexpr std::string_view en =
      "The case number “{number}” does not follow the campaign’s pattern {pattern} (D for a call, X for a "
      "letter, a day that exists, no star); copy it from the hand-over sheet again.";
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
      "举报件 {number} 当前为“{state:words}”，不能“{command:words}”；请先交办所在批次。";
  static constexpr std::string_view en =
      "Case {number} is “{state:words}”, so one cannot {command:words}; hand over its batch first.";
};

}  // namespace messages

std::string sentence(const complaints::Rejection& rejection, Language language) {
  return messages::sentence_of(rejection, language);
}

}  // namespace seethrough
