#include "http/rate_limit.h"

#include <doctest/doctest.h>

#include "http/serving.h"

using namespace seethrough::http;
using namespace std::chrono_literals;

namespace {

const RateLimit::Time start{};

}  // namespace

TEST_CASE("a key may burst, then gets its rate") {
  RateLimit limit({10, 3});
  for (int i = 0; i < 3; ++i) CHECK_FALSE(limit.take("a", start));
  CHECK(limit.take("a", start) == 100ms);
  CHECK(limit.take("a", start + 40ms) == 60ms);
  CHECK_FALSE(limit.take("a", start + 100ms));
  CHECK(limit.take("a", start + 100ms) == 100ms);
  CHECK_FALSE(limit.take("b", start + 100ms));
  int admitted = 0;
  for (int i = 0; i < 10'000; ++i) admitted += limit.take("a", start + 100ms + i * 1ms) ? 0 : 1;
  CHECK(admitted == 99);
  for (int i = 0; i < 3; ++i) CHECK_FALSE(limit.take("a", start + 1h));
  CHECK(limit.take("a", start + 1h));
}

TEST_CASE("a clock that goes back gives nothing away") {
  RateLimit limit({1, 1});
  CHECK_FALSE(limit.take("a", start + 10s));
  CHECK(limit.take("a", start) == 1000ms);
  CHECK(limit.take("a", start + 10s) == 1000ms);
  CHECK_FALSE(limit.take("a", start + 11s));
}

TEST_CASE("waiting takes nothing, forgiving fills the bucket, a rate of 0 admits all") {
  RateLimit limit({1, 1});
  CHECK_FALSE(limit.wait("a", start));
  CHECK(limit.keys() == 0);
  CHECK_FALSE(limit.take("a", start));
  CHECK(limit.wait("a", start) == 1000ms);
  CHECK(limit.wait("a", start + 400ms) == 600ms);
  limit.forgive("a");
  CHECK_FALSE(limit.take("a", start));
  limit.forgive("never seen");
  RateLimit none({0, 1});
  for (int i = 0; i < 100; ++i) CHECK_FALSE(none.take("a", start));
  CHECK(none.keys() == 0);
}

TEST_CASE("the table is bounded, and forgets the key asked for longest ago") {
  RateLimit limit({1, 1}, 3);
  for (const char* key : {"a", "b", "c"}) CHECK_FALSE(limit.take(key, start));
  CHECK(limit.take("a", start));
  CHECK_FALSE(limit.take("d", start));
  CHECK(limit.keys() == 3);
  CHECK(limit.take("a", start));
  CHECK_FALSE(limit.take("b", start));
  RateLimit usual({1, 1});
  for (int i = 0; i < 70'000; ++i) CHECK_FALSE(usual.take(std::to_string(i), start));
  CHECK(usual.keys() == 65'536);
}

TEST_CASE("Retry-After is in whole seconds, rounded up") {
  CHECK(retry_after(0ms) == "1");
  CHECK(retry_after(1000ms) == "1");
  CHECK(retry_after(1001ms) == "2");
}

TEST_CASE("requests beyond the rate of an address are answered 429, and 0 is without limit") {
  ServerOptions options;
  options.rate = {0.01, 3};
  const auto server = serve(echo, options);
  for (int i = 0; i < 3; ++i) CHECK(has(reply_to(*server, closing_get("/")), "HTTP/1.1 200 "));
  const std::string refused = reply_to(*server, closing_get("/x"));
  CHECK(refused.starts_with("HTTP/1.1 429 Too Many Requests\r\n"));
  CHECK(has(refused, "\r\nRetry-After: 1"));
  CHECK(has(refused, "请求过于频繁"));
  CHECK(has(refused, "too many requests"));
  CHECK(server->counters().requests_limited == 1);
  options.rate.per_second = 0;
  const auto open = serve(echo, options);
  for (int i = 0; i < 5; ++i) CHECK(has(reply_to(*open, closing_get("/")), "HTTP/1.1 200 "));
}
