#pragma once
// The parts of the front page (头版), one a block.

#include <optional>
#include <string>
#include <vector>

#include "pages/charts.h"
#include "pages/view.h"

namespace seethrough::pages {

/// The headline of the day and the sentence below it: what changed, else where the programmes stand.
struct Headline {
  std::string title, deck;
};
Headline headline(const View& view);

/// The batch that was handed over last up to the day.
struct LatestBatch {
  const complaints::Campaign* campaign = nullptr;
  const complaints::Batch* batch = nullptr;
  int number = 0;
};
std::optional<LatestBatch> latest_batch(const View& view);

/// A figure with its unit and its link; marked for live updates on a page that shows the present.
Html figure_link(const View& view, Figure figure, const char* cls = nullptr);
/// "+5 against 14 June", or "unchanged since 10 June".
std::string change_sentence(const View& view, Figure figure);
/// "as of 10 June" if a programme's latest record is earlier than the day; else empty.
std::string as_of(const View& view, Figure figure);

/// The dimensions of a figure that occur, as they are printed: classes by size, types as declared, stages as lived.
std::vector<std::string> dimension_order(const View& view, Figure figure);

Html subsidies_block(const View& view);
Html complaints_block(const View& view);
Html projects_block(const View& view);
Html chains_block(const View& view);
Html places_block(const View& view);
Html bulletins_block(const View& view);
Html corrections_block(const View& view);
Html sources_block(const View& view);

/// The revisions of the bulletins of `programme` ("" for all) whose cut-off lies in `cut_offs`.
std::vector<Revision> revisions(const View& view, std::string_view programme, Period cut_offs);
Html revision_item(const View& view, const Revision& revision);

/// A table in a frame that alone scrolls sideways when it is too wide.
Html scrolling(const std::string& label, const Html& table);

}  // namespace seethrough::pages
