#include "app/bench_cases.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <vector>

#include "app/city_files.h"
#include "bulletins/bulletin.h"
#include "demo/complaint_texts.h"
#include "identifiers/case_number.h"
#include "stores/sqlite/sqlite_views.h"
#include "wording/words.h"

namespace seethrough::app {
namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

constexpr int cases_a_batch = 100;
constexpr const char* campaign = "bench";
const Day first_day = day_of(2025, 1, 1);

struct BenchCase {
  complaints::RegisterCase entry;
  std::string text;
};

std::vector<BenchCase> make_cases(const Tree& places, std::uint64_t count) {
  demo::Dice dice(7);
  std::vector<BenchCase> out;
  for (std::uint64_t i = 0; i < count; ++i) {
    const demo::ComplaintText told = demo::complaint_text(dice, places);
    BenchCase one;
    one.entry.campaign = campaign;
    one.entry.batch = static_cast<int>(i / cases_a_batch) + 1;
    one.entry.day = first_day + (one.entry.batch - 1);
    one.entry.channel = i % 3 == 0 ? complaints::Channel::letter : complaints::Channel::phone;
    one.entry.number = case_number("{channel}3SX{date}{serial4}", {i % 3 == 0 ? 'X' : 'D', one.entry.day,
                                                                   static_cast<int>(i % cases_a_batch) + 1, false});
    one.entry.place = told.place;
    one.entry.pollution = told.type;
    one.text = told.text + "\n经现场调查，" + demo::complaint_text(dice, places).text + "\n已责令整改，并加强日常监管。\n无";
    out.push_back(std::move(one));
  }
  return out;
}

stores::CaseRow row_of(const BenchCase& one, std::size_t i, const Tree& places) {
  constexpr const char* findings[] = {"", "substantiated", "mostly_substantiated", "partly_substantiated", "unsubstantiated"};
  stores::CaseRow row;
  row.number = one.entry.number;
  row.seq = static_cast<std::int64_t>(i);
  row.campaign = campaign;
  row.batch = std::to_string(one.entry.batch);
  row.day = one.entry.day.value;
  row.place = one.entry.place.value;
  row.type = one.entry.pollution;
  row.channel = "phone";
  row.finding = findings[i % std::size(findings)];
  row.state = row.finding.empty() ? "handed_over" : "complete";
  row.due = row.finding.empty() ? row.day + 10 : 0;
  row.unit = fmt::format("{}{}", row.place, i % 2 == 0 ? "" : "-生态环境局");
  row.text = one.text;
  const Place* place = places.find(one.entry.place);
  row.names = place->zh + "\n" + place->en;
  return row;
}

Result<double, Failure> fill(stores::SqliteViews& views, const std::vector<BenchCase>& cases, const Tree& places) {
  const auto start = Clock::now();
  if (auto dropped = views.drop_indices(); !dropped) return Unexpected{dropped.error()};
  for (std::size_t from = 0; from < cases.size();) {
    std::vector<stores::CaseRow> rows;
    for (; from < cases.size() && rows.size() < 8192; ++from) rows.push_back(row_of(cases[from], from, places));
    if (auto put = views.apply({from, {}, rows, {}}); !put) return Unexpected{put.error()};
  }
  if (auto made = views.make_indices(); !made) return Unexpected{made.error()};
  return ms_since(start);
}

struct Times {
  std::string name_zh, name_en;
  double median_ms = 0, slow_ms = 0;  ///< the 99th percentile
  std::uint64_t found = 0;            ///< on average
};

Result<Times, Failure> ask(stores::SqliteViews& views, std::string zh, std::string en, std::uint64_t asked,
                           const std::function<stores::ListQuery(std::uint64_t)>& query) {
  Times out{std::move(zh), std::move(en)};
  std::vector<double> times;
  for (std::uint64_t i = 0; i < asked; ++i) {
    const stores::ListQuery one = query(i);
    const auto start = Clock::now();
    const auto page = views.cases(one);
    times.push_back(ms_since(start));
    if (!page) return Unexpected{page.error()};
    out.found += page->total;
  }
  std::sort(times.begin(), times.end());
  out.median_ms = times[times.size() / 2];
  out.slow_ms = times[times.size() * 99 / 100];
  out.found /= asked;
  return out;
}

/// Parts of so many characters of the cases' own texts, spread over all of them.
std::vector<std::string> parts(const std::vector<BenchCase>& cases, std::size_t length, std::uint64_t asked) {
  demo::Dice dice(length);
  std::vector<std::string> out;
  while (out.size() < asked) {
    const auto& text = cases[static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(cases.size()) - 1))].text;
    const std::u32string folded = wording::folded(text);
    const auto at = static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(folded.size() - length)));
    const auto part = std::u32string_view(folded).substr(at, length);
    if (part.find(U' ') == part.npos) out.push_back(wording::utf8_of(part));
  }
  return out;
}

