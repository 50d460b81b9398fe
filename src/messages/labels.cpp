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
    {"applied", "已受理", "applied for"},
    {"returned", "已退货", "returned"},
    {"withdrawn", "已撤回", "withdrawn"},
    {"registered", "已登记", "registered"},
    {"handed_over", "已交办", "handed over"},
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
    {"complaints.declare_campaign", "登记督察活动", "declare a campaign"},
    {"complaints.register_case", "登记举报件", "register a case"},
    {"complaints.hand_over_batch", "交办批次", "hand over a batch"},
    {"complaints.correct_case", "更正举报件", "correct a case"},
    {"complaints.disclose_batch", "公开批次办理情况", "disclose a batch"},
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
    {"review", "审核更正", "review and correct"},
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
  INVARIANT(label, "a role, right or programme has no label");
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

std::optional<std::string_view> word(std::string_view id, Language language) {
  for (const Label* label : {find(states, id), find(commands, id), find(fields, id)}) {
    if (label) return in(language, label->zh, label->en);
  }
  if (const auto fact = rules::parse_field(id)) return in(language, rules::name_zh(*fact), rules::name_en(*fact));
  return std::nullopt;
}

}  // namespace seethrough
