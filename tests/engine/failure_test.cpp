// What happens when an append fails, and what recovery makes of what is on disk.

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "engine/scene.h"
#include "figures/series.h"
#include "stores/faulty_journal.h"

namespace engine_test {
namespace {

using namespace std::chrono_literals;
using stores::FaultyJournal;

TEST_CASE("a failing append answers everybody who waits with the failure, and nothing more is accepted") {
  MemoryJournal kept;
  GateJournal journal(kept);
  auto engine = recovered(journal);
  open_shop(*engine);
  std::vector<std::uint64_t> told;
  engine->on_durable([&](std::uint64_t size) { told.push_back(size); });
  journal.shut();
  std::vector<std::shared_future<Answers>> waiting{later(*engine, {sale(1)})};  // being written
  journal.wait_until_an_append_waits();
  for (int n = 2; n <= 6; ++n) {  // one in the batch that waits to be written, the others in the one that grows
    waiting.push_back(later(*engine, {sale(n)}));
    wait_until_decided(*engine, static_cast<std::uint64_t>(n) + 2);
  }
  for (int n = 7; n <= 300; ++n) waiting.push_back(later(*engine, {sale(n)}));  // some still in the queue
  journal.break_down();
  for (const auto& one : waiting) {
    REQUIRE(answered(one, 20s));
    REQUIRE_FALSE(one.get());
    CHECK(one.get().error().en == "the disk is full");
    CHECK(one.get().error().zh == "磁盘已满");
  }
  const auto after = engine->submit({sale(1000)});
  REQUIRE_FALSE(after);
  CHECK(after.error().en == "the disk is full");
  REQUIRE(engine->failure());
  CHECK(engine->failure()->kind == FailureKind::unavailable);
  CHECK(engine->size() == 2);
  CHECK(told.empty());
  engine.reset();
  CHECK(kept.head()->size == 2);
  CHECK(recovered(kept)->size() == 2);
}

TEST_CASE("a client that is waiting for room is answered when the append fails") {
  MemoryJournal kept;
  GateJournal journal(kept);
  auto engine = recovered(journal);
  open_shop(*engine);
  journal.shut();
  std::atomic<int> failed = 0;
  std::thread client([&] {
    for (int i = 0; i < 40; ++i) {
      std::vector<Submission> bundle;
      for (int j = 0; j < 1000; ++j) bundle.push_back(sale(1000 * i + j));
      engine->submit(std::move(bundle), [&](Answers given) { failed += given ? 0 : 1; });
    }
  });
  journal.wait_until_an_append_waits();
  journal.break_down();
  client.join();
  engine.reset();
  CHECK(failed == 40);
}

TEST_CASE("whichever append fails, before or after it wrote, every acknowledged entry is on disk exactly once") {
  for (const auto fault : {FaultyJournal::Fault::before_writing, FaultyJournal::Fault::after_writing}) {
    for (int failing = 1; failing <= 6; ++failing) {
      CAPTURE(failing);
      MemoryJournal kept;
      std::map<int, std::uint64_t> acknowledged;
      {
        FaultyJournal faulty(kept, failing, fault);
        auto engine = recovered(faulty);
        const auto fund = subsidies_test::fund();
        const auto opened = engine->submit(
            {submission(-1, subsidies::OpenFund{fund.fund, fund.year, fund.classes, fund.cap, "", false}),
             submission(-2, subsidies::AdmitMerchant{merchant_code(0), "商店", subsidies_test::district,
                                                     subsidies_test::day("2025-01-01"), false})});
        for (int n = 1; n <= 8; ++n) {
          if (const auto answers = engine->submit({sale(n)})) acknowledged[n] = (*answers)[0].seq;
        }
        CHECK(opened.has_value() == (failing > 1));
        CHECK(acknowledged.size() == static_cast<std::size_t>(failing > 1 ? failing - 2 : 0));
      }
      const bool wrote = fault == FaultyJournal::Fault::after_writing;
      const std::size_t durable = failing == 1 ? (wrote ? 2 : 0) : static_cast<std::size_t>(failing + (wrote ? 1 : 0));
      const auto all = entries(kept);
      CHECK(all.size() == durable);
      for (const auto& [n, seq] : acknowledged) {
        CHECK(all[seq - 1].envelope.request == named<RequestId>(n));
        CHECK(std::count_if(all.begin(), all.end(),
                            [n = n](const auto& e) { return e.envelope.request == named<RequestId>(n); }) == 1);
      }
      // Whoever got the failure asks again under the same identifier and gets one entry.
      auto engine = recovered(kept);
      CHECK(engine->size() == durable);
      for (int n = 1; n <= 8; ++n) {
        const auto answers = engine->submit({sale(n)});
        REQUIRE(answers);
        if (acknowledged.contains(n)) CHECK((*answers)[0].seq == acknowledged[n]);
      }
      const auto after = entries(kept);
      CHECK(std::count_if(after.begin(), after.end(), [](const auto& e) {
              return e.envelope.request.bytes[1] == 0;  // requests 1 to 8, not -1 and -2
            }) == 8);
    }
  }
}

std::string figures_of(const Engine& engine) {
  return engine.look([](const figures::Reading& reading, const std::string& checkpoint) {
    std::string out = checkpoint;
    for (const figures::Definition& one : figures::definitions()) {
      for (const std::uint64_t known_at : {reading.position(), reading.position() / 2}) {
        const auto table = reading.cube().at({subsidies_test::today, known_at});
        for (const auto& [dimension, sum] : table.by_dimension(one.figure, reading.places(), subsidies_test::city))
          out += std::string(one.id) + " " + dimension + " " + std::to_string(sum) + "\n";
      }
    }
    return out;
  });
}

void copy(Journal& from, Journal& to) {
  std::vector<std::string> bytes;
  std::vector<Digest> leaves;
  REQUIRE(from.read(1, UINT64_MAX, [&](std::uint64_t, std::string_view one, const Digest& leaf) {
    bytes.emplace_back(one);
    leaves.push_back(leaf);
    return true;
  }));
  std::vector<journal::NewEntry> entries;
  for (std::size_t i = 0; i < bytes.size(); ++i) entries.push_back({bytes[i], leaves[i]});
  REQUIRE(to.append(0, entries, from.head()->checkpoint));
}

TEST_CASE("a recovered engine knows what the live one knows, and decides the same") {
  MemoryJournal live_journal, copied;
  auto live = recovered(live_journal);
  open_shop(*live, Fen{15'000 * 25});  // for 25 fridges
  const auto back = [](int claim) {
    return submission(500 + claim,
                      subsidies::ReturnGoods{subsidies::ClaimNumber{claim}, subsidies_test::today, "退货"});
  };
  for (int n = 1; n <= 20; ++n) REQUIRE(live->submit({sale(n)}));
  REQUIRE(live->submit({back(3), back(7), back(7 + 93), sale(3)}));
  copy(live_journal, copied);
  std::uint64_t done = 0, total = 0;
  auto made = Engine::recover({copied, subsidies_test::book(), subsidies_test::places(), key()},
                              [&](std::uint64_t d, std::uint64_t t) { done = d, total = t; });
  REQUIRE(made);
  auto again = std::move(*made);
  CHECK(done == live->size());
  CHECK(total == live->size());
  CHECK(again->size() == live->size());
  CHECK(again->checkpoint() == live->checkpoint());
  CHECK(figures_of(*again) == figures_of(*live));
  for (Engine* one : {live.get(), again.get()}) {
    for (int n = 15; n <= 40; ++n) REQUIRE(one->submit({sale(n), back(n)}));
  }
  CHECK(figures_of(*again) == figures_of(*live));
  std::vector<std::string> first, second;
  for (auto [journal, out] : {std::pair{&live_journal, &first}, std::pair{&copied, &second}}) {
    REQUIRE(journal->read(1, UINT64_MAX, [out = out](std::uint64_t, std::string_view bytes, const Digest&) {
      out->emplace_back(bytes);
      return true;
    }));
  }
  CHECK(first == second);
}

/// A journal of three good entries, whose contents a test then spoils.
struct Spoiled {
  std::vector<std::string> bytes;
  std::vector<Digest> leaves;
  std::string checkpoint;

  Spoiled() {
    MemoryJournal good;
    auto engine = recovered(good);
    open_shop(*engine);
    REQUIRE(engine->submit({sale(1)}));
    REQUIRE(good.read(1, 3, [&](std::uint64_t, std::string_view one, const Digest& leaf) {
      bytes.emplace_back(one);
      leaves.push_back(leaf);
      return true;
    }));
    checkpoint = good.head()->checkpoint;
  }
  void rehash() {
    for (std::size_t i = 0; i < bytes.size(); ++i) leaves[i] = proof::leaf_hash(bytes[i]);
  }
  /// The failure to recover, in English; empty if it recovers.
  std::string failure(const proof::SigningKey& with = key()) const {
    MemoryJournal journal;
    std::vector<journal::NewEntry> entries;
    for (std::size_t i = 0; i < bytes.size(); ++i) entries.push_back({bytes[i], leaves[i]});
    REQUIRE(journal.append(0, entries, checkpoint));
    const auto made = Engine::recover({journal, subsidies_test::book(), subsidies_test::places(), with}, {});
    if (made) return "";
    CHECK(made.error().kind == FailureKind::corrupt);
    CHECK_FALSE(made.error().zh.empty());
    return made.error().en;
  }
};

TEST_CASE("a journal that was tampered with is not recovered, and the first bad entry is named") {
  CHECK(Spoiled().failure() == "");
  Spoiled changed;
  changed.bytes[1][10] = changed.bytes[1][10] == '0' ? '1' : '0';
  CHECK(changed.failure().find("entry 2 does not match its hash") != std::string::npos);

  Spoiled rehashed;
  const std::size_t at = rehashed.bytes[1].find("商店");
  rehashed.bytes[1].replace(at, 6, "小店");
  rehashed.rehash();
  CHECK(rehashed.failure().find("does not match its checkpoint") != std::string::npos);

  Spoiled swapped;
  std::swap(swapped.bytes[0], swapped.bytes[1]);
  swapped.rehash();
  CHECK(swapped.failure().find("entry 1 carries another number") != std::string::npos);

  Spoiled unreadable;
  unreadable.bytes[2] = "{}";
  unreadable.rehash();
  CHECK(unreadable.failure().find("entry 3 cannot be read") != std::string::npos);

  Spoiled shorter;
  shorter.bytes.pop_back();
  shorter.leaves.pop_back();
  CHECK(shorter.failure().find("does not match its checkpoint") != std::string::npos);

  Spoiled unsigned_one;
  unsigned_one.checkpoint = "";
  CHECK(unsigned_one.failure().find("does not match its checkpoint") != std::string::npos);

  proof::Seed other;
  other.bytes[0] = 1;
  CHECK(Spoiled().failure(proof::make_signing_key("city.example/log", other)).find("the key belongs to other data") !=
        std::string::npos);
}

}  // namespace
}  // namespace engine_test
