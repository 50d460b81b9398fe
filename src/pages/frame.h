#pragma once
// The frame (版框) that every page stands in: head, masthead line, language switch, foot.

#include <string>
#include <vector>

#include "pages/html.h"
#include "pages/view.h"

namespace seethrough::pages {

struct Frame {
  std::string title;        ///< of the page; the site's name is added
  std::string description;  ///< one sentence for search engines and readers
  std::string address;      ///< of this page, with its query; "" if it has none to come back to
  std::string twin;         ///< address of the JSON; "" if there is none
  std::string previous, next;  ///< neighbouring days, for the head and the keys
  const char* cls = nullptr;   ///< of the body
  bool verifies = false;       ///< loads the script that verifies
  Html masthead;               ///< in place of the usual line; empty for the usual one
  Html body;
};

/// The page with its frame. `site` is missing on a page that says why there is none.
std::string framed(Language language, const Site* site, const Frame& frame);

/// The same page in the other language: "/zh/d/2025-06-15" gives "/en/d/2025-06-15".
std::string in_other_language(Language language, const std::string& address);
Html language_switch(Language language, const std::string& address);
/// "✓ sealed" with the position it is sealed at, leading to how to verify; "○ not sealed yet" without a checkpoint.
Html sealed_mark(const Site& site);
/// Where the page is: links from the front page down.
Html crumbs(const std::vector<std::pair<std::string, std::string>>& steps, const std::string& here);
/// That the page states what was known at a position, or that it was revised.
Html pinned_banner(const View& view, const std::string& latest_address);
/// Records rebuilt from published totals are marked, in words.
Html reconstructed_mark(Language language);

}  // namespace seethrough::pages
