#include "complaints/personal_data.h"

#include <doctest/doctest.h>

using namespace seethrough::complaints;

namespace {

std::string black(std::string_view text, std::vector<std::string> known = {}) {
  return blacked_out(text, personal_data(text, known));
}
std::vector<PersonalKind> kinds(std::string_view text) {
  std::vector<PersonalKind> found;
  for (const PersonalDatum& one : personal_data(text, {})) found.push_back(one.kind);
  return found;
}

}  // namespace

TEST_CASE("telephone numbers are found however they are written") {
  CHECK(black("电话13800001234，请回复") == "电话■■■■■■■■■■■，请回复");
  CHECK(black("电话138 0000 1234。") == "电话■■■■■■■■■■■■■。");
  CHECK(black("１３８００００１２３４") == "■■■■■■■■■■■");
  CHECK(kinds("0355-2085900") == std::vector{PersonalKind::phone});
}

TEST_CASE("numbers that are none are left: case numbers, days, money, years") {
  for (const char* text : {"D3SX202505280018", "2025-05-28", "罚款 251542.71 元", "共 12345678901 件", "12345", "2025年"})
    CHECK(personal_data(text, {}).empty());
}

TEST_CASE("identity numbers with their check character, and the old ones with a date") {
  CHECK(kinds("11010519491231002X") == std::vector{PersonalKind::identity_number});
  CHECK(kinds("110105194912310021").empty());  // the check character is wrong
  CHECK(kinds("110105491231002") == std::vector{PersonalKind::identity_number});
  CHECK(kinds("110105491331002").empty());  // there is no thirteenth month
}

TEST_CASE("addresses, what the vault knows, and titles that may be a person's") {
  CHECK(black("请发至 li.si@example.cn 。") == "请发至 ■■■■■■■■■■■■■■■■ 。");
  CHECK(black("住在幸福小区3号楼的王小明说", {"王小明", "幸福小区3号楼"}) == "住在■■■■■■■的■■■说");
  CHECK(black("王某某", {"王"}) == "■■■");
  CHECK(kinds("王女士反映") == std::vector{PersonalKind::title});
  CHECK_FALSE(is_certain(PersonalKind::title));
  CHECK(kinds("@没有邮箱").empty());
}

TEST_CASE("finds that overlap become one") {
  const std::vector<std::string> known{"王先", "先生"};
  CHECK(personal_data("王先生", known).size() == 1);
  CHECK(blacked_out("王先生", personal_data("王先生", known)) == "■■■");
}
