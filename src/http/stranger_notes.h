#pragma once
// How much of what strangers try is put on record: from one address a hundred lines at once, then one a second, so that
// nobody fills the disk of the trail from outside. What is beyond is counted by the server, not written.

#include <chrono>
#include <mutex>
#include <string>

#include "http/rate_limit.h"

namespace seethrough::http {

/// Safe from several threads.
class StrangerNotes {
 public:
  bool take(const std::string& address) {
    const std::scoped_lock lock(mutex_);
    return !limit_.take(address, std::chrono::steady_clock::now());
  }

 private:
  std::mutex mutex_;
  RateLimit limit_{Rate{1, 100}};
};

}  // namespace seethrough::http
