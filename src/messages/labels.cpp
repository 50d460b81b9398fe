#include "messages/labels.h"

#include <boost/describe/enum_to_string.hpp>
#include <variant>

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

template <class... States>
constexpr bool every_state_has_a_label(const std::variant<States...>*) {
  return (find(states, States::name) && ...);
}
static_assert(every_state_has_a_label(static_cast<const subsidies::Claim*>(nullptr)));
static_assert(every_state_has_a_label(static_cast<const complaints::Progress*>(nullptr)));

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

std::optional<std::string_view> word(std::string_view id, Language language) {
  for (const Label* label : {find(states, id), find(commands, id), find(fields, id)}) {
    if (label) return in(language, label->zh, label->en);
  }
  if (const auto fact = rules::parse_field(id)) return in(language, rules::name_zh(*fact), rules::name_en(*fact));
  return std::nullopt;
}

}  // namespace seethrough
