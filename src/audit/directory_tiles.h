#pragma once
// DirectoryTiles: a log's published files in a folder, for instance a copy that somebody keeps.

#include <filesystem>

#include "proof/log_reader.h"

namespace seethrough::audit {

class DirectoryTiles : public proof::TileSource {
 public:
  explicit DirectoryTiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
  Result<std::string, Failure> read(std::string_view path) override;

 private:
  std::filesystem::path folder_;
};

}  // namespace seethrough::audit
