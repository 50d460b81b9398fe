// What the cells of a worksheet become.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <cmath>

#include "exchange/scene.h"
#include "exchange/workbook.h"
#include "exchange/xlsx_value.h"

using namespace exchange_test;

namespace {

std::string row_of(int number, const std::string& cells) {
  return "<row r='" + std::to_string(number) + "'>" + cells + "</row>";
}
Lines one_row(const std::string& cells, Book book = {}) {
  book.rows = abc + row_of(2, cells);
  return told(book.file());
}

/// A worksheet of texts, a line a row.
Book book_of(const std::vector<std::vector<std::string>>& lines) {
  Book book;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string cells;
    for (std::size_t k = 0; k < lines[i].size(); ++k)
      cells += text_cell(to_string(CellName{static_cast<int>(k), i + 1}), lines[i][k]);
    book.rows += row_of(static_cast<int>(i + 1), cells);
  }
  return book;
}

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
  return cells;
}

}  // namespace

TEST_CASE("strings are taken from the cell, from the shared ones and from runs, but not how they are read aloud") {
  Book book;
  book.strings =
      "<sst><si><t>潞州区</t></si><si><r><t xml:space='preserve'>two </t></r><r><t>runs</t></r><rPh sb='0' eb='1'><t>aloud</t>"
      "</rPh></si></sst>";
  CHECK(one_row("<c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c>" + text_cell("C2", "x &lt; y"), book) ==
        Lines{"2: [潞州区] [two runs] [x < y]"});
  CHECK(one_row("<c r='A2' t='inlineStr'><is><r><t>in</t></r><r><t>line</t></r></is></c>") == Lines{"2: [inline] [] []"});
  CHECK(one_row(text_cell("A2", "one_x000A_two _x005F_x000A_ _x0041_")) == Lines{"2: [one\ntwo _x000A_ _x0041_] [] []"});
}

TEST_CASE("numbers are taken as they were written") {
  const auto number = [](const std::string& stored, int style = 0) {
    return one_row("<c r='A2' s='" + std::to_string(style) + "'><v>" + stored + "</v></c>").front();
  };
  CHECK(number("3299") == "2: [3299] [] []");
  CHECK(number("3299.9899999999998", 4) == "2: [3299.99] [] []");
  CHECK(number("0.10000000000000001") == "2: [0.1] [] []");
  CHECK(number("1.5E+3") == "2: [1500] [] []");
  CHECK(number("1E-3") == "2: [0.001] [] []");
  CHECK(number("13800000000") == "2: [13800000000] [] []");
  CHECK(number("140403900101123") == "2: [140403900101123] [] []");
  CHECK(number("0.5", 3) == "2: [0.5] [] []");
}

TEST_CASE("a number's decimal text survives being stored as a double") {
  CHECK(rc::check("15 digits", [] {
    const auto digits = *rc::gen::inRange<std::int64_t>(1, 999'999'999'999'999);
    const auto places = *rc::gen::inRange(0, 8);
    const double stored = static_cast<double>(digits) / std::pow(10.0, places);
    const std::string exact = fmt::format("{:.17g}", stored);
    std::string wanted = fmt::format("{:.15g}", stored);
    if (wanted.find('e') == std::string::npos) RC_ASSERT(*plain_number(exact) == wanted);
  }));
}

TEST_CASE("an identity number stored as a number has lost digits, and its cell is named") {
  const std::vector<Column> columns = {{"identity_number", "身份证号", true}};
  for (const char* stored : {"140403199001011000", "1.4040319900101101E+17"}) {
    Book book;
    book.rows = row_of(1, text_cell("A1", "身份证号")) + row_of(7, std::string("<c r='A7'><v>") + stored + "</v></c>");
    std::istringstream in(book.file());
    auto table = open_sheet_table(in, "t.xlsx", {}, columns);
    REQUIRE(table);
    Row row;
    REQUIRE(*(*table)->next(row));
    REQUIRE(row.fault);
    CHECK(row.fault->column == "identity_number");
    CHECK(has(sentence(*row.fault, Language::en), "cell A7 holds it as a number"));
    CHECK(has(sentence(*row.fault, Language::zh), "单元格 A7 存成了数字"));
    CHECK_FALSE(has(sentence(*row.fault, Language::zh), "19900101"));
    CHECK(row.cells == std::vector<std::string>{""});
  }
}

