#pragma once
// Reading a password: from the terminal without echo, or the first line of standard input if it is no terminal.

#include <string>

#include "app/terminal.h"
#include "base/result.h"

namespace seethrough::app {

/// Failure `malformed` if nothing is given.
Result<std::string, Failure> read_password(const Common& common, std::string_view prompt);

}  // namespace seethrough::app
