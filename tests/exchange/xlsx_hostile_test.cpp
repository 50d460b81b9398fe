// Workbooks made to exhaust memory, to reach out of the package or to deceive: each is refused with a sentence.

#include <doctest/doctest.h>

#include "exchange/workbook.h"
#include "exchange/zip_layout.h"

using namespace exchange_test;

namespace {

std::string refused(const std::string& file, const XlsxLimits& limits = {}) {
  const Lines lines = told(file, {}, limits);
  REQUIRE_FALSE(lines.empty());
  return lines.back();
}

Book good_book() {
  Book book;
  book.rows = abc + "<row r='2'>" + text_cell("A2", "1") + "</row>";
  return book;
}

void put(std::string& file, std::size_t at, std::uint32_t value, int size) {
  for (int i = 0; i < size; ++i) file[at + static_cast<std::size_t>(i)] = static_cast<char>(value >> 8 * i & 0xFF);
}
/// Where the member's entry begins in the central directory.
std::size_t entry_of(const std::string& file, const std::string& name) {
  const std::size_t at = file.rfind(name);
  REQUIRE(at != std::string::npos);
  REQUIRE(file.substr(at - 46, 4) == std::string("PK\1\2"));
  return at - 46;
}
std::size_t local_of(const std::string& file, const std::string& name) { return file.find(name) - 30; }

constexpr const char* sheet = "xl/worksheets/sheet1.xml";

}  // namespace

TEST_CASE("the workbook that the hostile ones are made of is good") {
  CHECK(told(good_book().file()) == Lines{"2: [1] [] []"});
}

TEST_CASE("a file beyond its size is refused") {
  XlsxLimits limits;
  limits.file_bytes = 100;
  CHECK(has(refused(good_book().file(), limits), "larger than 0 MB"));
}

