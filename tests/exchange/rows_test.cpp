// Claims and cases, column by column.

#include <doctest/doctest.h>

#include <map>

#include "exchange/case_row.h"
#include "exchange/claim_row.h"
#include "exchange/scene.h"

using namespace exchange_test;

namespace {

using Cells = std::map<std::string, std::string>;

Row row_of(const std::vector<Column>& columns, const Cells& cells) {
  Row row;
  for (const Column& column : columns) {
    const auto cell = cells.find(std::string(column.name));
    row.cells.push_back(cell == cells.end() ? "" : cell->second);
  }
  return row;
}

const Cells fridge = {{"kind", "refrigerator"}, {"merchant", merchant()},  {"place", "140403"},
                      {"day", "2025-06-01"},    {"price_yuan", "3299.00"}, {"name", "张三"},
                      {"identity_number", identity_number(1)},             {"phone", "138 0000-0000"},
                      {"item", "sn-1001"},      {"invoice", invoice(1)},   {"efficiency", "1"}};

Result<ClaimInput, RowFault> claim_with(Cells changes, Cells cells = fridge) {
  for (auto& [name, value] : changes) cells[name] = value;
  return read_claim(row_of(claim_columns(), cells), book(), places());
}

/// The English sentence of the fault in the column.
std::string fault_of(const std::string& column, const std::string& value) {
  const auto claim = claim_with({{column, value}});
  REQUIRE_FALSE(claim);
  CHECK(claim.error().column == column);
  CHECK_FALSE(sentence(claim.error(), Language::zh).empty());
  return sentence(claim.error(), Language::en);
}
bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

const Cells letter = {{"batch", "3"},     {"number", "D3SX202505280018*"}, {"day", "2025-05-28"}, {"place", "潞州区"},
                      {"type", "大气"},   {"channel", "来电"},             {"complainant", "李四"}, {"phone", "0355-2020202"},
                      {"text", "夜间\n噪声"}};

Result<CaseInput, RowFault> case_with(Cells changes, std::string_view campaign = "2025") {
  Cells cells = letter;
  for (auto& [name, value] : changes) cells[name] = value;
  return read_case(row_of(case_columns(), cells), places(), campaign);
}

}  // namespace

