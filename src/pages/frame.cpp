#include "pages/frame.h"

#include <fmt/format.h>

#include "money/print.h"

namespace seethrough::pages {
namespace {

/// A seal with the first character of the name, written into the page.
constexpr const char* icon =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' "
    "fill='%23a61b1b'/%3E%3Ctext x='16' y='24' font-size='22' font-family='serif' text-anchor='middle' "
    "fill='%23fbf8f1'%3E%E6%98%8E%3C/text%3E%3C/svg%3E";

Html head(Language language, const Site* site, const Frame& frame) {
  const std::string other(code(language == Language::zh ? Language::en : Language::zh));
  const std::string name = in(language, "明督", "Seethrough");
  Html out;
  out += el("meta", {{"charset", "utf-8"}});
  out += el("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  out += el("title", {}, frame.title == name ? name : frame.title + " · " + name);
  if (!frame.description.empty()) out += el("meta", {{"name", "description"}, {"content", frame.description}});
  out += el("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  out += el("link", {{"rel", "icon"}, {"href", icon}});
  out += el("link", {{"rel", "stylesheet"}, {"href", "/static/site.css"}});
  if (!frame.address.empty())
    out +=
        el("link", {{"rel", "alternate"}, {"hreflang", other}, {"href", in_other_language(language, frame.address)}});
  if (!frame.twin.empty())
    out += el("link", {{"rel", "alternate"}, {"type", "application/json"}, {"href", frame.twin}});
  if (!frame.previous.empty()) out += el("link", {{"rel", "prev"}, {"href", frame.previous}});
  if (!frame.next.empty()) out += el("link", {{"rel", "next"}, {"href", frame.next}});
  out += el("script", {{"type", "module"}, {"src", "/static/site.js"}});
  if (frame.verifies && site) out += el("script", {{"type", "module"}, {"src", "/static/verify.js"}});
  return el("head", {}, out);
}

Html usual_line(Language language, const Site* site, const Frame& frame) {
  const std::string base = "/" + std::string(code(language)) + "/";
  Html right;
  if (site) right += sealed_mark(*site);
  if (!frame.address.empty()) right += language_switch(language, frame.address);
  std::string place;
  if (site) {
    const Place& root = site->reading.places().root();
    place = language == Language::zh ? root.zh : root.en;
  }
  return el("header", {{"class", "line"}},
            link("/", join(el("b", {}, in(language, "明督", "Seethrough")), " ", place), "home"),
            el("span", {{"class", "right"}}, right));
}

Html foot(Language language, const Site* site, const Frame& frame) {
  const std::string base = "/" + std::string(code(language)) + "/";
  Html links;
  links += el("li", {}, link("/", in(language, "最新一日", "Latest day")));
  links += el("li", {}, link(base + "verify", in(language, "如何核验", "How to verify")));
  for (const auto& [kind, zh, en] : {std::tuple{"claims", "申领记录", "Claims"},
                                     std::tuple{"complaints", "举报件记录", "Complaint cases"},
                                     std::tuple{"projects", "项目记录", "Projects"}})
    links += el("li", {}, link(base + "r?kind=" + kind, in(language, zh, en)));
  if (!frame.twin.empty()) links += el("li", {}, link(frame.twin, in(language, "本页 JSON", "This page as JSON")));
  Html out = el("ul", {{"class", "plain"}}, links);
  if (site) {
    out += el("p", {}, in(language, "日志", "Log"), " ", el("code", {}, site->origin), " · ",
              in(language, "本页依据流水位置 ", "this page states what was known at position "),
              group_digits(static_cast<std::int64_t>(site->reading.position())),
              in(language, "。封存说明发布后未变，不证明内容真实。",
                 ". Sealed means unchanged since publication; it is not a proof of truth."));
    if (!frame.address.empty())
      out += el("p", {{"class", "print-only"}}, in(language, "网址：", "Address: "), site->origin + frame.address);
  }
  return el("footer", {}, out);
}

}  // namespace

std::string in_other_language(Language language, const std::string& address) {
  const std::string here = "/" + std::string(code(language)) + "/";
  const std::string there = language == Language::zh ? "/en/" : "/zh/";
  return address.starts_with(here) ? there + address.substr(here.size()) : there;
}

Html language_switch(Language language, const std::string& address) {
  const bool zh = language == Language::zh;
  return el("a", {{"class", "language"}, {"href", in_other_language(language, address)}, {"hreflang", zh ? "en" : "zh"},
                  {"lang", zh ? "en" : "zh-CN"}},
            zh ? "English" : "中文");
}

Html sealed_mark(const Site& site) {
  const std::string to = "/" + std::string(code(site.language)) + "/verify";
  if (site.checkpoint.empty())
    return link(to, join(el("span", {{"aria-hidden", "true"}}, "○ "), in(site.language, "尚未封存", "not sealed yet")),
                "sealed");
  const std::string position = group_digits(static_cast<std::int64_t>(site.reading.position()));
  return link(to,
              join(el("span", {{"class", "light green"}, {"aria-hidden", "true"}}, "✓"), " ",
                   in(site.language, "已封存 · 流水位置 ", "sealed · journal position "), position),
              "sealed");
}

Html crumbs(const std::vector<std::pair<std::string, std::string>>& steps, const std::string& here) {
  Html items;
  for (const auto& [address, name] : steps) items += el("li", {}, link(address, name));
  items += el("li", {{"aria-current", "page"}}, here);
  return el("nav", {{"class", "crumbs"}, {"aria-label", "breadcrumb"}}, el("ol", {}, items));
}

Html pinned_banner(const View& view, const std::string& latest_address) {
  if (!view.site.pinned) return {};
  return el("p", {{"class", "banner"}},
            view.t("本页固定在流水位置 ", "This page is pinned to journal position "),
            group_digits(static_cast<std::int64_t>(view.site.reading.position())),
            view.t("：只计当时已知的记录。", ": only what was known there is counted. "),
            link(latest_address, view.t("查看现在所知", "See what is known now")), view.t("。", "."));
}

Html reconstructed_mark(Language language) {
  return el("span", {{"class", "mark-reconstructed"}}, in(language, "据公布总数重建", "reconstructed from published totals"));
}

std::string framed(Language language, const Site* site, const Frame& frame) {
  const bool own = !frame.masthead.empty();
  const Html body =
      el("body", {{"class", frame.cls}},
         el("a", {{"class", "skip"}, {"href", "#main"}}, in(language, "跳到正文", "Skip to the content")),
         own ? frame.masthead : usual_line(language, site, frame),
         el("main", {{"id", "main"}, {"tabindex", "-1"}}, frame.body), foot(language, site, frame));
  return document(language == Language::zh ? "zh-CN" : "en", join(head(language, site, frame), body)).markup();
}

}  // namespace seethrough::pages
