// What every kind of file needs: text that it can hold, numerals, widths of columns, the imprint's words.

#include <rapidcheck.h>

#include <numeric>

#include "printing/column_widths.h"
#include "printing/numeral.h"
#include "printing/printable.h"
#include "printing/scene.h"

using namespace printing_test;

TEST_CASE("text keeps all that a file can hold, and what it cannot becomes a replacement character") {
  CHECK(printable("长治\t市\r\n第二行\r第三行") == "长治\t市\n第二行\n第三行");
  CHECK(printable("𠮷é€") == "𠮷é€");
  CHECK(printable(std::string("a\0b", 3)) == "a\uFFFDb");
  CHECK(printable("\x7F\xC2\x85") == "\uFFFD\uFFFD");
  CHECK(printable("\xEF\xBF\xBE") == "\uFFFD");          // U+FFFE is no character
  CHECK(printable("\xC0\xAF") == "\uFFFD\uFFFD");        // overlong
  CHECK(printable("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");  // a surrogate
  CHECK(printable("\xE4\xB8") == "\uFFFD\uFFFD");        // cut off
}

TEST_CASE("widths and lengths of text") {
  CHECK(half_widths("长治 ab") == 7);
  CHECK(half_widths("一\n二三\n四") == 4);
  CHECK(longest_run("编号 D3SX202505280018，已办结") == "D3SX202505280018");
  CHECK(longest_run("已办结") == "");
  CHECK(utf16_units("a长𠮷") == 4);
  CHECK(first_utf16_units("a长𠮷", 3) == "a长");
  CHECK(first_utf16_units("a长", 9) == "a长");
}

TEST_CASE("a numeral is what bulletins write as one, and nothing else") {
  const auto told = [](std::string_view text) {
    const auto numeral = parse_numeral(text);
    return numeral ? std::to_string(numeral->value) + "/" + std::to_string(numeral->decimals) : std::string();
  };
  CHECK(told("0") == "0.000000/0");
  CHECK(told("243,696") == "243696.000000/0");
  CHECK(told("345,599,823.10") == "345599823.100000/2");
  CHECK(told("-1,000") == "-1000.000000/0");
  CHECK(told("2025") == "2025.000000/0");
  CHECK(told("999999999999999") == "999999999999999.000000/0");
  for (const char* other : {"", "-", "—", "63.5%", "1,00", "1,0000", ",100", "1000,000", "007", "1.", ".5", "1e3", "+1", "１２", "1 204",
                            "9999999999999999", "20余万", "=1"})
    CHECK_MESSAGE(!parse_numeral(other), other);
}

TEST_CASE("columns share a sheet: all of it, none below what it must have") {
  rc::check("share_width", [] {
    std::vector<ColumnNeed> needs;
    for (int i = *rc::gen::inRange(1, 20); i > 0; --i) {
      const double hard = *rc::gen::inRange(5, 20), least = hard + *rc::gen::inRange(0, 80);
      needs.push_back({hard, least, least + *rc::gen::inRange(0, 3'000), 1.0 + *rc::gen::inRange(0, 2'000)});
    }
    const double available = *rc::gen::inRange(100, 900);
    double hard = 0, least = 0;
    for (const ColumnNeed& one : needs) hard += one.hard, least += one.least;
    const auto widths = share_width(needs, available);
    if (hard > available) {
      RC_ASSERT(widths.empty());
      return;
    }
    RC_ASSERT(widths.size() == needs.size());
    RC_ASSERT(std::abs(std::accumulate(widths.begin(), widths.end(), 0.0) - available) < 0.01);
    for (std::size_t i = 0; i < widths.size(); ++i) {
      RC_ASSERT(widths[i] > needs[i].hard - 0.01);
      if (least < available) RC_ASSERT(widths[i] > needs[i].least - 0.01);
    }
  });
  const auto shared = share_width({{10, 20, 50, 30}, {10, 20, 900, 300}, {10, 20, 900, 600}}, 400);
  REQUIRE(shared.size() == 3);
  CHECK(shared[1] < shared[2]);
  CHECK(shared[0] < shared[1]);
}

TEST_CASE("the imprint says what leads back to the bulletin, in both languages") {
  const std::string digest = to_hex(imprint().digest);
  CHECK(identity(imprint()) == "信访举报件交办公开 第 16 期 · 截至 2025-06-22 24:00 · 流水位置 4711 · 记录由已公布的汇总数重建");
  CHECK(identity(imprint(Language::en)) ==
        "Complaint hand-over bulletin no. 16 · cut-off 2025-06-22 24:00 · journal position 4711 · records reconstructed from "
        "published totals");
  CHECK(evidence(imprint()) == "SHA-256 " + digest + " · 核验 https://mingdu.example.cn/zh/b/complaints/16");
  Imprint draft = imprint();
  draft.number = 0;
  draft.address.clear();
  draft.reconstructed = false;
  CHECK(identity(draft) == "信访举报件交办公开 未发布 · 截至 2025-06-22 24:00 · 流水位置 4711");
  CHECK(evidence(draft) == "SHA-256 " + digest);
  CHECK(facts(draft).size() == 5);
  CHECK(file_name(imprint()) == "信访举报件交办公开 第16期");
  CHECK(file_name(draft) == "信访举报件交办公开 2025-06-22");
  CHECK(ascii_file_name(imprint(Language::en)) == "complaints-16-en");
  CHECK(file_time(imprint()) == 1'750'607'999);  // 2025-06-22T15:59:59Z
}