TEST_CASE("a sound claim is read as it stands") {
  const auto claim = claim_with({});
  REQUIRE(claim);
  CHECK(claim->kind == "refrigerator");
  CHECK_FALSE(claim->vehicle);
  CHECK(claim->place == PlaceCode{140403});
  CHECK(claim->price == Fen{329'900});
  CHECK(claim->item == "SN-1001");
  CHECK(claim->facts.get(rules::Field::efficiency) == 1);
  CHECK_FALSE(claim->facts.has(rules::Field::powertrain));
}

TEST_CASE("kinds and places are taken by their Chinese names, letters in either case") {
  const auto claim = claim_with({{"kind", "冰箱"}, {"place", "潞州区"}});
  REQUIRE(claim);
  CHECK(claim->kind == "refrigerator");
  CHECK(claim->place == PlaceCode{140403});
  std::string small = merchant();
  for (char& c : small) c = static_cast<char>(std::tolower(c));
  CHECK(claim_with({{"merchant", small}})->merchant == merchant());
}

TEST_CASE("each wrong value of a claim has its own sentence") {
  CHECK(fault_of("price_yuan", "-5") == "price_yuan is '-5': expected an amount above 0");
  CHECK(has(fault_of("price_yuan", "0"), "above 0"));
  CHECK(has(fault_of("price_yuan", "1.999"), "two decimals"));
  CHECK(has(fault_of("price_yuan", std::string(40, '9')), "at most 999999999999.99"));
  CHECK(has(fault_of("price_yuan", "3,299.00"), "without commas"));
  CHECK(fault_of("price_yuan", "") ==
        "price_yuan is empty: expected a number of yuan like 3299.00, without commas and unit");
  CHECK(has(fault_of("day", "2025-02-30"), "that the calendar has"));
  CHECK(has(fault_of("day", "2025/6/1"), "written 2025-06-15"));
  CHECK(has(fault_of("merchant", "123"), "18 characters"));
  CHECK(has(fault_of("merchant", "I" + merchant().substr(1)), "without I, O, S, V, Z"));
  std::string organisation = merchant();
  organisation[16] = organisation[16] == '1' ? '2' : '1';
  CHECK(has(fault_of("merchant", organisation), "17th character"));
  std::string last = merchant();
  last[17] = last[17] == '1' ? '2' : '1';
  CHECK(has(fault_of("merchant", last), "last character checks"));
  CHECK(has(fault_of("place", "月球"), "place of Changzhi"));
  CHECK(has(fault_of("kind", "宇宙飞船"), "kind of 2025"));
  CHECK(has(fault_of("name", ""), "a text"));
  CHECK(has(fault_of("name", "a\nb"), "line breaks"));
  CHECK(has(fault_of("identity_number", "1"), "18 characters"));
  CHECK(has(fault_of("identity_number", "14040319900231001X"), "birthday"));
  CHECK(has(fault_of("identity_number", std::string(18, 'A')), "17 digits"));
  CHECK(has(fault_of("phone", "abc"), "telephone"));
  CHECK(has(fault_of("invoice", "123"), "20 digits"));
  CHECK(has(fault_of("old_item", "123"), "VIN"));
  CHECK(has(fault_of("efficiency", "7"), "0 to 5"));
  CHECK(has(fault_of("powertrain", "steam"), "one of petrol, diesel"));
  CHECK(has(fault_of("same_owner", "maybe"), "one of yes, no"));
  CHECK(has(fault_of("old_battery", "x"), "lithium"));
  CHECK(has(fault_of("applied_on", "x"), "written 2025-06-15"));
}

TEST_CASE("a check digit is checked, and personal values are not repeated in full") {
  std::string number = identity_number(1);
  number.back() = number.back() == '0' ? '1' : '0';
  const std::string told = fault_of("identity_number", number);
  CHECK(has(told, "last character checks"));
  CHECK_FALSE(has(told, number));
  CHECK(has(fault_of("phone", "张三的手机号码13800000000"), "张三"));
  CHECK_FALSE(has(fault_of("phone", "张三的手机号码13800000000"), "1380"));
}

TEST_CASE("an IMEI of 15 digits and the VIN of a vehicle are checked") {
  const auto phone = claim_with({{"kind", "phone"}, {"item", "490154203237519"}});
  REQUIRE_FALSE(phone);
  CHECK(phone.error().column == "item");
  CHECK(claim_with({{"kind", "phone"}, {"item", "490154203237518"}}));
  const auto car = claim_with({{"kind", "car_scrappage"}});
  REQUIRE_FALSE(car);
  CHECK(has(sentence(car.error(), Language::en), "VIN"));
}

TEST_CASE("a vehicle is applied for, everything else redeemed") {
  stores::MemoryVault vault{stores::MasterKey{}};
  const auto goods = to_command(*claim_with({}), vault, Digest{});
  CHECK(journal::type_of(goods) == "subsidies.redeem");
  const auto car = claim_with({{"kind", "car_scrappage"},
                               {"item", "LSVAA4182E2123456"},
                               {"old_item", "LSVAA4182E2654321"},
                               {"powertrain", "新能源"},
                               {"old_first_registered", "2010-05-01"},
                               {"same_owner", "是"}});
  REQUIRE(car);
  const auto command = to_command(*car, vault, Digest{});
  CHECK(journal::type_of(command) == "subsidies.apply");
  const auto& purchase = std::get<subsidies::Apply>(std::get<subsidies::Command>(command)).purchase;
  CHECK(purchase.item == vault.pseudonym("item", "LSVAA4182E2123456"));
  CHECK(purchase.surrendered == vault.pseudonym("item", "LSVAA4182E2654321"));
  CHECK(purchase.facts.get(rules::Field::powertrain) == static_cast<std::int64_t>(rules::Powertrain::new_energy));
  CHECK(purchase.facts.get(rules::Field::same_owner) == 1);
}

TEST_CASE("the vault's document of a claim is canonical JSON of what is personal") {
  CHECK(document_of(*claim_with({})) == "{\"identity_number\":\"" + identity_number(1) + "\",\"invoice\":\"" +
                                            invoice(1) +
                                            "\",\"item\":\"SN-1001\",\"name\":\"张三\",\"phone\":\"138 0000-0000\"}");
}

TEST_CASE("a sound case is read; a trailing star is a key case") {
  const auto one = case_with({});
  REQUIRE(one);
  CHECK(one->entry.campaign == "2025");
  CHECK(one->entry.batch == 3);
  CHECK(one->entry.number == "D3SX202505280018");
  CHECK(one->entry.key_case);
  CHECK(one->entry.channel == complaints::Channel::phone);
  CHECK(document_of(*one) == R"({"complainant":"李四","phone":"0355-2020202","text":"夜间\n噪声"})");
  CHECK_FALSE(case_with({{"number", "D3SX202505280018"}})->entry.key_case);
  CHECK(case_with({{"number", "D3SX202505280018"}, {"key_case", "是"}})->entry.key_case);
}

TEST_CASE("each wrong value of a case names its column") {
  const auto column = [](const Result<CaseInput, RowFault>& one) { return one ? "" : one.error().column; };
  CHECK(column(case_with({}, "")) == "campaign");
  CHECK(column(case_with({{"batch", "0"}})) == "batch");
  CHECK(column(case_with({{"number", ""}})) == "number");
  CHECK(column(case_with({{"day", "2025-13-01"}})) == "day");
  CHECK(column(case_with({{"place", "x"}})) == "place");
  CHECK(column(case_with({{"type", ""}})) == "type");
  CHECK(column(case_with({{"channel", "fax"}})) == "channel");
  CHECK(column(case_with({{"key_case", "否"}})) == "key_case");
  CHECK(column(case_with({{"phone", "1"}})) == "phone");
  CHECK(column(case_with({{"text", std::string(20'001, 'x')}})) == "text");
}

TEST_CASE("a case may have further types, a number of issues and come over the network") {
  const auto one = case_with({{"further_types", "水、噪声; 其他 "}, {"issues", "4"}, {"channel", "网络"}});
  REQUIRE(one);
  CHECK(one->entry.further_types == std::vector<std::string>{"水", "噪声", "其他"});
  CHECK(one->entry.issues == 4);
  CHECK(one->entry.channel == complaints::Channel::online);
  CHECK(case_with({{"channel", "online"}})->entry.channel == complaints::Channel::online);
  CHECK(case_with({{"further_types", "水；噪声"}})->entry.further_types == std::vector<std::string>{"水", "噪声"});
  const auto plain = case_with({});
  CHECK_FALSE(plain->entry.further_types.has_value());
  CHECK_FALSE(plain->entry.issues.has_value());
}

TEST_CASE("further types that are empty, doubled or the primary one, and issues out of range, name their column") {
  for (const char* wrong : {"水、", "、", "水;水", "大气", "水、大气"}) {
    const auto one = case_with({{"further_types", wrong}});
    REQUIRE_FALSE(one);
    CHECK(one.error().column == "further_types");
    CHECK(has(sentence(one.error(), Language::en), "each once"));
    CHECK(has(sentence(one.error(), Language::zh), "每个只写一次"));
  }
  for (const char* wrong : {"0", "100", "two"}) {
    const auto one = case_with({{"issues", wrong}});
    REQUIRE_FALSE(one);
    CHECK(one.error().column == "issues");
  }
}
