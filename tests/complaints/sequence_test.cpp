#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <fmt/format.h>

#include <map>

#include "complaints/given.h"

using namespace complaints_test;

namespace {

/// Registers up to twelve cases of two batches with random places, types and key marks.
State registered_at_random() {
  State state;
  Programme::apply(state, declared());
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i) {
    RegisterCase c = call(fmt::format("D3SX20250528{:04}", i), *rc::gen::inRange(1, 3));
    c.place = *rc::gen::element(north, south);
    c.pollution = *rc::gen::element<std::string>("水", "大气", "生态");
    c.key_case = *rc::gen::arbitrary<bool>();
    const auto decision = Programme::decide(state, c, {today, {}, {}});
    RC_ASSERT(static_cast<bool>(decision));
    Programme::apply(state, *decision);
  }
  return state;
}

BatchHeader counted(const State& state, int batch) {
  BatchHeader header;
  std::map<PlaceCode, std::int64_t> places;
  std::map<std::string, std::int64_t> types;
  for (const Case& one : state.campaign(campaign_id)->cases) {
    if (one.entry.batch != batch) continue;
    ++header.cases;
    header.key_cases += one.entry.key_case ? 1 : 0;
    ++places[one.entry.place];
    ++types[one.entry.pollution];
  }
  for (const auto& [place, cases] : places) header.by_place.push_back({place, cases});
  for (const auto& [type, cases] : types) header.by_type.push_back({type, cases});
  return header;
}

}  // namespace

TEST_CASE("a cover sheet that counts the registered cases is accepted, and one that is off by one anywhere is not") {
  CHECK(rc::check("cover sheet", [] {
    const State state = registered_at_random();
    const BatchHeader header = counted(state, 1);
    RC_ASSERT(static_cast<bool>(Programme::decide(state, hand_over(1, header), {today, {}, {}})));

    BatchHeader wrong = header;
    const std::size_t line = *rc::gen::inRange<std::size_t>(0, 2 + header.by_place.size() + header.by_type.size());
    const std::int64_t by = *rc::gen::element(-1, 1);
    if (line == 0) wrong.cases += by;
    else if (line == 1) wrong.key_cases += by;
    else if (line < 2 + header.by_place.size()) wrong.by_place[line - 2].cases += by;
    else wrong.by_type[line - 2 - header.by_place.size()].cases += by;
    const auto decision = Programme::decide(state, hand_over(1, wrong), {today, {}, {}});
    RC_ASSERT(!decision);
    RC_ASSERT(std::holds_alternative<BatchDoesNotTally>(decision.error()));
  }));
}

TEST_CASE("handing a batch over moves its own cases and no others") {
  CHECK(rc::check("hand over", [] {
    State state = registered_at_random();
    Programme::apply(state, handed_over(1, counted(state, 1)));
    for (const Case& one : state.campaign(campaign_id)->cases)
      RC_ASSERT(std::holds_alternative<HandedOver>(one.progress) == (one.entry.batch == 1));
  }));
}
