// A batch from its files: the cases in each kind of file, and the cover sheet that they must add up to.

#include "exchange/cover_sheet.h"

#include <doctest/doctest.h>

#include <sstream>

#include "exchange/scene.h"
#include "exchange/workbook.h"

using namespace exchange_test;
using complaints::BatchHeader;

namespace {

Result<BatchHeader, Failure> sheet_of(const std::string& text) {
  auto reader = TableReader::open(std::make_unique<std::istringstream>(text), "sheet", cover_sheet_columns());
  if (!reader) return Unexpected{reader.error()};
  return read_cover_sheet(*reader, "sheet", places());
}

std::string fault_of(const std::string& lines) {
  const auto sheet = sheet_of("kind,name,cases\n" + lines);
  if (sheet) return "no fault";
  CHECK(sheet.error().kind == FailureKind::malformed);
  CHECK_FALSE(sheet.error().zh.empty());
  return sheet.error().en;
}

using Cells = std::vector<std::vector<std::string>>;
const Cells cases = {
    {"batch", "number", "day", "place", "type", "further_types", "issues", "channel"},
    {"1", "D3SX202505280018*", "2025-05-28", "潞州区", "大气", "水、噪声", "3", "来电"},
    {"1", "W3SX202505280019", "2025-05-28", "潞州区", "水", "", "", "网络"},
};

std::string csv(const Cells& lines) {
  std::string text;
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) text += line[i] + (i + 1 < line.size() ? "," : "\n");
  return text;
}
std::string ndjson(const Cells& lines) {
  std::string text;
  for (std::size_t row = 1; row < lines.size(); ++row) {
    text += '{';
    for (std::size_t i = 0; i < lines[row].size(); ++i)
      text += (i == 0 ? "\"" : ",\"") + lines[0][i] + "\":\"" + lines[row][i] + '"';
    text += "}\n";
  }
  return text;
}
std::string xlsx(const Cells& lines) {
  exchange_test::Book book;
  for (std::size_t row = 0; row < lines.size(); ++row) {
    const std::string number = std::to_string(row + 1);
    book.rows += "<row r='" + number + "'>";
    for (std::size_t i = 0; i < lines[row].size(); ++i)
      book.rows += text_cell(std::string(1, static_cast<char>('A' + i)) + number, lines[row][i]);
    book.rows += "</row>";
  }
  return book.file();
}

void declare(City& city) {
  complaints::DeclareCampaign campaign{"2025", "督察", "Inspection", PlaceCode{140400}, day("2025-05-20"),
                                       day("2025-06-20"), "{channel}3SX{date}{serial4}",
                                       complaints::CountingRule::primary_type, {"大气", "水", "噪声"}, {}, ""};
  campaign.terms.emplace();
  campaign.terms->counting.emplace().types = complaints::TypeCounting::labels;
  city.submit(complaints::Command{campaign});
}

/// Hands batch 1 over under the sheet: the refusal in `part: stated against counted`, or nothing.
std::string hand_over(City& city, const BatchHeader& header) {
  const auto event = city.submit(
      complaints::Command{complaints::HandOverBatch{"2025", 1, day("2025-05-28"), day("2025-05-28"), header, false}});
  const auto* refused = std::get_if<journal::Refused>(&event);
  if (!refused) return "";
  const auto& why =
      std::get<complaints::BatchDoesNotTally>(std::get<complaints::Rejection>(refused->rejection));
  return why.part + ": " + std::to_string(why.stated) + " against " + std::to_string(why.counted);
}

const std::string tallying =
    "类别,名称,件数\n合计,,2\n重点件,,1\n地区,潞州区,2\n类型,大气,1\n类型,水,2\n类型,噪声,1\n来源,来电,1\n来源,网络,1\n";

}  // namespace