TEST_CASE("too many members are refused") {
  Book book = good_book();
  for (int i = 0; i < 2'000; ++i) book.more.emplace_back("xl/media/" + std::to_string(i), "");
  CHECK(has(refused(book.file()), "2006 members, more than 2000"));
}

TEST_CASE("a member packed more than 100 to 1 is refused beyond 1 MiB, and not below") {
  Book book = good_book();
  book.more = {{"xl/media/zeros", std::string(1'000'000, '\0')}};
  CHECK(told(book.file()) == Lines{"2: [1] [] []"});
  book.more = {{"xl/media/zeros", std::string(4'000'000, '\0')}};
  CHECK(has(refused(book.file()), "more than 100 to 1"));
}

TEST_CASE("members that state more than 256 MiB together are refused before anything is unpacked") {
  std::string file = good_book().file();
  put(file, entry_of(file, sheet) + 24, 0x1000'0001, 4);
  put(file, local_of(file, sheet) + 22, 0x1000'0001, 4);
  CHECK(has(refused(file), "larger than 256 MB"));
}

TEST_CASE("a member that unpacks to more, or less, than it states is refused") {
  Book book = good_book();
  book.rows += std::string(100'000, ' ');
  const std::string honest = book.file();
  for (const std::uint32_t stated : {std::uint32_t{400}, std::uint32_t{200'000}}) {
    std::string file = honest;
    put(file, entry_of(file, sheet) + 24, stated, 4);
    put(file, local_of(file, sheet) + 22, stated, 4);
    CHECK(has(refused(file), "damaged"));
  }
}

TEST_CASE("a member whose octets were changed is refused by its checksum") {
  std::string file = zipped(good_book().members(), nullptr, ZIP_CM_STORE);
  const std::size_t at = file.find("<v>", 0) == std::string::npos ? file.find("inlineStr") : file.find("<v>");
  file[at + 3] = 'X';
  CHECK(has(refused(file), "damaged"));
}

TEST_CASE("too many rows, columns, sheets, styles and shared strings are refused") {
  Book book = good_book();
  book.rows += "<row r='1048577'><c r='A1048577'><v>1</v></c></row>";
  CHECK(has(refused(book.file()), "more than 1048576 rows"));
  book = good_book();
  book.rows += "<row r='3'><c r='ALM3'><v>1</v></c></row>";
  CHECK(has(refused(book.file()), "cell ALM3 is beyond column 1000"));
  book.rows = abc + "<row r='3'><c r='ALL3'><v>1</v></c></row>";
  CHECK(has(told(book.file()).front(), "cell ALL3 holds something"));
  book = good_book();
  for (int i = 0; i < 1'000; ++i) book.sheets += "<sheet name='x' r:id='rId1'/>";
  CHECK(has(refused(book.file()), "more than 1000 sheets"));
  XlsxLimits limits;
  limits.styles = 5;
  CHECK(has(refused(good_book().file(), limits), "more than 5 styles"));
  limits = {};
  limits.shared_strings = 1;
  CHECK(has(refused(good_book().file(), limits), "more than 1 different texts"));
  limits = {};
  limits.shared_bytes = 1;
  CHECK(has(refused(good_book().file(), limits), "different texts"));
}

TEST_CASE("a million shared strings are taken, one more is not") {
  std::string strings = "<sst>";
  for (int i = 0; i < 1'048'576; ++i) strings += "<si><t>" + std::to_string(std::int64_t{i} * 7919 % 1'048'576) + "</t></si>";
  Book book = good_book();
  book.strings = strings + "</sst>";
  book.rows += "<row r='3'><c r='A3' t='s'><v>1048575</v></c></row>";
  CHECK(told(book.file()).size() == 2);
  book.strings = strings + "<si><t>x</t></si></sst>";
  CHECK(has(refused(book.file()), "more than 1048576 different texts"));
}

TEST_CASE("a shared string beyond the length of a cell is refused") {
  Book book = good_book();
  book.strings = "<sst><si><t>" + std::string(32'768, 'x') + "</t></si></sst>";
  CHECK(has(refused(book.file()), "longer than 32767 characters"));
  book.strings = "<sst><si><t>";
  for (int i = 0; i < 40'000; ++i) book.strings += "文字";
  book.strings += "</t></si></sst>";
  CHECK(has(refused(book.file()), "longer than 32767 characters"));
}

TEST_CASE("any document type declaration is refused, with entities or without") {
  const std::string laughs =
      "<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>";
  for (const std::string& type : {std::string("<!DOCTYPE worksheet>"), laughs,
                                  std::string("<!DOCTYPE x SYSTEM 'file:///etc/passwd'>"),
                                  std::string("<!DOCTYPE x [<!ENTITY e SYSTEM 'http://127.0.0.1:1/'>]>")}) {
    Book book = good_book();
    book.sheet = type + "<worksheet><sheetData/></worksheet>";
    CHECK(has(refused(book.file()), "DOCTYPE"));
    book = good_book();
    book.strings = type + "<sst/>";
    CHECK(has(refused(book.file()), "DOCTYPE"));
  }
}

TEST_CASE("XML that is damaged, too deep, or one endless piece is refused") {
  Book book = good_book();
  book.rows = abc + "<row r='2'><c r='A2'><v>1</v></row>";
  CHECK(has(refused(book.file()), "XML is damaged"));
  book.rows = abc + "<row r='2'><c r='A2'><v>&undefined;</v></c></row>";
  CHECK(has(refused(book.file()), "XML is damaged"));
  std::string deep;
  for (int i = 0; i < 70; ++i) deep += "<g>";
  book.rows = deep;
  CHECK(has(refused(book.file()), "XML is damaged"));
  std::string attribute;
  for (int i = 0; i < 400'000; ++i) attribute += std::to_string(std::int64_t{i} * 7919);
  book.rows = abc + "<row r='2' x='" + attribute + "'/>";
  CHECK(has(refused(book.file()), "XML is damaged"));
}

TEST_CASE("rows and cells that go back, repeat or stand in each other are refused") {
  const std::string cell = "<c r='A2'><v>1</v></c>";
  for (const std::string& rows :
       {"<row r='2'>" + cell + "</row><row r='2'/>", "<row r='2'>" + cell + cell + "</row>",
        std::string("<row r='2'><c r='B2'><v>1</v></c><c r='A2'><v>1</v></c></row>"),
        std::string("<row r='2'><c r='A3'><v>1</v></c></row>"), "<row r='2'><row r='3'>" + cell + "</row></row>",
        std::string("<row r='2'><c r='A2'><c r='B2'/></c></row>"), std::string("<row r='-1'/>"), std::string("<row r='x'/>"),
        std::string("<row r='18446744073709551616'/>"), std::string("<row r='2'><c r='A18446744073709551618'/></row>")}) {
    Book book = good_book();
    book.rows = abc + rows;
    CHECK_MESSAGE(has(refused(book.file()), "XML is damaged"), rows);
  }
}

TEST_CASE("an encrypted member is refused") {
  CHECK(has(refused(zipped(good_book().members(), "password")), "encrypted"));
}

TEST_CASE("names that lead out of the package, or stand twice, are refused") {
  for (const char* name : {"/etc/passwd", "../outside", "xl/../../outside", "..\\outside", "C:outside", "xl/./x", "x\ny"}) {
    Book book = good_book();
    book.more = {{name, "x"}};
    CHECK_MESSAGE(has(refused(book.file()), "leads out of the package"), name);
  }
  Book book = good_book();
  book.more = {{"XL/Workbook.xml", "<x/>"}};
  CHECK(has(refused(book.file()), "damaged"));
}

TEST_CASE("a relationship to a member that is not there, or outside, is refused") {
  Book book = good_book();
  book.sheets = "<sheet name='x' r:id='rId2'/>";
  book.more_relationships = "<Relationship Id='rId2' Type='x/worksheet' Target='../../etc/passwd'/>";
  CHECK(has(refused(book.file()), "damaged"));
  book.more_relationships = "<Relationship Id='rId2' Type='x/worksheet' Target='http://127.0.0.1:1/' TargetMode='External'/>";
  CHECK(has(refused(book.file()), "no visible worksheet"));
}

TEST_CASE("members that share octets are found, and a workbook that has some is refused") {
  Book book = good_book();
  book.more = {{"xl/media/a1", std::string(100, 'a')}, {"xl/media/a2", std::string(100, 'a')}};
  std::string file = book.file();
  auto layout = zip_layout(file);
  REQUIRE(layout);
  CHECK(layout->size() == 8);
  CHECK_FALSE(members_overlap(*layout));
  put(file, entry_of(file, "xl/media/a2") + 42, static_cast<std::uint32_t>(local_of(file, "xl/media/a1")), 4);
  layout = zip_layout(file);
  REQUIRE(layout);
  CHECK(members_overlap(*layout));
  CHECK(has(refused(file), "damaged"));
  put(file, local_of(file, "xl/media/a1") + 30 + 10, '2', 1);  // so that the local name fits too
  CHECK(has(refused(file), "damaged"));
}

TEST_CASE("a workbook within another file, cut off, or with a comment that hides one is refused or read as it is") {
  const std::string file = good_book().file();
  CHECK(has(refused(file.substr(0, file.size() - 1)), "damaged"));
  CHECK(has(refused(file.substr(0, file.size() / 2)), "damaged"));
  CHECK(has(refused("PK\3\4"), "damaged"));
  CHECK(has(refused(file + "more"), "damaged"));
  CHECK_FALSE(zip_layout(std::string(22, '\0')));
  CHECK_FALSE(zip_layout(""));
}
