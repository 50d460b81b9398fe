#include "messages/sentence.h"
#include "messages/sentence_of.h"

namespace seethrough {
namespace messages {

template <>
struct Sentence<access::NotPermitted> {
  static constexpr std::string_view zh =
      "账号“{account}”没有“{right}”的权限（{programme}，{place}）；请核对办理的地区，确需办理的，请管理员授予相应角色。";
  static constexpr std::string_view en =
      "The account “{account}” may not {right} ({programme}, {place}); check the place, or ask an administrator for the "
      "role.";
};
template <>
struct Sentence<access::NotAName> {
  static constexpr std::string_view zh =
      "名称“{name}”不能用作编号：应为 2 至 40 个小写字母、数字或 . _ -，以字母开头，且不是系统保留的名称；请另取一个。";
  static constexpr std::string_view en =
      "“{name}” cannot be an identifier: 2 to 40 lower-case letters, digits or . _ -, beginning with a letter, and not one "
      "that the system keeps for itself; choose another.";
};
template <>
struct Sentence<access::NameMissing> {
  static constexpr std::string_view zh = "机关“{organ}”缺少中文或英文名称；两个名称都要填写，请补填。";
  static constexpr std::string_view en = "The organ “{organ}” lacks its Chinese or English name; give both.";
};
template <>
struct Sentence<access::ReasonMissing> {
  static constexpr std::string_view zh = "“{command:words}”需要写明理由；请填写理由后重新提交。";
  static constexpr std::string_view en = "To {command:words} needs a reason; give one and send it again.";
};
template <>
struct Sentence<access::UnknownPlace> {
  static constexpr std::string_view zh = "地区代码 {place} 不在本市行政区划内；请从地区列表中选择。";
  static constexpr std::string_view en = "Place code {place} is not one of this city; choose a place from the list.";
};
template <>
struct Sentence<access::NotAKeyName> {
  static constexpr std::string_view zh = "密钥编号“{key}”不对：应为 12 位小写十六进制数字；请由系统生成。";
  static constexpr std::string_view en =
      "The key's name “{key}” is not as expected: 12 lower-case hexadecimal digits; let the system make it.";
};
template <>
struct Sentence<access::UnknownScope> {
  static constexpr std::string_view zh = "没有“{scope}”这个权限范围；请至少选择一个列表中的范围。";
  static constexpr std::string_view en = "There is no scope “{scope}”; choose at least one of the list.";
};
template <>
struct Sentence<access::KeyEndsInPast> {
  static constexpr std::string_view zh = "密钥的截止日期 {until} 早于今天（{today}）；请填写今天或以后的日期。";
  static constexpr std::string_view en = "The key would end on {until}, before today, {today}; give today or a later day.";
};
template <>
struct Sentence<access::UnknownOrgan> {
  static constexpr std::string_view zh = "没有编号为“{organ}”的机关；请核对编号，或先登记机关。";
  static constexpr std::string_view en = "There is no organ “{organ}”; check the identifier or register the organ first.";
};
template <>
struct Sentence<access::UnknownAccount> {
  static constexpr std::string_view zh = "没有账号“{account}”；请核对账号，或先开立账号。";
  static constexpr std::string_view en = "There is no account “{account}”; check its name or open it first.";
};
template <>
struct Sentence<access::AlreadyRegistered> {
  static constexpr std::string_view zh = "机关编号“{organ}”已经登记；请换一个编号，或使用已登记的机关。";
  static constexpr std::string_view en =
      "The organ “{organ}” is already registered; choose another identifier or use the one registered.";
};
template <>
struct Sentence<access::AlreadyOpen> {
  static constexpr std::string_view zh = "账号“{account}”已经开立过，注销后也不再启用；请换一个名称。";
  static constexpr std::string_view en =
      "The account “{account}” was opened before, and a closed one is not used again; choose another name.";
};
template <>
struct Sentence<access::WrongKind> {
  static constexpr std::string_view zh = "账号“{account}”属于人员，不能发放接口密钥；请为设备或程序另开账号。";
  static constexpr std::string_view en =
      "The account “{account}” is a person's and gets no key; open an account for the machine.";
};
template <>
struct Sentence<access::OwnAccount> {
  static constexpr std::string_view zh = "不能变更自己的账号“{account}”；请由另一位管理员办理。";
  static constexpr std::string_view en = "Nobody changes their own account, “{account}”; let another administrator do it.";
};
template <>
struct Sentence<access::SamePerson> {
  static constexpr std::string_view zh = "这项申请由“{account}”提出，不能由同一人审批；请由另一人办理。";
  static constexpr std::string_view en = "“{account}” made this request and cannot decide on it; let another person decide.";
};
template <>
struct Sentence<access::NotInThisState> {
  static constexpr std::string_view zh = "账号“{account}”当前为“{state:words}”，不能“{command:words}”；请核对账号状态。";
  static constexpr std::string_view en =
      "The account “{account}” is {state:words}, so one cannot {command:words}; check the account's state.";
};
template <>
struct Sentence<access::AlreadyGranted> {
  static constexpr std::string_view zh = "账号“{account}”在该专项和地区已有“{role}”角色；无需再次授予。";
  static constexpr std::string_view en =
      "The account “{account}” is {role} for that programme and place already; nothing needs to be done.";
};
template <>
struct Sentence<access::NotGranted> {
  static constexpr std::string_view zh = "账号“{account}”在该专项和地区没有“{role}”角色；请核对后再收回。";
  static constexpr std::string_view en =
      "The account “{account}” is not {role} for that programme and place; check which role to take away.";
};
template <>
struct Sentence<access::UnknownKey> {
  static constexpr std::string_view zh = "没有可以收回的密钥“{key}”；请核对密钥编号，它可能已经收回。";
  static constexpr std::string_view en =
      "There is no key “{key}” to revoke; check its name: it may have been revoked before.";
};
template <>
struct Sentence<access::KeyTaken> {
  static constexpr std::string_view zh = "密钥编号“{key}”已经用过；请重新生成。";
  static constexpr std::string_view en = "The key's name “{key}” was used before; make another.";
};
template <>
struct Sentence<access::ErasureNotInThisState> {
  static constexpr std::string_view zh = "此人的删除申请当前为“{state:words}”，不能“{command:words}”；请刷新后核对。";
  static constexpr std::string_view en =
      "The erasure of this person's data is {state:words}, so one cannot {command:words}; reload and check.";
};

}  // namespace messages

std::string sentence(const access::Rejection& rejection, Language language) {
  return messages::sentence_of(rejection, language);
}

}  // namespace seethrough
