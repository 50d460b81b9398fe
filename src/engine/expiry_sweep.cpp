#include "engine/expiry_sweep.h"

#include <algorithm>

#include "proof/hash.h"

namespace seethrough::engine {
namespace {

constexpr std::int64_t minute_ms = 60'000;

/// Another one for each sweep: the first 16 octets of SHA-256("local" ‖ 0 ‖ "expire " ‖ the instant).
RequestId request_of(Instant at) {
  std::string named = "local";
  named.push_back('\0');
  const Digest digest = proof::sha256(named.append("expire ").append(to_string(at)));
  RequestId request;
  std::copy_n(digest.bytes.begin(), RequestId::size, request.bytes.begin());
  return request;
}

}  // namespace

bool ExpirySweep::look(Instant at) {
  if (at.ms - last_.ms < minute_ms) return false;
  last_ = at;
  bool due = false;
  const auto looked = engine_.ask([&](const World& world) {
    const auto& open = world.subsidies().by_expiry;
    due = !open.empty() && open.begin()->first <= at;
  });
  if (!looked || !due) return false;
  std::vector<Submission> one;
  one.push_back({{request_of(at), {}, at, "local"}, journal::Command{subsidies::Command{subsidies::Expire{}}}});
  engine_.submit(std::move(one), [](Answers) {});
  return true;
}

}  // namespace seethrough::engine
