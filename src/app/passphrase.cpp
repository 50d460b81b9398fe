#include "app/passphrase.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "stores/sqlite/sqlite_credentials.h"

namespace seethrough::app {
namespace {

/// The terminal of this process, with echo off until it goes.
class QuietTerminal {
 public:
  QuietTerminal() : number_(::open("/dev/tty", O_RDWR | O_CLOEXEC)) {
    if (number_ < 0 || ::tcgetattr(number_, &before_) != 0) return;
    termios quiet = before_;
    // Without ISIG an interrupt is a character that we read: so no signal leaves the terminal without echo.
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
    changed_ = ::tcsetattr(number_, TCSAFLUSH, &quiet) == 0;
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;
  ~QuietTerminal() {
    if (changed_) ::tcsetattr(number_, TCSAFLUSH, &before_);
    if (number_ >= 0) ::close(number_);
  }
  bool works() const { return changed_; }

  /// False if it was interrupted.
  bool ask(std::string_view question, std::string& line) const {
    line.clear();
    say(question);
    char c = 0;
    while (true) {
      const ssize_t size = ::read(number_, &c, 1);
      if (size < 0 && errno == EINTR) continue;
      if (size <= 0 || c == interrupt) break;
      if (c == '\n') {
        say("\n");
        return true;
      }
      line += c;
    }
    say("\n");
    return false;
  }

 private:
  static constexpr char interrupt = 3;
  void say(std::string_view text) const { static_cast<void>(::write(number_, text.data(), text.size()) < 0); }
  int number_;
  termios before_{};
  bool changed_ = false;
};

Failure plainly(FailureKind kind, std::string zh, std::string en) { return {kind, std::move(zh), std::move(en)}; }

Result<std::string, Failure> from_file(const std::string& file) {
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line) || line.empty()) {
    return Unexpected{plainly(FailureKind::not_found,
                              fmt::format("密码短语文件 {} 不存在、无法读取或第一行为空。请检查路径。", file),
                              fmt::format("The passphrase file {} is missing, can't be read or begins with an empty line: "
                                          "check the path.",
                                          file))};
  }
  if (line.back() == '\r') line.pop_back();
  return line;
}

Result<std::string, Failure> from_terminal(const Common& common, bool new_one) {
  const bool zh = common.language == Language::zh;
  const QuietTerminal terminal;
  if (!terminal.works()) {
    return Unexpected{plainly(FailureKind::unavailable, "这里没有终端可输入密码短语。请用 --passphrase-file 给出。",
                              "There is no terminal to type a passphrase at: give it with --passphrase-file.")};
  }
  std::string first, second;
  const bool typed = terminal.ask(zh ? "密码短语：" : "Passphrase: ", first) &&
                     (!new_one || terminal.ask(zh ? "再输入一次：" : "Once more: ", second));
  if (!typed) return Unexpected{plainly(FailureKind::unavailable, "已中断。", "Interrupted.")};
  if (new_one && first != second)
    return Unexpected{plainly(FailureKind::malformed, "两次输入的密码短语不一样。请重新运行。",
                              "The two passphrases differ: run the command again.")};
  return first;
}

}  // namespace

Result<std::string, Failure> read_passphrase(const Common& common, const std::string& file, bool new_one) {
  auto passphrase = file.empty() ? from_terminal(common, new_one) : from_file(file);
  if (!passphrase || !new_one) return passphrase;
  if (auto why = stores::SqliteCredentials::weakness("", *passphrase)) return Unexpected{std::move(*why)};
  return passphrase;
}

}  // namespace seethrough::app
