#pragma once
// RejectedFile: the refused rows of an import, written row by row and put in place whole.

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "exchange/table_reader.h"

namespace seethrough::exchange {

class RejectedFile {
 public:
  /// Beside `imported`, with ".rejected.csv" added to its name. `present` says which columns the imported file has.
  RejectedFile(const std::filesystem::path& imported, const std::vector<Column>& columns, std::vector<bool> present);
  RejectedFile(const RejectedFile&) = delete;
  RejectedFile& operator=(const RejectedFile&) = delete;
  /// What was not put in place goes.
  ~RejectedFile();

  Result<void, Failure> add(const Row& row, std::string_view column, std::string_view reason);
  /// Puts the file in place, durably; without a row, removes one that an earlier import left. The file's path, or an
  /// empty one.
  Result<std::filesystem::path, Failure> finish();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  Result<void, Failure> begin();
  Result<void, Failure> write(std::string_view text);
  Failure unwritable() const;

  std::filesystem::path file_, partial_;
  const std::vector<Column>& columns_;
  std::vector<bool> present_;
  std::unique_ptr<std::FILE, Close> out_;
};

}  // namespace seethrough::exchange
