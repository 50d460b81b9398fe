#pragma once
// Charts (图表): bars and columns from zero, one line against time, the schematic map of tiles. The title of a chart is
// its finding, its subtitle the measure, the unit and the cut-off; the numbers always stand in a table as well.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pages/view.h"

namespace seethrough::pages {

/// A figure with its caption: the finding, then measure, unit and cut-off.
Html charted(const Html& finding, const Html& measure, const Html& content, const char* cls = nullptr);

/// A bar of `value` in `most` that fills the cell it stands in; nothing for 0. The number stands beside it in words.
Html bar(std::int64_t value, std::int64_t most);

/// Values of consecutive days as columns, each with its number above it while they fit, else the last and the highest.
struct Columns {
  std::vector<std::string> heads;  ///< one a value; first, middle and last are printed
  std::vector<std::int64_t> values;
};
Html columns(const Columns& data, const std::string& spoken);

/// Cumulative values, one every `step_days`, as a line from zero. A day before the first change has no line.
struct Line {
  Day first;
  int step_days = 1;
  std::vector<std::int64_t> values;
  Figure figure;
};
Html line(const View& view, const Line& data, const std::string& spoken);
/// The same as a file of its own, with its title, its measure and its source in it.
std::string line_file(const View& view, const Line& data, const std::string& title, const std::string& measure,
                      const std::string& source);

/// One place of the schematic map.
enum class Light { red, amber, green, none };
struct Tile {
  const Place* place = nullptr;
  std::int64_t value = 0;
  Light light = Light::none;
  std::string word;     ///< what the light says, beside its shape
  std::string address;  ///< of the figure
};
Html tile_map(const View& view, const std::vector<Tile>& tiles);
/// "■", "▲", "●", "○", to be read with the word beside it.
Html shape(Light light);

/// The step 1 to 5 of the map's colours for a value above zero in `most`; 0 for zero.
int step_of(std::int64_t value, std::int64_t most);

/// A round number of the axis that is at least `most`, with which a chart is drawn.
std::int64_t axis_end(std::int64_t most);

}  // namespace seethrough::pages
