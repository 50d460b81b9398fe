// Workbooks that are written read back as what went in, with this room's own reader.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>
#include <zip.h>

#include <charconv>
#include <sstream>

#include "exchange/export.h"
#include "exchange/scene.h"
#include "exchange/sheet_record_writer.h"
#include "exchange/workbook.h"

using namespace exchange_test;

namespace {

const std::vector<ExportColumn> columns = {{"a", "甲"}, {"b_fen", "", true}, {"b", "乙"}, {"c", "丙"}};

std::string two_columns(const std::vector<std::pair<std::string, Fen>>& records, std::uint32_t rows_of_sheet = 1'048'576,
                        Language language = Language::zh) {
  std::ostringstream out;
  auto writer = make_sheet_record_writer(out, columns, {language, {}, rows_of_sheet});
  REQUIRE(writer);
  for (const auto& [text, money] : records) {
    (*writer)->text(text);
    (*writer)->money(money);
    (*writer)->day(day("2025-06-01"));
    REQUIRE((*writer)->end());
  }
  REQUIRE((*writer)->finish());
  CHECK((*writer)->records() == records.size());
  return out.str();
}

/// A member of the workbook as it is stored, unpacked.
std::string member(const std::string& file, const char* name) {
  zip_error_t error;
  zip_error_init(&error);
  zip_t* zip = zip_open_from_source(zip_source_buffer_create(file.data(), file.size(), 0, &error), ZIP_RDONLY, &error);
  REQUIRE(zip);
  zip_stat_t stat;
  REQUIRE(zip_stat(zip, name, 0, &stat) == 0);
  std::string out(stat.size, '\0');
  zip_file_t* opened = zip_fopen(zip, name, 0);
  CHECK(zip_fread(opened, out.data(), out.size()) == static_cast<zip_int64_t>(out.size()));
  zip_fclose(opened);
  zip_discard(zip);
  return out;
}

/// The doubles of the worksheet's column B, from the text that the file has, as a spreadsheet reads them.
std::vector<double> amounts(const std::string& sheet) {
  std::vector<double> out;
  for (std::size_t at = 0; (at = sheet.find("<c r=\"B", at)) != std::string::npos;) {
    const std::size_t begin = sheet.find("<v>", at) + 3;
    at = sheet.find('<', begin);
    if (sheet.compare(at, 4, "</v>") != 0) continue;
    double value = 0;
    const auto read = std::from_chars(sheet.data() + begin, sheet.data() + at, value);
    if (read.ptr == sheet.data() + at) out.push_back(value);
  }
  return out;
}

}  // namespace

TEST_CASE("texts read back as they were, and nothing in them is a formula or a number") {
  std::vector<std::pair<std::string, Fen>> records;
  for (const char* text : {"=1+1", "+86", "@SUM(A1)", "-2", "91140400MA0KABC1XJ", "140403199001010017", "000123", "1e5",
                           "_x0041_", "a\nb", " 两端空格 ", "<&\">'", "潞州区", "\xF0\xA0\xAE\xB7"})
    records.emplace_back(text, Fen{1});
  const std::string file = two_columns(records);
  Lines expected;
  for (std::size_t i = 0; i < records.size(); ++i)
    expected.push_back(std::to_string(i + 2) + ": [" + records[i].first + "] [0.01] [2025-06-01]");
  CHECK(told(file) == expected);
  const std::string sheet = member(file, "xl/worksheets/sheet1.xml");
  CHECK_FALSE(has(sheet, "<f>"));
  CHECK(has(sheet, "state=\"frozen\""));
  CHECK(has(sheet, "topLeftCell=\"A2\""));
}

