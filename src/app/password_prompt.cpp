#include "app/password_prompt.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace seethrough::app {
namespace {

/// No echo for as long as it lives.
class Silence {
 public:
  Silence() : changed_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!changed_) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~Silence() {
    if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  termios before_{};
  bool changed_;
};

}  // namespace

Result<std::string, Failure> read_password(const Common&, std::string_view prompt) {
  std::string line;
  if (::isatty(STDIN_FILENO) == 1) {
    fmt::print(stderr, "{}", prompt);
    const Silence silence;
    std::getline(std::cin, line);
    fmt::print(stderr, "\n");
  } else {
    std::getline(std::cin, line);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  if (line.empty())
    return Unexpected{Failure{FailureKind::malformed, "没有输入口令，请重新运行并输入。",
                              "No password was given: run this again and type one."}};
  return line;
}

}  // namespace seethrough::app
