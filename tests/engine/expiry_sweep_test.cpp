// What a running city does by itself about entitlements whose time is over.

#include <doctest/doctest.h>

#include "engine/expiry_sweep.h"
#include "engine/scene.h"

namespace engine_test {
namespace {

using engine::ExpirySweep;

std::size_t open_entitlements(Engine& engine) {
  std::size_t open = 0;
  REQUIRE(engine.ask([&](const engine::World& world) { open = world.subsidies().by_expiry.size(); }));
  return open;
}

/// When the first of the open ones ends.
Instant first_end(Engine& engine) {
  Instant end;
  REQUIRE(engine.ask([&](const engine::World& world) { end = world.subsidies().by_expiry.begin()->first; }));
  return end;
}

TEST_CASE("the sweep frees what is due, says nothing while nothing is, and looks at most once a minute") {
  using namespace subsidies_test;
  MemoryJournal journal;
  auto engine = recovered(journal);
  const auto phones = fund(Fen{10'000'000}, "phones", "digital");
  REQUIRE(engine->submit({submission(-1, subsidies::OpenFund{phones.fund, phones.year, phones.classes, phones.cap, "", false}),
                          submission(-2, phone_round()), submission(-3, draws(1)), submission(-4, draws(2))}));
  REQUIRE(engine->size() == 4);
  REQUIRE(open_entitlements(*engine) == 2);
  const Instant end = first_end(*engine);

  ExpirySweep sweep(*engine);
  CHECK_FALSE(sweep.look(Instant{end.ms - 60'001}));
  CHECK(engine->size() == 4);                           // nothing was due, and nothing is on record of it
  CHECK_FALSE(sweep.look(Instant{end.ms - 2}));         // a minute has not passed
  CHECK_FALSE(sweep.look(Instant{end.ms - 1}));         // it has, and nothing is due yet
  CHECK(sweep.look(Instant{end.ms - 1 + 60'000}));
  REQUIRE(engine->submit(std::vector<Submission>{}));   // until what was given is written
  CHECK(engine->size() == 5);
  CHECK(open_entitlements(*engine) == 0);
  const journal::Entry last = entries(journal).back();
  CHECK(last.envelope.by == "local");
  const auto* event = std::get_if<subsidies::Event>(&last.event);
  REQUIRE(event);
  REQUIRE(std::holds_alternative<subsidies::EntitlementsExpired>(*event));
  CHECK(std::get<subsidies::EntitlementsExpired>(*event).entitlements.size() == 2);
  CHECK_FALSE(sweep.look(Instant{end.ms + 120'000}));
  CHECK_FALSE(sweep.look(Instant{end.ms + 240'000}));
  CHECK(engine->size() == 5);
}

TEST_CASE("an engine that has stopped is not swept") {
  MemoryJournal kept;
  GateJournal journal(kept);
  auto engine = recovered(journal);
  open_shop(*engine);
  journal.break_down();
  REQUIRE_FALSE(engine->submit({sale(1)}));
  CHECK_FALSE(ExpirySweep(*engine).look(noon(subsidies_test::today + 100)));
}

}  // namespace
}  // namespace engine_test
