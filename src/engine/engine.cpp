#include "engine/engine.h"

#include <fmt/format.h>

#include <future>

#include "journal/codec.h"
#include "proof/hash.h"

namespace seethrough::engine {
namespace {

constexpr std::size_t largest_batch = 4096;          // entries written together
constexpr std::size_t largest_queue = 16 * 1024;     // submissions waiting before submit() blocks
constexpr std::uint64_t progress_every = 4096;

Failure corrupt_entry(std::uint64_t seq, std::string_view zh, std::string_view en) {
  return {FailureKind::corrupt, fmt::format("流水第 {} 条{}", seq, zh), fmt::format("journal entry {} {}", seq, en)};
}

}  // namespace

/// What is decided and not yet durable: the entries' bytes one after the other, and who waits for them.
struct Engine::Batch {
  std::uint64_t first_seq = 0;
  std::string bytes;
  std::vector<std::size_t> ends;  // of each entry in `bytes`
  std::vector<Digest> leaves;
  std::vector<journal::Event> events;
  Digest root;
  struct Waiting {
    Reply reply;
    std::vector<Answer> answers;
  };
  std::vector<Waiting> waiting;

  std::size_t size() const { return ends.size(); }
  /// Fresh again, with the memory it has: page faults cost more than deciding does.
  void start_at(std::uint64_t seq) {
    first_seq = seq;
    bytes.clear();
    ends.clear();
    leaves.clear();
    events.clear();
    waiting.clear();
  }
  void answer_all(const Failure& why) {
    for (Waiting& one : waiting) one.reply(Unexpected{why});
  }
};

Engine::Engine(Setup setup)
    : journal_(setup.journal),
      places_(setup.places),
      key_(std::move(setup.key)),
      world_(setup.rules, setup.places, std::move(setup.calendar)),
      reading_(std::make_unique<figures::Reading>(setup.places)) {}

Result<std::unique_ptr<Engine>, Failure> Engine::recover(Setup setup, const Progress& progress) {
  std::unique_ptr<Engine> engine(new Engine(std::move(setup)));
  if (auto replayed = engine->replay(progress); !replayed) return Unexpected{replayed.error()};
  engine->decide_thread_ = std::thread([raw = engine.get()] { raw->decide_loop(); });
  engine->journal_thread_ = std::thread([raw = engine.get()] { raw->journal_loop(); });
  return engine;
}

Result<void, Failure> Engine::replay(const Progress& progress) {
  auto head = journal_.head();
  if (!head) return Unexpected{head.error()};
  std::optional<Failure> fault;
  auto read = journal_.read(1, head->size, [&](std::uint64_t seq, std::string_view bytes, const Digest& leaf) {
    if (proof::leaf_hash(bytes) != leaf) {
      fault = corrupt_entry(seq, "与它的哈希不符：内容被改动过", "does not match its hash: it was changed");
      return false;
    }
    auto entry = journal::decode_entry(bytes);
    if (!entry || entry->seq != seq) {
      fault = entry ? corrupt_entry(seq, "的序号不对", "carries another number")
                    : corrupt_entry(seq, "无法读取：" + entry.error().zh, "cannot be read: " + entry.error().en);
      return false;
    }
    world_.apply(entry->event);
    take(*reading_, seq, entry->event);
    tree_.append(leaf);
    requests_.try_emplace(entry->envelope.request, Known{seq, entry->envelope.fingerprint});
    if (progress && (seq % progress_every == 0 || seq == head->size)) progress(seq, head->size);
    return true;
  });
  if (fault) return Unexpected{*fault};
  if (!read) return read;
  if (head->size != 0) {
    const auto checkpoint = proof::open_checkpoint(head->checkpoint, key_.verifier);
    if (!checkpoint || checkpoint->size != head->size || checkpoint->root != tree_.root())
      return Unexpected{Failure{FailureKind::corrupt, "流水与它的检查点不符：有条目被增删或改动过，或密钥不是这份数据的",
                                "the journal does not match its checkpoint: entries were added, removed or changed, "
                                "or the key belongs to other data"}};
  }
  access_ = world_.access();
  checkpoint_ = head->checkpoint;
  durable_ = head->size;
  return {};
}

Engine::~Engine() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  queued_.notify_all();
  handed_over_.notify_all();
  room_.notify_all();
  if (decide_thread_.joinable()) decide_thread_.join();
  if (journal_thread_.joinable()) journal_thread_.join();
}

