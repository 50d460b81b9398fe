#include "messages/labels.h"

#include <doctest/doctest.h>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <set>
#include <string>

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
  CHECK(state_label("returned", Language::zh) == "已退货");
  CHECK(state_label("registered", Language::zh) == "已登记");
  CHECK(state_label("handed_over", Language::zh) == "已交办");
  CHECK(state_label("under_construction", Language::en) == "under construction");
}

TEST_CASE("a withdrawn claim was taken back, a withdrawn project left the register") {
  CHECK(state_label("withdrawn", Language::zh) == "已撤回");
  CHECK(state_label(projects::Stage::withdrawn, Language::zh) == "已退库");
}

TEST_CASE("a command has a label, and a word that is nobody's has none") {
  CHECK(command_label("complaints.hand_over_batch", Language::zh) == "交办批次");
  CHECK(command_label("complaints.hand_over_batch", Language::en) == "hand over a batch");
  CHECK(word("key_cases", Language::zh) == "重点件数");
  CHECK(word("old_battery", Language::zh) == "旧电动自行车电池");
  CHECK_FALSE(word("nothing", Language::zh));
}
