#include "messages/labels.h"

#include <boost/describe/enum_to_string.hpp>
#include <variant>

#include "access/state.h"
#include "base/check.h"
#include "chains/programme.h"
#include "complaints/state.h"
#include "publication/publication.h"
#include "rules/facts.h"
#include "subsidies/state.h"

namespace seethrough {
namespace {

struct Label {
  std::string_view id, zh, en;
};

constexpr Label states[] = {
    {"unclaimed", "未申领", "unclaimed"},
    {"redeemed", "已核销", "redeemed"},
    {"filed", "已报批", "filed for payment"},
    {"applied", "待受理", "applied for"},
    {"in_correction", "退回补正", "sent back for correction"},
    {"accepted", "已受理", "accepted"},
    {"first_reviewed", "初审通过", "first review passed"},
    {"second_reviewed", "复审通过", "second review passed"},
    {"noticed", "公示中", "on public notice"},
    {"ordered", "拨付中", "with the bank"},
    {"paid", "已拨付", "paid"},
    {"held", "暂缓", "held"},
    {"rejected", "已驳回", "refused"},
    {"appealed", "申诉中", "under appeal"},
    {"dismissed", "驳回（终局）", "refused for good"},
    {"clawback_due", "待追缴", "to be clawed back"},
    {"clawed_back", "已追缴", "clawed back"},
    {"voided", "已冲正", "voided"},
    {"returned", "已退货", "returned"},
    {"withdrawn", "已撤回", "withdrawn"},
    {"registered", "已登记", "registered"},
    {"handed_over", "已交办", "handed over"},
    {"reported", "待签批", "reported, to be signed off"},
    {"staged", "阶段性办结", "closed in stages"},
    {"complete", "办结", "closed"},
    {"split", "已拆分", "split"},
    {"merged", "已并案", "merged"},
    {"reserve", "储备", "in reserve"},
    {"signed_up", "签约", "signed"},
    {"started", "开工", "started"},
    {"under_construction", "在建", "under construction"},
    {"in_production", "投产", "in production"},
    {"at_design_output", "达产", "at design output"},
    {"stopped", "停工", "stopped"},
    {"active", "在用", "active"},
    {"suspended", "停用", "suspended"},
    {"closed", "注销", "closed"},
    {"not_asked", "未申请", "not asked for"},
    {"requested", "待审批", "asked for"},
    {"approved", "已批准", "approved"},
    {"erased", "已删除", "done"},
    {"refused", "未批准", "refused"},
};
constexpr Label withdrawn_project{"withdrawn", "已退库", "withdrawn from the register"};

constexpr Label commands[] = {
    {"subsidies.open_fund", "设立资金池", "open a fund"},
    {"subsidies.admit_merchant", "纳入商户", "admit a merchant"},
    {"subsidies.profile_merchant", "更新商户简介", "record a merchant's profile"},
    {"subsidies.redeem", "核销补贴", "redeem at the till"},
    {"subsidies.apply", "申请补贴", "apply for a subsidy"},
    {"subsidies.return_goods", "办理退货", "return the goods"},
    {"subsidies.withdraw", "撤回申请", "withdraw the application"},
    {"subsidies.declare_shares", "登记资金分担", "declare who bears a fund"},
    {"subsidies.add_to_fund", "追加资金", "add to a fund"},
    {"subsidies.reclaim", "收回资金", "reclaim from a fund"},
    {"subsidies.set_quota", "设定限额", "set a quota"},
    {"subsidies.pause", "暂停补贴", "pause a class"},
    {"subsidies.resume", "恢复补贴", "resume a class"},
    {"subsidies.open_store", "登记门店", "open a store"},
    {"subsidies.change_standing", "变更商户状态", "change a merchant's standing"},
    {"subsidies.register_product", "登记商品", "register a product"},
    {"subsidies.commit_seed", "登记随机种子承诺", "put a seed's hash on record"},
    {"subsidies.open_round", "开放资格领取", "open a release round"},
    {"subsidies.draw", "领取资格", "draw an entitlement"},
    {"subsidies.draw_lot", "摇号", "draw the lot"},
    {"subsidies.expire", "释放到期资格", "free what has expired"},
    {"subsidies.void", "冲正", "void the sale"},
    {"subsidies.accept", "受理", "accept"},
    {"subsidies.send_back", "退回补正", "send back for correction"},
    {"subsidies.resubmit", "补正", "resubmit"},
    {"subsidies.first_review", "初审通过", "pass the first review"},
    {"subsidies.second_review", "复审通过", "pass the second review"},
    {"subsidies.refuse", "驳回", "refuse the claim"},
    {"subsidies.appeal", "申诉", "appeal"},
    {"subsidies.decide_appeal", "申诉决定", "decide on the appeal"},
    {"subsidies.reopen", "重新办理", "reopen"},
    {"subsidies.hold", "暂缓", "hold"},
    {"subsidies.release", "解除暂缓", "release"},
    {"subsidies.record_repayment", "登记追缴到账", "record the repayment"},
    {"subsidies.adjust", "按新规则重算", "adjust to another edition"},
    {"subsidies.file_batch", "申报批次", "file a batch"},
    {"subsidies.review_batch", "审核批次", "review the batch"},
    {"subsidies.draw_sample", "抽取样本", "draw the sample"},
    {"subsidies.record_check", "登记抽查结果", "record a spot check"},
    {"subsidies.pass_batch", "批次通过", "pass the batch"},
    {"subsidies.hold_batch", "整批暂缓", "hold the batch"},
    {"subsidies.release_batch", "整批解除暂缓", "release the batch"},
    {"subsidies.post_notice", "公示", "post a public notice"},
    {"subsidies.order_payment", "下达拨付", "order payment"},
    {"subsidies.record_result", "登记银行回单", "record the bank's result"},
    {"subsidies.retry_payment", "重新拨付", "send the payment again"},
    {"complaints.declare_campaign", "登记督察活动", "declare a campaign"},
    {"complaints.register_case", "登记举报件", "register a case"},
    {"complaints.hand_over_batch", "交办批次", "hand over a batch"},
    {"complaints.correct_case", "更正举报件", "correct a case"},
    {"complaints.disclose_batch", "公开批次办理情况", "disclose a batch"},
    {"complaints.suspend_campaign", "中止活动计时", "suspend the campaign"},
    {"complaints.resume_campaign", "恢复活动计时", "resume the campaign"},
    {"complaints.assign_case", "转办", "hand the case on"},
    {"complaints.accept_case", "接收", "accept the case"},
    {"complaints.return_case", "退回", "return the case"},
    {"complaints.split_case", "拆分", "split the case"},
    {"complaints.merge_cases", "并案", "merge cases"},
    {"complaints.link_duplicate", "关联重复件", "link a repeat"},
    {"complaints.unlink_duplicate", "解除重复关联", "undo the link of a repeat"},
    {"complaints.record_finding", "登记调查结论", "record a finding"},
    {"complaints.record_measure", "登记整改措施", "record a measure"},
    {"complaints.record_sanction", "登记处理情况", "record a sanction"},
    {"complaints.attach_evidence", "上传佐证", "attach evidence"},
    {"complaints.report_outcome", "上报结果", "report the result"},
    {"complaints.sign_off", "签批", "sign off"},
    {"complaints.refuse_sign_off", "签批退回", "refuse to sign off"},
    {"complaints.reopen_case", "重新办理", "reopen the case"},
    {"complaints.record_call_back", "登记回访", "record the call-back"},
    {"complaints.extend_case", "延期", "extend the case"},
    {"complaints.suspend_case", "中止计时", "suspend the case"},
    {"complaints.resume_case", "恢复计时", "resume the case"},
    {"complaints.escalate", "督办升级", "escalate"},
    {"complaints.approve_text", "审定公开文本", "approve the public text"},
    {"complaints.post_update", "发布进展", "post an update"},
    {"projects.register", "登记项目", "register a project"},
    {"projects.sign", "签约", "sign"},
    {"projects.start", "开工", "start"},
    {"projects.build", "转为在建", "move to construction"},
    {"projects.put_into_production", "投产", "put into production"},
    {"projects.reach_design_output", "达产", "reach design output"},
    {"projects.stop", "停工", "stop"},
    {"projects.resume", "复工", "resume"},
    {"projects.withdraw", "退库", "withdraw from the register"},
    {"projects.report_progress", "报送形象进度", "report progress"},
    {"projects.declare_plan", "登记调度方案", "declare a plan"},
    {"chains.declare", "登记产业链", "declare a chain"},
    {"publication.issue_bulletin", "发布通报", "issue a bulletin"},
    {"access.register_organ", "登记机关", "register an organ"},
    {"access.open_account", "开立账号", "open an account"},
    {"access.grant_role", "授予角色", "grant a role"},
    {"access.revoke_role", "收回角色", "take a role away"},
    {"access.suspend_account", "停用账号", "suspend the account"},
    {"access.resume_account", "恢复账号", "resume the account"},
    {"access.close_account", "注销账号", "close the account"},
    {"access.issue_key", "发放接口密钥", "issue a key"},
    {"access.revoke_key", "收回接口密钥", "revoke the key"},
    {"access.request_erasure", "申请删除个人信息", "ask for an erasure"},
    {"access.approve_erasure", "批准删除个人信息", "approve an erasure"},
    {"access.refuse_erasure", "不批准删除个人信息", "refuse an erasure"},
    {"access.confirm_erasure", "确认已删除个人信息", "confirm an erasure"},
};

constexpr Label fields[] = {
    {"cases", "总件数", "the number of cases"},
    {"key_cases", "重点件数", "the number of key cases"},
    {"place", "地区", "place"},
    {"type", "类型", "type"},
    {"campaign", "活动编号", "the campaign's identifier"},
    {"number_pattern", "受理编号格式", "the pattern of case numbers"},
    {"stationed_to", "进驻结束日期", "the last day of the station"},
    {"types", "污染类型", "the pollution types"},
    {"quota", "限额", "quota"},
    {"round", "领取批次", "release round"},
    {"seed", "随机种子", "seed"},
    {"batch", "申报批次", "batch"},
    {"notice", "公示", "public notice"},
    {"order", "拨付批次", "payment order"},
    {"kind", "品类", "kind"},
    {"person", "领取人", "the person who drew it"},
    {"channel", "线上线下渠道", "online or offline"},
    {"amount", "金额", "amount"},
    {"count", "数量", "count"},
    {"each", "单份金额", "the amount of each"},
    {"size", "抽查数量", "the size of the sample"},
    {"fund", "资金池", "fund"},
    {"classes", "类别", "classes"},
    {"claims", "申领单", "claims"},
    {"batches", "批次或申领单", "batches or claims"},
    {"store", "门店编号", "the store's number"},
    {"used", "已使用", "used"},
    {"expired", "已到期", "expired"},
    {"entitlement", "资格有效期条款", "terms of entitlements"},
    {"reason", "理由", "the reason"},
    {"to", "承办单位", "the units"},
    {"organ", "单位名称", "the unit’s name"},
    {"parts", "拆分后的各件", "the parts"},
    {"merged", "并入的举报件", "the cases to merge"},
    {"first", "原举报件", "the earlier case"},
    {"further_types", "其他类型", "the further types"},
    {"issues", "问题数", "the number of issues"},
    {"document", "文号", "the document’s number"},
    {"media_type", "文件类型", "the kind of file"},
    {"goal", "办结目标日期", "the day by which it will be closed"},
    {"satisfaction", "满意度", "the satisfaction"},
    {"solved", "是否解决", "whether it is solved"},
    {"until", "延期至", "the extension"},
    {"limits", "时限", "the limits"},
    {"extend_at_most", "最长延期", "the longest extension"},
    {"columns", "公开表的栏目", "the columns"},
    {"situation", "交办问题基本情况", "what was complained of"},
    {"investigation", "调查核实情况", "what was found"},
    {"rectification", "处理和整改情况", "handling and rectification"},
    {"accountability", "责任人被处理情况", "persons held to account"},
    {"remarks", "备注", "remarks"},
    {"text", "文本", "the text"},
    {"day", "日期", "the day"},
    {"phone", "电话号码", "a telephone number"},
    {"identity_number", "身份证号码", "an identity number"},
    {"email", "电子邮箱", "an e-mail address"},
    {"known", "举报人信息", "what is known of the complainant"},
    {"title", "称谓", "a person’s title"},
    {"counting", "计数口径", "the counting rule"},
    {"cases_after_splitting", "拆分后件数", "cases after splitting"},
    {"key_cases_after_splitting", "拆分后重点件", "key cases after splitting"},
    {"before_removal", "剔除前件数", "cases before repeats were removed"},
    {"firsts", "初次件", "first cases"},
    {"repeats", "重复件", "repeats"},
    {"joint", "合办件", "joint cases"},
    {"joint_places", "合办地区数", "places of joint cases"},
    {"labels", "类型数", "labels"},
    {"percent_step", "百分比精度", "the step of the percentages"},
    {"finding", "是否属实", "finding"},
    {"state", "办结情况", "state"},
    {"sum_of_places", "各县区之和", "the sum of the places"},
    {"sum_of_types", "各类型之和", "the sum of the types"},
    {"sum_of_channels", "各渠道之和", "the sum of the channels"},
    {"sum_of_findings", "各调查结论之和", "the sum of the findings"},
    {"sum_of_states", "各办结情况之和", "the sum of the states"},
    {"sum_of_firsts_and_repeats", "初次件与重复件之和", "the sum of firsts and repeats"},
    {"place_added", "县区（拆分增加）", "place (added by splitting)"},
    {"place_percent", "县区占比", "place (percentage)"},
    {"type_added", "类型（拆分增加）", "type (added by splitting)"},
    {"type_percent", "类型占比", "type (percentage)"},
    {"channel_added", "渠道（拆分增加）", "channel (added by splitting)"},
    {"channel_percent", "渠道占比", "channel (percentage)"},
    {"finding_added", "调查结论（拆分增加）", "finding (added by splitting)"},
    {"finding_percent", "调查结论占比", "finding (percentage)"},
    {"state_added", "办结情况（拆分增加）", "state (added by splitting)"},
    {"state_percent", "办结情况占比", "state (percentage)"},
};

// The words of enumerations, by type and name.
constexpr Label standings[] = {{"good", "正常", "in good standing"},
                               {"warned", "已警示", "warned"},
                               {"suspended", "已暂停", "suspended"},
                               {"struck_off", "已取消资格", "struck off"}};
constexpr Label levels[] = {
    {"central", "中央", "central"}, {"province", "省级", "province"}, {"city", "市级", "city"}, {"county", "县级", "county"}};
constexpr Label givers[] = {{"maker", "生产企业", "maker"},
                            {"channel", "流通渠道", "channel"},
                            {"store", "门店", "store"},
                            {"government", "政府", "government"}};
constexpr Label checks[] = {{"company_buyer", "单位购买", "a company as buyer"},
                            {"price_history", "价格高于近期", "price above the history"},
                            {"delivery_place", "送货地点", "delivery place"},
                            {"burst", "集中核销", "a burst at one till"},
                            {"return_without_refund", "退货未退款", "returned without a refund"},
                            {"item_reuse", "串号重复", "an item claimed twice"},
                            {"vehicle_reuse", "旧车重复", "an old vehicle used twice"},
                            {"invoice_reuse", "发票重复", "an invoice used twice"}};
constexpr Label severities[] = {{"refuse", "不予受理", "refuse"}, {"hold", "暂缓", "hold"}, {"flag", "提示", "flag"}};
constexpr Label stages[] = {{"filed", "已申报", "filed"},
                            {"reviewed", "已审核", "reviewed"},
                            {"sampled", "抽查中", "in spot check"},
                            {"passed", "已通过", "passed"},
                            {"on_notice", "公示中", "on public notice"},
                            {"ordered", "拨付中", "with the bank"},
                            {"paid", "已拨付", "paid"},
                            {"held", "整批暂缓", "held as a whole"}};
constexpr Label hold_reasons[] = {{"serial_number_wrong", "串号不符", "serial number wrong"},
                                  {"serial_number_missing", "缺少串号", "serial number missing"},
                                  {"serial_number_unreadable", "串号无法辨认", "serial number unreadable"},
                                  {"location_missing", "缺少定位", "no location"},
                                  {"location_differs", "定位与送货单不符", "location differs from the delivery note"},
                                  {"box_photo_unreadable", "外包装照片无法辨认", "photo of the box unreadable"},
                                  {"activation_photo_missing", "缺少激活照片", "no photo of the activation"},
                                  {"company_buyer", "单位购买", "a company as buyer"},
                                  {"price_above_history", "价格高于近期", "price above the history"},
                                  {"delivery_outside", "送货地点不在本市", "delivered outside the city"},
                                  {"burst_at_till", "终端集中核销", "a burst at one till"},
                                  {"merchant_violation", "商户违规", "the merchant's violation"},
                                  {"other", "其他", "other"}};

constexpr Label events[] = {
    {"subsidies.fund_opened/1", "设立资金池", "Fund opened"},
    {"subsidies.shares_declared/1", "登记资金分担", "Shares declared"},
    {"subsidies.fund_raised/1", "追加资金", "Fund raised"},
    {"subsidies.fund_reclaimed/1", "收回资金", "Fund reclaimed"},
    {"subsidies.quota_set/1", "设定限额", "Quota set"},
    {"subsidies.paused/1", "暂停", "Paused"},
    {"subsidies.resumed/1", "恢复", "Resumed"},
    {"subsidies.merchant_admitted/1", "纳入商户", "Merchant admitted"},
    {"subsidies.merchant_profiled/1", "更新商户简介", "Merchant profiled"},
    {"subsidies.store_opened/1", "登记门店", "Store opened"},
    {"subsidies.standing_changed/1", "变更商户状态", "Standing changed"},
    {"subsidies.product_registered/1", "登记商品", "Product registered"},
    {"subsidies.seed_committed/1", "登记随机种子承诺", "Seed committed to"},
    {"subsidies.round_opened/1", "开放资格领取", "Round opened"},
    {"subsidies.entitlement_drawn/1", "领取资格", "Entitlement drawn"},
    {"subsidies.lot_entered/1", "报名摇号", "Lot entered"},
    {"subsidies.lot_drawn/1", "摇号", "Lot drawn"},
    {"subsidies.entitlements_expired/1", "资格到期", "Entitlements expired"},
    {"subsidies.claim_redeemed/1", "核销", "Redeemed at the till"},
    {"subsidies.claim_applied/1", "提交申请", "Applied for"},
    {"subsidies.goods_returned/1", "退货", "Goods returned"},
    {"subsidies.claim_voided/1", "冲正", "Voided"},
    {"subsidies.claim_withdrawn/1", "撤回", "Withdrawn"},
    {"subsidies.claim_accepted/1", "受理", "Accepted"},
    {"subsidies.claim_sent_back/1", "退回补正", "Sent back for correction"},
    {"subsidies.claim_resubmitted/1", "补正后重新提交", "Resubmitted"},
    {"subsidies.first_review_passed/1", "初审通过", "First review passed"},
    {"subsidies.second_review_passed/1", "复审通过", "Second review passed"},
    {"subsidies.claim_refused/1", "驳回", "Refused"},
    {"subsidies.claim_appealed/1", "申诉", "Appealed"},
    {"subsidies.appeal_dismissed/1", "申诉不成立", "Appeal dismissed"},
    {"subsidies.claim_reopened/1", "重新办理", "Reopened"},
    {"subsidies.claim_held/1", "暂缓", "Held"},
    {"subsidies.claim_released/1", "解除暂缓", "Released"},
    {"subsidies.repayment_recorded/1", "追缴到账", "Repayment recorded"},
    {"subsidies.claim_adjusted/1", "按新规则重算", "Adjusted to another edition"},
    {"subsidies.batch_filed/1", "申报批次", "Filed in a batch"},
    {"subsidies.batch_reviewed/1", "审核批次", "Batch reviewed"},
    {"subsidies.sample_drawn/1", "抽取样本", "Sample drawn"},
    {"subsidies.check_recorded/1", "抽查", "Spot-checked"},
    {"subsidies.batch_passed/1", "批次通过", "Batch passed"},
    {"subsidies.batch_held/1", "整批暂缓", "Batch held"},
    {"subsidies.batch_released/1", "整批解除暂缓", "Batch released"},
    {"subsidies.notice_posted/1", "公示", "Public notice"},
    {"subsidies.payment_ordered/1", "下达拨付", "Payment ordered"},
    {"subsidies.payment_settled/1", "已拨付", "Paid"},
    {"subsidies.payment_failed/1", "拨付失败", "Payment failed"},
    {"subsidies.payment_retried/1", "重新拨付", "Payment sent again"},
    {"complaints.campaign_declared/1", "登记活动", "Campaign declared"},
    {"complaints.case_registered/1", "登记", "Registered"},
    {"complaints.batch_handed_over/1", "交办", "Handed over"},
    {"complaints.case_corrected/1", "更正", "Corrected"},
    {"complaints.batch_disclosed/1", "公开", "Made public"},
    {"complaints.campaign_suspended/1", "中止活动计时", "Campaign suspended"},
    {"complaints.campaign_resumed/1", "恢复活动计时", "Campaign resumed"},
    {"complaints.case_assigned/1", "转办", "Handed on"},
    {"complaints.case_accepted/1", "接收", "Accepted"},
    {"complaints.case_returned/1", "退回", "Returned"},
    {"complaints.case_split/1", "拆分", "Split"},
    {"complaints.cases_merged/1", "并案", "Merged"},
    {"complaints.duplicate_linked/1", "关联重复件", "Linked as a repeat"},
    {"complaints.duplicate_unlinked/1", "解除重复关联", "Link undone"},
    {"complaints.finding_recorded/1", "调查结论", "Finding"},
    {"complaints.measure_recorded/1", "整改措施", "Measure"},
    {"complaints.sanction_recorded/1", "处理情况", "Sanction"},
    {"complaints.evidence_attached/1", "佐证", "Evidence"},
    {"complaints.outcome_reported/1", "上报结果", "Result reported"},
    {"complaints.outcome_signed/1", "签批", "Signed off"},
    {"complaints.sign_off_refused/1", "签批退回", "Signing off refused"},
    {"complaints.case_reopened/1", "重新办理", "Reopened"},
    {"complaints.call_back_recorded/1", "回访", "Called back"},
    {"complaints.case_extended/1", "延期", "Extended"},
    {"complaints.case_suspended/1", "中止计时", "Suspended"},
    {"complaints.case_resumed/1", "恢复计时", "Resumed"},
    {"complaints.case_escalated/1", "督办", "Escalated"},
    {"complaints.text_approved/1", "审定公开文本", "Public text approved"},
    {"complaints.update_posted/1", "进展", "Update"},
};

constexpr Label roles[] = {
    {"clerk", "经办", "clerk"},
    {"first_reviewer", "初审", "first reviewer"},
    {"second_reviewer", "复审", "second reviewer"},
    {"payer", "拨付", "payer"},
    {"dispatcher", "调度", "dispatcher"},
    {"leader", "负责人", "leader"},
    {"auditor", "审计", "auditor"},
    {"administrator", "管理员", "administrator"},
};
constexpr Label rights[] = {
    {"read_records", "查阅记录", "read records"},
    {"see_person", "查看个人信息", "see personal data"},
    {"enter", "录入", "enter records"},
    {"review", "初审更正", "first review and correct"},
    {"second_review", "复审", "second review"},
    {"pay", "拨付", "pay"},
    {"dispatch", "调度交办", "dispatch"},
    {"set_up", "设立事项", "set up funds, campaigns, plans and chains"},
    {"publish", "发布公开", "publish"},
    {"request_erasure", "申请删除个人信息", "ask for an erasure"},
    {"approve_erasure", "审批删除个人信息", "decide on an erasure"},
    {"read_accounts", "查阅账号", "read accounts"},
    {"read_audit", "查阅审计记录", "read the audit trail"},
    {"administer", "管理账号", "administer accounts"},
    {"operate", "系统运行", "speak for the system"},
};
constexpr Label programmes[] = {
    {"subsidies", "以旧换新补贴", "trade-in subsidies"},
    {"complaints", "信访举报", "complaints"},
    {"projects", "重点项目", "key projects"},
    {"chains", "产业链", "industry chains"},
    {"all", "全部专项", "all programmes"},
};

template <std::size_t N>
constexpr const Label* find(const Label (&labels)[N], std::string_view id) {
  for (const Label& label : labels) {
    if (label.id == id) return &label;
  }
  return nullptr;
}

template <class... Commands>
constexpr bool every_command_has_a_label(const std::variant<Commands...>*) {
  return (find(commands, Commands::type) && ...);
}
static_assert(every_command_has_a_label(static_cast<const subsidies::Command*>(nullptr)));
static_assert(every_command_has_a_label(static_cast<const complaints::Command*>(nullptr)));
static_assert(every_command_has_a_label(static_cast<const projects::Command*>(nullptr)));
static_assert(every_command_has_a_label(static_cast<const chains::Command*>(nullptr)));
static_assert(every_command_has_a_label(static_cast<const publication::Command*>(nullptr)));
static_assert(every_command_has_a_label(static_cast<const access::Command*>(nullptr)));

template <class... Events>
constexpr bool every_event_has_a_label(const std::variant<Events...>*) {
  return (find(events, Events::type) && ...);
}
static_assert(every_event_has_a_label(static_cast<const subsidies::Event*>(nullptr)));
static_assert(every_event_has_a_label(static_cast<const complaints::Event*>(nullptr)));

template <class... States>
constexpr bool every_state_has_a_label(const std::variant<States...>*) {
  return (find(states, States::name) && ...);
}
static_assert(every_state_has_a_label(static_cast<const subsidies::Claim*>(nullptr)));
static_assert(every_state_has_a_label(static_cast<const complaints::Progress*>(nullptr)));
static_assert(every_state_has_a_label(static_cast<const access::Standing*>(nullptr)));
static_assert(every_state_has_a_label(static_cast<const access::Erasure*>(nullptr)));

template <class Enum, std::size_t N>
std::string_view label_of(const Label (&labels)[N], Enum value, Language language) {
  const Label* label = find(labels, boost::describe::enum_to_string(value, ""));
  INVARIANT(label, "a value of an enumeration has no label");
  return in(language, label->zh, label->en);
}

}  // namespace

std::string_view state_label(std::string_view state, Language language) {
  const Label* label = find(states, state);
  INVARIANT(label, "a state has no label");
  return in(language, label->zh, label->en);
}

std::string_view state_label(projects::Stage stage, Language language) {
  if (stage == projects::Stage::withdrawn) return in(language, withdrawn_project.zh, withdrawn_project.en);
  return state_label(boost::describe::enum_to_string(stage, ""), language);
}

std::string_view command_label(std::string_view type, Language language) {
  const Label* label = find(commands, type);
  INVARIANT(label, "a command has no label");
  return in(language, label->zh, label->en);
}

std::string_view label(access::Role role, Language language) { return label_of(roles, role, language); }
std::string_view label(access::Right right, Language language) { return label_of(rights, right, language); }
std::string_view label(access::Programme programme, Language language) {
  return label_of(programmes, programme, language);
}

std::string_view event_label(std::string_view type, Language language) {
  const Label* label = find(events, type);
  return label ? in(language, label->zh, label->en) : type;
}

std::string_view label(subsidies::Standing standing, Language language) {
  return label_of(standings, standing, language);
}
std::string_view label(subsidies::FundLevel level, Language language) { return label_of(levels, level, language); }
std::string_view label(subsidies::HoldReason reason, Language language) {
  return label_of(hold_reasons, reason, language);
}
std::string_view label(subsidies::BatchStage stage, Language language) { return label_of(stages, stage, language); }
std::string_view label(rules::Giver giver, Language language) { return label_of(givers, giver, language); }
std::string_view label(rules::CheckId check, Language language) { return label_of(checks, check, language); }
std::string_view label(rules::Severity severity, Language language) { return label_of(severities, severity, language); }

std::optional<std::string_view> word(std::string_view id, Language language) {
  for (const Label* label : {find(states, id), find(commands, id), find(fields, id)}) {
    if (label) return in(language, label->zh, label->en);
  }
  if (const auto fact = rules::parse_field(id)) return in(language, rules::name_zh(*fact), rules::name_en(*fact));
  return std::nullopt;
}

}  // namespace seethrough
