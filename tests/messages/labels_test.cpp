#include "messages/labels.h"

#include <doctest/doctest.h>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <set>
#include <string>
#include <utility>
#include <variant>

using namespace seethrough;

TEST_CASE("every stage of a project has a label of its own in both languages") {
  std::set<std::string> zh, en;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<projects::Stage>>([&](auto stage) {
    zh.emplace(state_label(stage.value, Language::zh));
    en.emplace(state_label(stage.value, Language::en));
  });
  CHECK(zh.size() == 8);
  CHECK(en.size() == 8);
}

TEST_CASE("states are called what the offices call them") {
  CHECK(state_label("redeemed", Language::zh) == "已核销");
  CHECK(state_label("applied", Language::zh) == "待受理");
  CHECK(state_label("accepted", Language::zh) == "已受理");
  CHECK(state_label("held", Language::zh) == "暂缓");
  CHECK(state_label("rejected", Language::en) == "refused");
  CHECK(state_label("returned", Language::zh) == "已退货");
  CHECK(state_label("registered", Language::zh) == "已登记");
  CHECK(state_label("handed_over", Language::zh) == "已交办");
  CHECK(state_label("under_construction", Language::en) == "under construction");
}

TEST_CASE("a withdrawn claim was taken back, a withdrawn project left the register") {
  CHECK(state_label("withdrawn", Language::zh) == "已撤回");
  CHECK(state_label(projects::Stage::withdrawn, Language::zh) == "已退库");
}

/// How many labels the values of an enumeration have between them.
template <class Enum>
std::size_t different_labels(Language language) {
  std::set<std::string> labels;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
      [&](auto one) { labels.emplace(label(one.value, language)); });
  return labels.size();
}

TEST_CASE_TEMPLATE("every value of an enumeration has a label of its own in both languages", Enum, subsidies::Standing,
                   subsidies::FundLevel, subsidies::HoldReason, subsidies::BatchStage, rules::Giver, rules::CheckId,
                   rules::Severity, access::Right, access::Role, access::Programme) {
  constexpr std::size_t values = boost::mp11::mp_size<boost::describe::describe_enumerators<Enum>>::value;
  CHECK(different_labels<Enum>(Language::zh) == values);
  CHECK(different_labels<Enum>(Language::en) == values);
}

template <class... Steps>
std::pair<std::size_t, std::size_t> different_steps(const std::variant<Steps...>*) {
  std::set<std::string> zh, en;
  for (const std::string_view type : {Steps::type...}) {
    zh.emplace(event_label(type, Language::zh));
    en.emplace(event_label(type, Language::en));
  }
  return {zh.size(), en.size()};
}

TEST_CASE("every event of a subsidy is a step of its own in a story") {
  const std::size_t events = std::variant_size_v<subsidies::Event>;
  CHECK(different_steps(static_cast<const subsidies::Event*>(nullptr)) == std::pair(events, events));
  CHECK(event_label("subsidies.claim_held/1", Language::zh) == "暂缓");
  CHECK(event_label("subsidies.payment_failed/1", Language::en) == "Payment failed");
  CHECK(event_label("subsidies.unheard_of/1", Language::en) == "subsidies.unheard_of/1");
}

TEST_CASE("what a check found is said with its units") {
  using rules::CheckId;
  const auto zh = [](CheckId check, const char* detail) { return finding_in_words(check, detail, Language::zh); };
  const auto en = [](CheckId check, const char* detail) { return finding_in_words(check, detail, Language::en); };
  CHECK(zh(CheckId::price_history, "329900 > 286000") == "成交价 3,299.00 元，高于按近期售价定的上限 2,860.00 元");
  CHECK(en(CheckId::price_history, "329900 > 286000") ==
        "priced at CNY 3,299.00, above the CNY 2,860.00 that recent sales allow");
  CHECK(zh(CheckId::burst, "21 / 10 min") == "同一终端 10 分钟内第 21 笔");
  CHECK(en(CheckId::burst, "21 / 10 min") == "sale 21 at one till within 10 minutes");
  CHECK(zh(CheckId::delivery_place, "-") == "线上购买没有填写送货地区");
  CHECK(en(CheckId::delivery_place, "110101") == "delivered to place 110101, outside the city");
  CHECK(zh(CheckId::company_buyer, "1") == "购买方为单位");
  CHECK(en(CheckId::return_without_refund, "329900") ==
        "the goods came back, and the price of CNY 3,299.00 was not refunded");
}

TEST_CASE("a finding whose figures are written otherwise is said as it stands") {
  using rules::CheckId;
  for (const char* detail : {"", "329900", "329900 > ", "329900 > 286000 fen", "many > few"})
    CHECK(finding_in_words(CheckId::price_history, detail, Language::zh) == detail);
  CHECK(finding_in_words(CheckId::burst, "21 / 10", Language::en) == "21 / 10");
  CHECK(finding_in_words(CheckId::return_without_refund, "3299.00", Language::en) == "3299.00");
  CHECK(finding_in_words(CheckId::item_reuse, "C0000001", Language::en) == "C0000001");
}

TEST_CASE("a command has a label, and a word that is nobody's has none") {
  CHECK(command_label("complaints.hand_over_batch", Language::zh) == "交办批次");
  CHECK(command_label("complaints.hand_over_batch", Language::en) == "hand over a batch");
  CHECK(word("key_cases", Language::zh) == "重点件数");
  CHECK(word("old_battery", Language::zh) == "旧电动自行车电池");
  CHECK_FALSE(word("nothing", Language::zh));
}
