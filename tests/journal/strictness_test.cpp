// What is not exactly what it must be is refused, and the refusal names where.

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <string>

#include "journal/codec.h"

namespace journal_test {
namespace {

using namespace seethrough;

void replace(std::string& text, std::string_view what, std::string_view with) {
  const std::size_t at = text.find(what);
  REQUIRE_MESSAGE(at != std::string::npos, what);
  text.replace(at, what.size(), with);
}

const std::string redeem =
    R"({"type":"subsidies.redeem","data":{"purchase":{"kind":"refrigerator","merchant":"91140400MA0KXXXX1A",)"
    R"("place":140403,"day":"2025-06-15","price":299900,"person":"000102030405060708090a0b0c0d0e0f",)"
    R"("item":"100102030405060708090a0b0c0d0e0f","invoice":"200102030405060708090a0b0c0d0e0f",)"
    R"("evidence":"3001020304050607080910111213141516171819202122232425262728293031","facts":{"efficiency":1}}}})";
const std::string register_case =
    R"({"type":"complaints.register_case","data":{"campaign":"c","number":"D1","batch":1,"day":"2025-06-01",)"
    R"("place":140403,"pollution":"水","channel":"phone",)"
    R"("letter":"3001020304050607080910111213141516171819202122232425262728293031"}})";
const std::string hand_over =
    R"({"type":"complaints.hand_over_batch","data":{"campaign":"c","batch":1,"day":"2025-06-01",)"
    R"("forwarded_on":"2025-06-01","header":{"cases":1,"key_cases":0,"by_place":[{"place":140403,"cases":1}],)"
    R"("by_type":[{"pollution":"水","cases":1}]}}})";
const std::string entry =
    R"({"at":"2025-06-15T00:00:00.000Z","by":"clerk","data":{"command":"subsidies.redeem","rejection":)"
    R"({"data":{"fund":"home","available":-1,"needed":2},"type":"subsidies.fund_exhausted"}},)"
    R"("fingerprint":"0001020304050607","request":"000102030405060708090a0b0c0d0e0f","seq":7,"type":"refused/1"})";

/// The command with `what` replaced is refused, and the sentences name `where`.
void refused(std::string command, std::string_view what, std::string_view with, const std::string& where) {
  CAPTURE(what);
  CAPTURE(with);
  replace(command, what, with);
  const auto decoded = journal::decode_command(command);
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().kind == FailureKind::malformed);
  CHECK_MESSAGE(decoded.error().zh.find(where) != std::string::npos, decoded.error().zh);
  CHECK_MESSAGE(decoded.error().en.find(where) != std::string::npos, decoded.error().en);
}

void corrupt(std::string_view what, std::string_view with, const std::string& where) {
  CAPTURE(what);
  CAPTURE(with);
  std::string bytes = entry;
  replace(bytes, what, with);
  const auto decoded = journal::decode_entry(bytes);
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().kind == FailureKind::corrupt);
  CHECK_MESSAGE(decoded.error().zh.find("字段 " + where) != std::string::npos, decoded.error().zh);
  CHECK_MESSAGE(decoded.error().en.find("field " + where) != std::string::npos, decoded.error().en);
}

TEST_CASE("the samples themselves are good") {
  for (const auto* command : {&redeem, &register_case, &hand_over}) {
    const auto decoded = journal::decode_command(*command);
    CHECK_MESSAGE(decoded, (decoded ? "" : decoded.error().en));
  }
  CHECK(journal::decode_entry(entry));
}

TEST_CASE("what may be left out of a request is left out: optional, list, text, yes or no") {
  const auto decoded = journal::decode_command(redeem);
  REQUIRE(decoded);
  const auto& purchase = std::get<subsidies::Redeem>(std::get<subsidies::Command>(*decoded)).purchase;
  CHECK_FALSE(purchase.surrendered);
  CHECK_FALSE(purchase.reconstructed);
  CHECK(purchase.facts.get(rules::Field::efficiency) == 1);
  CHECK(purchase.price == Fen{299900});
}

