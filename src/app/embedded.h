#pragma once
// Files carried inside the program (cmake/embed.cmake), by their path in the repository.

#include <string_view>

namespace seethrough::app {

/// The file's bytes; empty if the program does not carry it.
std::string_view embedded(std::string_view name);

}  // namespace seethrough::app
