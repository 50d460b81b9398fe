// Questions to the deciding state: they see whole commands only, what they saw is durable when they return, and after a
// failure they are answered with it.

#include <doctest/doctest.h>

#include <thread>

#include "engine/scene.h"

namespace engine_test {
namespace {

using namespace std::chrono_literals;

std::size_t claims_of(const engine::World& world) { return world.subsidies().claims.size(); }

/// What available and granted of the one fund come to together.
Fen fund_of(const engine::World& world) {
  const auto& state = world.subsidies();
  return state.ledger.balance(state.fund_accounts[0].available) + state.ledger.balance(state.fund_accounts[0].granted);
}

TEST_CASE("whoever asks while others submit sees whole commands, ever more of them, and nothing that is not durable") {
  MemoryJournal journal;
  auto engine = recovered(journal);
  const Fen cap{1'000'000'000};
  open_shop(*engine, cap);
  constexpr int clients = 4, sales_each = 300;
  std::atomic<int> selling = clients;
  std::vector<std::thread> threads;
  for (int client = 0; client < clients; ++client) {
    threads.emplace_back([&, client] {
      for (int i = 0; i < sales_each; ++i) REQUIRE(engine->submit({sale(1 + client * sales_each + i)}));
      --selling;
    });
  }
  std::atomic<int> asked = 0;
  std::atomic<bool> torn = false, backwards = false, ahead_of_disk = false;
  for (int reader = 0; reader < 2; ++reader) {
    threads.emplace_back([&] {
      std::size_t before = 0;
      do {
        std::size_t seen = 0;
        Fen sum;
        REQUIRE(engine->ask([&](const engine::World& world) {
          seen = claims_of(world);
          sum = fund_of(world);
        }));
        torn = torn || sum != cap;
        backwards = backwards || seen < before;
        ahead_of_disk = ahead_of_disk || seen + 2 > engine->size();
        before = seen;
        ++asked;
      } while (selling > 0);
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(asked >= 2);
  CHECK_FALSE(torn);
  CHECK_FALSE(backwards);
  CHECK_FALSE(ahead_of_disk);
  std::size_t seen = 0;
  REQUIRE(engine->ask([&](const engine::World& world) { seen = claims_of(world); }));
  CHECK(seen == std::size_t{clients} * sales_each);
}

TEST_CASE("an answer waits until what it rests on is written; a failing append answers it with the failure") {
  for (const bool breaks : {false, true}) {
    CAPTURE(breaks);
    MemoryJournal kept;
    GateJournal journal(kept);
    auto engine = recovered(journal);
    open_shop(*engine);
    journal.shut();
    const auto sold = later(*engine, {sale(1)});
    journal.wait_until_an_append_waits();
    std::promise<std::size_t> looked;
    std::promise<Result<void, Failure>> answer;
    auto seen = looked.get_future();
    auto told = answer.get_future();
    std::thread reader([&] {
      answer.set_value(engine->ask([&](const engine::World& world) { looked.set_value(claims_of(world)); }));
    });
    CHECK(seen.get() == 1);  // decided already
    CHECK(told.wait_for(50ms) == std::future_status::timeout);
    if (breaks) journal.break_down();
    else journal.open();
    const auto result = told.get();
    reader.join();
    CHECK(result.has_value() == !breaks);
    if (breaks) CHECK(result.error().en == "the disk is full");
    CHECK(sold.get().has_value() == !breaks);
  }
}

TEST_CASE("after a failure nobody is asked: the answer is the failure") {
  MemoryJournal kept;
  GateJournal journal(kept);
  auto engine = recovered(journal);
  open_shop(*engine);
  journal.break_down();
  REQUIRE_FALSE(engine->submit({sale(1)}));
  bool called = false;
  const auto asked = engine->ask([&](const engine::World&) { called = true; });
  REQUIRE_FALSE(asked);
  CHECK(asked.error().en == "the disk is full");
  CHECK(asked.error().zh == "磁盘已满");
  CHECK_FALSE(called);
}

}  // namespace
}  // namespace engine_test
