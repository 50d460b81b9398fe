#include "pages/charts.h"

#include <fmt/format.h>

#include <algorithm>

#include "money/print.h"

namespace seethrough::pages {
namespace {

/// `value` of `most` on a length; in 128ths so that charts hold no floating point.
std::int64_t scaled(std::int64_t value, std::int64_t most, std::int64_t length) {
  if (most <= 0 || value <= 0) return 0;
  while (most > (std::int64_t{1} << 40)) {  // the product below stays in 64 bits
    most >>= 1;
    value >>= 1;
  }
  return value * length / most;
}

Html svg_text(std::int64_t x, std::int64_t y, const char* anchor, const char* cls, const std::string& text) {
  return el("text", {{"x", x}, {"y", y}, {"text-anchor", anchor}, {"class", cls}}, text);
}
Html svg_line(std::int64_t x1, std::int64_t y1, std::int64_t x2, std::int64_t y2, const char* cls) {
  return el("line", {{"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}, {"class", cls},
                     {"stroke", "#8C8779"}});
}
}  // namespace

Html charted(const Html& finding, const Html& measure, const Html& content, const char* cls) {
  const std::string classes = cls ? "chart " + std::string(cls) : "chart";
  return el("figure", {{"class", classes}},
            el("figcaption", {}, el("strong", {}, finding), el("span", {{"class", "measure"}}, measure)), content);
}

Html bar(std::int64_t value, std::int64_t most) {
  const std::int64_t width = std::max<std::int64_t>(scaled(value, most, 1000), value > 0 ? 4 : 0);
  return el("svg", {{"class", "bar"}, {"viewBox", "0 0 1000 10"}, {"preserveAspectRatio", "none"},
                    {"aria-hidden", "true"}},
            el("rect", {{"width", width}, {"height", "10"}}));
}

std::int64_t axis_end(std::int64_t most) {
  std::int64_t unit = 1;
  while (unit <= most / 10) unit *= 10;
  for (const std::int64_t times : {1, 2, 3, 4, 5, 6, 8}) {
    if (most <= times * unit) return times * unit;
  }
  return 10 * unit;
}

Html columns(const Columns& data, const std::string& spoken) {
  const std::size_t count = data.values.size();
  if (count == 0) return {};
  const auto highest = std::max_element(data.values.begin(), data.values.end());
  const auto peak = static_cast<std::size_t>(highest - data.values.begin());
  const std::int64_t most = std::max<std::int64_t>(1, *highest);
  const bool every = count <= 21 && most < 1000;
  Html bars;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t value = data.values[i];
    const bool last = i + 1 == count;
    const bool said = every || i == peak;
    bars += el(
        "div", {{"class", last ? "now" : nullptr}}, el("span", {}, said ? group_digits(value) : std::string()),
        el("svg", {{"width", "100%"}, {"height", std::max<std::int64_t>(scaled(value, most, 112), value > 0 ? 2 : 0)}},
           el("rect", {{"width", "100%"}, {"height", "100%"}})));
  }
  Html axis = el("span", {}, data.heads.front());
  if (count > 8) axis += el("span", {}, data.heads[count / 2]);
  if (count > 1)
    axis +=
        el("span", {}, data.heads.back(), every ? Html() : join(" ", el("b", {}, group_digits(data.values.back()))));
  return join(el("div", {{"class", "columns"}, {"role", "img"}, {"aria-label", spoken}}, bars),
              el("p", {{"class", "axis"}, {"aria-hidden", "true"}}, axis));
}

namespace {

constexpr std::int64_t line_width = 760, line_height = 240;

Html line_content(const View& view, const Line& data) {
  constexpr std::int64_t left = 104, right = 650, top = 16, bottom = 206;
  const auto count = static_cast<std::int64_t>(data.values.size());
  if (count == 0) return {};
  const std::int64_t top_value = axis_end(std::max<std::int64_t>(
      1, *std::max_element(data.values.begin(), data.values.end())));
  const auto height_of = [&](std::int64_t value) { return bottom - scaled(value, top_value, bottom - top); };
  Html content;
  for (const std::int64_t part : {0, 1, 2}) {
    const std::int64_t value = top_value / 2 * part;
    content += svg_line(left, height_of(value), right, height_of(value), part == 0 ? "base" : "grid");
    content += svg_text(left - 8, height_of(value) + 4, "end", "axis",
                        part == 0 ? "0" : print(data.figure, value, view.language).text());
  }
  std::string points;
  bool begun = false;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t value = data.values[static_cast<std::size_t>(i)];
    if (!begun && value == 0) continue;
    const std::int64_t x = left + (count > 1 ? i * (right - left) / (count - 1) : right - left);
    points += fmt::format("{}{} {}", begun ? "L" : "M", x, height_of(value));
    begun = true;
  }
  if (!begun) return {};
  const std::int64_t end = data.values.back();
  content += el("path", {{"d", points}, {"class", "curve"}, {"fill", "none"}, {"stroke", "#0B3F75"},
                         {"stroke-width", "2.5"}});
  content += el("circle", {{"cx", right}, {"cy", height_of(end)}, {"r", "4"}, {"class", "mark now"},
                           {"fill", "#0B3F75"}});
  content += svg_text(right + 8, height_of(end) + 5, "start", "value now",
                      print(data.figure, end, view.language).text());
  content += svg_text(left, line_height - 12, "start", "axis", view.date(data.first));
  if (count > 1)
    content += svg_text(right, line_height - 12, "end", "axis",
                        view.date(data.first + static_cast<int>(count - 1) * data.step_days));
  return content;
}

}  // namespace

