#pragma once
// A passphrase (密码短语) from a file or from the terminal, without echo.

#include <string>

#include "app/terminal.h"
#include "base/result.h"

namespace seethrough::app {

/// The first line of `file`, or, if `file` is empty, what is typed at the terminal; typed twice if it is a new one, and
/// then a weak one is refused. Failure `unavailable` where there is no terminal: it names --passphrase-file.
Result<std::string, Failure> read_passphrase(const Common& common, const std::string& file, bool new_one);

}  // namespace seethrough::app