void Engine::submit(std::vector<Submission> submissions, Reply reply) {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [&] { return queued_submissions_ < largest_queue || failure_ || stopping_; });
  if (failure_ || stopping_) {
    const Failure why = failure_.value_or(
        Failure{FailureKind::unavailable, "程序正在停止，请稍后再试", "the program is stopping: try again later"});
    lock.unlock();
    reply(Unexpected{why});
    return;
  }
  queued_submissions_ += submissions.size();
  queue_.push_back({std::move(submissions), std::move(reply)});
  lock.unlock();
  queued_.notify_one();
}

Answers Engine::submit(std::vector<Submission> submissions) {
  std::promise<Answers> promise;
  auto answers = promise.get_future();
  submit(std::move(submissions), [&promise](Answers given) { promise.set_value(std::move(given)); });
  return answers.get();
}

Result<void, Failure> Engine::ask(std::function<void(const World&)> look) {
  std::unique_lock lock(mutex_);
  if (failure_ || stopping_)
    return Unexpected{failure_.value_or(
        Failure{FailureKind::unavailable, "程序正在停止，请稍后再试", "the program is stopping: try again later"})};
  questions_.push_back({std::move(look), {}});
  auto looked = questions_.back().looked.get_future();
  lock.unlock();
  queued_.notify_all();
  const auto decided = looked.get();
  if (!decided) return Unexpected{decided.error()};
  lock.lock();
  written_.wait(lock, [&] { return size() >= *decided || failure_; });
  if (size() < *decided) return Unexpected{*failure_};
  return {};
}

// The decide thread.

void Engine::answer_questions(std::deque<Question> questions, std::uint64_t decided) {
  for (Question& question : questions) {
    question.look(world_);
    question.looked.set_value(decided);
  }
}

void Engine::decide_loop() {
  auto batch = std::make_unique<Batch>();
  batch->start_at(size() + 1);
  for (;;) {
    std::deque<Bundle> bundles;
    std::deque<Question> questions;
    {
      std::unique_lock lock(mutex_);
      // As soon as the journal thread is free; until then the batch grows, unless it is full.
      const auto may_hand_over = [&] {
        return !batch->waiting.empty() && !next_ && (!writing_ || batch->size() >= largest_batch);
      };
      queued_.wait(lock, [&] {
        return failure_ || !questions_.empty() || may_hand_over() || (stopping_ && queue_.empty() && batch->waiting.empty()) ||
               (!queue_.empty() && batch->size() < largest_batch);
      });
      if (failure_) {
        const Failure why = *failure_;
        questions.swap(questions_);
        lock.unlock();
        batch->answer_all(why);
        for (Question& question : questions) question.looked.set_value(Unexpected{why});
        return;
      }
      if (!questions_.empty()) {
        questions.swap(questions_);
        lock.unlock();
        answer_questions(std::move(questions), batch->first_seq - 1 + batch->size());
        continue;
      }
      if (may_hand_over()) {
        const std::uint64_t following = batch->first_seq + batch->size();
        next_ = std::move(batch);
        batch = spare_ ? std::move(spare_) : std::make_unique<Batch>();
        batch->start_at(following);
        handed_over_.notify_one();
        continue;
      }
      if (queue_.empty()) {
        if (stopping_ && batch->waiting.empty()) {
          decided_all_ = true;
          handed_over_.notify_one();
          return;
        }
        continue;
      }
      std::size_t taken = 0;
      while (!queue_.empty() && batch->size() + taken < largest_batch) {
        taken += queue_.front().submissions.size();
        bundles.push_back(std::move(queue_.front()));
        queue_.pop_front();
      }
      queued_submissions_ -= taken;
    }
    room_.notify_all();
    for (Bundle& bundle : bundles) decide_bundle(std::move(bundle), *batch);
    const std::unique_lock lock(tree_mutex_);
    for (std::size_t i = static_cast<std::size_t>(tree_.size() + 1 - batch->first_seq); i < batch->leaves.size(); ++i)
      tree_.append(batch->leaves[i]);
    batch->root = tree_.root();
  }
}

void Engine::decide_bundle(Bundle bundle, Batch& batch) {
  Batch::Waiting waiting{std::move(bundle.reply), {}};
  waiting.answers.reserve(bundle.submissions.size());
  for (Submission& submission : bundle.submissions) waiting.answers.push_back(decide_one(submission, batch));
  batch.waiting.push_back(std::move(waiting));
}

