#pragma once
// INVARIANT: a condition that only a bug (or a corrupt journal) can break. It stays on in release: a process that is
// wrong about its own state must stop before it writes anything, and recover from disk.

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace seethrough {

[[noreturn]] inline void check_failed(std::string_view condition, std::string_view what, const char* file, int line) {
  std::fprintf(stderr, "seethrough: stopped by a failed check at %s:%d: %.*s (%.*s)\n", file, line,
               static_cast<int>(what.size()), what.data(), static_cast<int>(condition.size()), condition.data());
  std::abort();
}

}  // namespace seethrough

// `what` says in words which invariant broke. (Named apart from doctest's CHECK.)
#define INVARIANT(condition, what) \
  (static_cast<bool>(condition) ? void(0) : ::seethrough::check_failed(#condition, (what), __FILE__, __LINE__))