Result<std::vector<Times>, Failure> ask_all(stores::SqliteViews& views, const std::vector<BenchCase>& cases,
                                            std::uint64_t asked) {
  std::vector<Times> out;
  std::optional<Failure> fault;
  const auto take = [&](std::string zh, std::string en, const std::function<stores::ListQuery(std::uint64_t)>& query) {
    if (fault) return;
    auto times = ask(views, std::move(zh), std::move(en), asked, query);
    if (times) out.push_back(std::move(*times));
    else fault = times.error();
  };
  const auto of = [&](std::uint64_t i) -> const complaints::RegisterCase& { return cases[i * 7919 % cases.size()].entry; };
  for (const std::size_t length : {1, 2, 3, 6}) {
    const auto texts = parts(cases, length, asked);
    take(fmt::format("检索 {} 个字", length), fmt::format("text of {} characters", length), [&](std::uint64_t i) {
      stores::ListQuery query;
      query.text = texts[i];
      return query;
    });
    take(fmt::format("检索 {} 个字，限县区和待办", length), fmt::format("text of {} characters, a place, open", length),
         [&](std::uint64_t i) {
           stores::ListQuery query;
           query.text = texts[i];
           query.places = {of(i).place.value};
           query.state = "handed_over";
           return query;
         });
  }
  const auto filter = [&](std::string zh, std::string en, auto&& set) {
    take(std::move(zh), std::move(en), [&, set](std::uint64_t i) {
      stores::ListQuery query;
      set(query, of(i));
      return query;
    });
  };
  using Query = stores::ListQuery;
  using Entry = complaints::RegisterCase;
  filter("受理编号", "number", [](Query& q, const Entry& e) { q.text = e.number; });
  filter("批次", "batch", [](Query& q, const Entry& e) { q.batch = std::to_string(e.batch); });
  filter("调查结论", "finding", [](Query& q, const Entry&) { q.finding = "partly_substantiated"; });
  filter("责任单位", "unit", [](Query& q, const Entry& e) { q.unit = std::to_string(e.place.value); });
  filter("已逾期，按期限排", "overdue, by due day", [](Query& q, const Entry& e) {
    q.due_to = e.day.value;
    q.sort = "due";
    q.descending = false;
  });
  filter("当天到期", "due on a day", [](Query& q, const Entry& e) { q.due_from = q.due_to = e.day.value; });
  filter("县区、类型、结论", "place, type and finding", [](Query& q, const Entry& e) {
    q.places = {e.place.value};
    q.class_prefix = e.pollution;
    q.finding = "substantiated";
  });
  if (fault) return Unexpected{*fault};
  return out;
}

