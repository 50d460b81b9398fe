#pragma once
// A file's text, as a command reads it whole.

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "base/failure.h"
#include "base/result.h"

namespace seethrough::app {

/// Failure `not_found` names the file.
inline Result<std::string, Failure> text_of(const std::string& file) {
  std::error_code error;
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  if (!in || std::filesystem::is_directory(file, error))
    return Unexpected{Failure{FailureKind::not_found, fmt::format("无法读取 {}：请检查文件名", file),
                              fmt::format("cannot read {}: check its name", file)}};
  return text.str();
}

}  // namespace seethrough::app
