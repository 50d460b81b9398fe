#include "app/bench_texts.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include "app/city_files.h"
#include "app/embedded.h"
#include "demo/complaint_texts.h"
#include "wording/similar.h"
#include "wording/suggest.h"

namespace seethrough::app {
namespace {

using Clock = std::chrono::steady_clock;

/// Microseconds each, of `count` done since `start`.
double each_us(Clock::time_point start, std::uint64_t count) {
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count() / static_cast<double>(count);
}

/// Memory that the process holds now, in MiB.
double held_mib() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0, held = 0;
  file >> all >> held;
  return static_cast<double>(held) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

}  // namespace

int bench_texts(const Common& common, const TextsBench& bench) {
  const auto places = read_places(embedded("data/places/140400.yaml"), "data/places/140400.yaml");
  if (!places) return say(common, places.error());
  const auto loading = Clock::now();
  const auto model = wording::TypeModel::read(embedded("data/complaints/types.tsv"));
  const auto names = wording::PlaceNames::make(*places, embedded("data/complaints/place-names.tsv"));
  const double load_ms = each_us(loading, 1) / 1'000;
  INVARIANT(model && names, "the program carries a type model or names of places that it cannot read");

  demo::Dice dice(7);
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < bench.texts; ++i) texts.push_back(demo::complaint_text(dice, *places).text);
  const double before = held_mib();
  wording::Similar similar;
  auto start = Clock::now();
  for (std::size_t i = 0; i < texts.size(); ++i) similar.add(std::to_string(i), texts[i]);
  const double add_us = each_us(start, bench.texts), held = held_mib() - before;

  const std::uint64_t asked = std::min(bench.asked, bench.texts), step = bench.texts / asked;
  std::uint64_t found = 0, typed = 0, placed = 0;
  start = Clock::now();
  for (std::uint64_t i = 0; i < asked; ++i) found += similar.like(texts[i * step], 10).size();
  const double like_us = each_us(start, asked);
  start = Clock::now();
  for (std::uint64_t i = 0; i < asked; ++i) {
    typed += model->suggest(texts[i * step], demo::complaint_types()).has_value();
    placed += names->suggest(texts[i * step]).has_value();
  }
  const double suggest_us = each_us(start, asked);
  INVARIANT(found >= asked, "a text that was kept is not like itself");

  if (common.json) {
    print(fmt::format("{{\"add_us\":{:.1f},\"asked\":{},\"held_mib\":{:.0f},\"like_us\":{:.0f},\"load_ms\":{:.1f},\"placed\":{},"
                      "\"suggest_us\":{:.1f},\"texts\":{},\"typed\":{}}}\n",
                      add_us, asked, held, like_us, load_ms, placed, suggest_us, bench.texts, typed));
    return done;
  }
  const bool zh = common.language == Language::zh;
  const auto line = [zh](const std::string& value, const char* name_zh, const char* name_en) {
    print(fmt::format("{:>12}  {}\n", value, zh ? name_zh : name_en));
  };
  line(std::to_string(bench.texts), "条合成举报", "synthetic complaints");
  line(fmt::format("{:.1f}", add_us), "微秒：存入一条", "µs: one is kept");
  line(fmt::format("{:.0f}", held), "MiB：全部占用的内存", "MiB: all of them hold");
  line(fmt::format("{:.0f}", like_us), "微秒：与全部比对一条", "µs: one is compared with all");
  line(fmt::format("{:.1f}", suggest_us), "微秒：一条的类型和区县建议", "µs: suggestions of type and place for one");
  line(fmt::format("{:.1f}", load_ms), "毫秒：读入模型和地名", "ms: the model and the names are read");
  return done;
}

}  // namespace seethrough::app