TEST_CASE("a style that shows a day makes a day of a number, in both systems") {
  const auto day = [](const std::string& stored, int style, const char* properties = "<workbookPr/>") {
    Book book;
    book.properties = properties;
    return one_row("<c r='A2' s='" + std::to_string(style) + "'><v>" + stored + "</v></c>", book).front();
  };
  CHECK(day("45823", 1) == "2: [2025-06-15] [] []");
  CHECK(day("45823.75", 2) == "2: [2025-06-15] [] []");
  CHECK(day("45823", 5) == "2: [2025-06-15] [] []");
  CHECK(day("1", 1) == "2: [1900-01-01] [] []");
  CHECK(day("59", 1) == "2: [1900-02-28] [] []");
  CHECK(day("61", 1) == "2: [1900-03-01] [] []");
  CHECK(day("44361", 1, "<workbookPr date1904='1'/>") == "2: [2025-06-15] [] []");
  for (const char* none : {"60", "0", "-1", "2958466", "1E+9", "x"}) {
    CHECK(has(day(none, 1), "expected a day that the calendar has (cell A2)"));
  }
  CHECK(one_row("<c r='A2' t='d'><v>2025-06-15T00:00:00</v></c>") == Lines{"2: [2025-06-15] [] []"});
  CHECK(shows_day("m/d/yyyy"));
  CHECK(shows_day("[$-804]yyyy\"年\"m\"月\""));
  CHECK_FALSE(shows_day("General"));
  CHECK_FALSE(shows_day("0.00\"days\""));
  CHECK_FALSE(shows_day("\\d0"));
  CHECK_FALSE(shows_day("0;yyyy"));
}

TEST_CASE("true and false are yes and no; of a formula its result is taken") {
  CHECK(one_row("<c r='A2' t='b'><v>1</v></c><c r='B2' t='b'><v>0</v></c><c r='C2'><f>1+1</f><v>2</v></c>") ==
        Lines{"2: [yes] [no] [2]"});
  CHECK(one_row("<c r='A2' t='str'><f>A1&amp;B1</f><v>ab</v></c>") == Lines{"2: [ab] [] []"});
  CHECK(one_row(text_cell("A2", "x") + "<c r='B2' t='str'><f>\"\"</f><v></v></c>") == Lines{"2: [x] [] []"});
}

