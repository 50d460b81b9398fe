#include "messages/sentence.h"
#include "messages/sentence_of.h"

namespace seethrough {
namespace messages {

template <>
struct Sentence<chains::DayInFuture> {
  static constexpr std::string_view zh = "日期 {day} 晚于今天（{today}）；应填写今天或以前的日期，请改正后重新提交。";
  static constexpr std::string_view en =
      "The date {day} is after today, {today}; give today or an earlier day and send it again.";
};
template <>
struct Sentence<chains::ChainAlreadyDeclared> {
  static constexpr std::string_view zh = "产业链编号“{chain}”已经登记；请换一个编号，或使用已登记的产业链。";
  static constexpr std::string_view en =
      "Chain “{chain}” is already declared; choose another identifier or use the one declared.";
};

}  // namespace messages

std::string sentence(const chains::Rejection& rejection, Language language) {
  return messages::sentence_of(rejection, language);
}

}  // namespace seethrough
