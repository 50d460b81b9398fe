#pragma once
// The engine (引擎): the one writer of a city. Commands are decided in memory on one thread, one after the other; their
// entries are written durably on a second, batch by batch, while the next batch is decided; a reply leaves only when
// its entry is durable.
//
//   submit ─▶ queue ─▶ [decide thread] decide, apply, encode, hash ─▶ batch ─▶ [journal thread] append, read, reply
//
// After a failed append nothing more is accepted: what is in memory may be ahead of the disk, so the process must end
// and recover. Everybody who waits is answered with the failure.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/world.h"
#include "figures/reading.h"
#include "journal/journal.h"
#include "proof/checkpoint.h"
#include "proof/tree.h"

namespace seethrough::engine {

/// A command and the envelope it arrives in.
struct Submission {
  journal::Envelope envelope;
  journal::Command command;
};

/// What became of a submission. `event` is what its entry `seq` says (Refused for a refusal). For a request that was
/// answered before, `repeated` is true and seq names the first answer; its entry is in the journal.
struct Answer {
  std::uint64_t seq = 0;
  bool repeated = false;
  bool contradicts = false;  ///< the same request identifier was used for something else: nothing was done
  std::optional<journal::Event> event;
};

/// Answers in the order of the submissions, or why there are none.
using Answers = Result<std::vector<Answer>, Failure>;
using Reply = std::function<void(Answers)>;

/// done of total entries replayed.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

class Engine {
 public:
  struct Setup {
    journal::Journal& journal;
    const rules::Book& rules;
    const Tree& places;
    proof::SigningKey key;
    WorkCalendar calendar = {};  ///< working days: a year without a notice has none that decide may count
  };
  /// Replays the journal. Failure `corrupt` names the first entry that is not what its hash says, cannot be read, or
  /// the checkpoint that does not match.
  static Result<std::unique_ptr<Engine>, Failure> recover(Setup setup, const Progress& progress);
  ~Engine();  // finishes what is queued
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Queues the submissions together; `reply` is called once, from another thread. Blocks while the queue is full.
  void submit(std::vector<Submission> submissions, Reply reply);
  /// The same, waiting for the answers.
  Answers submit(std::vector<Submission> submissions);

  /// Calls `look` with the reading as of the last durable entry. Keep it short: the journal thread waits.
  template <class Look>
  auto look(Look&& look) const {
    const std::shared_lock lock(reading_mutex_);
    return look(*reading_, checkpoint_);
  }
  /// Calls `look` with who may do what as of the last durable entry.
  template <class Look>
  auto look_at_access(Look&& look) const {
    const std::shared_lock lock(reading_mutex_);
    return look(access_);
  }
  /// Calls `look` with the tree of all decided entries (which may be ahead of the durable ones: ask for sizes up to
  /// size() only).
  template <class Look>
  auto look_at_tree(Look&& look) const {
    const std::shared_lock lock(tree_mutex_);
    return look(tree_);
  }
  /// Calls `look` on the decide thread with the deciding state, between two commands, and waits for it. Keep it short:
  /// nothing is decided meanwhile. That state may be ahead of the disk by what is being written, so it returns only when
  /// all that `look` saw is durable: nobody is told what a crash could take back. Never call it from the engine's own
  /// threads (a Reply, on_durable). Failure: why the engine has stopped; what `look` saw is then not to be told.
  Result<void, Failure> ask(std::function<void(const World&)> look);
  std::uint64_t size() const { return durable_.load(std::memory_order_acquire); }
  std::string checkpoint() const;
  /// The signed checkpoint of an earlier size (not above size()).
  std::string checkpoint_at(std::uint64_t size) const;
  const proof::SigningKey& key() const { return key_; }
  /// Called on the journal thread after each durable batch with the new size.
  void on_durable(std::function<void(std::uint64_t)> call);
  /// The failure that stopped the engine, if one has.
  std::optional<Failure> failure() const;

 private:
  struct Bundle {
    std::vector<Submission> submissions;
    Reply reply;
  };
  struct Batch;
  struct Question {
    std::function<void(const World&)> look;
    std::promise<Result<std::uint64_t, Failure>> looked;  ///< the size of the journal that was seen
  };

  explicit Engine(Setup setup);
  Result<void, Failure> replay(const Progress& progress);
  void decide_loop();
  void journal_loop();
  void answer_questions(std::deque<Question> questions, std::uint64_t decided);
  void decide_bundle(Bundle bundle, Batch& batch);
  Answer decide_one(Submission& submission, Batch& batch);
  bool write(Batch& batch);
  void reply_all(Batch& batch);
  void fail(Failure failure);

  journal::Journal& journal_;
  const Tree& places_;
  proof::SigningKey key_;
  World world_;  // decide thread only

  struct Known {
    std::uint64_t seq;
    Fingerprint fingerprint;
  };
  boost::unordered_flat_map<RequestId, Known> requests_;  // decide thread only

  mutable std::shared_mutex tree_mutex_;
  proof::Tree tree_;

  mutable std::shared_mutex reading_mutex_;
  std::unique_ptr<figures::Reading> reading_;
  access::State access_;
  std::string checkpoint_;
  std::atomic<std::uint64_t> durable_{0};

  mutable std::mutex mutex_;  // guards the rest
  std::condition_variable queued_, room_, handed_over_, written_;
  std::deque<Bundle> queue_;
  std::deque<Question> questions_;
  std::size_t queued_submissions_ = 0;
  std::unique_ptr<Batch> next_;   // decided, waiting for the journal thread
  std::unique_ptr<Batch> spare_;  // written: its memory serves the next one
  bool writing_ = false;
  bool stopping_ = false, decided_all_ = false;
  std::optional<Failure> failure_;
  std::function<void(std::uint64_t)> on_durable_;
  std::thread decide_thread_, journal_thread_;
};

}  // namespace seethrough::engine
