#include "messages/labels.h"
#include "messages/sentence.h"
#include "messages/sentence_of.h"
#include "messages/subsidies_sentences.h"

namespace seethrough {
namespace messages {

template <>
struct Sentence<subsidies::DayInFuture> {
  static constexpr std::string_view zh = "日期 {day} 晚于今天（{today}）；应填写今天或以前的日期，请改正后重新提交。";
  static constexpr std::string_view en =
      "The date {day} is after today, {today}; give today or an earlier day and send it again.";
};
template <>
struct Sentence<subsidies::UnknownPlace> {
  static constexpr std::string_view zh = "地区代码 {place} 不在本市行政区划内；请从地区列表中选择。";
  static constexpr std::string_view en = "Place code {place} is not one of this city; choose a place from the list.";
};
template <>
struct Sentence<subsidies::NotACreditCode> {
  static constexpr std::string_view zh =
      "商户代码“{merchant}”不是有效的统一社会信用代码（18 位，末位为校验码）；请对照营业执照重新填写。";
  static constexpr std::string_view en =
      "The merchant code “{merchant}” is not a valid unified social credit code (18 characters, the last a "
      "check character); copy it from the business licence again.";
};
template <>
struct Sentence<subsidies::MerchantAlreadyAdmitted> {
  static constexpr std::string_view zh =
      "商户 {merchant} 已于 {admitted} 纳入，不必再次纳入；如需补充情况，请更新商户简介。";
  static constexpr std::string_view en =
      "Merchant {merchant} was already admitted on {admitted}; to add something about it, record its profile "
      "instead.";
};
template <>
struct Sentence<subsidies::UnknownMerchant> {
  static constexpr std::string_view zh =
      "商户 {merchant} 尚未纳入补贴范围；请核对统一社会信用代码，确认无误的先办理商户纳入。";
  static constexpr std::string_view en =
      "Merchant {merchant} has not been admitted to the programme; check the code and, if it is right, admit "
      "the merchant first.";
};
template <>
struct Sentence<subsidies::MerchantNotYetAdmitted> {
  static constexpr std::string_view zh =
      "购买日期 {day} 早于商户 {merchant} 的纳入日期 {admitted}，纳入前的销售不予补贴；请核对购买日期。";
  static constexpr std::string_view en =
      "The purchase on {day} is before merchant {merchant} was admitted on {admitted}, and earlier sales are "
      "not subsidised; check the day of purchase.";
};
template <>
struct Sentence<subsidies::NoRules> {
  static constexpr std::string_view zh =
      "{year:plain} 年没有已装入的补贴规则；请核对购买日期，日期无误的请管理员先装入该年规则。";
  static constexpr std::string_view en =
      "There are no subsidy rules for {year:plain}; check the day of purchase and, if it is right, have the "
      "administrator load that year’s rules first.";
};
template <>
struct Sentence<subsidies::UnknownKind> {
  static constexpr std::string_view zh = "{year:plain} 年规则中没有品类“{kind}”；请从当年品类目录中选择。";
  static constexpr std::string_view en =
      "The rules of {year:plain} have no kind “{kind}”; choose one from that year’s list of kinds.";
};
template <>
struct Sentence<subsidies::WrongPath> {
  static constexpr std::string_view zh =
      "品类“{kind}”（类别 {cls}）办理方式不对：汽车类须提出申请，其他类在购买时核销；请改用对应的方式办理。";
  static constexpr std::string_view en =
      "Kind “{kind}” (class {cls}) was sent the wrong way: vehicles are applied for, all other classes are "
      "redeemed at the till; use the other way.";
};
template <>
struct Sentence<subsidies::NoClause> {
  static constexpr std::string_view zh =
      "品类“{kind}”在 {day} 没有适用的条款；请核对购买日期和所填要素（如能效等级、动力类型）。";
  static constexpr std::string_view en =
      "No clause applies to kind “{kind}” on {day}; check the day of purchase and the particulars given, "
      "such as efficiency level or powertrain.";
};
template <>
struct Sentence<subsidies::TwoClauses> {
  static constexpr std::string_view zh =
      "条款 {first} 与 {second} 同时适用，规则自相矛盾，无法核定补贴；请通知规则管理员改正规则后再办理。";
  static constexpr std::string_view en =
      "Clauses {first} and {second} both apply, so the rules contradict themselves and no subsidy can be set; "
      "ask the keeper of the rules to correct them, then try again.";
};
template <>
struct Sentence<subsidies::FactMissing> {
  static constexpr std::string_view zh = "条款 {clause} 需要“{field:words}”，但没有填写；请补填后重新提交。";
  static constexpr std::string_view en =
      "Clause {clause} asks for “{field:words}”, which was not given; fill it in and send it again.";
};
template <>
struct Sentence<subsidies::NotEligible> {
  static constexpr std::string_view zh =
      "不符合条款 {clause} 的要求：{requirement_zh}；请核对所填要素，确不符合的不能补贴。";
  static constexpr std::string_view en =
      "Clause {clause} is not met: {requirement_en}; check the particulars given; if they are right, no "
      "subsidy can be paid.";
};
template <>
struct Sentence<subsidies::ItemAlreadySubsidised> {
  static constexpr std::string_view zh =
      "该商品（序列号、IMEI 或车架号）已由申领单 {claim} 享受补贴，一件商品只补贴一次；请核对编号，如已退货请先"
      "办理退货。";
  static constexpr std::string_view en =
      "This item (serial number, IMEI or VIN) was already subsidised under claim {claim}, and an item is "
      "subsidised once; check the number, or return the goods of that claim first.";
};
template <>
struct Sentence<subsidies::VehicleAlreadySurrendered> {
  static constexpr std::string_view zh =
      "交回的旧车已用于申领单 {claim}，一辆旧车只能用一次；请核对旧车信息，或先撤回原申领单。";
  static constexpr std::string_view en =
      "The old vehicle was already handed in under claim {claim}, and a vehicle counts once; check its "
      "particulars, or end that claim first.";
};
template <>
struct Sentence<subsidies::InvoiceAlreadyUsed> {
  static constexpr std::string_view zh = "该发票已用于申领单 {claim}，一张发票只能用一次；请核对发票号码。";
  static constexpr std::string_view en =
      "The invoice was already used under claim {claim}, and an invoice counts once; check the invoice number.";
};
template <>
struct Sentence<subsidies::LimitUsedUp> {
  static constexpr std::string_view zh =
      "购买人 {year:plain} 年在“{kind}”限额内的 {limit} 件补贴已用完；本年度不能再补贴，请向购买人说明。";
  static constexpr std::string_view en =
      "The buyer has used up the limit of {limit} for “{kind}” in {year:plain}; no further subsidy can be "
      "paid this year; explain this to the buyer.";
};
template <>
struct Sentence<subsidies::NoFund> {
  static constexpr std::string_view zh = "{year:plain} 年没有为类别“{cls}”设立资金池；请先设立资金池再办理。";
  static constexpr std::string_view en =
      "No fund of {year:plain} pays for class “{cls}”; open one first, then try again.";
};
template <>
struct Sentence<subsidies::FundExhausted> {
  static constexpr std::string_view zh =
      "资金池“{fund}”余额 {available}，不足以支付本次补贴 {needed}；请暂停办理并报告资金管理部门。";
  static constexpr std::string_view en =
      "Fund “{fund}” has {available} left, less than the {needed} this subsidy needs; stop here and report "
      "to the keeper of the fund.";
};
template <>
struct Sentence<subsidies::FundAlreadyOpen> {
  static constexpr std::string_view zh = "资金池编号“{fund}”已经使用；请换一个编号。";
  static constexpr std::string_view en = "The fund identifier “{fund}” is already in use; choose another.";
};
template <>
struct Sentence<subsidies::ClassAlreadyFunded> {
  static constexpr std::string_view zh =
      "类别“{cls}”与资金池“{fund}”的支付范围重叠，同一年度每个类别只能由一个资金池支付；请从新资金池中去掉"
      "该类别。";
  static constexpr std::string_view en =
      "Class “{cls}” overlaps with what fund “{fund}” pays for, and in one year a class has one fund; "
      "leave it out of the new fund.";
};
template <>
struct Sentence<subsidies::UnknownClaim> {
  static constexpr std::string_view zh = "没有申领单 {claim}；请核对单号（C 加至少 7 位数字）。";
  static constexpr std::string_view en = "There is no claim {claim}; check its number (C and at least 7 digits).";
};
template <>
struct Sentence<subsidies::NotInThisState> {
  static constexpr std::string_view zh =
      "申领单 {claim} 当前为“{state:words}”，不能“{command:words}”；请查看该单的办理记录后再定。";
  static constexpr std::string_view en =
      "Claim {claim} is “{state:words}”, so one cannot {command:words}; look at its history and choose a "
      "step that fits.";
};
template <>
struct Sentence<subsidies::BeforePurchase> {
  static constexpr std::string_view zh =
      "办理日期 {day} 早于申领单 {claim} 的购买日期 {purchased}；应填写购买当天或以后的日期，请改正。";
  static constexpr std::string_view en =
      "The date {day} is before the purchase of claim {claim} on {purchased}; give that day or a later one.";
};

}  // namespace messages

std::string sentence(const subsidies::Rejection& rejection, Language language) {
  if (const auto* failed = std::get_if<subsidies::CheckFailed>(&rejection)) {
    subsidies::CheckFailed in_words = *failed;
    in_words.detail = finding_in_words(failed->check, failed->detail, language);
    return messages::told(in_words, language);
  }
  return messages::sentence_of(rejection, language);
}

}  // namespace seethrough
