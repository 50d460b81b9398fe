#pragma once
// Rate limit (速率限制): a token bucket per key (an address, an account). Time comes in from outside, nothing here reads a
// clock or locks. Memory is bounded: beyond so many keys the one that was asked for longest ago is forgotten, and begins
// again with a full bucket.

#include <chrono>
#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace seethrough::http {

/// So many a second in the long run, and up to `burst` at once after a pause. 0 per second means without limit. An office
/// behind one address and a stranger who takes the whole log (a request for each 256 entries) fit into it.
struct Rate {
  double per_second = 200;
  double burst = 5000;
};

/// Not for use by two threads at the same time.
class RateLimit {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit RateLimit(Rate rate, std::size_t keys = 65'536);

  /// Takes one token of `key`. Nothing if there was one; otherwise how long until there is (none is taken). `now` that
  /// lies before an earlier one counts as that.
  std::optional<std::chrono::milliseconds> take(std::string_view key, Time now);
  /// Whether take would succeed, without taking: for what is charged only when it fails, such as a sign-in.
  std::optional<std::chrono::milliseconds> wait(std::string_view key, Time now) const;
  /// Gives `key` a full bucket.
  void forgive(std::string_view key);
  std::size_t keys() const { return places_.size(); }

 private:
  struct Bucket {
    std::string key;
    double tokens;
    Time filled;
  };
  using Buckets = std::list<Bucket>;
  double tokens_at(const Bucket& bucket, Time now) const;
  std::optional<std::chrono::milliseconds> until_one(double tokens) const;

  Rate rate_;
  std::size_t limit_;
  Buckets buckets_;  ///< the one asked for last comes first
  std::unordered_map<std::string_view, Buckets::iterator> places_;  ///< its keys live in the buckets
};

/// The whole seconds for Retry-After: at least 1.
std::string retry_after(std::chrono::milliseconds wait);

}  // namespace seethrough::http