TEST_CASE("cases with further types and issues are the same from CSV, NDJSON and XLSX") {
  for (const std::string& file : {csv(cases), ndjson(cases), xlsx(cases)}) {
    City city;
    declare(city);
    auto options = city.options(Language::en);
    options.campaign = "2025";
    const auto report = import_file(city.file("cases", file), ImportKind::cases, city.setup, options);
    if (!report) FAIL(report.error().en);
    for (const auto& one : report->first) MESSAGE(one.reason);
    CHECK(report->accepted == 2);
    const auto seen = city.engine->look([](const auto& reading, const auto&) {
      std::vector<complaints::RegisterCase> all;
      for (const auto& one : reading.complaints().campaigns.front().cases) all.push_back(one.entry);
      return all;
    });
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].further_types == std::vector<std::string>{"水", "噪声"});
    CHECK(seen[0].issues == 3);
    CHECK(seen[0].key_case);
    CHECK(seen[1].channel == complaints::Channel::online);
    CHECK_FALSE(seen[1].further_types.has_value());
    CHECK(hand_over(city, *sheet_of(tallying)) == "");
  }
}

TEST_CASE("a batch is refused with the line of the sheet that differs") {
  City city;
  declare(city);
  auto options = city.options(Language::en);
  options.campaign = "2025";
  REQUIRE(import_file(city.file("cases.csv", csv(cases)), ImportKind::cases, city.setup, options));
  const auto differing = [&](const std::string& from, const std::string& to) {
    std::string text = tallying;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return hand_over(city, *sheet_of(text.replace(at, from.size(), to)));
  };
  CHECK(differing("合计,,2", "合计,,3") == "cases: 3 against 2");
  CHECK(differing("重点件,,1", "重点件,,0") == "key_cases: 0 against 1");
  CHECK(differing("类型,噪声,1", "类型,噪声,2") == "type 噪声: 2 against 1");
  CHECK(differing("来源,网络,1", "来源,来信,1") == "channel letter: 1 against 0");
  CHECK(hand_over(city, *sheet_of(tallying)) == "");
}

TEST_CASE("a cover sheet is read in either language, from each kind of file") {
  const Cells lines = {{"kind", "name", "cases"}, {"total", "", "2"},      {"key", "", "0"},
                       {"place", "140403", "2"},  {"type", "水", "2"},     {"channel", "letter", "2"}};
  BatchHeader expected{2, 0, {{PlaceCode{140403}, 2}}, {{"水", 2}}, {}};
  expected.by_channel.emplace({complaints::ChannelCount{complaints::Channel::letter, 2}});
  for (const std::string& file : {csv(lines), ndjson(lines), xlsx(lines)}) {
    const auto sheet = sheet_of(file);
    if (!sheet) FAIL(sheet.error().en);
    CHECK(*sheet == expected);
  }
  const auto chinese = sheet_of("类别,名称,件数\n合计,,2\n重点件,,0\n地区,潞州区,2\n类型,水,2\n");
  REQUIRE(chinese);
  expected.by_channel.reset();
  CHECK(*chinese == expected);
}

TEST_CASE("each fault of a cover sheet names its row") {
  CHECK(has(fault_of("sum,,2\n"), "sheet, row 2: kind is 'sum': expected one of total, key"));
  CHECK(has(fault_of("total,,2\ntotal,,2\n"), "sheet, row 3: kind is 'total': expected each in one line"));
  CHECK(has(fault_of("total,,two\n"), "row 2: cases is 'two'"));
  CHECK(has(fault_of("total,,-1\n"), "row 2: cases is '-1'"));
  CHECK(has(fault_of("total,all,2\n"), "row 2: name is 'all': expected no name"));
  CHECK(has(fault_of("place,月球,2\n"), "row 2: name is '月球'"));
  CHECK(has(fault_of("place,潞州区,2\nplace,140403,1\n"), "row 3: name is '140403': expected each in one line"));
  CHECK(has(fault_of("type,,2\n"), "row 2: name is empty"));
  CHECK(has(fault_of("channel,fax,2\n"), "row 2: name is 'fax': expected one of phone"));
  CHECK(has(fault_of("key,,0\n"), "lacks the line 'total'"));
  CHECK(has(fault_of("total,,2\n"), "lacks the line 'key'"));
  CHECK_FALSE(sheet_of("kind,name\ntotal,\n").has_value());
}
