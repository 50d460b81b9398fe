#pragma once
// The number of a part of a split case: the case's own, a dash, and 1, 2, 3 …

#include <fmt/format.h>

#include <string>

namespace seethrough::complaints {

inline std::string part_number(const std::string& whole, int part) { return fmt::format("{}-{}", whole, part); }

}  // namespace seethrough::complaints