TEST_CASE("a cell that can't be trusted is named, and its row is not taken") {
  CHECK(has(one_row("<c r='A2' t='e'><f>1/0</f><v>#REF!</v></c>").front(), "a is '#REF!': expected a value without error (the formula of cell A2"));
  CHECK(has(one_row("<c r='A2'><f>B2</f></c>").front(), "cell A2 has none: open the file"));
  CHECK(has(one_row("<c r='A2' t='s'><v>7</v></c>").front(), "cell A2 points to none"));
  CHECK(has(one_row("<c r='A2'><v>1,5</v></c>").front(), "expected a number (cell A2)"));
  CHECK(has(one_row(text_cell("A2", std::string(32'768, 'x'))).front(), "at most 32767 characters (cell A2)"));
  CHECK(one_row(text_cell("A2", std::string(32'767, 'x'))).front().size() > 32'767);
  Book two;
  two.rows = abc + row_of(2, text_cell("A2", "x") + "<c r='B2' t='e'><v>#N/A</v></c>" + text_cell("C2", "=1")) +
             row_of(3, text_cell("A3", "good"));
  auto table = open_book(two.file());
  REQUIRE(table);
  Row row;
  REQUIRE(*(*table)->next(row));
  CHECK(row.fault);
  CHECK(row.raw == "x,#N/A,'=1");
  CHECK(row.cells == std::vector<std::string>(3));
  REQUIRE(*(*table)->next(row));
  CHECK_FALSE(row.fault);
  CHECK(row.raw.empty());
}

TEST_CASE("rows keep their numbers, and what spreadsheets leave behind is passed over") {
  Book book;
  book.rows = row_of(1, "<c r='A1' s='4'/>") + "<row r='3'>" + text_cell("A3", "a") + text_cell("C3", "b") + "</row>" +
              row_of(5, text_cell("A5", "1") + "<c r='XFD5' s='4'/>") + row_of(6, "") + row_of(9, text_cell("C9", "2")) +
              row_of(1'048'576, "<c r='A1048576' s='4'/>");
  CHECK(told(book.file()) == Lines{"5: [1] [] []", "9: [] [2] []"});
  book.rows = "<row>" + std::string("<c t='s'><v>0</v></c><c t='s'><v>1</v></c></row><row><c><v>5</v></c></row>");
  CHECK(told(book.file()) == Lines{"2: [5] [] []"});
}

TEST_CASE("a cell without a column name and a row of more than 64 KB are row faults") {
  CHECK(has(one_row(text_cell("A2", "1") + text_cell("E2", "stray")).front(), "cell E2 holds something"));
  const std::string large(30'000, 'z');
  CHECK(has(one_row(text_cell("A2", large) + text_cell("B2", large) + text_cell("C2", large)).front(), "longer than 64 KB"));
}

TEST_CASE("the header is refused as that of CSV is, and an empty sheet too") {
  CHECK(has(told(book_of({{"a", "colour"}}).file()).front(), "no column 'colour'. Known columns: a, b, c"));
  CHECK(has(told(book_of({{"b"}}).file()).front(), "column 'a' is missing"));
  CHECK(has(told(book_of({{"a", "甲"}}).file()).front(), "there twice"));
  CHECK(has(told(Book{}.file()).front(), "empty"));
}

TEST_CASE("the first visible worksheet is read, or the one that is named") {
  Book book;
  book.sheets =
      "<sheet name='chart' sheetId='1' r:id='rId4'/><sheet name='old' sheetId='2' state='hidden' r:id='rId2'/>"
      "<sheet name='数据' sheetId='3' r:id='rId1'/><sheet name='more' sheetId='4' r:id='rId3'/>";
  const std::string type = "' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/";
  book.more_relationships = "<Relationship Id='rId2" + type + "worksheet' Target='worksheets/sheet2.xml'/>" +
                            "<Relationship Id='rId3" + type + "worksheet' Target='/xl/worksheets/sheet3.xml'/>" +
                            "<Relationship Id='rId4" + type + "chartsheet' Target='chartsheets/sheet1.xml'/>";
  book.rows = abc + row_of(2, text_cell("A2", "first"));
  const auto sheet = [](const std::string& text) {
    return "<x:worksheet xmlns:x='m'><x:sheetData><x:row r='1'><x:c r='A1' t='s'><x:v>0</x:v></x:c></x:row><x:row r='2'><x:c "
           "r='A2' t='str'><x:v>" + text + "</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  };
  book.more = {{"xl/worksheets/sheet2.xml", sheet("hidden")}, {"xl/worksheets/sheet3.xml", sheet("prefixed")}};
  CHECK(told(book.file()) == Lines{"2: [first] [] []"});
  CHECK(told(book.file(), "more") == Lines{"2: [prefixed] [] []"});
  CHECK(told(book.file(), "old") == Lines{"2: [hidden] [] []"});
  CHECK(has(told(book.file(), "none").front(), "no worksheet 'none'. It has: old, 数据, more."));
  book.sheets = "<sheet name='old' sheetId='2' state='veryHidden' r:id='rId2'/>";
  CHECK(has(told(book.file()).front(), "no visible worksheet"));
}

TEST_CASE("what is zipped but no XLSX is told by what it is") {
  CHECK(has(told(zipped({{"a.csv", "a,b\n"}})).front(), "archive"));
  CHECK(has(told(zipped({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "<x/>"}})).front(), "OpenDocument"));
  CHECK(has(told(zipped({{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<x/>"}})).front(), "Word"));
  CHECK(has(told(zipped({{"[Content_Types].xml", "<x/>"}, {"xl/workbook.bin", "x"}})).front(), ".xlsb"));
}

TEST_CASE("claims from XLSX are the same requests as from CSV, whatever the file's name") {
  City city;
  city.open();
  std::vector<std::vector<std::string>> lines = {split(claim_head)};
  std::string csv = claim_head + "\n";
  for (int n = 1; n <= 3; ++n) {
    csv += claim_line(n) + "\n";
    lines.push_back(split(claim_line(n)));
  }
  lines.push_back(lines.back());
  lines.back()[3] = "2025-06-31";
  const auto first = import_file(city.file("claims.csv", csv), ImportKind::claims, city.setup, city.options());
  REQUIRE(first);
  CHECK(first->accepted == 3);
  const auto second = import_file(city.file("claims.csv.xls", book_of(lines).file()), ImportKind::claims, city.setup,
                                  city.options(Language::en));
  REQUIRE(second);
  CHECK(second->repeated == 3);
  CHECK(second->rejected == 1);
  REQUIRE(second->first.size() == 1);
  CHECK(second->first[0].row == 5);
  CHECK(second->first[0].column == "day");
  CHECK(has(read_file(second->rejected_file), "2025-06-31"));
}

TEST_CASE("cell names come back from their text") {
  for (const char* name : {"A1", "Z9", "AA10", "AZ1", "BA1", "ZZ1", "AAA1", "XFD1048576"}) {
    const auto parsed = parse_cell_name(name);
    REQUIRE(parsed);
    CHECK(to_string(*parsed) == name);
  }
  for (const char* none : {"", "A", "1", "a1", "A0", "A01", "ABCD1", "A12345678", "A1B", "$A$1"}) CHECK_FALSE(parse_cell_name(none));
}
