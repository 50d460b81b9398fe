#include "stores/mask.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace seethrough::stores {
namespace {

TEST_CASE("what a list shows of a person") {
  CHECK(mask_phone("13812341234") == "138****1234");
  CHECK(mask_phone("138 1234-1234") == "138****1234");
  CHECK(mask_phone("+86 13812341234") == "138****1234");
  CHECK(mask_phone("8613812341234") == "138****1234");
  CHECK(mask_phone("0355-2192345") == "035****2345");
  CHECK(mask_identity("11010519491231002X") == "1101**********002X");
  CHECK(mask_identity("110105 19491231 002X") == "1101**********002X");
  CHECK(mask_name("张小明") == "张**");
  CHECK(mask_name("李明") == "李*");
  CHECK(mask_name("欧阳小明") == "欧***");
  CHECK(mask_name("𠮷田") == "𠮷*");
  CHECK(mask_name("John Smith") == "J***");
  CHECK(mask_name("Émile") == "É***");
  CHECK(mask_account("6222 0212 3456 7890 123") == "****0123");
}

TEST_CASE("short and odd input never shows more than half") {
  CHECK(mask_phone("110") == "**0");
  CHECK(mask_phone("") == "");
  CHECK(mask_identity("12") == "*2");
  CHECK(mask_identity("X") == "*");
  CHECK(mask_name("") == "");
  CHECK(mask_name("李") == "*");
  CHECK(mask_name("J") == "***");
  CHECK(mask_account("") == "****");
  CHECK(mask_account("1") == "****");
  CHECK(mask_account("1234567") == "****567");
  CHECK(mask_phone("１３８１２３４１２３４") == "１******１２３４");
  CHECK(mask_phone("电话13812341234转5") == "电话1********34转5");
  for (const std::string& odd : {std::string("\xff\xfe\x80"), std::string("\x80\x80"), std::string(3, '\0')}) {
    for (const auto mask : {mask_phone, mask_identity}) {
      const std::string shown = mask(odd);
      CHECK(2 * (shown.size() - static_cast<std::size_t>(std::count(shown.begin(), shown.end(), '*'))) <= odd.size() + 1);
    }
  }
}

}  // namespace
}  // namespace seethrough::stores