TEST_CASE("amounts are the doubles nearest to them, to the last fen") {
  rc::check([](const std::vector<std::int64_t>& some) {
    std::vector<std::pair<std::string, Fen>> records = {{"x", Fen{995}}, {"x", Fen{10}}, {"x", Fen{-329'900}}};
    for (const std::int64_t fen : some) records.emplace_back("x", Fen{fen % 1'000'000'000'000'00});
    const std::string file = two_columns(records);
    const std::vector<double> found = amounts(member(file, "xl/worksheets/sheet1.xml"));
    RC_ASSERT(found.size() == records.size());
    const Lines lines = told(file);
    for (std::size_t i = 0; i < records.size(); ++i) {
      RC_ASSERT(found[i] == std::stod(yuan(records[i].second)));
      const std::string cell = lines[i].substr(lines[i].find("[x] [") + 5);
      RC_ASSERT(std::stod(cell.substr(0, cell.find(']'))) == found[i]);
    }
  });
}

TEST_CASE("a spreadsheet's sum of ten thousand amounts, shown with two decimals, is the sum in fen") {
  std::vector<std::pair<std::string, Fen>> records;
  Fen sum{0};
  for (std::int64_t i = 0; i < 10'000; ++i) {
    records.emplace_back("x", Fen{i * i % 2'000'003});
    sum = Fen{sum.value + records.back().second.value};
  }
  double total = 0;
  for (const double one : amounts(member(two_columns(records), "xl/worksheets/sheet1.xml"))) total += one;
  CHECK(fmt::format("{:.2f}", total) == yuan(sum));
}

TEST_CASE("what is more than a worksheet holds goes on in the next one, each with its header") {
  std::vector<std::pair<std::string, Fen>> records;
  for (int i = 1; i <= 5; ++i) records.emplace_back(std::to_string(i), Fen{100 * i});
  const std::string file = two_columns(records, 3);
  CHECK(told(file) == Lines{"2: [1] [1] [2025-06-01]", "3: [2] [2] [2025-06-01]"});
  CHECK(told(file, "Sheet2") == Lines{"2: [3] [3] [2025-06-01]", "3: [4] [4] [2025-06-01]"});
  CHECK(told(file, "Sheet3") == Lines{"2: [5] [5] [2025-06-01]"});
  CHECK_FALSE(has(member(two_columns({records.begin(), records.begin() + 4}, 3), "xl/workbook.xml"), "Sheet3"));
  CHECK(has(member(two_columns({}, 3, Language::zh), "xl/worksheets/sheet1.xml"), ">甲<"));
  CHECK(has(member(two_columns({}, 3, Language::en), "xl/worksheets/sheet1.xml"), ">a<"));
}

TEST_CASE("claims are exported as a workbook") {
  City city;
  city.open();
  const auto source = city.file("claims.csv", claim_head + "\n" + claim_line(1) + "\n");
  REQUIRE(import_file(source, ImportKind::claims, city.setup, city.options())->accepted == 1);
  const auto path = city.folder / "claims.xlsx";
  std::ofstream out(path, std::ios::binary);
  const auto report = export_records({ExportKind::claims, ExportFormat::xlsx, Language::en, city.folder.path()},
                                     city.journal, out);
  REQUIRE(report);
  CHECK(report->records == 1);
  CHECK(report->sheets == 1);
  const std::string sheet = member(read_file(path), "xl/worksheets/sheet1.xml");
  for (const std::string& part : {std::string(">C0000001<"), ">" + merchant() + "<", std::string("<v>3299</v>"),
                                  std::string("<v>659.8</v>"), std::string(">redeemed<")})
    CHECK_MESSAGE(has(sheet, part), part);
  CHECK_FALSE(has(sheet, "price_fen"));
}

TEST_CASE("a folder that is not there, and a full disk, are failures") {
  std::ostringstream out;
  const auto nowhere = make_sheet_record_writer(out, columns, {Language::zh, "/nowhere/at/all"});
  REQUIRE_FALSE(nowhere);
  CHECK(has(nowhere.error().en, "/nowhere/at/all"));
  std::ofstream full("/dev/full", std::ios::binary);
  auto writer = make_sheet_record_writer(full, columns, {});
  REQUIRE(writer);
  CHECK_FALSE((*writer)->finish());
}
