#include "stores/sqlite/checkpointer.h"

#include <chrono>

namespace seethrough::stores {
namespace {

constexpr int few_pages = 64;    // moved in about a millisecond while the writer is held
constexpr int most_rounds = 4;   // of chasing a writer that keeps writing
constexpr auto pause = std::chrono::milliseconds(50);  // when a reader keeps the log from starting again

}  // namespace

Checkpointer::Checkpointer(Database own_connection, std::mutex& writing, int limit_pages)
    : database_(std::move(own_connection)), writing_(writing), limit_pages_(limit_pages) {
  watch_ = [this](int pages) {
    if (pages < limit_pages_) return;
    {
      const std::lock_guard lock(guard_);
      wanted_ = true;
    }
    wake_.notify_one();
  };
  thread_ = std::thread([this] { work(); });
}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(guard_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Checkpointer::work() {
  std::unique_lock lock(guard_);
  while (true) {
    wake_.wait(lock, [this] { return wanted_ || stopping_; });
    if (stopping_) return;
    lock.unlock();
    move_log();
    lock.lock();
    wanted_ = false;
    wake_.wait_for(lock, pause, [this] { return stopping_; });
  }
}

// A failure here harms nobody: the log stays longer, and a disk that fails will fail the next commit with a sentence.
void Checkpointer::move_log() {
  for (int round = 0; round < most_rounds; ++round) {
    auto state = database_.checkpoint(Database::Checkpoint::passive);
    if (!state) return;
    if (state->pages - state->moved <= few_pages) break;
  }
  const std::lock_guard lock(writing_);
  static_cast<void>(database_.checkpoint(Database::Checkpoint::restart).has_value());
}

}  // namespace seethrough::stores
