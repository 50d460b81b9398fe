// Definition, bulletin, verification and problem pages.
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "money/print.h"
#include "pages/frame.h"
#include "pages/front.h"
#include "pages/twin.h"

namespace seethrough::pages {
namespace {

Html definition_row(const std::string& name, const Html& value) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, value));
}

Html table_of(const bulletins::TableBlock& table) {
  Html head, rows;
  for (const bulletins::Column& column : table.columns)
    head += el("th", {{"scope", "col"}, {"class", column.numeric ? "num" : nullptr}}, column.head);
  for (const std::vector<std::string>& row : table.rows) {
    Html cells;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i == 0) {
        cells += el("th", {{"scope", "row"}}, row[i]);
      } else {
        cells += el("td", {{"class", table.columns[i].numeric ? "num" : nullptr}}, row[i]);
      }
    }
    rows += el("tr", {}, cells);
  }
  return scrolling(table.caption, el("table", {{"class", "bulletin-table"}}, el("caption", {}, table.caption),
                                     el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows)));
}

std::string definition_twin(const Site& site, const figures::Definition& d) {
  boost::json::object out = twin_of(site, "definition");
  out["definition"] = boost::json::object{
      {"id", d.id},           {"programme", d.programme},         {"version", d.version},
      {"unit", figures::name(d.unit)}, {"dimension", d.dimension}, {"name_zh", d.name_zh},
      {"name_en", d.name_en}, {"definition_zh", d.definition_zh}, {"definition_en", d.definition_en}};
  return serialized(out);
}

}  // namespace

Page definition_page(const Site& site, Figure figure, int version) {
  const figures::Definition& d = figures::definition(figure);
  const View view(site, latest_day(site.reading).value_or(Day{0}));
  if (version != d.version)
    return problem_page(site.language, 404, view.t("没有这一版定义", "There is no such version of the definition"),
                        fmt::format(fmt::runtime(view.t("“{}”只有第{}版。", "'{}' has version {} only.")),
                                    view.name(figure), d.version));
  Html rows;
  rows += definition_row(view.t("含义", "What it counts"),
                         view.language == Language::zh ? d.definition_zh : d.definition_en);
  rows += definition_row(view.t("标识", "Identifier"), el("code", {}, d.id));
  rows += definition_row(view.t("版本", "Version"),
                         fmt::format(fmt::runtime(view.t("第{}版，含义有变则另立新版", "{}; a change of what it counts makes a "
                                                                              "new one")),
                                     d.version));
  rows += definition_row(view.t("单位", "Unit"), unit_head(figure, view.language));
  rows += definition_row(view.t("所属", "Programme"), programme_name(d.programme, view.language));
  if (view.day.value != 0)
    rows += definition_row(view.t("现值", "Now"), figure_link(view, figure));
  Frame frame;
  frame.title = view.name(figure) + view.t(" · 定义", " · definition");
  frame.address = site.path;
  frame.twin = view.definition_address(figure) + ".json";
  Html others;
  for (const figures::Definition& one : figures::definitions())
    others += el("li", {}, link(view.definition_address(one.figure), view.name(one.figure)));
  frame.body = join(crumbs({{"/", view.name(view.city)}}, frame.title),
                    el("div", {{"class", "prose"}}, el("h1", {}, view.name(figure)),
                       el("dl", {{"class", "facts-list"}}, rows),
                       el("h2", {}, view.t("全部指标", "All figures")), el("ul", {{"class", "plain"}}, others)));
  return {200, framed(site.language, &site, frame), definition_twin(site, d)};
}

Page bulletin_page(const Site& site, const publication::BulletinIssued& issued, const bulletins::Bulletin& bulletin,
                   const std::vector<Revision>& revised) {
  const View view(site, issued.cut_off);
  const bulletins::Document document = bulletins::lay_out(bulletin, site.reading, site.language);
  Frame frame;
  frame.title = document.title;
  frame.description = document.subtitle;
  frame.address = site.path;
  frame.twin = view.bulletin_address(issued) + ".json";
  frame.cls = "bulletin-page";
  Html rows;
  rows += definition_row(view.t("编号", "Number"),
                         series_name(issued.series, view.language) +
                             fmt::format(fmt::runtime(view.t("第{}期", " no. {}")), issued.number));
  if (issued.batch != 0) rows += definition_row(view.t("批次", "Batch"), std::to_string(issued.batch));
  rows += definition_row(view.t("截止", "Cut-off"),
                         link(view.day_address(issued.cut_off), view.date(issued.cut_off) + " 24:00"));
  rows += definition_row(view.t("流水位置", "Journal position"), group_digits(issued.known_at));
  rows += definition_row("SHA-256", el("code", {{"class", "digest"}}, to_hex(issued.digest)));
  rows += definition_row(view.t("数据", "Data"), link(frame.twin, "JSON"));
  const std::string file = view.bulletin_address(issued);
  rows += definition_row(view.t("印发件", "To print"), join(link(file + ".pdf", "PDF"), " · ", link(file + ".xlsx", "XLSX"),
                                                         " · ", link(file + ".html", "HTML")));
  rows += definition_row(view.t("核验", "Proof"),
                         link(view.verify_address(issued), view.t("核验这一期", "Verify this bulletin")));
  Html body = join(el("h1", {}, document.title), el("p", {{"class", "measure"}}, document.subtitle));
  Html revisions;
  for (const Revision& one : revised) revisions += revision_item(view, one);
  Html text;
  for (const bulletins::Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<bulletins::Paragraph>(&block)) text += el("p", {}, paragraph->text);
    if (const auto* table = std::get_if<bulletins::TableBlock>(&block)) text += table_of(*table);
  }
  if (bulletin.reconstructed) text += el("p", {}, reconstructed_mark(view.language));
  frame.body = join(
      crumbs({{view.day_address(issued.cut_off), view.name(view.city) + " " + view.short_date(issued.cut_off)}},
             document.title),
      revisions.empty()
          ? Html()
          : el("div", {{"class", "banner"}}, el("p", {}, view.t("发布后有更正：", "Revised after it was issued:")),
               el("ul", {}, revisions)),
      el("div", {{"class", "bulletin-grid"}}, el("article", {}, body, text),
         el("aside", {}, el("dl", {{"class", "facts-list"}}, rows),
            el("p", {{"class", "measure"}},
               view.t(
                   "摘要在流水中，发布后未变即可证明；不证明内容真实。",
                   "The digest is in the journal, so 'unchanged since publication' can be proved; it is not a proof of "
                   "truth.")))));
  boost::json::object twin = twin_of(site, "bulletin");
  twin["cut_off"] = to_string(bulletin.cut_off);
  twin["number"] = issued.number;
  twin["digest"] = to_hex(issued.digest);
  twin["bulletin"] = boost::json::parse(bulletins::canonical_json(bulletin));
  return {200, framed(site.language, &site, frame), serialized(twin)};
}

