#include "messages/sentence.h"
#include "messages/sentence_of.h"

namespace seethrough {
namespace messages {

template <>
struct Sentence<publication::AlreadyIssued> {
  static constexpr std::string_view zh =
      "截至 {cut_off}、依据前 {known_at} 条记录的通报已作为第 {number} 期发布；请引用该期，内容有更正的应依据新"
      "的记录另发一期。";
  static constexpr std::string_view en =
      "The bulletin as of {cut_off}, on the first {known_at} records, is already issued as number {number}; "
      "cite that one, or issue a new one on later records.";
};
template <>
struct Sentence<publication::KnownAtBeyondJournal> {
  static constexpr std::string_view zh =
      "所依据的记录数 {known_at} 超过现有记录数 {journal}；请填写不超过现有记录数的数值。";
  static constexpr std::string_view en =
      "The bulletin would rest on {known_at} records, but there are only {journal}; give a number no higher "
      "than that.";
};

}  // namespace messages

std::string sentence(const publication::Rejection& rejection, Language language) {
  return messages::sentence_of(rejection, language);
}

}  // namespace seethrough