TEST_CASE("a list of anything may be left out of a request, and never out of an entry on record") {
  const auto batch = journal::decode_command(
      R"({"type":"subsidies.file_batch","data":{"batch":"b","merchant":"m","day":"2025-06-15","subsidy":0}})");
  REQUIRE(batch);
  CHECK(std::get<subsidies::FileBatch>(std::get<subsidies::Command>(*batch)).claims.empty());
  const auto notice = journal::decode_command(
      R"({"type":"subsidies.post_notice","data":{"notice":"n","day":"2025-06-15","until":"2025-06-20","claims":[3]}})");
  REQUIRE(notice);
  CHECK(std::get<subsidies::PostNotice>(std::get<subsidies::Command>(*notice)).claims ==
        std::vector{subsidies::ClaimNumber{3}});

  std::string expired = entry;
  replace(expired, expired.substr(expired.find(R"("data")"), expired.find(R"("fingerprint")") - expired.find(R"("data")")),
          R"("data":{"entitlements":[1]},)");
  replace(expired, "refused/1", "subsidies.entitlements_expired/1");
  CHECK(journal::decode_entry(expired));
  replace(expired, R"("entitlements":[1])", "");
  const auto decoded = journal::decode_entry(expired);
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().en.find("entitlements") != std::string::npos);
}

TEST_CASE("an unknown, a missing and a wrongly typed member are refused by their path") {
  refused(redeem, R"("kind")", R"("colour":"red","kind")", "purchase.colour");
  refused(redeem, R"("data":{)", R"("data":{"extra":1,)", "extra");
  refused(redeem, R"("price":299900,)", "", "purchase.price");
  refused(redeem, R"("price":299900)", R"("price":"299900")", "purchase.price");
  refused(redeem, R"("price":299900)", R"("price":null)", "purchase.price");
  refused(redeem, R"("kind":"refrigerator")", R"("kind":5)", "purchase.kind");
  refused(redeem, R"({"efficiency":1})", R"([])", "purchase.facts");
  refused(redeem, R"({"efficiency":1})", R"({"efficiency":"1"})", "purchase.facts.efficiency");
  refused(redeem, R"({"efficiency":1})", R"({"colour":1})", "purchase.facts.colour");
  refused(redeem, R"("facts")", R"("reconstructed":1,"facts")", "purchase.reconstructed");
  refused(redeem, R"("facts")", R"("surrendered":null,"facts")", "purchase.surrendered");
  refused(redeem, R"("000102030405060708090a0b0c0d0e0f")", R"("0001")", "purchase.person");
  refused(redeem, R"("000102030405060708090a0b0c0d0e0f")", R"("g00102030405060708090a0b0c0d0e0f")", "purchase.person");
  refused(register_case, R"("phone")", R"("fax")", "channel");
  refused(register_case, R"("phone")", R"("phone\u0000fax")", "channel");
  refused(hand_over, R"("by_place":[{"place":140403,"cases":1}])", R"("by_place":[{"place":140403}])",
          "header.by_place[0].cases");
  refused(hand_over, R"("by_place":[{"place":140403,"cases":1}])", R"("by_place":{})", "header.by_place");
  refused(hand_over, R"("by_type":[{"pollution":"水","cases":1}])",
          R"("by_type":[{"pollution":"水","cases":1},{"pollution":"气","cases":true}])", "header.by_type[1].cases");
  refused(redeem, R"("subsidies.redeem")", R"("subsidies.give")", "type");
  refused(redeem, R"("type":"subsidies.redeem",)", R"("type":5,)", "type");
}

