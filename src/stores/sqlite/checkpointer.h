#pragma once
// Moves the write-ahead log into the database file on a thread of its own, so that no commit waits for it.
//
// A passive checkpoint moves what is there without stopping the writer; but a writer that never pauses would let the
// log grow for ever, since it only starts again from the front when all of it was moved. So the last few pages are
// moved while the writer is held for a moment.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "stores/sqlite/database.h"

namespace seethrough::stores {

class Checkpointer {
 public:
  /// Begins a checkpoint whenever the log exceeds `limit_pages`. `writing` is the mutex the owner holds during each
  /// write transaction.
  Checkpointer(Database own_connection, std::mutex& writing, int limit_pages);
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  /// What the writing connection must call after each commit (Database::on_commit).
  const std::function<void(int)>* watch() const { return &watch_; }

 private:
  void work();
  void move_log();

  Database database_;
  std::mutex& writing_;
  const int limit_pages_;
  std::function<void(int)> watch_;
  std::mutex guard_;
  std::condition_variable wake_;
  bool wanted_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace seethrough::stores
