// The stand-alone HTML: all of it there, nothing of it run, nothing fetched.

#include "printing/scene.h"

using namespace printing_test;

TEST_CASE("the HTML has every text, the imprint, and needs no other file") {
  const Document document = disclosed(30);
  const std::string page = html(document, imprint());
  for (const auto& row : std::get<TableBlock>(document.blocks[1]).rows) {
    for (const std::string& text : row) CHECK(has(page, ">" + text + "<"));
  }
  CHECK(has(page, "<html lang=\"zh-CN\">"));
  CHECK(has(page, "size: A4 landscape"));
  CHECK(has(page, "<td class=\"number\">251,542.71</td>"));
  CHECK(has(page, "<dd>" + to_hex(imprint().digest) + "</dd>"));
  CHECK(has(page, "<a href=\"https://mingdu.example.cn/zh/b/complaints/16\">"));
  for (const char* outside : {"<script", "<link", "<img", "src=", "url(", "@import"}) CHECK(!has(page, outside));
  const std::string upright = html(english(), imprint(Language::en));
  CHECK(has(upright, "<html lang=\"en\">"));
  CHECK(has(upright, "size: A4 portrait"));
}

TEST_CASE("markup in a text is text, and an address that is no HTTPS is no link") {
  Imprint of = imprint();
  of.address = "javascript:alert(1)";
  const std::string page = html(hostile(), of);
  CHECK(has(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK(has(page, "&lt;b&gt;&amp;amp;&quot;&#39;"));
  CHECK(has(page, "a\uFFFDb\uFFFD"));
  CHECK(has(page, "<dd>javascript:alert(1)</dd>"));
  for (const char* run : {"<script", "<b>", "<i>", "href"}) CHECK(!has(page, run));
}
