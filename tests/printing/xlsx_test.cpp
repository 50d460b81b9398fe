// Workbooks, read back with the house's own reader.

#include <chrono>
#include <sstream>
#include <thread>

#include "exchange/sheet_table.h"
#include "printing/numeral.h"
#include "printing/printable.h"
#include "printing/scene.h"

using namespace printing_test;

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string made(const Document& document, const Imprint& of = imprint()) {
  const auto file = xlsx(document, of);
  REQUIRE(file.has_value());
  return *file;
}

/// The rows of a worksheet whose header is `names`, by the reader of imports.
Rows read_back(const std::string& file, std::string_view sheet, const std::vector<std::string>& names) {
  std::vector<exchange::Column> columns;
  for (const std::string& name : names) columns.push_back({name, name});
  std::istringstream in(file);
  const auto table = exchange::open_sheet_table(in, "t.xlsx", sheet, columns);
  const std::string why = table ? "" : table.error().en;
  REQUIRE_MESSAGE(table.has_value(), why);
  Rows rows;
  exchange::Row row;
  for (;;) {
    const auto more = (*table)->next(row);
    REQUIRE(more.has_value());
    if (!*more) return rows;
    REQUIRE_FALSE(row.fault.has_value());
    rows.push_back(row.cells);
  }
}

std::vector<std::string> heads(const TableBlock& table) {
  std::vector<std::string> names;
  for (const auto& column : table.columns) names.push_back(column.head);
  return names;
}

/// A number loses its commas and the zeros behind its point.
std::string as_cell(const std::string& text, bool numeric) {
  if (!numeric || !parse_numeral(text)) return printable(text);
  std::string plain;
  for (const char c : text) plain += c == ',' ? "" : std::string(1, c);
  if (has(plain, ".")) plain.erase(plain.find_last_not_of('0') + 1);
  return plain.ends_with('.') ? plain.substr(0, plain.size() - 1) : plain;
}

}  // namespace

TEST_CASE("every cell of a disclosure table comes back from its workbook") {
  const Document document = disclosed(300);
  const TableBlock& table = std::get<TableBlock>(document.blocks[1]);
  const Rows rows = read_back(made(document), table.caption, heads(table));
  REQUIRE(rows.size() == 300);
  int cells = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t i = 0; i < table.columns.size(); ++i, ++cells)
      CHECK(rows[r][i] == as_cell(table.rows[r][i], table.columns[i].numeric));
  }
  CHECK(cells == 3'600);
  CHECK(rows[4][10] == "251542.71");
}

TEST_CASE("the first worksheet has title, paragraphs, the tables' names and the imprint") {
  const Rows rows = read_back(made(disclosed(1)), {}, {"第十六批群众信访举报件办理情况公开"});
  std::vector<std::string> lines;
  for (const auto& row : rows) lines.push_back(row[0]);
  const std::vector<std::string> wanted{
      "截至 2025-06-22 24:00 · 流水位置 4711 · 记录由已公布的汇总数重建", sentences(1, 150),
      "群众信访举报转办和边督边改公开情况一览表：见工作表“群众信访举报转办和边督边改公开情况一览表”", "特此公开。",
      "系列：信访举报件交办公开", "期号：第 16 期", "截止：2025-06-22 24:00", "流水位置：4711", "摘要 SHA-256：" + to_hex(imprint().digest),
      "来源：记录由已公布的汇总数重建", "核验：https://mingdu.example.cn/zh/b/complaints/16"};
  CHECK(lines == wanted);
}

TEST_CASE("numeric cells are numbers where they are written as such, text otherwise") {
  const Document document = english();
  const TableBlock& table = std::get<TableBlock>(document.blocks[1]);
  const std::string file = made(document, imprint(Language::en));
  CHECK(read_back(file, "So far, by place", heads(table)) == Rows{{"Luzhou District", "1204", "63.5%"}, {"Huguan County", "-7", "—"}});
}

TEST_CASE("no text is run as a formula, and none breaks the file") {
  const std::string file = made(hostile());
  const Rows rows = read_back(file, "表   a b", {"=头", "数"});
  const auto texts = hostile_texts();
  REQUIRE(rows.size() == texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CHECK(rows[i][0] == printable(texts[i]));
    CHECK(rows[i][1] == printable(texts[i]));
  }
}

TEST_CASE("tables of one name get worksheets of their own, and one without a name too") {
  const TableBlock one{"分县区", {{"县区"}}, {{"潞州区"}}}, other{"分县区", {{"县区"}}, {{"壶关县"}}}, nameless{" ", {{"县区"}}, {{"长子县"}}},
      longer{std::string(40, 'x'), {{"县区"}}, {{"上党区"}}};
  const std::string file = made({"题", "", {one, other, nameless, longer, longer}});
  CHECK(read_back(file, "分县区", {"县区"}) == Rows{{"潞州区"}});
  CHECK(read_back(file, "分县区 (2)", {"县区"}) == Rows{{"壶关县"}});
  CHECK(read_back(file, "表 3", {"县区"}) == Rows{{"长子县"}});
  CHECK(read_back(file, std::string(31, 'x'), {"县区"}) == Rows{{"上党区"}});
  CHECK(read_back(file, std::string(27, 'x') + " (2)", {"县区"}) == Rows{{"上党区"}});
}

TEST_CASE("a text that no cell can hold is cut off and says so") {
  std::string huge(30'000, 'x');
  for (int i = 0; i < 2'000; ++i) huge += "𠮷";
  const TableBlock table{"长", {{"文"}}, {{huge}}};
  const Rows rows = read_back(made({"题", "", {table}}), "长", {"文"});
  REQUIRE(rows.size() == 1);
  CHECK(utf16_units(rows[0][0]) >= 32'766);
  CHECK(utf16_units(rows[0][0]) <= 32'767);
  CHECK(rows[0][0].ends_with("其余从略，全文见 PDF 或 HTML）"));
}

TEST_CASE("a workbook with an address too long for the foot of a sheet can be made") {
  Imprint of = imprint();
  of.address = "https://mingdu.example.cn/" + std::string(300, '&');
  CHECK(has(read_back(made(disclosed(1), of), {}, {"第十六批群众信访举报件办理情况公开"}).back()[0], of.address));
}

TEST_CASE("the same document and imprint give the same octets at another time") {
  const Document document = disclosed(40), words = english();
  const auto all = [&] {
    const auto one = pdf(document, imprint()), other = pdf(words, imprint(Language::en));
    REQUIRE(one.has_value());
    REQUIRE(other.has_value());
    return std::vector<std::string>{made(document), made(words, imprint(Language::en)), *one, *other, html(document, imprint())};
  };
  const auto first = all();
  std::this_thread::sleep_for(std::chrono::milliseconds(2'100));  // a ZIP's times count in two seconds
  const auto second = all();
  for (std::size_t i = 0; i < first.size(); ++i) CHECK_MESSAGE(first[i] == second[i], "file " << i);
  Imprint later = imprint();
  later.known_at = 4712;
  CHECK(made(document) != made(document, later));
  CHECK(*pdf(document, imprint()) != *pdf(document, later));
}
