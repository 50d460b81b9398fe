// PDFs, whose text is taken out again with pdftotext.

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>

#include "printing/printable.h"
#include "printing/scene.h"
#include "stores/scratch_folder.h"

using namespace printing_test;

namespace {

/// What a program says of the file.
std::string told(const std::string& octets, const std::string& before, const std::string& behind) {
  const stores::ScratchFolder folder;
  const auto file = folder / "t.pdf";
  std::ofstream(file, std::ios::binary) << octets;
  FILE* pipe = popen((before + " '" + file.string() + "' " + behind).c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  std::array<char, 4096> part{};
  for (std::size_t got; (got = fread(part.data(), 1, part.size(), pipe)) > 0;) out.append(part.data(), got);
  REQUIRE(WEXITSTATUS(pclose(pipe)) == 0);
  return out;
}

std::string made(const Document& document, const Imprint& of = imprint()) {
  const auto file = pdf(document, of);
  const std::string why = file ? "" : file.error().en;
  REQUIRE_MESSAGE(file.has_value(), why);
  return *file;
}
/// All text in the order in which it was drawn, without spaces and line breaks.
std::string tight(std::string_view text) {
  std::string out;
  for (const char c : text) out += std::string_view(" \n\f\t").find(c) == std::string_view::npos ? std::string(1, c) : "";
  return out;
}
std::string text_of(const std::string& octets) { return tight(told(octets, "pdftotext -raw", "-")); }
std::string info_of(const std::string& octets) { return told(octets, "pdfinfo", ""); }
int pages_of(const std::string& octets) {
  const std::string info = info_of(octets);
  std::smatch found;
  REQUIRE(std::regex_search(info, found, std::regex("Pages: +(\\d+)")));
  return std::stoi(found[1]);
}
std::size_t times(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

struct Box {
  int page = 0;
  double left = 0, top = 0, right = 0, bottom = 0;
  std::string text;
};
std::vector<Box> boxes_of(const std::string& octets) {
  const std::string all = told(octets, "pdftotext -bbox", "-");
  static const std::regex one(R"re(<page |<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<)re");
  std::vector<Box> boxes;
  int page = 0;
  for (std::sregex_iterator it(all.begin(), all.end(), one), end; it != end; ++it) {
    const std::smatch& m = *it;
    if (!m[1].matched) ++page;
    else boxes.push_back({page, std::stod(m[1]), std::stod(m[2]), std::stod(m[3]), std::stod(m[4]), m[5]});
  }
  return boxes;
}

std::map<std::string, int> characters(std::string_view text) {
  std::map<std::string, int> count;
  const std::string plain = tight(text);
  for (std::size_t at = 0; at < plain.size();) {
    const std::string one(std::string_view(plain).substr(at).substr(0, first_utf16_units(std::string_view(plain).substr(at), 2).size()));
    const std::size_t length = static_cast<unsigned char>(one[0]) < 0x80 ? 1 : static_cast<unsigned char>(one[0]) < 0xE0 ? 2 : static_cast<unsigned char>(one[0]) < 0xF0 ? 3 : 4;
    ++count[one.substr(0, length)];
    at += length;
  }
  return count;
}

}  // namespace

TEST_CASE("every cell of 300 rows comes out of the PDF, in order, on numbered sheets with header and imprint") {
  const Document document = disclosed(300);
  const TableBlock& table = std::get<TableBlock>(document.blocks[1]);
  const std::string file = made(document), text = text_of(file);
  std::size_t at = 0;
  int cells = 0;
  for (const auto& row : table.rows) {
    for (const std::string& cell : row) {
      if (cell.empty()) continue;
      const std::size_t found = text.find(tight(cell), at);
      REQUIRE_MESSAGE(found != std::string::npos, cell);
      CHECK(found < at + 1'000);  // no other row's
      at = found + tight(cell).size();
      ++cells;
    }
  }
  CHECK(cells > 2'500);
  const int pages = pages_of(file);
  CHECK(pages > 20);
  for (int page = 1; page <= pages; ++page)
    CHECK(times(text, "第" + std::to_string(page) + "页共" + std::to_string(pages) + "页") == 1);
  CHECK(times(text, "序号受理编号交办问题基本情况行政区域污染类型调查核实情况") == static_cast<std::size_t>(pages));
  CHECK(times(text, tight(identity(imprint()))) == static_cast<std::size_t>(pages));
  CHECK(times(text, to_hex(imprint().digest)) == static_cast<std::size_t>(pages));
  CHECK(times(text, imprint().address) == static_cast<std::size_t>(pages));
  CHECK(has(text, "特此公开。"));
}

TEST_CASE("sheets lie across for wide tables alone, and a file's time is its cut-off") {
  const std::string wide = info_of(made(disclosed(3)));
  CHECK(has(wide, "841.89 x 595.2"));
  CHECK(has(wide, "第十六批群众信访举报件办理情况公开"));
  const std::string narrow = told(made(english(), imprint(Language::en)), "pdfinfo -rawdates", "");
  CHECK(has(narrow, "595.276 x 841.89"));
  CHECK(has(narrow, "20250622235959+08'00"));
}

TEST_CASE("an English bulletin has its own words") {
  const std::string text = text_of(made(english(), imprint(Language::en)));
  for (const char* part : {"Complaintcaseshandedover:batch16", "LuzhouDistrict1,20463.5%HuguanCounty-7—", "page1of1",
                           "recordsreconstructedfrompublishedtotals", "checkathttps://mingdu.example.cn/"})
    CHECK_MESSAGE(has(text, part), part);
}

TEST_CASE("a row taller than a sheet goes on on the next, and no character of it is lost") {
  TableBlock table = disclosure(3);
  table.rows[1][5] = sentences(2, 6'000);
  table.rows[1][7] = sentences(4, 2'000);
  const std::string file = made({"题", "截至", {table}}), text = text_of(file);
  CHECK(pages_of(file) >= 3);
  std::string all;
  for (const auto& row : table.rows) {
    for (const std::string& cell : row) all += cell;
  }
  const auto printed = characters(text);
  for (const auto& [character, count] : characters(all)) {
    const auto found = printed.find(character);
    REQUIRE_MESSAGE(found != printed.end(), character);
    CHECK_MESSAGE(found->second >= count, character);
  }
  CHECK(times(text, "交办问题基本情况") == static_cast<std::size_t>(pages_of(file)));
}

TEST_CASE("no cell leaves its column, none leaves the sheet") {
  const std::vector<std::string> letters = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑", "寅", "卯"};
  TableBlock table{"表", {}, {}};
  for (std::size_t i = 0; i < letters.size(); ++i) table.columns.push_back({letters[i], i % 5 == 0});
  for (std::size_t r = 1; r < 40; ++r) {
    std::vector<std::string> row;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      std::string text;
      for (std::size_t n = 0; n < (r * (i + 3)) % 70; ++n) text += letters[i];
      row.push_back(text);
    }
    table.rows.push_back(row);
  }
  std::map<std::string, std::pair<double, double>> reach;
  int seen = 0;
  for (const Box& box : boxes_of(made({"题", "", {table}}))) {
    CHECK(box.left >= 40);
    CHECK(box.right <= 842 - 40);
    CHECK(box.top >= 40);
    CHECK(box.bottom <= 595 - 25);
    for (const std::string& letter : letters) {
      if (!box.text.starts_with(letter)) continue;
      ++seen;
      auto& [left, right] = reach.try_emplace(letter, 1e9, 0.0).first->second;
      left = std::min(left, box.left);
      right = std::max(right, box.right);
    }
  }
  CHECK(seen > 1'000);
  REQUIRE(reach.size() == letters.size());
  for (std::size_t i = 1; i < letters.size(); ++i) CHECK(reach[letters[i - 1]].second < reach[letters[i]].first);
}

TEST_CASE("long words, numbers and headers stay on the sheet, and a hundred columns do") {
  const std::string word(400, 'w');
  const TableBlock words{"词", {{word}, {word, true}, {"c"}}, {{word, word, word}, {"", "", ""}}};
  TableBlock many{"多", {}, {{}, {}}};
  for (int i = 0; i < 100; ++i) {
    many.columns.push_back({"列" + std::to_string(i)});
    for (auto& row : many.rows) row.push_back("第" + std::to_string(i) + "格");
  }
  TableBlock tall{"高", {{sentences(0, 4'000)}, {"b"}}, {{"1", "2"}}};
  for (const TableBlock& table : {words, many, tall}) {
    const std::string file = made({"题", "", {table}});
    for (const Box& box : boxes_of(file)) {
      CHECK(box.left >= 40);
      CHECK(box.right <= (table.columns.size() > 5 ? 842 : 596) - 40);
    }
    CHECK(has(text_of(file), tight(table.rows[0].back())));
  }
  TableBlock beyond = many;
  for (int i = 0; i < 400; ++i) {
    beyond.columns.push_back({"x"});
    for (auto& row : beyond.rows) row.push_back("x");
  }
  const auto refused = pdf({"题", "", {beyond}}, imprint());
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().kind == FailureKind::malformed);
  CHECK(has(refused.error().zh, "有 500 列"));
}

TEST_CASE("what strangers may write breaks no PDF") {
  const std::string text = text_of(made(hostile()));
  for (const char* part : {"<script>alert(1)</script>", "=1+1", "@SUM(A1)", "<b>&amp;\"'", "_x0041_", "两行", "=HYPERLINK(\"x\")"})
    CHECK_MESSAGE(has(text, part), part);
}

TEST_CASE("a document without anything is a sheet with its imprint") {
  const std::string file = made({"", "", {}});
  CHECK(pages_of(file) == 1);
  CHECK(has(text_of(file), "第1页共1页"));
  CHECK(made({"题", "", {TableBlock{"空", {{"县区"}, {"数", true}}, {}}}}).size() > 1'000);
}