Page verify_page(const Site& site, std::string_view verifier_key) {
  const View view(site, latest_day(site.reading).value_or(Day{0}));
  Frame frame;
  frame.title = view.t("核验", "Verify");
  frame.address = site.path;
  frame.verifies = true;
  frame.twin = view.verify_address() + ".json";
  const std::string command = "seethrough verify BULLETIN.json --log https://" + site.origin;
  Html steps;
  const auto step = [&](const char* zh, const char* en) { steps += el("li", {}, view.t(zh, en)); };
  step("记录：通报的每个数字由公开流水中的记录相加而得，可以重算。",
       "Records: each figure of a bulletin is a sum of records in the published journal; it can be added up again.");
  step("树：流水的每一条都在一棵默克尔树里，检查点写明树的大小和根。",
       "Tree: every entry is in a Merkle tree; a checkpoint states its size and root.");
  step("签名：检查点由本市的密钥签名，下面是验证用的公钥。",
       "Signature: the city's key signs the checkpoint; the key to verify with is below.");
  step("见证：请保存检查点，日后比对，或请第三方共同签署。",
       "Witness: keep checkpoints and compare later, or let a third party countersign.");
  Html body = el("h1", {}, view.t("自己核验", "Verify it yourself"));
  body +=
      el("p", {{"class", "deck"}},
         view.t("核验回答一件事：发布之后是否被改过。它不证明内容真实。结果只有三种：相符、不符、无法核对。",
                "Verification answers one thing: was it changed after publication? It is not a proof of truth. There "
                "are three results: matches, does not match, could not check."));
  body += el("ol", {{"class", "steps"}}, steps);
  body += el("h2", {}, view.t("公钥", "Verifier key"));
  body += el("pre", {{"id", "verifier-key"}}, verifier_key);
  body += el("h2", {}, view.t("最新检查点", "Latest checkpoint"));
  body += site.checkpoint.empty() ? el("p", {{"class", "empty"}}, view.t("尚无检查点。", "No checkpoint yet."))
                                  : el("pre", {{"id", "checkpoint"}}, site.checkpoint);
  body += el("h2", {}, view.t("在浏览器里核验", "In the browser"));
  body += el("p", {}, view.t("网页不能为自己的服务器作保。要独立核验，请用命令行。",
                             "A page cannot vouch for its own server. For an independent check use the command line."));
  body += el("div", {{"id", "verify"}, {"data-origin", site.origin}, {"data-key", verifier_key}});
  body += el("noscript", {}, el("p", {}, view.t("浏览器未启用脚本，请用下面的命令行。",
                                                "Scripts are off; use the command line below.")));
  body += el("h2", {}, view.t("用命令行核验", "On the command line"));
  body += el("pre", {}, command);
  Html issued;
  std::size_t count = 0;
  for (const publication::BulletinIssued* one : view.bulletins()) {
    if (++count > 10) break;
    issued += el("li", {}, link(view.bulletin_address(*one) + ".json",
                                series_id(one->series) + "-" + std::to_string(one->number) + ".json"));
  }
  if (!issued.empty())
    body += join(el("h2", {}, view.t("可供核验的通报", "Bulletins to verify")), el("ul", {{"class", "plain"}}, issued));
  frame.body = el("div", {{"class", "prose"}}, body);
  boost::json::object twin = twin_of(site, "verify");
  twin["verifier_key"] = verifier_key;
  return {200, framed(site.language, &site, frame), serialized(twin)};
}

Page problem_page(Language language, int status, std::string_view title, std::string_view detail) {
  Frame frame;
  frame.title = std::string(title);
  frame.cls = "problem";
  frame.body = el("div", {{"class", "prose"}}, el("p", {{"class", "kicker"}}, std::to_string(status)),
                  el("h1", {}, title), el("p", {{"class", "deck"}}, detail),
                  el("p", {}, in(language, "没有改动任何记录。可以", "No record was changed. You can "),
                     link("/", in(language, "回到最新一日", "go to the latest day")),
                     in(language, "，或从那里打开日历查找。", ", or look it up in the calendar from there.")));
  boost::json::object twin{{"status", status}, {"title", title}, {"detail", detail}};
  return {status, framed(language, nullptr, frame), serialized(twin)};
}

}  // namespace seethrough::pages