/// The campaign as a journal would tell it.
figures::Reading reading_of(const std::vector<BenchCase>& cases, const Tree& places) {
  figures::Reading reading(places);
  std::uint64_t seq = 0;
  complaints::DeclareCampaign declared;
  declared.campaign = campaign;
  declared.place = places.root().code;
  declared.types = demo::complaint_types();
  declared.stationed_from = first_day;
  declared.stationed_to = cases.back().entry.day;
  reading.take(++seq, complaints::Event{complaints::CampaignDeclared{declared}});
  for (std::size_t from = 0; from < cases.size();) {
    complaints::BatchHandedOver over{campaign, cases[from].entry.batch, cases[from].entry.day, cases[from].entry.day, {}};
    std::map<PlaceCode, std::int64_t> by_place;
    std::map<std::string, std::int64_t> by_type;
    for (; from < cases.size() && cases[from].entry.batch == over.batch; ++from) {
      const complaints::RegisterCase& entry = cases[from].entry;
      reading.take(++seq, complaints::Event{complaints::CaseRegistered{entry}});
      ++over.header.cases;
      ++by_place[entry.place];
      ++by_type[entry.pollution];
    }
    for (const auto& [place, count] : by_place) over.header.by_place.push_back({place, count});
    for (const auto& [type, count] : by_type) over.header.by_type.push_back({type, count});
    reading.take(++seq, complaints::Event{over});
  }
  return reading;
}

double compose_ms(const figures::Reading& reading, Day cut_off) {
  std::vector<double> times;
  for (int i = 0; i < 9; ++i) {
    const auto start = Clock::now();
    const auto bulletin = bulletins::compose(reading, {bulletins::Series::complaints, cut_off, 0});
    times.push_back(ms_since(start));
    INVARIANT(bulletin, "the benchmark's bulletin tallies");
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

double mib_of(const std::filesystem::path& file) {
  double out = 0;
  for (const char* ending : {"", "-wal"}) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(file.string() + ending, missing);
    if (!missing) out += static_cast<double>(size) / (1 << 20);
  }
  return out;
}

void show(const Common& common, const CasesBench& bench, double fill_s, double mib, const std::vector<Times>& times,
          double compose) {
  if (common.json) {
    std::string rows;
    for (const Times& one : times)
      rows += fmt::format("{}{{\"found\":{},\"median_ms\":{:.2f},\"p99_ms\":{:.2f},\"what\":\"{}\"}}",
                          rows.empty() ? "" : ",", one.found, one.median_ms, one.slow_ms, one.name_en);
    print(fmt::format("{{\"asked\":[{}],\"cases\":{},\"compose_ms\":{:.2f},\"fill_s\":{:.1f},\"mib\":{:.0f}}}\n", rows,
                      bench.cases, compose, fill_s, mib));
    return;
  }
  const bool zh = common.language == Language::zh;
  print(zh ? fmt::format("{} 件合成举报件：建清单 {:.1f} 秒，{:.0f} MiB\n", bench.cases, fill_s, mib)
           : fmt::format("{} synthetic cases: lists made in {:.1f} s, {:.0f} MiB\n", bench.cases, fill_s, mib));
  print(zh ? "  中位毫秒   99%毫秒  平均件数\n" : " median ms    99% ms     found\n");
  for (const Times& one : times)
    print(fmt::format("{:>10.2f}{:>10.2f}{:>10}  {}\n", one.median_ms, one.slow_ms, one.found, zh ? one.name_zh : one.name_en));
  print(fmt::format("{:>10.2f}{:>20}  {}\n", compose, "", zh ? "编制一期举报通报" : "a complaint bulletin composed"));
}

}  // namespace

int bench_cases(const Common& common, const CasesBench& bench) {
  const auto files = city_files();
  if (!files) return say(common, files.error());
  const std::filesystem::path folder =
      std::filesystem::path(bench.where) / fmt::format("seethrough-bench-cases-{}", getpid());
  std::filesystem::create_directories(folder);
  const auto clean = [&folder](int code) {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    return code;
  };
  const auto cases = make_cases(files->places, bench.cases);
  auto views = stores::SqliteViews::open(folder / "views.db");
  if (!views) return clean(say(common, views.error()));
  const auto filled = fill(**views, cases, files->places);
  if (!filled) return clean(say(common, filled.error()));
  const double mib = mib_of(folder / "views.db");
  const auto times = ask_all(**views, cases, bench.asked);
  if (!times) return clean(say(common, times.error()));
  const double compose = compose_ms(reading_of(cases, files->places), cases.back().entry.day);
  show(common, bench, *filled / 1'000, mib, *times, compose);
  views->reset();
  return clean(done);
}

}  // namespace seethrough::app
