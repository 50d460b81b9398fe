#pragma once
// Workbooks for the tests: XLSX files made part by part, so that any part can be what it should not be.

#include <doctest/doctest.h>
#include <zip.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "exchange/sheet_table.h"

namespace exchange_test {

using namespace seethrough;
using namespace seethrough::exchange;

using Members = std::vector<std::pair<std::string, std::string>>;

/// A ZIP file of these members, deflated, or encrypted with a password.
inline std::string zipped(const Members& members, const char* password = nullptr, zip_int32_t method = ZIP_CM_DEFLATE) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (const auto& [name, text] : members) {
    const auto at = zip_file_add(zip, name.c_str(), zip_source_buffer(zip, text.data(), text.size(), 0), ZIP_FL_ENC_UTF_8);
    REQUIRE(at >= 0);
    zip_set_file_compression(zip, static_cast<zip_uint64_t>(at), method, 1);
    if (password) zip_file_set_encryption(zip, static_cast<zip_uint64_t>(at), ZIP_EM_AES_256, password);
  }
  REQUIRE(zip_close(zip) == 0);
  std::string out;
  zip_source_open(target);
  char chunk[65536];
  for (zip_int64_t got; (got = zip_source_read(target, chunk, sizeof chunk)) > 0;)
    out.append(chunk, static_cast<std::size_t>(got));
  zip_source_close(target);
  zip_source_free(target);
  return out;
}

/// A workbook with one worksheet, all parts of which can be replaced.
struct Book {
  std::string types = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";
  std::string properties = "<workbookPr/>";
  std::string sheets = "<sheet name='Sheet1' sheetId='1' r:id='rId1'/>";
  std::string more_relationships;
  /// Style 0 is plain, 1 a built-in day, 2 a custom day, 3 a time, 4 two decimals, 5 the Chinese edition's day.
  std::string styles =
      "<styleSheet><numFmts count='3'><numFmt numFmtId='164' formatCode='yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;'/>"
      "<numFmt numFmtId='165' formatCode='[Red]h:mm'/><numFmt numFmtId='166' formatCode='0.00&quot;yd&quot;'/></numFmts>"
      "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
      "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/>"
      "<xf numFmtId='31'/></cellXfs></styleSheet>";
  std::string strings = "<sst><si><t>a</t></si><si><t>b</t></si></sst>";
  std::string rows;
  std::string sheet;  ///< the worksheet's whole XML; empty: made of `rows`
  Members more;

  Members members() const {
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const auto related = [&](const char* id, const char* type, const char* target) {
      return std::string("<Relationship Id='") + id + "' Type='" + office + "/" + type + "' Target='" + target + "'/>";
    };
    Members all = {
        {"[Content_Types].xml", types},
        {"xl/workbook.xml", "<?xml version='1.0' encoding='UTF-8'?><workbook xmlns='" + main + "' xmlns:r='" + office +
                                "'>" + properties + "<sheets>" + sheets + "</sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", "<Relationships>" + related("rId1", "worksheet", "worksheets/sheet1.xml") +
                                           related("rId8", "styles", "styles.xml") +
                                           related("rId9", "sharedStrings", "/xl/sharedStrings.xml") +
                                           more_relationships + "</Relationships>"},
        {"xl/styles.xml", styles},
        {"xl/sharedStrings.xml", strings},
        {"xl/worksheets/sheet1.xml",
         sheet.empty() ? "<worksheet xmlns='" + main + "'><sheetData>" + rows + "</sheetData></worksheet>" : sheet}};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  std::string file() const { return zipped(members()); }
};

/// A cell with an inline string.
inline std::string text_cell(const std::string& at, const std::string& text) {
  return "<c r='" + at + "' t='inlineStr'><is><t>" + text + "</t></is></c>";
}
/// The header of columns a, b and c.
inline const std::string abc = "<row r='1'>" + text_cell("A1", "a") + text_cell("B1", "b") + text_cell("C1", "c") + "</row>";

inline const std::vector<Column> three_columns = {{"a", "甲", true}, {"b", "乙"}, {"c", "丙"}};

inline Result<std::unique_ptr<TableSource>, Failure> open_book(const std::string& file, std::string_view sheet = {},
                                                               const XlsxLimits& limits = {}) {
  std::istringstream in(file);
  return open_sheet_table(in, "t.xlsx", sheet, three_columns, limits);
}

/// Each row's cells, or its fault in English; at the end the failure, if there is one.
inline std::vector<std::string> told(const std::string& file, std::string_view sheet = {}, const XlsxLimits& limits = {}) {
  std::vector<std::string> out;
  auto table = open_book(file, sheet, limits);
  if (!table) {
    CHECK_FALSE(table.error().zh.empty());
    return {table.error().en};
  }
  Row row;
  for (;;) {
    const auto more = (*table)->next(row);
    if (!more) out.push_back(more.error().en);
    if (!more || !*more) return out;
    std::string line = std::to_string(row.number) + ":";
    if (row.fault) line += " " + sentence(*row.fault, Language::en);
    else
      for (const std::string& cell : row.cells) line += " [" + cell + "]";
    out.push_back(line);
  }
}
using Lines = std::vector<std::string>;

inline bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace exchange_test
