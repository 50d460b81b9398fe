#pragma once
// What the command line says and how: language, exit codes, progress on a terminal only, JSON for machines.

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/failure.h"
#include "base/language.h"

namespace seethrough::app {

/// 0 done, 1 refused or false, 2 wrong use.
enum ExitCode { done = 0, refused = 1, wrong_use = 2 };

/// What every command takes.
struct Common {
  Language language = Language::zh;
  bool json = false;
};

/// Says why it did not work, in one sentence on standard error (with --json: an object on standard output).
int say(const Common& common, const Failure& failure);
int say(const Common& common, std::string_view zh, std::string_view en);

/// A bar on standard error, redrawn at most ten times a second; nothing where standard error is no terminal.
class ProgressBar {
 public:
  ProgressBar(const Common& common, const char* zh, const char* en);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  void show(std::uint64_t done, std::uint64_t total);

 private:
  std::string what_;
  bool terminal_;
  bool drawn_ = false;
  std::int64_t last_ms_ = 0;
};

/// Set by the first SIGINT or SIGTERM; a second one ends the process.
std::atomic<bool>& interrupted();
void watch_interrupts();

/// Writes all of `text` to standard output; a failure if it does not take it (a full disk, a closed pipe).
bool print(std::string_view text);

}  // namespace seethrough::app