TEST_CASE("numbers out of range and days that do not exist are refused by their path") {
  refused(redeem, R"("price":299900)", R"("price":-1)", "purchase.price");
  refused(redeem, R"("price":299900)", R"("price":100000000000000)", "purchase.price");
  refused(redeem, R"("price":299900)", R"("price":1234567890123456789012345678901234567890)", "purchase.price");
  refused(redeem, R"("price":299900)", R"("price":299900.0)", "purchase.price");
  refused(redeem, R"("price":299900)", R"("price":3e5)", "purchase.price");
  refused(redeem, R"("price":299900)", R"("price":18446744073709551615)", "purchase.price");
  refused(redeem, R"("place":140403)", R"("place":2147483648)", "purchase.place");
  refused(redeem, R"("place":140403)", R"("place":-2147483649)", "purchase.place");
  refused(redeem, R"("2025-06-15")", R"("2025-02-30")", "purchase.day");
  refused(redeem, R"("2025-06-15")", R"("2025-6-15")", "purchase.day");
  refused(redeem, R"("2025-06-15")", R"("1899-12-31")", "purchase.day");
  refused(redeem, R"("2025-06-15")", R"(20250615)", "purchase.day");
}

TEST_CASE("facts stay within what their field can mean") {
  refused(redeem, R"({"efficiency":1})", R"({"efficiency":-9223372036854775808})", "purchase.facts.efficiency");
  refused(redeem, R"({"efficiency":1})", R"({"applied_on":3000000000})", "purchase.facts.applied_on");
  refused(redeem, R"({"efficiency":1})", R"({"applied_on":9000000})", "purchase.facts.applied_on");
  refused(redeem, R"({"efficiency":1})", R"({"price_fen":-1})", "purchase.facts.price_fen");
  refused(redeem, R"({"efficiency":1})", R"({"efficiency":-1})", "purchase.facts.efficiency");
  refused(redeem, R"({"efficiency":1})", R"({"powertrain":4})", "purchase.facts.powertrain");
  refused(redeem, R"({"efficiency":1})", R"({"new_battery":3})", "purchase.facts.new_battery");
  refused(redeem, R"({"efficiency":1})", R"({"same_owner":2})", "purchase.facts.same_owner");
}

TEST_CASE("texts and lists have a longest length") {
  const std::string longest(2000, 'x'), longer(2001, 'x');
  std::string command = register_case;
  replace(command, R"("campaign":"c")", R"("campaign":")" + longest + "\"");
  CHECK(journal::decode_command(command));
  refused(register_case, R"("campaign":"c")", R"("campaign":")" + longer + "\"", "campaign");

  const auto list = [](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += std::string(i == 0 ? "" : ",") + R"({"place":140403,"cases":1})";
    return R"("by_place":[)" + text + "]";
  };
  command = hand_over;
  replace(command, R"("by_place":[{"place":140403,"cases":1}])", list(500));
  CHECK(journal::decode_command(command));
  refused(hand_over, R"("by_place":[{"place":140403,"cases":1}])", list(501), "header.by_place");
  // The sentence quotes the value, shortened and never inside a character.
  std::string chinese;
  for (int i = 0; i < 1000; ++i) chinese += "长";
  command = register_case;
  replace(command, R"("pollution":"水")", R"("pollution":")" + chinese + "\"");
  const auto decoded = journal::decode_command(command);
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().zh.size() < 200);
  CHECK(decoded.error().zh.find("长…") != std::string::npos);
}

TEST_CASE("a command whose entry would not fit the log is refused, from whichever form it is read") {
  std::string links;
  for (int i = 0; i < 40; ++i) links += std::string(i == 0 ? "" : ",") + "\"" + std::string(2000, 'x') + "\"";
  const std::string data =
      R"({"chain":"c","day":"2025-06-01","links":[)" + links + R"(],"name_en":"e","name_zh":"z"})";
  const auto whole = journal::decode_command(R"({"type":"chains.declare","data":)" + data + "}");
  REQUIRE_FALSE(whole);
  CHECK(whole.error().kind == FailureKind::malformed);
  CHECK(whole.error().en.find("32000") != std::string::npos);
  const auto parsed = journal::decode_command("chains.declare", boost::json::parse(data));
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().kind == FailureKind::malformed);
  CHECK(parsed.error().en.find("32000") != std::string::npos);
}

