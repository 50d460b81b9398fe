// The sentences of what batches, entitlements, funds and payments refuse; subsidies.cpp has those of a claim.

#pragma once

#include "messages/sentence_of.h"
#include "subsidies/rejections.h"

namespace seethrough::messages {

template <>
struct Sentence<subsidies::MerchantNotInGoodStanding> {
  static constexpr std::string_view zh =
      "商户 {merchant} 自 {since} 起{standing}，暂不能新办补贴；请与主管部门联系，恢复后再办。";
  static constexpr std::string_view en =
      "Merchant {merchant} is {standing} since {since} and makes no new claims; ask the bureau, and try again "
      "once it is reinstated.";
};
template <>
struct Sentence<subsidies::UnknownStore> {
  static constexpr std::string_view zh =
      "商户 {merchant} 没有编号为“{store}”的门店；请填写已登记的门店编号，新门店请先登记。";
  static constexpr std::string_view en =
      "Merchant {merchant} has no store “{store}”; give the number of a registered store, or register the "
      "store first.";
};
template <>
struct Sentence<subsidies::StoreAlreadyOpen> {
  static constexpr std::string_view zh =
      "商户 {merchant} 的门店“{store}”已经登记；如为另一门店，请换一个编号。";
  static constexpr std::string_view en =
      "Store “{store}” of merchant {merchant} is registered already; if this is another one, give it another "
      "number.";
};
template <>
struct Sentence<subsidies::StandingUnchanged> {
  static constexpr std::string_view zh =
      "商户 {merchant} 当前已是“{standing}”；请核对要变更的状态。";
  static constexpr std::string_view en =
      "Merchant {merchant} is {standing} already; check what it should become.";
};
template <>
struct Sentence<subsidies::OpenClaimsDiffer> {
  static constexpr std::string_view zh =
      "商户 {merchant} 名下未了结的申领单为 {open_claims} 件、补贴 {open_subsidy}，与所填不符；"
      "请先查看这些单据，再按此数确认。";
  static constexpr std::string_view en =
      "On merchant {merchant} hang {open_claims} open claims with {open_subsidy} of subsidy, which is not what "
      "was stated; look at them first, then confirm with these figures.";
};
template <>
struct Sentence<subsidies::NotAProductCode> {
  static constexpr std::string_view zh =
      "“{product}”不是有效的商品条码（13 位数字，末位为校验码）；请对照包装重新填写。";
  static constexpr std::string_view en =
      "The code “{product}” is not a valid product code (13 digits, the last a check digit); copy it from the packaging "
      "again.";
};
template <>
struct Sentence<subsidies::ProductAlreadyRegistered> {
  static constexpr std::string_view zh =
      "商品 {product} 已经登记；登记内容有误的，请核对条码后联系主管部门。";
  static constexpr std::string_view en =
      "Product {product} is registered already; if its registration is wrong, check the code and tell the bureau.";
};
template <>
struct Sentence<subsidies::ProductDiffers> {
  static constexpr std::string_view zh =
      "商品 {product} 登记的{field:words}为 {registered}，申领填写为 {stated}；请对照商品和能效标识改正。";
  static constexpr std::string_view en =
      "Product {product} is registered with the {field:words} {registered}, and the claim says {stated}; compare "
      "the goods and their label and correct it.";
};
template <>
struct Sentence<subsidies::OnPause> {
  static constexpr std::string_view zh =
      "类别 {cls} 在地区 {place} 自 {since} 起暂停办理（{reason}）；恢复后再办。";
  static constexpr std::string_view en =
      "Class {cls} is paused at place {place} since {since} ({reason}); try again once it is resumed.";
};
template <>
struct Sentence<subsidies::AlreadyPaused> {
  static constexpr std::string_view zh =
      "类别“{cls}”在地区 {place} 已自 {since} 起暂停；不必再次暂停，需恢复的请办理恢复。";
  static constexpr std::string_view en =
      "Class “{cls}” is paused at place {place} since {since} already; resume it if that is what is wanted.";
};
template <>
struct Sentence<subsidies::NotPaused> {
  static constexpr std::string_view zh =
      "类别“{cls}”在地区 {place} 没有暂停；请核对暂停时所填的类别和地区。";
  static constexpr std::string_view en =
      "Class “{cls}” is not paused at place {place}; check the class and place that the pause named.";
};
template <>
struct Sentence<subsidies::StepOutOfOrder> {
  static constexpr std::string_view zh =
      "第 {step} 项优惠（{giver}）不符合规定的叠加顺序 {order}；请按此顺序填写，政府补贴由系统计算，"
      "不要填写。";
  static constexpr std::string_view en =
      "Discount {step} ({giver}) is out of the order of the rules, {order}; list them in that order, and leave "
      "the government's out: it is computed.";
};
template <>
struct Sentence<subsidies::StepsDoNotAddUp> {
  static constexpr std::string_view zh =
      "标价 {list_price} 扣除各项优惠后为 {reached}，与填写的价格 {price} 不符；请核对各项优惠金额。";
  static constexpr std::string_view en =
      "The list price {list_price} less the discounts comes to {reached}, not to the price {price} that was "
      "given; check the discounts.";
};
template <>
struct Sentence<subsidies::CheckFailed> {
  static constexpr std::string_view zh =
      "未通过“{check}”核查（{detail}）：{requirement_zh}；请核对后重新提交，有异议的请联系主管部门。";
  static constexpr std::string_view en =
      "The check “{check}” refuses it ({detail}): {requirement_en}; check the claim, and ask the bureau "
      "if you disagree.";
};
template <>
struct Sentence<subsidies::UnknownFund> {
  static constexpr std::string_view zh =
      "没有资金池“{fund}”；请从资金池列表中选择。";
  static constexpr std::string_view en =
      "There is no fund “{fund}”; choose one from the list.";
};
template <>
struct Sentence<subsidies::SharesAlreadyDeclared> {
  static constexpr std::string_view zh =
      "资金池 {fund} 的分担比例已经登记，不能更改；请按已登记的比例执行。";
  static constexpr std::string_view en =
      "The shares of fund {fund} are declared already and can't be changed; go by those on record.";
};
template <>
struct Sentence<subsidies::SharesDoNotAddUp> {
  static constexpr std::string_view zh =
      "资金池 {fund} 的分担比例合计为 {sum_bp:percent}，应为 100%，且每一级大于 0；请改正。";
  static constexpr std::string_view en =
      "The shares of fund {fund} come to {sum_bp:percent}; they must come to 100%, each above 0. Correct them.";
};
template <>
struct Sentence<subsidies::SharesUnclear> {
  static constexpr std::string_view zh =
      "资金池 {fund} 的分担中，{level}重复出现，或承担尾差的一级没有份额；请每级只写一次，"
      "并从中指定一级承担尾差。";
  static constexpr std::string_view en =
      "In the shares of fund {fund} the {level} level stands twice, or takes the remainder without a share; "
      "name each level once, and one of them for the remainder.";
};
template <>
struct Sentence<subsidies::FundHasPaid> {
  static constexpr std::string_view zh =
      "资金池 {fund} 已有拨付，不能再登记分担比例；请在首次拨付前登记。";
  static constexpr std::string_view en =
      "Fund {fund} has paid already, so shares can't be declared any more; they come before the first payment.";
};
template <>
struct Sentence<subsidies::NameTaken> {
  static constexpr std::string_view zh =
      "{what:words}“{name}”已经存在；请换一个名称。";
  static constexpr std::string_view en =
      "The {what:words} “{name}” is there already; choose another name.";
};
template <>
struct Sentence<subsidies::QuotaUsedUp> {
  static constexpr std::string_view zh =
      "限额 {quota} 剩余 {available}，本次需要 {needed}；请次日再办，或由主管部门调整限额。";
  static constexpr std::string_view en =
      "Quota {quota} has {available} left and this needs {needed}; try another day, or have the quota raised.";
};
template <>
struct Sentence<subsidies::QuotaBelowUse> {
  static constexpr std::string_view zh =
      "限额 {quota} 已使用 {used}，不能设得更低；请填写不低于此数的金额。";
  static constexpr std::string_view en =
      "Of quota {quota} {used} is used, so it can't be set lower; give at least that.";
};
template <>
struct Sentence<subsidies::QuotaChanged> {
  static constexpr std::string_view zh =
      "限额 {quota} 的资金池、类别、地区和按日方式不能更改，只能调整金额；需要另一种限额的，"
      "请另设一项。";
  static constexpr std::string_view en =
      "Quota {quota} keeps its fund, class, place and whether it is per day; only the amount changes. For another "
      "kind, set another quota.";
};
template <>
struct Sentence<subsidies::NothingAsked> {
  static constexpr std::string_view zh =
      "{field:words}没有填写或不是有效的数；请填写大于 0 的数或有效内容。";
  static constexpr std::string_view en =
      "The {field:words} is missing or out of range; give a number above 0 or a proper value.";
};
template <>
struct Sentence<subsidies::UnknownRound> {
  static constexpr std::string_view zh =
      "没有领取批次“{round}”；请从正在开放的批次中选择。";
  static constexpr std::string_view en =
      "There is no release round “{round}”; choose one that is open.";
};
template <>
struct Sentence<subsidies::RoundNotOpen> {
  static constexpr std::string_view zh =
      "领取批次 {round} 的开放时间为 {opens} 至 {closes}；请在此时间内领取。";
  static constexpr std::string_view en =
      "Release round {round} is open from {opens} to {closes}; draw in that time.";
};
template <>
struct Sentence<subsidies::RoundTimesSwapped> {
  static constexpr std::string_view zh =
      "领取批次 {round} 的结束时间不晚于开始时间；请改正。";
  static constexpr std::string_view en =
      "Release round {round} closes before it opens; correct the times.";
};
template <>
struct Sentence<subsidies::OutsideRound> {
  static constexpr std::string_view zh =
      "地区 {place} 不在领取批次 {round} 的范围内；请选择本地的批次。";
  static constexpr std::string_view en =
      "Place {place} is outside release round {round}; choose a round of that place.";
};
template <>
struct Sentence<subsidies::KindNotInRound> {
  static constexpr std::string_view zh =
      "品类“{kind}”不在领取批次 {round} 的类别内；请选择包含该品类的批次。";
  static constexpr std::string_view en =
      "Kind “{kind}” is not in the class of release round {round}; choose a round that has it.";
};
template <>
struct Sentence<subsidies::RoundUsedUp> {
  static constexpr std::string_view zh =
      "领取批次 {round} 的 {count} 份资格已领完；有人未用而到期后会重新放出，请留意或等待下一批。";
  static constexpr std::string_view en =
      "All {count} entitlements of release round {round} are drawn; some may come back as they expire, else "
      "wait for the next round.";
};
template <>
struct Sentence<subsidies::EntitlementForfeited> {
  static constexpr std::string_view zh =
      "类别 {cls} 本年已有 {unused} 次领取而未使用，不再发放资格；有特殊情况的请联系主管部门。";
  static constexpr std::string_view en =
      "After {unused} draws of class {cls} left unused this year there are no more; ask the bureau if there was a "
      "reason.";
};
template <>
struct Sentence<subsidies::AlreadyHolds> {
  static constexpr std::string_view zh =
      "已持有品类“{kind}”的有效资格，或已报名摇号（本次批次 {round}）；请先使用或等待结果。";
  static constexpr std::string_view en =
      "There is an open entitlement for “{kind}”, or an entry in a lot, already (asked for in round {round});"
      " use it or wait for the result first.";
};
template <>
struct Sentence<subsidies::NoLotToDraw> {
  static constexpr std::string_view zh =
      "领取批次 {round} 没有可摇的号：不是摇号方式、无人报名，或已经摇过；请核对批次。";
  static constexpr std::string_view en =
      "Release round {round} has no lot to draw: it is first come first served, nobody entered, or it was drawn;"
      " check the round.";
};
template <>
struct Sentence<subsidies::LotStillOpen> {
  static constexpr std::string_view zh =
      "领取批次 {round} 报名到 {closes} 截止；截止后再摇号。";
  static constexpr std::string_view en =
      "Release round {round} takes entries until {closes}; draw the lot after that.";
};
template <>
struct Sentence<subsidies::UnknownSeed> {
  static constexpr std::string_view zh =
      "没有登记过随机种子“{seed}”的承诺；请先登记种子的哈希，再据此抽取。";
  static constexpr std::string_view en =
      "No hash was put on record for the seed “{seed}”; put it on record first.";
};
template <>
struct Sentence<subsidies::NotTheCommittedSeed> {
  static constexpr std::string_view zh =
      "公布的种子与登记的承诺“{seed}”不符；请核对种子，64 位十六进制数字须与登记时一致。";
  static constexpr std::string_view en =
      "This is not the seed whose hash is on record as “{seed}”; check its 64 hexadecimal digits.";
};
template <>
struct Sentence<subsidies::SeedNotBeforehand> {
  static constexpr std::string_view zh =
      "随机种子“{seed}”登记得太晚，或已经公布，不能用于本次抽取；请使用事先登记且尚未公布的种子。";
  static constexpr std::string_view en =
      "The seed “{seed}” was put on record too late or shown too early for this; use one that was committed "
      "to before and is still secret.";
};
template <>
struct Sentence<subsidies::NothingExpired> {
  static constexpr std::string_view zh =
      "没有到期待释放的资格；请在有资格到期后再办。";
  static constexpr std::string_view en =
      "No entitlement has expired; try again once one has.";
};
template <>
struct Sentence<subsidies::EntitlementRequired> {
  static constexpr std::string_view zh =
      "类别 {cls} 须先领取资格再购买；请先领取，并在核销时填写资格编号。";
  static constexpr std::string_view en =
      "Class {cls} needs an entitlement; draw one first and give its number at the till.";
};
template <>
struct Sentence<subsidies::UnknownEntitlement> {
  static constexpr std::string_view zh =
      "没有资格 {entitlement}；请核对编号（E 加至少 7 位数字）。";
  static constexpr std::string_view en =
      "There is no entitlement {entitlement}; check its number (E and at least 7 digits).";
};
template <>
struct Sentence<subsidies::EntitlementDiffers> {
  static constexpr std::string_view zh =
      "资格 {entitlement} 与本次核销不符：{field:words}不同；请核对领取人、品类和渠道。";
  static constexpr std::string_view en =
      "Entitlement {entitlement} does not fit this sale: another {field:words}; check who drew it, the kind "
      "and the channel.";
};
template <>
struct Sentence<subsidies::EntitlementNotOpen> {
  static constexpr std::string_view zh =
      "资格 {entitlement} {state:words}（有效期至 {expires}），不能使用；请重新领取。";
  static constexpr std::string_view en =
      "Entitlement {entitlement} is {state:words} (good until {expires}) and can't be used; draw another.";
};
template <>
struct Sentence<subsidies::SamePerson> {
  static constexpr std::string_view zh =
      "账号 {account} 已办理前一环节；初审与复审、审核与通过须由不同的人办理，"
      "请换一人。";
  static constexpr std::string_view en =
      "Account {account} took the step before; first and second review, and review and passing, are for two "
      "people. Have somebody else do it.";
};
template <>
struct Sentence<subsidies::UnknownClause> {
  static constexpr std::string_view zh =
      "规则 {edition} 没有条款或条件“{clause}”；请填写该规则中的编号。";
  static constexpr std::string_view en =
      "The rules {edition} have no clause or requirement “{clause}”; give an id of that edition.";
};
template <>
struct Sentence<subsidies::VoidTooLate> {
  static constexpr std::string_view zh =
      "申领单 {claim} 于 {sold} 售出，冲正只能在当天办理；请改办退货。";
  static constexpr std::string_view en =
      "Claim {claim} was sold on {sold}, and a till voids on the same day only; return the goods instead.";
};
template <>
struct Sentence<subsidies::PaymentUnderWay> {
  static constexpr std::string_view zh =
      "申领单 {claim} 正在拨付（{order}）；请等银行结果登记后再办。";
  static constexpr std::string_view en =
      "Claim {claim} is with the bank ({order}); wait for the result.";
};
template <>
struct Sentence<subsidies::UnknownEdition> {
  static constexpr std::string_view zh =
      "{year:plain} 年没有已施行的规则“{edition}”；请从规则列表中选择。";
  static constexpr std::string_view en =
      "There is no edition “{edition}” in force for {year:plain}; choose one from the list of rules.";
};
template <>
struct Sentence<subsidies::NothingToAdjust> {
  static constexpr std::string_view zh =
      "按规则 {edition}，申领单 {claim} 的补贴不变；不需要调整，请核对单号和规则。";
  static constexpr std::string_view en =
      "By the rules {edition} claim {claim} stays as it is and needs no adjustment; check the claim and the edition.";
};
template <>
struct Sentence<subsidies::AdjustmentDiffers> {
  static constexpr std::string_view zh =
      "申领单 {claim} 按规则应为 {computed}，批准的是 {approved}；请按计算结果重新批准。";
  static constexpr std::string_view en =
      "By the rules claim {claim} comes to {computed}, and {approved} was approved; approve what the rules come "
      "to.";
};
template <>
struct Sentence<subsidies::UnknownBatch> {
  static constexpr std::string_view zh =
      "没有申报批次“{batch}”；请核对批次编号。";
  static constexpr std::string_view en =
      "There is no batch “{batch}”; check its name.";
};
template <>
struct Sentence<subsidies::BatchNotInThisStage> {
  static constexpr std::string_view zh =
      "批次 {batch} 当前为“{stage:words}”，不能“{command:words}”；请查看批次的办理进度。";
  static constexpr std::string_view en =
      "Batch {batch} is “{stage:words}”, so one cannot {command:words}; look at how far it is.";
};
template <>
struct Sentence<subsidies::ClaimOfAnotherMerchant> {
  static constexpr std::string_view zh =
      "申领单 {claim} 不属于商户 {merchant}；请从批次中去掉。";
  static constexpr std::string_view en =
      "Claim {claim} is not merchant {merchant}'s; leave it out of the batch.";
};
template <>
struct Sentence<subsidies::ClaimOfAnotherFund> {
  static constexpr std::string_view zh =
      "申领单 {claim} 不属于资金池 {fund}；请按资金池分别办理。";
  static constexpr std::string_view en =
      "Claim {claim} is not of fund {fund}; take each fund by itself.";
};
template <>
struct Sentence<subsidies::NamedTwice> {
  static constexpr std::string_view zh =
      "“{name}”重复出现；请每项只写一次。";
  static constexpr std::string_view en =
      "The entry “{name}” stands twice; name each once.";
};
template <>
struct Sentence<subsidies::BatchTotalsDiffer> {
  static constexpr std::string_view zh =
      "批次 {batch} 填报的补贴合计为 {stated}，所列申领单合计为 {found}；请核对后重新申报。";
  static constexpr std::string_view en =
      "Batch {batch} states {stated} of subsidy, and its claims come to {found}; check it and file it again.";
};
template <>
struct Sentence<subsidies::NothingToCheck> {
  static constexpr std::string_view zh =
      "申领单 {claim} 不在抽查样本中，或已经抽查；请核对单号。";
  static constexpr std::string_view en =
      "Claim {claim} is not in the sample, or was checked already; check its number.";
};
template <>
struct Sentence<subsidies::ChecksOutstanding> {
  static constexpr std::string_view zh =
      "批次 {batch} 还有 {outstanding} 件样本没有抽查；请全部登记结果后再通过。";
  static constexpr std::string_view en =
      "Batch {batch} has {outstanding} drawn claims that were not checked; record them all, then pass it.";
};
template <>
struct Sentence<subsidies::NoticeTooShort> {
  static constexpr std::string_view zh =
      "公示结束日期 {until} 早于开始日期 {day}；请改正。";
  static constexpr std::string_view en =
      "The notice ends on {until}, before it begins on {day}; correct the dates.";
};
template <>
struct Sentence<subsidies::NoticeNotOver> {
  static constexpr std::string_view zh =
      "公示 {notice} 到 {until} 结束；次日起方可拨付。";
  static constexpr std::string_view en =
      "Public notice {notice} runs until {until}; payment can be ordered from the next day on.";
};
template <>
struct Sentence<subsidies::TooManyLines> {
  static constexpr std::string_view zh =
      "拨付批次有 {lines} 行，最多 {most} 行；请分成几个批次。";
  static constexpr std::string_view en =
      "The order has {lines} lines and may have {most}; split it.";
};
template <>
struct Sentence<subsidies::UnknownOrder> {
  static constexpr std::string_view zh =
      "没有拨付批次“{order}”或它没有第 {line:plain} 行；请核对。";
  static constexpr std::string_view en =
      "There is no payment order “{order}”, or it has no line {line:plain}; check both.";
};
template <>
struct Sentence<subsidies::AlreadyPaid> {
  static constexpr std::string_view zh =
      "拨付批次 {order} 第 {line:plain} 行已付（银行流水号 {bank_reference}），不会再付；如有疑问请凭流水号与银行核对。";
  static constexpr std::string_view en =
      "Line {line:plain} of order {order} is paid (bank reference {bank_reference}) and is not paid "
      "again; if in doubt, take that reference to the bank.";
};
template <>
struct Sentence<subsidies::NotThisAttempt> {
  static constexpr std::string_view zh =
      "拨付批次 {order} 第 {line:plain} 行的回单是第 {attempt:plain} 次，当前应为第 {under_way:plain} "
      "次；如银行称此前判为失败的一次已付款，请先与银行核实，以免重复付款。";
  static constexpr std::string_view en =
      "The result for line {line:plain} of order {order} is of attempt {attempt:plain}, and attempt {under_way:plain} "
      "is due; if the bank now says that a failed one was paid, call the bank before anything else, or money "
      "goes twice.";
};
template <>
struct Sentence<subsidies::AmountDiffers> {
  static constexpr std::string_view zh =
      "拨付批次 {order} 第 {line:plain} 行应付 {ordered}，回单为 {stated}；请与银行核实。";
  static constexpr std::string_view en =
      "Line {line:plain} of order {order} is for {ordered}, and the bank states {stated}; clear it up with the "
      "bank.";
};
template <>
struct Sentence<subsidies::NotFailed> {
  static constexpr std::string_view zh =
      "拨付批次 {order} 第 {line:plain} 行没有失败，不能重拨；请先登记银行回单。";
  static constexpr std::string_view en =
      "Line {line:plain} of order {order} has not failed and isn't sent again; record the bank's result first.";
};

}  // namespace seethrough::messages