Html line(const View& view, const Line& data, const std::string& spoken) {
  const auto count = static_cast<std::int64_t>(data.values.size());
  if (count == 0) return {};
  const std::int64_t most = axis_end(*std::max_element(data.values.begin(), data.values.end()));
  std::string points;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t value = data.values[static_cast<std::size_t>(i)];
    if (points.empty() && value == 0) continue;
    points += fmt::format("{}{} {}", points.empty() ? "M" : "L", count > 1 ? i * 1000 / (count - 1) : 1000,
                          200 - scaled(value, most, 200));
  }
  if (points.empty()) return {};
  const auto level = [&](std::int64_t y) {
    return el("line", {{"x1", 0}, {"x2", 1000}, {"y1", y}, {"y2", y}, {"class", y == 200 ? "base" : "grid"}});
  };
  const Html drawing = el("svg", {{"viewBox", "0 0 1000 200"}, {"preserveAspectRatio", "none"}, {"role", "img"},
                                  {"aria-label", spoken}},
                          level(0), level(100), level(200), el("path", {{"d", points}, {"class", "curve"}}));
  const auto printed = [&](std::int64_t value) { return print(data.figure, value, view.language).text(); };
  return el("div", {{"class", "plot"}},
            el("p", {{"class", "scale"}, {"aria-hidden", "true"}}, el("span", {}, printed(most)),
               el("span", {}, printed(most / 2)), el("span", {}, "0")),
            drawing,
            el("p", {{"class", "axis"}, {"aria-hidden", "true"}}, el("span", {}, view.date(data.first)),
               el("span", {}, view.date(data.first + static_cast<int>(count - 1) * data.step_days), " ",
                  el("b", {}, printed(data.values.back())))));
}

std::string line_file(const View& view, const Line& data, const std::string& title, const std::string& measure,
                      const std::string& source) {
  const auto text = [](std::int64_t y, int size, const char* weight, const std::string& words) {
    return el("text", {{"x", 16}, {"y", y}, {"font-size", size}, {"font-weight", weight}, {"fill", "#1A1A18"}}, words);
  };
  const Html content = join(el("title", {}, title),
                            el("rect", {{"width", line_width}, {"height", line_height + 116}, {"fill", "#FBF8F1"}}),
                            text(34, 20, "bold", title), text(58, 13, "normal", measure),
                            el("g", {{"transform", "translate(0 70)"}, {"fill", "#1A1A18"}}, line_content(view, data)),
                            text(line_height + 96, 12, "normal", source));
  return el("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                    {"viewBox", fmt::format("0 0 {} {}", line_width, line_height + 116)},
                    {"width", line_width},
                    {"height", line_height + 116},
                    {"font-family", "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"},
                    {"font-size", 13}},
            content)
      .markup();
}

int step_of(std::int64_t value, std::int64_t most) {
  if (value <= 0 || most <= 0) return 0;
  return static_cast<int>(std::min<std::int64_t>(5, 1 + scaled(value, most, 500) / 101));
}

Html shape(Light light) {
  switch (light) {
    case Light::red: return el("span", {{"class", "light red"}, {"aria-hidden", "true"}}, "■");
    case Light::amber: return el("span", {{"class", "light amber"}, {"aria-hidden", "true"}}, "▲");
    case Light::green: return el("span", {{"class", "light green"}, {"aria-hidden", "true"}}, "●");
    case Light::none: break;
  }
  return el("span", {{"class", "light none"}, {"aria-hidden", "true"}}, "○");
}

Html tile_map(const View& view, const std::vector<Tile>& tiles) {
  std::int64_t most = 0;
  for (const Tile& tile : tiles) most = std::max(most, tile.value);
  Html items;
  for (const Tile& tile : tiles) {
    const std::string classes = fmt::format("tile c{} r{} s{}", tile.place->tile_column, tile.place->tile_row,
                                            step_of(tile.value, most));
    std::string name = view.name(*tile.place);
    if (view.language == Language::en) {
      for (const std::string_view kind : {" County", " District", " Zone"}) {
        if (name.ends_with(kind)) name.resize(name.size() - kind.size());
      }
    }
    items += el("li", {{"class", classes}},
                link(tile.address, join(el("span", {{"class", "name"}}, name),
                                        el("span", {{"class", "number"}}, group_digits(tile.value)),
                                        el("span", {{"class", "chip"}}, shape(tile.light), " ", tile.word))));
  }
  return el("ul", {{"class", "tiles"}}, items);
}

}  // namespace seethrough::pages
