#pragma once
// The scene of the engine tests: the made-up rules and places of the subsidy tests, and journals that wait or fail.

#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>

#include "calendar/instant.h"
#include "engine/engine.h"
#include "journal/codec.h"
#include "journal/memory_journal.h"
#include "proof/hash.h"
#include "subsidies/given.h"

namespace engine_test {

using namespace seethrough;
using engine::Answer;
using engine::Answers;
using engine::Engine;
using engine::Submission;
using journal::Command;
using journal::Event;
using journal::Journal;
using journal::MemoryJournal;
using subsidies_test::named;

inline const proof::SigningKey& key() {
  static const proof::SigningKey made = proof::make_signing_key("city.example/log", proof::Seed{});
  return made;
}

inline Instant noon(Day day) { return instant_in_china(day, 12, 0, 0, 0); }

/// The command under request number `n`; the same n and `asked` are the same request.
inline Submission submission(int n, subsidies::Command command, int asked = 0) {
  return {{named<RequestId>(n), named<Fingerprint>(asked), noon(subsidies_test::today), "local"},
          Command{std::move(command)}};
}
inline Submission redeem(int n) { return submission(n, subsidies::Redeem{subsidies_test::fridge(n)}); }

inline std::unique_ptr<Engine> recovered(Journal& journal) {
  auto made = Engine::recover({journal, subsidies_test::book(), subsidies_test::places(), key()}, {});
  REQUIRE_MESSAGE(made, (made ? "" : made.error().en));
  return std::move(*made);
}

/// A merchant's code that passes its check characters.
std::string merchant_code(int n);

/// A fund of `cap` and one merchant, admitted under requests -1 and -2.
inline void open_shop(Engine& engine, Fen cap = Fen{1'000'000'000}) {
  const auto fund = subsidies_test::fund(cap);
  REQUIRE(engine.submit({submission(-1, subsidies::OpenFund{fund.fund, fund.year, fund.classes, fund.cap, "", false}),
                         submission(-2, subsidies::AdmitMerchant{merchant_code(0), "商店", subsidies_test::district,
                                                                 subsidies_test::day("2025-01-01"), false})}));
}
/// A fridge bought at the merchant of open_shop.
inline Submission sale(int n, int asked = 0) {
  subsidies::Purchase purchase = subsidies_test::fridge(n);
  purchase.merchant = merchant_code(0);
  return submission(n, subsidies::Redeem{purchase}, asked);
}

inline std::vector<journal::Entry> entries(Journal& journal) {
  std::vector<journal::Entry> all;
  REQUIRE(journal.read(1, UINT64_MAX, [&](std::uint64_t seq, std::string_view bytes, const Digest& leaf) {
    auto entry = journal::decode_entry(bytes);
    REQUIRE(entry);
    CHECK(entry->seq == seq);
    CHECK(leaf == proof::leaf_hash(bytes));
    all.push_back(std::move(*entry));
    return true;
  }));
  return all;
}

/// Another journal whose appends wait while the gate is shut, and fail after one call of break_down().
class GateJournal : public Journal {
 public:
  explicit GateJournal(Journal& inner) : inner_(inner) {}

  void shut() { set(shut_, true); }
  void open() { set(shut_, false); }
  void break_down() {
    set(broken_, true);
    open();
  }
  void wait_until_an_append_waits() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_; });
  }
  std::vector<std::size_t> batches() {
    const std::scoped_lock lock(mutex_);
    return batches_;
  }

  Result<journal::Head, Failure> head() override { return inner_.head(); }
  Result<void, Failure> append(std::uint64_t expected_size, std::span<const journal::NewEntry> entries,
                               std::string_view checkpoint) override {
    {
      std::unique_lock lock(mutex_);
      waiting_ = true;
      changed_.notify_all();
      changed_.wait(lock, [&] { return !shut_; });
      waiting_ = false;
      batches_.push_back(entries.size());
      if (broken_) return Unexpected{Failure{FailureKind::unavailable, "磁盘已满", "the disk is full"}};
    }
    return inner_.append(expected_size, entries, checkpoint);
  }
  Result<void, Failure> read(std::uint64_t from, std::uint64_t to, const Visit& visit) override {
    return inner_.read(from, to, visit);
  }

 private:
  void set(bool& what, bool value) {
    const std::scoped_lock lock(mutex_);
    what = value;
    changed_.notify_all();
  }
  Journal& inner_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool shut_ = false, broken_ = false, waiting_ = false;
  std::vector<std::size_t> batches_;
};

/// Submits and keeps the answer for later.
inline std::shared_future<Answers> later(Engine& engine, std::vector<Submission> submissions) {
  auto promise = std::make_shared<std::promise<Answers>>();
  engine.submit(std::move(submissions), [promise](Answers answers) { promise->set_value(std::move(answers)); });
  return promise->get_future().share();
}
inline bool answered(const std::shared_future<Answers>& answers, std::chrono::milliseconds within) {
  return answers.wait_for(within) == std::future_status::ready;
}
/// Waits until the engine has decided this many entries.
inline void wait_until_decided(const Engine& engine, std::uint64_t size) {
  while (engine.look_at_tree([](const proof::Tree& tree) { return tree.size(); }) < size) std::this_thread::yield();
}

}  // namespace engine_test