Answer Engine::decide_one(Submission& submission, Batch& batch) {
  const std::uint64_t seq = batch.first_seq + batch.size();
  const auto [known, fresh] =
      requests_.try_emplace(submission.envelope.request, Known{seq, submission.envelope.fingerprint});
  if (!fresh)
    return {known->second.seq, true, known->second.fingerprint != submission.envelope.fingerprint, std::nullopt};
  journal::Event event = world_.decide(submission.command, submission.envelope.by, submission.envelope.at, seq - 1);
  world_.apply(event);
  const std::size_t start = batch.bytes.size();
  journal::encode_entry(batch.bytes, seq, submission.envelope, event);
  const std::string_view bytes = std::string_view(batch.bytes).substr(start);
  INVARIANT(bytes.size() <= journal::largest_entry_bytes, "an entry is longer than the log can carry");
  batch.ends.push_back(batch.bytes.size());
  batch.leaves.push_back(proof::leaf_hash(bytes));
  batch.events.push_back(std::move(event));  // the answer takes it over once it is durable
  return {seq, false, false, std::nullopt};
}

// The journal thread.

void Engine::journal_loop() {
  for (;;) {
    std::unique_ptr<Batch> batch;
    {
      std::unique_lock lock(mutex_);
      writing_ = false;
      queued_.notify_one();  // the decide thread may hand over
      handed_over_.wait(lock, [&] { return next_ || decided_all_ || failure_; });
      if (!next_) return;
      batch = std::move(next_);
      writing_ = true;
      queued_.notify_one();
    }
    if (!write(*batch)) {
      batch->answer_all(*failure());
      return;
    }
    reply_all(*batch);
    const std::scoped_lock lock(mutex_);
    spare_ = std::move(batch);
  }
}

void Engine::reply_all(Batch& batch) {
  for (Batch::Waiting& one : batch.waiting) {
    for (Answer& answer : one.answers) {
      if (!answer.repeated) answer.event = std::move(batch.events[answer.seq - batch.first_seq]);
    }
    one.reply(std::move(one.answers));
  }
}

bool Engine::write(Batch& batch) {
  if (batch.size() == 0) return true;  // repeated requests only: their answers are durable already
  std::vector<journal::NewEntry> entries;
  entries.reserve(batch.size());
  std::size_t start = 0;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    entries.push_back({std::string_view(batch.bytes).substr(start, batch.ends[i] - start), batch.leaves[i]});
    start = batch.ends[i];
  }
  const std::uint64_t size = batch.first_seq - 1 + batch.size();
  std::string checkpoint = proof::sign_checkpoint({key_.verifier.name, size, batch.root}, key_);
  if (auto appended = journal_.append(batch.first_seq - 1, entries, checkpoint); !appended) {
    fail(appended.error());
    return false;
  }
  {
    const std::unique_lock lock(reading_mutex_);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      take(*reading_, batch.first_seq + i, batch.events[i]);
      if (const auto* of_access = std::get_if<access::Event>(&batch.events[i])) access::apply(access_, *of_access);
    }
    checkpoint_ = std::move(checkpoint);
    durable_.store(size, std::memory_order_release);
  }
  std::function<void(std::uint64_t)> tell;
  {
    const std::scoped_lock lock(mutex_);
    tell = on_durable_;
  }
  written_.notify_all();
  if (tell) tell(size);
  return true;
}

/// Stops everything: whoever waits in the queue is told why.
void Engine::fail(Failure failure) {
  std::deque<Bundle> waiting;
  std::unique_ptr<Batch> decided;
  {
    const std::scoped_lock lock(mutex_);
    failure_ = failure;
    waiting.swap(queue_);
    decided = std::move(next_);
    queued_submissions_ = 0;
  }
  queued_.notify_all();
  room_.notify_all();
  written_.notify_all();
  if (decided) decided->answer_all(failure);
  for (Bundle& bundle : waiting) bundle.reply(Unexpected{failure});
}

std::string Engine::checkpoint() const {
  const std::shared_lock lock(reading_mutex_);
  return checkpoint_;
}

std::string Engine::checkpoint_at(std::uint64_t size) const {
  INVARIANT(size <= this->size(), "a checkpoint was asked for that is not durable");
  const Digest root = look_at_tree([&](const proof::Tree& tree) { return tree.root_at(size); });
  return proof::sign_checkpoint({key_.verifier.name, size, root}, key_);
}

void Engine::on_durable(std::function<void(std::uint64_t)> call) {
  const std::scoped_lock lock(mutex_);
  on_durable_ = std::move(call);
}

std::optional<Failure> Engine::failure() const {
  const std::scoped_lock lock(mutex_);
  return failure_;
}

}  // namespace seethrough::engine
