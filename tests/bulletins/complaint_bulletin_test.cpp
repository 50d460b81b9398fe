// The month of the demonstration city: its bulletins roll forward to what was published, and one that was issued is
// composed again octet for octet whatever has happened since.

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>

#include "bulletins/document.h"
#include "bulletins/publish.h"
#include "calendar/instant.h"
#include "demo/script.h"
#include "engine/engine.h"
#include "journal/codec.h"
#include "journal/memory_journal.h"
#include "proof/hash.h"
#include "stores/memory_vault.h"

namespace bulletins_test {
namespace {

using namespace seethrough;
using namespace seethrough::bulletins;
using figures::Figure;
using figures::Reading;

const boost::json::object& published() {
  static const boost::json::object made = [] {
    std::ifstream in(std::string(SOURCE_DIR) + "/data/changzhi-2025-06.json");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return boost::json::parse(text).as_object().at("complaints").as_object();
  }();
  return made;
}

/// The city with the units that its published figures name.
const Tree& units() {
  static const Tree tree = [] {
    const PlaceCode city{140400};
    std::vector<Place> all{{city, PlaceCode{0}, "长治市", "Changzhi", false, 0, 0}};
    for (const auto& [name, cases] : published().at("cumulative").at("by_place").as_object()) {
      const auto n = static_cast<std::int32_t>(all.size());
      all.push_back({PlaceCode{city.value + n}, city, std::string(name), fmt::format("Unit {}", n), false, 0, 0});
    }
    return *Tree::make(all);
  }();
  return tree;
}

/// The demonstration's month, sent to a real engine step by step.
class Month {
 public:
  Month() : key_(proof::make_signing_key("city.example/log", proof::Seed{})), vault_(stores::MasterKey{}) {
    auto made = engine::Engine::recover({journal_, book_, units(), key_}, {});
    REQUIRE(made);
    engine_ = std::move(*made);
    steps_ = demo::complaint_steps({book_, units(), vault_, 1});
  }

  const std::vector<demo::Step>& steps() const { return steps_; }
  /// Whether it was accepted.
  bool ask(Instant at, journal::Command command, const char* by = "local") {
    RequestId request;
    ++number_;
    for (std::size_t i = 0; i < 4; ++i) request.bytes[i] = static_cast<std::uint8_t>(number_ >> (8 * i));
    std::vector<engine::Submission> bundle;
    bundle.push_back({{request, {}, at, by}, std::move(command)});
    const auto answers = engine_->submit(std::move(bundle));
    REQUIRE(answers);
    return !std::holds_alternative<journal::Refused>(*answers->front().event);
  }
  template <class Look>
  auto look(Look&& look) const {
    return engine_->look([&](const Reading& reading, const std::string&) { return look(reading); });
  }
  std::uint64_t size() const { return engine_->size(); }

  /// The reading that anybody folds from the journal up to a position.
  Reading read(std::uint64_t known_at) {
    Reading reading(units());
    REQUIRE(journal_.read(1, known_at, [&](std::uint64_t seq, std::string_view bytes, const Digest&) {
      const auto entry = journal::decode_entry(bytes);
      REQUIRE(entry);
      engine::take(reading, seq, entry->event);
      return true;
    }));
    return reading;
  }
  /// Everything that is published of a bulletin: its canonical part, the file for programs, both texts.
  std::vector<std::string> octets(const Reading& reading, const Request& request) const {
    const auto made = compose(reading, request);
    REQUIRE_MESSAGE(made, (made ? "" : sentence(made.error(), Language::en)));
    const std::string canonical = canonical_json(*made);
    return {
        canonical,
        published_json(*made, reading, engine_->checkpoint_at(reading.position()), "key", proof::leaf_hash(canonical)),
        plain_text(lay_out(*made, reading, Language::zh)), plain_text(lay_out(*made, reading, Language::en))};
  }

