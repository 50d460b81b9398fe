// The engine's promises: one answer a request, no answer before its entry is durable, one order, one tree.

#include <doctest/doctest.h>

#include <map>

#include "engine/scene.h"

namespace engine_test {
namespace {

using namespace std::chrono_literals;

bool refused_as(const Answer& answer, std::string_view type) {
  const auto* refused = answer.event ? std::get_if<journal::Refused>(&*answer.event) : nullptr;
  return refused && journal::type_of(refused->rejection) == type;
}
bool redeemed(const Answer& answer) {
  const auto* event = answer.event ? std::get_if<subsidies::Event>(&*answer.event) : nullptr;
  return event && std::holds_alternative<subsidies::ClaimRedeemed>(*event);
}

TEST_CASE("the same request gets the same answer, granted or refused, also after a restart") {
  MemoryJournal journal;
  auto engine = recovered(journal);
  open_shop(*engine);
  Submission unknown = sale(2);
  std::get<subsidies::Redeem>(std::get<subsidies::Command>(unknown.command)).purchase.merchant = "nobody";
  const auto first = engine->submit({sale(1), unknown});
  REQUIRE(first);
  CHECK(redeemed((*first)[0]));
  CHECK(refused_as((*first)[1], "subsidies.unknown_merchant"));
  CHECK((*first)[0].seq == 3);
  CHECK((*first)[1].seq == 4);

  for (const bool restarted : {false, true}) {
    if (restarted) engine.reset(), engine = recovered(journal);
    const auto again = engine->submit({unknown, sale(1), sale(1)});
    REQUIRE(again);
    const std::uint64_t seqs[] = {4, 3, 3};
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK((*again)[i].repeated);
      CHECK_FALSE((*again)[i].contradicts);
      CHECK_FALSE((*again)[i].event);
      CHECK((*again)[i].seq == seqs[i]);
    }
    CHECK(engine->size() == 4);
    CHECK(entries(journal).size() == 4);
  }
}

TEST_CASE("another request under a used identifier contradicts, and nothing is done") {
  MemoryJournal journal;
  auto engine = recovered(journal);
  open_shop(*engine);
  REQUIRE(engine->submit({sale(1)}));
  for (const bool restarted : {false, true}) {
    if (restarted) engine.reset(), engine = recovered(journal);
    const auto other = engine->submit({sale(1, 9)});
    REQUIRE(other);
    CHECK((*other)[0].repeated);
    CHECK((*other)[0].contradicts);
    CHECK((*other)[0].seq == 3);
    CHECK(engine->size() == 3);
  }
}

TEST_CASE("a repetition within one bundle is answered with the entry before it") {
  MemoryJournal journal;
  auto engine = recovered(journal);
  open_shop(*engine);
  const auto answers = engine->submit({sale(1), sale(1), sale(1, 9)});
  REQUIRE(answers);
  CHECK(redeemed((*answers)[0]));
  CHECK((*answers)[1].repeated);
  CHECK((*answers)[1].seq == 3);
  CHECK((*answers)[2].contradicts);
  CHECK(engine->size() == 3);
}

TEST_CASE("an empty bundle is answered with no answers") {
  MemoryJournal journal;
  auto engine = recovered(journal);
  const auto answers = engine->submit({});
  REQUIRE(answers);
  CHECK(answers->empty());
  CHECK(engine->size() == 0);
}

TEST_CASE("a reply leaves only when its entry is durable, and so does a repetition of it") {
  MemoryJournal kept;
  GateJournal journal(kept);
  auto engine = recovered(journal);
  open_shop(*engine);
  journal.shut();
  const auto first = later(*engine, {sale(1)});
  journal.wait_until_an_append_waits();
  const auto repeated = later(*engine, {sale(1)});
  CHECK_FALSE(answered(first, 50ms));
  CHECK_FALSE(answered(repeated, 0ms));
  CHECK(engine->size() == 2);
  CHECK(kept.head()->size == 2);
  CHECK(engine->look([](const auto& reading, const auto&) { return reading.position(); }) == 2);
  journal.open();
  REQUIRE(first.get());
  CHECK(kept.head()->size == 3);
  REQUIRE(repeated.get());
  CHECK((*repeated.get())[0].seq == 3);
}

TEST_CASE("what arrives while a batch is written is written together") {
  MemoryJournal kept;
  GateJournal journal(kept);
  auto engine = recovered(journal);
  open_shop(*engine);
  const std::size_t before = journal.batches().size();
  journal.shut();
  std::vector<std::shared_future<Answers>> waiting{later(*engine, {sale(1)})};
  journal.wait_until_an_append_waits();
  for (int n = 2; n <= 60; ++n) waiting.push_back(later(*engine, {sale(n)}));
  wait_until_decided(*engine, 62);
  journal.open();
  for (const auto& one : waiting) REQUIRE(one.get());
  const auto batches = journal.batches();
  CHECK(batches.size() - before <= 3);
  CHECK(batches[before] == 1);
  CHECK(engine->size() == 62);
}

TEST_CASE("entries stand in the order of their submission") {
  MemoryJournal journal;
  auto engine = recovered(journal);
  open_shop(*engine);
  std::vector<std::shared_future<Answers>> waiting;
  int n = 0;
  while (n < 600) {
    std::vector<Submission> bundle;
    for (int size = n % 7 + 1; size > 0; --size) bundle.push_back(sale(++n));
    waiting.push_back(later(*engine, std::move(bundle)));
  }
  std::uint64_t seq = 2;
  for (const auto& one : waiting) {
    const Answers answers = one.get();
    REQUIRE(answers);
    for (const Answer& answer : *answers) CHECK(answer.seq == ++seq);
  }
  const auto all = entries(journal);
  REQUIRE(all.size() == static_cast<std::size_t>(n) + 2);
  for (int i = 1; i <= n; ++i) CHECK(all[static_cast<std::size_t>(i) + 1].envelope.request == named<RequestId>(i));
}

TEST_CASE("the checkpoint of every durable size verifies and is the root of the entries themselves") {
  MemoryJournal journal;
  std::map<std::uint64_t, std::string> told;
  auto engine = recovered(journal);
  engine->on_durable([&](std::uint64_t size) { told[size] = engine->checkpoint(); });
  open_shop(*engine);
  for (int n = 1; n <= 40; ++n) REQUIRE(engine->submit({sale(2 * n), sale(2 * n + 1)}));
  engine->on_durable({});
  REQUIRE(engine->submit({sale(9000)}));
  CHECK(told.size() == 41);
  proof::Frontier frontier;
  REQUIRE(journal.read(1, UINT64_MAX, [&](std::uint64_t seq, std::string_view bytes, const Digest&) {
    frontier.append(proof::leaf_hash(bytes));
    const proof::Checkpoint expected{key().verifier.name, seq, frontier.root()};
    const auto computed = proof::open_checkpoint(engine->checkpoint_at(seq), key().verifier);
    REQUIRE(computed);
    CHECK(*computed == expected);
    if (told.contains(seq)) {
      const auto opened = proof::open_checkpoint(told[seq], key().verifier);
      REQUIRE(opened);
      CHECK(*opened == expected);
    }
    return true;
  }));
  CHECK(engine->checkpoint() == journal.head()->checkpoint);
  CHECK(engine->look_at_tree([](const proof::Tree& tree) { return tree.root(); }) == frontier.root());
}

TEST_CASE("an engine that goes away finishes what is queued") {
  MemoryJournal kept;
  GateJournal journal(kept);
  std::vector<std::shared_future<Answers>> waiting;
  {
    auto engine = recovered(journal);
    open_shop(*engine);
    journal.shut();
    for (int n = 1; n <= 300; ++n) waiting.push_back(later(*engine, {sale(n)}));
    journal.open();
  }
  for (const auto& one : waiting) {
    REQUIRE(answered(one, 0ms));
    CHECK(one.get());
  }
  CHECK(kept.head()->size == 302);
}

TEST_CASE("eight threads submit at once, and every request has one entry and one answer") {
  MemoryJournal journal;
  auto engine = recovered(journal);
  open_shop(*engine);
  constexpr int each = 150;
  std::vector<std::thread> threads;
  std::vector<std::map<int, std::uint64_t>> seqs(8);
  std::atomic<int> wrong = 0;
  std::atomic<bool> reading = true;
  std::thread reader([&] {
    std::uint64_t before = 0;
    while (reading) {
      const std::uint64_t size = engine->size();
      const std::uint64_t position = engine->look([](const auto& r, const auto&) { return r.position(); });
      if (size < before || position < size) ++wrong;
      if (!proof::open_checkpoint(engine->checkpoint_at(size), key().verifier)) ++wrong;
      before = size;
    }
  });
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < each; ++i) {
        const int own = 1000 * (t + 1) + i, shared = i + 1;  // everybody also sends the shared ones
        const auto answers = engine->submit({sale(own), sale(shared)});
        if (!answers || answers->size() != 2) {
          ++wrong;
          continue;
        }
        seqs[static_cast<std::size_t>(t)][own] = (*answers)[0].seq;
        seqs[static_cast<std::size_t>(t)][shared] = (*answers)[1].seq;
        if ((*answers)[0].repeated) ++wrong;
      }
    });
  }
  for (std::thread& one : threads) one.join();
  reading = false;
  reader.join();
  CHECK(wrong == 0);
  CHECK(engine->size() == 2 + 9 * each);
  const auto all = entries(journal);
  REQUIRE(all.size() == 2 + 9 * each);
  for (const auto& mine : seqs) {
    for (const auto& [n, seq] : mine) CHECK(all[seq - 1].envelope.request == named<RequestId>(n));
  }
}

TEST_CASE("submitting waits while the queue is full and goes on when there is room") {
  MemoryJournal kept;
  GateJournal journal(kept);
  auto engine = recovered(journal);
  open_shop(*engine);
  journal.shut();
  std::atomic<int> submitted = 0, answers = 0;
  std::thread client([&] {
    for (int i = 0; i < 30; ++i) {
      std::vector<Submission> bundle;
      for (int j = 0; j < 1000; ++j) bundle.push_back(sale(1000 * i + j));
      engine->submit(std::move(bundle), [&](Answers given) { answers += given ? 1 : 0; });
      ++submitted;
    }
  });
  journal.wait_until_an_append_waits();
  journal.open();
  client.join();
  engine.reset();
  CHECK(submitted == 30);
  CHECK(answers == 30);
  CHECK(kept.head()->size == 30'002);
}

}  // namespace
}  // namespace engine_test
