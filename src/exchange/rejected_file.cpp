#include "exchange/rejected_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/csv_cell.h"

namespace seethrough::exchange {

RejectedFile::RejectedFile(const std::filesystem::path& imported, const std::vector<Column>& columns,
                           std::vector<bool> present)
    : file_(imported.string() + ".rejected.csv"),
      partial_(imported.string() + ".rejected.csv.partial"),
      columns_(columns),
      present_(std::move(present)) {}

RejectedFile::~RejectedFile() {
  if (!out_) return;
  std::error_code ignored;
  std::filesystem::remove(partial_, ignored);
}

Failure RejectedFile::unwritable() const {
  const std::string why = std::strerror(errno);
  return {FailureKind::unavailable,
          fmt::format("写不了退回文件 {}（{}）。请腾出空间或改换文件夹后重新导入；已受理的行不会重复计入。", file_.string(), why),
          fmt::format("The file of rejected rows {} can't be written ({}). Make room or use another folder and import "
                      "again; rows already accepted are not counted twice.",
                      file_.string(), why)};
}

Result<void, Failure> RejectedFile::begin() {
  const int descriptor = ::open(partial_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return Unexpected{unwritable()};
  out_.reset(::fdopen(descriptor, "wb"));
  INVARIANT(out_ != nullptr, "a stream on an open file");
  std::string head = "\xEF\xBB\xBFrow,column,reason";
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!present_[i]) continue;
    head.push_back(',');
    append_csv_cell(head, columns_[i].name);
  }
  return write(head + "\r\n");
}

Result<void, Failure> RejectedFile::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), out_.get()) == text.size()) return {};
  return Unexpected{unwritable()};
}

Result<void, Failure> RejectedFile::add(const Row& row, std::string_view column, std::string_view reason) {
  if (!out_) {
    if (auto begun = begin(); !begun) return begun;
  }
  std::string line = std::to_string(row.number);
  line.push_back(',');
  append_csv_cell(line, column);
  line.push_back(',');
  append_csv_cell(line, reason);
  bool first = true;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!present_[i]) continue;
    line.push_back(',');
    append_csv_cell(line, row.fault ? std::string_view(first ? row.raw : std::string_view()) : row.cells[i]);
    first = false;
  }
  return write(line + "\r\n");
}

Result<std::filesystem::path, Failure> RejectedFile::finish() {
  if (!out_) {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
    return std::filesystem::path{};
  }
  if (std::fflush(out_.get()) != 0 || ::fsync(::fileno(out_.get())) != 0 ||
      std::rename(partial_.c_str(), file_.c_str()) != 0)
    return Unexpected{unwritable()};
  out_.reset();
  return file_;
}

}  // namespace seethrough::exchange
