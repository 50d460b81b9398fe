#pragma once
// Documents to print: a disclosure table as it is published, with long texts, empty cells and what no file can hold.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "printing/printing.h"

namespace printing_test {

using namespace seethrough;
using namespace seethrough::printing;
using bulletins::Document;
using bulletins::Paragraph;
using bulletins::TableBlock;

inline Imprint imprint(Language language = Language::zh) {
  Imprint out;
  out.language = language;
  out.series = publication::Series::complaints;
  out.number = 16;
  out.cut_off = *parse_day("2025-06-22");
  out.known_at = 4711;
  out.digest.bytes.fill(0x5F);
  out.address = "https://mingdu.example.cn/zh/b/complaints/16";
  out.reconstructed = true;
  return out;
}

/// Sentences enough for `characters`, another for each seed.
inline std::string sentences(std::size_t seed, std::size_t characters) {
  static const std::vector<std::string> parts = {
      "经现场核实，该企业位于工业园区东侧，主要从事铸件生产，", "厂区道路未硬化，物料露天堆放且苫盖不全；", "2025年6月18日检测结果显示，",
      "颗粒物排放浓度为 8.7mg/m³，符合《铸造工业大气污染物排放标准》（GB 39726—2020）要求。", "群众反映的“夜间偷排”问题，经调阅在线监测数据未发现。",
      "已责令该企业立即整改，", "并对其违法行为立案处罚 25.15 万元。"};
  std::string out;
  for (std::size_t i = seed; out.size() < characters * 3; ++i) out += parts[(i * 5 + seed) % parts.size()];
  return out;
}

inline TableBlock disclosure(std::size_t rows, std::size_t longest = 120) {
  TableBlock table{"群众信访举报转办和边督边改公开情况一览表",
                   {{"序号", true}, {"受理编号"}, {"交办问题基本情况"}, {"行政区域"}, {"污染类型"}, {"调查核实情况"}, {"是否属实"},
                    {"处理和整改情况"}, {"是否办结"}, {"责任人被处理情况"}, {"罚款（元）", true}, {"备注"}},
                   {}};
  static const std::vector<std::string> places = {"潞州区", "上党区", "壶关县", "长子县"}, types = {"大气", "水", "土壤、噪音", "生态"},
                                        findings = {"属实", "基本属实", "部分属实", "不属实"};
  for (std::size_t i = 0; i < rows; ++i) {
    table.rows.push_back({std::to_string(i + 1), "D3SX2025060" + std::to_string(50'000 + i) + (i % 7 == 0 ? "*" : ""),
                          sentences(i, 20 + i * 37 % longest), places[i % 4], types[i / 2 % 4],
                          sentences(i + 3, 30 + i * 53 % longest), findings[i / 3 % 4], sentences(i + 5, i * 29 % longest),
                          i % 5 == 0 ? "阶段性办结" : "已办结", i % 3 == 0 ? "" : "无", i % 4 == 0 ? "251,542.71" : "", ""});
  }
  return table;
}

inline Document disclosed(std::size_t rows, std::size_t longest = 120) {
  return {"第十六批群众信访举报件办理情况公开", "截至 2025-06-22 24:00 · 流水位置 4711 · 记录由已公布的汇总数重建",
          {Paragraph{sentences(1, 150)}, disclosure(rows, longest), Paragraph{"特此公开。"}}};
}

inline Document english() {
  return {"Complaint cases handed over: batch 16",
          "Cut-off 2025-06-22 24:00 · journal position 4711",
          {Paragraph{"On 22 June 2025 the inspection group handed over batch 16: 5 complaint cases, 2 of them key cases."},
           TableBlock{"So far, by place", {{"Place"}, {"Cases so far", true}, {"Share", true}}, {{"Luzhou District", "1,204", "63.5%"}, {"Huguan County", "-7", "—"}}}}};
}

/// What strangers may write, for formulas, markup and terminals.
inline std::vector<std::string> hostile_texts() {
  return {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "<b>&amp;\"'", "a\x01" "b\x1F", "_x0041_", "两\r\n行", "\xFF\xFE", "\xED\xA0\x80", "末\xE4\xB8"};
}
inline Document hostile() {
  TableBlock table{"[表]: a/b*?", {{"=头"}, {"数", true}}, {}};
  for (const std::string& text : hostile_texts()) table.rows.push_back({text, text});
  return {"<script>alert(1)</script>", "& <i>", {Paragraph{"=HYPERLINK(\"x\")"}, table}};
}

inline bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace printing_test