 private:
  proof::SigningKey key_;
  rules::Book book_;
  stores::MemoryVault vault_;
  journal::MemoryJournal journal_;
  std::unique_ptr<engine::Engine> engine_;
  std::vector<demo::Step> steps_;
  std::uint32_t number_ = 0;
};

using Lines = std::map<std::string, std::int64_t>;  ///< "", "place 140401", "type 水", "key"

/// What a bulletin prints of the cases so far, or of its batch. A line of none is left out.
Lines lines_of(const Bulletin& bulletin, const std::string& prefix) {
  Lines all;
  for (const Value& one : bulletin.figures) {
    const bool key = one.id == prefix + "key_cases";
    if ((!key && one.id != prefix + "cases") || one.value == 0) continue;
    std::string name = key ? "key" : "";
    for (const auto& [dimension, value] : one.dimensions)
      if (dimension != "batch") name += dimension + " " + value;
    all[name] = one.value;
  }
  return all;
}
Lines lines_of(const boost::json::value& table) {
  Lines all{{"", table.at("cases").as_int64()}, {"key", table.at("key_cases").as_int64()}};
  for (const auto& [name, cases] : table.at("by_place").as_object())
    all[fmt::format("place {}", units().find_by_name(std::string(name))->code.value)] = cases.as_int64();
  for (const auto& [name, cases] : table.at("by_type").as_object()) all["type " + std::string(name)] = cases.as_int64();
  return all;
}
Lines plus(Lines a, const Lines& b) {
  for (const auto& [name, cases] : b) a[name] += cases;
  return a;
}

TEST_CASE("the demonstration's month rolls forward batch by batch and day by day to the published figures") {
  Month month;
  Lines so_far, last;
  std::map<Day, Lines> by_day;
  int batches = 0;
  for (const demo::Step& step : month.steps()) {
    REQUIRE(month.ask(step.at, step.command));
    const auto* command = std::get_if<complaints::Command>(&step.command);
    const auto* handed_over = std::get_if<complaints::HandOverBatch>(command);
    if (!handed_over) continue;
    ++batches;
    const auto made = month.look([&](const Reading& reading) {
      return compose(reading, {Series::complaints, handed_over->day, 0});
    });
    REQUIRE(made);
    CHECK(made->batch == batches);
    last = lines_of(*made, "complaints.batch.");
    so_far = plus(so_far, last);
    CHECK(lines_of(*made, "complaints.") == so_far);
    by_day[handed_over->day] = so_far;
  }
  CHECK(batches == published().at("batch").at("number").as_int64());
  CHECK(last == lines_of(published().at("batch")));
  CHECK(so_far == lines_of(published().at("cumulative")));

  // Looked back at from the end, each day stands as it was printed, and so does each day's own figure.
  month.look([&](const Reading& reading) {
    for (const auto& [day, lines] : by_day) {
      const figures::Table table = reading.cube().at({day, reading.position()});
      CHECK(table.sum(Figure::complaint_cases, units(), units().root().code) == lines.at(""));
      for (const auto& [type, cases] : table.by_dimension(Figure::complaint_cases, units(), units().root().code))
        CHECK(cases == (lines.contains("type " + type) ? lines.at("type " + type) : 0));
    }
    const Day first = by_day.begin()->first, end = by_day.rbegin()->first;
    const auto history = reading.cube().history(Figure::complaint_cases, {}, {first, end}, reading.position());
    for (const auto& [day, lines] : by_day) CHECK(history[static_cast<std::size_t>(day - first)] == lines.at(""));
  });
}

TEST_CASE("a complaint bulletin is the same octets after a hundred corrections, splits, merges and reopenings") {
  using namespace complaints;
  Month month;
  for (const demo::Step& step : month.steps()) REQUIRE(month.ask(step.at, step.command));
  const std::uint64_t known_at = month.size();
  const Day issued = day_of(2025, 6, 15);
  const Request eighteenth{Series::complaints, issued, 18}, tenth{Series::complaints, issued, 10};
  const auto issue = [&](const Request& request) {
    return month.look([&](const Reading& reading) { return month.octets(reading, request); });
  };
  const auto first_18 = issue(eighteenth), first_10 = issue(tenth);

  std::mt19937 random(15);
  const Instant later = instant_in_china(issued + 3, 9, 0, 0, 0);
  const Day today = issued + 3;
  const std::string id =
      month.look([](const Reading& reading) { return reading.complaints().campaigns[0].declared.campaign; });
  const auto any_case = [&] {
    return month.look([&](const Reading& reading) {
      const auto& cases = reading.complaints().campaigns[0].cases;
      return cases[random() % cases.size()].entry;
    });
  };
  const std::vector<std::string> types{"水", "大气", "土壤", "生态", "噪声", "其他"};
  const auto place = [&] { return units().all()[random() % units().all().size()].code; };
  std::map<std::string, int> accepted;
  int all = 0;
  const auto ask = [&](complaints::Command command, const char* by = "local") {
    if (!month.ask(later, command, by)) return;
    ++all;
    ++accepted[std::string(std::visit([](const auto& c) { return c.type; }, command))];
  };
  while (all < 400) {
    const RegisterCase one = any_case();
    switch (random() % 5) {
      case 0:
        ask(CorrectCase{id, one.number, place(), types[random() % 6], random() % 2 == 0, today, "更正"});
        break;
      case 1:
        ask(SplitCase{
            id, one.number, today, {{place(), types[random() % 6]}, {place(), types[random() % 6]}}, "涉及多地"});
        break;
      case 2:
        ask(MergeCases{id, one.number, today, {any_case().number}, "同一问题"});
        break;
      case 3:
        ask(RecordFinding{id, one.number, today, 1, static_cast<complaints::Finding>(random() % 4)});
        ask(ReportOutcome{id, one.number, today, Closure::complete, {}});
        ask(SignOff{id, one.number, today}, "demo");
        break;
      default:
        ask(ReopenCase{id, one.number, today, "反弹"});
    }
  }
  for (const auto type : {CorrectCase::type, SplitCase::type, MergeCases::type, SignOff::type, ReopenCase::type})
    CHECK_MESSAGE(accepted.contains(std::string(type)), type, " was never accepted");

  const Reading again = month.read(known_at);
  CHECK(month.octets(again, eighteenth) == first_18);
  CHECK(month.octets(again, tenth) == first_10);
  // Composed of all that is known now it is another bulletin, with the cover sheet as it was.
  const auto now = issue(eighteenth);
  CHECK(now[0] != first_18[0]);
  const auto before = compose(again, eighteenth), after = compose(month.read(month.size()), eighteenth);
  REQUIRE(before);
  REQUIRE(after);
  CHECK(lines_of(*after, "complaints.batch.") == lines_of(*before, "complaints.batch."));
  CHECK(lines_of(*after, "complaints.").at("") == 88);
  CHECK(lines_of(*after, "complaints.") != lines_of(*before, "complaints."));
}

}  // namespace
}  // namespace bulletins_test
