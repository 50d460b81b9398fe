#include "app/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>

namespace seethrough::app {
namespace {

std::int64_t steady_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

std::atomic<bool> interrupt_seen{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch a lock-free flag");

void on_signal(int signal) {
  if (interrupt_seen.exchange(true)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

}  // namespace

int say(const Common& common, const Failure& failure) { return say(common, failure.zh, failure.en); }

int say(const Common& common, std::string_view zh, std::string_view en) {
  const std::string_view sentence = common.language == Language::zh ? zh : en;
  if (common.json) {
    print(boost::json::serialize(boost::json::object{{"error", sentence}}) + "\n");
  } else {
    fmt::print(stderr, "seethrough: {}\n", sentence);
  }
  return refused;
}

ProgressBar::ProgressBar(const Common& common, const char* zh, const char* en)
    : what_(common.language == Language::zh ? zh : en), terminal_(!common.json && isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (drawn_) fmt::print(stderr, "\r\033[K");
}

void ProgressBar::show(std::uint64_t done, std::uint64_t total) {
  if (!terminal_ || total == 0) return;
  const std::int64_t now = steady_ms();
  if (done < total && now - last_ms_ < 100) return;
  last_ms_ = now;
  drawn_ = true;
  constexpr std::uint64_t width = 30;
  const auto filled = static_cast<int>(done * width / total);
  fmt::print(stderr, "\r{} [{:#<{}}{:.<{}}] {}% {}/{}\033[K", what_, "", filled, "", static_cast<int>(width) - filled,
             done * 100 / total, done, total);
  std::fflush(stderr);
}

std::atomic<bool>& interrupted() { return interrupt_seen; }

void watch_interrupts() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  std::signal(SIGPIPE, SIG_IGN);
}

bool print(std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
}

}  // namespace seethrough::app
