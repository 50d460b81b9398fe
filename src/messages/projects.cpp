#include "messages/sentence.h"
#include "messages/sentence_of.h"

namespace seethrough {
namespace messages {

template <>
struct Sentence<projects::DayInFuture> {
  static constexpr std::string_view zh = "日期 {day} 晚于今天（{today}）；应填写今天或以前的日期，请改正后重新提交。";
  static constexpr std::string_view en =
      "The date {day} is after today, {today}; give today or an earlier day and send it again.";
};
template <>
struct Sentence<projects::NotAProjectCode> {
  static constexpr std::string_view zh =
      "项目代码“{project}”不符合投资项目统一代码的格式（如 2301-140400-89-01-123456）；请对照赋码通知重新填写"
      "。";
  static constexpr std::string_view en =
      "The project code “{project}” has not the form of a code of investment projects, such as "
      "2301-140400-89-01-123456; copy it from the notice of the code again.";
};
template <>
struct Sentence<projects::ProjectAlreadyRegistered> {
  static constexpr std::string_view zh = "项目 {project} 已在库，不能重复登记；请核对代码，或在已有项目上办理。";
  static constexpr std::string_view en =
      "Project {project} is already registered; check the code or work on the project that is there.";
};
template <>
struct Sentence<projects::UnknownPlace> {
  static constexpr std::string_view zh = "地区代码 {place} 不在本市行政区划内；请从地区列表中选择。";
  static constexpr std::string_view en = "Place code {place} is not one of this city; choose a place from the list.";
};
template <>
struct Sentence<projects::InvestmentMissing> {
  static constexpr std::string_view zh = "项目 {project} 没有填写计划总投资；应为大于零的金额，请补填。";
  static constexpr std::string_view en = "Project {project} has no planned investment; give an amount above zero.";
};
template <>
struct Sentence<projects::UnknownProject> {
  static constexpr std::string_view zh = "项目库中没有 {project}；请核对项目代码，或先登记项目。";
  static constexpr std::string_view en =
      "There is no project {project} in the register; check the code or register the project first.";
};
template <>
struct Sentence<projects::NotInThisState> {
  static constexpr std::string_view zh =
      "项目 {project} 当前处于“{stage}”阶段，不能“{command:words}”；请核对项目进展，按顺序办理。";
  static constexpr std::string_view en =
      "Project {project} is “{stage}”, so one cannot {command:words}; check how far it has come and take the "
      "steps in order.";
};
template <>
struct Sentence<projects::BeforeLastMove> {
  static constexpr std::string_view zh =
      "日期 {day} 早于项目 {project} 进入当前阶段的日期 {last}；应填写该日或以后的日期，请改正。";
  static constexpr std::string_view en =
      "The date {day} is before {last}, when project {project} entered its stage; give that day or a later one.";
};
template <>
struct Sentence<projects::ProgressOutOfRange> {
  static constexpr std::string_view zh =
      "形象进度 {progress_bp:percent} 超出范围；应在 0.00% 至 100.00% 之间，请改正。";
  static constexpr std::string_view en =
      "Progress of {progress_bp:percent} is out of range; give a value from 0.00% to 100.00%.";
};

}  // namespace messages

std::string sentence(const projects::Rejection& rejection, Language language) {
  return messages::sentence_of(rejection, language);
}

}  // namespace seethrough
