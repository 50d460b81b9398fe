#include "http/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace seethrough::http {

RateLimit::RateLimit(Rate rate, std::size_t keys) : rate_(rate), limit_(std::max<std::size_t>(1, keys)) {
  rate_.burst = std::max(1.0, rate_.burst);
}

double RateLimit::tokens_at(const Bucket& bucket, Time now) const {
  const std::chrono::duration<double> passed = std::max(now, bucket.filled) - bucket.filled;
  return std::min(rate_.burst, bucket.tokens + passed.count() * rate_.per_second);
}

std::optional<std::chrono::milliseconds> RateLimit::until_one(double tokens) const {
  // A bucket that is filled in many small steps may miss a whole token by a rounding error.
  constexpr double nearly_one = 1 - 1e-9;
  if (rate_.per_second <= 0 || tokens >= nearly_one) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil((1 - tokens) / rate_.per_second * 1000)));
}

std::optional<std::chrono::milliseconds> RateLimit::take(std::string_view key, Time now) {
  if (rate_.per_second <= 0) return std::nullopt;
  const auto found = places_.find(key);
  if (found == places_.end()) {
    if (places_.size() >= limit_) {
      places_.erase(buckets_.back().key);
      buckets_.pop_back();
    }
    buckets_.push_front({std::string(key), rate_.burst - 1, now});
    places_.emplace(buckets_.front().key, buckets_.begin());
    return std::nullopt;
  }
  buckets_.splice(buckets_.begin(), buckets_, found->second);
  Bucket& bucket = buckets_.front();
  bucket.tokens = tokens_at(bucket, now);
  bucket.filled = std::max(now, bucket.filled);
  if (const auto wait = until_one(bucket.tokens)) return wait;
  bucket.tokens = std::max(0.0, bucket.tokens - 1);
  return std::nullopt;
}

std::optional<std::chrono::milliseconds> RateLimit::wait(std::string_view key, Time now) const {
  const auto found = places_.find(key);
  return found == places_.end() ? std::nullopt : until_one(tokens_at(*found->second, now));
}

void RateLimit::forgive(std::string_view key) {
  const auto found = places_.find(key);
  if (found == places_.end()) return;
  const auto place = found->second;  // the key of the entry lives in the bucket
  places_.erase(found);
  buckets_.erase(place);
}

std::string retry_after(std::chrono::milliseconds wait) {
  return std::to_string(std::max<std::int64_t>(1, (wait.count() + 999) / 1000));
}

}  // namespace seethrough::http