TEST_CASE("what is not JSON, or not UTF-8, or too deep is refused") {
  const auto malformed = [](const std::string& bytes) {
    CAPTURE(bytes);
    const auto decoded = journal::decode_command(bytes);
    REQUIRE_FALSE(decoded);
    CHECK(decoded.error().kind == FailureKind::malformed);
    CHECK_FALSE(decoded.error().zh.empty());
    CHECK_FALSE(decoded.error().en.empty());
  };
  for (const std::string bytes : {"", "null", "[]", "{}", "{\"type\":\"subsidies.redeem\"}", "{\"data\":{}}"})
    malformed(bytes);
  malformed(redeem + "x");
  malformed(redeem + redeem);
  for (std::size_t size = 0; size < redeem.size(); ++size) malformed(redeem.substr(0, size));
  for (const std::string bad : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe9\x95"}) {
    std::string command = redeem;
    replace(command, "refrigerator", bad);
    malformed(command);
  }
  std::string lone = redeem;
  replace(lone, "refrigerator", "\\ud800");
  malformed(lone);
  malformed(R"({"type":"subsidies.redeem","data":)" + std::string(10'000, '[') + std::string(10'000, ']') + "}");
  malformed(R"({"extra":1,"type":"subsidies.redeem","data":{}})");
}

TEST_CASE("an entry of the journal is read as strictly, and may hold money below nought") {
  const auto decoded = journal::decode_entry(entry);
  REQUIRE(decoded);
  const auto& rejection = std::get<subsidies::Rejection>(std::get<journal::Refused>(decoded->event).rejection);
  CHECK(std::get<subsidies::FundExhausted>(rejection).available == Fen{-1});

  corrupt(R"("at":"2025-06-15T00:00:00.000Z")", R"("at":"2025-06-15")", "at");
  corrupt(R"("at":"2025-06-15T00:00:00.000Z",)", "", "at");
  corrupt(R"("by":"clerk",)", "", "by");
  corrupt(R"("by":"clerk")", R"("by":1)", "by");
  corrupt(R"("seq":7)", R"("seq":"7")", "seq");
  corrupt(R"("request":"00)", R"("request":"0)", "request");
  corrupt(R"("fingerprint":"00)", R"("fingerprint":"0)", "fingerprint");
  corrupt(R"("seq":7)", R"("seq":7,"more":1)", "more");
  corrupt(R"("command":"subsidies.redeem",)", "", "data.command");
  corrupt(R"("command")", R"("more":1,"command")", "data.more");
  corrupt(R"("type":"subsidies.fund_exhausted")", R"("type":"subsidies.fund_empty")", "data.rejection.type");
  corrupt(R"(,"type":"subsidies.fund_exhausted")", "", "data.rejection.type");
  corrupt(R"("needed":2)", R"("needed":"2")", "data.rejection.data.needed");
  corrupt(R"(,"needed":2)", "", "data.rejection.data.needed");
  corrupt(R"(,"type":"refused/1")", "", "type");
  corrupt(R"("data":{"command")", R"("data":7,"more":{"command")", "more");
  corrupt(R"("rejection":{)", R"("rejection":7,"more":{)", "data.more");
}

TEST_CASE("an entry of an unknown type says that a newer version may have written it") {
  std::string bytes = entry;
  replace(bytes, "refused/1", "refused/2");
  const auto decoded = journal::decode_entry(bytes);
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().en == "a journal entry has the unknown type refused/2: a newer version may have written it");
  CHECK(decoded.error().zh.find("refused/2") != std::string::npos);
}

}  // namespace
}  // namespace journal_test
