// Every way in which a table can be damaged, and what is said of it.

#include <doctest/doctest.h>
#include <iconv.h>
#include <rapidcheck.h>

#include <sstream>

#include "base/csv_cell.h"
#include "exchange/table_reader.h"

using namespace seethrough;
using namespace seethrough::exchange;

namespace {

const std::vector<Column> columns = {{"a", "甲", true}, {"b", "乙"}, {"c", "丙"}};

Result<TableReader, Failure> open(const std::string& text) {
  return TableReader::open(std::make_unique<std::istringstream>(text), "t.csv", columns);
}

std::vector<Row> rows_of(const std::string& text) {
  auto reader = open(text);
  if (!reader) FAIL(reader.error().en);
  std::vector<Row> out;
  Row row;
  for (;;) {
    auto more = reader->next(row);
    REQUIRE(more);
    if (!*more) return out;
    out.push_back(row);
  }
}

/// Each row's cells, or its fault in English.
std::vector<std::string> told(const std::string& text) {
  std::vector<std::string> out;
  for (const Row& row : rows_of(text)) {
    std::string line = std::to_string(row.number) + ":";
    if (row.fault) line += " " + sentence(*row.fault, Language::en);
    else
      for (const std::string& cell : row.cells) line += " [" + cell + "]";
    out.push_back(line);
  }
  return out;
}
using Lines = std::vector<std::string>;

std::string refused(const std::string& text) {
  auto reader = open(text);
  REQUIRE_FALSE(reader);
  CHECK_FALSE(reader.error().zh.empty());
  return reader.error().en;
}

std::string gb18030(std::string text) {
  const iconv_t to = iconv_open("GB18030", "UTF-8");
  std::string out(text.size() * 2 + 8, '\0');
  char *from = text.data(), *at = out.data();
  std::size_t left = text.size(), room = out.size();
  REQUIRE(iconv(to, &from, &left, &at, &room) == 0);
  iconv_close(to);
  out.resize(out.size() - room);
  return out;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("cells are given in the order of the columns asked for, whatever the file's") {
  CHECK(told("b,a\n2,1\n") == Lines{"2: [1] [2] []"});
  CHECK(told("甲,丙\n1,3\n") == Lines{"2: [1] [] [3]"});
}

TEST_CASE("byte order mark, CRLF, lone CR and a last line without a break are accepted") {
  CHECK(told("\xEF\xBB\xBF" "a,b\r\n1,2\r\n3,4") == Lines{"2: [1] [2] []", "3: [3] [4] []"});
  CHECK(told("a,b\r1,2\r") == Lines{"2: [1] [2] []"});
}

TEST_CASE("empty lines and what spreadsheets leave behind are passed over") {
  CHECK(told("a,b\n\n1,2\n,\n3,4,,\n\n") == Lines{"3: [1] [2] []", "5: [3] [4] []"});
  CHECK(told("a,b,,\n1,2,,\n") == Lines{"2: [1] [2] []"});
}

TEST_CASE("quoted cells hold commas, quotes and line breaks") {
  CHECK(told("a,b\n\"1,\"\"x\"\"\",\"two\nlines\"\n5,6\n") == Lines{"2: [1,\"x\"] [two\nlines] []", "3: [5] [6] []"});
}

TEST_CASE("a stray quote costs its own line and no other") {
  const Lines open_quote = told("a,b\n1,\"2\n3,4\n5,6\n");
  REQUIRE(open_quote.size() == 3);
  CHECK(has(open_quote[0], "2: a quote is unpaired"));
  CHECK(open_quote[1] == "3: [3] [4] []");
  CHECK(open_quote[2] == "4: [5] [6] []");
  const Lines pair = told("a,b\n1,\"2\n3,\"4\n5,6\n");
  REQUIRE(pair.size() == 3);
  CHECK(has(pair[0], "quote"));
  CHECK(has(pair[1], "quote"));
  CHECK(pair[2] == "4: [5] [6] []");
  CHECK(has(told("a,b\n1,2\"3\n").front(), "quote"));
}

TEST_CASE("a row with too few or too many cells is named, and the last one as cut off") {
  const Lines lines = told("a,b\n1\n1,2,3\n1,2\n7");
  REQUIRE(lines.size() == 4);
  CHECK(has(lines[0], "2: 2 cells expected, 1 found"));
  CHECK(has(lines[1], "3: 2 cells expected, 3 found"));
  CHECK(lines[2] == "4: [1] [2] []");
  CHECK(has(lines[3], "5: the last row is cut off"));
}

TEST_CASE("NUL, damaged encoding and a row over 64 KB are row faults") {
  const Lines lines =
      told(std::string("a,b\n1,\0 2\n", 11) + "\xC3\x28,2\n潞,2\n" + std::string(70'000, 'x') + ",1\n8,9\n");
  REQUIRE(lines.size() == 5);
  CHECK(has(lines[0], "NUL"));
  CHECK(has(lines[1], "encoding"));
  CHECK(lines[2] == "4: [潞] [2] []");
  CHECK(has(lines[3], "longer than 64 KB"));
  CHECK(lines[4] == "6: [8] [9] []");
}

TEST_CASE("GBK as Excel writes it is converted") {
  CHECK(told(gb18030("甲,乙\n潞州区,\"张三，一\"\n龘,𠀀\n")) == Lines{"2: [潞州区] [张三，一] []", "3: [龘] [𠀀] []"});
  CHECK(has(told(gb18030("甲,乙\n潞州区,1\n") + "\xFF\xFF,2\n").back(), "encoding"));
}

TEST_CASE("a file that can't be used is refused whole, with what is wrong and what is known") {
  CHECK(has(refused("a,b,colour\n1,2,3\n"), "no column 'colour'. Known columns: a, b, c"));
  CHECK(has(refused("b,c\n1,2\n"), "column 'a' is missing"));
  CHECK(has(refused("a,甲\n1,2\n"), "there twice"));
  CHECK(has(refused(""), "empty"));
  CHECK(has(refused("\xEF\xBB\xBF\r\n \n"), "empty"));
  CHECK(has(refused("\xFF\xFE" "a"), "UTF-16"));
  CHECK(has(refused("\"a,b\n1,2\n"), "open quote"));
  auto missing = TableReader::open("/nowhere/x.csv", columns);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == FailureKind::not_found);
}

TEST_CASE("the columns of a file of rejected rows are passed over") {
  CHECK(told("row,column,reason,a,b\n7,x,why,1,2\n") == Lines{"2: [1] [2] []"});
}

TEST_CASE("NDJSON values are taken as they are written") {
  const std::string text =
      "{\"a\":3299.00,\"b\":\"x\\ty\"}\r\n\n{\"a\":-12345678901234567890123,\"b\":true,\"c\":null}\n{\"a\":"
      "\"\\u6f5e\"}";
  CHECK(told(text) ==
        Lines{"1: [3299.00] [x\ty] []", "3: [-12345678901234567890123] [yes] []", "4: [潞] [] []"});
}

TEST_CASE("damaged NDJSON lines are named") {
  const Lines lines =
      told("{\"a\":[1]}\n{\"a\":{}}\nnope\n{\"d\":1}\n{\"a\":1,\"a\":2}\n[1]\n{\"a\":1} x\n{\"a\":1,\"b\"");
  REQUIRE(lines.size() == 8);
  CHECK(has(lines[0], "not a flat JSON object"));
  CHECK(has(lines[1], "not a flat JSON object"));
  CHECK(has(lines[2], "not JSON"));
  CHECK(has(lines[3], "no column 'd'"));
  CHECK(has(lines[4], "'a' is there twice"));
  CHECK(has(lines[5], "not a flat JSON object"));
  CHECK(has(lines[6], "not JSON"));
  CHECK(has(lines[7], "8: the line's JSON breaks off"));
}

TEST_CASE("formulas are defused on the way out and restored on the way in; numbers stay") {
  const auto cell = [](std::string_view text) {
    std::string out;
    append_csv_cell(out, text);
    return out;
  };
  CHECK(cell("=HYPERLINK(1)") == "'=HYPERLINK(1)");
  CHECK(cell("@x") == "'@x");
  CHECK(cell("+86 355") == "'+86 355");
  CHECK(cell("\tx") == "\"'\tx\"");
  CHECK(cell("=1,2") == "\"'=1,2\"");
  CHECK(cell("-12.50") == "-12.50");
  CHECK(cell("-1-1") == "'-1-1");
  CHECK(cell("'=1") == "''=1");
  CHECK(cell("it's") == "it's");
  CHECK(cell("＝1+1") == "'＝1+1");
  CHECK(cell("＋1") == "'＋1");
  CHECK(cell("－1") == "'－1");
  CHECK(cell("＠x") == "'＠x");
  CHECK(cell("＃1") == "＃1");
}

TEST_CASE("the apostrophe comes off again only in a file of rejected rows") {
  CHECK(told("row,column,reason,a,b\n7,x,why,'=1,''=2\n") == Lines{"2: [=1] ['=2] []"});
  CHECK(told("a,b\n'=1,''=2\n") == Lines{"2: ['=1] [''=2] []"});
}

TEST_CASE("what a file is, its content says, and what is no table is refused with what to do") {
  CHECK(told("  {\"a\":1}\n") == Lines{"1: [1] [] []"});
  CHECK(has(refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"), ".xls"));
  CHECK(has(refused("%PDF-1.7\n"), "PDF"));
  CHECK(has(refused("\x89PNG\r\n\x1A\n"), "picture"));
  CHECK(has(refused("\xFF\xD8\xFF\xE0 jpeg"), "picture"));
  CHECK(has(refused("<html><table>"), "web page"));
  CHECK(has(refused("\xEF\xBB\xBF \n<?xml version='1.0'?>"), "web page or XML"));
  CHECK(has(refused("\x1F\x8B\x08 gzip"), "archive"));
  CHECK(has(refused("7z\xBC\xAF\x27\x1C"), "archive"));
  CHECK(has(refused("\x7F" "ELF"), "neither text"));
  CHECK(has(refused(std::string(100, '\0')), "neither text"));
  CHECK(has(refused("PK\3\4 no more"), "damaged"));
}

TEST_CASE("what is written as CSV is read back the same") {
  CHECK(rc::check("CSV round trip", [] {
    const auto text = rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("ab ,\"'=+-@\t\n\r1.")));
    const auto cells = *rc::gen::container<std::vector<std::string>>(3, text);
    std::string file = "row,column,reason,a,b,c\r\n,,,";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i != 0) file.push_back(',');
      append_csv_cell(file, cells[i]);
    }
    file += "\r\n";
    const auto rows = rows_of(file);
    if (cells == std::vector<std::string>(3)) {
      RC_ASSERT(rows.empty());
    } else {
      RC_ASSERT(rows.size() == 1u);
      RC_ASSERT(!rows[0].fault);
      RC_ASSERT(rows[0].cells == cells);
    }
  }));
}

TEST_CASE("a reader gives every row of a file much larger than its buffer") {
  std::string text = "a,b\n";
  const std::string filler(1000, 'z');
  for (int i = 0; i < 3000; ++i) text += std::to_string(i) + ",\"" + filler + "\n\"\n";
  const auto rows = rows_of(text);
  REQUIRE(rows.size() == 3000);
  CHECK(rows.back().cells[0] == "2999");
  CHECK(rows.back().number == 3001);
}
