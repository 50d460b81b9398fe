#include <fmt/format.h>

#include "printing/paper.h"
#include "printing/printable.h"
#include "printing/printing.h"

namespace seethrough::printing {
namespace {

using bulletins::TableBlock;

constexpr const char* style = R"(
@page { size: A4 %PAGE%; margin: 15mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; color: #000; background: #fff;
  font: 1rem/1.7 "Noto Serif CJK SC", "Songti SC", SimSun, "Times New Roman", serif; }
h1 { font-size: 1.6rem; line-height: 1.4; text-align: center; margin: .5rem 0; }
.subtitle { text-align: center; margin: 0 0 1.5rem; }
:lang(zh) article p { text-indent: 2em; }
p, td, th, dd { overflow-wrap: anywhere; white-space: pre-line; }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; font-size: .85rem; line-height: 1.5; }
caption { font-weight: bold; padding: .4rem; }
th, td { border: .5pt solid #000; padding: .25rem .4rem; text-align: left; min-width: 3em; }
thead th { text-align: center; }
tbody th { font-weight: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
footer { border-top: .5pt solid #000; margin-top: 2rem; font-size: .8rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; }
dd { margin: 0; }
@media print {
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  thead { display: table-header-group; }
}
)";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string cell(const char* tag, const char* attributes, std::string_view text) {
  return fmt::format("<{0}{1}>{2}</{0}>", tag, attributes, escaped(text));
}

std::string markup(const TableBlock& table) {
  check_rows(table);
  std::string out = "<table>\n<caption>" + escaped(table.caption) + "</caption>\n<thead><tr>";
  for (const bulletins::Column& column : table.columns) out += cell("th", " scope=\"col\"", column.head);
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const char* number = table.columns[i].numeric ? " class=\"number\"" : "";
      out += i == 0 ? cell("th", " scope=\"row\"", row[i]) : cell("td", number, row[i]);
    }
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n";
}

std::string footer(const Imprint& imprint) {
  std::string out = "<footer>\n<dl>\n";
  for (const auto& [name, value] : facts(imprint)) {
    const std::string said = escaped(value);
    const bool leads = value == imprint.address && value.starts_with("https://");
    out += "<dt>" + escaped(name) + "</dt><dd>" + (leads ? fmt::format("<a href=\"{0}\">{0}</a>", said) : said) + "</dd>\n";
  }
  return out + "</dl>\n</footer>\n";
}

std::string page_style(const bulletins::Document& document) {
  std::string out = style;
  const std::string mark = "%PAGE%";
  return out.replace(out.find(mark), mark.size(), across(document) ? "landscape" : "portrait");
}

}  // namespace

std::string html(const bulletins::Document& document, const Imprint& imprint) {
  std::string out = fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
                                in(imprint.language, "zh-CN", "en"));
  out += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width\">\n";
  out += "<title>" + escaped(document.title) + "</title>\n<style>" + page_style(document) + "</style>\n</head>\n<body>\n";
  out += "<article>\n<h1>" + escaped(document.title) + "</h1>\n";
  out += "<div class=\"subtitle\">" + escaped(document.subtitle) + "</div>\n";
  for (const bulletins::Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<bulletins::Paragraph>(&block)) out += cell("p", "", paragraph->text) + "\n";
    if (const auto* table = std::get_if<TableBlock>(&block)) out += markup(*table);
  }
  return out + "</article>\n" + footer(imprint) + "</body>\n</html>\n";
}

}  // namespace seethrough::printing
